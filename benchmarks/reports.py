"""The evaluation of a year: our PDF against the same document printed by a browser, and the whole year file.

The browser prints HTML that is made of the same document: the same words, tables and SVG. It is started for each
print, as a program without typesetting of its own would; ours typesets in its own process. Both times include making
the charts. The year file has no rival: it is held against its limit of 20 seconds on two cores, so its ratio is the
part of that which it takes.
"""

import html
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measurement, interleaved, seconds
from monitor.cli.goals import with_goals
from monitor.definition.workgroup import Workgroup
from monitor.report.documents.pdf import as_pdf
from monitor.report.evaluation.document import Block, Diagram, Document, KeyFigures, Numbers, Points, Text
from monitor.report.evaluation.evaluation import evaluation
from monitor.report.svg import as_bare_svg
from monitor.report.tables import Table
from monitor.report.year_file import Year, write
from monitor.results import Results
from monitor.sample import make_workspace_of_sample
from monitor.workspace import Workspace
from tests.support.releases import one_year

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LIMIT_S = 20.0
"""Seconds that the year file of the sample may take on two cores."""


def measurements(folder: Path, *, smoke: bool) -> list[Measurement]:
    """The reports of the sample school; `smoke` makes those of its first year, once."""
    results, year = _sample(folder, smoke=smoke)
    rounds = 1 if smoke else 5
    document = evaluation(results, year, Workgroup())
    found = [_year_file(results, year, folder)]
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is not None:
        with tempfile.TemporaryDirectory() as profile:
            found.append(
                interleaved("report-pdf", lambda: as_pdf(document), "headless Chromium print",
                            lambda: _printed(browser, document, Path(profile)), rounds=rounds)
            )  # fmt: skip
    return found


def _sample(folder: Path, *, smoke: bool) -> tuple[Results, str]:
    """The results of the sample school with its goals; for a trial those of a school of one year."""
    results = one_year() if smoke else with_goals(_workspace(folder / "sample"))
    return results, results.years()[-1]


def _workspace(root: Path) -> Workspace:
    return make_workspace_of_sample(root, progress=lambda _done, _of: None, tell=lambda _line: None)


def _year_file(results: Results, year: str, folder: Path) -> Measurement:
    into = folder / "jaardossier"
    into.mkdir()
    taken = seconds(lambda: write(Year(results, year), into))
    return Measurement("evaluate", taken, f"the limit of {LIMIT_S:g} s", LIMIT_S, taken / LIMIT_S)


def _printed(browser: str, document: Document, folder: Path) -> None:
    page, made = folder / "document.html", folder / "document.pdf"
    page.write_text(as_html(document), encoding="utf-8")
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    subprocess.run(
        [browser, "--headless=new", *alone, "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
         "--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri()],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert made.stat().st_size > 0, "the browser printed nothing"
    made.unlink()


def as_html(document: Document) -> str:
    """The same document as a page for a browser: every word, table and chart of the PDF."""
    parts = "".join(f"<h1>{_safe(one.title)}</h1>{''.join(map(_block, one.blocks))}" for one in document.sections)
    annex = "".join(_table(one.table) for one in document.diagrams())
    return (
        f'<!doctype html><html lang="{document.language}"><meta charset="utf-8"><title>{_safe(document.title)}</title>'
        "<style>@page{size:A4;margin:20mm}body{font:10.5pt sans-serif}svg{width:100%;height:auto}"
        f"table{{width:100%;border-collapse:collapse}}</style>{parts}{annex}<p>{_safe(document.source)}</p></html>"
    )


def _safe(words: str) -> str:
    return html.escape(words)


def _block(block: Block) -> str:
    return "".join(_pieces(block))


def _pieces(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        yield f"<p>{_safe(block.words)}</p>"
    elif isinstance(block, Points):
        yield f"<ul>{''.join(f'<li>{_safe(one)}</li>' for one in block.items)}</ul>"
    elif isinstance(block, KeyFigures):
        for one in block.figures:
            yield f"<div><b>{_safe(one.title)}</b> {_safe(one.value)} {_safe(one.sureness)} {_safe(one.told)}</div>"
    elif isinstance(block, Diagram):
        yield f"<h2>{_safe(block.title)}</h2><p>{_safe(block.sentence)}</p>"
        yield as_bare_svg(block.figure, block.legend, f"{block.title} {block.sentence}")
        yield "".join(f"<p>{_safe(one)}</p>" for one in block.notes)
    elif isinstance(block, Numbers):
        yield _table(block.table)


def _table(table: Table) -> str:
    head = "".join(f"<th>{_safe(one.title)}</th>" for one in table.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f"<h2>{_safe(table.caption)}</h2><table><tr>{head}</tr>{rows}</table><p>{_safe(table.note)}</p>"

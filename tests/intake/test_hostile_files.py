"""No file harms the machine or what is there: every kind is refused on the command line, at little cost, in Dutch."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from monitor.intake.archive import open_workbook
from monitor.intake.read import read_export
from monitor.intake.sandbox_child import read_bytes
from monitor.intake.sandbox_terms import Limits, Refused
from tests.intake.command_runs import ROOT, Run, Runs, warm_program
from tests.intake.hostile_files import EMAIL, MORE, noise, signed
from tests.intake.test_read_sandbox import HOSTILE
from tests.intake.workbook_files import packed, parts, sheet_xml, workbook
from tests.support.files import answers_file, write_csv

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="what a process costs is told by POSIX systems")

ALL = {**{f"sandbox: {name}": made for name, made in HOSTILE.items()}, **MORE}
THROUGH_THE_FRONT_DOOR = ("sandbox: cells in A1 and XFD1048576", "csv: a program", "10 MB in one cell", "zsav: half")
COSTS = logging.getLogger("costs")  # shown by --log-cli-level=INFO
PROCESSOR_SECONDS = 15
MEGABYTES = 500  # of one process; an import has two, so together they stay under 1 GB


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    folder = tmp_path_factory.mktemp("hostile")
    with warm_program(folder) as runs:
        made = runs("init", "--name", "De Vogels", "--workspace", folder / "workspace")
        assert (made.code, made.left) == (0, ())
        yield runs


@pytest.fixture(scope="module")
def workspace(program: Runs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return next(tmp_path_factory.getbasetemp().glob("hostile*")) / "workspace"


@cache
def sentences() -> tuple[re.Pattern[str], ...]:
    """Every Dutch sentence of the program, with anything in the places to fill in."""
    found = []
    for path in (ROOT / "monitor/texts/nl").glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                forms = [message.string] if isinstance(message.string, str) else message.string
                found += [re.sub(r"\\\{[^{}]*\\\}", ".*", re.escape(form)) for form in forms if message.id and form]
    return tuple(re.compile(f"(?:[^:]+: )?{one}", re.DOTALL) for one in found)


def is_ours(line: str) -> bool:
    """Whether a line is a sentence of the program, perhaps after the name of the file."""
    return any(sentence.fullmatch(line) for sentence in sentences())


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def importing(path: Path, workspace: Path) -> tuple[str | Path, ...]:
    return ("import", path, "--survey", "ouders", "--year", "2025-2026", "--workspace", workspace)


def assert_refused(run: Run, expected: str) -> None:
    assert run.code == 3, run
    assert "Traceback" not in run.err
    assert run.out == ""
    assert expected in run.err
    message, *remedy = run.err.splitlines()
    assert is_ours(message), message
    assert remedy
    assert all(is_ours(line) for line in remedy), remedy


@pytest.mark.parametrize("name", ALL)
def test_a_hostile_file_is_refused_and_leaves_no_trace(
    name: str, program: Runs, workspace: Path, tmp_path: Path
) -> None:
    make, expected = ALL[name]
    path = tmp_path / ("antwoorden.csv" if name.startswith("csv") else "antwoorden.xlsx")
    path.write_bytes(make())
    before = everything(workspace)
    run = program(*importing(path, workspace))
    COSTS.info("%.1f s of a processor, %.1f s, %.0f MB: %s", run.processor_seconds, run.seconds, run.megabytes, name)
    assert_refused(run, expected)
    assert EMAIL not in run.err
    assert run.processor_seconds < PROCESSOR_SECONDS
    assert run.megabytes < MEGABYTES
    assert run.left == ()
    assert everything(workspace) == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.slow
@pytest.mark.parametrize("name", THROUGH_THE_FRONT_DOOR)
def test_the_same_by_python_m_monitor(name: str, tmp_path: Path) -> None:
    path = tmp_path / "antwoorden.csv"
    path.write_bytes(ALL[name][0]())
    command = [sys.executable, "-B", "-m", "monitor", "import", str(path), "--survey", "ouders", "--year", "2025-2026"]
    done = subprocess.run(
        [*command, "--dry-run"], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert_refused(Run(done.returncode, done.stdout, done.stderr, 0, 0, 0, ()), ALL[name][1])
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_after_all_of_them_a_plain_file_still_goes_in(program: Runs, workspace: Path, tmp_path: Path) -> None:
    run = program(*importing(answers_file(tmp_path / "antwoorden.csv", 20), workspace))
    assert (run.code, run.left) == (0, ())


def signed_answers(folder: Path) -> Path:
    """A workbook with good answers, saved by somebody whose address is in it five times."""
    import csv

    with answers_file(folder / "antwoorden.csv", 12).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    path = folder / "antwoorden.xlsx"
    path.write_bytes(packed({**parts({"Antwoorden": sheet_xml(rows)}), **signed()}))
    return path


def test_who_saved_the_workbook_is_nowhere_afterwards(program: Runs, workspace: Path, tmp_path: Path) -> None:
    path = signed_answers(tmp_path)
    assert EMAIL not in repr(read_export(path))  # all that goes on from here; the vault is locked with a key
    for more in ((), ("--json",), ("--dry-run", "--json")):
        run = program(*importing(path, workspace), *more)
        assert run.code == 0, run
        assert EMAIL not in run.out + run.err
        assert run.left == ()
    own = tmp_path / "eigen.yaml"
    run = program("survey", "draft", path, "-o", own, "--id", "eigen")
    assert EMAIL not in run.out + run.err + own.read_text(encoding="utf-8")
    kept = everything(workspace.parent)
    assert kept
    assert not [name for name, content in kept.items() if EMAIL.encode() in content]
    assert not [name for name, content in kept.items() if EMAIL.encode("utf-16-le") in content]


def test_a_long_remark_is_no_attack(tmp_path: Path) -> None:
    remark = noise(40_000)  # Excel holds 32,767; other programs write more
    rows = [["Vraag 1", "Wat kan beter?"], ["ja", remark], ["nee", "rust"]]
    assert read_export(workbook(tmp_path / "a.xlsx", {"Blad": sheet_xml(rows)})).rows[0] == ("ja", remark)
    assert read_export(write_csv(tmp_path / "a.csv", rows[0], rows[1:])).rows[0] == ("ja", remark)


def test_a_cell_too_long_is_not_told_as_quotes_that_do_not_close() -> None:
    for data, code in ((b"Vraag;Nog een\nja;" + b"x" * 300, "long-text"), (b'Vraag;"' + b"x" * 300, "quotes")):
        with pytest.raises(Refused, match=code):
            list(read_bytes(data, Limits(field_characters=200)))
    with pytest.raises(Refused, match="long-text"):  # found behind the records by which the separator is chosen
        list(read_bytes(b"Vraag;Nog een\n" + b"ja;nee\n" * 60 + b"x" * 300 + b";ja\n", Limits(field_characters=200)))


def test_a_macro_sheet_of_excel_4_is_a_macro() -> None:
    content = {**parts({"Blad": sheet_xml([["Vraag"], ["ja"]])}), "xl/macrosheets/sheet1.xml": "<macrosheet/>"}
    with pytest.raises(Refused, match="macros"):
        open_workbook(packed(content), Limits())

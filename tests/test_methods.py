"""Every page about a quantity answers five questions, and its example is what the program computes."""

import doctest
import re
from pathlib import Path

import pytest

from tests.support.evidence import check_section

FOLDER = Path(__file__).parent.parent / "docs" / "methods"
PAGES = sorted(FOLDER.glob("*.md"))
HEADINGS = ("Question", "Formula", "Worked example", "Source", "What it cannot say")
NO_QUANTITY = {"README.md", "coverage.md", "oracles.md"}
"""The index, and tables that are printed by a script or a test."""


def names(pages: list[Path]) -> list[str]:
    return [page.name for page in pages]


def headings(text: str) -> list[str]:
    """The five headings in the order in which they stand: a heading of its own, or bold words that begin a line."""
    found = re.findall(r"^(?:#+ |\*\*)([A-Z][\w ]+)", text, re.MULTILINE)
    return [one.strip() for one in found if one.strip() in HEADINGS]


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_example_gives_what_stands_below_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert told == []


QUANTITIES = [page for page in PAGES if page.name not in NO_QUANTITY]


@pytest.mark.parametrize("page", QUANTITIES, ids=names(QUANTITIES))
def test_every_page_has_the_five_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert headings(text) == list(HEADINGS)
    example = re.split(r"^(?:#+ |\*\*)(?:Worked example|Source)", text, flags=re.MULTILINE)[1]
    assert ">>> " in example


def row(page: Path) -> str:
    """The line of the index: the page, its question, and which cases of `tests/golden` hold it against R."""
    text = page.read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("# ")
    parts = re.split(r"^(?:#+ |\*\*)(?:Question|Formula)[.*:]*", text, flags=re.MULTILINE)
    question = " ".join(parts[1].split()) if len(parts) > 1 else " ".join(text.split("\n\n")[1].split())
    kinds = dict.fromkeys(re.findall(r"`([a-z_]+\.[a-z0-9_{},]+)`", text.rpartition("Source")[2]))
    return f"| [{title}]({page.name}) | {question} | {', '.join(f'`{one}`' for one in kinds if is_kind(one))} |"


def is_kind(name: str) -> bool:
    """Whether a name in a page is that of a set of oracle cases, not that of a module or a file."""
    families = (
        "prop_ci diff_ci diff_test table ordinal scale trend p_adjust effect reliability weights goal power school "
        "between"
    )
    return name.split(".")[0] in families.split()


def test_the_index_is_printed_from_the_pages() -> None:
    pages = [page for page in PAGES if page.name not in ("README.md", "oracles.md")]
    lines = ["| quantity | question | oracle kinds |", "|---|---|---|", *map(row, pages)]
    check_section("pages", "\n".join(lines), FOLDER / "README.md")

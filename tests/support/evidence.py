"""The page of evidence: figures that tests work out stand in `docs/privacy/evidence.md`, and are compared with it.

Each table is a section between `<!-- name -->` and `<!-- /name -->`. With `SCHOOLKLIMAAT_PRINT=1` in the environment
the test writes its section anew instead of comparing it; the difference is then read in the commit.
"""

import os
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "privacy" / "evidence.md"


def check_section(name: str, text: str, page: Path = PAGE) -> None:
    """Compare a section of the page with the figures that were worked out just now."""
    before, start, rest = page.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    standing, end, after = rest.partition(f"<!-- /{name} -->")
    assert start, f"{page.name} has no section {name}"
    assert end, f"the section {name} of {page.name} has no end"
    if os.environ.get("SCHOOLKLIMAAT_PRINT") == "1":
        page.write_text(f"{before}{start}{text.strip()}\n{end}{after}", encoding="utf-8")
        return
    assert standing.strip() == text.strip(), f"{page.name}, section {name}: print it anew with SCHOOLKLIMAAT_PRINT=1"


def check_row(name: str, cells: Sequence[str], page: Path = PAGE) -> None:
    """Compare one row of a section's table, the one with the same first cell, with what was worked out just now.

    Printed anew it takes the place of that row, or comes last.
    """
    text = page.read_text(encoding="utf-8")
    section = text.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0]
    row = f"| {' | '.join(cells)} |"
    lines = section.splitlines()
    places = [place for place, line in enumerate(lines) if line.startswith(f"| {cells[0]} |")]
    if os.environ.get("SCHOOLKLIMAAT_PRINT") == "1":
        place = places[0] if places else len(lines)
        check_section(name, "\n".join((*lines[:place], row, *lines[place + 1 :])), page)
        return
    assert [lines[place] for place in places] == [row], f"{page.name}, section {name}: print it anew"

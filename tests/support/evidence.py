"""The page of evidence: figures that tests work out stand in `docs/privacy/evidence.md`, and are compared with it.

Each table is a section between `<!-- name -->` and `<!-- /name -->`. With `SCHOOLKLIMAAT_PRINT=1` in the environment
the test writes its section anew instead of comparing it; the difference is then read in the commit.
"""

import os
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

"""The figures in docs/methods are those that the program computes; its examples run in tests/test_methods.py."""

import re
from pathlib import Path

import pytest

from monitor.report.words import change_sentence
from monitor.results import Results
from tests.support.interval_coverage import line
from tests.support.tables import release

FOLDER = Path(__file__).parents[2] / "docs" / "methods"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
CHANGE = " ".join((FOLDER / "change.md").read_text(encoding="utf-8").split())
MEASURED = re.findall(r"^\| (\d) \| (\d+) \| (plain|widened) \|.*$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("base", "n", "kind"), [case for case in MEASURED if int(case[1]) <= 150])
def test_the_coverage_on_the_page_is_measured(base: str, n: str, kind: str) -> None:
    assert line(int(base), int(n), widened=kind == "widened") in PAGE.splitlines()


def test_the_table_covers_both_bases_and_sizes() -> None:
    assert {(base, n) for base, n, kind in MEASURED if kind == "widened"} >= {
        (base, n) for base in "35" for n in ("60", "150", "300")
    }


def test_the_worked_change() -> None:
    counts = "school tevreden * 120\n school tevreden +|++ {}"
    years = [release(counts.format(54), year="2024-2025"), release(counts.format(72), year="2025-2026")]
    change = Results.of(years).change("ouders", "tevreden", "favourable", "2024-2025", "2025-2026")
    assert change.low is not None
    assert change.high is not None
    assert change.smallest_detectable is not None
    assert f"{100 * change.low:.1f} to {100 * change.high:.1f}, p = {change.p:.4f}" in CHANGE
    fall, rise = change.smallest_detectable
    assert fall is not None
    assert rise is not None
    assert f"a fall of {100 * fall:.0f}, a rise of {100 * rise:.0f}" in CHANGE
    assert f'"{change_sentence(change)}"' in CHANGE

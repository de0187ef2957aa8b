"""Years in the life of a network: twenty schools with a known truth, from what they hand over to what is said."""

from pathlib import Path

import pytest
from scipy import stats

from benchmarks.network_years import Found, run
from benchmarks.simulated_schools import simulated_schools

SCHOOLS, YEARS, SEED = 20, 2, 23


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jaren")


@pytest.fixture(scope="module")
def found(folder: Path) -> Found:
    return run(folder, SCHOOLS, YEARS, surveys=("personeel",), seed=SEED)


def test_every_school_wave_is_released_or_told_to_be_left_out(found: Found) -> None:
    assert found.released + found.left_out == SCHOOLS * YEARS
    assert found.released > found.left_out


def test_every_count_of_every_school_keeps_three_values_or_more(found: Found) -> None:
    assert found.least_values >= 3


def test_few_of_the_changes_that_are_said_are_none(found: Found) -> None:
    """Where nothing changed, one list in ten has an accident: nearly never more lists than this."""
    assert found.lists > 20
    assert found.false_flagged <= stats.binom.ppf(0.9999, found.lists, 0.1) + 0.1 * found.true_found
    assert found.true > 0
    assert found.true_found <= found.true


def test_broken_off_it_goes_on_and_finds_the_same(folder: Path, found: Found) -> None:
    again = run(folder, SCHOOLS, YEARS, surveys=("personeel",), seed=SEED)
    assert (again.forms, again.released, again.left_out) == (found.forms, found.released, found.left_out)
    assert (again.true, again.true_found, again.flagged) == (found.true, found.true_found, found.flagged)
    assert again.seconds["close"] < found.seconds["close"]


def test_some_school_of_these_really_changes() -> None:
    assert any(one.change and one.change.audience == "personeel" for one in simulated_schools(SCHOOLS, YEARS, SEED))

"""Schools that do not exist answer as their truth says."""

from math import sqrt

import pytest
from scipy import stats

from benchmarks.simulated_schools import REAL_CHANGE, SimulatedSchool, simulated_answers, simulated_schools, true_share
from monitor.definition import library
from monitor.definition.model import Item

YEARS = 5
SCHOOLS = simulated_schools(60, YEARS, seed=4)
PARENTS = next(survey for survey in library.surveys() if survey.id == "ouders")


@pytest.mark.parametrize("name", ["com_tevreden", "bk_pestbeleid", "kl_veilig"])
def test_the_answers_of_many_schools_scatter_around_their_true_shares_by_chance_alone(name: str) -> None:
    item = PARENTS.item(name)
    distances = [_distance(school, item, year) for school in SCHOOLS for year in (0, YEARS - 1)]
    total = sum(one**2 for one in distances)
    assert 0.001 < stats.chi2.sf(total, len(distances)) < 0.999


def test_a_school_that_changed_did_so_once_and_for_one_audience() -> None:
    changed = [school for school in SCHOOLS if school.change]
    assert 5 <= len(changed) <= 25
    for school in changed:
        moves = {
            (audience, year): school.really_changed(audience, year)
            for audience in school.standing
            for year in range(1, YEARS)
            if school.really_changed(audience, year)
        }
        assert school.change is not None
        assert moves == {(school.change.audience, school.change.year): 1 if school.change.size > 0 else -1}
        assert abs(school.change.size) == REAL_CHANGE


def test_the_same_seed_gives_the_same_answers() -> None:
    again, other = simulated_schools(60, YEARS, seed=4), simulated_schools(60, YEARS, seed=5)
    assert again == SCHOOLS != other
    first, second = (simulated_answers(schools[7], PARENTS, 2, seed=4) for schools in (SCHOOLS, again))
    assert all((first.codes[name] == second.codes[name]).all() for name in first.codes)


def _distance(school: SimulatedSchool, item: Item, year: int) -> float:
    """How far the answers of a school lie from its truth, in standard errors."""
    codes = simulated_answers(school, PARENTS, year, seed=4).codes[item.id]
    places = {code: place for place, code in enumerate(item.codes(), start=1)}
    valid = sum(int((codes == places[code]).sum()) for code in item.valid)
    favourable = sum(int((codes == places[code]).sum()) for code in item.favourable)
    true = true_share(item, school.level("ouders", year))
    return (favourable - valid * true) / sqrt(valid * true * (1 - true))

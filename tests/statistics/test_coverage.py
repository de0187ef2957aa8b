"""What docs/methods/coverage.md promises: some cells counted out anew, and every one of them kept."""

import re
from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks import coverage
from benchmarks.chances import outcomes
from benchmarks.drawn import ASKED, SHARES, released, twice

PAGE = coverage.PAGE.read_text(encoding="utf-8")


def section(name: str) -> str:
    return PAGE.partition(f"<!-- {name} -->\n")[2].partition(f"\n<!-- /{name} -->")[0]


def rows(name: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in section(name).splitlines()[2:]]


def numbers(cells: Sequence[str]) -> list[float]:
    return [float(cell) for cell in cells if cell != coverage.NONE]


@pytest.mark.parametrize(("base", "families", "response"), [(3, 60, 0.3), (3, 60, 0.5), (5, 60, 0.7)])
def test_the_page_says_what_is_counted_out(base: int, families: int, response: float) -> None:
    assert coverage.counted_out(families, response, base) in rows("counted")


@pytest.mark.parametrize("row", rows("counted"), ids=lambda row: "-".join(row[:3]))
def test_what_is_promised_is_kept(row: list[str]) -> None:
    for lowest in (row[4], row[6]):
        assert all(number >= 93 for number in numbers([lowest]))
    assert all(number <= 6 for number in numbers([row[8]]))
    for mean, most in zip(numbers([row[9]]), numbers([row[10]]), strict=True):
        assert mean <= 4.9
        assert most <= 7.3


@pytest.mark.parametrize("row", rows("twice"), ids=lambda row: "-".join(row[:3]))
def test_families_who_answer_twice_make_it_safer(row: list[str]) -> None:
    assert all(number >= 97 for number in numbers(row[3:5]))
    assert all(number <= 3 for number in numbers(row[5:7]))


def test_the_redraw_costs_nothing_that_shows() -> None:
    *_settings, everything = rows("released")
    year, year_alone, change, change_alone = numbers(everything[3:])
    assert year >= 93
    assert change >= 93
    assert abs(year - year_alone) <= 1.5
    assert abs(change - change_alone) <= 1.5


def test_all_settings_are_on_the_page() -> None:
    assert {(row[0], row[1], row[2]) for row in rows("counted")} >= {
        (base, str(families), f"{100 * response:.0f}")
        for base in "35"
        for families in coverage.FAMILIES
        for response in coverage.RESPONSES
    }
    assert re.search(rf"Seed {coverage.SEED}.*Run time \d+ s", section("run"))


@pytest.mark.parametrize("base", [1, 3, 5])
def test_the_chances_of_all_outcomes_sum_to_one_and_lean_no_way(base: int) -> None:
    found = outcomes(60, 0.7, 0.6, base)
    assert found.chance.sum() == pytest.approx(1, abs=1e-5)
    # 60 families of whom 70 % answer, 60 % of those favourable: rounding is right on average
    assert found.chance @ np.asarray(found.counted.n) == pytest.approx(42, abs=1e-3)
    assert found.chance @ np.asarray(found.counted.x) == pytest.approx(25.2, abs=0.01)


def test_two_answers_of_a_family_go_together_as_they_should() -> None:
    holds, excludes = twice(150, 0.7, (0.5, 0.5), 0.5, 1, 4000, np.random.default_rng(1))
    apart, _excludes = twice(150, 0.7, (0.5, 0.5), 0.0, 1, 4000, np.random.default_rng(1))
    assert np.array_equal(holds, ~excludes)
    # independent: 95 %; at phi = .5 the variance of the change halves, and 1.96 * sqrt(2) is 2.77, which is 99.4 %
    assert np.mean(apart) == pytest.approx(0.95, abs=0.015)
    assert np.mean(holds) == pytest.approx(0.994, abs=0.005)


def test_the_same_seed_draws_the_same_releases() -> None:
    first, second = (released(60, 0.7, 2, 3) for _run in (1, 2))
    assert first == second
    real, alone = first
    assert len(real.one_year) == len(alone.one_year) == 2 * len(ASKED.items) == 2 * len(SHARES)
    assert len(real.change) == len(SHARES)


def test_a_section_is_written_into_its_place() -> None:
    page = "before\n<!-- run -->\nold\n<!-- /run -->\nafter\n"
    assert coverage.written(page, "run", "new") == page.replace("old", "new")
    with pytest.raises(ValueError, match="no section other"):
        coverage.written(page, "other", "new")

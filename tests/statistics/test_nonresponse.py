"""The weighted figure beside the headline, from released counts: worked out by hand where it can be."""

import math
from itertools import product

import numpy as np
import pytest

from monitor.disclosure.release import Node, Release
from monitor.results import Results
from monitor.rows import compare_rows, result_rows
from monitor.statistics.compare import Verdict, compare
from monitor.statistics.estimate import Estimates, Share, estimate
from monitor.statistics.nonresponse import Weighted, weighted
from monitor.statistics.weighted_change import HeadlineChange, headline_change
from tests.support.tables import release

GROUP = tuple[str, str, int, int, int]
"""Id, parent, people, satisfied, answers (favourable + known in one: nobody says "weet ik niet")."""
KEY = ("tevreden", "favourable", "A", "school")

TWO_STAGES: tuple[GROUP, ...] = (
    ("onder", "school", 100, 60, 90),
    ("boven", "school", 100, 9, 30),
)


def wave(*groups: GROUP, year: str = "2024-2025", total: int = 200, declared: bool = False) -> Release:
    """A release of one question: the counts of each group, and of the school as their sum."""
    tops = [one for one in groups if one[1] == "school"]
    rows = [("school", sum(one[3] for one in tops), sum(one[4] for one in tops))]
    rows += [(name, yes, n) for name, _parent, _people, yes, n in groups]
    table = "\n".join(
        f"{name} tevreden +|++ {yes}\n{name} tevreden --|-|0 {n - yes}\n{name} tevreden * {n}" for name, yes, n in rows
    )
    table += "".join(f"\n{name} tevreden wn 0" for name, _yes, _n in rows)
    made = release(table, year=year, enrolled=total)
    nodes = [made.manifest.nodes[0]]
    nodes += [
        Node(id=name, parent=parent, label=name, level="stage" if parent == "school" else "class", forms=n)
        for name, parent, _people, _yes, n in groups
    ]
    changed = {
        "nodes": tuple(nodes),
        "enrolled": {name: people for name, _parent, people, _yes, _n in groups if people},
        "weighted_headline": declared,
    }
    return Release(made.manifest.model_copy(update=changed), made.facts)


def of(*groups: GROUP, total: int = 200) -> Weighted:
    estimates = estimate(wave(*groups, total=total))
    return weighted(estimates, estimates.shares[KEY])


def test_two_stages_of_as_many_people_count_for_half_each() -> None:
    """60 of 90 and 9 of 30, 100 people each: 69 of 120 is 57 %, weighted (66.7 + 30) / 2 = 48 %.

    Kish by hand: weights 10/9 (90 answers) and 10/3 (30): 200^2 / (90 (10/9)^2 + 30 (10/3)^2) = 90.
    """
    found = of(*TWO_STAGES)
    assert found.unweighted.share == pytest.approx(69 / 120)
    assert found.share == pytest.approx((2 / 3 + 0.3) / 2)
    assert found.effective == pytest.approx(90)
    assert found.flag is True
    assert found.raked == pytest.approx(found.share, abs=1e-9)
    assert found.trimmed == 0


def test_the_limits_hold_chance_and_rounding() -> None:
    """Wilson's definition at both limits: (p - P)^2 = z^2 (P (1-P) / 90 + rounding), with the rounding counted out.

    Of each cell: numerator 2, denominator 2 times p squared, over n squared.
    """
    found = of(*TWO_STAGES)
    rounding = sum(0.25 * (2 + p * p * 2) / n**2 for p, n in ((2 / 3, 90), (0.3, 30)))
    assert found.noise == pytest.approx(rounding)
    assert found.share is not None
    for limit in (found.low, found.high):
        assert limit is not None
        assert (found.share - limit) ** 2 == pytest.approx(1.959963984540054**2 * (limit * (1 - limit) / 90 + rounding))


def test_equal_weights_leave_the_figure_as_it_is() -> None:
    found = of(("onder", "school", 100, 45, 60), ("boven", "school", 100, 30, 60))
    assert found.share == pytest.approx(75 / 120)
    assert found.effective == pytest.approx(120)
    assert found.flag is False


def test_how_far_weighting_moves_it_is_that_of_the_same_cells() -> None:
    """Weights .5 and .5 in place of 3/4 and 1/4: a quarter of (30 - 66.7) points, beyond what chance does."""
    found = of(*TWO_STAGES)
    assert found.apart == pytest.approx(0.25 * (0.3 - 2 / 3))
    assert found.beyond_chance


def test_of_groups_that_think_alike_few_are_said_to_think_otherwise() -> None:
    random, told, flagged, times = np.random.default_rng(3), 0, 0, 200
    for _time in range(times):
        counts = [int(3 * (random.binomial(n, 0.7) // 3)) for n in (90, 30)]
        found = of(("onder", "school", 100, counts[0], 90), ("boven", "school", 100, counts[1], 30))
        told += found.beyond_chance
        flagged += bool(found.flag)
    assert told / times < 0.06
    assert flagged / times > 0.15, "two points alone are often chance"


@pytest.mark.parametrize(("yes", "share"), [(0, 0.0), (1, 1.0)])
def test_nobody_and_everybody_are_defined(yes: int, share: float) -> None:
    found = of(("onder", "school", 100, 90 * yes, 90), ("boven", "school", 100, 30 * yes, 30))
    assert (found.share, found.flag) == (pytest.approx(share), False)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low < found.high <= 1


def test_classes_are_the_cells_where_all_of_a_stage_are_there() -> None:
    found = of(
        ("onder", "school", 100, 60, 90), ("1A", "onder", 60, 45, 60), ("1B", "onder", 40, 15, 30),
        ("boven", "school", 100, 9, 30), ("5A", "boven", 50, 9, 30),
    )  # fmt: skip
    assert [cell.nodes for cell in found.cells] == [("1A",), ("1B",), ("boven",)]
    assert found.share == pytest.approx((60 * 0.75 + 40 * 0.5 + 100 * 0.3) / 200)
    assert found.raked == pytest.approx(found.share, abs=1e-9)


def test_a_small_class_is_merged_with_the_next_and_the_last_with_the_one_before() -> None:
    found = of(
        ("onder", "school", 130, 60, 90),
        ("1A", "onder", 30, 6, 9), ("1B", "onder", 40, 30, 36), ("1C", "onder", 45, 20, 39), ("1D", "onder", 15, 4, 6),
        ("boven", "school", 100, 9, 30),
    )  # fmt: skip
    assert [cell.nodes for cell in found.cells] == [("1A", "1B"), ("1C", "1D"), ("boven",)]
    assert [(cell.people, cell.n) for cell in found.cells] == [(70, 45), (60, 45), (100, 30)]


def test_cells_go_by_size_and_never_by_what_was_answered() -> None:
    """The same numbers of answers, every way of answering them: the same cells."""
    cells = {
        tuple(cell.nodes for cell in of(
            ("onder", "school", 120, 60, 90), ("1A", "onder", 30, first, 9), ("1B", "onder", 90, second, 81),
            ("boven", "school", 100, third, 30),
        ).cells)
        for first, second, third in product((0, 9), (0, 81), (0, 30))
    }  # fmt: skip
    assert cells == {(("1A", "1B"), ("boven",))}


def test_a_weight_above_three_times_the_median_is_cut_and_told() -> None:
    """Weights 1 (60 answers) and 14 (10): cut at 3; by hand (60 * 0.5 + 30 * 0.9) / 90."""
    found = of(("onder", "school", 60, 30, 60), ("boven", "school", 140, 9, 10))
    assert found.trimmed == 10
    assert found.share == pytest.approx((60 * 0.5 + 30 * 0.9) / 90)
    assert found.effective == pytest.approx(90**2 / (60 + 90))


@pytest.mark.parametrize(
    ("groups", "total", "code"),
    [
        ((), 200, "not-published"),
        ((("onder", "school", 30, 6, 12), ("boven", "school", 30, 6, 12)), 60, "few-to-weigh"),
        ((("onder", "school", 100, 60, 90), ("boven", "school", 0, 9, 30)), 200, "no-enrolment-of-group"),
        ((("onder", "school", 80, 60, 90), ("boven", "school", 100, 9, 30)), 200, "more-forms-in-group"),
        (
            (("onder", "school", 100, 60, 90), ("1A", "onder", 50, 60, 90), ("boven", "school", 100, 9, 30)),
            200,
            "more-forms-in-group",
        ),
        ((("onder", "school", 100, 60, 90), ("boven", "school", 60, 9, 30)), 200, "groups-cover-part"),
        ((("onder", "school", 200, 60, 90),), 200, "one-group-to-weigh"),
        ((("onder", "school", 150, 60, 90), ("boven", "school", 50, 3, 6)), 200, "one-group-to-weigh"),
    ],
)
def test_where_nothing_can_be_weighted_it_is_said_why(groups: tuple[GROUP, ...], total: int, code: str) -> None:
    found = of(*groups, total=total)
    assert found.reason is not None
    assert found.reason.code == code or (not groups and found.reason.code == "few-answers")
    assert (found.share, found.low, found.high, found.raked, found.flag) == (None,) * 5
    assert found.reason.text


def test_an_unknown_total_is_that_of_the_groups() -> None:
    assert of(*TWO_STAGES, total=0).share == of(*TWO_STAGES).share


def test_without_released_groups_there_is_nothing_to_weigh() -> None:
    whole = estimate(
        release("school tevreden +|++ 69\nschool tevreden --|-|0 51\nschool tevreden wn 0\nschool tevreden * 120")
    )
    found = weighted(whole, whole.shares[KEY])
    assert found.reason is not None
    assert found.reason.code == "no-groups-to-weigh"


def test_a_question_that_the_groups_do_not_show_is_not_weighted() -> None:
    made = wave(*TWO_STAGES)
    kept = tuple(fact for fact in made.facts if fact.node == "school")
    estimates = estimate(Release(made.manifest, kept))
    for share in (estimates.shares[KEY], Share("ouders", "2024-2025", "school", "x", "y", "A", 60, 120, 0.5)):
        found = weighted(estimates, share)
        assert found.reason is not None
        assert found.reason.code == "no-groups-to-weigh"


def years(first: bool, second: bool, *, groups: tuple[GROUP, ...] = TWO_STAGES) -> tuple[HeadlineChange, Estimates]:
    later = (("onder", "school", 100, 81, 90), ("boven", "school", 100, 24, 30))
    pair = (
        estimate(wave(*groups, declared=first)),
        estimate(wave(*later, year="2025-2026", declared=second)),
    )
    return headline_change(*pair, compare(*pair)[KEY]), pair[0]


def test_both_years_recorded_make_the_weighted_change_the_headline() -> None:
    """48.3 % to (90 + 80) / 2 = 85 %: 37 points, unweighted 57.5 to 87.5."""
    found, _estimates = years(True, True)
    assert found.weighted
    moved = found.change
    assert moved.change == pytest.approx(0.85 - (2 / 3 + 0.3) / 2)
    assert moved.low is not None
    assert moved.high is not None
    assert moved.low < moved.change < moved.high
    assert (moved.verdict, moved.p, found.reason) == (Verdict.RISE, None, None)


@pytest.mark.parametrize(("first", "second", "missing"), [(True, False, "2025-2026"), (False, True, "2024-2025")])
def test_one_year_that_did_not_record_it_makes_both_unweighted(first: bool, second: bool, missing: str) -> None:
    found, _estimates = years(first, second)
    assert (found.weighted, found.change.change) == (False, pytest.approx(105 / 120 - 69 / 120))
    assert found.reason is not None
    assert found.reason.code == "headline-not-recorded"
    assert missing in found.reason.text


def test_nobody_declared_it_and_nothing_is_said() -> None:
    found, _estimates = years(False, False)
    assert (found.weighted, found.reason) == (False, None)


def test_a_year_without_weighted_figure_makes_both_unweighted() -> None:
    found, _estimates = years(True, True, groups=(("onder", "school", 200, 69, 120),))
    assert not found.weighted
    assert found.reason is not None
    assert found.reason.code == "no-weighted-figure"


def test_rows_end_with_the_weighted_figures_of_the_school_alone() -> None:
    found = Results.of([wave(*TWO_STAGES, declared=True), wave(*TWO_STAGES, year="2025-2026", declared=True)])
    rows = [row for row in result_rows(found) if row["indicator"] == "favourable" and row["base"] == "A"]
    names = [name for name in rows[0] if name.startswith("weighted")]
    assert names == ["weighted", "weighted_low", "weighted_high", "weighted_flag"]
    of_school = [row for row in rows if row["node"] == "school" and row["item"] == "tevreden"]
    assert [row["weighted_flag"] for row in of_school] == [True, True]
    assert all(math.isclose(row["weighted"], (2 / 3 + 0.3) / 2) for row in of_school)
    assert all(row["weighted"] is None for row in rows if row["node"] != "school" or row["item"] != "tevreden")
    changes = [row for row in compare_rows(found) if (row["node"], row["item"]) == ("school", "tevreden")]
    assert [row["weighted_change"] for row in changes if row["base"] == "A" and row["indicator"] == "favourable"] == [
        0.0
    ]

"""From published counts to shares: what is read, what is put together, what stays hidden."""

import pytest

from monitor.statistics.estimate import Estimates, estimate
from monitor.statistics.intervals import wilson
from monitor.statistics.published import Published, fewest
from monitor.statistics.rounding import variance
from tests.support.tables import GEPEST, TEVREDEN, release

SCHOOL = """
    school tevreden *          120
    school tevreden --|-|0|+|++ 99
    school tevreden --          12
    school tevreden -           18
    school tevreden 0           21
    school tevreden +           33
    school tevreden ++          15
    school tevreden wn          21
    school tevreden +|++        48
    school gepest   *           110
    school gepest   niet|soms|vaak|wn 105
    school gepest   niet|soms|vaak    90
    school gepest   niet        70
    school gepest   soms        15
    school gepest   vaak        10
    school gepest   wn          10
    school gepest   liever       5
    school kanalen  *          120
    school kanalen  brief       60
"""


def shares(found: Estimates, node: str = "school") -> dict[str, str]:
    """Shares as a text table: `item measure base` -> `count/n` or the code of the reason."""
    return {
        f"{s.item} {s.measure} {s.base}": f"{s.count}/{s.n}" if s.shown else (s.reason.code if s.reason else "?")
        for s in found.shares.values()
        if s.node == node
    }


def test_every_item_measure_and_base_has_its_share() -> None:
    assert shares(estimate(release(SCHOOL))) == {
        "tevreden favourable A": "48/120",
        "tevreden favourable B": "48/99",
        "tevreden known A": "99/120",
        "tevreden dont_know A": "21/120",
        "gepest regularly A": "10/105",  # who refuses is in no base
        "gepest regularly B": "10/90",
        "gepest ever A": "25/105",  # soms + vaak
        "gepest ever B": "25/90",
        "gepest dont_know A": "10/105",
        "kanalen option:brief A": "60/120",
        "kanalen option:site A": "not-published",
        "kanalen option:avond A": "not-published",
    }


def test_base_b_is_never_larger_than_base_a() -> None:
    rounded_apart = """
        school tevreden *           57
        school tevreden --|-|0|+|++ 57
        school tevreden --|-|0|+|++|wn 54
        school tevreden +|++        57
    """
    found = shares(estimate(release(rounded_apart)))
    assert (found["tevreden favourable A"], found["tevreden favourable B"]) == ("54/54", "54/54")


def test_a_share_has_its_interval_with_the_variance_of_rounding() -> None:
    share = estimate(release(SCHOOL)).shares["tevreden", "favourable", "A", "school"]
    plain = wilson(48, 120)
    assert share.share == 0.4
    assert (share.rounding, share.few, share.shown) == (3, False, True)
    assert share.low is not None
    assert share.high is not None
    assert plain.low - 0.02 < share.low < plain.low < 0.4 < plain.high < share.high < plain.high + 0.02


def test_each_set_of_a_sum_brings_its_own_rounding() -> None:
    found = estimate(release(SCHOOL)).shares
    assert found["gepest", "ever", "A", "school"].noise > found["gepest", "regularly", "A", "school"].noise * 1.5


@pytest.mark.parametrize(
    ("n", "count", "expected", "few"),
    [
        (0, 0, "few-answers", False),
        (9, 3, "few-answers", False),
        (12, 6, "6/12", True),
        (27, 6, "6/27", True),
        (30, 6, "6/30", False),
        (30, 33, "30/30", False),  # each was rounded on its own
    ],
)
def test_too_few_answers(n: int, count: int, expected: str, few: bool) -> None:
    found = estimate(release(f"k1 tevreden * {n}\n k1 tevreden +|++ {count}"))
    assert shares(found, "k1")["tevreden favourable A"] == expected
    assert found.shares["tevreden", "favourable", "A", "k1"].few is few


def test_a_hidden_share_carries_no_number() -> None:
    for share in estimate(release("k1 tevreden * 9\n k1 tevreden +|++ 3")).shares.values():
        assert not share.shown
        assert (share.count, share.n, share.share, share.low, share.high) == (None,) * 5
        assert share.reason is not None
        assert share.reason.text.endswith(".")


def test_a_release_without_facts_hides_everything() -> None:
    assert {share.shown for share in estimate(release("")).shares.values()} == {False}


def test_a_count_is_put_together_from_the_fewest_sets() -> None:
    published = Published(release(SCHOOL))
    counted = published.count("school", TEVREDEN, ("0", "+", "++"))
    assert counted is not None
    assert counted.value == 21 + 48
    assert counted.variance == 2 * variance(3)
    everyone = published.count("school", TEVREDEN, TEVREDEN.codes())
    assert everyone == published.everyone("school", TEVREDEN)


def test_sets_that_overlap_are_not_added_up() -> None:
    published = Published(release("school tevreden * 60\n school tevreden --|- 21\n school tevreden -|0 12"))
    assert published.count("school", TEVREDEN, ("--", "-", "0")) is None
    assert published.count("school", TEVREDEN, ("--", "-")) is not None


def test_nothing_is_made_of_no_sets() -> None:
    assert fewest(frozenset(), frozenset()) == ()
    assert fewest(frozenset(), frozenset({"a"})) is None


def test_an_item_without_counts_has_base_one() -> None:
    published = Published(release(""))
    assert published.rounding("school", GEPEST) == 1
    assert published.everyone("school", GEPEST) is None
    assert published.finest("school", GEPEST) == ()


def test_measures_are_those_of_the_questionnaire_as_asked() -> None:
    found = estimate(release(SCHOOL))
    assert list(found.items) == ["tevreden", "gepest", "kanalen"]  # nothing is counted of an open question
    assert found.measure("tevreden", "known") is not None
    assert found.measure("tevreden", "weekly") is None
    assert found.measure("open", "known") is None

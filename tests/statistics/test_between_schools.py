"""Many schools together: what is hidden, what lies at the edges, and what a figure of a network must not do."""

from dataclasses import fields
from itertools import product

import numpy as np
import pytest

from monitor.statistics.between_schools import changes, network, shrunken, spread, unlike
from monitor.statistics.between_schools.changes import NetworkChange, SchoolChange, network_change, school_changes
from monitor.statistics.between_schools.counts import LEAST_SCHOOLS, Counts
from monitor.statistics.between_schools.funnel_plot import WIDE, limits
from monitor.statistics.between_schools.network import NetworkShare, network_share
from monitor.statistics.between_schools.unlike import Place, Unlike
from monitor.statistics.change import Counted, newcombe, newcombe_p
from monitor.statistics.compare import Verdict
from monitor.statistics.intervals import wilson
from monitor.statistics.multiple import benjamini_hochberg
from monitor.statistics.reasons import because
from monitor.statistics.rounding import variance
from tests.support.many_schools import made


def schools(x: list[int], n: list[int], base: int = 3) -> Counts:
    names = tuple(f"school-{place}" for place in range(len(x)))
    return Counts.exact(names, np.array(x, float), np.array(n, float), base)


@pytest.mark.parametrize("few", [1, 2, LEAST_SCHOOLS - 1])
def test_too_few_schools_are_not_shown_together(few: int) -> None:
    told = schools([60] * few, [90] * few)
    share, change = network_share(told), network_change(told, told)
    assert share == NetworkShare(few, {}, reason=because("few-schools", least=LEAST_SCHOOLS))
    assert change == NetworkChange(few, reasons=(because("few-schools", least=LEAST_SCHOOLS),))
    assert not share.shown
    assert share.reason
    assert share.reason.text == "Minder dan 5 scholen: niet samen getoond."


def test_of_two_schools_nothing_is_shown_whatever_is_asked() -> None:
    two = schools([60, 30], [90, 90])
    assert network_share(two, least=1).reason == because("few-schools", least=3)
    assert network_share(schools([60, 30, 45], [90, 90, 90]), least=1).shown


def test_a_network_says_which_schools_it_does_not_rest_on() -> None:
    told = schools([60] * 5, [90] * 5)
    hidden = {"klein": because("few-answers", least=10)}
    with_hidden = Counts(told.schools, told.x, told.n, told.base, told.x_parts, told.n_parts, hidden)
    found = network_share(with_hidden)
    assert (found.schools, found.n, found.count, found.missing) == (5, 450, 300, hidden)


def test_schools_that_happen_to_be_equal_do_not_make_a_figure_that_is_sure() -> None:
    """Without a floor the interval would be a point; what is left is chance and rounding, with t for six schools."""
    found = network_share(schools([60] * 6, [90] * 6))
    alone = wilson(360, 540, noise=6 * variance(3) * (1 + (2 / 3) ** 2) / 540**2)
    assert found.low is not None
    assert found.high is not None
    assert found.low < alone.low < 2 / 3 < alone.high < found.high


def test_the_limits_of_a_network_hold_its_truth_in_nineteen_of_twenty() -> None:
    random = np.random.default_rng(1)
    held = {}
    for size, tau in product((6, 40), (0.0, 0.06)):
        drawn = [network_share(made(random, size, 0.7, tau, sizes=(20, 120)).counts) for _each in range(150)]
        held[size, tau] = np.mean([one.low <= 0.7 <= one.high for one in drawn if one.low and one.high])
    assert all(0.92 <= share <= 1 for share in held.values()), held


EDGES = {
    "nobody": ([0] * 7, [10, 30, 60, 90, 120, 300, 900]),
    "everybody": ([10, 30, 60, 90, 120, 300, 900], [10, 30, 60, 90, 120, 300, 900]),
    "equal": ([60] * 9, [90] * 9),
    "one of a thousand": ([0, 0, 0, 0, 0, 0, 3], [90] * 7),
    "two worlds": ([0, 0, 0, 90, 90, 90, 0], [90] * 7),
    "one giant": ([6, 9, 6, 9, 6, 3000], [12, 12, 12, 12, 12, 6000]),
}


@pytest.mark.parametrize("base", [1, 3, 5])
@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.filterwarnings("error")
def test_nothing_is_ever_no_number(edge: str, base: int) -> None:
    told = schools(*EDGES[edge], base)
    later = schools(*(column[::-1] for column in EDGES[edge]), base)
    share, moved = network_share(told), network_change(told, later)
    drawn, found = shrunken.shrunken(told), spread.spread(told)
    numbers = [
        *(value for value in (*vars(share).values(), *vars(moved).values()) if isinstance(value, float)),
        *np.concatenate(drawn[:4]).tolist(),
        *found,
        *(value for one in unlike.unlike(told) for value in (one.others, one.p, one.adjusted)),
        *(value for one in school_changes(told, later) for value in (one.low, one.high, one.p, one.adjusted)),
    ]
    assert all(value is not None and np.isfinite(value) for value in numbers)
    assert np.all((drawn.low >= 0) & (drawn.low <= drawn.share) & (drawn.share <= drawn.high) & (drawn.high <= 1))
    assert share.low is not None
    assert share.high is not None
    assert 0 <= share.low <= share.high <= 1


def test_alike_schools_are_drawn_to_their_mean_and_unlike_ones_keep_their_own() -> None:
    random = np.random.default_rng(4)
    alike = shrunken.shrunken(made(random, 100, tau=0.0).counts)
    apart = shrunken.shrunken(made(random, 100, tau=0.1).counts)
    assert alike.own.max() < 0.5 < apart.own.min()
    assert alike.between.tau < 0.03
    assert apart.between.tau == pytest.approx(0.1, abs=0.02)


def test_the_larger_a_school_the_more_of_its_estimate_is_its_own() -> None:
    told = made(np.random.default_rng(5), 60, tau=0.06).counts
    own = shrunken.shrunken(told).own
    order = np.argsort(told.n)
    assert np.all(np.diff(own[order]) >= 0)
    assert np.all(np.diff(own[order][np.diff(told.n[order], prepend=0) > 0]) > 0)


def test_a_drawn_estimate_is_its_two_parts_and_holds_the_truth_more_narrowly() -> None:
    random = np.random.default_rng(6)
    held, width, alone = [], [], []
    for _each in range(30):
        told = made(random, 50, tau=0.04)
        drawn = shrunken.shrunken(told.counts)
        whole = drawn.own * told.counts.shares + (1 - drawn.own) * drawn.between.mean
        np.testing.assert_allclose(drawn.share, whole)
        held.append(np.mean((drawn.low <= told.truth) & (told.truth <= drawn.high)))
        plain = wilson(told.counts.x, told.counts.n, noise=told.counts.noise(told.counts.shares))
        width.append(np.mean(drawn.high - drawn.low))
        alone.append(np.mean(np.asarray(plain.high) - plain.low))
    assert 0.93 <= np.mean(held) <= 0.98
    assert np.mean(width) < 0.9 * np.mean(alone)


def test_a_school_is_held_against_the_others_and_not_against_itself() -> None:
    x = [60, 63, 60, 57, 60, 63, 57, 60, 60, 90]
    found = unlike.unlike(schools(x, [90] * 10))[-1]
    assert found.others == pytest.approx(np.mean(x[:-1]) / 90, abs=1e-3)
    assert (found.place, found.compared_with) == (Place.HIGHER, 9)


def test_only_comparable_schools_are_compared_and_enough_of_them() -> None:
    told = schools([60] * 6 + [30] * 6 + [45], [90] * 13)
    found = unlike.unlike(told, ["stad"] * 6 + ["dorp"] * 6 + ["eiland"])
    assert {one.place for one in found} == {Place.UNDECIDED}
    assert found[0].others == pytest.approx(2 / 3)
    assert found[6].others == pytest.approx(1 / 3)
    assert (found[12].p, found[12].others, found[12].reason) == (None, None, because("few-schools", least=5))
    with pytest.raises(ValueError, match="one group per school"):
        unlike.unlike(told, ["stad"])


def test_real_differences_between_ordinary_schools_are_no_reason_to_point_at_half_of_them() -> None:
    """Against "equal to the mean" most large schools would be flagged; as one more ordinary school hardly any is."""
    told = made(np.random.default_rng(8), 300, tau=0.06, sizes=(200, 600)).counts
    z = (told.shares - told.pooled) / np.sqrt(told.pooled * (1 - told.pooled) / told.n + told.noise(told.pooled))
    against_the_mean = benjamini_hochberg([float(2 * (1 - _phi(abs(one)))) for one in z])
    assert sum(one is not None and one <= 0.1 for one in against_the_mean) > 100
    assert sum(one.place is not Place.UNDECIDED for one in unlike.unlike(told)) <= 3


def _phi(z: float) -> float:
    from scipy.special import ndtr

    return float(ndtr(z))


def test_of_the_schools_that_are_pointed_at_one_in_ten_is_an_accident_at_most_and_true_ones_are_found() -> None:
    """200 schools, 12 networks each: none special, or 5 % twenty points off. docs/methods/unlike-others.md has more."""
    random = np.random.default_rng(11)
    wrong, found = {}, {}
    for tau, special in ((0.0, 0), (0.03, 0), (0.03, 10), (0.05, 10)):
        shares, powers = [], []
        for _each in range(12):
            told = made(random, 200, tau=tau, special=special)
            flagged = np.array([one.place is not Place.UNDECIDED for one in unlike.unlike(told.counts)])
            shares.append((flagged & ~told.special).sum() / max(1, flagged.sum()))
            powers.append((flagged & told.special).sum() / max(1, special))
        wrong[tau, special], found[tau, special] = float(np.mean(shares)), float(np.mean(powers))
    assert np.mean(list(wrong.values())) <= 0.10, wrong
    assert max(wrong.values()) <= 0.10 + 2 * np.sqrt(0.1 * 0.9 / 12), wrong
    assert found[0.03, 10] > 0.75
    assert found[0.05, 10] > 0.45


def test_a_few_schools_far_off_do_not_hide_behind_the_spread_that_they_make() -> None:
    random = np.random.default_rng(12)
    plain, with_odd = (
        np.mean([spread.spread(made(random, 200, tau=0.03, special=odd).counts).tau for _each in range(20)])
        for odd in (0, 10)
    )
    assert plain == pytest.approx(0.03, abs=0.003)
    assert with_odd < 0.04
    assert np.mean([shrunken.fit(made(random, 200, tau=0.03, special=10).counts).tau for _each in range(20)]) > 0.045


def test_nothing_is_ranked() -> None:
    """Results stand in the order of the schools as given, whatever their shares, and hold no place in a row."""
    told = made(np.random.default_rng(13), 30, tau=0.08, special=3)
    order = np.random.default_rng(14).permutation(30)
    names = tuple(told.counts.schools[place] for place in order)
    shuffled = told.counts.at(names)
    assert [one.school for one in unlike.unlike(shuffled)] == list(names)
    by_name = {one.school: one for one in unlike.unlike(told.counts)}
    assert [one.place for one in unlike.unlike(shuffled)] == [by_name[name].place for name in names]
    np.testing.assert_allclose(
        shrunken.shrunken(shuffled).share, shrunken.shrunken(told.counts).share[order], atol=1e-6
    )
    assert [one.school for one in school_changes(shuffled, shuffled)] == list(names)
    words = {field.name for kind in (NetworkShare, NetworkChange) for field in fields(kind)}
    words |= {*SchoolChange._fields, *Unlike._fields, *shrunken.Shrunken._fields, *spread.Spread._fields}
    words |= {name for module in (changes, network, shrunken, spread, unlike) for name in vars(module)}
    assert not [word for word in words if "rank" in word.lower() or "sort" in word.lower() or "percentile" in word]


def test_limits_close_in_on_the_target_and_are_wider_for_what_is_rarer() -> None:
    n = np.array([10.0, 30, 90, 300, 3000])
    usual, rare = limits(n, 0.7, tau=0.03, base=3), limits(n, 0.7, tau=0.03, base=3, level=WIDE)
    assert np.all(rare.low < usual.low)
    assert np.all(usual.high[1:] < rare.high[1:])
    for one in (usual, rare):
        assert np.all(np.diff(one.low) > 0)
        assert np.all(np.diff(one.high) <= 0)
        assert np.all((one.low < 0.7) & (one.high > 0.7))
    assert usual.high[-1] - 0.7 > 1.9 * 0.03
    with pytest.raises(ValueError, match="target between 0 and 1"):
        limits(n, 0.0)


def test_a_change_of_a_network_is_of_the_schools_that_took_part_twice() -> None:
    before, after = schools([60] * 7, [90] * 7), schools([66] * 6, [90] * 6)
    found = network_change(before, after)
    assert (found.schools, found.change) == (6, pytest.approx(6 / 90))


def test_schools_that_stay_as_unlike_as_they_were_are_no_chance() -> None:
    """The schools differ much and all rise by ten points: paired by school that is clear, as two heaps it is not."""
    base = np.array([30, 45, 60, 75, 90, 105, 120, 135])
    before, after = schools(base.tolist(), [180] * 8), schools((base + 18).tolist(), [180] * 8)
    found, apart = network_change(before, after), (network_share(before), network_share(after))
    assert found.verdict is Verdict.RISE
    assert found.low is not None
    assert found.p is not None
    assert found.p < 0.01
    assert apart[0].high is not None
    assert apart[1].low is not None
    assert apart[1].low < apart[0].high
    again = network_change(before, before)
    assert (again.change, again.p, again.verdict) == (0.0, 1.0, Verdict.UNDECIDED)


def test_the_p_of_a_network_agrees_with_its_interval() -> None:
    random = np.random.default_rng(15)
    verdicts = set()
    for off in (0.0, 0.02, 0.04, 0.08):
        for _each in range(10):
            pair = made(random, 12, 0.6, 0.05).counts, made(random, 12, 0.6 + off, 0.05).counts
            found = network_change(*pair)
            assert found.p is not None
            assert (found.p < 0.05) == (found.verdict is not Verdict.UNDECIDED)
            verdicts.add(found.verdict)
    assert verdicts >= {Verdict.RISE, Verdict.UNDECIDED}


def test_a_school_changes_as_on_its_own_page_and_stands_out_among_all() -> None:
    before, after = (
        schools([60, 60, 60, 60, 9], [90, 90, 90, 90, 27]),
        schools([81, 63, 60, 42, 27], [90, 90, 90, 90, 27]),
    )
    found = school_changes(before, after)
    noise = variance(3) * (1 + (60 / 90) ** 2) / 90**2, variance(3) * (1 + 0.9**2) / 90**2
    pair = Counted(60, 90, noise[0]), Counted(81, 90, noise[1])
    assert (found[0].low, found[0].high) == pytest.approx(newcombe(*pair))
    assert found[0].p == pytest.approx(newcombe_p(*pair))
    assert [one.school for one in found] == ["school-0", "school-1", "school-2", "school-3"], "27 answers: not compared"
    assert [one.adjusted for one in found] == pytest.approx(benjamini_hochberg([one.p for one in found]))
    assert [one.beyond for one in found] == [True, False, False, True]
    assert school_changes(schools([9], [27]), schools([9], [27])) == ()


@pytest.mark.parametrize(
    ("x", "n", "base"), [([91], [90], 3), ([-3], [90], 3), ([0], [0], 3), ([float("nan")], [90], 3), ([3], [90], 0)]
)
def test_impossible_counts_are_refused(x: list[int], n: list[int], base: int) -> None:
    with pytest.raises(ValueError, match=r"needs|sum of one or more"):
        schools(x, n, base)


def test_a_school_stands_once_and_with_all_its_numbers() -> None:
    one = np.ones(1)
    with pytest.raises(ValueError, match="each school once"):
        Counts(("a",), one, one, one, one, one, {"a": because("not-published")})
    with pytest.raises(ValueError, match="one number per school"):
        Counts(("a", "b"), one, one, one, one, one)
    with pytest.raises(ValueError, match="five schools"):
        shrunken.shrunken(schools([3] * 4, [90] * 4))

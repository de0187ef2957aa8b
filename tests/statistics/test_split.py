"""A change in satisfaction taken apart: it adds up exactly, and its parts are as sure as they may be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.definition.model import Item
from monitor.statistics.change import Counted, newcombe
from monitor.statistics.combined import combined
from monitor.statistics.compare import Verdict, compare
from monitor.statistics.estimate import estimate
from monitor.statistics.intervals import Interval, score, wilson
from monitor.statistics.rounding import noise, variance
from monitor.statistics.split import Split, kitagawa, limits_of_parts, split
from tests.support.tables import GEPEST, SCALE, TEVREDEN, like, release, survey

SHARE = st.floats(0, 1)


def moved(before: tuple[int, int, int], after: tuple[int, int, int], item: Item = TEVREDEN) -> Split:
    """From counts of a year: favourable, with an opinion, everybody."""
    waves = []
    for year, (happy, informed, everybody) in (("2023-2024", before), ("2024-2025", after)):
        table = f"""
            school {item.id} +|++ {happy}
            school {item.id} --|-|0|+|++ {informed}
            school {item.id} wn {everybody - informed if everybody > informed else 0}
            school {item.id} * {everybody}
        """
        waves.append(estimate(release(table, year=year, asked=survey(item))))
    return split(*waves, compare(*waves), item.id, "school")


@given(SHARE, SHARE, SHARE, SHARE)
def test_the_two_parts_add_up_to_the_change(a1: float, a2: float, q1: float, q2: float) -> None:
    knowing, satisfied = kitagawa((a1, a2), (q1, q2))
    assert float(knowing) + float(satisfied) == pytest.approx(a2 * q2 - a1 * q1, abs=1e-12)


def test_who_knew_nothing_and_now_has_an_opinion_is_told_apart() -> None:
    """Of 120: 60 know and 45 are satisfied; then 90 know and 54 are. More know; those who know are less satisfied."""
    found = moved((45, 60, 120), (54, 90, 120))
    assert found.knowing is not None
    assert found.satisfied is not None
    assert found.change == pytest.approx(54 / 120 - 45 / 120)
    assert found.knowing.change == pytest.approx((0.75 - 0.5) * (0.75 + 0.6) / 2)
    assert found.satisfied.change == pytest.approx((0.6 - 0.75) * (0.5 + 0.75) / 2)
    assert found.knowing.verdict is Verdict.RISE
    assert found.satisfied.verdict is Verdict.UNDECIDED


@settings(max_examples=30, deadline=None)
@given(st.integers(10, 40), st.integers(10, 40), st.integers(0, 43), st.integers(0, 43))
def test_the_parts_of_published_figures_add_up_exactly(known1: int, known2: int, happy1: int, happy2: int) -> None:
    """Also where rounding made more people favourable than have an opinion."""
    found = moved((3 * happy1, 3 * known1, 129), (3 * happy2, 3 * known2, 129))
    assert found.change is not None
    assert found.knowing is not None
    assert found.satisfied is not None
    assert found.knowing.change + found.satisfied.change == pytest.approx(found.change, abs=1e-12)
    for part in (found.knowing, found.satisfied):
        assert part.low <= part.change <= part.high


@pytest.mark.parametrize(("before", "after"), [((0, 60, 120), (0, 60, 120)), ((60, 60, 60), (60, 60, 60))])
def test_nobody_and_everybody_are_results(before: tuple[int, int, int], after: tuple[int, int, int]) -> None:
    found = moved(before, after)
    assert found.change == 0.0
    assert found.satisfied is not None
    assert (found.satisfied.change, found.satisfied.verdict) == (0.0, Verdict.UNDECIDED)
    assert found.satisfied.low < 0 < found.satisfied.high


def test_few_answers_are_not_split() -> None:
    found = moved((15, 27, 120), (54, 90, 120))
    assert [reason.code for reason in found.reasons] == ["few-to-compare"]
    assert (found.change, found.knowing, found.satisfied) == (None, None, None)


def test_a_question_without_an_opinion_that_one_may_lack_is_not_split() -> None:
    for item in (like(TEVREDEN, options=SCALE[:5]), GEPEST):
        waves = [estimate(release("", year=year, asked=survey(item))) for year in ("2023-2024", "2024-2025")]
        found = split(*waves, compare(*waves), item.id, "school")
        assert [reason.code for reason in found.reasons] == ["no-split"]


def test_of_two_shares_it_is_newcombes_interval() -> None:
    own = [wilson(54, 120), wilson(72, 120)]
    theirs = newcombe(Counted(54, 120), Counted(72, 120))
    ours = combined(72 / 120 - 54 / 120, (-1, 1), (54 / 120, 72 / 120), own)
    assert ours == pytest.approx(theirs)


def test_the_limits_of_the_parts_hold_what_they_promise() -> None:
    """Schools of 60 answers, drawn and rounded to base 3: 95 in 100 limits hold the part as it is in truth."""
    random, schools = np.random.default_rng(20261126), 20_000
    known, happy = (0.6, 0.75), (0.55, 0.7)
    years = []
    for a, q in zip(known, happy, strict=True):
        informed = random.binomial(60, a, schools)
        counts = np.stack([random.binomial(informed, q), informed, np.full(schools, 60)]).astype(float)
        rounded = counts // 3 * 3 + 3 * (random.random(counts.shape) < counts % 3 / 3)
        years.append((np.minimum(rounded[0], rounded[1]), rounded[1], rounded[2]))
    shares = [(x / n, y / x, n, x) for y, x, n in years]
    added = variance(3)
    outer = [score(a, n, 1.96, noise(a, n, added, added)) for a, _q, n, _x in shares]
    outer += [score(q, x, 1.96, noise(q, x, added, added)) for _a, q, _n, x in shares]
    first, second = shares
    found = limits_of_parts((first[0], second[0]), (first[1], second[1]), tuple(Interval(*one) for one in outer))
    for part, (low, high) in zip(kitagawa(known, happy), found, strict=True):
        assert 0.94 < np.mean((low < part) & (part < high)) < 0.985

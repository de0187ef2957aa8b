"""What is told of a derived scale from released counts: its share, its mean step, and what became of both."""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import stats

from monitor.definition.derived import DerivedScale
from monitor.definition.model import Item
from monitor.disclosure.release import Fact, Release
from monitor.results import Results
from monitor.statistics.compare import Change, Verdict, compare
from monitor.statistics.estimate import Estimates, estimate
from monitor.statistics.scales import MeanChange, Spread, mean_change, mean_step, spread_of, welch
from tests.support.scale_worlds import scale_of
from tests.support.tables import GEPEST, TEVREDEN, like, release, survey

VEILIG = like(TEVREDEN, id="veilig", text={"nl": "Hoe veilig is het?"})
ASKED = survey(TEVREDEN, VEILIG)
SCALE = scale_of([TEVREDEN, VEILIG], "2.5", "3.5")
KEY = ("schaal", "favourable", "A", "school")
ALL = {"*": 120, "c0": 30, "c1": 42, "c2": 48}


def with_facts(
    counts: dict[str, int], *, year: str = "2024-2025", asked: tuple[Item, ...] = (TEVREDEN, VEILIG),
    scale: DerivedScale | None = SCALE,
) -> Release:  # fmt: skip
    made = release("school tevreden * 120\n school tevreden +|++ 48", year=year, asked=survey(*asked))
    facts = tuple(Fact("school", "", "schaal", "partition", options, value, 3) for options, value in counts.items())
    manifest = made.manifest.model_copy(update={"scales": (scale,) if scale else ()})
    return Release(manifest, (*made.facts, *facts))


def two_years(before: Release, after: Release) -> tuple[Estimates, Estimates]:
    manifest = before.manifest.model_copy(update={"year": "2023-2024"})
    return estimate(replace(before, manifest=manifest)), estimate(after)


def changed(before: Release, after: Release) -> Change:
    return compare(*two_years(before, after))[KEY]


def mean_changed(before: Release, after: Release) -> MeanChange:
    return mean_change(*two_years(before, after), "schaal")


def test_the_favourable_share_of_everyone_with_a_score() -> None:
    share = estimate(with_facts(ALL)).shares[KEY]
    assert (share.count, share.n, share.share, share.rounding) == (48, 120, 0.4, 3)
    # Wilson without rounding is 31.7 to 48.9 (R prop.test); rounding makes it a little wider
    assert share.low == pytest.approx(0.313, abs=0.002)
    assert share.high == pytest.approx(0.493, abs=0.002)
    assert share.low < 0.3167
    assert share.high > 0.4894


def test_a_scale_has_shares_of_the_school_and_is_no_item_of_the_questionnaire() -> None:
    found = estimate(with_facts(ALL))
    assert [key for key in found.shares if key[0] == "schaal"] == [KEY]
    assert "schaal" not in found.items
    assert list(found.scales) == ["schaal"]


def test_a_scale_that_was_not_published_is_hidden() -> None:
    share = estimate(with_facts({})).shares[KEY]
    assert share.reason is not None
    assert (share.reason.code, share.n, share.share) == ("not-published", None, None)


def test_a_scale_that_cannot_be_made_of_the_questionnaire_is_not_told() -> None:
    odd = SCALE.model_copy(update={"items": ("tevreden", "verdwenen")})
    assert not estimate(with_facts(ALL, scale=odd)).scales


def test_results_know_a_scale_by_its_id() -> None:
    found = Results.of([with_facts(ALL)])
    wave = ("ouders", "2024-2025")
    assert [one.id for one in found.measures(*wave, "schaal")] == ["favourable"]
    assert found.text(*wave, "schaal") == "schaal"
    assert found.label(*wave, "schaal", "c2") == "c2"
    assert found.share(*wave, "schaal", "favourable").share == 0.4
    assert found.share(*wave, "schaal", "known").reason is not None
    assert found.scales(*wave)[0].share.count == 48
    assert found.mean_change("ouders", "schaal", "2024-2025", "2024-2025").change == 0


@pytest.mark.parametrize(("favourable", "expected"), [(72, Verdict.RISE), (24, Verdict.FALL), (51, Verdict.UNDECIDED)])
def test_what_became_of_the_share_of_a_scale(favourable: int, expected: Verdict) -> None:
    after = with_facts({"*": 120, "c2": favourable})
    found = changed(with_facts(ALL), after)
    assert found.verdict is expected
    assert found.change == pytest.approx((favourable - 48) / 120)


def remade(**change: object) -> DerivedScale:
    return SCALE.model_copy(update=change)


@pytest.mark.parametrize(
    ("scale", "asked", "codes"),
    [
        (None, (TEVREDEN, VEILIG), ["no-scale"]),
        (scale_of([TEVREDEN, VEILIG], "2.5", "4"), (TEVREDEN, VEILIG), ["scale-made"]),
        (scale_of([TEVREDEN, GEPEST], "2.5", "3.5"), (TEVREDEN, VEILIG, GEPEST), ["scale-made"]),
        (remade(reversed=("veilig",)), (TEVREDEN, VEILIG), ["scale-made"]),
        (remade(favourable=("c1", "c2")), (TEVREDEN, VEILIG), ["scale-made"]),
        (SCALE, (TEVREDEN, like(VEILIG, text={"nl": "Is het veilig?"})), ["scale-asked", "wording"]),
    ],
    ids=["no scale", "cuts", "items", "reversed", "favourable", "a question in other words"],
)
def test_a_scale_that_was_made_or_asked_otherwise_is_not_compared(
    scale: DerivedScale | None, asked: tuple[Item, ...], codes: list[str]
) -> None:
    other = with_facts(ALL, asked=asked, scale=scale)
    for pair in ((with_facts(ALL), other), (other, with_facts(ALL))):
        found = changed(*pair)
        assert (found.verdict, found.change) == (Verdict.NOT_COMPARABLE, None)
        assert [reason.code for reason in found.reasons] == codes
        mean = mean_changed(*pair)
        assert (mean.verdict, mean.change) == (Verdict.NOT_COMPARABLE, None)
        assert [reason.code for reason in mean.reasons] == codes


def test_the_order_of_the_items_and_the_names_of_the_steps_make_no_other_scale() -> None:
    steps = tuple(one.model_copy(update={"label": {"nl": "anders"}}) for one in SCALE.categories)
    other = remade(items=("veilig", "tevreden"), categories=steps)
    assert changed(with_facts(ALL), with_facts(ALL, scale=other)).comparable


def test_a_scale_is_no_test_beside_its_questions() -> None:
    before, after = with_facts(ALL), with_facts({"*": 120, "c2": 111})
    before = replace(before, manifest=before.manifest.model_copy(update={"year": "2023-2024"}))
    found = Results.of([before, after])
    assert found.change("ouders", "schaal", "favourable", "2023-2024", "2024-2025").verdict is Verdict.RISE
    assert not [one for one in found.worth_a_look("2023-2024", "2024-2025") if one.change.item == "schaal"]


def test_mean_and_variance_of_the_steps() -> None:
    people = np.repeat([1, 2, 3], [30, 42, 48])
    found = spread_of([30, 42, 48], 0.0)
    assert found == (120, pytest.approx(people.mean()), pytest.approx(people.var(ddof=1)), 0.0)


@pytest.mark.parametrize("base", [3, 5])
def test_the_noise_of_the_mean_is_what_rounding_does_to_it(base: int) -> None:
    """Every way in which three counts can be rounded, with its chance, over all remainders: counted out."""
    squares = []
    for rests in product(range(base), repeat=3):
        exact = [60 + rests[0], 90 + rests[1], 120 + rests[2]]
        true = sum(step * one for step, one in enumerate(exact, 1)) / sum(exact)
        for up in product((0, 1), repeat=3):
            chance = np.prod([rest / base if one else 1 - rest / base for rest, one in zip(rests, up, strict=True)])
            counts = [one - rest + base * far for one, rest, far in zip(exact, rests, up, strict=True)]
            mean = sum(step * one for step, one in enumerate(counts, 1)) / sum(counts)
            squares.append(chance * (mean - true) ** 2)
    expected = sum(squares) / base**3
    middle = base // 2
    found = spread_of([60 + middle, 90 + middle, 120 + middle], (base**2 - 1) / 6)
    assert found.noise == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize(("before", "after"), [([30, 42, 48], [20, 40, 60]), ([50, 20, 10], [11, 45, 44])])
def test_without_rounding_it_is_the_test_of_welch(before: list[int], after: list[int]) -> None:
    found = welch(spread_of(before, 0.0), spread_of(after, 0.0))
    people = [np.repeat([1, 2, 3], one) for one in (after, before)]
    proof = stats.ttest_ind(*people, equal_var=False)
    assert found.p == pytest.approx(proof.pvalue)
    assert found.interval == pytest.approx(proof.confidence_interval(0.95))
    assert found.change == pytest.approx(people[0].mean() - people[1].mean())


def test_rounding_makes_a_change_of_the_mean_less_sure() -> None:
    plain = welch(spread_of([30, 42, 48], 0.0), spread_of([24, 42, 54], 0.0))
    rounded = welch(spread_of([30, 42, 48], 4.0), spread_of([24, 42, 54], 4.0))
    assert rounded.interval.low < plain.interval.low < plain.interval.high < rounded.interval.high
    assert rounded.p > plain.p


def test_when_everybody_is_on_one_step_only_rounding_is_unsure() -> None:
    exact = welch(Spread(100, 2.0, 0.0), Spread(100, 2.0, 0.0))
    assert exact[:3] == (0.0, (0.0, 0.0), 1.0)
    assert welch(Spread(100, 2.0, 0.0), Spread(100, 3.0, 0.0)) == (1.0, (1.0, 1.0), 0.0, math.inf, math.inf)
    rounded = welch(Spread(100, 2.0, 0.0, 0.0004), Spread(100, 2.0, 0.0, 0.0004))
    assert rounded.interval == pytest.approx((-1.959964 * 0.0008**0.5, 1.959964 * 0.0008**0.5))
    assert rounded.p == 1


@pytest.mark.parametrize("counts", [[0, 0, 0], [1, 0, 0], [-3, 6, 6]])
def test_fewer_than_two_people_have_no_mean(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="two people"):
        spread_of(counts, 1.0)
    with pytest.raises(ValueError, match="two people"):
        welch(Spread(1, 2.0, 0.0), Spread(40, 2.0, 0.5))


def test_the_mean_step_stands_on_every_step_being_published() -> None:
    found = mean_step(estimate(with_facts(ALL)), "schaal")
    assert (found.steps, found.n, found.reason) == (3, 120, None)
    assert found.mean == pytest.approx(2.15)
    # t(119) .975 is 1.98; sd .795 / sqrt 120; rounding adds .0062^2 or so
    assert (found.low, found.high) == (pytest.approx(2.005, abs=0.003), pytest.approx(2.295, abs=0.003))
    for counts, code in (({}, "not-published"), ({"*": 48, "c2": 21, "c0|c1": 27}, "few-categories")):
        hidden = mean_step(estimate(with_facts(counts)), "schaal")
        assert hidden.reason is not None
        assert (hidden.reason.code, hidden.mean, hidden.spread) == (code, None, None)


def test_the_limits_of_a_mean_step_stay_on_the_steps() -> None:
    found = mean_step(estimate(with_facts({"*": 60, "c0": 0, "c1": 0, "c2": 60})), "schaal")
    assert found.mean == 3
    assert found.high == 3
    assert found.low is not None
    assert found.low < 3


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"*": 120, "c0": 12, "c1": 30, "c2": 78}, Verdict.RISE),
        ({"*": 120, "c0": 72, "c1": 30, "c2": 18}, Verdict.FALL),
        ({"*": 120, "c0": 27, "c1": 42, "c2": 51}, Verdict.UNDECIDED),
    ],
)
def test_what_became_of_the_mean_step(counts: dict[str, int], expected: Verdict) -> None:
    found = mean_changed(with_facts(ALL), with_facts(counts))
    assert found.verdict is expected
    assert found.change == pytest.approx(sum(k * counts[f"c{k - 1}"] for k in (1, 2, 3)) / 120 - 2.15)
    assert found.p is not None
    assert (found.p < 0.05) == (expected is not Verdict.UNDECIDED)


def test_a_mean_step_that_is_hidden_in_one_year_is_not_compared() -> None:
    found = mean_changed(with_facts({"*": 48, "c2": 21, "c0|c1": 27}), with_facts(ALL))
    assert [reason.code for reason in found.reasons] == ["few-categories"]
    assert found.verdict is Verdict.NOT_COMPARABLE

"""How a reader sees alpha: with limits that are no narrower than what was rounded away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosure.release import ScaleReliability
from monitor.disclosure.reliability import stepped
from monitor.results import Results
from monitor.statistics.consistency import consistency
from monitor.statistics.reliability import feldt
from tests.support import releases
from tests.support.scale_releases import with_scales


def told(alpha: float | None, n: int = 84, step: float = 0.1, reason: str = "") -> ScaleReliability:
    return ScaleReliability(scale="schaal", step=step, n=n, alpha=alpha, omega=alpha, reason=reason)


def test_the_limits_of_an_alpha_of_eight_tenths() -> None:
    """Of 84 people and 4 items Feldt gives .65 to .83 for .75 and .79 to .90 for .85; outward that is .6 to .9."""
    found = consistency(told(0.8), 4)
    assert (found.alpha, found.low, found.high, found.omega, found.n) == (0.8, 0.6, 0.9, 0.8, 84)


@given(st.floats(-0.5, 0.99), st.integers(50, 600), st.integers(2, 8))
def test_the_limits_hold_those_of_every_alpha_that_may_have_been_rounded_so(alpha: float, n: int, items: int) -> None:
    step = 0.1 if n < 200 else 0.05
    found = consistency(told(stepped(alpha, step), n, step), items)
    assert found.low is not None
    assert found.high is not None
    low, high = feldt(alpha, n, items)
    assert found.low <= max(low, 0.0) + 1e-9
    assert found.high >= high - 1e-9
    assert 0 <= found.low <= found.high <= 1
    assert round(found.low / step, 6) == round(found.low / step)


@pytest.mark.parametrize(("alpha", "low", "high"), [(0.0, 0.0, 0.4), (0.9, 0.7, 1.0)])
def test_the_lowest_and_the_highest_that_is_told_are_open(alpha: float, low: float, high: float) -> None:
    found = consistency(told(alpha), 4)
    assert (found.low, found.high) == (low, high)
    assert found.top == 0.9


@pytest.mark.parametrize("reason", ["few-complete", "few-items", "no-variance", "one-person"])
def test_without_an_alpha_there_is_a_reason(reason: str) -> None:
    found = consistency(told(None, 30, reason=reason), 4)
    assert found.reason is not None
    assert (found.reason.code, found.alpha, found.low, found.high, found.omega) == (reason, None, None, None, None)
    assert found.reason.text


def test_an_older_release_does_not_say_and_neither_does_an_unknown_reason() -> None:
    for one in (None, told(None, reason="van later")):
        found = consistency(one, 4)
        assert found.reason is not None
        assert found.reason.code == "no-alpha"


def test_results_tell_every_scale_of_a_wave() -> None:
    made = releases.release_of(releases.Wave("personeel", "2025-2026", 70, 80, groups=False))
    found = Results.of([with_scales(made)]).scales("personeel", "2025-2026")
    assert [one.item.id for one in found] == ["schaal_klimaat", "schaal_zelfvertrouwen", "schaal_stappenplan"]
    assert all(one.share.shown and one.mean.mean and one.consistency.alpha == 0.8 for one in found)
    assert Results.of([made]).scales("personeel", "2025-2026") == ()

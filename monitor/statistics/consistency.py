"""How well the questions of a scale hang together, as a reader may know it: from the rounded alpha of a release."""

from dataclasses import dataclass

from monitor.definition.derived import DerivedItem
from monitor.disclosure.release import ScaleReliability
from monitor.statistics.estimate import SCHOOL, Estimates, Share
from monitor.statistics.intervals import Interval
from monitor.statistics.reasons import Reason, because
from monitor.statistics.reliability import feldt
from monitor.statistics.scales import MeanStep, mean_step

REASONS = {"few-complete", "few-items", "no-variance", "one-person"}
"""Why a release has no alpha of a scale."""


@dataclass(frozen=True)
class Consistency:
    """Alpha (its limits widened by the rounding) and omega of a scale, of `n` people or more; hidden: `reason`.

    `alpha` 0 is "0 or below", and `top` the highest that is told, which is "so much or more".
    """

    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    omega: float | None = None
    n: int | None = None
    step: float = 0.0
    reason: Reason | None = None

    @property
    def top(self) -> float:
        """The highest alpha that is told."""
        return 1 - self.step


@dataclass(frozen=True)
class ScaleFigures:
    """What there is to tell of a scale in one year: the favourable share, the mean step, and how it hangs together."""

    item: DerivedItem
    share: Share
    mean: MeanStep
    consistency: Consistency


def consistency(told: ScaleReliability | None, items: int) -> Consistency:
    """The alpha of a release with its limits: Feldt's, of the rounding's own limits, outward to the next step."""
    if told is None:
        return Consistency(reason=because("no-alpha"))
    if told.alpha is None:
        reason = because(told.reason if told.reason in REASONS else "no-alpha")
        return Consistency(n=told.n, step=told.step, reason=reason)
    limits = _outward(told.alpha, told.n, items, told.step)
    return Consistency(told.alpha, float(limits.low), float(limits.high), told.omega, told.n, told.step)


def _outward(alpha: float, n: int, items: int, step: float) -> Interval:
    low, high = feldt(alpha - step / 2, n, items).low, feldt(min(alpha + step / 2, 1.0), n, items).high
    down, up = int(max(float(low), 0.0) / step), -int(-float(high) // step)
    top = 1.0 if alpha >= 1 - step - 1e-9 else min(round(up * step, 2), 1.0)
    return Interval(round(down * step, 2), top)


def scale_figures(estimates: Estimates) -> tuple[ScaleFigures, ...]:
    """What there is to tell of every scale of a wave."""
    told = {one.scale: one for one in estimates.manifest.reliability}
    return tuple(
        ScaleFigures(
            item,
            estimates.shares[name, "favourable", "A", SCHOOL],
            mean_step(estimates, name),
            consistency(told.get(name), len(item.made_of.items)),
        )
        for name, item in estimates.scales.items()
    )

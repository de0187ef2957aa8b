"""The perception gap: what two groups of one school say of the same subject, in the same year.

Staff minus parents, staff minus pupils, parents minus pupils. Group is held against group, never a child against its
own parent. Read from released counts only; the variance of rounding is in every interval.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from monitor.definition.indicators import Base
from monitor.definition.model import LocalText
from monitor.definition.perspectives import subjects
from monitor.statistics.change import Counted, newcombe
from monitor.statistics.estimate import Share
from monitor.statistics.reasons import Reason

LEAST_GAP = 0.10
"""A smaller difference is no gap, however sure it is: nobody would act on it (questionnaire.md, section 4)."""
_CLOSE = 1e-9
SCHOOL = "school"
"""Groups are held beside each other for the school as a whole: below it they are not of the same children."""


class GapVerdict(StrEnum):
    """What may be said about the difference between two groups."""

    GAP = "kloof"
    """More than chance, and 10 points or more."""
    SMALL = "klein-verschil"
    """More than chance, and less than 10 points: told as a difference, never as a gap."""
    UNDECIDED = "niet-vast-te-stellen"
    NOT_COMPARABLE = "niet-vergelijkbaar"


class Difference(NamedTuple):
    """The first share minus the second, and between which limits it lies; in shares (0.05 is 5 points)."""

    difference: float
    low: float
    high: float

    @property
    def verdict(self) -> GapVerdict:
        """A gap when 0 lies outside the limits and the difference is 10 points or more."""
        if self.low <= 0 <= self.high:
            return GapVerdict.UNDECIDED
        return GapVerdict.GAP if abs(self.difference) >= LEAST_GAP - _CLOSE else GapVerdict.SMALL


def difference(first: Counted, second: Counted) -> Difference:
    """How much larger the share of the first group is than that of the second.

    Newcombe's interval (MOVER of the two Wilson intervals, each widened by the variance of rounding), for groups that
    answered independently of each other. Source: Newcombe 1998b; proven by oracle kind `diff_ci.newcombe`.

    Raises:
        ValueError: n <= 0, x < 0 or x > n in one of the groups.
    """
    low, high = newcombe(second, first)
    return Difference(float(first.x) / float(first.n) - float(second.x) / float(second.n), float(low), float(high))


@dataclass(frozen=True)
class Side:
    """One of the two groups: its survey, its audience, its question, and its share as far as that is shown."""

    survey: str
    audience: str
    item: str
    share: Share | None = None


@dataclass(frozen=True)
class Gap:
    """Two groups side by side on one subject: the share of each, and their difference where it may be worked out.

    `level` is how far the two questions compare, 1 to 3; None where one group was never asked. Not comparable: no
    numbers beyond the two shares, and `reasons` says why.
    """

    year: str
    subject: str
    measure: str
    """A measure that both questions have, or `option:<code>` of a question with several answers."""
    base: Base
    level: int | None
    first: Side
    second: Side
    answer: tuple[str, ...] = ()
    """The answers that count, as one of the groups read them; empty where the measure says it ("known")."""
    numbers: Difference | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both groups, in the order of the subtraction."""
        return self.first, self.second

    @property
    def verdict(self) -> GapVerdict:
        """What may be said about the difference."""
        return self.numbers.verdict if self.numbers else GapVerdict.NOT_COMPARABLE

    @property
    def reason(self) -> str | None:
        """Why there is no difference, as sentences."""
        return " ".join(reason.text for reason in self.reasons) or None

    @property
    def title(self) -> LocalText | None:
        """What the subject is called; None for one that only a school's own questionnaires share."""
        subject = subjects().get(self.subject)
        return subject.title if subject else None

    @property
    def why(self) -> LocalText | None:
        """Why the two questions compare no better than they do; None at level 1, and where nothing is written down."""
        subject = subjects().get(self.subject)
        return subject.why.get(self.level or 0) if subject else None


def measured(gap: Gap) -> Gap:
    """The same with its difference; unchanged where something stands in the way or a share is not shown."""
    first, second = (counted(side.share) for side in gap.sides)
    if gap.reasons or first is None or second is None:
        return gap
    return replace(gap, numbers=difference(first, second))


def counted(share: Share | None) -> Counted | None:
    """A share as it enters a comparison; None when it is not shown."""
    if share is None or share.count is None or share.n is None:
        return None
    return Counted(share.count, share.n, share.noise)

"""Second lines of a share: what it says of all who could answer, and how many left the question open.

The headline needs neither: it is about what this school, asked like this, yields. A second line is about this year's N
people, and only where N is known, the question was put to all of them, and fits all of them. Released counts were
rounded: a line here holds for every pair of counts that the rounding allows, so that it promises no more than was
published (docs/methods/second-lines.md).
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from monitor.definition.model import Item
from monitor.statistics.estimate import Estimates, Share
from monitor.statistics.intervals import LEVEL, Interval, hypergeometric, worst_case
from monitor.statistics.published import Count
from monitor.statistics.response import response

WORST_CASE_FIRST = 0.8
"""From this response on the worst case stands before chance: it is narrower and assumes nothing (statistics.md 1)."""
SCHOOL = "school"


class Possible(NamedTuple):
    """The fewest and the most yes answers, and answers, that published counts allow."""

    fewest: int
    most: int
    answers_low: int
    answers_high: int


@dataclass(frozen=True)
class SecondLines:
    """What a share says of all people who could answer: limits from 0 to 1; None where that cannot be said.

    `finite` holds if silence is haphazard, `worst` whatever the silent ones think. `no_answer` is how many forms
    have no valid answer to the question, from the exact number of forms and the rounded number of answers: about, and
    below 0 where rounding went up. `rate` is the response.
    """

    survey: str
    year: str
    people: int | None = None
    finite: Interval | None = None
    worst: Interval | None = None
    forms: int | None = None
    no_answer: int | None = None
    rate: float | None = None

    @property
    def worst_case_first(self) -> bool:
        """Whether so many answered that the worst case says more than any interval of chance."""
        return self.rate is not None and self.rate >= WORST_CASE_FIRST


def second_lines(estimates: Estimates, share: Share) -> SecondLines:
    """The second lines of a share of this wave.

    Of all people: for the whole school and base A, where it is known how many could answer. Questions that were put to
    a part of them, or that some of them called not applicable, have none: nobody knows of how many people they are.
    """
    empty = SecondLines(share.survey, share.year)
    item = estimates.items.get(share.item)
    if item is None or not share.shown or share.base != "A" or item.routing:
        return empty
    forms = next(node.forms for node in estimates.manifest.nodes if node.id == share.node)
    assert share.n is not None
    left_open = forms - share.n
    came_in = response(estimates.manifest)
    if share.node != SCHOOL or came_in.rate is None or any(one.not_applicable for one in item.options):
        return SecondLines(share.survey, share.year, forms=forms, no_answer=left_open)
    assert came_in.enrolled is not None
    counts = _possible(estimates, item, share, forms)
    return SecondLines(
        share.survey, share.year, came_in.enrolled,
        finite(counts, came_in.enrolled), worst(counts, came_in.enrolled), forms, left_open, came_in.rate,
    )  # fmt: skip


def possible(count: Count, answers: Count, forms: int) -> Possible:
    """Which exact counts the published ones may have been; never more answers than forms, which are exact."""
    high = min(forms, answers.value + answers.reach)
    fewest = min(max(0, count.value - count.reach), high)
    low = min(max(fewest, answers.value - answers.reach, 1), high)
    return Possible(fewest, min(count.value + count.reach, high), low, high)


def finite(counts: Possible, population: int, level: float = LEVEL) -> Interval:
    """Between which limits the share of all N people lies if silence is haphazard.

    The outer limits of the exact hypergeometric intervals of all counts that rounding allows. Both limits rise with the
    yes answers and fall with the answers, so two pairs suffice. Source: Buonaccorsi 1987; the interval itself proven by
    oracle kind `prop_ci.hypergeom_exact`.

    Raises:
        ValueError: more answers than people.
    """
    low = hypergeometric(counts.fewest, counts.answers_high, population, level).low
    most = min(counts.most, counts.answers_low)
    high = hypergeometric(most, counts.answers_low, population, level).high
    return Interval(low, high)


def worst(counts: Possible, population: int) -> Interval:
    """Between which limits the share of all N people lies, whatever the silent ones think.

    Outer limits over all counts that rounding allows. Source: Manski 1990; the limits themselves proven by oracle kind
    `prop_ci.worst_case`.

    Raises:
        ValueError: more answers than people.
    """
    low = worst_case(counts.fewest, counts.answers_high, population).low
    most = min(counts.most, counts.answers_low)
    return Interval(low, worst_case(most, counts.answers_low, population).high)


def second_row(lines: SecondLines) -> dict[str, Any]:
    """The keys that `results --json` has of the second lines; None where there is none."""
    finite_low, finite_high = lines.finite or (None, None)
    worst_low, worst_high = lines.worst or (None, None)
    return {
        "finite_low": finite_low,
        "finite_high": finite_high,
        "worst_low": worst_low,
        "worst_high": worst_high,
        "no_answer": lines.no_answer,
    }


def _possible(estimates: Estimates, item: Item, share: Share, forms: int) -> Possible:
    measure = estimates.measure(share.item, share.measure)
    assert measure is not None
    count = estimates.published.count(share.node, item, measure.codes)
    answers = estimates.published.base(share.node, item, share.base)
    assert count is not None
    assert answers is not None
    return possible(count, answers, forms)

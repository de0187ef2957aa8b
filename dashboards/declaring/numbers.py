"""What a goal can be about: the numbers of the latest wave of each survey, and the years that can decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from monitor.definition.indicators import Direction
from monitor.definition.model import as_read
from monitor.goals import Goal
from monitor.report import sentences as say
from monitor.results import SCHOOL, Measure, Results, Share
from monitor.texts import _

YEARS_AHEAD: Final = 3
"""School years after the latest wave that can decide: a goal further away is one for another werkgroep."""
_BETWEEN: Final = "|"


@dataclass(frozen=True)
class Number:
    """A share that a goal can be about, as of the latest wave of its survey; `better` is the way that is usual."""

    survey: str
    item: str
    measure: str
    base: Any
    year: str
    better: Direction | None

    @property
    def key(self) -> str:
        """What it is called in a form and in an address."""
        return _BETWEEN.join((self.survey, self.item, self.measure, self.base))

    def share(self, results: Results, node: str = SCHOOL) -> Share:
        """The share of a group in that wave."""
        return results.share(self.survey, self.year, self.item, self.measure, self.base, node)

    def goal(self, node: str, **given: Any) -> Goal:
        """A goal about it; whoever declares it checks whether it can be."""
        number = {name: getattr(self, name) for name in ("survey", "item", "measure", "base")}
        return Goal.model_construct(**number, node=node, start=self.year, **given)


def key_of(survey: str, item: str, measure: str, base: str) -> str:
    """What a number is called, from its parts."""
    return _BETWEEN.join((survey, item, measure, base))


def number_at(results: Results, key: str) -> Number | None:
    """The number of this name, if there is one: anybody can write anything in an address."""
    survey, item, measure, base, *rest = (*key.split(_BETWEEN), "", "", "", "")
    if any(rest) or not results.years(survey):
        return None
    year = results.years(survey)[-1]
    estimates = results.estimates(survey, year)
    if item not in {**estimates.items, **estimates.scales}:
        return None
    found = next((one for one in results.measures(survey, year, item) if one.id == measure), None)
    if found is None or base not in found.bases:
        return None
    return Number(survey, item, measure, base, year, _better(results, survey, found, item))


def _better(results: Results, survey: str, measure: Measure, item: str) -> Direction | None:
    known = (one.better for one in results.indicators(survey) if (one.item, one.measure) == (item, measure.id))
    return next(known, None) or measure.better


def offered(results: Results) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The numbers to choose from by part: per survey the indicators, then other questions by their first number."""
    for info in results.surveys():
        year, who = info.latest, say.survey_name(results, info.id)
        asked = {one.id for one in results.items(info.id, year)}
        indicators = [
            (key_of(info.id, one.item, one.measure, one.base), as_read(one.title, results.locale))
            for one in results.indicators(info.id)
            if one.item in asked
        ]
        yield _("{who}: indicators").format(who=who), indicators
        known = {key for key, _words in indicators}
        others = [line for line in _questions(results, info.id, year) if line[0] not in known]
        yield _("{who}: other questions").format(who=who), others


def _questions(results: Results, survey: str, year: str) -> Iterator[tuple[str, str]]:
    for item in results.items(survey, year):
        first = next(iter(results.measures(survey, year, item.id)), None)
        if first is not None and first.better is not None:
            counted = say.counted(results, survey, year, item, first)
            words = f"{results.text(survey, year, item.id)} {counted}"
            yield key_of(survey, item.id, first.id, first.bases[0]), words


def groups(results: Results, number: Number) -> list[tuple[str, str]]:
    """The groups whose share is shown, the school first."""
    nodes = results.nodes(number.survey, number.year)
    return [(node.id, node.label) for node in nodes if number.share(results, node.id).shown]


def deadlines(results: Results, survey: str) -> list[str]:
    """The school years that can decide on a goal about a survey."""
    last = int(results.years(survey)[-1][:4])
    return [f"{year}-{year + 1}" for year in range(last + 1, last + 1 + YEARS_AHEAD)]

"""The register of what may be shown: every kind of number, as a function of released facts, worked out anew.

A number is explained only where it belongs: a count of one question in one group of one year does not excuse the same
number elsewhere. `KINDS` (`tests.support.shown.kinds`) is the register itself; whoever shows a new kind of number adds
a line and its function.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from monitor.results import Results
from monitor.rows import compare_rows
from tests.support.shown import over_time
from tests.support.shown.facts import LEAST, LEAST_TO_COMPARE, Wave
from tests.support.shown.found import MONTHS, Found, Scope, Unit
from tests.support.shown.kinds import KINDS, Where


class Declared:
    """What may be shown of a school, looked up by unit and place."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.waves = {(one.manifest.survey.id, one.manifest.year): Wave(one) for one in results.releases}
        self._of_items: dict[tuple[str, str], dict[tuple[Unit, float], list[Where]]] = {}

    def explains(self, found: Found) -> bool:
        """Whether the register has this number at this place."""
        if isinstance(found.value, str):
            return found.value in self._words
        key = found.unit, key_of(found.unit, found.value)
        if found.unit == "threshold":
            return found.value in self._thresholds
        if found.scope.items is None and found.unit == "count" and found.value in self._everywhere:
            return True
        return any(_fits(place, found.scope) for one in self._registers(found) for place in one.get(key, ()))

    def _registers(self, found: Found) -> Iterator[dict[tuple[Unit, float], list[Where]]]:
        """The parts of the register in which a number is looked up: of its questions, else of its survey."""
        scope = found.scope
        items = {""} if scope.items is None or found.unit == "tally" else scope.items
        surveys = scope.surveys if scope.surveys is not None else {survey for survey, _year in self.waves}
        yield from (self.of_item(survey, item) for survey in surveys for item in items)

    def of_item(self, survey: str, item: str) -> dict[tuple[Unit, float], list[Where]]:
        """Every number about a question ("": about the survey as a whole), with the years and group of each."""
        if (survey, item) not in self._of_items:
            found: dict[tuple[Unit, float], list[Where]] = {}
            for kind in KINDS:
                if kind.of_item == bool(item):
                    for unit, value, where in kind.numbers(self, survey, item):
                        for key in shown_as(unit, value):
                            found.setdefault((unit, key), []).append(where)
            self._of_items[survey, item] = found
        return self._of_items[survey, item]

    def waves_of(self, survey: str) -> list[Wave]:
        """The releases of a survey, the oldest first."""
        return [wave for (one, _year), wave in sorted(self.waves.items()) if one == survey]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of `compare --json`: what cannot be compared, and the verdicts."""
        return compare_rows(self.results)

    @cached_property
    def tested(self) -> Counter[tuple[str, frozenset[str], str]]:
        """How many questions were tested together, by audience, years and measure."""
        return over_time.tested(self)

    @cached_property
    def _thresholds(self) -> set[float]:
        policies = [wave.release.manifest.policy for wave in self.waves.values()]
        return {
            float(value) for policy in policies for value in (*policy.model_dump().values(), LEAST, LEAST_TO_COMPARE)
        }

    @cached_property
    def _everywhere(self) -> set[float]:
        """Outside the numbers of a question: thresholds, and the forms of all surveys of a year together."""
        forms: Counter[str] = Counter()
        for (_survey, year), wave in self.waves.items():
            forms[year] += wave.release.manifest.nodes[0].forms
        return {*map(float, forms.values()), *self._thresholds}

    @cached_property
    def _words(self) -> set[str]:
        """School years, those that goals look ahead to or that are prepared, days of closing and of declaring goals."""
        deeds = [deed for goal in self.results.goals for deed in goal.deeds]
        days = [wave.release.manifest.closed_on for wave in self.waves.values()]
        days += [dt.datetime.fromisoformat(deed.at).date() for deed in deeds]
        months = MONTHS.split("|")
        told = {f"{day.day} {months[day.month - 1]} {day.year}" for day in days} | {day.isoformat() for day in days}
        years = {year for _survey, year in self.waves} | {deed.goal.deadline for deed in deeds}
        return told | years | {f"{int(year[:4]) + 1}-{int(year[5:]) + 1}" for year in years}


def _fits(place: Where, scope: Scope) -> bool:
    years, node = place
    return (scope.years is None or years <= scope.years) and scope.node in (None, node)


def key_of(unit: Unit, value: float) -> float:
    """A number as it is looked up."""
    return round(value, 8) if unit in ("share", "chance", "effect") else round(value, 1)


@cache
def shown_as(unit: Unit, value: float) -> frozenset[float]:
    """How a number of the register may look: percentages and points whole, either way at a half."""
    if unit in ("share", "chance", "effect"):
        return frozenset(round(value + step, 8) for step in (-1e-9, 0.0, 1e-9))
    if unit == "tenths":
        return frozenset(round(100 * value + step, 1) for step in (-1e-9, 0.0, 1e-9))
    if unit == "mean":
        return frozenset(round(value + step, 1) for step in (-1e-9, 0.0, 1e-9))
    if unit not in ("percent", "points"):
        return frozenset((float(value),))
    hundredths = abs(100 * value)
    whole = {float(math.floor(hundredths + 0.5 + 1e-9)), float(math.ceil(hundredths - 0.5 - 1e-9))}
    least = {1.0} if 0 < hundredths < 1 else set()  # "less than 1%"
    most = {99.0} if unit == "percent" and 99 < hundredths < 100 else set()  # "more than 99%"
    return frozenset(whole | least | most)

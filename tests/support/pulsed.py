"""Pulses for tests: a release of a few questions put again in between, and waves with counts made for them."""

import datetime as dt
from dataclasses import dataclass, replace

from monitor.definition.indicators import Base
from monitor.definition.library import survey
from monitor.definition.model import Survey
from monitor.definition.pulse import pulse_of
from monitor.disclosure.release import Release
from monitor.goals import Declared
from monitor.results import Results
from monitor.statistics.estimate import Share
from tests.support.declared import frozen
from tests.support.releases import Wave, release_of, sample_results

ITEMS = ("com_tevreden", "kl_veilig", "bk_online")
CLOSED = dt.date(2025, 6, 2)


def pulse(items: tuple[str, ...] = ITEMS, month: str = "2025-05") -> Survey:
    """A pulse of the parents' survey."""
    return pulse_of(survey("ouders"), items, month)


def pulsed(
    asked: Survey | None = None, year: str = "2024-2025", forms: int = 120, closed_on: dt.date = CLOSED
) -> Release:
    """A release of a pulse, with drawn answers."""
    asked = asked or pulse()
    whole = release_of(Wave("ouders", year, forms, 320, 0.3))
    kept = {item.id for item in asked.items}
    facts = tuple(fact for fact in whole.facts if fact.item in kept)
    told = {
        "survey": asked, "survey_hash": asked.hash, "wave": f"{asked.id}_{year}", "closed_on": closed_on,
    }  # fmt: skip
    return Release(whole.manifest.model_copy(update=told), facts)


def school_with(*pulses: Release, goals: tuple[Declared, ...] = (), whole: bool = False) -> Results:
    """The school of three years, with pulses and goals; its pupils only if it is asked for `whole`."""
    years = [one for one in sample_results().releases if whole or not one.manifest.survey.id.startswith("leerlingen")]
    parents = sample_results()
    known = {("ouders", year): parents.estimates("ouders", year) for year in parents.years("ouders")}
    return replace(Results.of([*years, *pulses]), goals=goals or (frozen(),), _estimates=known)  # reckoned once


@dataclass(frozen=True)
class Counted:
    """The waves of a school with exact counts in the place of what the pulse released: yes answers of answers."""

    school: Results
    x: int
    n: int

    @property
    def releases(self) -> tuple[Release, ...]:
        return self.school.releases

    def share(self, survey: str, year: str, item: str, measure: str, base: Base = "A", node: str = "school") -> Share:
        return Share(survey, year, node, item, measure, base, self.x, self.n, self.x / self.n, 0.0, 1.0)

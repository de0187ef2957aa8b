"""The recipe of each export, and the facts about the made-up school, from the files beside the script."""

import csv
import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from making.levels import Level, level_of
from monitor.definition import library
from monitor.definition.model import Survey
from monitor.shipped import surveys_folder

HERE = Path(__file__).resolve().parent.parent

LOCALE = "nl-BE"

YEARS = ("2023-2024", "2024-2025", "2025-2026")


@dataclass(frozen=True)
class Wave:
    """How one export comes about; the keys are explained in `recipe.toml`."""

    survey: str
    year: str
    tool: str
    writer: str
    file: str
    opens: dt.date
    days: int
    rate: float
    rates: Mapping[str, float] = field(default_factory=dict)
    own_definition: str = ""
    own_routing: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    anonymous: float = 0.0
    named: bool = False
    signed: float = 0.0
    test: int = 0
    rejected: int = 0
    resent: int = 0
    identical: int = 0
    unfinished: int = 0
    typos: int = 0
    typo_items: tuple[str, ...] = ()
    of: str = ""
    items: tuple[str, ...] = ()
    month: str = ""
    levels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Of a pulse: the survey of which it puts these items again, when, and what people thought by then."""

    @property
    def asked_as(self) -> str:
        """The survey that says whom it is put to and what they think."""
        return self.of or self.survey

    @property
    def name(self) -> str:
        """Survey and year, as the workspace names a wave."""
        return f"{self.survey}_{self.year}"


@dataclass(frozen=True)
class Questionnaire:
    """What was asked in one wave: the survey, its underlying levels, and headings worded otherwise."""

    survey: Survey
    levels: Mapping[str, Level]
    headings: Mapping[str, str]

    def heading(self, item_id: str) -> str:
        """The heading of an item as the people of that year read it."""
        item = self.survey.item(item_id)
        return self.headings.get(item_id) or self.survey.say(item.text, LOCALE)


@dataclass(frozen=True)
class Recipe:
    """All there is to know before the first form is filled in."""

    seed: int
    waves: tuple[Wave, ...]
    pulses: tuple[Wave, ...]
    questions: Mapping[str, Mapping[str, str]]
    levels: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, Any]
    enrolment: Mapping[str, Mapping[str, Any]]

    def enrolled(self, wave: Wave) -> Mapping[str, int]:
        """How many could answer, by class (staff: under an empty class)."""
        here = self.enrolment[wave.year][wave.asked_as]
        classes: Mapping[str, int] = here.get("classes") or {"": here["total"]}
        return classes

    def questionnaire(self, wave: Wave, definitions: Path) -> Questionnaire:
        """What was asked in a wave; a definition of the school's own lies under `definitions`."""
        survey = library.survey(str(definitions / wave.own_definition) if wave.own_definition else wave.survey)
        year = YEARS.index(wave.year)
        said = {**self.levels[wave.asked_as], **wave.levels}
        levels = {item.id: level_of(item, said[item.id], year) for item in survey.items}
        return Questionnaire(survey, levels, crosswalk(wave.survey, wave.year))


def read_recipe() -> Recipe:
    """The recipe and the facts it leans on."""
    said = _toml("recipe.toml")
    waves, pulses = (
        tuple(
            Wave(**{**one, **{key: tuple(one.get(key, ())) for key in ("typo_items", "items")}}) for one in said[kind]
        )
        for kind in ("wave", "pulse")
    )
    questions = {wave.survey: said[wave.asked_as] for wave in (*waves, *pulses)}
    enrolment = _toml("schoolklimaat.toml")["enrolment"]
    return Recipe(said["seed"], waves, pulses, questions, _toml("levels.toml"), _toml("words.toml"), enrolment)


def crosswalk(survey: str, year: str) -> dict[str, str]:
    """Items whose heading was worded otherwise in a year, from the crosswalk of the survey."""
    path = surveys_folder() / "crosswalk" / f"{survey}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["item"]: row[year].split(" || ")[0] for row in rows if row.get(year)}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))

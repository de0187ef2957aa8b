"""Schools that do not exist, of which the truth is known: how favourable their people are, and which really changed.

The answers to an item are drawn from chances of its own, tilted towards its favourable options by how a school stands:
on the scale of log odds the true share of a school is that of the item plus the standing of the school in that year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from monitor.anonymous import AnonymousAnswers
from monitor.definition.codebook import NO_ANSWER, columns_of
from monitor.definition.model import Item, ItemType, Survey

REGIONS = ("Kust", "Leiestreek", "Meetjesland", "Pajottenland", "Hageland", "Haspengouw", "Kempen", "Voorkempen")
CLASS_SIZE = 22
BETWEEN_SCHOOLS = 0.25
"""Standard deviation of the standing of schools, in log odds: schools differ little, people within them much."""
CHANGED_SCHOOLS, REAL_CHANGE = 0.2, 0.7
"""The share of schools that really change once, and by how much, in log odds: some 15 points around the middle."""
LEFT_EMPTY = 0.02
SENT_TWICE = 0.08
"""The share of forms of parents that are the second one of a family."""
OF_FAMILIES = {"ouders": 1.0, "leerlingen": 0.6, "personeel": 0.12}
"""How many people of an audience there are for each family."""


@dataclass(frozen=True)
class Change:
    """From which year on, the first being 0, the people of an audience are more (or less) favourable, in log odds."""

    audience: str
    year: int
    size: float


@dataclass(frozen=True)
class SimulatedSchool:
    """A school, its classes by stage, and the truth about it."""

    code: str
    name: str
    region: str
    families: int
    stages: Mapping[str, tuple[str, ...]]
    standing: Mapping[str, float]
    change: Change | None

    @property
    def classes(self) -> tuple[str, ...]:
        """Every class, in order."""
        return tuple(label for labels in self.stages.values() for label in labels)

    def enrolled(self, audience: str) -> int:
        """How many people could answer."""
        return round(self.families * OF_FAMILIES[audience])

    def level(self, audience: str, year: int) -> float:
        """How favourable its people are in a year, in log odds beside an average school."""
        changed = self.change is not None and self.change.audience == audience and year >= self.change.year
        return self.standing[audience] + (self.change.size if changed and self.change else 0.0)

    def really_changed(self, audience: str, year: int) -> int:
        """What became of it since the year before: 1 better, -1 worse, 0 nothing."""
        difference = self.level(audience, year) - self.level(audience, year - 1)
        return int(np.sign(round(difference, 9)))


def simulated_schools(number: int, years: int, seed: int) -> tuple[SimulatedSchool, ...]:
    """So many schools of 100 to 1000 families, most of them small; the same for the same seed."""
    random = np.random.default_rng((seed, number))
    return tuple(_school(place, years, random) for place in range(number))


def _school(place: int, years: int, random: np.random.Generator) -> SimulatedSchool:
    families = int(np.clip(random.lognormal(5.6, 0.5), 100, 1000))
    classes = max(6, round(families / CLASS_SIZE))
    labels = [f"{1 + number % 6}{'ABCDEFGH'[number // 6]}" for number in range(classes)]
    stages = {f"graad {one}": tuple(x for x in labels if int(x[0]) in (2 * one - 1, 2 * one)) for one in (1, 2, 3)}
    change = None
    if random.random() < CHANGED_SCHOOLS:
        audience = str(random.choice([*OF_FAMILIES]))
        change = Change(audience, int(random.integers(1, years)), REAL_CHANGE * float(random.choice([-1, 1])))
    return SimulatedSchool(
        f"school-{place + 1:04}",
        f"School {place + 1}",
        REGIONS[place % len(REGIONS)],
        families,
        stages,
        {audience: float(random.normal(0, BETWEEN_SCHOOLS)) for audience in OF_FAMILIES},
        change,
    )


def simulated_answers(school: SimulatedSchool, survey: Survey, year: int, seed: int) -> AnonymousAnswers:
    """What the people of a school answer in a year, from 50 to 75 % of them; the same for the same seed."""
    random = np.random.default_rng((seed, crc32(f"{school.code} {survey.id}".encode()), year))
    forms = int(random.binomial(school.enrolled(survey.audience), random.uniform(0.5, 0.75)))
    level = school.level(survey.audience, year)
    codes: dict[str, NDArray[np.int8]] = {}
    for item in survey.items:
        codes |= _answers(item, level, forms, random)
    group = random.integers(1, len(school.classes) + 1, forms).astype(np.int16)
    family = np.arange(1, forms + 1, dtype=np.int32)
    if survey.audience == "ouders":
        second = random.random(forms) < SENT_TWICE
        family[second] = random.integers(1, forms + 1, int(second.sum()))
    return AnonymousAnswers(survey.id, school.classes, group, codes, family)


def true_share(item: Item, level: float) -> float:
    """The share of favourable answers (base A) that a school of this level has in truth."""
    chances = dict(zip(item.codes(), _tilted(item, level), strict=True))
    return float(sum(chances[code] for code in item.favourable) / sum(chances[code] for code in item.valid))


def _answers(item: Item, level: float, forms: int, random: np.random.Generator) -> dict[str, NDArray[np.int8]]:
    columns = columns_of(item)
    if item.type is ItemType.MULTIPLE:
        ticked = random.random((forms, len(columns))) < _chances(item)
        return {column.name: (1 + ticked[:, place]).astype(np.int8) for place, column in enumerate(columns)}
    if item.type not in (ItemType.SINGLE, ItemType.LIKERT):
        return {column.name: np.zeros(forms, np.int8) for column in columns}
    chances = np.append(LEFT_EMPTY, (1 - LEFT_EMPTY) * _tilted(item, level))
    drawn = np.searchsorted(np.cumsum(chances)[:-1], random.random(forms), side="right")
    return {columns[0].name: (NO_ANSWER + drawn).astype(np.int8)}


def _tilted(item: Item, level: float) -> NDArray[np.float64]:
    """The chances of the options for a school of this level; they add up to one."""
    favourable = np.array([code in item.favourable for code in item.codes()])
    chances: NDArray[np.float64] = _chances(item) * np.exp(level * favourable)
    chances /= chances.sum()
    return chances


def _chances(item: Item) -> NDArray[np.float64]:
    return _of_item(item.id, len(item.options))


@cache
def _of_item(name: str, options: int) -> NDArray[np.float64]:
    """The chances of the options of an item in an average school, the same in every run."""
    random = np.random.default_rng(crc32(name.encode()))
    drawn: NDArray[np.float64] = random.dirichlet(np.full(options, 3.0))
    return drawn

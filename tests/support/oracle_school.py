"""One school of the oracles, from raw answers to what is read of a release, through the stages of the real pipeline.

A year of the raw answers is written to a file, and goes through read -> map -> validate -> anonymise -> tally -> facts
-> estimate as any export does. One thing is left out: the oracles are exact, so facts are "rounded" to base 1 (by the
same function that rounds to 3) and nothing is hidden; there is nothing left to attack, so the audit is not made.
"""

import csv
import datetime as dt
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from random import Random

from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import Tally, tally
from monitor.definition.model import Item, ItemType, Option, Survey
from monitor.disclosure.detail import counted_items
from monitor.disclosure.enrolled import enrolled_by_node
from monitor.disclosure.groups import Tree, reporting_tree
from monitor.disclosure.protect import draw_in, exact_counts
from monitor.disclosure.release import AuditResult, Fact, Manifest, Policy, Release
from monitor.disclosure.release_file import facts_sha256
from monitor.disclosure.system import Wave
from monitor.intake.anonymise import Anonymised, anonymise
from monitor.intake.mapping import map_export
from monitor.intake.read import read_export
from monitor.intake.validate import validate
from monitor.results import Results

EXACT = Policy(k=1, base=1, base_sensitive=1, all_options_from=1, three_options_from=1)
"""No protection at all: counts as they are, of every group and every option."""
YEAR, FAMILIES = "year", "families"
ANSWERS = (1, 2, 3, 4, 5)
DONT_KNOW = 9
OPTIONS = tuple(
    Option(
        code=str(answer),
        label={"nl": str(answer)},
        value=None if answer == DONT_KNOW else answer,
        dont_know=answer == DONT_KNOW,
    )
    for answer in (*ANSWERS, DONT_KNOW)
)


def school_year(year: int) -> str:
    """The school year that begins in a calendar year."""
    return f"{year}-{year + 1}"


@dataclass(frozen=True)
class OracleSchool:
    """The two files of a school: raw answers (a row per family), and how many families there were per group."""

    responses: Path
    enrolment: Path

    @cached_property
    def group(self) -> str:
        """The heading of the column with the groups."""
        return next(name for name in self._enrolled[0] if name not in (YEAR, FAMILIES))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The headings of the questions, in their order."""
        return tuple(name for name in self._rows[0] if name not in (YEAR, self.group))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years with answers, oldest first."""
        return tuple(sorted({int(row[YEAR]) for row in self._rows}))

    @cached_property
    def survey(self) -> Survey:
        """The questionnaire as it was put: every question on five steps or "don't know", 4 and 5 are favourable."""
        items = tuple(
            Item(id=name, type=ItemType.LIKERT, text={"nl": name}, options=OPTIONS, favourable=("4", "5"))
            for name in self.questions
        )
        return Survey(id="orakel", audience="ouders", version="1", title={"nl": "Orakel"}, items=items)

    def families(self, year: int) -> dict[str, int]:
        """How many families there were in a year, per group."""
        found: dict[str, int] = defaultdict(int)
        for row in self._enrolled:
            if int(row[YEAR]) == year:
                found[row[self.group]] += int(row[FAMILIES])
        return dict(found)

    def anonymised(self, year: int) -> Anonymised:
        """What the stages of an import make of a year's file."""
        headings = (self.group, *self.questions)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "antwoorden.csv"
            with file.open("w", encoding="utf-8", newline="") as opened:
                writer = csv.DictWriter(opened, headings, extrasaction="ignore")
                writer.writeheader()
                writer.writerows(row for row in self._rows if int(row[YEAR]) == year)
            answers = map_export(read_export(file), self.survey)
        return anonymise(validate(answers, year=school_year(year)), group_column=self.group)

    @cached_property
    def _rows(self) -> list[dict[str, str]]:
        return _read(self.responses)

    @cached_property
    def _enrolled(self) -> list[dict[str, str]]:
        return _read(self.enrolment)


@dataclass(frozen=True)
class OracleWave:
    """One year of a school: its nameless answers, its exact counts and what stands for its release."""

    answers: AnonymousAnswers
    counted: Tally
    release: Release


@cache
def oracle_school(responses: Path, enrolment: Path) -> OracleSchool:
    """The school of two files, read once."""
    return OracleSchool(responses, enrolment)


@cache
def oracle_wave(responses: Path, enrolment: Path, year: int) -> OracleWave:
    """One year of a school, run through the stages once."""
    school = oracle_school(responses, enrolment)
    anonymised = school.anonymised(year)
    counted = tally(anonymised.answers, school.survey)
    tree = reporting_tree(counted.forms_by_group(), {}, EXACT.k, counted.contributors)
    facts = _facts(counted, tree, school.survey)
    return OracleWave(anonymised.answers, counted, Release(_manifest(school, year, tree, facts), facts))


@cache
def oracle_results(responses: Path, enrolment: Path) -> Results:
    """What is read of all years of a school."""
    years = oracle_school(responses, enrolment).years
    return Results.of(oracle_wave(responses, enrolment, year).release for year in years)


def _facts(counted: Tally, tree: Tree, survey: Survey) -> tuple[Fact, ...]:
    """Every published set of every question in every group, drawn as in a real release but to base 1."""
    items = counted_items(survey)
    exact, wave = exact_counts(counted, tree, items), Wave(survey, tree.nodes, EXACT)
    return tuple(fact for item in items for node in tree.nodes for fact in draw_in(item, node, exact, wave, Random(0)))


def _manifest(school: OracleSchool, year: int, tree: Tree, facts: tuple[Fact, ...]) -> Manifest:
    classes = school.families(year)
    return Manifest(
        wave=f"{school.survey.id}_{school_year(year)}",
        school=school.responses.stem,
        locale="nl-BE",
        year=school_year(year),
        survey=school.survey,
        survey_hash=school.survey.hash,
        policy=EXACT,
        nodes=tree.nodes,
        enrolment={"total": sum(classes.values()), **classes},
        enrolled=enrolled_by_node(tree, classes, {}),
        audit=AuditResult(facts=len(facts), targets=0, min_values=1, passed=True, seconds=0.0),
        facts_sha256=facts_sha256(facts),
        previous=None,
        closed_on=dt.date(year + 1, 5, 12),
    )


def _read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))

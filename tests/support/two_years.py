"""Two school years of our questionnaire for parents, and what may change in the file of one."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from monitor import pipeline
from monitor.definition import library
from monitor.pipeline import ImportOptions
from monitor.workspace import Workspace
from tests.support.files import answers_file

BEFORE, NOW = "2024-2025", "2025-2026"
SURVEY = library.survey("ouders")
GRAAG = SURVEY.say(SURVEY.item("kl_graag").text)
CLASS = "In welke klas zit je kind?"

Change = Callable[[list[str], list[list[str]]], None]


def wave(workspace: Workspace, file: Path, year: str, *changes: Change | None, **more: Any) -> pipeline.ImportOutcome:
    """Import forty answers to our questionnaire, in a file that was changed before."""
    classes = more.pop("classes", ("1A", "1B"))
    answers_file(file, 40, when=f"{year[:4]}-10-06", classes=classes)
    for change in filter(None, changes):
        with file.open(encoding="utf-8", newline="") as opened_:
            heading, *rows = list(csv.reader(opened_))
        change(heading, rows)
        with file.open("w", encoding="utf-8", newline="") as opened_:
            csv.writer(opened_).writerows([heading, *rows])
    options = ImportOptions(group_column=CLASS, **more)
    return pipeline.import_file(file, survey="ouders", year=year, workspace=workspace, options=options)


def codes(outcome: pipeline.ImportOutcome) -> set[str]:
    return {one["code"] for one in outcome.report["findings"] if one["code"].startswith("W-BREAK")}


def without_graag(heading: list[str], rows: list[list[str]]) -> None:
    place = heading.index(GRAAG)
    for row in (heading, *rows):
        del row[place]


def asked_more(heading: list[str], rows: list[list[str]]) -> None:
    heading.append("Hoe komt je kind naar school?")
    for row in rows:
        row.append("te voet")


def of_others(_heading: list[str], rows: list[list[str]]) -> None:
    for number, row in enumerate(rows):
        row[0], row[1] = row[0].replace("-06", "-07", 1), f"buur{number}@example.org"


def another_answer(heading: list[str], rows: list[list[str]]) -> None:
    for row in rows[:6]:
        row[heading.index(GRAAG)] = "Een beetje"


def another_answer_on_safety(heading: list[str], rows: list[list[str]]) -> None:
    for row in rows[:6]:
        row[heading.index(SURVEY.say(SURVEY.item("kl_veilig").text))] = "Een beetje"


def graag_first(heading: list[str], rows: list[list[str]]) -> None:
    place = heading.index(GRAAG)
    for row in (heading, *rows):
        row.insert(3, row.pop(place + 1 if row is None else place))
        row[3], row[5] = row[5], row[3]

"""Small export files made on the spot."""

import csv
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from monitor.definition import library
from monitor.definition.model import ItemType, Survey


def write_csv(path: Path, headings: Sequence[str], rows: Sequence[Sequence[object]], *, separator: str = ",") -> Path:
    """A csv in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([headings, *rows])
    return path


def read_rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """The headings and the rows of a csv as `write_csv` makes it."""
    with path.open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    return headings, rows


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def answers_file(
    path: Path,
    people: int,
    *,
    survey: Survey | None = None,
    classes: Sequence[str] = ("1A", "1B"),
    when: str = "2025-10-06",
) -> Path:
    """A Google Forms csv in Dutch with the closed answers of so many people, each option in turn."""
    asked = survey or library.survey("ouders")
    items = [item for item in asked.items if item.type in (ItemType.SINGLE, ItemType.LIKERT) and not item.routing]
    headings = ["Tijdstempel", "E-mailadres", "In welke klas zit je kind?", *(asked.say(item.text) for item in items)]
    rows = [
        [
            f"{when} {8 + n // 60 % 12:02}:{n % 60:02}:00",
            f"ouder{n}@example.org",
            classes[n % len(classes)],
            *(asked.say(item.options[(n + place) % len(item.options)].label) for place, item in enumerate(items)),
        ]
        for n in range(people)
    ]
    return write_csv(path, headings, rows)

"""Answers of parents of whom some have a withdrawal code."""

from pathlib import Path

from monitor import pipeline
from monitor.pipeline import ImportOptions
from monitor.workspace import Workspace
from tests.support.files import answers_file, read_rows, write_csv

YEAR = "2025-2026"
CLASS = ImportOptions(group_column="In welke klas zit je kind?")


def with_codes(
    path: Path, codes: dict[int, str], *, heading: str = "Intrekcode", people: int = 40, **more: object
) -> Path:
    """Answers of so many parents, of whom some (from 0) have a code; each of those is in a class of their own."""
    headings, rows = read_rows(answers_file(path, people, **more))
    rows = [[*row, codes.get(place, "")] for place, row in enumerate(rows)]
    for place in codes:
        rows[place][2] = f"9{chr(65 + place)}"
    return write_csv(path, [*headings, heading], rows)


def take(workspace: Workspace, file: Path, options: ImportOptions = CLASS) -> pipeline.ImportOutcome:
    return pipeline.import_file(file, survey="ouders", year=YEAR, workspace=workspace, options=options)

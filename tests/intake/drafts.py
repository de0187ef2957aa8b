"""Exports as text tables, and what their own draft makes of them."""

import csv
import io
from pathlib import Path
from typing import Any

from monitor.definition.draft import to_yaml
from monitor.definition.load import load_survey_file
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export
from monitor.intake.read import read_export
from tests.intake.export_tables import dry_run


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().split("|")]


def read(folder: Path, table: str, times: int = 1) -> Export:
    """A csv of a text table; its answers are repeated so many times."""
    headings, *rows = [cells(line) for line in table.strip().splitlines()]
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows * times])
    path = folder / "uitvoer.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return read_export(path)


def drafted(export: Export, folder: Path) -> dict[str, Any]:
    """The dry run of a file under its own draft, after a trip through YAML."""
    file = folder / "proef.yaml"
    file.write_text(to_yaml(draft_survey(export, "proef")), encoding="utf-8")
    (survey,) = load_survey_file(file)
    report = dry_run(export, survey)
    assert sum(item["unrecognised"] for item in report["items"]) == 0
    return report


def told(report: dict[str, Any]) -> list[str]:
    """One line per item: type, label and count of every option, and how many cells are empty or not shown."""
    lines = []
    for item in report["items"]:
        counts = [f"{item['labels'][code]}={n}" for code, n in item["counts"].items()]
        rest = [f"{name[0]}{item[name]}" for name in ("empty", "not_shown") if item[name]]
        lines.append(" ".join([item["type"], *counts, *rest]))
    return lines


def roles(report: dict[str, Any]) -> list[str]:
    return [column["role"] for column in report["columns"]]

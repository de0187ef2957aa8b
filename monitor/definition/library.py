"""The surveys that come with the program, by name, and what was asked under another heading before."""

import csv
from functools import cache
from pathlib import Path

from monitor.definition.faults import allowed_instead, not_known
from monitor.definition.load import load_survey_file
from monitor.definition.model import Survey
from monitor.errors import DefinitionRefused
from monitor.shipped import surveys_folder
from monitor.texts import _

SURVEY_FILES = ("ouders.yaml", "leerlingen.yaml", "personeel.yaml")
ALTERNATIVES = " || "


@cache
def surveys() -> tuple[Survey, ...]:
    """The surveys that come with the program; each age variant is one of its own."""
    return tuple(survey for name in SURVEY_FILES for survey in load_survey_file(surveys_folder() / name))


def candidates(name: str) -> tuple[Survey, ...]:
    """The surveys that a name may mean: `leerlingen` means both age variants, an unknown name none."""
    return tuple(survey for survey in surveys() if name in (survey.id, survey.audience))


def survey(id_or_path: str | Path, *, variant: str | None = None) -> Survey:
    """One survey, by its id or from a school's own file.

    Args:
        id_or_path: `ouders`, `leerlingen-9-12`, ... or the path of a YAML file.
        variant: which of several, such as `9-12`.

    Raises:
        DefinitionRefused: nothing of that name, several without a variant, or a file with faults.
    """
    name = str(id_or_path)
    is_file = isinstance(id_or_path, Path) or name.endswith((".yaml", ".yml"))
    found = load_survey_file(id_or_path) if is_file else candidates(name)
    chosen = tuple(one for one in found if variant is None or one.id.endswith(f"-{variant}"))
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        wanted = name if variant is None else f"{name}-{variant}"
        raise DefinitionRefused(
            _('The survey "{name}" does not exist.').format(name=wanted)
            + " "
            + allowed_instead(wanted, (one.id for one in found or surveys())),
            remedy=_("For a questionnaire of your own, give its definition file (.yaml)."),
        )
    raise DefinitionRefused(
        _('"{name}" has several forms: {forms}.').format(name=name, forms=", ".join(one.id for one in chosen)),
        remedy=_("Name one of these."),
    )


def crosswalk(survey_id: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Other headings under which the export of a school year carried an item.

    Returns:
        item -> school year -> headings; empty for a survey without a crosswalk.

    Raises:
        DefinitionRefused: a row for an item that the survey does not have.
    """
    path = surveys_folder() / "crosswalk" / f"{survey_id}.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["item"]: _headings(row) for row in rows}
    items = {item.id for one in surveys() if one.id == survey_id for item in one.items}
    for name in found.keys() - items:
        raise DefinitionRefused(f"{path.name}: {not_known(name, items)}")
    return {item: years for item, years in found.items() if years}


def _headings(row: dict[str, str]) -> dict[str, tuple[str, ...]]:
    cells = {year: cell.strip() for year, cell in row.items() if year != "item" and cell}
    return {year: tuple(cell.split(ALTERNATIVES)) for year, cell in cells.items() if cell}

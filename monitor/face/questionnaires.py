"""Questionnaires in a notebook: their questions as a table, and a definition of a school's own."""

from pathlib import Path
from typing import TYPE_CHECKING

from monitor import pipeline
from monitor.definition import library
from monitor.definition.load import load_survey_file
from monitor.errors import CallError
from monitor.face.tables import frame
from monitor.texts import _
from monitor.workspace import Locale

if TYPE_CHECKING:
    import pandas as pd


def survey_items(survey: Path | str, locale: Locale = "nl-BE") -> "pd.DataFrame":
    """A question of a questionnaire per row: its code, what kind it is, its text, and the answers to choose from.

    >>> survey_items("ouders").query("item == 'kl_veilig'").text.item()
    'Mijn kind voelt zich veilig op school.'

    Args:
        survey: the id of a questionnaire, or a definition file.
        locale: in whose words.

    Raises:
        DefinitionRefused: there is no such questionnaire, or its file has faults.
    """
    asked = library.survey(survey)
    rows = (
        {
            "item": item.id,
            "type": item.type.value,
            "text": asked.as_read(item.text, locale),
            "answers": [asked.as_read(one.label, locale) for one in item.options],
        }
        for item in asked.items
    )
    return frame(rows, ("item", "type", "text", "answers"))


def draft_survey(export: Path | str, output: Path | str, survey_id: str) -> Path:
    """Write a definition of a school's own questionnaire, from an export of it; the file, to be read before its use.

    Raises:
        FileRefused: the export cannot be read, or has no questions.
        CallError: there is a file in that place already.
    """
    place = Path(output)
    if place.exists():
        raise CallError(_("The file {file} exists already.").format(file=place), remedy=_("Choose another name."))
    pipeline.draft(Path(export), place, survey_id)
    return place


def check_survey(file: Path | str) -> list[str]:
    """The ids of the questionnaires in a definition file without faults.

    Raises:
        DefinitionRefused: with every fault of the file and its line.
    """
    return [one.id for one in load_survey_file(Path(file))]

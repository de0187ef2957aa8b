"""Read a definition file: which kind it is follows from its content, never from its name."""

from pathlib import Path

from monitor.definition.model import Survey
from monitor.errors import FileRefused, Place
from monitor.intake.definitions.base import Kind, survey_of
from monitor.intake.definitions.limesurvey import LimeSurveyStructure
from monitor.intake.definitions.redcap import RedcapDictionary
from monitor.intake.definitions.xlsform import XlsForm
from monitor.intake.sandbox import read_contents
from monitor.texts import _

KINDS: tuple[Kind, ...] = (LimeSurveyStructure(), XlsForm(), RedcapDictionary())


def read_definition(path: Path, survey_id: str) -> Survey | None:
    """The questionnaire that a definition file of a survey tool holds; nothing if it is another kind of file.

    Raises:
        FileRefused: it cannot be read, or has no question.
    """
    contents = read_contents(path)
    kind = next((one for one in KINDS if one.recognises(contents)), None)
    if kind is None:
        return None
    told = kind.read(contents)
    if not told.questions:
        raise FileRefused(
            _("This file describes a questionnaire, but holds no question."),
            remedy=_("Save the questionnaire in the survey tool again, and choose that file."),
            place=Place(file=contents.file),
        )
    return survey_of(told, survey_id)

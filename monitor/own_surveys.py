"""Questionnaires of the school's own: definition files in the folder `surveys` of its workspace, or handed in.

Nothing of what somebody says becomes part of a path: a questionnaire is looked for among the files that are there.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

from monitor.definition import library
from monitor.definition.load import load_survey_file
from monitor.desk_terms import HANDED_IN, Handed, Named
from monitor.disk import told_by_the_disk
from monitor.durable import write_durably
from monitor.errors import CallError, DefinitionRefused
from monitor.texts import _
from monitor.workspace import Workspace

OWN: Final = "eigen:"
"""Before the name of a file in the folder, where an id stands for a questionnaire."""
MOST: Final = 50
"""Files that are offered: a school with more has put something else in that folder."""


def offered(workspace: Workspace) -> tuple[Named, ...]:
    """The questionnaires in the folder, by their title; one with faults by its file alone (its import tells them)."""
    locale = workspace.settings.locale
    return tuple(
        Named(f"{OWN}{file.name}", _called(file, file.stat().st_mtime_ns, locale)) for file in _files(workspace)
    )


def meant(workspace: Workspace, survey: str, handed: Handed | None) -> str | Path:
    """What an import is told of a questionnaire: its id, or its file.

    Raises:
        CallError: there is no such questionnaire.
    """
    if survey == HANDED_IN and handed is not None:
        return handed.file
    found = [file for file in _files(workspace) if survey == f"{OWN}{file.name}"]
    if found:
        return found[0]
    if survey in [one.id for one in library.surveys()]:
        return survey
    raise CallError(_("There is no such questionnaire here."), remedy=_("Choose one from the menu."))


def keep(workspace: Workspace, handed: Handed) -> None:
    """Put a questionnaire that was used into the folder, beside others, in the place of none.

    Raises:
        OSError: the disk is full or fails; nothing of it is left.
    """
    content, survey = handed.file.read_bytes(), library.survey(handed.file)
    if any(file.read_bytes() == content for file in _files(workspace)):
        return
    with told_by_the_disk():
        workspace.surveys_folder.mkdir(exist_ok=True)
        names = (survey.id, *(f"{survey.id}-{number}" for number in range(2, MOST + 2)))
        free = (workspace.surveys_folder / f"{name}.yaml" for name in names)
        write_durably(next(file for file in free if not file.exists()), content)


def _files(workspace: Workspace) -> list[Path]:
    found = (one for one in workspace.surveys_folder.glob("*.y*ml") if one.suffix in (".yaml", ".yml"))
    return sorted(one for one in found if one.is_file())[:MOST]


@lru_cache(maxsize=2 * MOST)
def _called(file: Path, _changed: int, locale: str) -> str:
    try:
        titles = [one.say(one.title, locale) for one in load_survey_file(file)]
    except DefinitionRefused:
        return file.name
    return f"{' / '.join(titles)} ({file.name})"

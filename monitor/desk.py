"""The import desk: what the wizard of the dashboard asks of a workspace, done by the same recipe as the commands.

A screen gives a file and what somebody said of it (`monitor.desk_terms`), and is told what was found and done. Nothing
is kept here between two questions; the locks of the workspace decide when two people are busy at once.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor import legal
from monitor.definition import library
from monitor.definition.model import Survey
from monitor.desk_terms import (
    Asked,
    BeforeClosing,
    Closed,
    Looked,
    Named,
    SeenFinding,
    SeenImport,
    SeenWave,
    TakenIn,
)
from monitor.errors import CallError, Place, SchoolklimaatError, WorkspaceRefused
from monitor.import_terms import ImportOptions
from monitor.progress import Progress
from monitor.shipped import sample_folder
from monitor.texts import _
from monitor.workspace import SETTINGS, Workspace, open_workspace, read_settings

if TYPE_CHECKING:  # the recipe itself is loaded by the first question: a dashboard starts without it
    from monitor.catalogue.catalogue import ImportRecord, Wave
    from monitor.importing import Trial

_YEARS = 6
_FIRST_MONTH = 8
"""A school year begins in August or September."""


class DeskOfWorkspace:
    """The desk of the workspace in one folder; its settings are read again at every question."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def _workspace(self) -> Workspace:
        return open_workspace(self._root)

    def school(self) -> str:
        """What the school is called."""
        return self._workspace.settings.name

    def surveys(self) -> tuple[Named, ...]:
        """The questionnaires of which answers can be taken in."""
        locale = self._workspace.settings.locale
        return tuple(Named(one.id, one.say(one.title, locale)) for one in library.surveys())

    def years(self) -> tuple[str, ...]:
        """The school years that can be chosen, this one first."""
        today = dt.date.today()
        this = today.year if today.month >= _FIRST_MONTH else today.year - 1
        return tuple(f"{year}-{year + 1}" for year in range(this, this - _YEARS, -1))

    def sample(self) -> Asked:
        """The newest questionnaire for parents of the made-up school, with what would be said of it."""
        from monitor.sample import sample_imports

        settings = read_settings(sample_folder() / SETTINGS)
        entry = [one for one in sample_imports() if one.survey == "ouders" and one.survey_file is None][-1]
        file = sample_folder() / entry.file
        return Asked(
            file,
            file.name,
            entry.survey,
            entry.year,
            enrolled=settings.enrolled(entry.survey, entry.year).total,
            group_column=entry.group_column,
            is_sample=True,
        )

    def look(self, asked: Asked) -> Looked:
        """The file as an import would take it in; nothing is stored.

        Raises:
            SchoolklimaatError: what the command `import --dry-run` would refuse, in the same words.
        """
        from monitor.importing import try_file

        workspace = None if asked.is_sample else self._workspace
        with _called(asked):
            trial = try_file(
                asked.file, survey=asked.survey, year=asked.year, workspace=workspace, options=_options(asked)
            )
        return _looked(asked, trial, self._workspace)

    def take_in(self, asked: Asked, progress: Progress) -> TakenIn:
        """Store the answers of the file, as the command `import` does; `progress` hears of its five steps.

        Raises:
            SchoolklimaatError: what the command would refuse; the answers of the made-up school are refused too.
        """
        from monitor import pipeline

        workspace = self._workspace
        if asked.is_sample:
            raise WorkspaceRefused(
                _("These are the made-up answers of the sample school; they are not stored in the folder of a school."),
                remedy=_("Begin again with a file of your own."),
            )
        with _called(asked):
            outcome = pipeline.import_file(
                asked.file,
                survey=asked.survey,
                year=asked.year,
                workspace=workspace,
                options=_options(asked),
                progress=progress,
            )
        with pipeline.stored_as(outcome.import_id):
            survey = library.survey(asked.survey)
            return TakenIn(
                outcome.import_id,
                pipeline.wave_name(survey.id, asked.year),
                survey.say(survey.title, workspace.settings.locale),
                asked.year,
                outcome.report["rows"],
                outcome.dropped,
                tuple(_finding(one) for one in outcome.report["findings"]),
            )

    def waves(self) -> tuple[SeenWave, ...]:
        """Every wave of the workspace with the imports that count, the newest first."""
        from monitor import waves

        workspace = self._workspace
        found = (_wave(wave, records, workspace.settings.locale) for wave, records in waves.with_imports(workspace))
        return tuple(reversed(tuple(found)))

    def undo(self, number: int) -> str:
        """Take an import of an open wave back; gives the name of the wave.

        Raises:
            SchoolklimaatError: there is no such import, or its wave is not open.
        """
        from monitor import pipeline

        return pipeline.undo(self._workspace, number).wave

    def before_closing(self, wave: str) -> BeforeClosing:
        """What to know before a wave is closed.

        Raises:
            SchoolklimaatError: there is no such wave, it has no answers, or it is closed already.
        """
        from monitor import pipeline

        workspace = self._workspace
        found, records = self._known(workspace, wave)
        written = workspace.settings.grounds(found.survey.id, found.year)
        # the grounds are asked for on the screen, so for this look it is no fault that they are not written yet
        looked_at = legal.Grounds(legal_basis=written.legal_basis or "-", notice=written.notice or "-")
        open_ = pipeline.to_close(workspace, found.survey.id, found.year, given=looked_at)
        return BeforeClosing(
            found.name,
            _title(found.survey, workspace),
            found.year,
            sum(record.rows["stored"] for record in records),
            written.legal_basis or "",
            written.notice or "",
            open_.unread_danger,
            open_.undecided,
            open_.unread_mapping,
        )

    def close(self, wave: str, legal_basis: str, notice: str, progress: Progress) -> Closed:
        """Close a wave for good, as the command `close` does.

        Raises:
            SchoolklimaatError: what the command would refuse: no grounds, too few answers, closed already.
        """
        from monitor import pipeline

        workspace = self._workspace
        found, _records = self._known(workspace, wave)
        given = legal.given(legal_basis.strip() or None, notice.strip() or None)
        release = pipeline.close_wave(workspace, found.survey.id, found.year, given=given, progress=progress)
        audit, manifest = release.manifest.audit, release.manifest
        return Closed(
            manifest.wave,
            _title(found.survey, workspace),
            manifest.year,
            audit.facts,
            audit.targets,
            audit.min_values,
            audit.passed,
            manifest.legal_basis or "",
            manifest.notice or "",
        )

    def _known(self, workspace: Workspace, name: str) -> "tuple[Wave, tuple[ImportRecord, ...]]":
        from monitor import waves

        for wave, records in waves.with_imports(workspace):
            if wave.name == name:
                return wave, records
        raise CallError(_("There is no such survey here."), remedy=_("Choose one from the list of imports."))


@contextmanager
def _called(asked: Asked) -> Iterator[None]:
    """A refusal names the file as whoever brought it calls it, not as it lies here."""
    try:
        yield
    except SchoolklimaatError as refused:
        ours = asked.file.name
        refused.message = refused.message.replace(ours, asked.name)
        refused.remedy = refused.remedy.replace(ours, asked.name)
        if refused.place.file == ours:
            refused.place = replace(refused.place, file=asked.name)
        raise


def _options(asked: Asked) -> ImportOptions:
    return ImportOptions(
        group_column=asked.group_column,
        enrolled=asked.enrolled,
        include_incomplete=asked.include_incomplete,
        sheet=asked.sheet,
        dates=asked.dates,
        mend_letters=asked.mend_letters,
        decisions=asked.decisions,
    )


def _looked(asked: Asked, trial: "Trial", workspace: Workspace) -> Looked:
    from monitor.waves import wave_name

    report, survey = trial.outcome.report, trial.survey
    locale = workspace.settings.locale
    dialect: Mapping[str, Any] = report["dialect"]
    declared = None if asked.is_sample else workspace.settings.enrolled(survey.id, asked.year).total
    refused = trial.refused
    return Looked(
        asked=asked,
        title=survey.say(survey.title, locale),
        wave=wave_name(survey.id, asked.year),
        tool=report["tool"],
        sheet=dialect["sheet"],
        heading_rows=dialect["heading_rows"],
        encoding=dialect["encoding"],
        separator=dialect["separator"],
        language=dialect["language"],
        questions=tuple(Named(item.id, survey.say(item.text, locale)) for item in survey.items),
        columns=trial.columns,
        scales=trial.scales,
        findings=tuple(_finding(one) for one in report["findings"]),
        rows=report["rows"],
        dropped=trial.outcome.dropped,
        enrolled=declared or trial.outcome.enrolled,
        is_declared=declared is not None,
        groups=trial.groups,
        small=trial.small,
        least=trial.least,
        in_all=trial.in_all,
        refused=f"{refused.message} {refused.remedy}".strip() if refused else "",
    )


def _finding(told: Mapping[str, Any]) -> SeenFinding:
    where = Place(row=told["row"], column=told["column"]).words()
    return SeenFinding(told["severity"], told["code"], where, told["message"], told["column"] or "")


def _wave(wave: "Wave", records: "tuple[ImportRecord, ...]", locale: str) -> SeenWave:
    imports = tuple(
        SeenImport(record.id or 0, record.tool, record.rows["stored"], str(record.imported_on or ""))
        for record in records
    )
    return SeenWave(wave.name, wave.survey.say(wave.survey.title, locale), wave.year, wave.status, imports)


def _title(survey: Survey, workspace: Workspace) -> str:
    return survey.say(survey.title, workspace.settings.locale)

"""The import desk: what the wizard of the dashboard asks of a workspace, done by the same recipe as the commands.

A screen gives a file and what somebody said of it (`monitor.desk_terms`), and is told what was found and done. Nothing
is kept here between two questions; the locks of the workspace decide when two people are busy at once.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from monitor import desk_ending, legal, own_surveys
from monitor.definition import library
from monitor.desk_terms import Asked, Looked, Named, SeenFinding, TakenIn
from monitor.desk_views import finding, looked, seen_wave, title_of
from monitor.errors import CallError, SchoolklimaatError, WorkspaceRefused
from monitor.import_terms import ImportOptions
from monitor.progress import Progress
from monitor.reminders import reminders
from monitor.school_years import latest_school_years
from monitor.shipped import sample_folder
from monitor.texts import _
from monitor.wave_terms import BeforeClosing, BeforeForgetting, Closed, SeenWave
from monitor.workspace import SETTINGS, Workspace, open_workspace, read_settings

if TYPE_CHECKING:  # the recipe itself is loaded by the first question: a dashboard starts without it
    from monitor.catalogue.catalogue import ImportRecord, Wave
    from monitor.disclosure.release import Manifest

_YEARS = 6


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
        workspace = self._workspace
        locale = workspace.settings.locale
        ours = (Named(one.id, one.say(one.title, locale)) for one in library.surveys())
        return (*ours, *own_surveys.offered(workspace))

    def years(self) -> tuple[str, ...]:
        """The school years that can be chosen, this one first."""
        return latest_school_years(dt.date.today(), _YEARS)

    def sample(self) -> tuple[Asked, bytes]:
        """An export for parents of the made-up school with some slips, and what would be said of it."""
        from monitor.sample import sample_to_try

        settings = read_settings(sample_folder() / SETTINGS)
        entry, content = sample_to_try()
        file = sample_folder() / entry.file
        asked = Asked(
            file,
            file.name,
            entry.survey,
            entry.year,
            enrolled=settings.enrolled(entry.survey, entry.year).total,
            group_column=entry.group_column,
            is_sample=True,
        )
        return asked, content

    def look(self, asked: Asked) -> Looked:
        """The file as an import would take it in; nothing is stored.

        Raises:
            SchoolklimaatError: what the command `import --dry-run` would refuse, in the same words.
        """
        from monitor.importing import try_file

        workspace = self._workspace
        with _called(asked):
            trial = try_file(
                asked.file,
                survey=own_surveys.meant(workspace, asked.survey, asked.questionnaire),
                year=asked.year,
                workspace=None if asked.is_sample else workspace,
                options=_options(asked),
            )
        return looked(asked, trial, workspace)

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
            meant = own_surveys.meant(workspace, asked.survey, asked.questionnaire)
            survey = library.survey(meant)
            outcome = pipeline.import_file(
                asked.file,
                survey=meant,
                year=asked.year,
                workspace=workspace,
                options=_options(asked),
                progress=progress,
            )
        with pipeline.stored_as(outcome.import_id):
            return TakenIn(
                outcome.import_id,
                pipeline.wave_name(survey.id, asked.year),
                survey.say(survey.title, workspace.settings.locale),
                asked.year,
                outcome.report["rows"],
                outcome.dropped,
                (*_kept(asked, workspace), *(finding(one, survey) for one in outcome.report["findings"])),
                reminders(workspace),
            )

    def waves(self) -> tuple[SeenWave, ...]:
        """Every wave of the workspace with the imports that count, the newest first."""
        from monitor import waves

        workspace = self._workspace
        locale, due = workspace.settings.locale, desk_ending.answers_due(workspace)
        found = [seen_wave(wave, records, locale, due) for wave, records in waves.with_imports(workspace)]
        return tuple(reversed(found))

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
            title_of(found.survey, workspace),
            found.year,
            sum(record.rows["stored"] for record in records),
            written.legal_basis or "",
            written.notice or "",
            open_.unread_danger,
            open_.undecided,
            open_.unread_mapping,
            open_.uncounted,
            desk_ending.until(workspace, found.name),
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
            title_of(found.survey, workspace),
            manifest.year,
            audit.facts,
            audit.targets,
            audit.min_values,
            audit.passed,
            manifest.legal_basis or "",
            manifest.notice or "",
            _grounds_differ(workspace, manifest),
            reminders(workspace),
        )

    def before_forgetting(self, wave: str) -> BeforeForgetting:
        """What to know before the answers of a closed wave are destroyed.

        Raises:
            SchoolklimaatError: there is no such wave, it is open, or its answers were destroyed before.
        """
        workspace = self._workspace
        found, _records = self._known(workspace, wave)
        return desk_ending.before_forgetting(workspace, found, title_of(found.survey, workspace))

    def forget(self, wave: str) -> None:
        """Destroy the answers of a closed wave, as the command `forget` does; its numbers stay.

        Raises:
            SchoolklimaatError: as for `before_forgetting`; nothing was destroyed.
        """
        from monitor import pipeline

        workspace = self._workspace
        found, _records = self._known(workspace, wave)
        desk_ending.require_closed(found)
        pipeline.forget(workspace, found.survey.id, found.year)

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
        for one in asked.handed:
            ours = one.file.name
            refused.message = refused.message.replace(str(one.file), one.name).replace(ours, one.name)
            refused.remedy = refused.remedy.replace(ours, one.name)
            if refused.place.file == ours:
                refused.place = replace(refused.place, file=one.name)
        raise


def _kept(asked: Asked, workspace: Workspace) -> tuple[SeenFinding, ...]:
    """The questionnaire that was handed in is kept in the workspace, now that it is used; else that it is not."""
    if asked.questionnaire is None:
        return ()
    try:
        own_surveys.keep(workspace, asked.questionnaire)
    except (OSError, SchoolklimaatError):
        message = _("The questionnaire could not be kept in the folder of the school. Keep the file yourself.")
        return (SeenFinding("warning", "W-QUESTIONNAIRE-NOT-KEPT", "", message),)
    return ()


def _grounds_differ(workspace: Workspace, manifest: "Manifest") -> tuple[str, ...]:
    written = workspace.settings.grounds(manifest.survey.id, manifest.year)
    names = (_("Legal basis"), _("Notice that people got"))
    return legal.otherwise(written, manifest.legal_basis, manifest.notice, names)


def _options(asked: Asked) -> ImportOptions:
    listed = asked.class_list.file if asked.class_list is not None and not asked.classes else None
    return ImportOptions(
        group_column=asked.group_column,
        enrolled=listed or asked.enrolled,
        enrolled_by_class=asked.classes,
        include_incomplete=asked.include_incomplete,
        sheet=asked.sheet,
        dates=asked.dates,
        mend_letters=asked.mend_letters,
        keep_year=asked.keep_year,
        decisions=asked.decisions,
    )

"""The made-up sample school: its workspace, its nine imports and nine releases."""

import csv
import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from monitor import declaring, pipeline
from monitor.definition.model import Frozen
from monitor.errors import WorkspaceRefused
from monitor.goals import Goal
from monitor.shipped import sample_folder
from monitor.texts import _
from monitor.workspace import SETTINGS, Workspace, open_workspace, read_settings

_MISTYPED: Final = ("Mijn kind gaat graag naar deze school.", "Akkoord", "Akoord", 12)
"""The question, the answer, how it is spelt in a trial, and how often: something to mend with one press."""


class SampleImport(Frozen):
    """One export of the sample school, as `sample.toml` lists it."""

    file: str
    survey: str
    year: str
    survey_file: str | None = None
    group_column: str | None = None


def sample_imports() -> tuple[SampleImport, ...]:
    """The imports in the order in which the school did them."""
    listed = tomllib.loads((sample_folder() / "sample.toml").read_text(encoding="utf-8"))
    return tuple(SampleImport.model_validate(entry) for entry in listed["imports"])


def sample_to_try() -> tuple[SampleImport, bytes]:
    """The newest csv of the parents of the sample school, and what stands in it with an answer mistyped some times."""
    of_parents = (one for one in sample_imports() if one.survey == "ouders" and one.survey_file is None)
    entry = [one for one in of_parents if one.file.endswith(".csv")][-1]
    text = (sample_folder() / entry.file).read_bytes().decode("cp1252")
    heading, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    question, answer, mistyped, times = _MISTYPED
    place = heading.index(question)
    for row in [row for row in rows if row[place] == answer][:times]:
        row[place] = mistyped
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([heading, *rows])
    return entry, written.getvalue().encode("cp1252")


def sample_goals() -> tuple[Goal, ...]:
    """The goals that the sample school set after its first year."""
    listed = tomllib.loads((sample_folder() / "goals.toml").read_text(encoding="utf-8"))
    return tuple(Goal.model_validate(entry) for entry in listed["goals"])


def made_up_waves(workspace: Workspace) -> frozenset[str]:
    """The waves of the sample school, by name, if this is its workspace as `demo` made it; else none.

    A school that has its name by chance has other settings, and what is added to the sample's workspace another wave.
    """
    if workspace.settings != read_settings(sample_folder() / SETTINGS):
        return frozenset()
    return frozenset(pipeline.wave_name(entry.survey, entry.year) for entry in sample_imports())


def make_workspace_of_sample(
    root: Path, *, progress: Callable[[int, int], None], tell: Callable[[str], None]
) -> Workspace:
    """The workspace of the sample school with every wave closed; one that is there already is finished and used.

    Raises:
        WorkspaceRefused: the folder is the workspace of another school, or holds other things.
    """
    if (root / SETTINGS).is_file():
        workspace = _require_sample(open_workspace(root))
        tell(_("The workspace {folder} is there already; it is used as it is.").format(folder=root))
    else:
        settings = (sample_folder() / SETTINGS).read_text(encoding="utf-8")
        workspace = pipeline.new_workspace(root, "", settings_text=settings)
    entries = sample_imports()
    done = pipeline.closed_waves(workspace)
    for step, entry in enumerate(entries):
        if pipeline.wave_name(entry.survey, entry.year) not in done:
            if entry.year > entries[0].year:
                _set_goals(workspace)
            tell(_take_in(workspace, entry))
        progress(step + 1, len(entries))
    return workspace


def _set_goals(workspace: Workspace) -> None:
    """Declare and freeze the goals that are not there yet; of a workspace that was made further before, none."""
    if len(pipeline.closed_waves(workspace)) > len({entry.survey for entry in sample_imports()}):
        return
    there = declaring.declared(workspace)
    for goal in sample_goals()[len(there) :]:
        there = (*there, declaring.draft(workspace, goal))
    for one in (one for one in there if one.state == "draft"):
        declaring.freeze(workspace, one.number)


def _require_sample(workspace: Workspace) -> Workspace:
    """The workspace itself, if it is the sample's: made-up answers never come among those of a real school."""
    if workspace.settings.name != read_settings(sample_folder() / SETTINGS).name:
        raise WorkspaceRefused(
            _("The folder {folder} is the workspace of a school; the sample school does not go there.").format(
                folder=workspace.root
            ),
            remedy=_("Name another folder with --workspace."),
        )
    return workspace


def _take_in(workspace: Workspace, entry: SampleImport) -> str:
    folder = sample_folder()
    survey = folder / entry.survey_file if entry.survey_file else entry.survey
    options = pipeline.ImportOptions(group_column=entry.group_column)
    outcome = pipeline.import_file(
        folder / entry.file, survey=survey, year=entry.year, workspace=workspace, options=options
    )
    release = pipeline.close_wave(workspace, entry.survey, entry.year)
    return _("{wave}: {stored} of {read} rows stored; {facts} numbers released, audit passed.").format(
        wave=release.manifest.wave,
        stored=outcome.report["rows"]["stored"],
        read=outcome.report["rows"]["read"],
        facts=len(release.facts),
    )

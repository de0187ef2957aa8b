"""How a notebook comes by a school: an own one, one to try with, or the made-up sample school."""

import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from monitor import keys, pipeline, sample
from monitor.catalogue.catalogue import opened
from monitor.face.school import School
from monitor.face.tables import frame
from monitor.shipped import sample_folder
from monitor.workspace import Locale

if TYPE_CHECKING:
    import pandas as pd


def new_school(folder: Path | str, name: str, locale: Locale = "nl-BE") -> School:
    """Make an empty workspace for a school.

    Raises:
        WorkspaceRefused: the folder holds something already.
    """
    return School(pipeline.new_workspace(Path(folder), name, locale).root)


def trial_school(name: str, locale: Locale = "nl-BE") -> School:
    """An empty school to try with: its temporary folder and its key are thrown away when Python stops.

    >>> trial_school("Basisschool De Linde")
    School('Basisschool De Linde', years=[])
    """
    folder = tempfile.TemporaryDirectory(prefix="schoolklimaat-", ignore_cleanup_errors=True)
    workspace = pipeline.new_workspace(Path(folder.name) / "werkmap", name, locale)
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        named = change.workspace_id()
    school = School(workspace.root)
    weakref.finalize(school, _throw_away, folder, named)
    return school


def _throw_away(folder: "tempfile.TemporaryDirectory[str]", workspace_id: str) -> None:
    folder.cleanup()
    keys.discard(workspace_id)


def sample_school(folder: Path | str = "voorbeeldschool") -> School:
    """The made-up sample school: three years of parents, pupils and staff, imported and closed.

    The first time that takes one or two minutes; a folder that has it already is used as it is.

    Raises:
        WorkspaceRefused: the folder is the workspace of another school, or holds other things.
    """
    sample.make_workspace_of_sample(Path(folder), progress=lambda _done, _total: None, tell=lambda _line: None)
    return School(folder)


def sample_exports() -> "pd.DataFrame":
    """An export of the sample school per row: file, survey, year, and heading of the column with the class.

    >>> sample_exports().survey.unique().tolist()
    ['ouders', 'leerlingen-9-12', 'personeel']
    """
    columns = ("survey", "year", "group_column", "file")
    listed = (vars(one) | {"file": sample_folder() / one.file} for one in sample.sample_imports())
    return frame(listed, columns)

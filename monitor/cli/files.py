"""Files that a command writes because somebody asked for them with `-o`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.output import say_done
from monitor.errors import CallError, WorkspaceRefused
from monitor.texts import _, n_

if TYPE_CHECKING:
    from monitor.report.sheets import Sheet
    from monitor.results import Results

FactsOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write every number, of all years and groups, to this new file too: csv or xlsx.",
    ),
]


def require_new(file: Path) -> None:
    """Refuse to write over a file, or into a folder that is not there.

    Raises:
        CallError: the file exists, or its folder does not.
    """
    if file.exists():
        raise CallError(
            _("The file {file} exists already.").format(file=file), remedy=_("Choose another name after -o.")
        )
    if not file.absolute().parent.is_dir():
        raise CallError(
            _("The folder {folder} does not exist.").format(folder=file.parent),
            remedy=_("Make it first, or choose another place after -o."),
        )


def require_sheet(file: Path | None) -> None:
    """Refuse a file that cannot become a spreadsheet, before anything is worked out.

    Raises:
        CallError: another ending than `.csv` or `.xlsx`, or a place where nothing can be written.
    """
    from monitor.report.sheet_files import FORMATS

    if file is None:
        return
    if file.suffix.lower() not in FORMATS:
        raise CallError(
            _("A file that ends in {ending} cannot be written here.").format(ending=file.suffix or f'"{file.name}"'),
            remedy=_("Choose a name that ends in {allowed}.").format(allowed=_(" or ").join(FORMATS)),
        )
    require_new(file)


def write_sheet(file: Path, found: "Results", made: "Callable[[Results], Sheet]", *, silent: bool) -> None:
    """Write a sheet of facts: all of it or nothing; `silent`: stdout is for something else.

    Raises:
        WorkspaceRefused: no wave is closed, so there are no facts.
        OSError: it cannot be written; nothing of it is left.
    """
    from monitor.durable import write_durably
    from monitor.report.sheet_files import FORMATS

    if not found.releases:
        raise WorkspaceRefused(
            _("There are no released numbers to write."), remedy=_("Close a wave with `schoolklimaat close`.")
        )
    sheet = made(found)
    write_durably(file, FORMATS[file.suffix.lower()](sheet), private=False)
    if not silent:
        rows = len(sheet.rows)
        told = n_("{file}: {n} row of released numbers.", "{file}: {n} rows of released numbers.", rows)
        say_done(told.format(file=file, n=rows))

"""Commands that write documents: report, evaluate."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from monitor.cli.files import require_new
from monitor.cli.goals import with_goals
from monitor.cli.opening import opened
from monitor.cli.options import WorkspaceOption
from monitor.cli.output import progress, say, say_done
from monitor.errors import CallError, WorkspaceRefused
from monitor.texts import _, n_

if TYPE_CHECKING:
    from monitor.report.evaluation.document import Document
    from monitor.report.year_file import Year
    from monitor.workspace import Workspace

YearToReport = Annotated[
    str | None, typer.Option("--year", metavar="2025-2026", help="School year; the latest that is closed by default.")
]
FIRST, SLIDES = "evaluatie.pdf", "evaluatie.pptx"
"""What a reader opens first, and what is shown at a meeting (`monitor.report.year_file`)."""
FORMATS = ("pdf", "docx", "pptx", "xlsx", "png")
FormatOption = Annotated[
    Literal["pdf", "docx", "pptx", "xlsx", "png"] | None,
    typer.Option("--format", metavar="|".join(FORMATS), help="What the file is; by its name if left out."),
]
ReaderOption = Annotated[
    Literal["raad", "ouders"],
    typer.Option(
        "--for", metavar="raad|ouders", help="For the council: the whole; for parents: a letter of two pages."
    ),
]
ShapeOption = Annotated[
    Literal["a4", "square"], typer.Option("--shape", metavar="a4|square", help="Shape of a picture (png).")
]
FileOption = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The new file.")]
FolderOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FOLDER", help="Where the files go; a folder of the workspace by default."),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("report", help="Write the evaluation of a school year as one file.")(report)
    app.command("evaluate", help="Write every document of a school year into a folder.")(evaluate)


def report(
    output: FileOption,
    format_: FormatOption = None,
    year: YearToReport = None,
    reader: ReaderOption = "raad",
    shape: ShapeOption = "a4",
    workspace: WorkspaceOption = None,
) -> None:
    """Write one document of a school year."""
    from monitor.durable import write_durably
    from monitor.report.evaluation.evaluation import evaluation, letter

    kind = _kind(output, format_)
    require_new(output)
    made = _year(opened(workspace), year).document(evaluation if reader == "raad" else letter)
    write_durably(output, _written(made, kind, shape), private=False)
    say_done(_("{file}: {title}, {year}.").format(file=output, title=made.title, year=made.year))


def evaluate(year: YearToReport = None, output: FolderOption = None, workspace: WorkspaceOption = None) -> None:
    """Write the year file: evaluation, letter, infographic, starting picture, year plan and meetings."""
    from monitor.report.year_file import write

    school = opened(workspace)
    told = _year(school, year)
    _say_unknown_goals(told)
    folder = output or school.root / "jaardossier" / told.year
    if folder.exists() and not folder.is_dir():
        raise CallError(_("{folder} is no folder.").format(folder=folder), remedy=_("Choose another place after -o."))
    folder.mkdir(parents=True, exist_ok=True)
    with progress(_("Year file")) as step:
        written = write(told, folder, progress=step)
    say_done(n_("{n} file in {folder}:", "{n} files in {folder}:", len(written)).format(n=len(written), folder=folder))
    for file in written:
        say(f"  {file.relative_to(folder)}")
    say(_("Open first: {file}. For the screen at a meeting: {slides}.").format(file=FIRST, slides=SLIDES))
    _say_own_words(school, told)


def _year(school: "Workspace", year: str | None) -> "Year":
    """What the documents of a year are made of; of the latest year where none is named.

    Raises:
        WorkspaceRefused: no wave is closed, or none of that year.
        DefinitionRefused: with every fault of `werkgroep.yaml`.
    """
    from monitor.report.evaluation.evaluation import school_year
    from monitor.report.year_file import Year

    found = with_goals(school)
    chosen = year or found.latest_year()
    if chosen is None:
        raise WorkspaceRefused(
            _("There are no released numbers to write."), remedy=_("Close a wave with `schoolklimaat close`.")
        )
    school_year(found, chosen)  # before anything is made or written
    return Year(found, chosen, *school.own_words())


def _kind(file: Path, asked: str | None) -> str:
    """What the file is: what was asked, else what its name says, else a PDF.

    Raises:
        CallError: its name says something else than what was asked, or something that is not made.
    """
    named = file.suffix.removeprefix(".").lower()
    if named in ("", asked) or (asked is None and named in FORMATS):
        return asked or named or "pdf"
    if asked is None:
        raise CallError(
            _("{file} would be a file of a kind that is not made.").format(file=file),
            remedy=_("Choose a name that ends in one of these: {endings}.").format(
                endings=", ".join(f".{one}" for one in FORMATS)
            ),
        )
    raise CallError(
        _("{file} would hold {asked}.").format(file=file, asked=asked),
        remedy=_("Give it a name that ends in .{asked}, or take --format away.").format(asked=asked),
    )


def _written(made: "Document", format_: str, shape: str) -> bytes:
    from monitor.report.documents.docx import as_docx
    from monitor.report.documents.pdf import as_pdf
    from monitor.report.documents.poster import as_poster
    from monitor.report.documents.pptx import as_pptx
    from monitor.report.documents.xlsx import as_xlsx

    if format_ == "png":
        return as_poster(made, shape)
    return {"pdf": as_pdf, "docx": as_docx, "pptx": as_pptx, "xlsx": as_xlsx}[format_](made)


def _say_unknown_goals(told: "Year") -> None:
    """Actions for a goal that there is not: what is made goes on without it."""
    there = {one.number for one in told.results.goals}
    for number in sorted({one.goal for one in told.own.actions if one.goal is not None} - there):
        say(
            _(
                "Mind: an action in werkgroep.yaml is for goal {number}, which is not there. "
                "`schoolklimaat goals` lists the goals."
            ).format(number=number)
        )


def _say_own_words(school: "Workspace", made: "Year") -> None:
    """What the school did not write yet, and where it does; an example is put there where nothing is yet."""
    from monitor.definition.workgroup import WORKGROUP_FILE, put_example
    from monitor.report.known_done import unwritten

    place, parts = school.root / WORKGROUP_FILE, unwritten(made.year, made.own)
    if parts:
        say(_("Still empty for {year}: {parts}.").format(year=made.year, parts=", ".join(parts)))
    if put_example(place):
        told = _("Write your own words, actions and meetings in {file}: an example stands there. Then run this again.")
        say(told.format(file=place))
    elif parts:
        say(_("Write it in {file}. Then run this again.").format(file=place))

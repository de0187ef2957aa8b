"""Commands that bring answers in: init, import, undo, forget."""

from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.options import JsonOption, SheetOption, SurveyOption, WorkspaceOption, YearOption
from monitor.cli.output import print_json, say
from monitor.errors import Place
from monitor.texts import _
from monitor.workspace import Locale, open_workspace, workspace_path


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("init", help="Make a new, empty workspace.")(init)
    app.command("import", help="Take in the answers of an export file.")(import_)
    app.command("undo", help="Take back an import of an open wave (without a number: the last one).")(undo)
    app.command("forget", help="Destroy the answers of a wave; its released numbers stay.")(forget)


def init(
    name: Annotated[str | None, typer.Option("--name", help="Name of the school.")] = None,
    locale: Annotated[Locale, typer.Option("--locale", help="Whose Dutch: nl-BE or nl-NL.")] = "nl-BE",
    workspace: WorkspaceOption = None,
) -> None:
    """Make a workspace, asking for the name of the school when it is not given."""
    from monitor import pipeline

    school = name or typer.prompt(_("Name of the school"))
    made = pipeline.new_workspace(workspace_path(workspace), school, locale)
    say(_("The workspace of {school} is in {folder}.").format(school=school, folder=made.root))
    say(_("Now import an export file: schoolklimaat import FILE --survey ouders --year 2025-2026"))


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The export: xlsx, csv or tsv.")],
    survey: SurveyOption,
    year: YearOption,
    enrolled: Annotated[
        int | None, typer.Option("--enrolled", min=1, help="How many could answer, for the response rate.")
    ] = None,
    group_column: Annotated[
        str | None, typer.Option("--group-column", metavar="HEADING", help="Heading of the column with the class.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="File that says what headings and labels mean.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be stored.")] = False,
    include_incomplete: Annotated[
        bool, typer.Option("--include-incomplete", help="Store unfinished responses too.")
    ] = False,
    sheet: SheetOption = None,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take in a file; nothing is kept that tells who answered."""
    from monitor import pipeline

    root = workspace_path(workspace)
    known = None if dry_run and workspace is None and not root.exists() else open_workspace(root)
    outcome = pipeline.import_file(
        file,
        survey=survey,
        year=year,
        workspace=known,
        options=pipeline.ImportOptions(group_column, mapping, enrolled, dry_run, include_incomplete, sheet),
    )
    if json_:
        print_json(outcome.report)
        return
    _tell(outcome.report)
    if outcome.import_id is not None:
        say(_("This is import {number}; `schoolklimaat undo {number}` takes it back.").format(number=outcome.import_id))


def _tell(report: dict[str, Any]) -> None:
    rows = report["rows"]
    lines = {
        "read": _("rows read"),
        "stored": _("stored"),
        "incomplete": _("unfinished, not stored"),
        "test": _("tests, not stored"),
        "duplicate": _("double, not stored"),
        "rejected": _("without any answer, not stored"),
    }
    say(_("File: {file} ({tool})").format(file=report["file"], tool=report["tool"]))
    for name, label in lines.items():
        say(f"  {rows[name]:>6}  {label}")
    marks = {"error": "✗", "warning": "!", "info": "·"}
    for finding in report["findings"]:
        where = Place(row=finding["row"], column=finding["column"]).words()
        say(f"{marks[finding['severity']]} " + (f"{where}: {finding['message']}" if where else finding["message"]))


def undo(
    number: Annotated[int | None, typer.Argument(metavar="[IMPORT]", help="Number of the import.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take back an import."""
    from monitor import pipeline

    record = pipeline.undo(open_workspace(workspace_path(workspace)), number)
    say(_("Import {number} of {wave} was taken back.").format(number=record.id, wave=record.wave))


def forget(survey: SurveyOption, year: YearOption, workspace: WorkspaceOption = None) -> None:
    """Destroy the answers of a wave."""
    from monitor import pipeline

    wave = pipeline.forget(open_workspace(workspace_path(workspace)), survey, year)
    say(_("The answers of {wave} are destroyed. Released numbers stay.").format(wave=wave))

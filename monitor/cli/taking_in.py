"""Commands that bring answers in: init, import, undo, forget."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.options import JsonOption, SheetOption, SurveyOption, WorkspaceOption, YearOption
from monitor.cli.output import print_json, progress, say
from monitor.errors import CallError, Place
from monitor.texts import _, n_
from monitor.workspace import Locale, open_workspace, workspace_path


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("init", help="Make a new, empty workspace.")(init)
    app.command("import", help="Take in the answers of an export file.")(import_)
    app.command("undo", help="Take back an import of an open wave (without a number: the last one).")(undo)
    app.command("forget", help="Destroy the answers of a wave; its released numbers stay.")(forget)


def init(
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Name of the school.")] = None,
    locale: Annotated[
        Locale, typer.Option("--locale", metavar="nl-BE|nl-NL", help="Whose Dutch: nl-BE or nl-NL.")
    ] = "nl-BE",
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
        int | None,
        typer.Option("--enrolled", metavar="NUMBER", min=1, help="How many could answer, for the response rate."),
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
    with progress(_("Importing")) as step:
        outcome = pipeline.import_file(
            file,
            survey=survey,
            year=year,
            workspace=known,
            options=pipeline.ImportOptions(group_column, mapping, enrolled, dry_run, include_incomplete, sheet),
            progress=step,
        )
    if json_:
        print_json(outcome.report)
        return
    tell(outcome.report, enrolled)
    if dry_run:
        say(_("This was a trial: nothing was stored."))
    if outcome.import_id is not None:
        say(_("This is import {number}; `schoolklimaat undo {number}` takes it back.").format(number=outcome.import_id))


def tell(report: dict[str, Any], enrolled: int | None) -> None:
    """Say what became of a file; `enrolled` is how many could answer, if that was given."""
    say(_("File: {file} ({tool})").format(file=report["file"], tool=report["tool"]))
    for number, label in _row_lines(report["rows"], would="items" in report):
        say(f"  {number:>6}  {label}")
    if enrolled is not None:
        say(f"  {enrolled:>6}  " + _("could answer"))
    marks = {"error": "✗", "warning": "!", "info": "·"}
    for finding in sorted(report["findings"], key=lambda one: list(marks).index(one["severity"])):
        where = Place(row=finding["row"], column=finding["column"]).words()
        say(f"{marks[finding['severity']]} " + (f"{where}: {finding['message']}" if where else finding["message"]))


def _row_lines(rows: dict[str, int], *, would: bool) -> Iterator[tuple[int, str]]:
    """What became (`would`: would become) of the rows, in words that fit the numbers."""
    yield rows["read"], n_("row read", "rows read", rows["read"])
    kept = n_("would be stored", "would be stored", rows["stored"]) if would else _("stored")
    yield rows["stored"], kept
    yield rows["incomplete"], _("unfinished, not stored")
    yield rows["test"], n_("test, not stored", "tests, not stored", rows["test"])
    yield rows["duplicate"], _("double, not stored")
    yield rows["rejected"], _("without any answer, not stored")


def undo(
    number: Annotated[int | None, typer.Argument(metavar="IMPORT", help="Number of the import.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take back an import."""
    from monitor import pipeline

    record = pipeline.undo(open_workspace(workspace_path(workspace)), number)
    say(_("Import {number} of {wave} was taken back.").format(number=record.id, wave=record.wave))


def forget(
    survey: SurveyOption,
    year: YearOption,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Destroy the answers of a wave, after asking whether it is meant."""
    from monitor import pipeline

    opened = open_workspace(workspace_path(workspace))
    wave = pipeline.to_forget(opened, survey, year)
    released = wave.name in pipeline.closed_waves(opened)
    if released:
        say(_("All answers of {wave} will be lost; its released numbers stay.").format(wave=wave.name))
    else:
        say(_("No numbers were released yet; everything of {wave} will be lost.").format(wave=wave.name))
    if not yes and not _meant():
        say(_("Nothing was destroyed."))
        return
    pipeline.forget(opened, survey, year)
    say(_("The answers of {wave} are destroyed.").format(wave=wave.name))


def _meant() -> bool:
    """Ask whether it is meant.

    Raises:
        CallError: there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise CallError(
            _("Nobody can be asked here whether it is meant. Nothing was destroyed."),
            remedy=_("Add --yes if it is meant."),
        )
    answer: str = typer.prompt(_("Type yes if it is meant"), default=_("no"))
    return answer.strip().casefold() == _("yes")

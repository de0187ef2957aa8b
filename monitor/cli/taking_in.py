"""Commands that bring answers in: init, import, undo, forget."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.asking import is_meant
from monitor.cli.network import init_network
from monitor.cli.opening import opened
from monitor.cli.options import (
    DatesOption,
    JsonOption,
    MendLettersOption,
    SheetOption,
    SurveyOption,
    WorkspaceOption,
    YearOption,
    YesOption,
)
from monitor.cli.output import print_json, progress, say, say_done
from monitor.cli.reminding import remind
from monitor.errors import CallError, Place
from monitor.school_years import school_year
from monitor.texts import _, n_
from monitor.workspace import Locale, workspace_path

if TYPE_CHECKING:
    from monitor.import_terms import ImportOutcome

_MOST = 1_000_000
"""More people than one school, or all schools of a city, can ask."""


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("init", help="Make a new, empty workspace.")(init)
    app.command("import", help="Take in the answers of an export file.")(import_)
    app.command("undo", help="Take back an import of an open wave (without a number: the last one).")(undo)
    app.command("forget", help="Destroy the answers of a wave; its released numbers stay.")(forget)


def init(
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Name of the school, or of the network.")
    ] = None,
    locale: Annotated[
        Locale, typer.Option("--locale", metavar="nl-BE|nl-NL", help="Whose Dutch: nl-BE or nl-NL.")
    ] = "nl-BE",
    network: Annotated[
        bool, typer.Option("--network", help="The workspace of a network of schools (with --dataset).")
    ] = False,
    dataset: Annotated[
        str | None,
        typer.Option("--dataset", metavar="DIR|URL", help="Where the schools of a network hand in."),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Make a workspace, asking for the name of the school when it is not given."""
    from monitor import pipeline

    if network or dataset is not None:
        init_network(workspace_path(workspace), name, dataset, locale, network=network)
        return
    school = name or typer.prompt(_("Name of the school"))
    made = pipeline.new_workspace(workspace_path(workspace), school, locale)
    say_done(_("The workspace of {school} is in {folder}.").format(school=school, folder=made.root))
    told = _("Now import an export file: schoolklimaat import FILE --survey ouders --year {year}")
    say(told.format(year=school_year(dt.date.today())))


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The export: xlsx, csv, tsv, sav, zsav or lsa; unpack a zip first.")
    ],
    survey: SurveyOption,
    year: YearOption,
    enrolled: Annotated[
        str | None,
        typer.Option(
            "--enrolled",
            metavar="NUMBER|FILE",
            help="How many could answer, for the response: a number, or a list (csv, xlsx) of classes and numbers.",
        ),
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
    dates: DatesOption = None,
    mend_letters: MendLettersOption = False,
    mapping_out: Annotated[
        Path | None,
        typer.Option("--mapping-out", metavar="FILE", help="Write the mapping file here too, also in a trial."),
    ] = None,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take in a file; nothing is kept that tells who answered."""
    from monitor import pipeline

    could_answer = _number_or_list(enrolled)
    root = workspace_path(workspace)
    known = None if dry_run and workspace is None and not root.exists() else opened(root)
    options = pipeline.ImportOptions(
        group_column, mapping, could_answer, dry_run, include_incomplete, sheet, dates, mend_letters, mapping_out
    )
    with progress(_("Importing")) as step:
        outcome = pipeline.import_file(file, survey=survey, year=year, workspace=known, options=options, progress=step)
    with pipeline.stored_as(outcome.import_id):
        if known is not None:
            remind(known)
        _print_outcome(outcome, json_=json_, dry_run=dry_run)


def _print_outcome(outcome: "ImportOutcome", *, json_: bool, dry_run: bool) -> None:
    from monitor.report.import_words import left_out

    if json_:
        dropped = [{"row": row, "reason": reason} for row, reason in outcome.dropped]
        print_json({**outcome.report, "dropped": dropped})
        return
    tell(outcome.report, outcome.enrolled, withdrawn=sum(why == "withdrawn" for _row, why in outcome.dropped))
    for line in left_out(outcome.dropped):
        say(line)
    if dry_run:
        say(_("This was a trial: nothing was stored."))
    if outcome.import_id is not None:
        say(_("This is import {number}; `schoolklimaat undo {number}` takes it back.").format(number=outcome.import_id))


def tell(report: dict[str, Any], enrolled: int | None, *, withdrawn: int = 0) -> None:
    """Say what became of a file; `enrolled` is how many could answer, if that was given, `withdrawn` who withdrew."""
    from monitor.report.import_words import row_lines

    say(_("File: {file} ({tool})").format(file=report["file"], tool=report["tool"]))
    for number, label in row_lines(report["rows"], withdrawn, would="items" in report):
        say(f"  {number:>6}  {label}")
    if enrolled is not None:
        say(f"  {enrolled:>6}  " + _("could answer"))
    for line in _column_lines(report):
        say(line)
    marks = {"error": "✗", "warning": "!", "info": "·"}
    for finding in sorted(report["findings"], key=lambda one: list(marks).index(one["severity"])):
        where = Place(row=finding["row"], column=finding["column"]).words()
        say(f"{marks[finding['severity']]} " + (f"{where}: {finding['message']}" if where else finding["message"]))


def _number_or_list(given: str | None) -> int | Path | None:
    """What `--enrolled` means.

    Raises:
        CallError: a number below one, or larger than any school.
    """
    if given is None or not given.strip().lstrip("+-").isdecimal():
        return None if given is None else Path(given)
    if not 1 <= int(given) <= _MOST:
        raise CallError(
            _("What you give after --enrolled cannot be: give a whole number from 1 to {most}.").format(most=_MOST),
            remedy=_("Or give a file with classes and numbers."),
        )
    return int(given)


def _column_lines(report: dict[str, Any]) -> Iterator[str]:
    """What was linked, what is likely and what was left, in a line each."""
    columns = report["columns"]
    linked = [one for one in columns if one["item"]]
    likely = [one for one in columns if not one["item"] and one["certainty"]]
    left = [one for one in columns if one not in likely and one["role"] in ("ignored", "free_text") and not one["item"]]
    yield f"  {len(linked):>6}  " + n_("column linked to a question", "columns linked to questions", len(linked))
    if likely:
        yield f"  {len(likely):>6}  " + _("proposed, not linked (say yes in the mapping file)")
    if left:
        yield f"  {len(left):>6}  " + n_("column used for nothing", "columns used for nothing", len(left))
    if rest := len(columns) - len(linked) - len(likely) - len(left):
        yield f"  {rest:>6}  " + n_(
            "column of the tool, of a person or of the class", "columns of the tool, of a person or of the class", rest
        )
    missing = sum(one["code"].endswith("ITEM-MISSING") for one in report["findings"])
    if missing:
        yield f"  {missing:>6}  " + n_("question without a column", "questions without a column", missing)
    if missing and left:
        yield _("Is one of those columns one of those questions? Then link it in the mapping file.")


def undo(
    number: Annotated[int | None, typer.Argument(metavar="IMPORT", help="Number of the import.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take back an import."""
    from monitor import pipeline

    record = pipeline.undo(opened(workspace), number)
    say_done(_("Import {number} of {wave} was taken back.").format(number=record.id, wave=record.wave))


def forget(
    survey: SurveyOption,
    year: YearOption,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Destroy the answers of a wave, after asking whether it is meant."""
    from monitor import pipeline

    school = opened(workspace)
    wave = pipeline.to_forget(school, survey, year)
    if wave.status == "handed":
        said = _(
            "The answers of {wave} were handed over to the network, and stay there. What is kept here will be lost: "
            "then it cannot be handed over again."
        )
        say(said.format(wave=wave.name))
    elif wave.name in pipeline.closed_waves(school):
        say(_("All answers of {wave} will be lost; its released numbers stay.").format(wave=wave.name))
    else:
        said = _(
            "No numbers were released yet; everything of {wave} will be lost, and this wave cannot be filled again. "
            "To begin anew use `schoolklimaat undo`."
        )
        say(said.format(wave=wave.name))
    if not yes and not _meant():
        say(_("Nothing was destroyed."))
        return
    pipeline.forget(school, survey, year)
    destroyed = _("The answers of {wave} are destroyed.").format(wave=wave.name)
    proof = _("`schoolklimaat log` proves it. Destroy backups of the workspace from before today as well.")
    say_done(f"{destroyed}\n{proof}")


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
    return is_meant()

"""Commands about questionnaires: survey list, check, draft."""

import re
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.options import JsonOption, MendLettersOption, SheetOption, WorkspaceOption
from monitor.cli.output import print_json, print_table, say, say_done
from monitor.definition.model import Survey
from monitor.errors import CallError
from monitor.texts import _


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(help="Questionnaires: list, check or draft one.", no_args_is_help=True)
    group.command("list", help="The questionnaires that come with the program.")(list_)
    group.command("check", help="Check a definition file; all faults at once.")(check)
    group.command("draft", help="Make a definition from an export file.")(draft)
    app.add_typer(group, name="survey")


def list_(json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List the shipped questionnaires."""
    from monitor.definition import library

    surveys = library.surveys()
    if json_:
        print_json([_described(survey) for survey in surveys])
        return
    headings = (_("id"), _("version"), _("items"), _("title"))
    print_table(headings, [(s.id, s.version, str(len(s.items)), s.say(s.title)) for s in surveys])


def _described(survey: Survey) -> dict[str, object]:
    return {
        "id": survey.id,
        "audience": survey.audience,
        "version": survey.version,
        "status": survey.status,
        "items": len(survey.items),
        "title": survey.say(survey.title),
    }


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The definition file (YAML).")],
    workspace: WorkspaceOption = None,
) -> None:
    """Check a definition file."""
    from monitor.definition.load import load_survey_file

    for survey in load_survey_file(file):
        say(_("{survey}: {n} items, no faults found.").format(survey=survey.id, n=len(survey.items)))


def draft(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="The export file.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The definition file to write.")],
    survey_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Id of the new survey (else the file's name).")
    ] = None,
    sheet: SheetOption = None,
    mend_letters: MendLettersOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Draft a definition; an existing file is not overwritten."""
    from monitor import pipeline

    if output.exists():
        raise CallError(
            _("The file {file} exists already.").format(file=output), remedy=_("Choose another name after -o.")
        )
    if not output.absolute().parent.is_dir():
        raise CallError(
            _("The folder {folder} does not exist.").format(folder=output.parent),
            remedy=_("Make it first, or choose another place after -o."),
        )
    id_ = survey_id or _as_id(output.stem)
    survey = pipeline.draft(export, output, id_, sheet=sheet, mend_letters=mend_letters)
    say_done(_("{file}: a draft with {n} items. Read it before you use it.").format(file=output, n=len(survey.items)))


def _as_id(name: str) -> str:
    """A file's name as the id of a survey: small letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "eigen"

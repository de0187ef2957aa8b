"""Commands about questionnaires: survey list, items, check, draft, pulse."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.files import require_new
from monitor.cli.opening import opened
from monitor.cli.options import JsonOption, MendLettersOption, SheetOption, WorkspaceOption
from monitor.cli.output import print_json, print_table, say, say_done
from monitor.definition.model import Item, ItemType, Survey
from monitor.definition.source import LONGEST_ID
from monitor.texts import _, n_
from monitor.workspace import SETTINGS, workspace_path


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(help="Questionnaires: list, look into, check or draft one.", no_args_is_help=True)
    group.command("list", help="The questionnaires that come with the program.")(list_)
    group.command("items", help="The questions of a questionnaire with their answers, and the code of each.")(items)
    group.command("check", help="Check a definition file; all faults at once.")(check)
    group.command("draft", help="Make a definition from an export file.")(draft)
    group.command("pulse", help="Make a short survey of three to six questions of another one.")(pulse)
    app.add_typer(group, name="survey")


def list_(json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List the shipped questionnaires."""
    from monitor.definition import library

    surveys = library.surveys()
    if json_:
        print_json([_described(survey) for survey in surveys])
        return
    headings = (_("id"), _("version"), _("items"), _("title"))
    print_table(headings, [(s.id, s.version, str(len(s.items)), s.as_read(s.title, "nl-BE")) for s in surveys])


def _described(survey: Survey) -> dict[str, object]:
    return {
        "id": survey.id,
        "audience": survey.audience,
        "version": survey.version,
        "status": survey.status,
        "items": len(survey.items),
        "title": survey.as_read(survey.title, "nl-BE"),
    }


def items(
    survey: Annotated[
        str, typer.Argument(metavar="SURVEY", help="Survey: an id such as `ouders`, or a definition file.")
    ],
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List what a questionnaire asks: the ids and codes that a mapping file and a message name."""
    from monitor.definition import library

    asked = library.survey(survey)
    locale = _locale(workspace)
    if json_:
        print_json([_item(asked, item, locale) for item in asked.items])
        return
    headings = (_("item"), _("code"), _("text"), _("answered with"))
    print_table(headings, [line for item in asked.items for line in _lines(asked, item, locale)])


def _locale(workspace: Path | None) -> str:
    """Whose words the questions are in: those of the school, where there is a workspace."""
    if not (workspace_path(workspace) / SETTINGS).is_file():
        return "nl-BE"
    return opened(workspace).settings.locale


def _lines(survey: Survey, item: Item, locale: str) -> Iterator[tuple[str, ...]]:
    """The question, and below it each answer that can be chosen."""
    yield item.id, "", _one_line(survey.as_read(item.text, locale)), _answered_with(item)
    for option in item.options:
        yield item.id, option.code, _one_line(survey.as_read(option.label, locale)), ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _answered_with(item: Item) -> str:
    return {
        ItemType.SINGLE: _("one answer"),
        ItemType.LIKERT: _("one answer"),
        ItemType.MULTIPLE: _("one or more answers"),
        ItemType.RANKING: _("answers in an order"),
        ItemType.NUMBER: _("a number"),
        ItemType.OPEN: _("own words"),
    }[item.type]


def _item(survey: Survey, item: Item, locale: str) -> dict[str, object]:
    return {
        "item": item.id,
        "type": item.type.value,
        "text": survey.as_read(item.text, locale),
        "options": [{"code": one.code, "label": survey.as_read(one.label, locale)} for one in item.options],
    }


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The definition file (YAML).")],
    workspace: WorkspaceOption = None,
) -> None:
    """Check a definition file."""
    from monitor.definition.load import load_survey_file

    for survey in load_survey_file(file):
        n = len(survey.items)
        told = n_("{survey}: {n} item, no faults found.", "{survey}: {n} items, no faults found.", n)
        say(told.format(survey=survey.id, n=n))


def draft(
    export: Annotated[
        Path,
        typer.Argument(
            metavar="EXPORT",
            help="The export (xlsx, csv, tsv, sav, zsav, lsa), or a file with the questions (lss, XLSForm, REDCap).",
        ),
    ],
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

    require_new(output)
    id_ = survey_id or _as_id(output.stem)
    survey = pipeline.draft(export, output, id_, sheet=sheet, mend_letters=mend_letters)
    told = n_(
        "{file}: a draft with {n} item. Read it before you use it.",
        "{file}: a draft with {n} items. Read it before you use it.",
        len(survey.items),
    )
    say_done(told.format(file=output, n=len(survey.items)))


def pulse(
    of: Annotated[
        str, typer.Option("--of", metavar="SURVEY", help="Survey of the questions: an id, or a definition file.")
    ],
    items: Annotated[
        str, typer.Option("--items", metavar="CODES", help="Codes of 3 to 6 of its questions, with commas between.")
    ],
    month: Annotated[str, typer.Option("--month", metavar="2025-05", help="Month in which it is held.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The definition file to write.")],
    survey_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Id of the pulse (else that of the survey, and -puls).")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the definition of a pulse; an existing file is not overwritten."""
    from monitor.definition import library
    from monitor.definition.pulse import pulse_of, written
    from monitor.durable import write_durably

    require_new(output)
    codes = [code.strip() for code in items.split(",") if code.strip()]
    made = pulse_of(library.survey(of), codes, month, _as_id(survey_id) if survey_id else "")
    write_durably(output, written(made).encode("utf-8"), private=False)
    told = _("{file}: a pulse of {survey} with {n} questions. Import its answers with `--survey {file}`.")
    say_done(told.format(file=output, survey=of, n=len(made.items)))


def _as_id(name: str) -> str:
    """A file's name as the id of a survey: small letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-") or "eigen"

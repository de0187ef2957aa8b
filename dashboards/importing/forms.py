"""What a form says, held against what the file has and what was offered; a form of another kind is refused."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from dashboards.importing.steps import answers as answers_step
from dashboards.importing.steps import columns as columns_step
from dashboards.importing.steps.check import ALL, mends
from monitor.desk_terms import DROP, Asked, Decisions, Looked, Named
from monitor.errors import CallError
from monitor.texts import _

MOST_PEOPLE: Final = 1_000_000
"""More than one school can ask; the command line allows as many."""
_LONGEST_NAME = 120
_LONGEST_SHEET = 100
Form = Mapping[str, str]


class Forged(Exception):
    """A form that no page of ours sends for this file."""


def file_name(given: str | None) -> str:
    """What a file was called, for people to read: never a path, no characters that steer."""
    last = (given or "").replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return clean[:_LONGEST_NAME] or _("the file")


def asked(form: Form, file: Path, name: str, surveys: Sequence[Named], years: Sequence[str]) -> Asked:
    """What the first step says of a file.

    Raises:
        Forged: a questionnaire, a year or an order of dates that was not offered.
        CallError: the number of people is none, or more than any school has.
    """
    survey, year, dates = (form.get(key, "") for key in ("vragenlijst", "jaar", "datums"))
    if survey not in [one.id for one in surveys] or year not in years:
        raise Forged
    if dates not in ("", "day-month", "month-day"):
        raise Forged
    return Asked(
        file,
        name,
        survey,
        year,
        enrolled=people(form.get("aantal", "")),
        sheet=form.get("blad", "").strip()[:_LONGEST_SHEET] or None,
        dates="day-month" if dates == "day-month" else "month-day" if dates else None,
        include_incomplete=form.get("onaf") == "ja",
        mend_letters=form.get("letters") == "ja",
    )


def people(given: str) -> int | None:
    """How many could answer; None where nothing was filled in.

    Raises:
        CallError: no whole number from 1 on, or more than any school has.
    """
    text = given.strip()
    if not text:
        return None
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_PEOPLE))
    if not is_number or not 1 <= int(text) <= MOST_PEOPLE:
        raise CallError(
            _("How many could answer is a whole number from 1 to {most}.").format(most=MOST_PEOPLE),
            remedy=_("Leave it empty if you do not know it."),
        )
    return int(text)


def with_people(form: Form, now: Asked) -> Asked:
    """What was said of a file, with how many could answer.

    Raises:
        CallError: as for `people`.
    """
    return replace(now, enrolled=people(form.get("aantal", "")))


def at(now: Asked, file: Path) -> Asked:
    """What was said of a file, which lies in another place."""
    return replace(now, file=file)


def with_columns(form: Form, first: Looked, now: Asked) -> Asked:
    """What was said of a file, with what the step of the columns says.

    Raises:
        Forged: a column, a question or a class that the file or the survey does not have.
        CallError: nothing was chosen for a column that must be decided.
    """
    allowed = {DROP, *(one.id for one in first.questions)}
    decided: dict[str, str] = {}
    for column in columns_step.may_be_asked(first):
        meaning = form.get(columns_step.field_of(column))
        if meaning is None:
            raise Forged
        if not meaning and column.proposed:
            raise CallError(
                _("You have not chosen yet what this column is: “{heading}”.").format(heading=column.heading),
                remedy=_("Choose yes or no in its menu."),
            )
        if meaning not in allowed:
            raise Forged
        if column.proposed or meaning != columns_step.natural(column):
            decided[column.heading] = meaning
    group = form.get(columns_step.GROUP, "")
    classes = [one.heading for one in first.columns if one.may_be_group or one.was_group]
    if group and group not in classes:
        raise Forged
    if decided.get(group, DROP) != DROP:
        raise CallError(
            _("The column “{heading}” cannot be a question and the class at once.").format(heading=group),
            remedy=_("Choose one of the two."),
        )
    return replace(now, group_column=group or None, decisions=replace(now.decisions, columns=decided))


def with_answers(form: Form, looked: Looked) -> Asked:
    """What was said of a file, with what the step of the answers says.

    Raises:
        Forged: an answer that the scale does not have.
    """
    decided = {item: dict(labels) for item, labels in looked.asked.decisions.answers.items()}
    for scale in looked.scales:
        codes = [one.code for one in scale.options]
        for repair in scale.repairs:
            code = form.get(answers_step.field_of(repair))
            if code is None or code not in (answers_step.NOT_COUNTED, *codes):
                raise Forged
            if not (answers_step.is_kept(repair, looked) and code == repair.code):
                _decide(decided, repair.items, repair.text, code)
    return _with(looked.asked, decided)


def mended(form: Form, looked: Looked) -> Asked:
    """What was said of a file, with one slip mended, or all that are proposed.

    Raises:
        Forged: no such slip.
    """
    wanted = form.get("herstel", "")
    chosen = [one.repair for one in mends(looked) if wanted in (ALL, one.repair.key)]
    if not chosen:
        raise Forged
    decided = {item: dict(labels) for item, labels in looked.asked.decisions.answers.items()}
    for repair in chosen:
        _decide(decided, repair.items, repair.text, repair.suggested or "")
    return _with(looked.asked, decided)


def _decide(decided: dict[str, dict[str, str]], items: Sequence[str], text: str, code: str) -> None:
    for item in items:
        if code:
            decided.setdefault(item, {})[text] = code
        else:
            decided.get(item, {}).pop(text, None)


def _with(asked_: Asked, answers: Mapping[str, Mapping[str, str]]) -> Asked:
    kept = {item: labels for item, labels in answers.items() if labels}
    return replace(asked_, decisions=Decisions(asked_.decisions.columns, kept))

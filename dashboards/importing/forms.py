"""What a form says, held against what the file has and what was offered; a form of another kind is refused."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dashboards.importing.steps import answers as answers_step
from dashboards.importing.steps import columns as columns_step
from dashboards.importing.steps import trial as trial_step
from dashboards.importing.steps.check import ALL, mends
from monitor.desk_terms import DROP, HANDED_IN, Asked, Decisions, Handed, Looked, Named, Repair
from monitor.errors import CallError
from monitor.texts import _

MOST_PEOPLE: Final = 1_000_000
"""More than one school can ask; the command line allows as many."""
_LONGEST_NAME = 120
_LONGEST_SHEET = 100
Form = Mapping[str, str]


@dataclass(frozen=True)
class Files:
    """What was handed in; `is_new`: the questionnaire just now, so that it is meant whatever the menu says."""

    answers: Handed
    questionnaire: Handed | None = None
    class_list: Handed | None = None
    is_new: bool = False


class Forged(Exception):
    """A form that no page of ours sends for this file."""


def file_name(given: str | None) -> str:
    """What a file was called, for people to read: never a path, no characters that steer."""
    last = (given or "").replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return clean[:_LONGEST_NAME] or _("the file")


def asked(form: Form, files: Files, surveys: Sequence[Named], years: Sequence[str]) -> Asked:
    """What the first step says of a file.

    Raises:
        Forged: a questionnaire, a year or an order of dates that was not offered.
        CallError: the number of people is none, or more than any school has; a questionnaire is to be handed in, and
            was not.
    """
    survey, year, dates = (form.get(key, "") for key in ("vragenlijst", "jaar", "datums"))
    survey = HANDED_IN if files.is_new else survey
    if survey not in (HANDED_IN, *(one.id for one in surveys)) or year not in years:
        raise Forged
    if dates not in ("", "day-month", "month-day"):
        raise Forged
    if survey == HANDED_IN and files.questionnaire is None:
        raise CallError(
            _("The file of the questionnaire was not chosen."),
            remedy=_("Choose that file as well, or choose another questionnaire."),
        )
    return Asked(
        files.answers.file,
        files.answers.name,
        survey,
        year,
        enrolled=people(form.get("aantal", "")),
        sheet=form.get("blad", "").strip()[:_LONGEST_SHEET] or None,
        dates="day-month" if dates == "day-month" else "month-day" if dates else None,
        include_incomplete=form.get("onaf") == "ja",
        mend_letters=form.get("letters") == "ja",
        questionnaire=files.questionnaire if survey == HANDED_IN else None,
        class_list=files.class_list,
    )


def people(given: str, *, least: int = 1) -> int | None:
    """How many could answer; None where nothing was filled in.

    Raises:
        CallError: no whole number from `least` on, or more than any school has.
    """
    text = given.strip()
    if not text:
        return None
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_PEOPLE))
    if not is_number or not least <= int(text) <= MOST_PEOPLE:
        raise CallError(
            _("How many could answer is a whole number from {least} to {most}.").format(least=least, most=MOST_PEOPLE),
            remedy=_("Leave it empty if you do not know it."),
        )
    return int(text)


def with_people(form: Form, looked: Looked) -> Asked:
    """What was said of a file, with how many could answer: in all, and in each class where that is asked.

    Raises:
        Forged: some classes are there, others are not.
        CallError: as for `people`.
    """
    labels = trial_step.classes(looked)
    given = [form.get(trial_step.class_field(number)) for number in range(len(labels))]
    if all(one is None for one in given):
        return replace(looked.asked, enrolled=people(form.get("aantal", "")))
    if any(one is None for one in given):
        raise Forged
    numbers = {label: people(one or "", least=0) for label, one in zip(labels, given, strict=True)}
    filled = {label: number for label, number in numbers.items() if number is not None}
    return replace(looked.asked, enrolled=people(form.get("aantal", "")), classes=filled, class_list=None)


def with_year(form: Form, looked: Looked) -> Asked:
    """What was said of a file, with the year of its times, or with the chosen one for good.

    Raises:
        Forged: neither of the two.
    """
    year = form.get("jaar", "")
    if not looked.other_year or year not in (looked.other_year, looked.asked.year):
        raise Forged
    return replace(looked.asked, year=year, keep_year=year == looked.asked.year)


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
    chosen = _to_mend(form, looked)
    if not chosen:
        raise Forged
    decided = {item: dict(labels) for item, labels in looked.asked.decisions.answers.items()}
    for repair in chosen:
        _decide(decided, repair.items, repair.text, repair.suggested or "")
    return _with(looked.asked, decided)


def will_mend(form: Form, looked: Looked) -> int:
    """How many answers are mended by that."""
    return sum(one.count for one in _to_mend(form, looked))


def _to_mend(form: Form, looked: Looked) -> list[Repair]:
    wanted = form.get("herstel", "")
    return [one.repair for one in mends(looked) if wanted in (ALL, one.repair.key)]


def _decide(decided: dict[str, dict[str, str]], items: Sequence[str], text: str, code: str) -> None:
    for item in items:
        if code:
            decided.setdefault(item, {})[text] = code
        else:
            decided.get(item, {}).pop(text, None)


def _with(asked_: Asked, answers: Mapping[str, Mapping[str, str]]) -> Asked:
    kept = {item: labels for item, labels in answers.items() if labels}
    return replace(asked_, decisions=Decisions(asked_.decisions.columns, kept))

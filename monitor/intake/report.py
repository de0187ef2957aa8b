"""Report: what an import found, as `import --json` prints it; counts of answers only in a dry run."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from monitor.definition.codebook import TICKED
from monitor.definition.model import Item, ItemType, Survey
from monitor.intake.anonymise import Anonymised
from monitor.intake.answers import Answers, Checked, ItemAnswers, Link, State
from monitor.texts import _

ANSWERED = "answered"
"""The one count of open items and numbers: how many people wrote something."""


def import_report(
    checked: Checked, anonymised: Anonymised, *, dry_run: bool = False, locale: str = "nl-BE"
) -> dict[str, Any]:
    """The report of an import, in the shape of the contract; the `items` stand in it only for a dry run.

    Counts are over the rows that are (or would be) stored. For one-answer items, numbers and open items
    `counts` plus `empty`, `not_shown` and `unrecognised` make up `rows.stored`. For multiple choice `counts`
    are ticks, and
    a row with known and unknown choices counts in both; a ranking counts who placed the option at all.
    """
    answers = checked.answers
    export = answers.export
    findings = (*checked.findings, *anonymised.findings)
    report: dict[str, Any] = {
        "file": export.file,
        "tool": export.tool,
        "dialect": asdict(export.dialect),
        "rows": asdict(anonymised.rows),
        "columns": [_column(link, anonymised.group_column) for link in answers.links],
        "findings": [asdict(finding) for finding in findings],
    }
    if dry_run:
        report["items"] = [_item(item, answers, anonymised.kept, locale) for item in answers.items]
    return report


def _column(link: Link, group_column: int | None) -> dict[str, Any]:
    is_group = link.item is None and link.column.index == group_column
    return {
        "heading": link.column.heading,
        "role": "metadata" if is_group else link.role,
        "item": link.item,
        "certainty": round(link.certainty, 2),
    }


def _item(answers: ItemAnswers, whole: Answers, kept: Sequence[int], locale: str) -> dict[str, Any]:
    states = [answers.states[place] for place in kept]
    heading = next(c.heading for c in whole.export.columns if c.index == answers.columns[0])
    return {
        "item": answers.item.id,
        "heading": heading,
        "type": answers.item.type.value,
        "counts": _counts(answers, kept, states),
        "labels": _labels(answers.item, whole.survey, locale),
        "empty": states.count(State.EMPTY),
        "not_shown": states.count(State.NOT_SHOWN),
        "unrecognised": states.count(State.UNRECOGNISED) + states.count(State.PARTLY),
    }


def _counts(answers: ItemAnswers, kept: Sequence[int], states: Sequence[State]) -> dict[str, int]:
    item = answers.item
    match item.type:
        case ItemType.OPEN | ItemType.NUMBER:
            return {ANSWERED: states.count(State.ANSWERED)}
        case ItemType.SINGLE | ItemType.LIKERT:
            codes = [answers.codes[item.id][place] for place in kept]
            return {code: codes.count(place) for place, code in enumerate(item.codes(), start=1)}
        case ItemType.MULTIPLE:
            return {code: _number(answers, code, kept, range(TICKED, TICKED + 1)) for code in item.codes()}
        case _:
            places = range(1, len(item.options) + 1)
            return {code: _number(answers, code, kept, places) for code in item.codes()}


def _number(answers: ItemAnswers, option: str, kept: Sequence[int], wanted: range) -> int:
    column = answers.codes[f"{answers.item.id}:{option}"]
    return sum(column[place] in wanted for place in kept)


def _labels(item: Item, survey: Survey, locale: str) -> dict[str, str]:
    if item.type in (ItemType.OPEN, ItemType.NUMBER):
        return {ANSWERED: _("answered")}
    return {option.code: survey.say(option.label, locale) for option in item.options}

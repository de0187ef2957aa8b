"""Report: what an import found, as `import --json` prints it; counts of answers only in a dry run."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from monitor.definition.codebook import TICKED
from monitor.definition.model import Item, ItemType, Survey
from monitor.intake.anonymise import Anonymised
from monitor.intake.answers import Answers, Checked, ItemAnswers, Link, Proposal, State
from monitor.intake.enrolment import Enrolled
from monitor.intake.export import Finding
from monitor.intake.joining import Joining
from monitor.intake.nothing_stored import nothing_stored
from monitor.texts import _, n_

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
    findings = (*_but_for_groups(checked, anonymised), *anonymised.findings, *nothing_stored(anonymised.rows))
    report: dict[str, Any] = {
        "file": export.file,
        "tool": export.tool,
        "dialect": asdict(export.dialect),
        "rows": asdict(anonymised.rows),
        "columns": [_column(link, anonymised.group_column, answers.proposals) for link in answers.links],
        "findings": [_finding(finding, exact=dry_run) for finding in findings],
    }
    if dry_run:
        report["items"] = [_item(item, answers, anonymised.kept, locale) for item in answers.items]
    return report


def _finding(finding: Finding, *, exact: bool) -> dict[str, Any]:
    """A finding as the contract has it; without the number of answers that it tells unless that may be `exact`."""
    told = asdict(finding)
    rough = told.pop("rough")
    return told if exact or not rough else {**told, "message": rough}


def about_earlier(report: dict[str, Any], joining: Joining, earlier: int) -> dict[str, Any]:
    """The report of a file that joins `earlier` others: who was stored before, and what is not sure about that."""
    if not earlier:
        return report
    if joining.by_answers_alone:
        report = _warned(report, "W-BY-ANSWERS", _by_answers(joining.by_answers_alone))
    if joining.recoded:
        report = _warned(report, "W-RECODED", _recoded(joining.recoded))
    if joining.changed:
        report = _warned(report, "W-CHANGED", _changed(joining.changed))
    if joining.before and not joining.rows["stored"]:
        said = _("Everybody in this file was stored before, from an earlier file; nothing was stored twice.")
        return _warned(report, "W-SAME-FILE", said)
    return _warned(report, "W-EARLIER-FILE", _beside(joining.before, earlier))


def _beside(before: int, earlier: int) -> str:
    first = n_(
        "This school year has another file already.", "This school year has {n} other files already.", earlier
    ).format(n=earlier)
    if not before:
        return f"{first} " + _("Nobody in this file was stored before; all of it was added.")
    return f"{first} " + n_(
        "One respondent in this file was stored from it before and counts once.",
        "{n} respondents in this file were stored before and count once.",
        before,
    ).format(n=before)


def _recoded(recoded: int) -> str:
    return n_(
        "One response that was stored before is read otherwise now: the mapping file or the questionnaire was changed. "
        "What was stored stays as it is. To use the change: take the earlier import back with `schoolklimaat undo`, "
        "and import this file again.",
        "{n} responses that were stored before are read otherwise now: the mapping file or the questionnaire was "
        "changed. What was stored stays as it is. To use the change: take the earlier import back with "
        "`schoolklimaat undo`, and import this file again.",
        recoded,
    ).format(n=recoded)


def _changed(changed: int) -> str:
    return n_(
        "One response has other answers now than in the earlier file; the earlier answers were kept. For the new "
        "ones: take the earlier import back with `schoolklimaat undo`, and import this file again.",
        "{n} responses have other answers now than in the earlier file; the earlier answers were kept. For the new "
        "ones: take the earlier import back with `schoolklimaat undo`, and import this file again.",
        changed,
    ).format(n=changed)


def _by_answers(rows: int) -> str:
    return n_(
        "One response has neither a time nor a number. Whether it was stored before is judged by its answers alone.",
        "{n} responses have neither a time nor a number. Whether they were stored before is judged by their answers "
        "alone.",
        rows,
    ).format(n=rows)


def more_than_enrolled(report: dict[str, Any], stored: int, enrolled: int | None) -> dict[str, Any]:
    """The report of a file after which more have answered than could answer: one of the two numbers is wrong."""
    if enrolled is None or stored <= enrolled:
        return report
    message = n_(
        "There are {stored} answers, but only {enrolled} person could answer. Check the number after --enrolled (or in "
        "schoolklimaat.toml), and whether responses are in the files twice.",
        "There are {stored} answers, but only {enrolled} could answer. Check the number after --enrolled (or in "
        "schoolklimaat.toml), and whether responses are in the files twice.",
        enrolled,
    ).format(stored=stored, enrolled=enrolled)
    return _warned(report, "W-ENROLLED", message)


def told_of_enrolment(report: dict[str, Any], enrolled: Enrolled) -> dict[str, Any]:
    """The report with what was found in the list of classes."""
    return {**report, "findings": [*(_finding(one, exact=True) for one in enrolled.findings), *report["findings"]]}


def _warned(report: dict[str, Any], code: str, message: str) -> dict[str, Any]:
    return with_finding(report, Finding("warning", code, message))


def with_finding(report: dict[str, Any], finding: Finding) -> dict[str, Any]:
    """The report with a finding more, in front of the others."""
    return {**report, "findings": [_finding(finding, exact=True), *report["findings"]]}


def _but_for_groups(checked: Checked, anonymised: Anonymised) -> Iterator[Finding]:
    """The findings without those that say of the column of the groups, or of what may be it, that it was left out."""
    groups = [c.heading for c in checked.answers.export.columns if c.index == anonymised.group_column]
    groups += [one.column for one in anonymised.findings if one.code == "I-GROUP-POSSIBLE" and one.column]
    for finding in checked.findings:
        if finding.code not in ("I-NO-ITEM", "I-FREE-TEXT", "I-IDENTIFIER") or finding.column not in groups:
            yield finding


def _column(link: Link, group_column: int | None, proposals: Sequence[Proposal]) -> dict[str, Any]:
    """A column in the report; one that is only likely an item has its certainty, and no item."""
    is_group = link.item is None and link.column.index == group_column
    likely = next((one.certainty for one in proposals if one.column.index == link.column.index), 0.0)
    return {
        "heading": link.column.heading,
        "role": "metadata" if is_group else link.role,
        "item": link.item,
        "certainty": round(link.certainty if link.item or is_group else likely, 2),
    }


def _item(answers: ItemAnswers, whole: Answers, kept: Sequence[int], locale: str) -> dict[str, Any]:
    states = Counter(answers.states[list(kept)].tolist())
    heading = next(c.heading for c in whole.export.columns if c.index == answers.columns[0])
    return {
        "item": answers.item.id,
        "heading": heading,
        "type": answers.item.type.value,
        "counts": _counts(answers, kept, states[State.ANSWERED]),
        "labels": _labels(answers.item, whole.survey, locale),
        "empty": states[State.EMPTY],
        "not_shown": states[State.NOT_SHOWN],
        "unrecognised": states[State.UNRECOGNISED] + states[State.PARTLY],
    }


def _counts(answers: ItemAnswers, kept: Sequence[int], answered: int) -> dict[str, int]:
    item = answers.item
    if item.type in (ItemType.OPEN, ItemType.NUMBER):
        return {ANSWERED: answered}
    times = {name: Counter(column[list(kept)].tolist()) for name, column in answers.codes.items()}
    if item.type in (ItemType.SINGLE, ItemType.LIKERT):
        return {code: times[item.id][place] for place, code in enumerate(item.codes(), start=1)}
    wanted = (TICKED,) if item.type is ItemType.MULTIPLE else range(1, len(item.options) + 1)
    return {code: sum(times[f"{item.id}:{code}"][place] for place in wanted) for code in item.codes()}


def _labels(item: Item, survey: Survey, locale: str) -> dict[str, str]:
    if item.type in (ItemType.OPEN, ItemType.NUMBER):
        return {ANSWERED: _("answered")}
    return {option.code: survey.say(option.label, locale) for option in item.options}

"""What an import has to say of classes: the column that holds them, and the list of how many could answer in each.

Classes of the school's own list are named; those that stand in answers alone are counted, as the report names nobody.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from monitor.intake.answers import Answers, Link, found
from monitor.intake.enrolment import Enrolled, class_key, names_class
from monitor.intake.export import Column, Export, Finding
from monitor.intake.normalise import cell_text, key
from monitor.texts import _, n_

MOST_GROUPS = 60
"""A column with more different values than this is no list of classes."""
_MOST_NAMED = 20


def columns_called(export: Export, heading: str) -> list[Column]:
    """The columns that somebody means with a heading: by it, by the question in it, or by the tool's code."""
    return [c for c in export.columns if key(heading) in (key(c.heading), key(c.question), key(c.code or ""))]


def used_as_groups(export: Export, column: Column, *, groups: int, kept: int) -> tuple[Finding, ...]:
    """That a column is the groups, and how many there are; nothing of a file of which no row is kept."""
    if not kept:
        return ()
    if not groups:
        message = _("Used as class or group, but none of these answers has one: they count for the school alone.")
        return (found(export, "warning", "W-NO-GROUPS", message, column),)
    message = n_("Used as class or group: {n} group.", "Used as class or group: {n} groups.", groups).format(n=groups)
    return (found(export, "info", "I-GROUP-COLUMN", message, column),)


def may_be_groups(answers: Answers) -> list[Link]:
    """Columns with two to sixty labels that return, each given twice on average; if some are called so, those."""
    found_ = [link for link in answers.links if _may_be_groups(answers.export, link)]
    return [link for link in found_ if names_class(link.column.heading)] or found_


def _may_be_groups(export: Export, link: Link) -> bool:
    if link.item is not None or link.role == "identifier":
        return False
    if link.role == "metadata" and not names_class(link.column.heading):
        return False  # such as the last page that somebody saw, which LimeSurvey writes down
    labels = Counter(class_key(text) for row in export.rows if (text := cell_text(row[link.column.index])))
    return 2 <= len(labels) <= MOST_GROUPS and labels.total() >= 2 * len(labels)


def unused_groups(answers: Answers) -> Iterator[Finding]:
    """That a column looks like the class, where nobody said which column is."""
    likely = {proposal.column.index for proposal in answers.proposals}
    for link in answers.links:
        heading = " ".join(link.column.heading.split())
        is_asked = link.column.purpose is None and link.column.index not in likely
        is_called = is_asked and names_class(heading)
        if is_called and _may_be_groups(answers.export, link):
            message = _(
                "This looks like the class or group, and was not used. For numbers per class, add --group-column "
                '"{heading}".'
            ).format(heading=heading)
            yield found(answers.export, "info", "I-GROUP-POSSIBLE", message, link.column)


def beside_answers(enrolled: Enrolled, groups: Collection[str], *, are_used: bool) -> Enrolled:
    """The list of classes, with what does not fit the classes of the answers (`are_used`: a column of them is)."""
    if not enrolled.classes:
        return enrolled
    return replace(enrolled, findings=(*enrolled.findings, *_unlike(enrolled.classes, groups, are_used=are_used)))


def _unlike(listed: Collection[str], groups: Collection[str], *, are_used: bool) -> Iterator[Finding]:
    if not are_used:
        message = _(
            "There is a number for each class, but no column with the class: the response is that of the school alone. "
            "Name the column with --group-column."
        )
        yield Finding("warning", "W-ENROLLED-NO-COLUMN", message)
        return
    answering, known = set(map(class_key, groups)), set(map(class_key, listed))
    silent = [label for label in listed if class_key(label) not in answering]
    if silent:
        message = n_(
            "One class of the list does not occur in the answers of this file: {classes}. Is it spelt in the same way?",
            "{n} classes of the list do not occur in the answers of this file: {classes}. Are they spelt in the same "
            "way?",
            len(silent),
        ).format(n=len(silent), classes=_named(silent))
        yield Finding("warning", "W-ENROLLED-SILENT", message)
    if strange := len(answering - known):
        message = n_(
            "One class in the answers is not in the list: its response is not known.",
            "{n} classes in the answers are not in the list: their response is not known.",
            strange,
        ).format(n=strange)
        yield Finding("warning", "W-ENROLLED-UNLISTED", message)


def _named(labels: list[str]) -> str:
    """The labels, the first of very many."""
    rest = len(labels) - _MOST_NAMED
    few = ", ".join(labels[:_MOST_NAMED])
    return few if rest <= 0 else _("{few} and {rest} more").format(few=few, rest=rest)

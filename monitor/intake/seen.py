"""Seen: the columns of a file as they are shown to whoever brought it, with examples that tell of nobody.

The commonest values are shown: they say most of what a column is, and least of a person. Of columns that can tell who
somebody is, of moments, and of people's own words nothing is shown.
"""

from collections import Counter
from collections.abc import Sequence

from monitor.definition.model import Item
from monitor.desk_terms import SeenColumn
from monitor.intake.answers import Answers, Link
from monitor.intake.class_findings import may_be_groups
from monitor.intake.enrolment import names_class
from monitor.intake.guess import is_personal
from monitor.intake.identifiers import Kind, kind_of
from monitor.intake.normalise import cell_text, key
from monitor.intake.strangers import fitting
from monitor.intake.times import time_columns
from monitor.texts import _

EXAMPLES = 3
LONGEST = 60
"""Characters of an example; a longer one is cut."""
_RETURNING = 2
"""So many people must have given a value before it is an example: what one person wrote is nobody's business."""


def seen_columns(answers: Answers, groups_before: frozenset[str] = frozenset()) -> tuple[SeenColumn, ...]:
    """Every column with what it means and three examples; `groups_before` are keys of headings used as the class."""
    export = answers.export
    proposed = {one.column.index: one for one in answers.proposals}
    times = Counter(key(column.heading) for column in export.columns)
    classes = {link.column.index for link in may_be_groups(answers)}
    moments = frozenset(time_columns(export))
    there = {link.item for link in answers.links} | {one.item for one in answers.proposals}
    missing = [item for item in answers.survey.items if item.id not in there]
    found = []
    for link in answers.links:
        column, likely = link.column, proposed.get(link.column.index)
        personal = _personal(answers, link, is_moment=column.index in moments)
        found.append(
            SeenColumn(
                number=column.index,
                heading=" ".join(column.heading.split()),
                role=link.role,
                item=link.item,
                proposed=likely.item if likely else None,
                certainty=likely.certainty if likely else link.certainty,
                examples=() if personal else _examples(answers, column.index),
                personal=personal,
                is_twice=times[key(column.heading)] > 1,
                may_be_group=column.index in classes,
                is_called_group=column.index in classes and names_class(column.heading),
                was_group=key(column.heading) in groups_before,
                fits=() if personal or likely else _fits(answers, link, missing),
            )
        )
    return tuple(found)


def _fits(answers: Answers, link: Link, missing: Sequence[Item]) -> tuple[str, ...]:
    """The questions without a column that a column of no use may be, by its answers alone."""
    if link.item or link.role == "metadata" or names_class(link.column.heading):
        return ()
    return tuple(item.id for item in fitting(answers.export, answers.survey, missing, link.column))


def _examples(answers: Answers, index: int) -> tuple[str, ...]:
    """The commonest values that returned and cannot be somebody's own words, the first of equally common ones first."""
    export = answers.export
    absent = frozenset(map(key, export.not_shown))
    texts: Counter[str] = Counter()
    for cell, often in export.encoded(index).counts:
        text = " ".join(cell_text(cell).split())
        if text and key(text) not in absent and not is_personal(text):
            texts[text] += often
    returned = [text for text, often in texts.most_common(EXAMPLES) if often >= _RETURNING]
    return tuple(text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " ..." for text in returned)


def _personal(answers: Answers, link: Link, *, is_moment: bool) -> str:
    """Why nothing of a column is shown; empty where its values may be."""
    if link.role == "identifier":
        return _kinds().get(kind_of(answers.export, link) or Kind.TOKEN, _("can tell who somebody is"))
    if link.role == "free_text":
        return _("people's own words")
    if is_moment or kind_of(answers.export, link) is Kind.TIME:
        return _("moments, which can tell who somebody is")
    return ""


def _kinds() -> dict[Kind, str]:
    return {
        Kind.EMAIL: _("e-mail addresses"),
        Kind.NAME: _("names"),
        Kind.PHONE: _("telephone numbers"),
        Kind.IP: _("internet addresses"),
        Kind.ADDRESS: _("addresses"),
        Kind.BIRTH_DATE: _("dates of birth"),
        Kind.NUMBER: _("numbers of people or forms"),
        Kind.WITHDRAWAL: _("codes to take answers back"),
    }

"""Anonymise: from the answers of people to the answers of nobody in particular.

What leaves here is the first waist: codes and a group per nameless respondent, in an order drawn by the
operating system's generator. Names, addresses, times, numbers of responses, free text and the order of
arrival stay
behind.
"""

import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.anonymous import AnonymousAnswers
from monitor.errors import FileRefused, Place
from monitor.intake.answers import Answers, Checked, found
from monitor.intake.class_findings import MOST_GROUPS, columns_called, may_be_groups, unused_groups, used_as_groups
from monitor.intake.enrolment import class_key
from monitor.intake.export import Column, Export, Finding
from monitor.intake.families import contributors, told_of_families
from monitor.intake.identifiers import kind_of
from monitor.intake.normalise import cell_text
from monitor.intake.rows import Fate, Outcome, RowAccount, account, outcome_of
from monitor.texts import _, n_

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Anonymised:
    """The answers that may be kept, and the account of every row.

    `dropped` are pairs of the row in the file (from 1) and the reason (`incomplete`, `test`, `duplicate`,
    `rejected`; `withdrawn` where `monitor.intake.joining` knows so); `kept` are the places in the export of the rows
    that are kept, in the order of the file, and `places` the same in the order of `answers`, which is drawn. All three
    die with the import: none goes with `answers`.
    """

    answers: AnonymousAnswers
    rows: RowAccount
    dropped: tuple[tuple[int, str], ...]
    findings: tuple[Finding, ...]
    kept: tuple[int, ...]
    places: tuple[int, ...]
    group_column: int | None = None


def anonymise(
    checked: Checked,
    *,
    group_column: str | None = None,
    known_groups: Sequence[str] = (),
    include_incomplete: bool = False,
    outcome: Outcome | None = None,
    stored_before: Collection[int] = (),
) -> Anonymised:
    """The answers without the people.

    Args:
        checked: answers that may go on.
        group_column: the heading of the column with the class or group; without it nobody has a group.
        known_groups: the labels of the workspace's groups; others are counted and become "no group". Without
        any
            known group the labels are taken as they are.
        include_incomplete: keeps responses that the tool marks as unfinished.
        outcome: what became of each row within the file, if that is known already.
        stored_before: the places of rows that an earlier import of the wave stored: doubles too.

    Raises:
        FileRefused: no column with that heading, or one with names, addresses or too many different values.
    """
    answers = checked.answers
    within = outcome or outcome_of(answers, include_incomplete=include_incomplete, group_column=group_column)
    fates = [Fate.DUPLICATE if place in stored_before else fate for place, fate in enumerate(within.fates)]
    kept = tuple(place for place, fate in enumerate(fates) if fate is Fate.STORED)
    column = _group_column(answers, group_column) if group_column is not None else None
    labels, findings = _groups(answers.export, column, kept, known_groups)
    order = _drawn_order(len(kept))
    places = tuple(kept[place] for place in order)
    contributor = contributors(places, within.families, stored_before)
    shuffled = replace(_coded(answers, places, [labels[place] for place in order]), contributor=contributor)
    findings = (*findings, *told_of_families(answers.export, contributor))
    return Anonymised(
        answers=shuffled,
        rows=account(fates),
        dropped=tuple(
            (answers.export.row_numbers[place], fate.value)
            for place, fate in enumerate(fates)
            if fate is not Fate.STORED
        ),
        findings=(*findings, *_about_groups(answers, column, len(shuffled.groups), len(kept))),
        kept=kept,
        places=places,
        group_column=column.index if column is not None else None,
    )


def _about_groups(answers: Answers, column: Column | None, groups: int, kept: int) -> tuple[Finding, ...]:
    if column is None:
        return tuple(unused_groups(answers))
    return used_as_groups(answers.export, column, groups=groups, kept=kept)


def _group_column(answers: Answers, heading: str) -> Column:
    export = answers.export
    fitting = columns_called(export, heading)
    if not fitting:
        raise _refused(
            export,
            _('The file has no column "{heading}" with the groups.').format(heading=heading),
            _("Give the heading of the column with the class. Columns that could be it: {headings}.").format(
                headings=", ".join(link.column.heading for link in may_be_groups(answers)) or _("none")
            ),
        )
    labels = {class_key(cell_text(row[fitting[0].index])) for row in export.rows}
    if _personal(answers, fitting[0]) or len(labels) > MOST_GROUPS:
        raise _refused(
            export,
            _(
                'The column "{heading}" cannot be the groups: it holds too many different values, or '
                "says who people are."
            ).format(heading=heading),
            _("Choose the column with the class or the year."),
        )
    return fitting[0]


def _personal(answers: Answers, column: Column) -> bool:
    """Names, addresses and numbers of people, or what they wrote in their own words."""
    link = next(link for link in answers.links if link.column.index == column.index)
    if link.role == "free_text":
        labels = [class_key(text) for row in answers.export.rows if (text := cell_text(row[column.index]))]
        return link.item is not None or len(labels) < 2 * len(set(labels))
    return link.role == "identifier" and kind_of(answers.export, link) is not None


def _groups(
    export: Export, column: Column | None, kept: Sequence[int], known: Sequence[str]
) -> tuple[list[str | None], tuple[Finding, ...]]:
    """A label or nothing per kept row; one class spelt in two ways is one class."""
    if column is None:
        return [None] * len(kept), ()
    spelt = [" ".join(cell_text(export.rows[place][column.index]).split()) for place in kept]
    if not known:
        commonest = {class_key(label): label for label, _n in reversed(Counter(spelt).most_common())}
        return [commonest[class_key(label)] if label else None for label in spelt], ()
    allowed = {class_key(label): label for label in known}
    unknown = sum(bool(label) and class_key(label) not in allowed for label in spelt)
    message = n_(
        "One answer is from a group that the school does not have; it counts for the school, not for a group.",
        "{count} answers are from groups that the school does not have; they count for the school, not for a group.",
        unknown,
    ).format(count=unknown)
    findings = (found(export, "warning", "W-UNKNOWN-GROUP", message, column),) if unknown else ()
    return [allowed.get(class_key(label)) for label in spelt], findings


def _drawn_order(size: int) -> list[int]:
    order = list(range(size))
    secrets.SystemRandom().shuffle(order)
    return order


def _coded(answers: Answers, places: Sequence[int], labels: Sequence[str | None]) -> AnonymousAnswers:
    import numpy as np

    groups = tuple(sorted({label for label in labels if label is not None}))
    number = {None: 0} | {label: place for place, label in enumerate(groups, start=1)}
    return AnonymousAnswers(
        survey=answers.survey.id,
        groups=groups,
        group=np.array([number[label] for label in labels], dtype=np.int16),
        codes=all_codes(answers, np.array(places, dtype=np.int64)),
    )


def all_codes(answers: Answers, places: "np.ndarray") -> "dict[str, np.ndarray]":
    """Every column of the codebook; an item without a column, or with too many answers unread, is empty for all."""
    import numpy as np

    from monitor.definition.codebook import NO_ANSWER, codebook

    read = {name: codes for item in answers.items if not item.is_unread for name, codes in item.codes.items()}
    nothing = np.full(len(answers.export.rows), NO_ANSWER, np.int8)
    return {column.name: read.get(column.name, nothing)[places] for column in codebook(answers.survey)}


def _refused(export: Export, message: str, remedy: str) -> FileRefused:
    return FileRefused(message, remedy=remedy, place=Place(file=export.file, sheet=export.dialect.sheet))

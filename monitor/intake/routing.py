"""Routing: an empty cell of a question that was not put to this person is "not shown", not "no answer".

Most tools leave both empty, which is said where it matters. The survey's conditions tell them apart: a routed item is
shown to whoever chose one of the named options of an earlier item. An answer to a question that should not have been
shown (a path that was walked back) is dropped and counted: it has no place in the denominator.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.definition.called import called
from monitor.definition.codebook import TICKED, columns_of
from monitor.definition.model import Condition, Item, ItemType, Survey
from monitor.intake.answers import ItemAnswers, State, found
from monitor.intake.counted import told
from monitor.intake.export import Export, Finding
from monitor.texts import _, n_

if TYPE_CHECKING:
    import numpy as np

_MOSTLY_EMPTY = 0.5
_MOST_NAMED = 5


def settle_routing(
    export: Export, survey: Survey, items: Sequence[ItemAnswers]
) -> tuple[tuple[ItemAnswers, ...], tuple[Finding, ...]]:
    """The items, in the order of the survey, with "not shown" where their conditions are not met.

    An item whose conditions stand on a column that the export does not have stays as it is, and so does a row
    of which the earlier answer was not recognised.
    """
    settled: dict[str, ItemAnswers] = {}
    findings: list[Finding] = []
    for answers in items:
        if answers.item.routing and all(condition.item in settled for condition in answers.item.routing):
            answers, dropped = _settle(answers, settled)
            if dropped:
                findings.append(_finding(export, survey, answers, dropped))
        settled[answers.item.id] = answers
    return tuple(settled.values()), (*findings, *_untold(export, survey, tuple(settled.values())))


def _settle(answers: ItemAnswers, settled: Mapping[str, ItemAnswers]) -> tuple[ItemAnswers, int]:
    import numpy as np

    unmet = [_unmet(condition, settled[condition.item]) for condition in answers.item.routing]
    hidden = np.logical_and.reduce(unmet)
    dropped = int((hidden & ~answers.are(State.EMPTY, State.NOT_SHOWN)).sum())
    absent = {column.name: column.not_shown for column in columns_of(answers.item)}
    codes = {
        name: np.where(hidden, absent[name], column).astype(column.dtype) for name, column in answers.codes.items()
    }
    states = np.where(hidden, State.NOT_SHOWN, answers.states).astype(answers.states.dtype)
    return ItemAnswers(answers.item, answers.columns, codes, states), dropped


def _unmet(condition: Condition, earlier: ItemAnswers) -> "np.ndarray":
    """Per row whether the condition surely does not hold: not where the earlier answer could not be read."""
    unsure = earlier.are(State.UNRECOGNISED, State.PARTLY)
    unmet: np.ndarray = ~(_chosen(earlier, condition.options) | unsure)
    return unmet


def _chosen(earlier: ItemAnswers, options: Sequence[str]) -> "np.ndarray":
    import numpy as np

    item: Item = earlier.item
    nobody = np.zeros(len(earlier.states), bool)
    if item.type is ItemType.MULTIPLE:
        columns = [earlier.codes[f"{item.id}:{option}"] for option in options if option in item.codes()]
        ticked: np.ndarray = np.logical_or.reduce([nobody, *(column == TICKED for column in columns)])
        return ticked
    wanted = [place for place, code in enumerate(item.codes(), start=1) if code in options]
    return np.isin(earlier.codes[item.id], wanted) if item.id in earlier.codes else nobody


def _finding(export: Export, survey: Survey, answers: ItemAnswers, dropped: int) -> Finding:
    exact, rough = told(
        lambda n: n_(
            "One answer to item {item} was left out: by the earlier answers the question was not meant for this "
            "person.",
            "{count} answers to item {item} were left out: by the earlier answers the question was not meant for them.",
            n,
        ),
        dropped,
        {"item": called(survey, answers.item)},
    )
    column = next(column for column in export.columns if column.index == answers.columns[0])
    return replace(found(export, "warning", "W-NOT-MEANT", exact, column), rough=rough)


def _untold(export: Export, survey: Survey, items: Sequence[ItemAnswers]) -> Iterator[Finding]:
    """That the tool does not tell "not shown" from "not answered", where that may matter.

    It matters if some question was meant for some people only, or if most people left one empty that, as far as
    the survey says, was put to all.
    """
    if export.tells_not_shown:
        return
    routed = [answers for answers in items if answers.item.routing]
    empty = [answers for answers in items if not answers.item.routing and _is_mostly_empty(answers)]
    if not routed and not empty:
        return
    message = _(
        "This file leaves a cell empty both when a question was not shown and when it was not answered. Where the "
        'survey has a condition, that decides; elsewhere an empty cell counts as "not answered".'
    )
    if empty:
        more = n_(
            "Item {items} is empty for more than half of the people: was it put to all?",
            "Items {items} are empty for more than half of the people: were they put to all?",
            len(empty),
        ).format(items=_listed([called(survey, answers.item) for answers in empty]))
        message = f"{message} {more}"
    yield found(export, "info", "I-NOT-SHOWN", message)


def _listed(names: Sequence[str]) -> str:
    """The names, the first few of many."""
    rest = len(names) - _MOST_NAMED
    few = ", ".join(names[:_MOST_NAMED])
    return few if rest <= 0 else _("{few} and {rest} more").format(few=few, rest=rest)


def _is_mostly_empty(answers: ItemAnswers) -> bool:
    """True for a question with one answer that few gave; remarks and ticks are left empty by whoever was asked."""
    if answers.item.type not in (ItemType.SINGLE, ItemType.LIKERT):
        return False
    filled = int((~answers.are(State.EMPTY)).sum())
    return 0 < filled < _MOSTLY_EMPTY * len(answers.states)

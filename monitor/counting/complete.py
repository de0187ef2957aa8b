"""Who answered every question of a derived scale: what alpha is worked out from, and nothing else."""

from typing import TYPE_CHECKING, NamedTuple

from monitor.anonymous import COUNTED_BEFORE, AnonymousAnswers
from monitor.counting.tally import settle
from monitor.definition.derived import DerivedScale, points_of
from monitor.definition.model import Survey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Complete(NamedTuple):
    """The complete answers to a scale: what each question counts for, reversed ones turned, and whose form it is.

    `points` has a row per form, a column per item; `person` a number per form, the same for the forms of one family.
    """

    points: "NDArray[np.float64]"
    person: "NDArray[np.int64]"


def complete_cases(answers: AnonymousAnswers, survey: Survey, scale: DerivedScale) -> Complete:
    """The forms on which every question of the scale has an answer with a value, in no order that means anything.

    Where a family was counted with an earlier import, each of its forms counts as somebody else's.
    """
    import numpy as np

    settled = settle(answers.codes, survey, len(answers))
    columns = []
    for name in scale.items:
        item = survey.item(name)
        points = [np.nan if one is None else float(one) for one in points_of(scale, item)]
        columns.append(np.array([np.nan, *points, np.nan])[settled[name]])
    table = np.stack(columns, axis=1)
    whole = ~np.isnan(table).any(axis=1)
    person = np.arange(len(answers), dtype=np.int64)
    if answers.contributor is not None:
        known = answers.contributor != COUNTED_BEFORE
        person = np.where(known, answers.contributor.astype(np.int64), -1 - person)
    return Complete(table[whole], person[whole])

"""Only while open: what a wave keeps beside its answers until it is closed, and how it lies in the vault's table.

Whose forms are of one family is needed to count people, once, at closing; a withdrawal code serves until then. Both
are columns of the same table as the answers, and both are gone from the file that closing a wave leaves behind.
"""

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.anonymous import COUNTED_BEFORE, AnonymousAnswers

if TYPE_CHECKING:
    import numpy as np

_MOST = 2**31
_WORDS = 4
"""A hash of 32 bytes is four numbers of 64 bits."""
_FAMILY, _CODE = ":contributor", ":withdrawal_"
"""Columns with names that no item can have."""


def drawn_numbers(count: int) -> "np.ndarray":
    """So many different random numbers above nought, int32."""
    import numpy as np

    return np.array(secrets.SystemRandom().sample(range(COUNTED_BEFORE + 1, _MOST), count), dtype=np.int32)


def joined_contributors(parts: Sequence[AnonymousAnswers]) -> "np.ndarray | None":
    """The contributors of several imports in a row, in new numbers: those of two imports never match."""
    import numpy as np

    if all(part.contributor is None for part in parts):
        return None
    places, counted, total = [], [], 0
    for part in parts:
        own = np.arange(1, len(part) + 1, dtype=np.int32) if part.contributor is None else part.contributor
        different, place = np.unique(own, return_inverse=True)
        places.append(place + total)
        counted.append(own != COUNTED_BEFORE)
        total += len(different)
    numbers = drawn_numbers(total)[np.concatenate(places)]
    return np.where(np.concatenate(counted), numbers, np.int32(COUNTED_BEFORE))


def joined_withdrawal(parts: Sequence[AnonymousAnswers]) -> "np.ndarray | None":
    """The hashes of the withdrawal codes of several imports in a row."""
    import numpy as np

    if all(part.withdrawal is None for part in parts):
        return None
    none = [np.zeros((len(part), _WORDS), np.uint64) for part in parts]
    return np.concatenate(
        [nobody if part.withdrawal is None else part.withdrawal for part, nobody in zip(parts, none, strict=True)]
    )


def to_columns(answers: AnonymousAnswers) -> "dict[str, np.ndarray]":
    """What is kept beside the answers, as columns of the vault's table; none of a wave that is closed."""
    columns = {} if answers.contributor is None else {_FAMILY: answers.contributor}
    if answers.withdrawal is not None:
        columns |= {f"{_CODE}{place}": answers.withdrawal[:, place] for place in range(_WORDS)}
    return columns


def from_columns(columns: "dict[str, np.ndarray]") -> "tuple[np.ndarray | None, np.ndarray | None]":
    """The contributors and the hashes of the withdrawal codes, taken out of the columns of the vault's table."""
    import numpy as np

    contributor = columns.pop(_FAMILY, None)
    words = [columns.pop(name) for name in [f"{_CODE}{place}" for place in range(_WORDS)] if name in columns]
    return contributor, np.column_stack(words) if words else None

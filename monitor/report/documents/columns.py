"""How wide the columns of a table are: each by what stands in it, so that no word is cut and no column stands empty."""

from typing import Final

from monitor.report.tables import Table

_MOST: Final = 46
"""Characters of a line in a cell; what is longer takes more lines."""
_AIR: Final = 3
"""Characters of room between columns."""


def column_shares(table: Table, room: int) -> list[float]:
    """The part of the width that each column takes, together 1.

    Args:
        table: what stands in it.
        room: characters that fit beside each other. Where they do not suffice for whole cells, every column gets its
            longest word first, and the rest goes to those with the most to say.
    """
    cells = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    least = [_AIR + _word(column.title, *told) for column, told in zip(table.columns, cells, strict=True)]
    wanted = [
        max(few, _AIR + min(_MOST, max((len(column.title) // 2, *map(len, told)))))
        for few, column, told in zip(least, table.columns, cells, strict=True)
    ]
    widths: list[float] = list(wanted)
    if sum(wanted) > room > sum(least):
        more = (room - sum(least)) / (sum(wanted) - sum(least))
        widths = [few + more * (many - few) for few, many in zip(least, wanted, strict=True)]
    elif sum(least) >= room:
        widths = list(least)
    return [one / sum(widths) for one in widths]


def _word(*texts: str) -> int:
    """The length of the longest word."""
    return max((len(word) for text in texts for word in text.split()), default=1)

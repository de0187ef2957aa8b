"""Letters: text that was saved in one encoding and read in another, so that `é` became `Ã©`.

A text is mended only if all of it, written back as Windows would and read as UTF-8, makes sense again; that is
proposed with an example, and done when a person says so. Examples come from headings, never from answers.
"""

import re
from dataclasses import dataclass, replace

from monitor.intake.export import Cell
from monitor.intake.layout import Table

_BROKEN = re.compile(
    "[ÃÂÅ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a"
    "\u20ac\u2122]|â€|ðŸ"
)
_UNDEFINED = frozenset("\x81\x8d\x8f\x90\x9d")
"""The five bytes that Windows has no letter for; programs let them through as they are."""
_MOST_TIMES = 3


@dataclass(frozen=True)
class Letters:
    """What is wrong with the letters of a table: how many texts can be mended and how many cannot, and an example.

    `before` and `after` are those of a heading; empty if no heading is broken.
    """

    mendable: int = 0
    hopeless: int = 0
    before: str = ""
    after: str = ""


def mended(text: str) -> str:
    """The text as it was meant; unchanged if nothing is broken, or if not all of it can be mended."""
    for _time in range(_MOST_TIMES):
        if _BROKEN.search(text) is None or (better := _read_again(text)) is None:
            break
        text = better
    return text


def _read_again(text: str) -> str | None:
    """The text, written in the Windows encoding and read as UTF-8; nothing if that does not fit to the byte."""
    try:
        data = b"".join(sign.encode("latin-1" if sign in _UNDEFINED else "cp1252") for sign in text)
        return data.decode("utf-8")
    except UnicodeError:
        return None


def mend(table: Table) -> Table:
    """The table with every text mended that can be."""
    better: dict[Cell, Cell] = {text: mended(text) for text in _broken_texts(table)}
    if not better:
        return table
    return replace(
        table,
        headings=tuple(tuple(map(mended, row)) for row in table.headings),
        rows=tuple(tuple([better.get(cell, cell) for cell in row]) for row in table.rows),
    )


def look_at_letters(table: Table) -> Letters:
    """What is broken in the headings and cells of a table."""
    broken = _broken_texts(table)
    if not broken:
        return Letters()
    headings = [text for row in table.headings for text in row]
    cells = [*headings, *(cell for row in table.rows for cell in row if isinstance(cell, str))]
    hopeless = sum(text in broken and mended(text) == text for text in cells)
    before = next((text for text in headings if mended(text) != text), "")
    return Letters(sum(text in broken for text in cells) - hopeless, hopeless, before, mended(before))


def _broken_texts(table: Table) -> frozenset[str]:
    """The different texts that look broken: few, even in a long table, as answers return."""
    different = table.sheet.different.union(*table.headings)
    accented = [text for text in different if type(text) is str and not text.isascii()]
    return frozenset(filter(_BROKEN.search, accented))

"""Counts of answers made without our readers: the file as csv, xlsx or sav says it, and where its questions stand.

Encoding, separator, rows of headings and columns were read off by eye and are written down per file; nothing here
knows how `monitor.intake` finds them.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Rows = list[list[str]]
Counts = dict[str, int]


@dataclass(frozen=True)
class Joined:
    """Several choices in one cell: what stands between them, and the options that people were offered."""

    separator: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """A file and its closed questions, columns counted from 0.

    `one` are columns with one answer; `spread` questions with one answer in a column per option; `ticks` lists of
    columns that are an option each, `own_text` those of them where a text is the tick; `joined` columns with several
    choices in a cell. `not_shown` is what the tool writes for a question that was not put;
    `blank_is_not_shown` where it leaves every option empty then, but not for "nothing chosen". `status` is the column
    with which Qualtrics marks tests: every row of these files is one, so a copy without the mark is counted.
    """

    file: str
    tool: str
    headings: int = 1
    encoding: str = "utf-8-sig"
    separator: str = ","
    sheet: str = ""
    one: tuple[int, ...] = ()
    spread: tuple[tuple[int, ...], ...] = ()
    ticks: tuple[tuple[int, ...], ...] = ()
    own_text: tuple[int, ...] = ()
    joined: Mapping[int, Joined] = field(default_factory=dict)
    ticked: tuple[str, ...] = ("Yes", "1")
    unticked: tuple[str, ...] = ("No", "0")
    not_shown: str | None = None
    blank_is_not_shown: bool = False
    status: int | None = None

    @property
    def closed(self) -> int:
        """How many closed questions are described."""
        return len(self.one) + len(self.spread) + len(self.ticks) + len(self.joined)


def rows_of(described: Described, path: Path) -> tuple[list[str], Rows]:
    """The last row of headings with words, and the rows below the headings that hold anything."""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        sheet = load_workbook(path)[described.sheet]
        cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    else:
        with path.open(encoding=described.encoding, newline="") as file:
            cells = list(csv.reader(file, delimiter=described.separator))
    width = max(map(len, cells))
    cells = [row + [""] * (width - len(row)) for row in cells]
    words = cells[min(described.headings, 2) - 1]
    return words, [row for row in cells[described.headings :] if any(map(str.strip, row))]


def plain(text: str) -> str:
    """A label as people read it: one kind of blank, no capital letters, `3.0` and `- 3` as `3`."""
    return re.sub(r"^(?:- )?(\d+)(?:\.0)?$", r"\1", " ".join(unicodedata.normalize("NFKC", text).split()).casefold())


def one_answer(rows: Rows, columns: Sequence[int], not_shown: str | None) -> tuple[Counts, int, int]:
    """How often each answer was given, how many gave none, and to how many the question was not shown."""
    given: Counter[str] = Counter()
    empty = absent = 0
    for row in rows:
        answers = [text for column in columns if (text := row[column].strip())]
        if not answers:
            empty += 1
        elif not_shown is not None and set(answers) == {not_shown}:
            absent += 1
        else:
            given[plain(answers[0])] += 1
    return dict(given), empty, absent


def ticks(rows: Rows, columns: Sequence[int], described: Described) -> tuple[dict[int, int], int, int]:
    """How often each column was ticked, how many ticked none, and to how many none of them was shown."""
    ticked = {column: sum(_is_tick(row[column], column, described) for row in rows) for column in columns}
    absent = sum(_not_shown(row, columns, described) for row in rows)
    nothing = sum(not any(_is_tick(row[column], column, described) for column in columns) for row in rows)
    return ticked, nothing - absent, absent


def _is_tick(cell: str, column: int, described: Described) -> bool:
    text = cell.strip()
    if column in described.own_text:
        return bool(text)
    assert text in ("", described.not_shown, *described.ticked, *described.unticked), f"column {column}"
    return text in described.ticked


def _not_shown(row: Sequence[str], columns: Sequence[int], described: Described) -> bool:
    """Not shown: the tool says so of every option; a column for a text of one's own is empty then."""
    if described.not_shown is None:
        return False
    own = [column for column in columns if column in described.own_text]
    said = [row[column].strip() == described.not_shown for column in columns if column not in own]
    return bool(said) and all(said) and not any(row[column].strip() for column in own)


def choices(rows: Rows, column: int, joined: Joined) -> tuple[Counts, int, int]:
    """How often each option was chosen, how many wrote something else, and how many left the cell empty."""
    chosen: Counter[str] = Counter()
    others = empty = 0
    for row in rows:
        rest = row[column]
        empty += not rest.strip()
        for option in sorted(joined.options, key=len, reverse=True):
            if option in rest:
                chosen[plain(option)] += 1
                rest = rest.replace(option, "", 1)
        others += bool(rest.replace(joined.separator.strip(), "").strip())
    return dict(chosen), others, empty


def filled(rows: Rows, not_shown: str | None) -> Iterator[int]:
    """How many cells of each column hold an answer."""
    for column in range(len(rows[0])):
        yield sum(bool(row[column].strip()) and row[column].strip() != not_shown for row in rows)

"""Layout: where in a sheet the headings are, and which rows below them are answers.

Titles and answer keys stand above headings; SurveyMonkey, Qualtrics and merged workbooks have two or three rows
of headings. A row of headings must never be counted as a person, nor a person as headings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.intake.data_rows import DataRow, filled_down, filled_rows, without_totals
from monitor.intake.export import Cell
from monitor.intake.formats.own_columns import GOOGLE_TIME, purposes_of
from monitor.intake.normalise import cell_text, key
from monitor.intake.sandbox import Sheet
from monitor.texts import _

_SEARCHED = 20
_LOOKED_BELOW = 50
_RETURNING, _RETURNING_WITHIN = 0.5, 500
_TEXT_LIKE = re.compile(r"[^\W\d_]")
_DATE_LIKE = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?\s*")
_IMPORT_ID = re.compile(r"\s*\{\s*['\"]ImportId['\"]")
_TIMES_OF_QUALTRICS = ("StartDate", "EndDate", "RecordedDate")
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,15}")
_LEGACY_CODE = re.compile(r"V\d+")
OPTION_WORDS = frozenset(
    map(
        key,
        (
            "Response",
            "Open-Ended Response",
            "Other (please specify)",
            "Comments:",
            "Antwoord",
            "Open antwoord",
            "Antwoord op open vraag",
            "Overig (geef nadere toelichting)",
            "Anders (geef nadere toelichting)",
        ),
    )
)


@dataclass(frozen=True)
class Table:
    """A sheet as headings above answers, made rectangular; blank rows and blank columns at the right are gone.

    `headings` has one to three rows of texts, empty where the cell is; `heading_row` is the first of them, nought if
    the table begins with answers, and `above` counts the filled rows skipped above it. `merged_cells` were filled
    in from the merged cell above them; `totals` are rows that were left out. `heading_row`, `row_numbers` and
    `totals` are those of the file, from 1.
    """

    file: str
    sheet: Sheet
    headings: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_numbers: tuple[int, ...]
    heading_row: int = 1
    above: int = 0
    merged_cells: int = 0
    totals: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.headings[0])

    @cached_property
    def _columns(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(zip(*self.rows, strict=True)) if self.rows else ((),) * self.width

    def column(self, index: int) -> tuple[Cell, ...]:
        """The cells of one column, from the first answer down."""
        return self._columns[index]

    def texts(self, index: int) -> tuple[str, ...]:
        """The cells of one column as texts, without the empty ones."""
        return tuple(cell_text(cell) for cell in self.column(index) if cell is not None)


def lay_out(sheet: Sheet, file: str) -> Table | None:
    """The sheet as headings and answers; nothing if no row of it can be headings."""
    rows = filled_rows(sheet)
    found = _find_headings(rows, sheet)
    if found is None:
        return None
    start, count = found
    if count == 1 and _heads_below(rows[start:]):
        start += 1
    elif (start, count) == (0, 1) and _is_a_person(rows):
        return _without_headings(rows, sheet, file)
    filled, merged = filled_down(rows[start + count :], sheet.merged)
    below, totals = without_totals(filled)
    width = max((row.width() for row in rows[start:]), default=0)
    headings = tuple(tuple(row.text(index) for index in range(width)) for row in rows[start : start + count])
    return Table(
        file=file,
        sheet=sheet,
        headings=headings,
        rows=tuple(_padded(row.cells, width) for row in below),
        row_numbers=tuple(row.number for row in below),
        heading_row=rows[start].number,
        above=start,
        merged_cells=merged,
        totals=totals,
    )


def _heads_below(rows: Sequence[DataRow]) -> bool:
    """Whether the headings are in the second row: below a key of right answers, or below codes of the questions."""
    if len(rows) < 3 or not _looks_like_headings(rows, 1) or _returning(rows[1], rows[2:]):
        return False
    return _is_a_person((rows[0], *rows[2:])) or _are_codes_over_questions(rows[0], rows[1])


def _are_codes_over_questions(first: DataRow, second: DataRow) -> bool:
    codes = [first.text(index) for index in first.filled()]
    questions = sum(second.text(index).endswith("?") for index in second.filled())
    return all(map(_VARIABLE.fullmatch, codes)) and len(codes) > 2 and questions > _RETURNING * len(second.filled())


def _is_a_person(rows: Sequence[DataRow]) -> bool:
    """Whether the first row holds answers too: most of its texts return below it, in their own columns.

    A text that is the only answer below it may head a column of ticks.
    """
    first = rows[0]
    returning = _returning(first, rows[1:])
    return (
        returning >= 2
        and returning > _RETURNING * len(first.filled())
        and not any(first.text(index).endswith("?") for index in first.filled())
    )


def _returning(first: DataRow, below: Sequence[DataRow]) -> int:
    """How many texts of a row stand below it too, in their own column, among others; looked for near the top."""
    returning, near = 0, below[:_RETURNING_WITHIN]
    for index in first.filled():
        cells = {row.cells[index] for row in near if index < len(row.cells)}
        texts = {key(text) for cell in cells if (text := cell_text(cell))}
        returning += key(first.text(index)) in texts and len(texts) > 1
    return returning


def _without_headings(rows: Sequence[DataRow], sheet: Sheet, file: str) -> Table:
    """A sheet that begins with answers; its columns are called by their letters."""
    width = max(row.width() for row in rows)
    return Table(
        file=file,
        sheet=sheet,
        headings=(tuple(_("Column {letter}").format(letter=letters(index)) for index in range(width)),),
        rows=tuple(_padded(row.cells, width) for row in rows),
        row_numbers=tuple(row.number for row in rows),
        heading_row=0,
    )


def letters(index: int) -> str:
    """The name that a spreadsheet gives to a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        name = chr(65 + place) + name
    return name


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return cells if len(cells) == width else (*cells[:width], *(None,) * (width - len(cells)))


def _find_headings(rows: Sequence[DataRow], sheet: Sheet) -> tuple[int, int] | None:
    """Which of the filled rows is the first heading row, and how many there are."""
    searched = range(min(_SEARCHED, len(rows)))
    for start in searched:
        if count := _qualtrics(rows, start):
            return start, count
        if _names_a_tool(rows[start]):
            return start, _several(rows, start, sheet) or 1
    for start in searched:
        if count := _several(rows, start, sheet):
            return start, count
        if _looks_like_headings(rows, start):
            return start, 1
    return None


def _qualtrics(rows: Sequence[DataRow], start: int) -> int:
    """How many heading rows of Qualtrics begin here: variables, texts and import ids; else nought."""
    for count in (2, 3):
        if start + count <= len(rows) and _is_import_ids(rows[start + count - 1]):
            return count
    below = rows[start + 1].text(0) if start + 1 < len(rows) else ""
    if _repeats_names(rows, start):
        return 2
    return 2 if _LEGACY_CODE.fullmatch(rows[start].text(0)) and key(below) == "responseid" else 0


def _repeats_names(rows: Sequence[DataRow], start: int) -> bool:
    """Whether below variables such as `StartDate` stands their text, and not a time: people took the third row out."""
    times = [index for index in rows[start].filled() if rows[start].text(index) in _TIMES_OF_QUALTRICS]
    if len(times) < 2 or start + 1 >= len(rows):
        return False
    return all(rows[start + 1].text(index) and not _digits(rows[start + 1].text(index)) for index in times)


def _digits(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _several(rows: Sequence[DataRow], start: int, sheet: Sheet) -> int:
    """Two if questions stand here over their options or parts; else nought."""
    if start + 1 >= len(rows):
        return 0
    first, second, below = rows[start], rows[start + 1], rows[start + 2 :]
    return 2 if _is_merged(first, second, sheet) or _is_question_over_options(first, second, below) else 0


def _is_import_ids(row: DataRow) -> bool:
    texts = [row.text(index) for index in row.filled()]
    return sum(_IMPORT_ID.match(text) is not None for text in texts) > len(texts) / 2


def _is_merged(first: DataRow, second: DataRow, sheet: Sheet) -> bool:
    """Questions in merged cells above their parts; a title merged over the whole table has one filled cell."""
    wide = [area for area in sheet.merged if area[0] == area[2] == first.number - 1 and area[3] > area[1]]
    if not wide or len(first.filled()) < 2 or second.number != first.number + 1:
        return False
    below = [index for _top, left, _bottom, right in wide for index in range(left, min(right, 2000) + 1)]
    return sum(isinstance(_at(second, index), str) for index in below) > len(below) / 2


def _at(row: DataRow, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def _is_question_over_options(first: DataRow, second: DataRow, below: Sequence[DataRow]) -> bool:
    """SurveyMonkey: a question over its first option only, and nothing below the tool's own columns."""
    filled = first.filled()
    gaps = [index for index in second.filled() if index not in filled]
    named = [second.text(index) for index in second.filled()]
    if len(filled) < 2 or not below or not gaps or not all(_says_something(first.text(index)) for index in filled):
        return False
    if any(not isinstance(_at(second, index), str) for index in second.filled()):
        return False
    nothing_below_id = _at(second, 0) is None and any(_at(row, 0) is not None for row in below)
    words = sum(key(text) in OPTION_WORDS for text in named)
    said = sum(_says_something(text) for text in named) / len(named)
    return said >= (0.2 if words and nothing_below_id else 0.6) and (words > 0 or nothing_below_id)


def _names_a_tool(row: DataRow) -> bool:
    """Whether this row begins with two columns, or the one time, that only a survey tool adds."""
    names = [key(row.text(index)) for index in row.filled()[:2]]
    return names[0] in GOOGLE_TIME or (len(set(names)) == 2 and all(map(purposes_of, names)))


def _says_something(text: str) -> bool:
    return _TEXT_LIKE.search(text) is not None and _DATE_LIKE.fullmatch(text) is None


def _looks_like_headings(rows: Sequence[DataRow], start: int) -> bool:
    row = rows[start]
    texts = [row.text(index) for index in row.filled()]
    used = {index for other in rows[start : start + _LOOKED_BELOW] for index in other.filled()}
    fill = len(texts) / len(used)
    needed = 0.5 if start == 0 and len(texts) >= 3 else 0.8
    said = sum(_says_something(text) for text in texts) / len(texts)
    different = len({key(text) for text in texts}) / len(texts)
    return fill >= needed and said >= 0.6 and different >= 0.6

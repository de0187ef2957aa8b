"""Coding: the cells of the columns that belong to one item, read as codes of its options.

What is no known answer is counted by column, never repeated; "weet ik niet", "n.v.t." and refusals that the item does
not offer are counted by kind, so that they neither vanish nor become "other".
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.definition.called import called
from monitor.definition.model import Item, ItemType, Survey
from monitor.intake.answers import ItemAnswers, Link, State, found
from monitor.intake.code_columns import code_columns
from monitor.intake.coding_findings import (
    borrowed_option,
    no_such_option,
    others_beside_exclusive,
    unknown_answers,
)
from monitor.intake.export import Cell, Export, Finding
from monitor.intake.normalise import cell_text, fold, key, number
from monitor.intake.nothing import Nothing, nothing
from monitor.intake.options import OptionBook
from monitor.intake.splitting import choices
from monitor.intake.words import TICKED as TICK_WORDS
from monitor.intake.words import UNTICKED as UNTICK_WORDS
from monitor.texts import _

if TYPE_CHECKING:
    import numpy as np

DEFAULT_JOINERS = (";", ", ", "\n")
"""What tools put between choices, for a table whose tool is not known."""


@dataclass(frozen=True, eq=False)
class _Cell:
    """What one cell says about an item: the chosen codes in the order written.

    `kind` is the kind of no answer in it, if the item has no option for that. One is made for each different text of a
    column; they are compared by identity, which is quick.
    """

    state: State
    codes: tuple[str, ...] = ()
    kind: Nothing | None = None


_EMPTY, _NOT_SHOWN, _STRANGE = _Cell(State.EMPTY), _Cell(State.NOT_SHOWN), _Cell(State.UNRECOGNISED)
_SAID = _Cell(State.ANSWERED)
_Reader = Callable[[Cell], _Cell]


def code_item(
    export: Export, survey: Survey, item: Item, links: Sequence[Link], chosen: Mapping[str, str]
) -> tuple[ItemAnswers, tuple[Finding, ...]]:
    """The answers to one item; of several columns for the same thing the first filled cell counts."""
    coder = _Coder(export, survey, item, OptionBook(item, survey, chosen))
    return coder.answers(links), tuple(coder.findings)


class _Coder:
    def __init__(self, export: Export, survey: Survey, item: Item, book: OptionBook) -> None:
        self.export, self.item, self.book, self.called = export, item, book, called(survey, item)
        self.findings: list[Finding] = []
        self.own_words: frozenset[int] = frozenset()
        self.absent = frozenset(map(key, export.not_shown))
        self.joiners = export.joiners or DEFAULT_JOINERS
        self.ticked = frozenset(map(key, export.ticked)) | TICK_WORDS
        self.unticked = frozenset(map(key, export.unticked)) | UNTICK_WORDS

    def answers(self, links: Sequence[Link]) -> ItemAnswers:
        """Every row's answer, from all columns together."""
        import numpy as np

        columns = [self._column(link) for link in links]
        other = self.book.other
        self.own_words = frozenset(n for n, link in enumerate(links) if other is not None and link.option == other)
        places, together = _different(columns)
        rows = [self._row(cells) for cells in together]
        states, chosen = [row.state for row in rows], self._without_others([row.codes for row in rows], places)
        codes = {name: codes[places] for name, codes in code_columns(self.item, states, chosen).items()}
        return ItemAnswers(
            self.item, tuple(link.column.index for link in links), codes, np.array(states, np.int8)[places]
        )

    def _without_others(self, chosen: Sequence[tuple[str, ...]], places: "np.ndarray") -> Sequence[tuple[str, ...]]:
        """A "none of these" that was ticked beside others gives way to them, and how often is told."""
        import numpy as np

        exclusive = self.book.exclusive
        if self.item.type is not ItemType.MULTIPLE or not exclusive:
            return chosen
        left = [tuple(code for code in codes if code not in exclusive) or codes for codes in chosen]
        both = np.array([len(others) < len(codes) for others, codes in zip(left, chosen, strict=True)], bool)
        self.findings += others_beside_exclusive(self.export, self.called, int(both[places].sum()))
        return left

    def _column(self, link: Link) -> "tuple[list[_Cell], np.ndarray]":
        """What each different cell of a column says, and which of them is in each row."""
        column = self.export.encoded(link.column.index)
        read = self._reader(link, column.values)
        said = [self._read(cell, read) for cell in column.values]
        self._report_strange(link, [(cell, n) for cell, (_, n) in zip(said, column.counts, strict=True)])
        if link.option is None:
            self.findings += borrowed_option(self.export, self.called, self.book.borrowed, column.counts, link.column)
        return said, column.places

    def _read(self, cell: Cell, read: _Reader) -> _Cell:
        text = cell_text(cell)
        if not text:
            return _EMPTY
        if key(text) in self.absent and self.book.label(text) is None:
            return _NOT_SHOWN
        return read(cell)

    def _reader(self, link: Link, cells: Sequence[Cell]) -> _Reader:
        match self.item.type:
            case ItemType.OPEN:
                return lambda cell: _SAID
            case ItemType.NUMBER:
                return lambda cell: _SAID if number(cell) is not None else _strange(cell_text(cell))
            case ItemType.MULTIPLE if link.option is not None:
                return self._tick_reader(link.option)
            case ItemType.RANKING if link.rank is None and link.option is not None:
                return self._place_reader(link.option)
            case ItemType.MULTIPLE:
                return self._list_reader()
            case ItemType.RANKING if link.rank is None:
                return self._list_reader()
            case _:
                return self._single_reader(link, cells)

    def _single_reader(self, link: Link, cells: Sequence[Cell]) -> _Reader:
        values = self._values(link, cells)

        def read(cell: Cell) -> _Cell:
            text = cell_text(cell)
            code = self.book.code(text)
            if code is None and values and (value := number(cell)) is not None:
                code = values.get(value)
            if code is None and nothing(text) is not None:
                return _strange(text)
            return _chose(code or self.book.other)

        return read

    def _values(self, link: Link, cells: Sequence[Cell]) -> Mapping[float, str]:
        """The options by their value, if the column holds nothing but such values, as some tools export.

        "Weet ik niet" has no value, so it may stand among them in words.
        """
        given = [cell for cell in cells if cell_text(cell)]
        texts = {cell: cell_text(cell) for cell in given}
        filled = [c for c in given if key(texts[c]) not in self.absent and nothing(texts[c]) is None]
        numbers = {number(cell) for cell in filled}
        if not numbers or not numbers <= self.book.values.keys():
            return {}
        spelt = self.book.labels.keys()
        if any(self.book.code(cell_text(cell)) is None and f"{number(cell):.0f}" not in spelt for cell in filled):
            self._find(
                "info",
                "I-NUMBERS",
                _(
                    "The column holds numbers; each was read as the answer with that value in item {item}. Check that "
                    "the tool counts from the same end."
                ).format(item=self.called),
                link,
            )
        return self.book.values

    def _tick_reader(self, option: str) -> _Reader:
        """One option's own column: ticked or not; text in the column of "other" is a tick, and is not kept.

        An option may be called "No": SurveyMonkey writes the option's own text into its column.
        """
        crossed = frozenset(map(key, self.export.unticked))

        def read(cell: Cell) -> _Cell:
            text = cell_text(cell)
            if key(text) in self.unticked and (key(text) in crossed or self.book.label(text) != option):
                return _EMPTY
            if key(text) in self.ticked or self.book.code(text) == option or option == self.book.other:
                return _chose(option)
            return _STRANGE

        return read

    def _place_reader(self, option: str) -> _Reader:
        def read(cell: Cell) -> _Cell:
            place = number(cell)
            whole = place is not None and place.is_integer() and 1 <= place <= len(self.item.options)
            return _Cell(State.ANSWERED, (f"{int(place)}:{option}",)) if place and whole else _STRANGE

        return read

    def _list_reader(self) -> _Reader:
        known = self.book.folded()
        bare = {fold(cell) for cell, _code in known}

        def read(cell: Cell) -> _Cell:
            text = cell_text(cell)
            if fold(text) in bare and (code := self.book.code(text)) is not None:
                return _chose(code)
            return self._listed(*choices(text, known, self.joiners))

        return read

    def _listed(self, codes: Sequence[str], strange: Sequence[str]) -> _Cell:
        """The ticks of a cell: what is no option is "other" where that was offered, but no answer is never "other"."""
        variants = [self.book.code(text) for text in strange]
        unknown = [text for text, code in zip(strange, variants, strict=True) if code is None]
        kind = next(filter(None, map(nothing, unknown)), None)
        own_words = any(nothing(text) is None for text in unknown)
        chosen = [*codes, *filter(None, variants)]
        if own_words and self.book.other is not None:
            chosen, own_words = [*chosen, self.book.other], False
        if not chosen:
            return _Cell(State.UNRECOGNISED, kind=kind) if unknown else _EMPTY
        state = State.PARTLY if own_words or kind else State.ANSWERED
        return _Cell(state, tuple(dict.fromkeys(chosen)), kind)

    def _row(self, cells: Sequence[_Cell]) -> _Cell:
        """The row's answer: of a single answer the first filled cell, of a list all ticks together.

        LimeSurvey leaves the column for one's own words empty also where it says "not shown" of every option.
        """
        filled = [cell for cell in cells if cell.state not in (State.EMPTY, State.NOT_SHOWN)]
        if not filled:
            absent = {cell.state is State.NOT_SHOWN for n, cell in enumerate(cells) if n not in self.own_words}
            return _NOT_SHOWN if absent == {True} else _EMPTY
        if self.item.type not in (ItemType.MULTIPLE, ItemType.RANKING):
            return filled[0]
        codes = tuple(dict.fromkeys(code for cell in filled for code in cell.codes))
        strange = any(cell.state in (State.UNRECOGNISED, State.PARTLY) for cell in filled)
        if not codes:
            return _STRANGE
        return _Cell(State.PARTLY if strange else State.ANSWERED, codes)

    def _report_strange(self, link: Link, column: Sequence[tuple[_Cell, int]]) -> None:
        kinds: Counter[Nothing | None] = Counter()
        for cell, n in column:
            if cell.state in (State.UNRECOGNISED, State.PARTLY):
                kinds[cell.kind] += n
        unknown = kinds.pop(None, 0)
        named = Counter({kind: n for kind, n in kinds.items() if kind is not None})
        self.findings += no_such_option(self.export, self.called, named, link.column)
        self.findings += unknown_answers(self.export, self.called, unknown, link.column)

    def _find(self, severity: str, code: str, message: str, link: Link | None = None) -> None:
        column = link.column if link is not None else None
        self.findings.append(found(self.export, "warning" if severity == "warning" else "info", code, message, column))


def _different(columns: "Sequence[tuple[list[_Cell], np.ndarray]]") -> "tuple[np.ndarray, list[tuple[_Cell, ...]]]":
    """Which of the different rows of cells each row is, and those different rows."""
    import numpy as np

    (first, places), *others = columns
    if not others:
        return places, [(cell,) for cell in first]
    rows = list(zip(*([said[place] for place in at] for said, at in columns), strict=True))
    number = {row: place for place, row in enumerate(dict.fromkeys(rows))}
    return np.fromiter(map(number.__getitem__, rows), np.int32, len(rows)), list(number)


def _chose(code: str | None) -> _Cell:
    return _STRANGE if code is None else _Cell(State.ANSWERED, (code,))


def _strange(text: str) -> _Cell:
    return _Cell(State.UNRECOGNISED, kind=nothing(text))

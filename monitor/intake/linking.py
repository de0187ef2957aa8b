"""Linking: which column surely belongs to which item; what is only likely is not linked.

In steps: what a person decided, the tool's own code (if the words beside it are no other question), the words. Below
`SURE` nothing is linked; `monitor.intake.proposals` says what is likely.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.definition.called import called
from monitor.definition.model import Item, ItemType, Survey
from monitor.intake.answers import Link, found
from monitor.intake.choices import Choices, without_item
from monitor.intake.export import Column, Export, Finding
from monitor.intake.normalise import beginning, fold, key, without_marks, without_suffix
from monitor.intake.options import OptionBook
from monitor.intake.words import COMMENT, OTHER
from monitor.texts import _

Crosswalk = Mapping[str, Mapping[str, Sequence[str]]]
"""Item id to school year to other headings under which that year's export carried it."""

BY_CODE, BY_LETTER, BY_KEY, BY_CROSSWALK, BY_BEGINNING, BY_CODE_REWORDED, BY_SUFFIX = (
    1.0,
    1.0,
    0.98,
    0.95,
    0.9,
    0.9,
    0.85,
)
SURE = 0.8
"""The certainty below which nothing is linked without a yes."""
SAME_QUESTION = 75.0
"""The similarity (0..100, rapidfuzz token_set_ratio) from which the words beside a code may be that item, reworded."""

_RANK = re.compile(r"(?:(?:rank|rang|plaats|ranking|rangschikking|platz|position|keuze)\s*)?(\d{1,3})")
_IN_GROUPS = re.compile(r"(?:[\w.-]+/)+([\w.-]+(?:\[[^\[\]]*\])?)")
"""A variable of Kobo under the groups that it stands in: `groep/vraag`."""
_LISTS = (ItemType.MULTIPLE, ItemType.RANKING)


@dataclass(frozen=True)
class _Target:
    item: Item
    certainty: float
    option: str | None = None
    rank: int | None = None


class _Index:
    """Every text and code under which the items of a survey may stand above a column."""

    def __init__(self, survey: Survey, crosswalk: Crosswalk) -> None:
        self.items = {item.id: item for item in survey.items}
        self.books = {item.id: OptionBook(item, survey) for item in survey.items}
        self.ids = {slug(item.id): item for item in reversed(survey.items)}
        self.options: dict[str, _Target] = {}
        self.letters: set[tuple[str, str]] = set()
        self.texts: dict[str, list[Item]] = {}
        self.others: dict[str, list[Item]] = {}
        self._taken: dict[tuple[str, str | None], int] = {}
        for item in survey.items:
            others = [heading for year in crosswalk.get(item.id, {}).values() for heading in year]
            self._add(item, survey.wordings(item.text), others)

    def _add(self, item: Item, wordings: Sequence[str], others: Sequence[str]) -> None:
        for code in item.codes() if item.type in _LISTS else ():
            self.options.setdefault(slug(f"{item.id}_{code}"), _Target(item, BY_CODE, option=code))
        for wording in wordings:
            self.letters.add((wording, item.id))
            _append(self.texts, key(wording), item)
        for heading in others:
            _append(self.others, key(heading), item)

    def next_of(self, items: Sequence[Item], text: str, part: str | None) -> Item:
        """The item for a heading that stands above several columns: one after the other, then the last.

        Of lists only those that have the option: two questions with one text may differ in the last option alone.
        """
        items = [item for item in items if self._may_have(item, part)] or items
        place = self._taken.get((text, part), 0)
        self._taken[text, part] = place + 1
        return items[min(place, len(items) - 1)]

    def _may_have(self, item: Item, part: str | None) -> bool:
        if part is None or item.type not in _LISTS:
            return True
        return self.books[item.id].code(part) is not None or place_in(part) is not None


def slug(code: str) -> str:
    """A variable's name in one spelling, whatever brackets and separators the tool used; `Q2_-1` is not `Q2_1`."""
    return re.sub(r"[^0-9a-z]+", "_", re.sub(r"(?:^|_)-(?=\d)", "_m", code.casefold())).strip("_")


def place_in(part: str) -> int | None:
    """The place of a ranking that a column is for (`Rank 2`, `2`); nothing if it is for something else."""
    match = _RANK.fullmatch(fold(part))
    return int(match[1]) if match else None


def _append(texts: dict[str, list[Item]], text: str, item: Item) -> None:
    if item not in texts.setdefault(text, []):
        texts[text].append(item)


def link_columns(
    export: Export, survey: Survey, crosswalk: Crosswalk, chosen: Choices
) -> tuple[tuple[Link, ...], tuple[Finding, ...]]:
    """One link per column, in order, and the findings: items with several columns."""
    index = _Index(survey, crosswalk)
    links = tuple(_link(column, index, chosen) for column in export.columns)
    return links, tuple(_several(export, survey, links))


def _link(column: Column, index: _Index, chosen: Choices) -> Link:
    nothing = Link(column, column.role if column.role != "item" else "ignored")
    decided = key(column.heading) in chosen.headings
    if column.role in ("metadata", "identifier", "ignored") and not decided:
        return nothing
    target = _by_code(column, index) or _by_text(column, index) or index.options.get(slug(column.heading))
    if decided:
        item = chosen.headings[key(column.heading)]
        if item is None:
            return without_item(nothing, chosen)
        if target is None or target.item.id != item:
            target = _with_part(index.items[item], column, index, BY_LETTER)
    if target is None:
        return nothing
    return Link(column, "item", target.item.id, target.option, target.rank, target.certainty)


def _by_code(column: Column, index: _Index) -> _Target | None:
    """By the tool's own name of the column; in exports without texts that name is the heading.

    Not if the words beside the name are those of another item, or of none that looks like it: tools number anew.
    """
    target = _called(column, index)
    if target is None or (sure := _words_fit(column, target.item, index)) is None:
        return None
    return replace(target, certainty=min(sure, target.certainty))


def _called(column: Column, index: _Index) -> _Target | None:
    for code in filter(None, (column.code, column.heading)):
        if (item := index.ids.get(slug(code))) is not None:
            return _with_part(item, column, index, BY_CODE)
    found = index.options.get(slug(column.code or "")) or _by_code_and_part(column, index)
    within = _IN_GROUPS.fullmatch(column.code or column.heading)
    return found if found or not within else _by_code(replace(column, code=within[1], heading=within[1]), index)


def beside_code(column: Column, item: Item) -> tuple[str, ...]:
    """The words that the tool wrote beside the name of a column and that may be those of the item; none: no words."""
    if column.code is None or slug(column.heading) == slug(column.code):
        return ()
    if column.part is None or item.type in _LISTS:
        texts: tuple[str, ...] = (column.question,)
    else:
        texts = (f"{column.question} [{column.part}]", column.part)
    bare = (fold(text).removeprefix(fold(column.code)).lstrip(" .:") for text in texts)
    return tuple(text for text in bare if key(text) and slug(text) != slug(column.code))


def _words_fit(column: Column, item: Item, index: _Index) -> float | None:
    """How sure the words beside a column's name leave it that it is the item; nothing if they say otherwise."""
    texts = beside_code(column, item)
    if not texts:
        return BY_CODE
    known = [name for names in (index.texts, index.others) for name, items in names.items() if item in items]
    if any(key(text) in known or without_marks(text) in known or _cut(text, known) for text in texts):
        return BY_CODE
    if any(key(text) in index.texts for text in texts):
        return None
    from rapidfuzz import fuzz

    alike = max(fuzz.token_set_ratio(key(text), name) for text in texts for name in known)
    return BY_CODE_REWORDED if alike >= SAME_QUESTION else None


def _cut(text: str, known: Sequence[str]) -> bool:
    start = fold(text).rstrip(". ")
    return fold(text).endswith("..") and any(name.startswith(start) for name in known)


def _by_code_and_part(column: Column, index: _Index) -> _Target | None:
    """`com_onderwerpen[SQ001]` with an option's text: the item by its code, the option by its text."""
    match = re.fullmatch(r"([^\[\]]+)\[([^\[\]]*)\]", column.code or "")
    item = index.ids.get(slug(match[1])) if match else None
    if match is None or item is None or item.type not in _LISTS:
        return None
    part = column.part if column.part is not None else match[2]
    return _with_part(item, replace(column, part=part), index, BY_CODE)


def _by_text(column: Column, index: _Index) -> _Target | None:
    for text, whole in _spellings(column):
        for item, certainty in _items_called(text, column.part if not whole else None, index):
            bare = replace(column, part=None) if whole else column
            if (target := _with_part(item, bare, index, certainty)) is not None:
                return target
    return None


def _spellings(column: Column) -> Iterator[tuple[str, bool]]:
    """The texts that may name the item, and whether nothing of the heading is left to name an option."""
    yield column.heading, True
    if column.part is None:
        if column.question != column.heading:
            yield column.question, True
        return
    yield f"{column.question} [{column.part}]", True
    if column.question:
        yield column.question, False
    if column.part:
        yield column.part, True


def _items_called(text: str, part: str | None, index: _Index) -> Iterator[tuple[Item, float]]:
    name = key(text)
    if not name:
        return
    if name not in index.texts and (unmarked := without_marks(text)) in index.texts:
        name = unmarked
    if (items := index.texts.get(name)) is not None:
        item = index.next_of(items, name, part)
        yield item, BY_LETTER if (text, item.id) in index.letters else BY_KEY
    elif (items := index.others.get(name)) is not None:
        yield index.next_of(items, name, part), BY_CROSSWALK
    elif (start := beginning(text)) is not None:
        begun = {i.id: i for spelling, items in index.texts.items() if spelling.startswith(start) for i in items}
        if len(begun) == 1:
            yield next(iter(begun.values())), BY_BEGINNING
    elif (bare := without_suffix(text)) is not None and (items := index.texts.get(bare)) is not None:
        yield index.next_of(items, bare, part), BY_SUFFIX


def _with_part(item: Item, column: Column, index: _Index, certainty: float) -> _Target | None:
    """The option or place within an item that the heading's part names; nothing for a comment field."""
    if column.part is None:
        return _Target(item, certainty)
    if key(column.part) in COMMENT:
        return None
    if item.type not in _LISTS:
        return None if key(column.part) in OTHER else _Target(item, certainty)
    option = index.books[item.id].code(column.part)
    if item.type is ItemType.RANKING and option is None and (place := place_in(column.part)) is not None:
        return _Target(item, certainty, rank=place)
    return _Target(item, certainty, option=option) if option else None


def _several(export: Export, survey: Survey, links: Sequence[Link]) -> Iterator[Finding]:
    first: dict[tuple[str, str | None, int | None], list[Column]] = {}
    for link in links:
        if link.item is None:
            continue
        place = (link.item, link.option, link.rank)
        if _both_filled(export, first.get(place, []), link.column):
            yield found(
                export,
                "warning",
                "W-DOUBLE-COLUMN",
                _("A second column for item {item}. Of each row the first filled cell counts.").format(
                    item=called(survey, link.item)
                ),
                link.column,
            )
        first.setdefault(place, []).append(link.column)


def _both_filled(export: Export, columns: Sequence[Column], other: Column) -> bool:
    """False for one answer in a column per option: no row has two of them, so none is passed over."""
    if not columns:
        return False
    filled = [[cell is not None for cell in export.cells[column.index]] for column in columns]
    here = export.cells[other.index]
    return any(cell is not None and any(before) for cell, *before in zip(here, *filled, strict=True))


def missing_items(export: Export, survey: Survey, there: Collection[str]) -> Iterator[Finding]:
    """That a file has no column for an item; `there` are the items that have one, or are likely to."""
    for item in survey.items:
        if item.id not in there:
            yield found(
                export,
                "info",
                "I-ITEM-MISSING",
                _("No column was found for item {item}.").format(item=called(survey, item)),
            )

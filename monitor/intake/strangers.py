"""Strangers: texts that many people gave and that are no option of the item, as a changed option list leaves them.

A text counts when five respondents gave it and such texts make up most of what was not recognised: where everybody
writes something else, it is people's own words, and nothing of it is told. Addresses, numbers of people and long
texts never count.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.definition.model import Item, ItemType, Survey
from monitor.intake.answers import Answers, Link
from monitor.intake.coding import DEFAULT_JOINERS
from monitor.intake.export import Column, Export
from monitor.intake.guess import is_personal
from monitor.intake.normalise import cell_text, fold, key, number
from monitor.intake.options import OptionBook
from monitor.intake.own_words import LEAST
from monitor.intake.splitting import choices

_CLOSED = 0.6
"""At least this part of the texts that are no option must be such returning ones."""
_MOST = 40
_FITS = 0.9
"""The part of the answers in a column that must be options of an item, before it may be said that they are its own."""
_SEVERAL = (ItemType.MULTIPLE, ItemType.RANKING)
_ENOUGH_STEPS = 3
_NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.=:)-]\s*(\D.*)|(.*\D)\s*\((\d{1,2})\)\s*")


@dataclass(frozen=True)
class Labels:
    """What the columns of one item hold: the codes that were given, and the texts that are no option.

    `strange` are the spellings of texts that at least `LEAST` respondents gave (or that the tool's own file names as
    options), by key, in the order of the alphabet; `turned` says that the numbers in the labels run the other way, or
    that the tool's own file names the options in another order.
    """

    item: Item
    given: frozenset[str]
    strange: Mapping[str, str]
    turned: bool = False


def labels_of(answers: Answers) -> tuple[Labels, ...]:
    """Of every item with options and a column in which the answers stand as texts."""
    return tuple(_of_item(answers.export, answers.survey, item, links) for item, links in links_of_labels(answers))


def links_of_labels(answers: Answers) -> Iterator[tuple[Item, list[Link]]]:
    """Every item with options, with the columns in which its answers stand as texts; none without such a column."""
    for item in answers.survey.items:
        if item.options and (links := [one for one in answers.links if _holds_labels(one, item)]):
            yield item, links


def given_texts(
    export: Export, survey: Survey, item: Item, links: Sequence[Link]
) -> tuple[Counter[str], dict[str, tuple[int, str]]]:
    """How often each option was given, and how many respondents gave each other text, by key, with a spelling of it.

    The spellings may be people's own words: who shows them chooses which.
    """
    return _sorted_out(export, survey, item, _texts(export, links))


def fit(export: Export, survey: Survey, item: Item, column: Column) -> float:
    """Which part of the answers in a column are options of the item; 1 for an item without any, or few answers."""
    if not item.options:
        return 1.0
    known, strange = _sorted_out(export, survey, item, _texts(export, [Link(column, "item", item.id)]))
    total = sum(known.values()) + sum(count for count, _text in strange.values())
    return sum(known.values()) / total if total >= LEAST else 1.0


def fitting(export: Export, survey: Survey, items: Iterable[Item], column: Column) -> Iterator[Item]:
    """The items, of one answer each, whose options are nearly all that stands in a column; too few answers fit none."""
    texts = _texts(export, [Link(column, "ignored")])
    if sum(texts.values()) < LEAST:
        return
    parts: dict[str, float] = {}
    for item in items:
        if item.options and item.type not in _SEVERAL:
            scale = repr(item.options)
            if scale not in parts:
                known, _strange = _sorted_out(export, survey, item, texts)
                parts[scale] = sum(known.values()) / sum(texts.values())
            if parts[scale] >= _FITS:
                yield item


def _holds_labels(link: Link, item: Item) -> bool:
    return link.item == item.id and link.option is None and link.rank is None and link.role == "item"


def _of_item(export: Export, survey: Survey, item: Item, links: Sequence[Link]) -> Labels:
    texts = _texts(export, links)
    known, strange = _sorted_out(export, survey, item, texts)
    returning = {name: text for name, (count, text) in strange.items() if count >= LEAST and not is_personal(text)}
    total = sum(count for count, _text in strange.values())
    closed = sum(strange[name][0] for name in returning) >= _CLOSED * total and len(returning) <= _MOST
    named = _named_by_the_tool(survey, item, links)
    told = {**(returning if closed else {}), **named}
    turned = _turned(survey, item, texts) or _otherwise_ordered(survey, item, links)
    return Labels(item, frozenset(known), dict(sorted(told.items())), turned)


def _sorted_out(
    export: Export, survey: Survey, item: Item, texts: Mapping[str, int]
) -> tuple[Counter[str], dict[str, tuple[int, str]]]:
    """How often each option was given, and how many respondents gave each other text, with a spelling of it."""
    book = OptionBook(item, survey, {})
    several = item.type in _SEVERAL
    joiners = export.joiners or DEFAULT_JOINERS
    known: Counter[str] = Counter()
    strange: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for text, people in texts.items():
        codes, others = _read(text, book, joiners if several else ())
        known.update(dict.fromkeys(codes, people))
        for other in {key(other): other for other in others}.values():
            strange[key(other)] += people
            spelt.setdefault(key(other), " ".join(other.split()))
    return known, {name: (count, spelt[name]) for name, count in strange.items()}


def _read(text: str, book: OptionBook, joiners: Sequence[str]) -> tuple[list[str], list[str]]:
    value = number(text)
    code = book.code(text) or (book.values.get(value) if value is not None else None)
    if code is not None:
        return [code], []
    if not joiners:
        return [], [text]
    return choices(text, book.folded(), joiners)


def _texts(export: Export, links: Sequence[Link]) -> Counter[str]:
    """How many respondents gave each text, in whatever column; what the tool writes for "not shown" left out."""
    absent = frozenset(map(key, export.not_shown))
    first, *others = [link.column.index for link in links]
    if others:
        rows = Counter(frozenset(row[place] for place in (first, *others)) for row in export.rows)
    else:
        rows = Counter({frozenset((cell,)): n for cell, n in Counter(row[first] for row in export.rows).items()})
    texts: Counter[str] = Counter()
    for cells, times in rows.items():
        texts.update(dict.fromkeys(map(cell_text, cells), times))
    return Counter({text: n for text, n in texts.items() if text and key(text) not in absent})


def _named_by_the_tool(survey: Survey, item: Item, links: Sequence[Link]) -> dict[str, str]:
    book = OptionBook(item, survey, {})
    offered = [option for link in links for option in link.column.options if not option.missing]
    return {
        key(one.label): one.label
        for one in offered
        if one.label and book.code(one.label) is None and book.code(one.code) is None
    }


def _otherwise_ordered(survey: Survey, item: Item, links: Sequence[Link]) -> bool:
    book = OptionBook(item, survey, {})
    for link in links:
        codes = [book.code(one.label) or book.code(one.code) for one in link.column.options if not one.missing]
        known = [code for code in dict.fromkeys(codes) if code is not None]
        if known != [code for code in item.codes() if code in known]:
            return True
    return False


def _turned(survey: Survey, item: Item, texts: Iterable[str]) -> bool:
    """True if `1 = nooit ... 4 = altijd` became `1 = altijd ... 4 = nooit`: the same words, numbered from behind.

    Without numbers in our own labels the values of the scale are the numbers.
    """
    ours: dict[str, int] = {}
    for option in item.options:
        for wording in survey.wordings(option.label):
            for word, place in _numbered(wording):
                ours[word] = place
            if option.value is not None:
                ours.setdefault(key(wording), option.value)
    theirs = dict(pair for text in texts for pair in _numbered(text) if pair[0] in ours)
    steps = sorted((place, ours[word]) for word, place in theirs.items())
    if len(steps) < _ENOUGH_STEPS:
        return False
    return all(one[1] > next_[1] for one, next_ in pairwise(steps))


def _numbered(text: str) -> Iterator[tuple[str, int]]:
    """The words of a numbered label and its number: `1 = nooit`, `Nooit (1)`."""
    if (match := _NUMBERED.fullmatch(fold(text))) is not None:
        yield key(match[2] or match[3]), int(match[1] or match[4])

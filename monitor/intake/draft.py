"""Draft: a definition of any export, so that an import of the same file accounts for every cell.

Names, addresses, times and the tool's own columns are left out. What a person finds in the draft are
questions and options; the types are guesses from the cells (`monitor.intake.guess`) and meant to be looked
through.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from monitor.definition.codebook import TICKED
from monitor.definition.model import Item, ItemType, LocalText, Option, Survey
from monitor.errors import FileRefused, Place
from monitor.intake import words
from monitor.intake.answers import ItemAnswers, Link, State
from monitor.intake.bundles import MAX_OPTIONS, Question, Texts, bundle, own_codes, runs, ticked_parts
from monitor.intake.coding import code_item
from monitor.intake.doubles import one_row_each
from monitor.intake.export import Column, Export
from monitor.intake.grids import as_its_grid, like_another, pooled, rows_of, with_shared
from monitor.intake.guess import NUMBER, OPEN, Guess, guess_column, texts_learnt
from monitor.intake.identifiers import kind_of
from monitor.intake.linking import place_in, slug
from monitor.intake.normalise import fold, key, number
from monitor.intake.nothing import Nothing, nothing
from monitor.intake.own_words import asks_own_words
from monitor.intake.quantities import (
    from_nought,
    in_order_of_numbers,
    is_code_aside,
    number_in,
    numbers_in,
    with_steps_between,
)
from monitor.intake.tool_options import Told, favourable, options_in_order, type_of
from monitor.texts import _

_TERM = re.compile(r"\{\{(\w+)\}\}")
_LONGEST_CODE = 40
_COUNTED = re.compile(
    r"(?:aantal|number of|how many|anzahl|wie viele|nombre de|combien d|leeftijd$|age$|alter$"
    r"|hoeveel (?:kind|leerling|broer|zus|jaar|jaren|uur|uren|dagen|weken|keer|personen|mensen|gezin)"
    r"|hoe oud|how old|wie alt|quel âge)"
)


def draft_survey(export: Export, survey_id: str) -> Survey:
    """A definition of the questions of an export; ids are the tool's own names, else `v01_...`.

    Raises:
        FileRefused: no column holds answers to a question.
    """
    learnt = one_row_each(export)
    columns = [column for column in export.columns if _asks(learnt, column)]
    questions = list(
        _questions(learnt, columns, {one.index: texts_learnt(learnt, export, one.index) for one in columns})
    )
    if not questions:
        raise FileRefused(
            _("The file has no column with answers to a question."),
            remedy=_("Export the responses of the survey, with a heading above every question."),
            place=Place(file=export.file, sheet=export.dialect.sheet),
        )
    items = _items(learnt, questions)
    survey = Survey(
        id=survey_id,
        audience="overig",
        version="0.1.0",
        title={"nl": survey_id},
        terms=_terms(items),
        items=tuple(items),
    )
    return survey.model_copy(update={"items": tuple(map(partial(_as_answered, export, survey), questions, items))})


def _terms(items: Sequence[Item]) -> dict[str, LocalText]:
    """What stands between double braces in the words of people: it stays as it is."""
    texts = [text for item in items for text in (item.text["nl"], *(option.label["nl"] for option in item.options))]
    return {name: {"nl": f"{{{{{name}}}}}"} for text in texts for name in _TERM.findall(text)}


def _asks(export: Export, column: Column) -> bool:
    """True for a column with a heading that is not set aside, nor the tool's own, nor about a person."""
    if column.role in ("metadata", "identifier", "ignored") or not key(column.heading):
        return False
    return kind_of(export, Link(column, column.role)) is None


def _questions(export: Export, columns: Sequence[Column], texts: Texts) -> Iterator[Question]:
    grids = {column.index: column.question if column.part is not None else None for column in columns}
    shared = pooled(texts, grids)
    labels = {key(text): text for column in columns for text in texts[column.index]}
    guesses: dict[str, list[Guess]] = {}
    ticked = ticked_parts(export, columns, texts)
    for run in runs(columns):
        together = bundle(export, run, texts, ticked)
        if together is not None:
            yield together
        for column in run:
            if together is None or column not in together.columns:
                known = shared[column.index]
                answers = _of_the_grid(column, run, texts)
                guess = guess_column(export, answers, known)
                guess = as_its_grid(export, guess, [texts[c.index] for c in rows_of(column, run)], known)
                guess = _whole(with_shared(guess, known, labels), column)
                grid = guesses.setdefault(column.question, [])
                if column.part is not None:
                    guess = like_another(guess, texts[column.index], grid, list(chain(*guesses.values())))
                grid.append(guess)
                yield Question((column,), guess, _text(column), column.code)


def _of_the_grid(column: Column, run: Sequence[Column], texts: Texts) -> Sequence[str]:
    """The answers from which the scale of a column is read: in a grid of numbers, those to all of its rows."""
    rows = [texts[c.index] for c in run if c.part is not None and texts[c.index]]
    counted = [answers for answers in rows if all(number(text) is not None for text in numbers_in(answers))]
    return list(chain(*counted)) if texts[column.index] in counted else texts[column.index]


def _whole(guess: Guess, column: Column) -> Guess:
    """The guess with every step of its scale, also those that nobody chose; a count is a number and no scale.

    What a heading asks people to say in their own words is open, however often two of them say the same.
    """
    if guess.labels and asks_own_words(column) and not guess.keys <= words.KNOWN_ANSWERS:
        return OPEN
    if guess.type is ItemType.LIKERT:
        return NUMBER if _asks_number(column) else replace(guess, labels=from_nought(column.heading, guess.labels))
    if guess.type is ItemType.SINGLE:
        return replace(guess, labels=with_steps_between(guess.labels))
    return guess


def _asks_number(column: Column) -> bool:
    """True for "Aantal kinderen": few different numbers, but no scale."""
    return any(_COUNTED.match(fold(text)) for text in (column.question, column.part) if text)


def _text(column: Column) -> str:
    if column.part is None:
        return column.question or column.heading
    return f"{column.question} [{column.part}]" if column.question else column.part or column.heading


def _items(export: Export, questions: Sequence[Question]) -> list[Item]:
    names = [slug(question.name) if question.name else "" for question in questions]
    taken: set[str] = set()
    items = []
    for place, (question, name) in enumerate(zip(questions, names, strict=True), start=1):
        fits = 0 < len(name) <= _LONGEST_CODE and names.count(name) == 1
        wanted = name if fits else f"v{place:02}_{slug(_ascii(question.text))[:24]}"
        item_id = _unused(wanted.strip("_"), taken)
        items.append(_item(item_id, question))
    return items


def _ascii(text: str) -> str:
    return " ".join(fold(text).split()[:5])


def _unused(name: str, taken: set[str]) -> str:
    """The name, or the name with the first number that makes it new; it is taken from here on."""
    new, number = name, 2
    while new in taken:
        new, number = f"{name}_{number}", number + 1
    taken.add(new)
    return new


def _item(item_id: str, question: Question) -> Item:
    (column, *others) = question.columns
    if column.options and not others:
        return _told_item(item_id, question.text, column)
    guess = question.guess
    kind = guess.type
    options: tuple[Option, ...] = ()
    if guess.labels:
        order = _order(guess)
        options = tuple(map(_aside_of_scale, _options(guess, order, question)))
        kind = ItemType.LIKERT if kind is ItemType.SINGLE and len(order) > 2 else kind
    text = question.text.strip() or question.name or question.columns[0].heading
    return Item(id=item_id, type=kind, text={"nl": text}, options=options, favourable=favourable(options))


def _told_item(item_id: str, text: str, column: Column) -> Item:
    """The item of a column whose options the file itself names: all of them, in its order."""
    told = [Told(option.code, {"nl": option.label}, missing=option.missing) for option in column.options]
    options = options_in_order(told, ordered=column.ordered)
    if len(options) > MAX_OPTIONS:
        return Item(id=item_id, type=ItemType.OPEN, text={"nl": text})
    return Item(id=item_id, type=type_of(options), text={"nl": text}, options=options, favourable=favourable(options))


def _order(guess: Guess) -> dict[str, int]:
    """The place of every label: on a known scale, else by the number with which each begins or ends."""
    steps = [label for label in guess.labels if nothing(label) is None and not is_code_aside(label)]
    if guess.type is ItemType.LIKERT:
        return {key(label): int(label) for label in steps}
    if guess.type is not ItemType.SINGLE:
        return {}
    if all(label.isdecimal() for label in steps):
        return {key(label): int(label) for label in steps}
    spoken = {key(label): key(label.replace("_", " ")) for label in steps}  # Kobo's `very_often` is a step too
    known = words.scale_order(frozenset(spoken.values())) if len(set(spoken.values())) == len(spoken) else None
    if known is not None:
        return {name: known[said] for name, said in spoken.items()}
    numbered = {key(label): number_in(label) for label in steps}
    places = [place for place in numbered.values() if place is not None]
    if len(steps) > 2 and len(set(places)) == len(steps):
        return {name: place for name, place in numbered.items() if place is not None}
    return {}


def _options(guess: Guess, order: Mapping[str, int], question: Question) -> Iterator[Option]:
    labels = guess.labels if order else in_order_of_numbers(guess.labels)
    labels = sorted(labels, key=lambda label: (key(label) not in order, order.get(key(label), 0)))
    taken: set[str] = set()
    several = guess.type is ItemType.MULTIPLE
    code_of = own_codes(question) if several else {}
    for label in labels:
        name, kind = key(label), nothing(label)
        yield Option(
            code=_unused(code_of.get(label) or slug(fold(label))[:_LONGEST_CODE].strip("_") or "optie", taken),
            label={"nl": label},
            value=order.get(name),
            other=name in words.OTHER,
        ).model_copy(update=_flags(None if several else kind, exclusive=False))


def _aside_of_scale(option: Option) -> Option:
    """The option; one that is a code beside a scale fits nobody who chose it."""
    return option.model_copy(update={"not_applicable": True}) if is_code_aside(option.label["nl"]) else option


def _as_answered(export: Export, survey: Survey, question: Question, item: Item) -> Item:
    """The item as its cells show it: what excludes other ticks, and "other" if some answer is no option."""
    if not item.options:
        return item
    links = [
        Link(column, "item", item.id, _option_of(item, column), _rank_of(item, column)) for column in question.columns
    ]
    answers, _findings = code_item(export, survey, item, links, {})
    item = _with_exclusive(answers) if item.type is ItemType.MULTIPLE else item
    strange = answers.are(State.UNRECOGNISED, State.PARTLY).any()
    if not (strange or question.guess.other) or len(item.options) >= MAX_OPTIONS or any(o.other for o in item.options):
        return item
    code = _unused("andere", set(item.codes()))
    return item.model_copy(update={"options": (*item.options, Option(code=code, label={"nl": "Andere"}, other=True))})


def _with_exclusive(answers: ItemAnswers) -> Item:
    """The item with its "none of these" and "weet ik niet" marked as excluding the other ticks.

    Only if nobody ticked it beside another: else the questionnaire allowed that, and the ticks are kept as they are.
    """
    item = answers.item
    ticks = {code: answers.codes[f"{item.id}:{code}"] == TICKED for code in item.codes()}
    several = answers.are(State.PARTLY) | (sum(column.astype(int) for column in ticks.values()) > 1)
    options = []
    for option in item.options:
        alone = not (several & ticks[option.code]).any()
        kind = nothing(option.label["nl"])
        ends = not option.other and (kind is not None or words.excludes_others(option.label["nl"]))
        options.append(option.model_copy(update=_flags(kind, exclusive=True)) if alone and ends else option)
    return item.model_copy(update={"options": tuple(options)})


def _flags(kind: Nothing | None, *, exclusive: bool) -> dict[str, bool]:
    """What an option counts as, by the kind of no answer in its label."""
    return {
        "dont_know": kind in (Nothing.DONT_KNOW, Nothing.NO_OPINION),
        "prefer_not": kind is Nothing.PREFER_NOT,
        "not_applicable": kind is Nothing.NOT_APPLICABLE,
        "exclusive": exclusive,
    }


def _option_of(item: Item, column: Column) -> str | None:
    if item.type not in (ItemType.MULTIPLE, ItemType.RANKING) or column.part is None:
        return None
    return next((option.code for option in item.options if option.label["nl"] == column.part), None)


def _rank_of(item: Item, column: Column) -> int | None:
    return place_in(column.part) if item.type is ItemType.RANKING and column.part else None

"""Options as a tool's own file tells them, made into those of a definition: codes, meanings, places on a scale."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.definition.model import ItemType, LocalText, Option
from monitor.intake import words
from monitor.intake.codes import Names, as_code
from monitor.intake.normalise import key
from monitor.intake.nothing import Nothing, nothing

_OPINION_SCALES = 2
"""The first scales in `scales.txt` (agreement, satisfaction): their steps above the middle are favourable."""
_FEWEST_STEPS = 3


@dataclass(frozen=True)
class Told:
    """One option as a file tells it: the tool's code, its text in each language, and what the tool says of it."""

    code: str
    label: LocalText
    missing: bool = False
    """The tool itself says that this is no answer."""
    other: bool = False
    exclusive: bool = False


def options_in_order(told: Sequence[Told], *, ordered: bool = False, several: bool = False) -> tuple[Option, ...]:
    """The options in the tool's order.

    Args:
        told: what the file says.
        ordered: the tool says that they are steps of a scale (the rows of an array, an ordinal variable).
        several: more than one may be chosen; then an option such as "weet niet" excludes the others.
    """
    names = Names()
    options = [_option(one, names, several=several) for one in told]
    places = {} if several else _places(options, told, ordered=ordered)
    return tuple(option.model_copy(update={"value": places.get(option.code)}) for option in options)


def _option(told: Told, names: Names, *, several: bool) -> Option:
    meant = {key(text) for text in told.label.values()}
    kind = next(filter(None, map(nothing, told.label.values())), None)
    dont_know, prefer_not = kind in (Nothing.DONT_KNOW, Nothing.NO_OPINION), kind is Nothing.PREFER_NOT
    unfit = kind is Nothing.NOT_APPLICABLE or (kind is None and told.missing)
    code = as_code(told.code) or as_code(next(iter(told.label.values()))) or "optie"
    return Option(
        code=names.new(code),
        label=told.label,
        dont_know=dont_know,
        prefer_not=prefer_not,
        not_applicable=unfit,
        exclusive=told.exclusive or (several and (dont_know or prefer_not or unfit)),
        other=told.other or bool(meant & words.OTHER),
    )


def _is_step(option: Option) -> bool:
    return not (option.dont_know or option.prefer_not or option.not_applicable or option.other)


def _places(options: Sequence[Option], told: Sequence[Told], *, ordered: bool) -> dict[str, int]:
    """The value of each step: its place among the others on a known scale, else the tool's number, else in the list."""
    steps = [option for option in options if _is_step(option)]
    if len(steps) < _FEWEST_STEPS:
        return {}
    for labels in _by_language(steps):
        if (known := words.scale_order(frozenset(map(key, labels)))) is not None:
            rank = {place: step for step, place in enumerate(sorted(known.values()), start=1)}
            return {option.code: rank[known[key(label)]] for option, label in zip(steps, labels, strict=True)}
    if not ordered:
        return {}
    numbers = [one.code for one, option in zip(told, options, strict=True) if _is_step(option)]
    if all(number.isdecimal() for number in numbers) and len(set(map(int, numbers))) == len(numbers):
        return {option.code: int(number) for option, number in zip(steps, numbers, strict=True)}
    return {option.code: place for place, option in enumerate(steps, start=1)}


def _by_language(options: Sequence[Option]) -> Iterator[list[str]]:
    """The labels in each language in which every option has one."""
    languages = dict.fromkeys(language for option in options for language in option.label)
    for language in languages:
        if all(language in option.label for option in options):
            yield [option.label[language] for option in options]


def type_of(options: Iterable[Option]) -> ItemType:
    """One answer on a scale where the options have places, else one answer of several."""
    valued = sum(option.value is not None for option in options)
    return ItemType.LIKERT if valued >= _FEWEST_STEPS else ItemType.SINGLE


def favourable(options: Sequence[Option]) -> tuple[str, ...]:
    """The steps above the middle of a known scale of agreement or satisfaction; of no other scale is that sure."""
    steps = [option for option in options if option.value is not None]
    for scale in words.SCALES[:_OPINION_SCALES] if len(steps) > _FEWEST_STEPS else ():
        for labels in _by_language(steps):
            places = [scale.get(key(label), 0) for label in labels]
            if all(places) and len(set(places)) == len(steps):
                middle = (max(scale.values()) + 1) // 2
                return tuple(step.code for step, place in zip(steps, places, strict=True) if place > middle)
    return ()

"""Which groups are held beside each other, about what, and what stands in the way of working out a difference."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from monitor.definition.indicators import OPTION, Base, measures_of
from monitor.definition.model import Item, ItemType, LocalText
from monitor.definition.perspectives import ORIENTATION, SAME_WORDS, level_between, subjects
from monitor.statistics.estimate import Estimates
from monitor.statistics.gap import SCHOOL, Gap, Side, measured
from monitor.statistics.reasons import Reason, because

SUBTRACTED = ("personeel", "ouders", "leerlingen")
"""An audience is subtracted from those before it: so topics told (staff) minus heard (parents)."""
DONT_KNOW, FAVOURABLE = "dont_know", "favourable"


@dataclass(frozen=True)
class Asked:
    """One survey of the school: its waves by year, and what it asks."""

    survey: str
    waves: dict[str, Estimates]

    @property
    def audience(self) -> str:
        """Whom it is put to."""
        return self._newest_first[0].manifest.survey.audience

    def nearest(self, year: str) -> Estimates:
        """The wave of a year, else the newest."""
        return self.waves.get(year, self._newest_first[0])

    @cached_property
    def _newest_first(self) -> list[Estimates]:
        return [self.waves[year] for year in sorted(self.waves, reverse=True)]

    def item(self, key: str, year: str) -> Item | None:
        """The question about a subject as that year put it; None: it did not."""
        wave = self.waves.get(year)
        return next((item for item in wave.items.values() if item.common == key), None) if wave else None

    def ever(self, key: str) -> Item | None:
        """The question about a subject as the newest year that has it put it."""
        return next(filter(None, (self.item(key, wave.manifest.year) for wave in self._newest_first)), None)

    @cached_property
    def keys(self) -> dict[str, None]:
        """The subjects that it asks about in any year."""
        return dict.fromkeys(item.common for one in self._newest_first for item in one.items.values() if item.common)


def gaps(year: str, waves: Iterable[Estimates]) -> tuple[Gap, ...]:
    """Everything that two groups of a school were both asked about, as that year has it.

    Args:
        year: the school year; both groups are of it, a group without a release then has its reason.
        waves: every wave of the school, whatever its year: they tell which groups there are and what they are asked.
    """
    asked: dict[str, dict[str, Estimates]] = {}
    for wave in waves:
        asked.setdefault(wave.manifest.survey.id, {})[wave.manifest.year] = wave
    groups = sorted((Asked(survey, found) for survey, found in asked.items()), key=_order)
    pairs = [(one, other) for one, other in combinations(groups, 2) if one.audience != other.audience]
    return tuple(
        gap for one, other in pairs for key in _shown_order(one, other) for gap in about(key, year, one, other)
    )


def _order(group: Asked) -> tuple[int, str]:
    known = group.audience in SUBTRACTED
    return (SUBTRACTED.index(group.audience) if known else len(SUBTRACTED)), group.survey


def _shown_order(one: Asked, other: Asked) -> list[str]:
    shared = [key for key in one.keys if key in other.keys]
    order = list(subjects())
    return sorted(shared, key=lambda key: order.index(key) if key in order else len(order))


def about(key: str, year: str, one: Asked, other: Asked) -> Iterator[Gap]:
    """Two groups on one subject: a row for every measure and base that both have, or the reason why there is none."""
    items = [group.item(key, year) or group.ever(key) for group in (one, other)]
    asked = [item for item in items if item is not None]
    level = level_between(*asked) if len(asked) == len(items) else None
    missing = (*_missing(one, key, year), *_missing(other, key, year))
    for pair in _pairs(asked):
        put = [_Put(*each) for each in zip((one, other), (year, year), items, pair.names, strict=True)]
        first, second = (each.side(pair.base) for each in put)
        reasons = missing or _obstacles(put, (first, second), level or ORIENTATION)
        answer = next(filter(None, (each.answer() for each in put)), ())
        yield measured(Gap(year, key, pair.measure, pair.base, level, first, second, answer, reasons=reasons))


def _missing(group: Asked, key: str, year: str) -> Iterator[Reason]:
    if year not in group.waves:
        yield because("no-wave", survey=group.survey, year=year)
    elif group.item(key, year) is None:
        yield because("not-asked-of", survey=group.survey, year=year)


@dataclass(frozen=True)
class _Pair:
    """What is compared: the measure as both call it, its base, and what each question calls it (None: it has none)."""

    measure: str
    base: Base
    names: tuple[str | None, str | None]


def _pairs(asked: list[Item]) -> Iterator[_Pair]:
    if all(item.type is ItemType.MULTIPLE for item in asked) and len(asked) > 1:
        yield from _options(*asked)
        return
    known = [{measure.id: measure.bases for measure in measures_of(item)} for item in asked]
    shared = [name for name in known[0] if all(name in each for each in known)] if len(asked) > 1 else []
    if not shared:
        name = next(iter(known[0]))
        yield _Pair(name, known[0][name][0], (name, name))
    for name in shared:
        # who does not say "weet ik niet" knows: one of the two tells it all
        if name != DONT_KNOW or "known" not in shared:
            yield from (_Pair(name, base, (name, name)) for base in _bases(*(each[name] for each in known)))


def _bases(first: tuple[Base, ...], second: tuple[Base, ...]) -> tuple[Base, ...]:
    """Those with an opinion (B), then all (A); where one group has no "weet ik niet", only B is like for like."""
    if first == second:
        return tuple(sorted(first, reverse=True))
    return ("B",)


def _options(first: Item, second: Item) -> Iterator[_Pair]:
    """The answers of two questions with several, each under the code that it stands for in the other group's list."""
    sides = [_by_meaning(item) for item in (first, second)]
    for code in dict.fromkeys((*sides[0], *sides[1])):
        one, other = (side.get(code, []) for side in sides)
        names = (OPTION + one[0] if len(one) == 1 else None, OPTION + other[0] if len(other) == 1 else None)
        yield _Pair(OPTION + code, "A", names)


def _by_meaning(item: Item) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for option in item.options:
        if option.code in item.valid and not option.other:
            found.setdefault(option.maps_to or option.code, []).append(option.code)
    return found


@dataclass(frozen=True)
class _Put:
    """A question as a group got it in a year, and what it calls the measure that is compared."""

    group: Asked
    year: str
    item: Item | None
    name: str | None

    def side(self, base: Base) -> Side:
        """The group with its share, as far as it has one; base B of a question without "weet ik niet" is its base A."""
        wave, item = self.group.waves.get(self.year), self.item.id if self.item else ""
        bases: tuple[Base, ...] = (base, "A")
        found = [wave.shares.get((item, self.name or "", each, SCHOOL)) for each in bases] if wave else []
        return Side(self.group.survey, self.group.audience, item, next(filter(None, found), None))

    def say(self, text: LocalText) -> str:
        """A text in the words of the region."""
        manifest = self.group.nearest(self.year).manifest
        return manifest.survey.say(text, manifest.locale)

    def text(self) -> str:
        """The question itself."""
        return self.say(self.item.text) if self.item else ""

    def answer(self) -> tuple[str, ...]:
        """The answers that count, where they say more than the name of the measure does."""
        if self.item is None or not (self.name or "").startswith((FAVOURABLE, OPTION)):
            return ()
        return tuple(self.say(self.item.option(code).label) for code in self.item.codes() if code in self.counted())

    def answers(self) -> dict[str, str]:
        """What could be chosen, "weet ik niet" and refusals left out: one group may have had them and the other not."""
        item = self.item
        return {code: self.say(item.option(code).label) for code in item.substantive} if item else {}

    def counted(self) -> frozenset[str]:
        """The answers that count towards the measure."""
        measures = {one.id: one.codes for one in measures_of(self.item)} if self.item else {}
        return frozenset(measures.get(self.name or "", ()))

    @property
    def several(self) -> bool:
        """Whether several answers could be ticked."""
        return self.item is not None and self.item.type is ItemType.MULTIPLE


def _obstacles(put: list[_Put], sides: tuple[Side, Side], level: int) -> tuple[Reason, ...]:
    """What stands in the way of working out a difference, the most telling alone."""
    found = _of_the_questions(put, level) or _of_the_answers(put, level)
    return found or tuple(
        because("hidden-of", survey=side.survey) for side in sides if side.share is None or not side.share.shown
    )


def _of_the_questions(put: list[_Put], level: int) -> tuple[Reason, ...]:
    if level == ORIENTATION:
        return (because("orientation"),)
    if routed := [one.group.survey for one in put if one.item and one.item.routing]:
        return tuple(because("asked-of-some", survey=survey) for survey in routed)
    first, second = (one.text() for one in put)
    return (because("words-differ"),) if level == SAME_WORDS and first != second else ()


def _of_the_answers(put: list[_Put], level: int) -> tuple[Reason, ...]:
    if without := [one.group.survey for one in put if one.name is None]:
        return tuple(because("no-such-answer", survey=survey) for survey in without)
    first, second = put
    if first.several:  # at level 2 the answers are turned to the respondent as well, and are known by their codes
        return (because("answers-differ"),) if level == SAME_WORDS and first.answer() != second.answer() else ()
    if first.answers() != second.answers():
        return (because("answers-differ"),)
    return (because("numerator"),) if first.counted() != second.counted() else ()

"""What is said of all answers of two years, of the two parts of a change, and of a course: worked out anew.

The program uses ranks, a formula and a ready slope (`monitor.statistics`); here pairs of people are counted one by one,
parts are told by changing one thing at a time in both orders, and a line is fitted by least squares.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from monitor.definition.model import Item
from tests.support.shown import arithmetic
from tests.support.shown.facts import LEAST_TO_COMPARE, Wave
from tests.support.shown.found import Unit

if TYPE_CHECKING:
    from tests.support.shown.declared import Declared

Where = tuple[frozenset[str], str]
Numbers = Iterator[tuple[Unit, float, Where]]
SCHOOL = "school"
LEAST_YEARS = 3


def of_waves(waves: list[Wave], item_id: str) -> Numbers:
    """All of these numbers of a question."""
    asked = [wave for wave in waves if item_id in wave.items]
    for before, after in itertools.combinations(asked, 2):
        where = frozenset(wave.release.manifest.year for wave in (before, after)), SCHOOL
        items = before.items[item_id], after.items[item_id]
        yield from (("count", number, where) for number in _pairs_of_people(before, after, items))
        yield from (("points", part, where) for part in _parts(before, after, items))
    yield from _courses(asked, item_id)


def _pairs_of_people(before: Wave, after: Wave, items: tuple[Item, Item]) -> Iterator[int]:
    """Of a hundred pairs, one person per year, how many stand higher the second time and how many lower."""
    counts = [_steps(wave, item) for wave, item in zip((before, after), items, strict=True)]
    if not all(counts):
        return
    pairs: Counter[int] = Counter()
    for (then, many), (now, others) in itertools.product(counts[0].items(), counts[1].items()):
        pairs[(now > then) - (now < then)] += many * others
    for side in (1, -1):
        yield round(100 * pairs[side] / sum(pairs.values()))


def _steps(wave: Wave, item: Item) -> dict[float, int]:
    """The published number of people on each step of the scale; nothing if one of them was not published."""
    told = dict(wave.facts.get((SCHOOL, item.id), {}))
    steps = {option.code: option.value for option in item.options if option.value is not None}
    if len(steps) < LEAST_YEARS or any(frozenset((code,)) not in told for code in steps):
        return {}
    highest = max(steps, key=lambda code: steps[code] or 0)
    sign = 1 if not item.favourable or highest in item.favourable else -1
    return {sign * float(value or 0): told[frozenset((code,))][0] for code, value in steps.items()}


def _parts(before: Wave, after: Wave, items: tuple[Item, Item]) -> Iterator[float]:
    """What knowing alone, and liking alone, would have changed: the mean of both orders in which they may change."""
    sides = []
    for wave, item in zip((before, after), items, strict=True):
        parts = wave.parts(SCHOOL, item)
        sides.append([parts.get(("known", "A"), []), parts.get(("favourable", "B"), [])])
    for knew, liked, know, like in itertools.product(*sides[0], *sides[1]):
        a, q, b, r = (one.share for one in (knew, liked, know, like))
        yield ((b * q - a * q) + (b * r - a * r)) / 2
        yield ((a * r - a * q) + (b * r - b * q)) / 2


def _courses(waves: list[Wave], item_id: str) -> Numbers:
    """The slope a year of each share over three waves or more that may be held side by side, with its limits."""
    yield "count", LEAST_YEARS, (frozenset(), SCHOOL)
    for start in range(len(waves) - LEAST_YEARS + 1):
        kept = waves[start:]
        shares = [wave.parts(SCHOOL, wave.items[item_id]) for wave in kept]
        years = [int(wave.release.manifest.year[:4]) for wave in kept]
        where = frozenset(wave.release.manifest.year for wave in kept), SCHOOL
        for key in shares[-1]:
            for chosen in itertools.product(*(one.get(key, []) for one in shares)):
                usable = [(year, one) for year, one in zip(years, chosen, strict=True) if one.n >= LEAST_TO_COMPARE]
                if len(usable) >= LEAST_YEARS:
                    yield from (("points", number, where) for number in _line(usable))


def _line(points: list[tuple[int, arithmetic.Part]]) -> tuple[float, float, float]:
    """The least-squares line through the shares, each weighing as many as answered, and how chance may tilt it."""
    years = np.array([year for year, _one in points], float)
    weights = np.sqrt([one.n for _year, one in points])
    shares = np.array([one.share for _year, one in points])
    slope = float(np.polyfit(years, shares, 1, w=weights)[0])
    each = [float(np.polyfit(years, np.eye(len(years))[place], 1, w=weights)[0]) for place in range(len(years))]
    half = arithmetic.Z * math.hypot(*(tilt * _error(one) for tilt, (_year, one) in zip(each, points, strict=True)))
    return slope, slope - half, slope + half


def _error(one: arithmetic.Part) -> float:
    """The standard error of a share: that of its count, or what its farther limit says where that is more."""
    farther = max(one.high - one.share, one.share - one.low) / arithmetic.Z
    return max(math.sqrt(one.share * (1 - one.share) / one.n + one.noise), farther)


def families(known: "Declared", survey: str, _item: str) -> Numbers:
    """Among how many questions a change stands out: those of one audience and one measure that were tested."""
    mine = known.waves_of(survey)[0].release.manifest.survey.audience
    for (audience, years, _family), number in known.tested.items():
        if audience == mine:
            yield "count", number, (years, SCHOOL)


def tested(known: "Declared") -> Counter[tuple[str, frozenset[str], str]]:
    """How many questions of an audience were tested between two years, by measure."""
    audience = {one: wave.release.manifest.survey.audience for (one, _year), wave in known.waves.items()}
    rows = [row for row in known.rows if _is_tested(known, row)]
    both = {(row["survey"], row["item"], row["from"], row["to"]) for row in rows if row["indicator"] == "known"}
    found: Counter[tuple[str, frozenset[str], str]] = Counter()
    for row in rows:
        twice = (row["survey"], row["item"], row["from"], row["to"]) in both and row["indicator"] == "dont_know"
        if row["p"] is not None and not twice:
            family = row["indicator"].partition(":")[0]
            found[audience[row["survey"]], frozenset((row["from"], row["to"])), family] += 1
    return found


def _is_tested(known: "Declared", row: dict[str, Any]) -> bool:
    scales = {one.id for one in known.waves[row["survey"], row["to"]].release.manifest.scales}
    return row["base"] == "A" and row["node"] == SCHOOL and row["item"] not in scales

"""What the funnel and the two groups side by side may show, as functions of released facts, worked out anew."""

import itertools
from collections.abc import Iterator

from monitor.definition.model import Item
from tests.support.shown import arithmetic
from tests.support.shown.facts import Parts, Wave
from tests.support.shown.found import Unit

Numbers = Iterator[tuple[Unit, float, tuple[frozenset[str], str]]]
SCHOOL = "school"
ONLY_SUBJECT = 3
"""The level at which no difference may be shown."""
HUNDREDS_FROM = 50


def steps(waves: list[Wave], item_id: str) -> Numbers:
    """Forms and people who could answer; so many of every 100; no more who are favourable than who know."""
    for wave in waves:
        manifest = wave.release.manifest
        where = frozenset((manifest.year,)), SCHOOL
        item = _item(wave, item_id)
        if item is None or not (item.favourable and item.unknown):
            continue
        forms, enrolled = manifest.nodes[0].forms, manifest.enrolment.get("total")
        yield "count", forms, where
        if enrolled:
            yield "count", enrolled, where
            yield "share", forms / enrolled, where
        for part in _cut(wave, item):
            yield "count", part.count, where
            for value in (part.share, part.low, part.high):
                yield "share", value, where
                yield "percent", value, where
        parts = wave.parts(SCHOOL, item)
        for part in (*parts.get(("known", "A"), ()), *parts.get(("favourable", "A"), ()), *_cut(wave, item)):
            yield "hundred", round(100 * part.share) if part.n >= HUNDREDS_FROM else part.count, where


def _cut(wave: Wave, item: Item) -> Iterator[arithmetic.Part]:
    for whole, most in itertools.product(wave.answers(SCHOOL, item), wave.answers(SCHOOL, item, "B")):
        for count, added in wave.counts(SCHOOL, item, item.favourable) if whole[0] else ():
            yield arithmetic.part((min(count, most[0]), added), whole)


def differences(waves: list[Wave], survey: str, item_id: str) -> Numbers:
    """The share of one group minus that of another in the same year, where more than the subject is the same."""
    mine = [wave for wave in waves if wave.release.manifest.survey.id == survey]
    for one, other in itertools.product(mine, waves):
        asked, beside = one.release.manifest, other.release.manifest
        item = _item(one, item_id)
        if item is None or asked.year != beside.year or asked.survey.audience == beside.survey.audience:
            continue
        for second in (each for each in beside.survey.items if item.common and each.common == item.common):
            if max(item.comparability or 0, second.comparability or 0) < ONLY_SUBJECT:
                parts = _like_for_like(item, one.parts(SCHOOL, item), second, other.parts(SCHOOL, second))
                for first, then in itertools.chain(parts, [(b, a) for a, b in parts]):
                    for value in arithmetic.change(then, first):
                        yield "points", value, (frozenset((asked.year,)), SCHOOL)
                        yield "share", value, (frozenset((asked.year,)), SCHOOL)


def _like_for_like(first: Item, parts: Parts, second: Item, others: Parts) -> list[tuple[arithmetic.Part, ...]]:
    """Shares of the same measure; base B of a question without "weet ik niet" is its base A."""
    found: list[tuple[arithmetic.Part, ...]] = []
    for measure, base in parts:
        name = _meant(first, measure)
        for same in (each for each in others if _meant(second, each[0]) == name):
            lacks = {(same[0], "B") not in others, (measure, "B") not in parts}
            if same[1] == base or True in lacks:
                found += itertools.product(parts[measure, base], others[same])
    return found


def _meant(item: Item, measure: str) -> str:
    code = measure.partition("option:")[2]
    return f"option:{item.option(code).maps_to or code}" if code else measure


def _item(wave: Wave, item_id: str) -> Item | None:
    return next((item for item in wave.release.manifest.survey.items if item.id == item_id), None)

"""Seen answers: per scale which answers a file holds, and which texts are none of them, with what is probably meant.

A text that is no answer is shown if five people gave it where nobody writes freely (`monitor.intake.strangers`), or
if it nearly reads as an answer: a slip of the pen is no opinion. All others are counted, and stay unseen.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.definition.model import Item, Option, Survey
from monitor.desk_terms import Repair, SeenOption, SeenScale
from monitor.intake.answers import Answers, Link
from monitor.intake.choices import Choices
from monitor.intake.guess import is_personal
from monitor.intake.normalise import key
from monitor.intake.options import OptionBook
from monitor.intake.strangers import Labels, given_texts, links_of_labels

NEARLY = 85.0
"""The similarity (0..100, rapidfuzz ratio) from which a text may be a slip in an answer: `akoord`; not `oneens`."""


@dataclass
class _Text:
    """A text that is no answer, over the questions of a scale."""

    spelling: str
    count: int = 0
    items: list[str] = field(default_factory=list)
    code: str | None = None


def seen_scales(
    answers: Answers, labels: Sequence[Labels], chosen: Choices, locale: str = "nl-BE"
) -> tuple[SeenScale, ...]:
    """Every scale of which the file has a column with labels, in the order of the survey."""
    survey = answers.survey
    strange = {one.item.id: frozenset(one.strange) for one in labels}
    alike: dict[str, list[tuple[Item, list[Link]]]] = {}
    for item, links in links_of_labels(answers):
        alike.setdefault(_scale_key(item, survey, locale), []).append((item, links))
    return tuple(_scale(answers, members, strange, chosen, locale) for members in alike.values())


def _scale_key(item: Item, survey: Survey, locale: str) -> str:
    told = [(option.code, survey.say(option.label, locale)) for option in item.options]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _scale(
    answers: Answers, members: Sequence[tuple[Item, list[Link]]], strange: Mapping[str, frozenset[str]],
    chosen: Choices, locale: str,
) -> SeenScale:  # fmt: skip
    survey = answers.survey
    first = members[0][0]
    known: set[str] = set()
    texts: dict[str, _Text] = {}
    shown: set[str] = set()
    for item, links in members:
        given, others = given_texts(answers.export, survey, item, links)
        known |= given.keys()
        decided = OptionBook(item, survey, chosen.labels(item.id))
        shown |= strange.get(item.id, frozenset())
        for name, (count, spelling) in others.items():
            if decided.other is None:  # else what stands there may be people's own words
                text = texts.setdefault(name, _Text(spelling))
                text.count += count
                text.items.append(item.id)
                text.code = decided.code(spelling)
    scale = _scale_key(first, survey, locale)
    repairs = tuple(_repairs(texts, shown, OptionBook(first, survey), scale))
    return SeenScale(
        questions=tuple(survey.say(item.text, locale) for item, _links in members),
        options=tuple(_option(one, given=one.code in known, survey=survey, locale=locale) for one in first.options),
        repairs=repairs,
        reversed=tuple(survey.say(item.text, locale) for item, _links in members if item.reverse),
        unread=sum(text.count for text in texts.values()) - sum(one.count for one in repairs),
    )


def _option(option: Option, *, given: bool, survey: Survey, locale: str) -> SeenOption:
    if option.dont_know or option.counts_as_unknown:
        apart = "unknown"
    elif option.prefer_not or option.not_applicable:
        apart = "refused"
    else:
        apart = ""
    return SeenOption(option.code, survey.say(option.label, locale), given, apart)


def _repairs(texts: Mapping[str, _Text], shown: set[str], book: OptionBook, scale: str) -> Iterator[Repair]:
    """The texts that may be shown, the commonest first."""
    for name, text in sorted(texts.items(), key=lambda pair: (-pair[1].count, pair[0])):
        suggested = _nearly(name, book)
        if is_personal(text.spelling) or not (suggested or name in shown):
            continue
        unique = hashlib.sha256(f"{scale}\x1f{name}".encode()).hexdigest()[:16]
        yield Repair(unique, text.spelling, text.count, tuple(text.items), suggested, text.code)


def _nearly(name: str, book: OptionBook) -> str | None:
    """The one answer that a text nearly reads as: as many words, nearly the same letters."""
    from rapidfuzz import fuzz

    near = {
        code
        for label, code in book.labels.items()
        if len(label.split()) == len(name.split()) and fuzz.ratio(key(label), name) >= NEARLY
    }
    return next(iter(near)) if len(near) == 1 else None

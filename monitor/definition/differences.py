"""What differs between two years' questionnaires, question by question, and what their files showed beyond them.

Pure: two surveys (and what was seen in the files) go in, differences come out. The register of an import and the
comparison of two releases both use it, so that they cannot disagree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from monitor.definition.model import Frozen, Item, Survey

Kind = Literal[
    "type", "wording", "scale-length", "options", "order", "labels", "version", "not-asked",
    "new-question", "question-order", "audience", "one-response-per", "enrolment", "classes",
]  # fmt: skip
"""The first eight make an item incomparable; the others are about the whole wave, and are shown beside a change."""

OF_ITEMS: tuple[Kind, ...] = (
    "type", "wording", "scale-length", "options", "order", "labels", "version", "not-asked",
)  # fmt: skip
_SEEN_IN_FILES: tuple[Kind, ...] = (
    "not-asked", "new-question", "question-order", "options", "scale-length", "order",
)  # fmt: skip
MUCH = 1 / 3
"""An enrolment that changed by more than this part is another population."""


class TrendBreak(Frozen):
    """Something that stands between two years, or that one year's file showed beyond its questionnaire.

    `since` is the school year with which was compared; `None`: seen in the file of this wave itself. `heading` is
    that of a column, `names` are ids of items or labels of classes, `sign` is a fingerprint of labels under the
    key of the workspace (never the labels), `before` and `after` are numbers of options, or of people who could answer.
    """

    kind: Kind
    item: str = ""
    since: str | None = None
    heading: str = ""
    names: tuple[str, ...] = ()
    sign: str = ""
    before: int | None = None
    after: int | None = None


Observed = tuple[TrendBreak, ...]
"""What the files of one wave showed beyond its questionnaire (`since` is `None`)."""


def was_observed(one: TrendBreak) -> bool:
    """Whether this can be something that a file showed beyond its questionnaire, compared with no other year."""
    return one.since is None and one.kind in _SEEN_IN_FILES


def together(parts: Sequence[Observed]) -> Observed:
    """What the files of a wave showed together: a question that one of them has was asked."""
    seen = {(one.kind, one.item, one.heading): one for part in reversed(parts) for one in part if one.since is None}
    orders = (one for part in parts for one in part if one.kind == "question-order" and one.since is None)
    asked = {item for one in orders for item in one.names}
    return tuple(one for one in seen.values() if one.kind != "not-asked" or one.item not in asked)


@dataclass(frozen=True)
class Standing:
    """What is known of a wave when breaks are looked for; `enrolled` and `classes` may not be known.

    `classes` are those that are shown: one of which too few answered is left out, as if nobody had.
    """

    survey: Survey
    year: str
    locale: str
    observed: Observed = ()
    enrolled: int | None = None
    classes: frozenset[str] = frozenset()


def item_differences(before: Standing, after: Standing, item: str) -> tuple[TrendBreak, ...]:
    """What makes the answers of two years to an item incomparable; empty: it was asked in the same way.

    Compared are type, answers to choose from, their order and words, the words of the question (terms of the
    earlier school's region filled in), the version, the fingerprint, which covers every language, and the options
    and the order that the files showed. `not-asked` has the year in which the item was not asked in `heading`.
    """
    for side in (before, after):
        if item not in {asked.id for asked in side.survey.items} or _seen(side.observed, "not-asked", item):
            return (TrendBreak(kind="not-asked", item=item, since=before.year, heading=side.year),)
    old, new = before.survey.item(item), after.survey.item(item)
    found = tuple(dict.fromkeys(_kinds(before, old, after, new)))
    if not found and (old.version, old.fingerprint) != (new.version, new.fingerprint):
        found = (("version", None, None),)
    return tuple(TrendBreak(kind=kind, item=item, since=before.year, before=was, after=now) for kind, was, now in found)


_Found = tuple[Kind, int | None, int | None]


def _kinds(before: Standing, old: Item, after: Standing, new: Item) -> Iterator[_Found]:
    if old.type is not new.type:
        yield "type", None, None
    yield from _options(old, new) or _seen_options(before.observed, old, after.observed, new)
    if _seen(before.observed, "order", old.id) != _seen(after.observed, "order", new.id):
        yield "order", None, None
    if before.survey.say(old.text, before.locale) != after.survey.say(new.text, before.locale):
        yield "wording", None, None
    was, now = (_labels(side.survey, item, before.locale) for side, item in ((before, old), (after, new)))
    if was.keys() == now.keys() and was != now:
        yield "labels", None, None


def _options(old: Item, new: Item) -> tuple[_Found, ...]:
    if len(old.options) != len(new.options):
        return (("scale-length", len(old.options), len(new.options)),)
    if set(old.codes()) != set(new.codes()):
        return (("options", None, None),)
    return (("order", None, None),) if old.codes() != new.codes() else ()


def _seen_options(before: Observed, old: Item, after: Observed, new: Item) -> tuple[_Found, ...]:
    """Answers that many gave and that are no option: in one of the years only, or other ones."""
    was, now = _strange(before, old.id), _strange(after, new.id)
    if was == now:
        return ()
    longer = next((one for one in (now, was) if one is not None and one.kind == "scale-length"), None)
    if longer is None:
        return (("options", None, None),)
    lengths = (len(old.options) if was is None else was.after, len(new.options) if now is None else now.after)
    return (("options", None, None),) if lengths[0] == lengths[1] else (("scale-length", *lengths),)


def _strange(observed: Observed, item: str) -> TrendBreak | None:
    return next((one for one in observed if one.item == item and one.kind in ("options", "scale-length")), None)


def _seen(observed: Observed, kind: Kind, item: str) -> bool:
    return any(one.kind == kind and one.item == item for one in observed)


def _labels(survey: Survey, item: Item, locale: str) -> dict[str, str]:
    return {option.code: survey.say(option.label, locale) for option in item.options}


def breaks_between(before: Standing, after: Standing) -> tuple[TrendBreak, ...]:
    """Everything that stands between two waves of a survey: item by item, and of the waves as a whole."""
    asked = dict.fromkeys((*(i.id for i in before.survey.items), *(i.id for i in after.survey.items)))
    items = (one for item in asked for one in item_differences(before, after, item))
    told = [one for one in items if not (one.kind == "not-asked" and _in_neither(before, after, one.item))]
    return (*told, *_of_the_wave(before, after))


def _in_neither(before: Standing, after: Standing, item: str) -> bool:
    return all(
        item not in {one.id for one in side.survey.items} or _seen(side.observed, "not-asked", item)
        for side in (before, after)
    )


def _of_the_wave(before: Standing, after: Standing) -> Iterator[TrendBreak]:
    since = before.year
    known = {one.heading for one in before.observed if one.kind == "new-question"}
    for one in after.observed:
        if one.kind == "new-question" and one.heading not in known:
            yield one.model_copy(update={"since": since})
    if moved := _moved(before, after):
        yield TrendBreak(kind="question-order", since=since, names=moved)
    if before.survey.audience != after.survey.audience:
        yield TrendBreak(kind="audience", since=since, names=(before.survey.audience, after.survey.audience))
    if before.survey.one_response_per != after.survey.one_response_per:
        per = (before.survey.one_response_per, after.survey.one_response_per)
        yield TrendBreak(kind="one-response-per", since=since, names=per)
    if before.enrolled and after.enrolled and abs(after.enrolled - before.enrolled) > MUCH * before.enrolled:
        yield TrendBreak(kind="enrolment", since=since, before=before.enrolled, after=after.enrolled)
    if gone := _gone(before.classes, after.classes):
        yield TrendBreak(kind="classes", since=since, names=gone)


def _moved(before: Standing, after: Standing) -> tuple[str, ...]:
    """The items that stand after another one than before, among those asked in the same words in both years.

    A tool may put a question that was renamed behind all others, whatever its place in the form.
    """
    orders = [next((o.names for o in side.observed if o.kind == "question-order"), ()) for side in (before, after)]
    same = {item for item in set(orders[0]) & set(orders[1]) if not _reworded(before, after, item)}
    was, now = (["", *(item for item in order if item in same)] for order in orders)
    followed = set(pairwise(was))
    return tuple(second for first, second in pairwise(now) if (first, second) not in followed)


def _reworded(before: Standing, after: Standing, item: str) -> bool:
    return any(one.kind == "wording" for one in item_differences(before, after, item))


def _gone(before: frozenset[str], after: frozenset[str]) -> tuple[str, ...]:
    """The classes that were shown before and are not now; where no class is known, nobody can say."""
    return tuple(sorted(before - after)) if after else ()

"""Whether an item was asked in the same way in two years, and if not, what changed (trap T10)."""

from collections.abc import Iterator

from monitor.definition.model import Item, Survey
from monitor.disclosure.release import Manifest
from monitor.statistics.reasons import Reason, because


def differences(before: Manifest, after: Manifest, item: str) -> tuple[Reason, ...]:
    """What makes the answers of two years incomparable; empty: the item was asked in the same way in both.

    Compared are type, answers to choose from, their order and words, the words of the question (terms of the
    school's region filled in), the version, and the fingerprint, which covers every language.
    """
    for manifest in (before, after):
        if item not in {asked.id for asked in manifest.survey.items}:
            return (because("no-item", year=manifest.year),)
    old, new = before.survey.item(item), after.survey.item(item)
    found = (*_type(old, new), *_options(old, new), *_words(before, old, after, new))
    if not found and (old.version, old.fingerprint) != (new.version, new.fingerprint):
        return (because("version"),)
    return found


def _type(old: Item, new: Item) -> Iterator[Reason]:
    if old.type is not new.type:
        yield because("type")


def _options(old: Item, new: Item) -> Iterator[Reason]:
    if len(old.options) != len(new.options):
        yield because("scale-length", before=len(old.options), after=len(new.options))
    elif set(old.codes()) != set(new.codes()):
        yield because("options")
    elif old.codes() != new.codes():
        yield because("order")


def _words(before: Manifest, old: Item, after: Manifest, new: Item) -> Iterator[Reason]:
    if before.survey.say(old.text, before.locale) != after.survey.say(new.text, before.locale):
        yield because("wording")
    was, now = _labels(before.survey, old, before.locale), _labels(after.survey, new, before.locale)
    if was.keys() == now.keys() and was != now:
        yield because("labels")


def _labels(survey: Survey, item: Item, locale: str) -> dict[str, str]:
    return {option.code: survey.say(option.label, locale) for option in item.options}

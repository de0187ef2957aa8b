"""Digits that are no number: in the names of questions, answers, groups and surveys, and in our own fixed sentences.

A name is taken out of a text before numbers are looked for, and only as a whole word; a name that is nothing but
digits is taken out only where it is the whole text. So the class "1A" excuses no other 1.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from babel.messages.pofile import read_po

import monitor
from monitor.definition.indicators import indicators, measures_of
from monitor.definition.load import load_benchmarks
from monitor.definition.model import wording
from monitor.definition.perspectives import subjects
from monitor.disclosure.release import Release
from monitor.report.sentences import survey_name
from monitor.results import Results
from monitor.texts import _
from tests.support.shown.found import MONTHS, plain

LED = 3
"""Words of an indicator's sentence ("Zoveel ouders zijn ...") that a headline replaces by others."""
LEAST_LETTERS = 12
"""A piece of a fixed sentence is recognised from so many letters on."""


class Names:
    """The names in the releases of a school, and what each of them is the name of."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._whole = set(self._all())
        self.without = cache(self._without)

    def _without(self, text: str) -> str:
        """The text without the names and the fixed sentences that have digits in them."""
        told = plain(text)
        if told in self._whole or not any(sign.isdigit() for sign in told):
            return ""
        return self._pattern.sub(" ", _fixed().sub(" ", told))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        inside = {name for name in self._whole if re.search(r"\d", name) and re.search(r"[^\W\d_]", name)}
        inside -= set(self._results.years())
        return _any_of(inside)

    @cached_property
    def surveys(self) -> dict[str, str]:
        """What a survey is called on the screen, to its id; and its id."""
        ids = [each.id for each in self._results.surveys()]
        return {survey_name(self._results, id_): id_ for id_ in ids} | {id_: id_ for id_ in ids}

    @cached_property
    def items(self) -> dict[str, set[tuple[str, str]]]:
        """The words of a question, or of an indicator about it, to (survey, item)."""
        found: dict[str, set[tuple[str, str]]] = {}
        for release in self._results.releases:
            asked = release.manifest.survey
            for item in asked.items:
                found.setdefault(plain(asked.say(item.text, self._results.locale)), set()).add((asked.id, item.id))
            for scale in release.manifest.scales:
                found.setdefault(plain(asked.say(scale.title, self._results.locale)), set()).add((asked.id, scale.id))
        for one in indicators():
            for survey in one.surveys:
                found.setdefault(plain(wording(one.title, self._results.locale)), set()).add((survey, one.item))
        return found

    @cached_property
    def sentences(self) -> dict[str, frozenset[tuple[str, str]]]:
        """An indicator's sentence from its people on ("ouders zijn tevreden over ..."), to (survey, item)."""
        found, held = {}, {each.id for each in self._results.surveys()}
        for one in (one for one in indicators() if held & {*one.surveys}):
            people, rest = plain(wording(one.sentence, self._results.locale)).rstrip(".").split(" ", 2)[1:]
            who = people if one.base == "A" else _("{who} who know it").format(who=people)
            found[f"{who} {rest}"] = frozenset((survey, one.item) for survey in one.surveys if survey in held)
        return found

    @cached_property
    def subjects(self) -> dict[str, set[str]]:
        """The key of a subject that groups share to the questions about it."""
        found: dict[str, set[str]] = {}
        for release in self._results.releases:
            for item in (item for item in release.manifest.survey.items if item.common):
                found.setdefault(str(item.common), set()).add(item.id)
        return found

    @cached_property
    def titles(self) -> dict[str, set[str]]:
        """What a subject that groups share is called, to the questions about it."""
        named = {key: plain(wording(each.title, self._results.locale)) for key, each in subjects().items()}
        return {named[key]: items for key, items in self.subjects.items() if key in named}

    @cached_property
    def nodes(self) -> dict[str, str]:
        """The label of a group to its id."""
        return {node.label: node.id for release in self._results.releases for node in release.manifest.nodes}

    @cached_property
    def goals(self) -> dict[str, tuple[str, str, str]]:
        """The id of a goal on the page of goals to its survey, question and group."""
        return {f"doel-{one.number}": (one.goal.survey, one.goal.item, one.goal.node) for one in self._results.goals}

    def with_pulses(self, survey: str) -> frozenset[str]:
        """A survey and the pulses of it: a goal tells of both."""
        asked = (release.manifest.survey for release in self._results.releases)
        return frozenset((survey, *(one.id for one in asked if one.pulse is not None and one.pulse.of == survey)))

    @cached_property
    def years(self) -> frozenset[str]:
        """The school years with a release."""
        return frozenset(self._results.years())

    def theme(self, survey: str, theme: str) -> frozenset[str]:
        """The questions of a survey in a section; in all of them for a word that is none."""
        asked = [release.manifest.survey for release in self._results.releases if release.manifest.survey.id == survey]
        known = {part.id for one in asked for part in one.sections}
        return frozenset(item.id for one in asked for item in one.items if theme not in known or item.section == theme)

    def _all(self) -> Iterator[str]:
        for release in self._results.releases:
            yield from (plain(name) for name in _names_in(release))
        for one in indicators():
            for text in (one.title, one.sentence, one.numerator, one.denominator):
                yield plain(wording(text, self._results.locale))
            yield one.id
            yield " ".join(plain(wording(one.sentence, self._results.locale)).split()[LED:]).rstrip(".")
        for subject in subjects().values():
            yield from (plain(wording(text, self._results.locale)) for text in (subject.title, *subject.why.values()))
        for one in (*load_benchmarks(), *self._results.own_benchmarks):
            yield one.source
            for text in (one.population, *(pair.reason for pair in one.compares_with)):
                yield plain(wording(text, self._results.locale))
        for released in self._results.open_answers:
            yield from (plain(text) for texts in released.texts.values() for text in texts)
        yield from self.surveys
        yield from self._shorter_scales()
        yield from self._of_goals()
        yield from ("school", "A", "B")

    def _of_goals(self) -> Iterator[str]:
        """What stands on a goal beside its numbers: hashes, moments, and the school's own words."""
        for deed in (deed for goal in self._results.goals for deed in goal.deeds):
            yield from (deed.sha256, deed.sha256[:12], deed.at, plain(deed.goal.why), plain(deed.reason))
        for pulse in (one.manifest.survey.pulse for one in self._results.releases):
            if pulse is not None:
                yield from (pulse.month, f"{MONTHS.split('|')[int(pulse.month[5:]) - 1]} {pulse.month[:4]}")

    def _shorter_scales(self) -> Iterator[str]:
        """What is said where a question had other answers in another year: how many there were to choose from."""
        sentence = _("The number of answers to choose from went from {before} to {after}.")
        lengths: dict[tuple[str, str], set[int]] = {}
        for release in self._results.releases:
            for item in release.manifest.survey.items:
                scale = sum(option.value is not None for option in item.options)
                lengths.setdefault((release.manifest.survey.id, item.id), set()).update((scale, len(item.options)))
        pairs = {pair for known in lengths.values() for pair in itertools.permutations(known, 2)}
        yield from (plain(sentence.format(before=before, after=after)) for before, after in pairs)


def _names_in(release: Release) -> Iterator[str]:
    manifest, asked = release.manifest, release.manifest.survey
    say = asked.say
    yield _("version {version}, {status}").format(version=asked.version, status="").rstrip(" ,")
    yield from (manifest.wave, manifest.school, manifest.year, asked.id, say(asked.title, manifest.locale))
    for node in manifest.nodes:
        yield from (node.id, node.label)
    for part in asked.sections:
        yield from (part.id, say(part.title, manifest.locale))
    for scale in manifest.scales:
        yield from (scale.id, say(scale.title, manifest.locale))
        yield from (say(step.label, manifest.locale) for step in scale.categories)
    for item in asked.items:
        yield from (item.id, say(item.text, manifest.locale), *(one.id for one in measures_of(item)))
        for option in item.options:
            yield from (option.code, say(option.label, manifest.locale))


@cache
def _fixed() -> re.Pattern[str]:
    """The pieces of our own sentences that have digits in them, between the places that are filled in."""
    pieces = {piece for sentence in _sentences() for piece in re.split(r"\{\w+\}", plain(sentence))}
    digits = {piece.strip(" ,") for piece in pieces if re.search(r"\d", piece)}
    return _any_of(piece for piece in digits if len(re.findall(r"[^\W\d_]", piece)) >= LEAST_LETTERS)


def _sentences() -> Iterator[str]:
    for path in (Path(monitor.__file__).parent / "texts" / "nl").glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                yield from [message.string] if isinstance(message.string, str) else message.string


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of the texts as whole words, the longest first; a hyphen may be where a label was broken."""
    escaped = [re.escape(text).replace(r"\-", r"\- ?") for text in sorted(texts, key=len, reverse=True)]
    joined = "|".join(escaped) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")

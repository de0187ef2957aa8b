"""A questionnaire as it was put to people: every item with its response options, resolved.

The YAML files in `surveys/` have another shape (see `monitor.definition.source`): there a scale stands once and
items point at it. Here nothing points anywhere, so a `Survey` can be stored beside the numbers it explains.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from monitor.texts import language

LocalText = dict[str, str]
"""Wording per language or region: keys `nl`, `nl-BE`, `nl-NL`, `en`; the region wins over the language."""


class Frozen(BaseModel):
    """A value that never changes and has no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ItemType(StrEnum):
    """How an item is answered."""

    SINGLE = "single"
    LIKERT = "likert"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    NUMBER = "number"
    OPEN = "open"


class Option(Frozen):
    """One response option of an item, with what it means for the bases."""

    code: str
    label: LocalText
    value: int | None = None
    dont_know: bool = False
    """A valid answer, but not a point of the scale: in base A, not in base B."""
    counts_as_unknown: bool = False
    """A substantive answer that says "I do not know" about oneself ("nee, dat weet ik niet")."""
    prefer_not: bool = False
    """A refusal: outside every base, counted apart."""
    not_applicable: bool = False
    """The item does not fit this person: outside every base of the item."""
    exclusive: bool = False
    """Multiple choice: ticking this one leaves the others empty."""
    other: bool = False
    """Multiple choice: opens a text field; the text itself is never kept."""
    maps_to: str | None = None


class Condition(Frozen):
    """The item is shown to whoever chose one of these options of an earlier item."""

    item: str
    options: tuple[str, ...]


class Item(Frozen):
    """One question, in the version that was asked."""

    id: str
    version: int = 1
    type: ItemType
    section: str = ""
    concept: str = ""
    tier: str = "core"
    scale: str | None = None
    text: LocalText
    help: LocalText = Field(default_factory=dict)
    options: tuple[Option, ...] = ()
    favourable: tuple[str, ...] = ()
    """The options that count as favourable (the top-two box of a five-step scale)."""
    cutoffs: dict[str, str] = Field(default_factory=dict)
    """Frequency scales: name of a cut-off to the first option that reaches it, such as `regelmatig`."""
    reverse: bool = False
    sensitive: int = Field(default=0, ge=0, le=2)
    common: str | None = None
    comparability: int | None = Field(default=None, ge=1, le=3)
    routing: tuple[Condition, ...] = ()
    """Shown when any of these holds; empty: shown to all."""
    benchmarks: tuple[str, ...] = ()
    max_chars: int | None = None

    def option(self, code: str) -> Option:
        """The option with this code."""
        return next(option for option in self.options if option.code == code)

    def codes(self, options: Iterable[Option] | None = None) -> tuple[str, ...]:
        """Codes in the order in which the options were shown."""
        return tuple(option.code for option in (self.options if options is None else options))

    @cached_property
    def valid(self) -> tuple[str, ...]:
        """Base A: every answer that counts, "weet niet" included; no refusal, no "not applicable"."""
        return self.codes(o for o in self.options if not (o.prefer_not or o.not_applicable))

    @cached_property
    def substantive(self) -> tuple[str, ...]:
        """Base B: the valid answers with an opinion or a fact, "weet niet" left out."""
        return tuple(code for code in self.valid if not self.option(code).dont_know)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The answers that say "weet ik niet", about the school or about oneself."""
        return self.codes(o for o in self.options if o.dont_know or o.counts_as_unknown)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Awareness: the valid answers that do not say "weet ik niet"."""
        return tuple(code for code in self.valid if code not in self.unknown)

    def reached(self, cutoff: str) -> tuple[str, ...]:
        """The options at or above a cut-off of a frequency scale."""
        first = self.option(self.cutoffs[cutoff]).value
        assert first is not None
        return self.codes(o for o in self.options if o.value is not None and o.value >= first)

    @cached_property
    def fingerprint(self) -> str:
        """What two waves must share for a trend: text, options and their order, in every language.

        SHA-256 in hex, first 16 characters.
        """
        asked = [self.type.value, self.text, [[option.code, option.label] for option in self.options]]
        return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


class Section(Frozen):
    """A page of the questionnaire."""

    id: str
    title: LocalText
    intro: LocalText = Field(default_factory=dict)
    sensitive: bool = False


class Pulse(Frozen):
    """What makes a survey a pulse: the survey of which it puts a few questions again, and the month (`2025-05`)."""

    of: str
    month: str


class Survey(Frozen):
    """The questionnaire of one audience (and, for pupils, of one age variant)."""

    id: str
    """Such as `ouders`, `personeel`, `leerlingen-9-12`; the first part of a wave's name."""
    audience: str
    version: str
    status: str = "concept"
    title: LocalText
    intro: LocalText = Field(default_factory=dict)
    outro: LocalText = Field(default_factory=dict)
    one_response_per: str = "person"
    terms: dict[str, LocalText] = Field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...]
    pulse: Pulse | None = Field(default=None, exclude_if=lambda value: value is None)
    """Not written down where there is none, so that a survey without it keeps its hash."""

    def item(self, item_id: str) -> Item:
        """The item with this id."""
        return next(item for item in self.items if item.id == item_id)

    @cached_property
    def hash(self) -> str:
        """SHA-256 in hex of the whole questionnaire."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def say(self, text: LocalText, locale: str = "nl-BE") -> str:
        """A text of this survey in the words of a region, with its terms filled in."""
        return re.sub(r"\{\{(\w+)\}\}", lambda term: wording(self.terms[term[1]], locale), wording(text, locale))

    def as_read(self, text: LocalText, locale: str) -> str:
        """A text of this survey as a reader gets it: a translation where there is one, else in the region's words."""
        return self.say(text, read_in(text, locale))

    def wordings(self, text: LocalText) -> tuple[str, ...]:
        """Every wording of a text that a respondent may have seen, in any region or language, without doubles."""
        regions = {*text, *(r for term in self.terms.values() for r in term), "nl-BE", "nl-NL"} - {"nl"}
        return tuple(dict.fromkeys(self.say(text, region) for region in sorted(regions)))


def read_in(text: LocalText, locale: str) -> str:
    """In which locale a reader gets a text: English where that is read and there is some, else the region's own."""
    return "en" if language() == "en" and "en" in text else locale


def language_of(text: LocalText, locale: str) -> str:
    """The language of what a reader gets of a text, as `lang` wants it: `nl`, `en`; empty for no text at all."""
    chosen = wording(text, read_in(text, locale))
    return next((key.split("-")[0] for key, words in text.items() if words == chosen), "")


def as_read(text: LocalText, locale: str) -> str:
    """The text as a reader gets it: in English where that is read and there is some, else in the region's words."""
    return wording(text, read_in(text, locale))


def wording(text: LocalText, locale: str) -> str:
    """The text for a region: the region's own words, else those of its language, else any."""
    language = locale.split("-")[0]
    for key in (locale, language, "nl", "nl-BE"):
        if key in text:
            return text[key]
    return next(iter(text.values()), "")

"""Numbers in what is shown: each with its unit, the place where it stands, and what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Unit = Literal[
    "percent",
    "points",
    "count",
    "tally",
    "share",
    "tenths",
    "threshold",
    "year",
    "date",
    "chance",
    "effect",
    "mean",
    "alpha",
    "hundred",
]
"""`share`: a fraction as it was worked out; `tenths`: a percentage with one decimal; `tally`: how many numbers;
`hundred`: people of every 100, or of those, in the words of a funnel."""


@dataclass(frozen=True)
class Scope:
    """What a place on a screen is about; None: not known, so nothing that needs it is explained there."""

    surveys: frozenset[str] | None = None
    items: frozenset[str] | None = None
    years: frozenset[str] | None = None
    node: str | None = None

    def at(self, **narrower: object) -> "Scope":
        """The same place, with some of it known better."""
        return replace(self, **{name: value for name, value in narrower.items() if value is not None})


@dataclass(frozen=True)
class Found:
    """A number (or a word with one in it) as it was shown."""

    unit: Unit
    value: float | str
    path: str
    scope: Scope
    text: str

    def __str__(self) -> str:
        return f"{self.value} ({self.unit}) at {self.path} in {self.text[:90]!r}"


_NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?"
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("date", rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"),
    ("year", r"\b20\d\d-20\d\d\b"),
    ("threshold", r"[Mm]inder dan \d+(?= antwoorden| in )"),
    ("percent", rf"{_NUMBER} ?%"),
    ("hundred", rf"{_NUMBER}(?= genoeg om te oordelen| van die )|(?<= van die ){_NUMBER}"),
    ("points", rf"{_NUMBER} (?:en (?=[+-]?{_NUMBER} punt)|lager tot|punt(?:en)?\b)|(?<=[+-]){_NUMBER}(?= doordat)"),
    (
        "tally",
        rf"{_NUMBER} (?:andere )?cijfers?\b|(?<=[Bb]ij ){_NUMBER} (?=is niet vast)|{_NUMBER} (?=niet te vergelijken)",
    ),
    ("count", _NUMBER),
)
"""How a unit is recognised in Dutch, the surest first."""
_TAGS = re.compile(r"</?b>|<br>")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """A text without the marks of a chart's labels and with single spaces."""
    return " ".join(_TAGS.sub(" ", text).replace("\N{NO-BREAK SPACE}", " ").split())


def in_text(text: str, path: str, scope: Scope, bare: Unit = "count") -> Iterator[Found]:
    """Every number in a text; `bare` is the unit of those that stand without one."""
    for unit, value in _numbers(text):
        yield Found(bare if unit == "count" else unit, value, path, scope, text)


@lru_cache(maxsize=50_000)
def _numbers(text: str) -> tuple[tuple[Unit, float | str], ...]:
    """The same sentences stand on many pages: each is taken apart once."""
    rest, found = text, []
    for unit, pattern in _UNITS:
        found += [(unit, _value(match[0], unit)) for match in re.finditer(pattern, rest)]
        rest = re.sub(pattern, lambda match: " " * len(match[0]), rest)
    return tuple(found)


def _value(text: str, unit: Unit) -> float | str:
    if unit in ("date", "year"):
        return text
    found = re.search(_NUMBER, text)
    assert found is not None
    return float(found[0].replace(".", "").replace(",", "."))

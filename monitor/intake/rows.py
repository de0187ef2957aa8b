"""Rows: which responses count, and why the others do not. Every row has exactly one fate.

In this order: unfinished, test, empty, double. Doubles are found with a keyed hash whose key lives only in
memory and only as long as the search: a plain hash of an e-mail address is guessed in half a second, and is
not
anonymous.
"""

import hmac
import re
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from monitor.intake.answers import Answers, Link, State
from monitor.intake.enrolment import class_key
from monitor.intake.export import Cell, Export
from monitor.intake.families import class_columns, families_of
from monitor.intake.identifiers import Kind, kind_of
from monitor.intake.normalise import cell_text, fold, key
from monitor.intake.times import time_columns

_TEST = re.compile(
    r"(?:dit is een |this is a )?(?:test(?:je)?|proef(?:je)?|essai)"
    r"(?:[\s._-]*(?:\d{1,3}|test(?:je)?|proef|antwoord|invulling|user|gebruiker))*"
)
_NO_TIME = "1980-01-01"
"""What LimeSurvey writes when a survey is anonymous."""
_TELLING_APART = 0.5
"""A column with fewer different values per filled cell is about who asked, not about who answered."""
_TELLING_FAMILIES_APART = 0.25
"""The same where a family sends a form per child: then each child's class and name together must differ."""
_NOBODY = frozenset(("anonymous", "anoniem", "anonyme", "anonym", "n/a", "na", "-", "none", "geen"))


class Fate(StrEnum):
    """What becomes of a row."""

    STORED = "stored"
    INCOMPLETE = "incomplete"
    TEST = "test"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    """Without one recognised answer."""


@dataclass(frozen=True)
class RowAccount:
    """Data rows of the file and what became of them; `read` is always the sum of the rest."""

    read: int
    stored: int
    incomplete: int
    test: int
    duplicate: int
    rejected: int


@dataclass(frozen=True)
class Outcome:
    """The fate of every row of the export, in its order.

    `same` tells of a double which row stands for it, `families` of the rows of one family which is the first.
    """

    fates: tuple[Fate, ...]
    same: Mapping[int, int]
    families: Mapping[int, int] = field(default_factory=dict)


def account(fates: Sequence[Fate]) -> RowAccount:
    """The rows counted by fate."""
    return RowAccount(read=len(fates), **{fate.value: sum(found is fate for found in fates) for fate in Fate})


@dataclass(frozen=True)
class _Personal:
    """The columns by which somebody could be known, best first, and those that may say "test".

    `classes` are those of the class, where a form is about a child (`monitor.intake.families`).
    """

    identities: tuple[tuple[Kind, int], ...]
    classes: tuple[int, ...]
    texts: tuple[int, ...]
    response_ids: tuple[int, ...]


def outcome_of(answers: Answers, *, include_incomplete: bool, group_column: str | None = None) -> Outcome:
    """What becomes of every row of the export; `group_column` is the heading of the column with the class, if any."""
    export, personal = answers.export, _personal(answers, class_columns(answers, group_column))
    known = _answered(answers)
    first = []
    for place, row in enumerate(export.rows):
        if not export.completed[place] and not include_incomplete:
            first.append(Fate.INCOMPLETE)
        elif export.preview[place] or _is_test(row, personal):
            first.append(Fate.TEST)
        else:
            first.append(Fate.STORED if known[place] else Fate.REJECTED)
    same, families = _told_apart(answers, personal, [p for p, fate in enumerate(first) if fate is Fate.STORED])
    fates = tuple(Fate.DUPLICATE if place in same else fate for place, fate in enumerate(first))
    return Outcome(fates, {place: _last(place, same) for place in same}, families)


def _personal(answers: Answers, classes: tuple[int, ...]) -> _Personal:
    order = (Kind.EMAIL, Kind.TOKEN, Kind.NAME)
    personal = [link for link in answers.links if link.role == "identifier"]
    kinds = [(kind_of(answers.export, link), link.column.index) for link in personal]
    named = [(kind, index) for kind, index in kinds if kind in order and _differs(answers, index, classes)]
    free = [link.column.index for link in answers.links if link.role == "free_text"]
    texts = [*free, *(index for kind, index in kinds if kind is not Kind.WITHDRAWAL)]
    ids = [c.index for c in answers.export.columns if c.purpose == "response_id"]
    best_first = sorted(named, key=lambda pair: order.index(pair[0]))
    return _Personal(tuple(best_first), classes, tuple(texts), tuple(ids))


def _differs(answers: Answers, index: int, classes: Sequence[int]) -> bool:
    """True if a column tells people apart: not one collector's number or the school's own address in every row."""
    cells = [(key(text), row) for row in answers.export.rows if (text := cell_text(row[index]))]
    named = [(value, _class_of(row, classes)) for value, row in cells if value not in _NOBODY]
    least = _TELLING_FAMILIES_APART if classes else _TELLING_APART
    return len(set(named)) > _TELLING_APART * len(named) and len({value for value, _class in named}) > least * len(
        named
    )


def _answered(answers: Answers) -> list[bool]:
    import numpy as np

    nobody = np.zeros(len(answers.export.rows), bool)
    found: np.ndarray = np.logical_or.reduce([nobody, *(i.are(State.ANSWERED, State.PARTLY) for i in answers.items)])
    return [bool(one) for one in found]


def _is_test(row: Sequence[Cell], personal: _Personal) -> bool:
    """True if a name, an address or a free text says nothing but "test"."""
    texts = (fold(cell_text(row[index])) for index in personal.texts)
    return any(text and _TEST.fullmatch(text.split("@")[0] if "@" in text else text.strip(" .!")) for text in texts)


def _last(place: int, same: Mapping[int, int]) -> int:
    while place in same:
        place = same[place]
    return place


def _told_apart(answers: Answers, personal: _Personal, places: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """The rows that another row of the same person replaces and which row that is; and the rows of each family.

    Of one identity the last row stays; of rows with the same times (or response number) and the same answers
    the first.
    """
    secret = secrets.token_bytes(32)
    by_person: dict[bytes, int] = {}
    doubles: dict[int, int] = {}
    named = {place: [_keyed(secret, name) for name in _names(answers.export, personal, place)] for place in places}
    for place, names in named.items():
        if names:
            of_child = _keyed(secret, names[0].hex() + _class_of(answers.export.rows[place], personal.classes))
            if of_child in by_person:
                doubles[by_person[of_child]] = place
            by_person[of_child] = place
    families = families_of(named.items()) if personal.classes else {}
    return doubles | _sent_twice(answers, personal, [place for place in places if place not in doubles]), families


def _keyed(secret: bytes, text: str) -> bytes:
    return hmac.digest(secret, text.encode(), "sha256")


def _class_of(row: Sequence[Cell], classes: Sequence[int]) -> str:
    """The class that a row is about, where forms are about children."""
    return "\x1f".join(class_key(cell_text(row[index])) for index in classes)


def _sent_twice(answers: Answers, personal: _Personal, places: Sequence[int]) -> dict[int, int]:
    """The rows with the same moments (without: the same number) and the same answers as an earlier row.

    Answers are only looked at of rows that share their moments: nearly none do.
    """
    times, columns = time_columns(answers.export), _answer_columns(answers.links)
    by_moment: dict[str, list[int]] = defaultdict(list)
    for place in places:
        if moments := _moments(answers.export.rows[place], times, personal.response_ids):
            by_moment[moments].append(place)
    doubles: dict[int, int] = {}
    for together in by_moment.values():
        seen: dict[tuple[str, ...], int] = {}
        for place in together if len(together) > 1 else ():
            said = tuple(cell_text(answers.export.rows[place][index]) for index in columns)
            first = seen.setdefault(said, place)
            if first != place:
                doubles[place] = first
    return doubles


def _names(export: Export, personal: _Personal, place: int) -> Iterator[str]:
    """The identities that the row gives, best first; a name only if it is a full one, as first names are shared."""
    for kind, index in personal.identities:
        text = key(cell_text(export.rows[place][index]))
        if text and text not in _NOBODY and (kind is not Kind.NAME or len(text.split()) > 1):
            yield f"{kind}\x1f{text}"


def _moments(row: Sequence[Cell], times: Sequence[int], numbers: Sequence[int]) -> str:
    """Every time of a row; without times the number of the response."""
    written = [cell_text(row[index]) for index in times]
    given = [text for text in written if text and not text.startswith(_NO_TIME)]
    return "\x1f".join(given or [text for index in numbers if (text := cell_text(row[index]))])


def _answer_columns(links: Sequence[Link]) -> list[int]:
    return [link.column.index for link in links if link.role not in ("metadata", "identifier")]

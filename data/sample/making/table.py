"""A table of cells on its way to a file, and what all tools share in filling it."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from making.people import Form, Reply
from making.recipe import LOCALE, Questionnaire, Wave
from monitor.definition.model import Item, ItemType

Cell = str | int | dt.datetime | None


@dataclass(frozen=True)
class Table:
    """Headings and rows; row 1 of the file is the heading."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Returned:
    """The forms of one wave and what was asked: what a writer needs."""

    wave: Wave
    asked: Questionnaire
    questions: Mapping[str, str]
    """The school's own questions beside the survey: `group_question`, `phone_question`, ..."""
    forms: tuple[Form, ...]
    known_names: frozenset[str]
    """Every full name that a made-up person can have."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The items in the order in which they were asked."""
        return self.asked.survey.items

    def label(self, item: Item, code: str) -> str:
        """The label of an option as it was read."""
        return self.asked.survey.say(item.option(code).label, LOCALE)

    def chosen(self, item: Item, reply: Reply) -> list[str]:
        """What stands in the cell for each choice: labels, and the person's own words for "other"."""
        return [
            reply.text if item.option(code).other and reply.text else self.label(item, code) for code in reply.codes
        ]

    def plain(self, item: Item, reply: Reply, joiner: str) -> str | None:
        """One cell for one item, several choices joined; nothing when it was left open or not shown."""
        if item.type is ItemType.OPEN:
            return reply.text or None
        return reply.typo or joiner.join(self.chosen(item, reply)) or None


def as_csv(rows: Iterable[Sequence[str]], *, separator: str, newline: str, all_quoted: bool = False) -> str:
    """Rows of texts as delimited text; quotes only where needed, or around everything."""
    text = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=separator, lineterminator=newline, quoting=quoting).writerows(rows)
    return text.getvalue()

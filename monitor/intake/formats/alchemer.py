"""Alchemer, once SurveyGizmo: the part before the question, with a colon between (`Mail:Kanaal?`).

A part is an option of a list (its cell holds the option's own text), a row of a grid, or `Other - Write In`. Its own
columns stand at the left; `Status` is Complete, Partial or Disqualified. An empty cell says neither "not shown" nor
"not answered". The list of tools in the contract is closed, so its tool is "generic", and a finding names it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from monitor.intake.export import Column, Export, Finding, Tool
from monitor.intake.formats.base import built, made, plain_text
from monitor.intake.formats.named import finished, place_of, with_purpose, with_purposes
from monitor.intake.formats.own_columns import ALCHEMER
from monitor.intake.layout import Table
from monitor.intake.normalise import key
from monitor.texts import _

_TIMES = frozenset(("time started", "date submitted"))
_WRITE_IN = "other - write in"
_STATUS = frozenset(("complete", "partial", "disqualified"))
_ENOUGH_PARTS = 3
_MOST_COLONS = 6


class Alchemer:
    """The reader of Alchemer."""

    tool: Tool = "generic"

    def recognises(self, table: Table) -> float:
        """Sure by its own times; fairly sure, where people removed those, by its words for "other" before a colon."""
        if len(table.headings) > 1:
            return 0.0
        names = {key(heading) for heading in table.headings[0]}
        if names >= _TIMES:
            return 1.0
        written = any(name.startswith(_WRITE_IN) and ":" in name for name in names)
        return 0.8 if written and len(_parts(table.headings[0])) >= _ENOUGH_PARTS else 0.0

    def read(self, table: Table) -> Export:
        """The table as an export of Alchemer."""
        columns = with_purposes(_columns(table.headings[0]), table, {})
        status = place_of(columns, "status")
        told = status is not None and {key(text) for text in table.texts(status)} <= _STATUS
        message = _("This file was written by Alchemer (SurveyGizmo).")
        return built(
            table,
            self.tool,
            columns,
            completed=finished(table, status) if status is not None and told else None,
            findings=[Finding("info", "I-TOOL", message, sheet=table.sheet.name)],
        )


def _columns(headings: Sequence[str]) -> Iterator[Column]:
    parts = _parts(headings)
    own = len(list(takewhile(lambda heading: key(heading) in ALCHEMER, headings)))
    for index, heading in enumerate(headings):
        column = made(index, heading)
        if index < own:
            yield with_purpose(column, ALCHEMER[key(heading)])
        elif index in parts:
            question, part = parts[index]
            yield replace(column, question=plain_text(question), part=plain_text(part))
        else:
            yield column


def _parts(headings: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Question and part of every heading with a colon, cut where most headings share what follows.

    A question and a part may hold colons of their own; a question of one column has no part before it.
    """
    shared = Counter(question for heading in headings for question in {heading.strip(), *_questions(heading)})
    found: dict[int, tuple[str, str]] = {}
    for index, heading in enumerate(headings):
        candidates = [question for question in _questions(heading) if shared[question] > 1]
        if candidates:
            question = max(candidates, key=lambda one: (shared[one], len(one)))
            found[index] = question, heading.rstrip()[: -len(question)].rstrip(" :")
    return found


def _questions(heading: str) -> list[str]:
    """What may be the question of a heading: all that follows one of its colons, longest first."""
    pieces = heading.strip().split(":", _MOST_COLONS)
    tails = (":".join(pieces[place:]).strip() for place in range(1, len(pieces)))
    return [tail for tail in tails if tail and not tail.startswith(":")]

"""The numbers in a document about a year: what each is about follows from the words around it.

A text names its question by its title or its wording, a row of a table in its first cell, a chart in its own name.
"""

import re
from collections.abc import Iterator

from monitor.report.evaluation.document import Diagram, Document, KeyFigure, KeyFigures, Numbers, Points, Section, Text
from monitor.report.tables import Table
from tests.support.shown.commands import UNITS
from tests.support.shown.found import Found, Scope, Unit, in_text, plain
from tests.support.shown.words import Names

COLUMNS: dict[str, Unit] = {
    "Verschil in punten": "points", "Waarschijnlijk tussen": "points", "Kleinste verschil dat opvalt": "points",
}  # fmt: skip
"""Columns of a table with changes whose numbers stand there without a unit."""
SCALE = {"0", "25", "50", "75", "100%"}
"""What stands below a scale."""


class Reader:
    """Reads the numbers of documents of one school; `own` are the sentences that the school wrote itself."""

    def __init__(self, names: Names, own: frozenset[str] = frozenset()) -> None:
        self._names, self._own = names, own

    def numbers(self, document: Document) -> Iterator[Found]:
        """Every number of a document."""
        for section in document.sections:
            scope = self._of_section(section)
            for place, block in enumerate(section.blocks):
                if isinstance(block, Diagram):  # what stands below a chart is about the same
                    scope = self._of_chart(block.name, self._of_section(section))
                elif section.name == "doelen" and block == Text(getattr(block, "words", ""), "heading"):
                    charts = (one.name for one in section.blocks[place:] if isinstance(one, Diagram))
                    scope = self._of_chart(next(charts, ""), Scope())  # what is said of a goal stands above its chart
                yield from self._block(block, f"{section.name}[{place}]", scope)

    def _of_section(self, section: Section) -> Scope:
        return Scope(frozenset((section.name,))) if section.name in self._names.surveys.values() else Scope()

    def _block(self, block: object, path: str, scope: Scope) -> Iterator[Found]:
        if isinstance(block, Text):
            yield from self._said(block.words, path, scope)
        elif isinstance(block, Points):
            for item in block.items:
                yield from self._said(item, path, scope)
        elif isinstance(block, KeyFigures):
            for one in block.figures:
                yield from self._figure(one, path, self._about(one.title, scope))
        elif isinstance(block, Diagram):
            yield from self._diagram(block, path, scope)
        elif isinstance(block, Numbers):
            yield from self._table(block.table, path, scope)

    def _figure(self, one: KeyFigure, path: str, scope: Scope) -> Iterator[Found]:
        for text in (one.title, one.value, one.sureness, one.told, one.meaning):
            yield from self._said(text, path, scope)

    def _diagram(self, block: Diagram, path: str, scope: Scope) -> Iterator[Found]:
        about = self._of_chart(block.name, scope)
        first = self._about(block.native.categories[0], about)  # a sentence that names no question is about the first
        yield from self._said(block.sentence, path, first if len(block.native.series) == 2 else about)
        for text in (block.title, *block.notes, *(one.label for one in block.legend)):
            yield from self._said(text, path, about)
        for annotation in block.figure["layout"].get("annotations", ()):
            if annotation["text"] in SCALE:
                continue
            yield from self._said(annotation["text"], path, self._about(annotation["text"], about))
        for series in block.native.series:
            limits = series.ranges or (None,) * len(series.values)
            for name, one, around in zip(block.native.categories, series.values, limits, strict=True):
                for value in (one, *(around or ())):
                    if value is not None:
                        where = self._about(name, about)
                        yield Found("percent", float(value), f"{path}.native", where, f"{name}: {value}")
        yield from self._table(block.table, path, about)

    def _of_chart(self, name: str, scope: Scope) -> Scope:
        """What a chart is about by its own name: a funnel of a question, a goal, two groups, or a survey."""
        surveys = sorted(self._names.surveys.values(), key=len, reverse=True)
        named = frozenset(one for one in surveys if one in name.split("-cijfers")[0].split("-verandering")[0])
        if goal := self._names.goals.get(name):
            return Scope(self._names.with_pulses(goal[0]), frozenset((goal[1],)), None, goal[2])
        if name.startswith("stappen-"):
            survey = next(one for one in surveys if name.startswith(f"stappen-{one}-"))
            return Scope(frozenset((survey,)), frozenset((name.removeprefix(f"stappen-{survey}-"),)), None, "school")
        return Scope(named or scope.surveys)

    def _table(self, table: Table, path: str, scope: Scope) -> Iterator[Found]:
        titles = [column.title for column in table.columns]
        changes = "Verschil in punten" in titles
        for text in (table.caption, table.note):
            yield from self._said(text, path, scope)
        for row in table.rows:
            about = self._about(row[0], scope)
            for title, cell in zip(titles, row, strict=True):
                bare = COLUMNS.get(title, "count") if changes else UNITS.get(title.lower(), "count")
                yield from self._said(cell, f"{path}.{title}", about, bare)

    def _said(self, text: str, path: str, scope: Scope, bare: Unit = "count") -> Iterator[Found]:
        if text not in self._own:
            yield from in_text(self._names.without(text), path, self._about(text, scope), bare)

    def _about(self, text: str, scope: Scope) -> Scope:
        """The place in a document, with the questions that a text names, and the survey with whose name it begins."""
        told = plain(text)
        if (numbered := re.match(r"Doel (\d+):", told)) and (goal := self._names.goals.get(f"doel-{numbered[1]}")):
            return scope.at(surveys=self._names.with_pulses(goal[0]), items=frozenset((goal[1],)), node=goal[2])
        if said := {pair for sentence, known in self._names.sentences.items() if sentence in told for pair in known}:
            surveys, items = (frozenset(one) for one in zip(*said, strict=True))
            return scope.at(surveys=surveys, items=items, node="school")
        called = self._names.surveys.items()
        begins = [id_ for name, id_ in called if re.match(rf"{re.escape(name)}[,:]", told)]
        surveys = frozenset(begins[:1]) or scope.surveys
        pairs = {pair for name, known in self._names.items.items() if _names(told, name) for pair in known}
        shared = {item for name, items in self._names.titles.items() if _names(told, name) for item in items}
        items = {item for survey, item in pairs if surveys is None or survey in surveys} | shared
        group = [id_ for label, id_ in self._names.nodes.items() if f"({label})" in told]
        node = group[0] if group else "school" if items else None
        return scope.at(surveys=surveys, items=frozenset(items) or None, node=node)


def _names(told: str, name: str) -> bool:
    """Whether a text names a question: with its title or its wording, with or without a capital."""
    return len(name) > 5 and (name in told or f"{name[0].lower()}{name[1:]}" in told)

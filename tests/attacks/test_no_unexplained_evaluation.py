"""No unexplained number in an evaluation, whatever it is written as (T5).

Every format is written from one document (tests/report/test_documents.py holds each against it), so its numbers are
looked up here, in the document itself.
"""

import dataclasses
from collections.abc import Callable

import pytest

from monitor.definition.workgroup import Workgroup
from monitor.report.evaluation.document import Diagram, Document
from monitor.report.evaluation.evaluation import evaluation, letter, starting_picture
from monitor.results import Results
from tests.support.declared import every_state, school_with_goals
from tests.support.shown.declared import Declared
from tests.support.shown.evaluations import Reader
from tests.support.shown.words import Names

YEAR = "2025-2026"


@pytest.fixture(scope="module")
def school() -> Results:
    return school_with_goals(every_state())


@pytest.fixture(scope="module")
def known(school: Results) -> tuple[Declared, Names]:
    return Declared(school), Names(school)


def unexplained(document: Document, known: tuple[Declared, Names]) -> list[str]:
    declared, names = known
    found = list(Reader(names).numbers(document))
    assert len(found) > 20
    return [f"{one} {one.scope}" for one in found if not declared.explains(one)]


@pytest.mark.parametrize("kind", [evaluation, letter, starting_picture])
@pytest.mark.parametrize("year", ["2023-2024", YEAR])
def test_t5_every_number_of_a_document_is_explained(
    kind: Callable[..., Document], year: str, school: Results, known: tuple[Declared, Names]
) -> None:
    assert unexplained(kind(school, year, Workgroup()), known) == []


def with_first_chart(document: Document, change: Callable[[Diagram], Diagram]) -> Document:
    """The document with one chart of parents changed."""
    sections = []
    for section in document.sections:
        blocks = [
            change(block) if isinstance(block, Diagram) and block.name == "ouders-cijfers" else block
            for block in section.blocks
        ]
        sections.append(dataclasses.replace(section, blocks=tuple(blocks)))
    assert tuple(sections) != document.sections
    return dataclasses.replace(document, sections=tuple(sections))


def exact(chart: Diagram) -> Diagram:
    """One count made exact: one more than the multiple of three that was released."""
    first, *rest = chart.table.rows
    count, _slash, n = first[-1].partition(" / ")
    row = (*first[:-1], f"{int(count) + 1} / {n}")
    return dataclasses.replace(chart, table=dataclasses.replace(chart.table, rows=(row, *rest)))


def swapped(chart: Diagram) -> Diagram:
    """The values of an editable chart under the names of other questions."""
    (series,) = chart.native.series
    turned = dataclasses.replace(series, values=series.values[::-1])
    return dataclasses.replace(chart, native=dataclasses.replace(chart.native, series=(turned,)))


@pytest.mark.parametrize("change", [exact, swapped])
def test_a_number_that_was_not_released_there_is_reported(
    change: Callable[[Diagram], Diagram], school: Results, known: tuple[Declared, Names]
) -> None:
    document = evaluation(school, YEAR, Workgroup())
    assert unexplained(with_first_chart(document, change), known) != []

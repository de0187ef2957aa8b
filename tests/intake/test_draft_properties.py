"""Whatever questions a file holds, in whatever columns: its own draft knows every cell of them.

Each question draws its shape, its options and who answered it; what the dry run counts is compared with what was put
into the cells when they were made.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.intake.draft import draft_survey
from monitor.intake.export import Cell, Export
from tests.intake.export_tables import column, dry_run, export

LABELS = (
    ("Ja", "Nee", "Weet ik niet"),
    ("Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens", "n.v.t."),
    ("Op het plein", "In de gang (boven)", "Thuis, bij de buren", "Nergens"),
    ("1A", "1B", "2A", "10A"),
    ("0 - nooit", "1", "2", "3 - altijd"),
    ("very_satisfied", "satisfied", "neutral", "dont_know"),
    ("2025-10-06", "2025-10-07", "31-12-2025"),
)
JOINERS = (";", ", ")


@dataclass(frozen=True)
class Made:
    """A question as it was made: its columns, and how many people answered anything."""

    headings: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    answered: int
    given: Counter[str]


def one_answer(draw: st.DrawFn, name: str, people: int) -> Made:
    options = draw(st.sampled_from(LABELS))
    answers = draw(st.lists(st.sampled_from((None, *options)), min_size=people, max_size=people))
    return made([name], [answers])


def numbers(draw: st.DrawFn, name: str, people: int) -> Made:
    scale = draw(st.sampled_from(((0, 1), (1, 2, 3, 4, 5), (*range(11),), (-1, 1, 2, 3), (1970, 1985, 2001), (0.5, 2))))
    return made([name], [draw(st.lists(st.sampled_from((None, *scale)), min_size=people, max_size=people))])


def grid(draw: st.DrawFn, name: str, people: int) -> Made:
    options = draw(st.sampled_from((*LABELS[:2], (1, 2, 3, 4))))
    rows = [draw(st.lists(st.sampled_from((None, *options)), min_size=people, max_size=people)) for _ in range(3)]
    return made([f"{name} [{part}]" for part in ("rekenen", "taal", "sport")], rows)


def ticks(draw: st.DrawFn, name: str, people: int) -> Made:
    tick, cross = draw(st.sampled_from((("1", "0"), ("x", None), ("", None))))
    parts = ("Mail", "Brief", "App")
    boxes = [draw(st.lists(st.booleans(), min_size=people, max_size=people)) for _ in parts]
    cells = [[(tick or part) if box else cross for box in column] for part, column in zip(parts, boxes, strict=True)]
    return made([f"{name} [{part}]" for part in parts], cells)


def spread(draw: st.DrawFn, name: str, people: int) -> Made:
    steps = ("1", "2", "3")
    chosen = draw(st.lists(st.sampled_from((None, *steps)), min_size=people, max_size=people))
    return made(
        [f"{name} [- {step}]" for step in steps], [[c if c == step else None for c in chosen] for step in steps]
    )


def own_words(draw: st.DrawFn, name: str, people: int) -> Made:
    texts = st.one_of(st.none(), st.text("abc ;,", min_size=1, max_size=9).filter(str.strip))
    return made([name], [draw(st.lists(texts, min_size=people, max_size=people))])


def made(headings: Sequence[str], cells: Sequence[Sequence[Cell]]) -> Made:
    rows = list(zip(*cells, strict=True))
    given = Counter(str(cell) for row in rows for cell in row if cell is not None)
    return Made(tuple(headings), tuple(map(tuple, cells)), sum(any(c is not None for c in row) for row in rows), given)


SHAPES: tuple[Callable[[st.DrawFn, str, int], Made], ...] = (one_answer, numbers, grid, ticks, spread, own_words)


@st.composite
def files(draw: st.DrawFn) -> tuple[Export, list[Made]]:
    """An export with two to five questions of any shape, and how they were made."""
    people = draw(st.integers(2, 25))
    shapes = draw(st.lists(st.sampled_from(SHAPES), min_size=2, max_size=5))
    questions = [shape(draw, f"Vraag {place} over school?", people) for place, shape in enumerate(shapes)]
    headings = [heading for question in questions for heading in question.headings]
    columns = [cells for question in questions for cells in question.cells]
    rows = tuple(zip(*columns, strict=True))
    empty = export("Vraag", joiners=(draw(st.sampled_from(JOINERS)),))
    whole = replace(
        empty,
        columns=tuple(column(place, heading) for place, heading in enumerate(headings)),
        rows=rows,
        row_numbers=tuple(range(2, people + 2)),
        completed=(True,) * people,
        preview=(False,) * people,
    )
    return whole, questions


def answered(item: dict[str, Any], stored: int) -> int:
    """How many people answered an item, whatever."""
    answers: int = stored - item["empty"] - item["not_shown"]
    return answers


@settings(max_examples=60, deadline=None)
@given(files())
def test_a_draft_knows_every_cell_of_its_own_file(drawn: tuple[Export, list[Made]]) -> None:
    whole, questions = drawn
    if not any(question.answered for question in questions):
        return
    report = dry_run(whole, draft_survey(whole, "proef"))
    rows, items = report["rows"], {item["item"]: item for item in report["items"]}
    assert rows["read"] == len(whole.rows) == rows["stored"] + rows["rejected"]
    assert [item["item"] for item in items.values() if item["unrecognised"]] == []
    linked = Counter(one["item"] for one in report["columns"])
    place = 0
    for question in questions:
        here = report["columns"][place : place + len(question.headings)]
        place += len(question.headings)
        for heading, cells, one in zip(question.headings, question.cells, here, strict=True):
            item = items.get(one["item"])
            if item is not None and linked[one["item"]] == 1 and item["type"] != "multiple":
                assert sum(item["counts"].values()) == sum(cell is not None for cell in cells), heading
            elif item is None:
                assert one["role"] in ("identifier", "ignored", "free_text", "metadata"), heading
        together = {one["item"] for one in here}
        if len(question.headings) > 1 and len(together) == 1 and (item := items.get(here[0]["item"])) is not None:
            crosses = question.given["0"]
            assert sum(item["counts"].values()) == question.given.total() - crosses, item

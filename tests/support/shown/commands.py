"""The numbers in what a command says or writes: rows of JSON, tables, sentences, spreadsheets.

`PRODUCERS` are all commands and files that show numbers of releases: a later report format adds its line and a reader.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.shown.found import Found, Scope, Unit, in_text, plain
from tests.support.shown.pages import same_start
from tests.support.shown.words import Names
from tests.support.spreadsheets import rows_of_csv, rows_of_workbook

Reading = Callable[[bytes, Names, str], Iterator[Found]]
UNITS: dict[str, Unit] = {
    "share": "share", "low": "share", "high": "share", "change": "share", "p": "chance", "aandeel": "share",
    "aandeel: minstens": "share", "aandeel: hoogstens": "share", "verschil in aandeel": "share",
    "verschil: minstens": "share", "verschil: hoogstens": "share", "kans op zo'n verschil door toeval": "chance",
    "verandering in punten": "points", "gemiddelde trede": "mean", "alpha": "alpha", "finite_low": "share",
    "finite_high": "share", "worst_low": "share", "worst_high": "share",
    "van iedereen, als het toeval is wie antwoordde: minstens": "share",
    "van iedereen, als het toeval is wie antwoordde: hoogstens": "share",
    "van iedereen, wat de anderen ook vinden: minstens": "share",
    "van iedereen, wat de anderen ook vinden: hoogstens": "share", "shares": "share", "difference": "share",
    "verschil in punten": "points",
    "punten: minstens": "points", "punten: hoogstens": "points",
    "response": "share", "change_low": "share", "change_high": "share",
    "weighted": "share", "weighted_low": "share", "weighted_high": "share", "weighted_change": "share",
    "gewogen aandeel": "share", "gewogen aandeel: minstens": "share", "gewogen aandeel: hoogstens": "share",
    "verschil in gewogen aandeel": "share", "gewogen verschil: minstens": "share",
    "gewogen verschil: hoogstens": "share",
    "effect": "effect", "grootte van de verandering (Cohens h)": "effect", "response_from": "share",
    "response_to": "share", "respons van het eerste jaar": "share", "respons van het latere jaar": "share",
    "target": "share", "margin": "share", "value": "share", "sureness": "share",
}  # fmt: skip
"""Keys and headings whose numbers are no counts."""
OF_THE_GROUP = {
    "forms", "enrolled", "ontvangen formulieren", "mensen die konden antwoorden", "response_from", "response_to",
    "respons van het eerste jaar", "respons van het latere jaar",
}  # fmt: skip
"""Keys and headings whose numbers are about the group, not about its answers."""
KEYS = {
    "survey": ("survey", "vragenlijst", "audiences", "groepen"), "item": ("item", "code van de vraag", "items"),
    "node": ("node", "code van de groep"),
    "year": ("year", "schooljaar", "from", "to", "van schooljaar", "tot schooljaar", "van", "tot"),
}  # fmt: skip
ALLOWED = {"seconds", "targets", "doelen", "weakest", "level"}
"""Keys whose numbers are no facts: how long an attack took, how many counts it tried, which follows from the
questionnaire, the groups and which facts there are, and which of them kept the fewest values, by its codes; how far the
questions of two groups compare, which the definitions say."""


@dataclass(frozen=True)
class Producer:
    """A command (its arguments; `FILE` stands for the file that it writes) and how what it gives is read."""

    arguments: tuple[str, ...]
    reading: Reading


def scope_of(row: dict[str, Any]) -> Scope:
    """What a row is about, by its own cells."""
    known = {name: {one for key in keys for one in _each(row.get(key))} for name, keys in KEYS.items()}
    known["year"] = {year for year in known["year"] if re.fullmatch(r"20\d\d-20\d\d", year)}
    node = next(iter(known["node"]), None)
    sets = {"surveys": known["survey"], "items": known["item"], "years": known["year"]}
    return Scope(**{name: frozenset(values) or None for name, values in sets.items()}, node=node)


def _each(value: Any) -> list[str]:
    """A cell that names one thing, or two groups: as a list, or with a dash between them."""
    if isinstance(value, list):
        return [str(one) for one in value if one]
    return str(value).split(" - ") if value else []


def in_row(row: dict[str, Any], names: Names, path: str, scope: Scope) -> Iterator[Found]:
    """Every number of a row, each under its key."""
    group = Scope(scope.surveys, None, scope.years, scope.node)
    for key, value in ((key, value) for key, value in row.items() if key not in ALLOWED):
        about = group if key in OF_THE_GROUP else scope
        for text in _texts(value):
            if isinstance(text, str):
                yield from in_text(names.without(text), f"{path}.{key}", about, UNITS.get(key, "count"))
            else:
                yield Found(UNITS.get(key, "count"), float(text), f"{path}.{key}", about, str(text))


def _texts(value: Any) -> Iterator[str | float]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts([one for key, one in value.items() if key not in ALLOWED])
    elif isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool)):
        yield value


def in_json(content: bytes, names: Names, path: str) -> Iterator[Found]:
    """The rows of a report in JSON."""
    report = json.loads(content)
    for number, row in enumerate(report if isinstance(report, list) else [report]):
        yield from in_row(row, names, f"{path}[{number}]", scope_of(row))


def in_words(content: bytes, names: Names, path: str) -> Iterator[Found]:
    """Tables as they are printed for another program (a heading, then rows, between tabs), and sentences."""
    heading: list[str] = []
    for number, line in enumerate(content.decode().splitlines()):
        cells = line.split("\t")
        if len(cells) == 1:
            heading = []
            yield from in_text(names.without(line), f"{path}:{number}", _of_goal(line, names))
        elif not heading:
            heading = cells
        else:
            row = dict(zip(heading, cells, strict=True))
            yield from in_row(row, names, f"{path}:{number}", _titled(row, names))


def _of_goal(line: str, names: Names) -> Scope:
    """What a sentence about a goal is about; nothing known of any other one."""
    number = re.match(r"Doel (\d+):", line)
    known = names.goals.get(f"doel-{number[1]}") if number else None
    return Scope(names.with_pulses(known[0]), frozenset((known[1],)), None, known[2]) if known else Scope()


def _titled(row: dict[str, str], names: Names) -> Scope:
    """The scope of a printed row: its question by the title of its indicator or its scale, its group by its label."""
    scope = scope_of(row)
    if shared := names.subjects.get(row.get("onderwerp", "")):
        return scope.at(items=frozenset(shared), node="school")
    title = plain(row.get("indicator", row.get("schaal", row.get("over", ""))))
    named = [items for name, items in names.items.items() if title and same_start(title, name)]
    items = {item for survey, item in set().union(*named) if scope.surveys is None or survey in scope.surveys}
    if items:
        return scope.at(items=frozenset(items), node="school")
    return scope.at(node=names.nodes.get(row.get("groep", "")))


def in_csv(content: bytes, names: Names, path: str) -> Iterator[Found]:
    """A csv file: its rows, and the notes below them."""
    heading, *rows = rows_of_csv(content)
    for number, cells in enumerate(rows):
        row = dict(zip(heading, map(_typed, cells), strict=True))
        yield from in_row(row, names, f"{path}:{number}", scope_of(row))


def _typed(cell: str) -> str | float:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return cell


def in_workbook(content: bytes, names: Names, path: str) -> Iterator[Found]:
    """A workbook: the rows of its table, and its sheet of notes."""
    table, *others = rows_of_workbook(content).items()
    heading, *rows = table[1]
    for number, cells in enumerate(rows):
        row = {str(key): value for key, value in zip(heading, cells, strict=True)}
        yield from in_row(row, names, f"{path}:{number}", scope_of(row))
    for name, lines in others:
        for number, cells in enumerate(lines):
            for text in cells:
                yield from in_text(names.without(str(text)), f"{path}/{name}:{number}", Scope())


FILE = "FILE"
PRODUCERS: dict[str, Producer] = {
    "results": Producer(("results",), in_words),
    "results --json": Producer(("results", "--json"), in_json),
    "results -o csv": Producer(("results", "-o", f"{FILE}.csv"), in_csv),
    "results -o xlsx": Producer(("results", "-o", f"{FILE}.xlsx"), in_workbook),
    "results --survey": Producer(("results", "--survey", "personeel"), in_words),
    "compare": Producer(("compare",), in_words),
    "compare --survey": Producer(("compare", "--survey", "personeel"), in_words),
    "compare --json": Producer(("compare", "--json"), in_json),
    "compare -o csv": Producer(("compare", "-o", f"{FILE}.csv"), in_csv),
    "compare -o xlsx": Producer(("compare", "-o", f"{FILE}.xlsx"), in_workbook),
    "results --funnel": Producer(("results", "--funnel"), in_words),
    "results --funnel --json": Producer(("results", "--funnel", "--json"), in_json),
    "compare --audiences": Producer(("compare", "--audiences"), in_words),
    "compare --audiences --json": Producer(("compare", "--audiences", "--json"), in_json),
    "goals": Producer(("goals",), in_words),
    "goals --json": Producer(("goals", "--json"), in_json),
    "audit": Producer(("audit",), in_words),
    "audit --json": Producer(("audit", "--json"), in_json),
}


def produced(arguments: tuple[str, ...], workspace: Path, folder: Path, run: Callable[[list[str]], bytes]) -> bytes:
    """What a producer gives: the file that it writes, else what it says."""
    written = [folder / one for one in arguments if one.startswith(FILE)]
    given = [str(folder / one) if one.startswith(FILE) else one for one in arguments]
    said = run([*given, "--workspace", str(workspace)])
    return written[0].read_bytes() if written else said

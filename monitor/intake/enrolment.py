"""Enrolment: how many could answer per class, from a list that the office keeps: class and number, in any csv or xlsx.

The column with the numbers is known by what is in it, that with the classes by standing beside it; headings help, but
need not be there. A total line is a total, not a class.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import FileRefused, Place
from monitor.intake.export import Cell, Finding
from monitor.intake.normalise import cell_text, fold, key, number
from monitor.intake.sandbox import read_contents
from monitor.texts import _

_CLASS = re.compile(r"\b(?:klas|klasse|klassen|groep|leerjaar|class|classe|group|year|grade)\b")

_TOTALS = frozenset(
    (
        "totaal",
        "total",
        "som",
        "sum",
        "samen",
        "school",
        "hele school",
        "alle",
        "algemeen totaal",
        "eindtotaal",
        "gesamt",
    )
)
_CLASSES = ("klas", "groep", "class", "group", "classe", "klasse", "leerjaar", "afdeling", "team")
_NUMBERS = (
    "aantal", "ingeschreven", "inschrijvingen", "enrolled", "enrolment", "number", "leerlingen", "ouders", "gezinnen",
    "personeelsleden", "nombre", "anzahl", "uitgenodigd",
)  # fmt: skip
_MOST = 5000
"""More people than one class, or one school, has."""


@dataclass(frozen=True)
class Enrolled:
    """How many could answer: in all, and per class label; with what was wrong in the list."""

    total: int | None = None
    classes: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def names_class(heading: str) -> bool:
    """Whether a column is called a class or a group."""
    return _CLASS.search(fold(heading)) is not None


def class_key(label: str) -> str:
    """Class labels are the same whatever their blanks and case: `3 A`, `3a`, `3A`."""
    return fold(label).replace(" ", "")


def enrolment_of(given: int | Path | None, by_class: Mapping[str, int] | None = None) -> Enrolled:
    """The enrolment as it was given: a number, a list of classes, what was filled in for each class, or not at all.

    What was filled in goes before a list; the number, where it is the larger one, counts those of no class as well.

    Raises:
        FileRefused: as for `read_enrolment`.
    """
    if by_class:
        number_ = given if isinstance(given, int) else 0
        return Enrolled(max(number_, sum(by_class.values())) or None, dict(by_class))
    return read_enrolment(given) if isinstance(given, Path) else Enrolled(given)


def as_spelt(classes: Mapping[str, int], labels: Iterable[str]) -> dict[str, int]:
    """The enrolment under the labels that the answers have for the same classes."""
    spelt = {class_key(label): label for label in labels}
    return {spelt.get(class_key(label), label): number for label, number in classes.items()}


def otherwise(given: Enrolled, total: int | None, classes: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    """Where the settings of the school (`total`, `classes`) say otherwise than what was given: of whom, what each says.

    Of whom is the label of a class, or empty for the whole school.
    """
    if total and given.total and total != given.total:
        yield "", total, given.total
    known = as_spelt(classes, given.classes)
    for label, number_ in given.classes.items():
        if known.get(label, number_) != number_:
            yield label, known[label], number_


def read_enrolment(path: Path) -> Enrolled:
    """The enrolment in a list of classes.

    Raises:
        FileRefused: it cannot be read, or has no column with numbers beside one with classes.
    """
    remedy = _("Give a number, or a list with two columns: class and number. For example: 1A;24")
    try:
        contents = read_contents(path)
    except FileRefused as refused:  # its remedy is about a file with answers
        raise FileRefused(refused.message, remedy=remedy, place=refused.place) from None
    rows = [
        (place, row)
        for sheet in contents.sheets[:1]
        for place, row in enumerate(sheet.rows, start=1)
        if any(cell_text(cell) for cell in row)
    ]
    columns = _columns([row for _place, row in rows])
    if columns is None:
        raise FileRefused(
            _("This list has no column with classes and no column with numbers."),
            remedy=remedy,
            place=Place(file=path.name),
        )
    return _read(rows, *columns)


def _columns(rows: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    """The places of the classes and of the numbers: by their headings, else by what is in them."""
    heads = {place: key(cell_text(cell)) for place, cell in enumerate(rows[0])} if rows else {}
    classes = [place for place, head in heads.items() if any(head.startswith(word) for word in _CLASSES)]
    numbers = [place for place, head in heads.items() if any(word in head for word in _NUMBERS)]
    if classes and (left := [place for place in numbers if place != classes[0]]):
        return classes[0], left[0]
    width = max(map(len, rows), default=0)
    counting = [place for place in range(width) if _counts(rows, place)]
    named = [place for place in range(width) if _names(rows, place)]
    fitting = [(one, other) for other in counting for one in named if one != other]
    return min(fitting, default=None)


def _counts(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Whether most cells of a column are whole numbers, not counting a heading."""
    cells = [row[place] for row in rows[1:] or rows if place < len(row) and cell_text(row[place])]
    return bool(cells) and sum(_whole(cell) is not None for cell in cells) > len(cells) / 2


def _names(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Whether nearly every row has something in this column, and nearly every time something else."""
    cells = [key(cell_text(row[place])) for row in rows if place < len(row) and cell_text(row[place])]
    return len(cells) > len(rows) / 2 and len(set(cells)) > len(cells) / 2


def _whole(cell: Cell) -> int | None:
    value = number(cell)
    return int(value) if value is not None and value == int(value) and 0 <= value <= _MOST else None


def _read(rows: Sequence[tuple[int, Sequence[Cell]]], class_at: int, number_at: int) -> Enrolled:
    classes: dict[str, int] = {}
    total: int | None = None
    findings: list[Finding] = []
    seen: set[str] = set()
    for row, cells in rows:
        label, cell = (cells[at] if at < len(cells) else None for at in (class_at, number_at))
        name, value = " ".join(cell_text(label).split()), _whole(cell)
        if row == rows[0][0] and value is None and (_is_heading(cell) or not seen):
            continue
        if key(name) in _TOTALS:
            total = value if value is not None else total
        elif not name or value is None:
            findings.append(_warned("W-ENROLLED-ROW", _bad(name), row))
        elif class_key(name) in seen:
            message = _("This class stands in the list twice. The first number counts.")
            findings.append(_warned("W-ENROLLED-TWICE", message, row))
        else:
            classes[name] = value
            seen.add(class_key(name))
    return _checked(classes, total, findings)


def _is_heading(cell: Cell) -> bool:
    return any(word in key(cell_text(cell)) for word in _NUMBERS)


def _bad(name: str) -> str:
    if not name:
        return _("This line of the list has a number but no class. It was left out.")
    return _("This line of the list has no whole number from 0 to {most}. It was left out.").format(most=_MOST)


def _checked(classes: dict[str, int], total: int | None, findings: list[Finding]) -> Enrolled:
    """The list with its total: that of its total line, unless the classes make more."""
    together = sum(classes.values())
    if total is not None and classes and total != together:
        message = _("The total line says {total}, the classes make {sum}. The larger number counts.")
        findings.append(_warned("W-ENROLLED-TOTAL", message.format(total=total, sum=together), None))
    return Enrolled(max(total or 0, together) or None, classes, tuple(findings))


def _warned(code: str, message: str, row: int | None) -> Finding:
    return Finding("warning", code, message, row=row)

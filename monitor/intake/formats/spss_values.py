"""The values of an SPSS variable: which have a label, which stand for nothing, which are options.

Labels are often given to the ends of a scale only, to a few numbers of a variable that holds ages, or to what is
missing only; what the values of a variable are follows from labels and cells together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.intake.export import Cell, ToolOption
from monitor.intake.normalise import cell_text, key, number
from monitor.intake.nothing import nothing

_NOTHING_SAID = frozenset(
    map(key, ("missing", "system missing", "sysmis", "missing value", "no answer", "not answered", "no response",
              "geen antwoord", "niet beantwoord", "niet ingevuld", "geen respons", "ontbreekt", "ontbrekend",
              "sans réponse", "non réponse", "pas de réponse", "manquant", "keine antwort", "nicht beantwortet",
              "fehlend", "fehlender wert"))
)  # fmt: skip
"""Labels of missing values that say no more than that nothing was answered."""
_LONGEST_SCALE = 21


@dataclass(frozen=True)
class Span:
    """Values that the file declares missing: from `low` to `high`, either open (`None`: LO or HI)."""

    low: Cell
    high: Cell

    def holds(self, value: Cell) -> bool:
        """Whether a value lies in the span; texts are compared as texts."""
        if isinstance(value, str) or isinstance(self.low, str):
            return cell_text(value) == cell_text(self.low)
        at, low, high = number(value), number(self.low), number(self.high)
        return at is not None and (low is None or low <= at) and (high is None or at <= high)


@dataclass(frozen=True)
class Values:
    """The labels of a variable by code, what it calls missing, and its options once the cells were looked at.

    `stepped`: some points of the scale have no label but their number. `counts`: the values are numbers, and not
    choices.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    options: tuple[ToolOption, ...] = ()
    stepped: bool = False
    counts: bool = False

    def is_missing(self, value: Cell) -> bool:
        """Whether the file declares this value missing."""
        return any(span.holds(value) for span in self.spans)

    def shown(self, value: Cell) -> tuple[Cell, bool]:
        """The cell as the person saw it, and whether it is empty for being declared missing."""
        label = self.labels.get(cell_text(value))
        said = key(label) if label is not None else ""
        if self.is_missing(value) and (label is None or self.counts or said in _NOTHING_SAID):
            return None, True
        if self.counts and label is not None and nothing(label) is not None:
            return None, True
        if self.counts or label is None:
            return value, False
        return label, False


def options_of(values: Values, cells: Sequence[Cell]) -> Values:
    """The values with their options, as far as the cells bear the labels out."""
    said = {code: label for code, label in values.labels.items() if not values.is_missing(_value(code))}
    found = {cell_text(cell): cell for cell in cells if not values.is_missing(cell)}
    bare = [cell for code, cell in found.items() if code not in said]
    if not said:
        return values if any(isinstance(cell, str) for cell in bare) or not values.labels else _counting(values)
    if any(isinstance(cell, str) for cell in (*bare, *map(_value, said))):
        return _listed(values, [])
    points = [number(_value(code)) for code, label in said.items() if nothing(label) is None]
    steps = _steps(points, bare)
    if bare and steps is not None:
        return replace(_listed(values, steps), stepped=True)
    return _listed(values, sorted(bare, key=_place)) if len(bare) <= len(said) else _counting(values)


def _counting(values: Values) -> Values:
    return replace(values, counts=True)


def _value(code: str) -> Cell:
    found = number(code)
    return code if found is None else found


def _place(cell: Cell) -> float:
    return number(cell) or 0.0


def _steps(points: Sequence[float | None], bare: Sequence[Cell]) -> list[Cell] | None:
    """The whole numbers between the lowest and the highest label, if every cell without a label is one of them."""
    known = [point for point in points if point is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    between = [number(cell) for cell in bare]
    if high - low >= _LONGEST_SCALE or not (low.is_integer() and high.is_integer()):
        return None
    if any(at is None or not at.is_integer() or not low < at < high for at in between):
        return None
    return [step for step in range(int(low), int(high) + 1) if float(step) not in known]


def _listed(values: Values, unlabelled: Sequence[Cell]) -> Values:
    """Labels in the order of the file and values without a label in the order of numbers; one option per text."""
    labels = {**values.labels, **{cell_text(cell): cell_text(cell) for cell in unlabelled}}
    codes = sorted(labels, key=lambda code: _place(_value(code))) if unlabelled else list(labels)
    options: dict[str, ToolOption] = {}
    for code in codes:
        missing = values.is_missing(_value(code))
        if not (missing and key(labels[code]) in _NOTHING_SAID):
            options.setdefault(key(labels[code]), ToolOption(code, labels[code], missing))
    return replace(values, options=tuple(options.values()))

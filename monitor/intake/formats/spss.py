"""SPSS (`.sav`, `.zsav`): cells under variables, with what the file itself says of its variables and their values.

A value with a label becomes that text. A value that the file declares missing keeps its text too, so that the words
decide ("weet niet", "weigert", "n.v.t." are three things); without a label, or where the label says no more than
that nothing was answered, the cell is empty, as one that is missing for the system is. Which of the two it was is
told by column, never by row. Evidence: formats of the tools, section 8.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.intake.counted import told
from monitor.intake.export import Cell, Column, Export, Finding, Purpose
from monitor.intake.formats.base import built, made, plain_text
from monitor.intake.formats.own_columns import LIMESURVEY, OTHERS, role_of
from monitor.intake.formats.spss_values import Span, Values, options_of
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, fold, key, number
from monitor.intake.sandbox import Contents, Sheet
from monitor.texts import _, n_

_LEADING, _TRAILING = 20, 12
_WAVES = frozenset(
    map(key, ("meting", "meetmoment", "wave", "golf", "jaar", "year", "schooljaar", "school year", "ronde", "round",
              "afnamejaar", "meetjaar", "peiling", "vague", "année", "welle", "erhebung", "jahr"))
)  # fmt: skip
_YEARS = range(1990, 2101)
_COUNTED, _NOT_COUNTED = "1", "0"


@dataclass(frozen=True)
class Variable:
    """A variable of the file: its name, label, `string` or a kind of number, and measure level."""

    name: str
    label: str | None
    kind: str
    measure: str
    values: Values = field(default_factory=Values)
    group: str | None = None
    """The text of the multiple-response set that it is a tick of, and `counted` the value that is the tick."""
    group_code: str | None = None
    counted: str | None = None


def read_spss(contents: Contents) -> Export:
    """The data of the file under columns that carry the labels and options of their variables."""
    sheets = {sheet.name: sheet for sheet in contents.sheets}
    data = sheets[None]
    given = list(zip(*data.rows[1:], strict=True)) or [()] * len(data.rows[0])
    variables = [_in_use(one, cells) for one, cells in zip(_variables(sheets), given, strict=True)]
    read = [_cells(one, cells) for one, cells in zip(variables, given, strict=True)]
    counts = {one.name: missing for one, (_cells_shown, missing) in zip(variables, read, strict=True)}
    rows = tuple(zip(*(shown for shown, _missing in read), strict=True))
    headings = tuple(one.label or one.name for one in variables)
    table = Table(contents.file, data, (headings,), rows, tuple(range(1, len(rows) + 1)))
    columns = tuple(_column(one, index, len(variables)) for index, one in enumerate(variables))
    sent = next((column.index for column in columns if column.purpose == "submitted"), None)
    dichotomies = any(one.group for one in variables)
    return built(
        table,
        "spss",
        columns,
        completed=[cell is not None for cell in table.column(sent)] if sent is not None else None,
        ticked=frozenset((_COUNTED,)) if dichotomies else frozenset(),
        unticked=frozenset((_NOT_COUNTED,)) if dichotomies else frozenset(),
        findings=[*_missing(columns, variables, counts), *_waves(table, columns)],
    )


def _variables(sheets: Mapping[str | None, Sheet]) -> Iterator[Variable]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for name, value, label in sheets["values"].rows:
        labels[cell_text(name)].setdefault(cell_text(value), plain_text(cell_text(label)))
    spans: dict[str, list[Span]] = defaultdict(list)
    for name, low, high in sheets["missing"].rows:
        spans[cell_text(name)].append(Span(low, high))
    groups = {cell_text(member).casefold(): (group, text, value) for group, text, value, member in sheets["sets"].rows}
    for name, label, kind, measure in sheets["variables"].rows:
        code = cell_text(name)
        group, text, counted = groups.get(code.casefold(), (None, None, None))
        yield Variable(
            name=code,
            label=plain_text(cell_text(label)) or None,
            kind=cell_text(kind),
            measure=cell_text(measure),
            values=Values(labels.get(code, {}), tuple(spans.get(code, ()))),
            group=cell_text(text) or cell_text(group) or None,
            group_code=cell_text(group) or None,
            counted=cell_text(counted) if counted is not None else None,
        )


def _in_use(variable: Variable, cells: Sequence[Cell]) -> Variable:
    """The variable with its options as far as the cells bear them out: ages have a label for "unknown" only."""
    if variable.counted is not None or variable.group is not None:
        return variable
    found = [cell for cell in dict.fromkeys(cells) if cell_text(cell)]
    return replace(variable, values=options_of(variable.values, found))


def _cells(variable: Variable, cells: Sequence[Cell]) -> tuple[list[Cell], int]:
    """The cells as people saw them, and how many are empty for being declared missing; each value is read once."""
    read = {cell: _shown(variable, cell) for cell in dict.fromkeys(cells)}
    return [read[cell][0] for cell in cells], sum(read[cell][1] for cell in cells)


def _shown(variable: Variable, cell: Cell) -> tuple[Cell, bool]:
    if not cell_text(cell):
        return None, False
    return variable.values.shown(cell) if variable.counted is None else _tick(variable, cell)


def _tick(variable: Variable, cell: Cell) -> tuple[Cell, bool]:
    if variable.values.is_missing(cell):
        return None, True
    return _COUNTED if cell_text(cell) == variable.counted else _NOT_COUNTED, False


def _column(variable: Variable, index: int, width: int) -> Column:
    column = made(index, variable.label or variable.name)
    if variable.group is not None and variable.counted is not None:
        part = variable.label or variable.name
        code = f"{variable.group_code}[{variable.name}]"
        return replace(column, question=plain_text(variable.group), part=part, code=code)
    column = replace(
        column,
        code=variable.name,
        options=variable.values.options,
        ordered=variable.values.stepped or (variable.measure == "ordinal" and not _alphabetical(variable)),
    )
    own = index < _LEADING or index >= width - _TRAILING
    purpose: Purpose | None = OTHERS.get(key(variable.name)) or LIMESURVEY.get(key(variable.name))
    if own and purpose is not None and not variable.values.options:
        return replace(column, purpose=purpose, role=role_of(purpose))
    return column


def _alphabetical(variable: Variable) -> bool:
    """Whether the options stand in the order of the alphabet, as R and Python number categories: that is no scale."""
    labels = [fold(option.label) for option in variable.values.options if not option.missing]
    return len(labels) > 2 and labels == sorted(labels) and not all(label.isdecimal() for label in labels)


def _missing(columns: Sequence[Column], variables: Sequence[Variable], counts: Mapping[str, int]) -> Iterator[Finding]:
    for column, variable in zip(columns, variables, strict=True):
        count = counts.get(variable.name, 0)
        if count and column.role == "item":
            exact, rough = told(
                lambda n: n_(
                    "{count} cell holds a value that the SPSS file itself calls missing; it was read as not answered.",
                    "{count} cells hold a value that the SPSS file itself calls missing; they were read as not "
                    "answered.",
                    n,
                ),
                count,
            )
            yield Finding("info", "I-USER-MISSING", exact, column=column.heading, rough=rough)


def _waves(table: Table, columns: Sequence[Column]) -> Iterator[Finding]:
    for column in columns:
        if not {key(column.code or ""), key(column.heading)} & _WAVES:
            continue
        years = {year for cell in table.column(column.index) if (year := _year(cell)) is not None}
        if len(years) > 1:
            message = _(
                "This file holds the answers of several years ({years}). Make a file of each year in SPSS (Data, "
                "Select Cases), and import each into its own school year."
            ).format(years=", ".join(map(str, sorted(years))))
            yield Finding("warning", "W-SEVERAL-YEARS", message, column=column.heading)


def _year(cell: Cell) -> int | None:
    text = cell_text(cell)
    value = number(text[:4]) if len(text) in (4, 7, 9) else None
    return int(value) if value is not None and value in _YEARS else None

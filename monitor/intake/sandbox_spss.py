"""The SPSS side of the sandbox: what a `.sav` or `.zsav` says of its variables, and then its cells.

ReadStat, a C library, does the reading; a file that makes it crash ends this process and nothing else. Everything
goes out as tables, each under a heading row: `variables`, `values`, `missing`, `sets`, and last the data.
"""

import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from typing import Any

from monitor.intake.sandbox_spss_dictionary import require_sound_dictionary
from monitor.intake.sandbox_terms import Limits, Refused

_OTHER_ENCODINGS = (None, "WINDOWS-1252", "LATIN1")
"""What a file says of its encoding comes first; some programs write another than they say."""


def read_spss(data: bytes, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    """The tables of an SPSS file.

    Raises:
        Refused: it is damaged, or larger than allowed.
    """
    require_sound_dictionary(data)
    about = _parsed(data, metadataonly=True)[1]
    if about.number_columns > limits.columns:
        raise Refused("too-large", rows=limits.rows, columns=limits.columns)
    most = min(limits.rows, limits.cells // max(1, about.number_columns))
    columns, about = _parsed(data, row_limit=most + 1)
    rows = max((len(cells) for cells in columns.values()), default=0)
    if rows > most:
        raise Refused("too-large", rows=limits.rows, columns=limits.columns)
    return _tables(columns, about)


def _parsed(data: bytes, **asked: Any) -> tuple[dict[str, list[Any]], Any]:
    """Variables to cells, and what is said of them, in the first encoding in which the file can be read."""
    import pyreadstat
    from pyreadstat import PyreadstatError, ReadstatError

    # A date after the year 9999 is no date for Python: then dates are read as numbers.
    for encoding, numbers in product(_OTHER_ENCODINGS, (False, True)):
        with suppress(ReadstatError, PyreadstatError, ValueError, OverflowError):
            return pyreadstat.read_sav(
                io.BytesIO(data),
                user_missing=True,
                output_format="dict",
                encoding=encoding,
                disable_datetime_conversion=numbers,
                **asked,
            )
    raise Refused("damaged")


def _tables(columns: dict[str, list[Any]], about: Any) -> Iterator[dict[str, Any] | list[Any]]:
    names = list(about.column_names)
    yield _sheet("variables")
    for name in names:
        label = about.column_names_to_labels.get(name)
        kind = about.readstat_variable_types.get(name)
        yield [name, label or None, kind, about.variable_measure.get(name)]
    yield _sheet("values")
    for name in names:
        for value, label in about.variable_value_labels.get(name, {}).items():
            yield [name, _cell(value), label]
    yield _sheet("missing")
    for name in names:
        for span in about.missing_ranges.get(name, ()):
            yield [name, _end(span["lo"]), _end(span["hi"])]
    yield _sheet("sets")
    for name, group in about.mr_sets.items():
        for member in group["variable_list"] if group["is_dichotomy"] else ():
            yield [name, group["label"] or None, group["counted_value"], member]
    yield {"sheet": {"name": None, "kind": "spss", "encoding": about.file_encoding}}
    yield names
    yield from ([_cell(cell) for cell in row] for row in zip(*(columns[name] for name in names), strict=True))


def _sheet(name: str) -> dict[str, Any]:
    return {"sheet": {"name": name, "kind": "spss"}}


def _cell(cell: Any) -> Any:
    """A cell as a person sees it: whole numbers without a fraction, and empty text is no answer."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    return cell.rstrip() or None if isinstance(cell, str) else cell


def _end(value: Any) -> Any:
    """The end of a span of missing values; `None` for LO and HI."""
    return None if isinstance(value, float) and abs(value) > 1e300 else _cell(value)

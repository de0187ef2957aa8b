"""SPSS files made for a test: a few cases with labels, missing values and multiple-response sets."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat


def sav(path: Path, columns: Mapping[str, Sequence[Any]], *, sets: str = "", **more: Any) -> Path:
    """A file with these columns; `more` is what `pyreadstat.write_sav` takes, `sets` the text of an MRSETS record."""
    pyreadstat.write_sav(pd.DataFrame({name: list(cells) for name, cells in columns.items()}), path, **more)
    if sets:
        text = sets.encode("ascii")
        record = struct.pack("<iiii", 7, 7, 1, len(text)) + text
        data = path.read_bytes()
        place = data.index(struct.pack("<ii", 999, 0))  # the record that ends the dictionary
        path.write_bytes(data[:place] + record + data[place:])
    return path

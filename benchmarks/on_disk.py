"""The tally of ten million forms on disk: against bare numpy over the same batches, and the memory that it takes."""

import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.counting import GROUPS, ITEMS, OPTIONS, wave
from benchmarks.measure import Measurement, interleaved
from monitor.counting.answers_file import CLASS, ROW_GROUP, SURVEY, SURVEY_HASH
from monitor.counting.engines import Part
from monitor.counting.local import LocalEngine

_MEMORY = """
import resource, sys
from benchmarks.on_disk import count
count(sys.argv[1], int(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)
"""
"""Run in a process of its own: nothing but the count has been in its memory. Linux tells it in KiB."""


def measurements(folder: Path, *, smoke: bool) -> list[Measurement]:
    """The tally of a large file; `smoke` counts two row groups. Making the file is not measured."""
    forms, file = (2 * ROW_GROUP if smoke else 10_000_000), str(folder / "answers.parquet")
    written(file, forms)
    ours, bare = partial(count, file, forms), partial(_bare, file)
    found = interleaved("tally-10m-numpy", ours, "bare numpy bincount", bare, rounds=1 if smoke else 5)
    return [replace(found, peak_gb=_peak_gb(file, forms))]


def count(file: str, forms: int) -> None:
    """The tally of a file of answers, by the engine of this computer."""
    ((_school, _tally),) = LocalEngine().tallies([Part("school", file, forms)], wave(0)[0])


def written(file: str, forms: int) -> None:
    """Write a file of answers to forty items, drawn at random, row group by row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    random, survey = np.random.default_rng(2026), wave(0)[0]
    labels = pa.array([f"{n}A" for n in range(GROUPS)], pa.string())
    about = {SURVEY: survey.id, SURVEY_HASH: survey.hash}
    kind = pa.dictionary(pa.int16(), pa.string())
    names: list[tuple[str, Any]] = [(CLASS, kind), *((item.id, pa.int8()) for item in survey.items)]
    with pq.ParquetWriter(file, pa.schema(names, about), compression="zstd") as writer:
        for start in range(0, forms, ROW_GROUP):
            rows = min(ROW_GROUP, forms - start)
            classes = pa.DictionaryArray.from_arrays(random.integers(0, GROUPS, rows, dtype=np.int16), labels)
            codes = random.integers(0, OPTIONS + 1, (ITEMS, rows), dtype=np.int8)
            writer.write_batch(pa.record_batch([classes, *map(pa.array, codes)], schema=writer.schema))


def _bare(file: str) -> None:
    """The same batches, read the same way, and a `bincount` per item: no check, no routing, no labels."""
    import pyarrow.parquet as pq

    cells = GROUPS * (OPTIONS + 2)
    sums = np.zeros((ITEMS, cells), dtype=np.int64)
    for rows in pq.ParquetFile(file, pre_buffer=False).iter_batches(ROW_GROUP, use_threads=False):
        start = rows.column(0).indices.to_numpy().astype(np.intp) * (OPTIONS + 2)
        for item in range(ITEMS):
            sums[item] += np.bincount(start + rows.column(1 + item).to_numpy(), minlength=cells)


def _peak_gb(file: str, forms: int) -> float:
    """The most memory that a process held while it counted, the program itself among it."""
    call, here = [sys.executable, "-c", _MEMORY, file, str(forms)], Path(__file__).parent.parent
    run = subprocess.run(call, cwd=here, check=True, capture_output=True, text=True)
    return float(run.stdout)

"""Spark on this computer: our kernel in its processes, against Spark's own aggregates over the same file.

Both in one session that has done both before; starting Spark takes seconds and is not in here. What both count is
compared before anything is measured.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.counting import OPTIONS, wave
from benchmarks.measure import Measurement, interleaved
from monitor.counting.answers_file import CLASS, answers_bytes
from monitor.counting.engines import Part
from monitor.counting.spark import SparkEngine, spark_engine
from monitor.counting.tally import Tally
from monitor.definition.model import Survey


def measurements(folder: Path, *, smoke: bool) -> list[Measurement]:
    """The benchmark of Spark, where there is Java for it; `smoke` counts four items of ten thousand respondents."""
    if shutil.which("java") is None:
        return []
    people = 10_000 if smoke else 2_000_000
    survey, answers = wave(people)
    if smoke:
        survey = survey.model_copy(update={"items": survey.items[:4]})
    file = folder / "spark-answers.parquet"
    file.write_bytes(answers_bytes(answers, survey))
    part = Part("school", str(file), people)
    with spark_engine("local[2]") as engine:
        ours, theirs = _by_kernel(engine, part, survey), _by_spark(engine, file, survey)
        _require_equal(ours(), theirs())
        return [
            interleaved("spark-kernel", ours, "Spark's own count_if", theirs, rounds=1 if smoke else 3),
        ]


def _by_kernel(engine: SparkEngine, part: Part, survey: Survey) -> Callable[[], Tally]:
    def run() -> Tally:
        [(_school, counted)] = engine.tallies([part], survey)
        assert isinstance(counted, Tally), counted
        return counted

    return run


def _by_spark(engine: SparkEngine, file: Path, survey: Survey) -> Callable[[], list[Any]]:
    """A count of every code of every column, by class, in one go over the file."""
    from pyspark.sql import functions

    def run() -> list[Any]:
        given = engine.session.read.parquet(str(file))
        codes = [functions.lit(code).cast("byte") for code in range(OPTIONS + 2)]
        counts = [functions.count_if(given[item.id] == code) for item in survey.items for code in codes]
        return given.groupBy(f"`{CLASS}`").agg(*counts).collect()

    return run


def _require_equal(ours: Tally, theirs: list[Any]) -> None:
    """Both counted the same, cell by cell."""
    found = {row[0]: list(row[1:]) for row in theirs}
    for place, label in enumerate(ours.groups):
        cells = [n for counts in ours.counts.values() for n in counts[place].tolist()]
        assert cells == found.get(label, [0] * len(cells)), label

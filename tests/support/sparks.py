"""Spark for tests: one on this computer that answers in both ways, and what stands for it where it is not meant."""

import importlib.util
import os
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from monitor.anonymous import COUNTED_BEFORE, AnonymousAnswers
from monitor.counting.answers_file import answers_bytes
from monitor.counting.engines import Part
from monitor.counting.spark import SparkEngine, spark_engine
from monitor.counting.tally import Tally
from monitor.definition.codebook import codebook
from monitor.definition.model import Survey

SHORT_LIFE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""How Java starts fast, for a Spark that does little: it is not worth its while to compile well."""


@contextmanager
def both_ways() -> Iterator[tuple[SparkEngine, str]]:
    """Spark on this computer with two cores, and the address at which the same one answers to Spark Connect."""
    there = importlib.util.find_spec("pyspark") and shutil.which("java")
    if not there and not os.environ.get("CI"):
        pytest.skip("Spark or Java is not installed here")
    port = free_port()
    server = {"binding.address": "127.0.0.1", "binding.port": port}
    also = [f"--conf spark.connect.grpc.{name}={value}" for name, value in server.items()]
    plugin = "--conf spark.plugins=org.apache.spark.sql.connect.SparkConnectPlugin"
    with ExitStack() as ends:
        with pytest.MonkeyPatch.context() as patch:  # for its start alone: a process of another test starts its own
            patch.setenv("JDK_JAVA_OPTIONS", SHORT_LIFE)
            patch.setenv("PYSPARK_SUBMIT_ARGS", " ".join([plugin, *also, "pyspark-shell"]))
            engine = ends.enter_context(spark_engine("local[2]"))
        yield engine, f"sc://127.0.0.1:{port}"


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class InThisProcess:
    """Stands for a session of Spark: what would run in its processes runs here, piece by piece."""

    table: "pa.Table | None" = None

    def createDataFrame(self, table: pa.Table) -> "InThisProcess":
        return InThisProcess(table)

    def mapInArrow(self, count: Callable[[Iterable[Any]], Iterable[Any]], _schema: str) -> "InThisProcess":
        assert self.table is not None
        counted = [found for piece in self.table.to_batches() for found in count([piece])]
        return InThisProcess(pa.Table.from_batches(counted))

    def toArrow(self) -> pa.Table:
        assert self.table is not None
        return self.table


def random_answers(
    asked: Survey, seed: int, forms: int, classes: tuple[str, ...], *, families: bool = False
) -> AnonymousAnswers:
    """Answers by chance to every question; with families, some have several forms, and some were counted before."""
    random = np.random.default_rng(seed)
    codes = {one.name: random.integers(0, one.answers + 2, forms).astype(np.int8) for one in codebook(asked)}
    group = random.integers(0, len(classes) + 1, forms).astype(np.int16)
    whose = random.integers(COUNTED_BEFORE, 1 + forms, forms).astype(np.int32) if families else None
    return AnonymousAnswers(asked.id, classes, group, codes, whose)


def part_of(school: str, asked: Survey, answers: AnonymousAnswers) -> Part:
    """All answers of a school, from memory."""
    return Part(school, answers_bytes(answers, asked), len(answers))


def told(counted: object) -> dict[str, object]:
    """Every number of a tally that is not nought, by what it is a number of: two tallies are the same if these are."""
    assert isinstance(counted, Tally), counted
    answers = {
        (name, label, code): n
        for name, table in counted.counts.items()
        for label, row in zip(counted.groups, table.tolist(), strict=True)
        for code, n in enumerate(row)
        if n
    }
    people = {
        name: ({one: n for one, n in who.alone.items() if n}, {one: n for one, n in who.families.items() if n},
               who.counted_before)
        for name, who in counted.people.items()
    }  # fmt: skip
    forms = counted.forms_by_group()
    return {"classes": sorted(forms), "forms": forms, "answers": answers, "people": people}

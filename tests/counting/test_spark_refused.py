"""What is said where Spark cannot count, soon and in Dutch; and what needs no Spark to be tested."""

import importlib.util
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.counting import spark_session
from monitor.counting.choice import EngineChoice
from monitor.counting.engines import Engine, Part
from monitor.counting.local import LocalEngine
from monitor.counting.long import Long
from monitor.counting.spark import SparkEngine
from monitor.counting.tally import tally
from monitor.errors import CallError, EngineRefused, FileRefused, InputRefused, SchoolklimaatError
from tests.support.protection import item, satisfaction, survey
from tests.support.scale_worlds import scale_of
from tests.support.sparks import InThisProcess, free_port, part_of, random_answers, told

ITEMS = [satisfaction("sfeer"), satisfaction("veilig")]
ASKED = survey(*ITEMS, item("open", ()), item("mening", ("goed", "slecht"), shown_if={"sfeer": ("tevreden",)}))
SCALES = (scale_of(ITEMS, "2.5", "3.5"),)


def engine_of(session: object) -> SparkEngine:
    return SparkEngine(session)  # type: ignore[arg-type] # stands for a session


@given(seed=st.integers(0, 2**32), forms=st.integers(0, 60), families=st.booleans())
def test_a_tally_comes_back_from_its_table(seed: int, forms: int, families: bool) -> None:
    counted = tally(random_answers(ASKED, seed, forms, ("1A", "1B"), families=families), ASKED, SCALES)
    other = tally(random_answers(ASKED, seed + 1, 3, ("2C",)), ASKED, SCALES)
    long = Long(ASKED, SCALES)
    rows = pa.Table.from_batches([long.table("x", counted), long.table("x", other), long.table("y", counted)])
    back = list(Long(ASKED, SCALES).tallies(rows))
    assert [school for school, _tally in back] == ["x", "x", "y"]
    assert [told(one) for _school, one in back] == [told(counted), told(other), told(counted)]
    assert [one.groups for _school, one in back] == [counted.groups, other.groups, counted.groups]


def test_a_questionnaire_without_anything_to_count_has_its_forms() -> None:
    asked = survey(item("open", ()))
    [(_school, counted)] = engine_of(InThisProcess()).tallies(
        [part_of("x", asked, random_answers(asked, 1, 9, ("1A",)))], asked
    )
    assert told(counted) == told(tally(random_answers(asked, 1, 9, ("1A",)), asked))


def test_many_schools_are_asked_for_some_at_a_time_and_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.counting.spark.AT_ONCE", 3)
    waves = {f"s{number}": random_answers(ASKED, number, 10 + number, ("1A", "1B")) for number in range(8)}
    seen: list[tuple[int, int]] = []
    parts = [part_of(school, ASKED, answers) for school, answers in waves.items()]
    found = engine_of(InThisProcess()).tallies(parts, ASKED, SCALES, progress=lambda done, of: seen.append((done, of)))
    assert {school: told(one) for school, one in found} == {
        school: told(one) for school, one in LocalEngine().tallies(parts, ASKED, SCALES)
    }
    assert seen == [(33, 108), (75, 108), (108, 108)]


def test_a_place_that_cannot_be_reached_is_of_every_school(tmp_path: Path) -> None:
    parts = [Part("linde", "nergens://vat/answers.parquet", 10)]
    with pytest.raises(InputRefused, match=r"nergens://vat/answers\.parquet") as there:
        list(engine_of(InThisProcess()).tallies(parts, ASKED))
    with pytest.raises(InputRefused) as here:
        list(LocalEngine().tallies(parts, ASKED))
    assert (there.value.message, there.value.remedy) == (here.value.message, here.value.remedy)
    assert not isinstance(there.value, FileRefused)


def refused(master: str | None, name: str = "spark") -> SchoolklimaatError:
    started = time.monotonic()
    with pytest.raises(SchoolklimaatError) as found, EngineChoice(name, master).begun():
        pass
    assert time.monotonic() - started < 20
    return found.value


@pytest.mark.parametrize("master", ["yarn", "local[0]", "local[x]", "http://x", "", "spark://", "spark://x", "sc://",
                                    "spark://a:1,b", "sc://x:99999"])  # fmt: skip
def test_what_is_no_address_is_a_wrong_call(master: str) -> None:
    error = refused(master)
    assert isinstance(error, CallError)
    assert "geen adres van Spark" in error.message
    assert "sc://" in error.remedy


def test_an_engine_that_there_is_not_is_a_wrong_call() -> None:
    assert "duckdb kan niet tellen" in refused(None, "duckdb").message
    assert refused(None, "duckdb").exit_code == 2
    with_address = refused("local[2]", "local")
    assert (with_address.exit_code, "--master" in with_address.message) == (2, True)
    with EngineChoice().begun() as engine:
        known: Engine = engine
        assert known.name == "local"


def test_without_the_extra_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    error = refused("local[2]")
    assert (error.exit_code, error.message) == (3, "Spark is niet geïnstalleerd.")
    assert "schoolklimaat[spark]" in error.remedy


@pytest.mark.parametrize("home", [None, "/nergens"])
def test_without_java_it_is_told_what_to_install(
    home: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    if home:
        monkeypatch.setenv("JAVA_HOME", home)
    error = refused("local[2]")
    assert (error.exit_code, "Java 17" in error.message) == (3, True)


def test_a_java_that_does_not_start_is_told_the_same_and_leaves_no_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho too old >&2\nexit 1\n")
    java.chmod(0o700)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert "Java 17" in refused("local[2]").message
    assert list(tmp_path.iterdir()) == [tmp_path / "bin"]


@pytest.mark.parametrize("scheme", ["sc", "spark"])
def test_where_nobody_listens_it_is_told_at_once(scheme: str) -> None:
    address = f"localhost:{free_port()}"
    error = refused(f"{scheme}://{address}")
    assert (error.exit_code, address in error.message) == (3, True)
    assert "antwoordt niemand" in error.message


@contextmanager
def mute() -> Iterator[int]:
    """Somebody who listens and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: server.accept(), daemon=True).start()
        yield server.getsockname()[1]


def test_a_server_that_says_nothing_is_not_waited_for_for_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_session, "PATIENCE", 0.5)
    with mute() as port:
        assert "antwoordt niemand" in refused(f"sc://127.0.0.1:{port}").message


@pytest.mark.parametrize("url", ["sc://spark.net.be", "sc://spark.net.be:15002/;token=x", "sc://10.0.0.7:15002"])
def test_nothing_goes_to_another_computer_unencrypted(url: str) -> None:
    error = refused(url)
    assert (error.exit_code, "niet versleuteld" in error.message) == (3, True)
    assert "use_ssl=true" in error.remedy
    assert "token" not in error.message + error.remedy


class Failing:
    """A session whose cluster fails with these words."""

    def __init__(self, said: str) -> None:
        self.said = said

    def createDataFrame(self, _table: Any) -> Any:
        raise RuntimeError(self.said)


@pytest.mark.parametrize(
    ("said", "message", "remedy"),
    [
        ("ModuleNotFoundError: No module named 'pydantic'", "ontbreekt het Python-pakket pydantic", "pyarrow"),
        ("[PYTHON_VERSION_MISMATCH] Python in worker has different version", "een andere Python", "PYSPARK_PYTHON"),
        ("java.lang.OutOfMemoryError: geheim-antwoord", "halverwege gestopt", "genoeg geheugen"),
    ],
)
def test_why_a_cluster_failed_is_told_in_our_words_alone(said: str, message: str, remedy: str) -> None:
    with pytest.raises(EngineRefused) as found:
        list(engine_of(Failing(said)).tallies([Part("x", b"", 1)], ASKED))
    assert message in found.value.message
    assert remedy in found.value.remedy
    assert "geheim" not in json.dumps([found.value.message, found.value.remedy])

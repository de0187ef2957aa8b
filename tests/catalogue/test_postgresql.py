"""The catalogue on a real PostgreSQL: what it keeps, who waits for whom, and what is said when it is not there."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from monitor import cli, pipeline
from monitor.catalogue import catalogue as module
from monitor.catalogue import server as catalogue_server
from monitor.catalogue.catalogue import HEAD, Catalogue, opened
from monitor.catalogue.faults import told_by_the_database
from monitor.catalogue.glimpse import glimpsed
from monitor.errors import CallError, WorkspaceRefused
from tests.catalogue.test_catalogue import (
    WAVE,
    test_a_failing_change_leaves_nothing,
    test_a_number_that_no_import_can_have_is_none_of_them,
    test_a_wave_and_its_imports_come_back,
    test_the_chain_of_releases,
    test_the_register_of_trend_breaks_comes_back_import_by_import,
)
from tests.end_to_end.test_side_by_side import BUSY, DONE, imports, together
from tests.support.at_once import reading_here
from tests.support.postgres import Server, running
from tests.support.schools import School, audits_clean, copy_of, make_school, state

__all__ = [
    "test_a_failing_change_leaves_nothing",
    "test_a_number_that_no_import_can_have_is_none_of_them",
    "test_a_wave_and_its_imports_come_back",
    "test_the_chain_of_releases",
    "test_the_register_of_trend_breaks_comes_back_import_by_import",
]
"""Tests of the catalogue that hold wherever it is: here they run on PostgreSQL."""

VARIABLE = catalogue_server.VARIABLE


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def file(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that a catalogue would have, while a fresh database has it."""
    monkeypatch.setenv(VARIABLE, postgres.url(postgres.new_database()))
    return tmp_path / "catalogue.sqlite"


def test_no_file_is_made_beside_the_database(file: Path) -> None:
    with opened(file) as catalogue, catalogue.change() as change:
        change.save_wave(WAVE)
    assert not file.exists()
    assert glimpsed(file, lambda change: change.waves()) == (WAVE,)


def test_two_that_make_the_tables_at_once_both_find_them(file: Path) -> None:
    failed: list[BaseException] = []

    def open_it() -> None:
        try:
            Catalogue(file).close()
        except BaseException as error:  # a thread's own is seen by nobody
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with opened(file) as catalogue, catalogue.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD


def test_a_second_change_waits_for_the_first(file: Path) -> None:
    order: list[str] = []
    with opened(file) as catalogue:
        begun = threading.Event()

        def second() -> None:
            begun.set()
            with opened(file) as other, other.change() as change:
                order.append("second" if change.wave(WAVE.name) else "second, before the first")

        with catalogue.change() as change:
            change.save_wave(WAVE)
            thread = threading.Thread(target=second)
            thread.start()
            begun.wait()
            time.sleep(0.4)
            order.append("first")
        thread.join()
    assert order == ["first", "second"]


def test_who_waits_too_long_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(file) as catalogue, catalogue.change():
        monkeypatch.setattr(module, "WAIT", 150)
        with pytest.raises(WorkspaceRefused, match="bezig in deze werkmap") as told, opened(file):
            pass
        assert "probeer" in told.value.remedy
    with opened(file):
        pass


def test_schools_with_a_schema_each_do_not_wait_for_each_other(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.url(postgres.new_database())
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA linde"))
        connection.execute(text("CREATE SCHEMA beuk"))
    engine.dispose()
    monkeypatch.setattr(module, "WAIT", 300)
    monkeypatch.setenv(VARIABLE, f"{url}&options=-csearch_path%3Dlinde")
    with opened(tmp_path / "x") as catalogue, catalogue.change() as change:
        change.save_wave(WAVE)
        monkeypatch.setenv(VARIABLE, f"{url}&options=-csearch_path%3Dbeuk")
        with opened(tmp_path / "x") as other, other.change() as beside:
            assert beside.waves() == ()


def test_a_look_takes_no_lock_and_changes_nothing(file: Path) -> None:
    with opened(file) as catalogue, catalogue.change() as change:
        change.save_wave(WAVE)
        with (
            opened_beside(catalogue) as engine,
            engine.connect().execution_options(reads=True) as connection,
        ):
            assert connection.scalar(text("SELECT count(*) FROM waves")) == 0
            with pytest.raises(Exception, match="read-only"):
                connection.execute(text("DELETE FROM waves"))


@contextmanager
def opened_beside(catalogue: Catalogue) -> Iterator[Engine]:
    engine = create_engine(catalogue.engine.url)
    catalogue_server.lock_changes(engine, lambda: 100)
    yield engine
    engine.dispose()


def test_the_commands_work_on_it(
    postgres: Server, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The staff of the sample school, from the first command to the log."""
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path / "key"))
    exports = Path("data/sample/exports")
    wave = ("--survey", "personeel", "--year", "2025-2026")

    def run(*arguments: str, expected: int = 0) -> str:
        capsys.readouterr()
        code = cli.run([*arguments, "--workspace", str(tmp_path / "w")])
        said = capsys.readouterr()
        assert code == expected, said
        return said.out

    run("init", "--name", "De Linde", "--locale", "nl-BE")
    export = exports / "results-survey563118.xlsx"
    stored = json.loads(run("import", str(export), *wave, "--json"))["rows"]["stored"]
    assert stored > 30
    assert json.loads(run("import", str(export), *wave, "--json"))["rows"]["stored"] == 0
    run("undo")
    run("undo", expected=2)
    assert json.loads(run("import", str(export), *wave, "--json"))["rows"]["stored"] == stored
    run("close", *wave)
    run("import", str(export), *wave, expected=3)
    run("forget", *wave, "--yes")
    told = run("log")
    assert [word in told for word in ("2025-2026", "personeel")] == [True, True]
    assert json.loads(run("results", "--json"))
    assert not (tmp_path / "w" / "catalogue.sqlite").exists()


@pytest.fixture(scope="module")
def school(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[School, str]]:
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", "")
        database = postgres.new_database()
        patch.setenv(VARIABLE, postgres.url(database))
        yield make_school(tmp_path_factory.mktemp("school") / "begonnen"), database


@pytest.fixture
def copied(postgres: Server, school: tuple[School, str], monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], School]:
    def copy(folder: Path) -> School:
        monkeypatch.setenv(VARIABLE, postgres.url(postgres.new_database(school[1])))
        return copy_of(school[0], folder)

    return copy


@pytest.mark.slow
def test_imports_at_once(copied: Callable[[Path], School], tmp_path: Path) -> None:
    for turn in range(2):
        used = copied(tmp_path / str(turn))
        assert together(used.bring, partial(used.bring, "anderen.xlsx"), used.bring) == [DONE] * 3
        assert imports(used) == 30 + 6 + 20


@pytest.mark.slow
def test_undo_beside_an_import(copied: Callable[[Path], School], tmp_path: Path) -> None:
    for turn in range(2):
        used = copied(tmp_path / str(turn))
        assert together(used.undo, partial(used.bring, "anderen.xlsx")) == [DONE] * 2
        assert imports(used) in (30, 24 + 20), "the one or the other was the last import"


@pytest.mark.slow
def test_closing_beside_an_import_then_forgotten(copied: Callable[[Path], School], tmp_path: Path) -> None:
    used = copied(tmp_path / "school")
    closed, brought = together(used.close, used.bring)
    assert closed == DONE
    assert brought in (DONE, BUSY), "busy: closed before it came"
    used.use_its_key()
    forms = pipeline.results(used.workspace).response("proef", "2025-2026").forms
    assert forms == imports(used) == (36 if brought == DONE else 30)
    assert audits_clean(used)
    used.forget()
    assert "proef_2025-2026: destroy key True" in state(used)


@pytest.mark.parametrize("url", ["mysql://root@localhost/x", "zomaar iets", "postgresql+psycopg2://a@b/c"])
def test_another_address_is_refused_and_not_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(VARIABLE, url)
    with pytest.raises(CallError) as told, opened(tmp_path / "x"):
        pass
    assert url not in told.value.message + told.value.remedy
    assert "postgresql://" in told.value.remedy


def test_a_server_that_is_not_there_is_told_without_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, f"postgresql://school:geheim@/x?host={tmp_path}")
    with pytest.raises(WorkspaceRefused, match="niet bereikbaar") as told, opened(tmp_path / "x"):
        pass
    assert "geheim" not in told.value.message + told.value.remedy
    assert glimpsed(tmp_path / "x", lambda change: change.waves()) is None


def test_a_user_without_rights_is_told(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = postgres.new_database()
    postgres.run("psql", "-d", database, "-c", "CREATE ROLE gast LOGIN; REVOKE ALL ON SCHEMA public FROM public")
    monkeypatch.setenv(VARIABLE, postgres.url(database).replace("school@", "gast@"))
    with pytest.raises(WorkspaceRefused, match="laat deze gebruiker"), opened(tmp_path / "x"):
        pass


class _Said(Exception):
    """What a server says, as its driver gives it."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("host=geheim")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(("state", "told"), [("53100", "schijf"), ("57P01", "niet bereikbaar"), (None, "niet bereik")])
def test_what_a_server_says_becomes_a_sentence(state: str | None, told: str) -> None:
    with pytest.raises(WorkspaceRefused, match=told) as refused, told_by_the_database():
        raise OperationalError("", {}, _Said(state))
    assert "geheim" not in refused.value.message


def test_what_a_server_says_of_a_slip_of_ours_stays_as_it_is() -> None:
    with pytest.raises(ProgrammingError), told_by_the_database():
        raise ProgrammingError("", {}, _Said("42601"))


def test_without_the_driver_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql://school@/x")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CallError, match="niet ge\N{LATIN SMALL LETTER I WITH DIAERESIS}nstalleerd") as told:
        Catalogue(tmp_path / "x")
    assert "schoolklimaat[postgres]" in told.value.remedy

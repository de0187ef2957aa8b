"""The catalogue keeps what it was told, or nothing of it."""

import datetime as dt
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from monitor.catalogue import catalogue as module
from monitor.catalogue.accounts import Opening
from monitor.catalogue.catalogue import HEAD, Catalogue, ImportRecord, Wave, opened
from monitor.catalogue.tables import Table
from monitor.definition.differences import TrendBreak
from monitor.definition.model import Item, ItemType, Survey
from monitor.errors import WorkspaceRefused
from monitor.legal import Grounds

SURVEY = Survey(
    id="ouders",
    audience="ouders",
    version="1",
    title={"nl": "Titel"},
    items=(Item(id="open", type=ItemType.OPEN, text={"nl": "Vraag?"}),),
)
WAVE = Wave("ouders_2025-2026", SURVEY, "2025-2026", "open", 320, b"wrapped", None, {"1A": 27})
ROWS = {"read": 5, "stored": 1, "incomplete": 1, "test": 1, "duplicate": 1, "rejected": 1}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite"


def downgraded(file: Path, version: str) -> None:
    """Make the catalogue one of an older version, as its migrations undo themselves."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(module.__file__).parent / "migrations"))
    settings.set_main_option("path_separator", "os")
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.downgrade(settings, version)
    engine.dispose()


def test_a_wave_and_its_imports_come_back(file: Path) -> None:
    with opened(file) as catalogue, catalogue.change() as change:
        change.save_wave(WAVE)
        first = change.add_import(ImportRecord(WAVE.name, 1, "generic", ROWS))
        second = change.add_import(ImportRecord(WAVE.name, 2, "generic", ROWS))
        change.mark_undone(second)
    with opened(file) as catalogue, catalogue.change() as change:
        assert change.wave(WAVE.name) == WAVE
        assert change.waves() == (WAVE,)
        assert [(r.number, r.rows, r.undone) for r in change.imports(WAVE.name)] == [
            (1, ROWS, False),
            (2, ROWS, True),
        ]
        last = change.import_by_id()
        assert last is not None
        assert last.id == first
        assert change.import_by_id(second) is None


def test_the_register_of_trend_breaks_comes_back_import_by_import(file: Path) -> None:
    seen = TrendBreak(kind="question-order", names=("b", "a"))
    change_of = TrendBreak(kind="scale-length", item="a", since="2024-2025", before=4, after=5)
    with opened(file) as catalogue, catalogue.change() as change:
        change.save_wave(WAVE)
        for number, breaks in ((1, (seen, change_of)), (2, ()), (3, (seen,))):
            change.add_breaks(WAVE.name, number, breaks)
            change.add_import(ImportRecord(WAVE.name, number, "generic", ROWS, str(number) * 64))
        change.mark_undone(3)
    with opened(file) as catalogue, catalogue.change() as change:
        assert change.breaks(WAVE.name) == ((seen, change_of), ())
        assert change.breaks("ouders_2019-2020") == ()


def test_a_catalogue_of_before_the_register_is_brought_up_to_date(file: Path) -> None:
    with opened(file) as catalogue, catalogue.change() as change:
        change.save_wave(WAVE)
    downgraded(file, "0002")
    with opened(file) as catalogue, catalogue.change() as change:
        assert change.waves() == (WAVE,)
        assert change.breaks(WAVE.name) == ()


def test_a_failing_change_leaves_nothing(file: Path) -> None:
    def fail(change: module.Change) -> None:
        change.save_wave(WAVE)
        raise RuntimeError

    with opened(file) as catalogue:
        with pytest.raises(RuntimeError), catalogue.change() as change:
            fail(change)
        with catalogue.change() as change:
            assert change.waves() == ()


def test_the_chain_of_releases(file: Path) -> None:
    grounds = Grounds(legal_basis="taak van algemeen belang", notice="brief, versie 1")
    with opened(file) as catalogue, catalogue.change() as change:
        assert change.last_release() is None
        for year, sha in (("2024-2025", "a" * 64), ("2025-2026", "b" * 64)):
            change.save_wave(replace(WAVE, name=f"ouders_{year}", year=year))
            change.add_release(f"ouders_{year}", sha, dt.date(2026, 1, 31), grounds)
        assert change.last_release() == "b" * 64
        assert change.has_release("ouders_2024-2025")
        assert not change.has_release("personeel_2024-2025")
        assert change.grounds("ouders_2024-2025") == grounds
        assert change.grounds("personeel_2024-2025") == Grounds()
        assert change.closed_on() == dict.fromkeys(("ouders_2024-2025", "ouders_2025-2026"), dt.date(2026, 1, 31))


def test_two_changes_wait_for_each_other(file: Path) -> None:
    seen: list[str] = []
    with opened(file) as catalogue:
        with catalogue.change() as change:

            def other() -> None:
                with opened(file) as second, second.change() as later:
                    seen.append("other")
                    later.workspace_id()

            thread = threading.Thread(target=other)
            thread.start()
            thread.join(0.3)
            seen.append("first")
            change.save_wave(WAVE)
        thread.join()
    assert seen == ["first", "other"]


def test_a_closed_catalogue_is_one_file_and_holds_no_destroyed_key(file: Path) -> None:
    with opened(file) as catalogue:
        with catalogue.change() as change:
            change.save_wave(replace(WAVE, wrapped_key=b"CANARY-KEY-0123456789"))
        with catalogue.change() as change:
            change.save_wave(replace(WAVE, wrapped_key=None))
    assert [path.name for path in file.parent.glob("catalogue*")] == ["catalogue.sqlite"]
    assert b"CANARY-KEY" not in file.read_bytes()


def test_the_migrations_make_the_tables_of_the_models(file: Path) -> None:
    folder = Path(module.__file__).parent / "migrations"
    settings = Config()
    settings.set_main_option("script_location", str(folder))
    settings.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(settings).get_current_head() == HEAD
    catalogue = Catalogue(file)
    found = inspect(catalogue.engine)
    for table in Table.metadata.sorted_tables:
        made = {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(table.name)}
        wanted = {c.name: (str(c.type), c.nullable) for c in table.columns}
        assert made == wanted
    catalogue.close()


def test_foreign_keys_are_on(file: Path) -> None:
    with opened(file) as catalogue, pytest.raises(Exception, match="FOREIGN KEY"), catalogue.change() as change:
        change.add_import(ImportRecord("no such wave", 1, "generic", ROWS))


def test_other_readers_find_plain_sqlite(file: Path) -> None:
    with opened(file) as catalogue, catalogue.change() as change:
        change.save_wave(WAVE)
    connection = sqlite3.connect(file)
    assert connection.execute("select name from waves").fetchall() == [(WAVE.name,)]
    connection.close()


def test_a_workspace_that_is_busy_too_long_is_told_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT", 20)
    with opened(file) as one, opened(file) as other, one.change():  # noqa: SIM117 - the refusal is of this change alone
        with pytest.raises(WorkspaceRefused, match="bezig"), other.change():
            pytest.fail("two changes at once")


def test_a_catalogue_of_the_first_version_is_brought_up_to_date(file: Path) -> None:
    folder = Path(module.__file__).parent / "migrations"
    settings = Config()
    settings.set_main_option("script_location", str(folder))
    settings.set_main_option("path_separator", "os")
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        connection.execute(
            text("insert into waves values (:n, 'ouders', '2025-2026', 'open', :s, 320, :k, null)"),
            {"n": WAVE.name, "s": SURVEY.model_dump_json(), "k": b"wrapped"},
        )
        connection.execute(
            text("insert into imports values (1, :n, 1, 'generic', '2025-11-10', 5, 1, 1, 1, 1, 1, 'digest', false)"),
            {"n": WAVE.name},
        )
    engine.dispose()
    with opened(file) as catalogue, catalogue.change() as change:
        assert change.wave(WAVE.name) == replace(WAVE, enrolled_by_group={})
        (record,) = change.imports(WAVE.name)
        assert record.rows == ROWS
        assert change.add_import(ImportRecord(WAVE.name, 2, "generic", ROWS)) == 2
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.downgrade(settings, "0001")
        assert connection.scalar(text("select count(*) from imports")) == 2
    engine.dispose()


def test_a_fault_of_the_database_that_we_have_no_sentence_for_stays_one(file: Path) -> None:
    with opened(file) as catalogue, pytest.raises(OperationalError), catalogue.change() as change:
        change._session.execute(text("select * from no_such_table"))


@pytest.mark.parametrize(
    ("said", "told"),
    [("database or disk is full", "is vol"), ("disk I/O error", "werkt niet"), ("attempt to write a readonly database",
     "niet geschreven"), ("unable to open database file", "niet geschreven")],
)  # fmt: skip
def test_what_the_database_says_of_the_disk_becomes_a_sentence(file: Path, said: str, told: str) -> None:
    with opened(file) as catalogue, pytest.raises(WorkspaceRefused, match=told), catalogue.change():
        raise OperationalError("insert", {}, sqlite3.OperationalError(said))


def test_a_damaged_catalogue_is_told_so(file: Path) -> None:
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(WorkspaceRefused, match="beschadigd"), opened(file):
        pass
    with opened(file.with_name("other.sqlite")) as catalogue, pytest.raises(DatabaseError), catalogue.change():
        raise DatabaseError("insert", {}, sqlite3.DatabaseError("something else"))


def test_a_number_that_no_import_can_have_is_none_of_them(file: Path) -> None:
    with opened(file) as catalogue, catalogue.change() as change:
        assert change.import_by_id(10**30) is None


def test_a_catalogue_of_before_the_accounts_is_brought_up_to_date(file: Path) -> None:
    with opened(file) as catalogue, catalogue.change() as change:
        change.save_wave(WAVE)
    downgraded(file, "0005")
    with opened(file) as catalogue, catalogue.change() as change:
        assert change.waves() == (WAVE,)
        assert change.accounts.users() == ()
        assert change.accounts.openings() == ()


def test_accounts_of_before_the_networks_are_of_no_school_and_keep_their_log(file: Path) -> None:
    day = dt.date(2026, 3, 2)
    with opened(file) as catalogue, catalogue.change() as change:
        change.accounts.add_session(change.accounts.add_user("an", "director", day), "a" * 64, 7, owes_code=False)
        seen = [Opening(day, "an", page, school) for page in ("/", "/jaren") for school in ("", "eik")]
        change.accounts.add_openings(seen, forget_before=day)
    downgraded(file, "0008")
    with opened(file) as catalogue, catalogue.change() as change:
        session = change.accounts.session("a" * 64)
        assert session is not None
        assert (session.school, session.user.school, session.user.name) == ("", "", "an")
        assert change.accounts.openings() == (Opening(day, "an", "/"), Opening(day, "an", "/jaren"))


def test_who_only_looks_waits_for_nobody_and_changes_nothing(file: Path) -> None:
    with opened(file) as one, opened(file) as other:
        with one.change() as change:
            change.save_wave(WAVE)
            with other.look() as seen:
                assert seen.waves() == ()
        with other.look() as seen:
            assert seen.waves() == (WAVE,)


def test_a_change_that_cannot_wait_is_refused_at_once(file: Path) -> None:
    with opened(file) as one, opened(file) as other, one.change():  # noqa: SIM117 - the refusal is of this change alone
        with pytest.raises(WorkspaceRefused, match="bezig"), other.change(wait=0):
            pytest.fail("two changes at once")

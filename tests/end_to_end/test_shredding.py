"""After `forget` the answers of a wave cannot be read by anybody, with whatever is left; and the log proves it."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor import keys, retention
from monitor.catalogue import catalogue as catalogue_module
from monitor.catalogue.catalogue import Wave, opened
from monitor.catalogue.log import LogEntry
from monitor.errors import WorkspaceRefused
from monitor.mending import in_hand
from monitor.sealed import COMMENTS
from monitor.vault import VaultFile
from tests.support.at_once import reading_here
from tests.support.canaries import Search, everything_in, found_in
from tests.support.faults import killed, killed_at, points_of
from tests.support.people import WAVE
from tests.support.schools import School, copy_of, make_school

LEFT = (".comments.enc", ".comments.enc.new", ".comments.enc.tmp", ".parquet.enc.new", ".parquet.enc.new.tmp")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", "")
        yield make_school(tmp_path_factory.mktemp("school") / "begonnen")


@pytest.fixture
def school(made: School, tmp_path: Path) -> School:
    copied = copy_of(made, tmp_path / "school")
    copied.use_its_key()
    return copied


def wave_of(school: School) -> Wave:
    with opened(school.workspace.catalogue_file) as catalogue, catalogue.change() as change:
        wave = change.wave(WAVE)
    assert wave is not None
    return wave


def secrets_of(school: School) -> tuple[bytes, bytes, Search]:
    """The key of the open wave, wrapped and bare, and a search for any eight bytes of them."""
    wrapped = wave_of(school).wrapped_key
    assert wrapped is not None
    with opened(school.workspace.catalogue_file) as catalogue, catalogue.change() as change:
        bare = keys.unwrap(wrapped, keys.workspace_key(change.workspace_id()))
    pieces = (key[at : at + 8] for key in (wrapped, bare) for at in range(len(key) - 7))
    return wrapped, bare, Search(pieces)


def test_nothing_that_is_left_opens_the_answers(school: School, tmp_path: Path) -> None:
    wrapped, bare, search = secrets_of(school)
    before = shutil.copytree(school.workspace.root, tmp_path / "reservekopie van ervoor")
    named = wave_of(school).vault_sha256
    assert found_in(everything_in(before), search), "before, the wrapped key lies in the catalogue"
    assert VaultFile(before / "vault", WAVE, bare).read(named), "and opens the answers"

    school.forget()
    shutil.copytree(school.workspace.root, tmp_path / "reservekopie van erna")
    for folder in (school.folder, tmp_path / "reservekopie van erna"):
        assert found_in(everything_in(folder), search) == []
    assert wave_of(school).wrapped_key is None
    assert wrapped not in school.workspace.catalogue_file.read_bytes()

    shutil.copy(before / "vault" / f"{WAVE}.parquet.enc", school.workspace.vault_folder)
    for again in (school.close, school.undo, school.bring):
        with pytest.raises(WorkspaceRefused, match="vernietigd"):
            again()
    assert not (school.workspace.vault_folder / f"{WAVE}.parquet.enc").exists(), "nor may it lie there"


def test_pages_out_of_use_are_empty_too(school: School) -> None:
    """The key was moved about in the database before: `secure_delete` alone leaves such copies."""
    _wrapped, _bare, search = secrets_of(school)
    with opened(school.workspace.catalogue_file) as catalogue:
        for number in range(60):
            with catalogue.change() as change:
                wave = change.wave(WAVE)
                assert wave is not None
                change.save_wave(Wave(f"x{number}_{WAVE}", *list(vars(wave).values())[1:]))
    with sqlite3.connect(school.workspace.catalogue_file) as other:
        other.execute("PRAGMA secure_delete=OFF")
        other.execute("DELETE FROM waves WHERE name LIKE 'x%'")
    assert found_in(everything_in(school.workspace.root), search)
    school.forget()
    assert found_in(everything_in(school.workspace.root), search) == []


def test_somebody_who_reads_meanwhile_keeps_the_bytes_until_the_next_command(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_module, "WAIT", 50)
    _wrapped, _bare, search = secrets_of(school)
    reader = sqlite3.connect(school.workspace.catalogue_file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM waves").fetchall()
    school.forget()
    assert found_in(everything_in(school.workspace.root), search), "the reader still sees the old pages"
    with opened(school.workspace.catalogue_file) as catalogue, catalogue.change() as change:
        assert change.wiping.asked(), "which is not forgotten"
    reader.close()
    assert retention.log(school.workspace)[-1].data == "key"
    assert found_in(everything_in(school.workspace.root), search) == []


def test_something_destroyed_meanwhile_is_another_request(school: School) -> None:
    with opened(school.workspace.catalogue_file) as catalogue, catalogue.change() as change:
        change.wiping.ask()
        first = change.wiping.asked()
        change.wiping.ask()
        second = change.wiping.asked()
        assert first
        assert second
        change.wiping.done(first)
        assert change.wiping.asked() == second
        change.wiping.done(second)
        change.wiping.done(second)
        assert change.wiping.asked() is None


@pytest.mark.slow
def test_a_kill_at_any_point_leaves_no_key_after_the_next_command(made: School, tmp_path: Path) -> None:
    whole = copy_of(made, tmp_path / "whole")
    points = points_of(whole.forget)
    met = set()
    for number in range(len(points), points.index("committed"), -2):
        school = copy_of(made, tmp_path / f"{number}")
        school.use_its_key()
        _wrapped, _bare, search = secrets_of(school)
        assert killed(school.forget, killed_at(number)), points[number - 1]
        with in_hand(school.workspace, "proef_2024-2025"):
            pass  # a command about another wave
        destroyed = wave_of(school).wrapped_key is None
        assert destroyed == (found_in(everything_in(school.workspace.root), search) == [])
        assert destroyed == (not list(school.workspace.vault_folder.glob(f"{WAVE}.*")))
        met.add(destroyed)
    assert met == {True, False}


def test_every_file_of_the_wave_goes_and_no_other(school: School) -> None:
    vault = school.workspace.vault_folder
    for ending in LEFT:
        (vault / f"{WAVE}{ending}").write_bytes(b"noise")
        (vault / f"leerlingen-{WAVE}{ending}").write_bytes(b"of another wave")
    others = sorted(path.name for path in vault.iterdir() if not path.name.startswith(f"{WAVE}."))
    assert len(others) == len(LEFT) + 1, "those, and the answers of the closed wave"
    school.forget()
    assert sorted(path.name for path in vault.iterdir()) == others


def test_the_log_proves_what_was_destroyed(school: School) -> None:
    vault = school.workspace.vault_folder
    (vault / f"{WAVE}{COMMENTS}").write_bytes(b"open answers, encrypted")
    with opened(school.workspace.catalogue_file) as catalogue, catalogue.change() as change:
        change.comments.name(WAVE, hashlib.sha256(b"open answers, encrypted").hexdigest(), b"their key, wrapped")
    answers = hashlib.sha256((vault / f"{WAVE}.parquet.enc").read_bytes()).hexdigest()
    wrapped, _bare, _search = secrets_of(school)
    before = retention.log(school.workspace)
    school.forget()
    told = retention.log(school.workspace)
    today = told[-1].day
    assert told[: len(before)] == before
    assert told[len(before) :] == (
        LogEntry("forget", WAVE, "answers", None, today),
        LogEntry("destroy", WAVE, "answers", answers, today),
        LogEntry("destroy", WAVE, "comments", hashlib.sha256(b"open answers, encrypted").hexdigest(), today),
        LogEntry("destroy", WAVE, "key", hashlib.sha256(wrapped).hexdigest(), today),
    )


def test_the_log_tells_of_imports_and_of_what_closing_destroys(school: School) -> None:
    stored = [wave_of(school).vault_sha256]
    school.undo()
    stored.append(wave_of(school).vault_sha256)
    school.close()
    told = [(one.done, one.wave, one.data) for one in retention.log(school.workspace)]
    assert told == [
        ("import", "proef_2024-2025", "answers"),
        ("close", "proef_2024-2025", "release"),
        ("destroy", "proef_2024-2025", "marks"),
        ("import", WAVE, "answers"),
        ("import", WAVE, "answers"),
        ("undo", WAVE, "answers"),
        ("close", WAVE, "release"),
        ("destroy", WAVE, "marks"),
    ]
    hashes = [one.sha256 for one in retention.log(school.workspace)]
    manifest = school.workspace.releases_folder / WAVE / "manifest.json"
    assert hashes[-3:] == [stored[0], hashlib.sha256(manifest.read_bytes()).hexdigest(), stored[1]]


def test_a_wave_without_answers_left_loses_its_key(school: School) -> None:
    school.undo()
    school.undo()
    assert wave_of(school).vault_sha256 is None
    school.forget()
    assert [one.data for one in retention.log(school.workspace)[-2:]] == ["answers", "key"]
    assert retention.log(school.workspace)[-2].done == "forget"


def test_what_a_refused_command_would_have_done_is_not_in_the_log(school: School) -> None:
    school.forget()
    before = retention.log(school.workspace)
    with pytest.raises(WorkspaceRefused):
        school.forget()
    assert retention.log(school.workspace) == before

"""Open answers have a key of their own that goes with them: no older copy of their file is readable afterwards."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor import keys, pipeline
from monitor.catalogue.catalogue import opened
from monitor.comments import publish as publication
from monitor.workspace import Workspace, open_workspace
from tests.support.at_once import reading_here
from tests.support.canaries import Search, everything_in, found_in
from tests.support.open_answers import bring, close, read_by_both, school_with, stored, writers
from tests.support.people import WAVE, YEAR


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An open wave with 12 texts that two people read, and its key."""
    folder = tmp_path_factory.mktemp("school")
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(folder / "workspace.key"))
        school = school_with(folder)
        bring(school, writers(range(1, 13)))
        read_by_both(school, keep=12)
        yield folder


@pytest.fixture
def school(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    folder = shutil.copytree(made, tmp_path / "school")
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(folder / "workspace.key"))
    return open_workspace(folder / "werkmap")


def keys_of(school: Workspace) -> tuple[bytes, bytes, bytes]:
    """The key of the open answers, wrapped and bare; and that of their wave."""
    with opened(school.catalogue_file) as catalogue, catalogue.change() as change:
        wave, wrapped = change.wave(WAVE), change.comments.wrapped_key(WAVE)
        assert wave is not None
        assert wave.wrapped_key is not None
        assert wrapped is not None
        of_wave = keys.unwrap(wave.wrapped_key, keys.workspace_key(change.workspace_id()))
    return wrapped, keys.unwrap(wrapped, of_wave), of_wave


def _moved_about(catalogue: Path, wrapped: bytes) -> None:
    """The database moved the row with the key before: pages out of use hold copies of it."""
    with closing(sqlite3.connect(catalogue)) as other, other:
        other.execute("PRAGMA secure_delete=OFF")
        other.execute("CREATE TABLE moved (content BLOB)")
        other.executemany("INSERT INTO moved VALUES (?)", [(wrapped,)] * 500)
        other.execute("DROP TABLE moved")


def publish(school: Workspace) -> None:
    close(school)
    publication.publish(school, WAVE)


ENDS: dict[str, Callable[[Workspace], object]] = {
    "publish": publish,
    "destroy": lambda school: publication.destroy(school, WAVE),
    "forget": lambda school: pipeline.forget(school, "proef", YEAR),
    "undo": lambda school: pipeline.undo(school, None),
}


@pytest.mark.parametrize("end", ENDS)
def test_no_byte_of_the_key_is_left_when_the_originals_go(end: str, school: Workspace, tmp_path: Path) -> None:
    wrapped, bare, _of_wave = keys_of(school)
    search = Search(key[at : at + 8] for key in (wrapped, bare) for at in range(len(key) - 7))
    _moved_about(school.catalogue_file, wrapped)
    assert found_in(everything_in(school.root), search), "before, the wrapped key lies in the catalogue"
    ENDS[end](school)
    shutil.copytree(school.root, tmp_path / "reservekopie van erna")
    for folder in (school.root, tmp_path / "reservekopie van erna"):
        assert found_in(everything_in(folder), search) == []
    with opened(school.catalogue_file) as catalogue, catalogue.change() as change:
        assert change.comments.wrapped_key(WAVE) is None


def test_the_key_of_the_wave_does_not_open_an_older_copy(school: Workspace) -> None:
    """Which lives on until `forget`; nor does any key that can be derived from it."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    older = (school.vault_folder / f"{WAVE}.comments.enc").read_bytes()
    _wrapped, bare, of_wave = keys_of(school)
    publication.destroy(school, WAVE)
    for key in (of_wave, keys.key_for("comments", of_wave)):
        with pytest.raises(InvalidTag):
            AESGCM(key).decrypt(older[4:16], older[16:], WAVE.encode())
    assert AESGCM(bare).decrypt(older[4:16], older[16:], WAVE.encode()), "only its own, which is gone"


def test_open_answers_that_come_after_have_another_key(school: Workspace) -> None:
    first = keys_of(school)[1]
    publication.destroy(school, WAVE)
    with reading_here():
        bring(school, writers(range(21, 24)))
    assert len(stored(school)) == 3
    assert keys_of(school)[1] != first
    with reading_here():
        second = keys_of(school)
        bring(school, writers(range(31, 34)))
    assert keys_of(school) == second

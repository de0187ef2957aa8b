"""Stores: a folder and an address do the same, and what cannot be reached is told as that."""

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from monitor.counting.answers_file import answers_bytes, count_part
from monitor.counting.engines import Part
from monitor.errors import FileRefused, InputRefused
from monitor.stores import Store, without_password
from tests.support.random_waves import ASKED, random_answers


class Breaks(MemoryFileSystem):  # type: ignore[misc]  # fsspec has no types
    """A store to which the connection is lost while a file is read."""

    protocol = "breaks"

    def open(self, path: str, mode: str = "rb", **_options: Any) -> Any:
        class File(io.BytesIO):
            def read(self, _size: int | None = -1) -> bytes:
                raise RuntimeError("a library's own words")

        return File(b"x" * 100)


@pytest.fixture(params=["folder", "file://", "memory://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    addresses = {"folder": str(tmp_path / "net"), "file://": f"file://{tmp_path}/net"}
    return Store.at(addresses.get(request.param, f"memory://{uuid4().hex}"))


def test_what_was_written_is_read_and_listed(store: Store) -> None:
    assert (store.read("a/b"), store.names(), store.sha256("a/b")) == (None, (), None)
    store.write("a/b", b"one")
    store.write("a/b", b"two")
    store.write("a/c/d", b"three")
    assert (store.read("a/b"), store.names(), store.names("a")) == (b"two", ("a",), ("b", "c"))
    store.require_writable()
    assert store.names() == ("a",)
    assert store.sha256("a/b") == "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"


def test_a_folder_is_the_same_wherever_the_next_command_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Store.at("net").address == str(tmp_path / "net")


def test_answers_elsewhere_are_counted_as_here() -> None:
    answers = random_answers(5, 300)
    store = Store.at(f"memory://{uuid4().hex}")
    store.write("answers.parquet", answers_bytes(answers, ASKED))
    found = count_part(Part("linde", store.where("answers.parquet"), 300), ASKED)
    assert found.forms.sum() == 300


def test_a_connection_that_is_lost_is_no_damaged_file() -> None:
    fsspec.register_implementation("breaks", Breaks, clobber=True)
    with pytest.raises(InputRefused, match="breaks://net/a") as refused:
        count_part(Part("linde", "breaks://net/a", 1), ASKED)
    assert not isinstance(refused.value, FileRefused)
    with pytest.raises(InputRefused, match="breaks://net"):
        Store.at("breaks://net").read("a")
    with pytest.raises(InputRefused, match="breaks://net"):
        Store.at("breaks://net").sha256("a")


def test_a_server_that_nobody_answers_is_told_without_the_password() -> None:
    with pytest.raises(InputRefused) as refused:
        Store.at("ftp://piet:geheim@127.0.0.1:9/net")
    assert "ftp://127.0.0.1:9/net is niet bereikbaar" in refused.value.message
    assert "geheim" not in refused.value.message


def test_an_address_of_an_unknown_kind_is_refused_without_its_password() -> None:
    with pytest.raises(InputRefused) as refused:
        Store.at("zorg://piet:geheim@net.example/data?key=geheim")
    assert "zorg://net.example/data" in refused.value.message
    assert "geheim" not in refused.value.message + refused.value.remedy


def test_a_folder_that_is_a_file_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "net").write_text("a file, no folder")
    with pytest.raises(InputRefused, match="net"):
        Store.at(str(tmp_path / "net")).write("a/b", b"")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("C:\\net@work", "C:\\net@work"),
        ("/net/a?b", "/net/a?b"),
        ("s3://key:secret@bucket/net", "s3://bucket/net"),
    ],
)
def test_what_opens_an_address_is_never_told(address: str, told: str) -> None:
    assert without_password(address) == told

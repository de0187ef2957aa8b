"""Nothing that tells who answered is left: searched byte by byte through the workspace, plain and unpacked."""

import bz2
import gzip
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import cli
from monitor.shipped import sample_folder
from tests.support.canaries import Search, everything_in, found_in, search_for, unpacked_from

TRUTH = json.loads((sample_folder() / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def canaries() -> Search:
    words = {str(word) for kind in TRUTH["canaries"].values() for word in kind}
    assert len(words) > 100
    return search_for(words)


def _zipped(word: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part", word)
    return content.getvalue()


def _table(word: bytes) -> bytes:
    content = io.BytesIO()
    pq.write_table(pa.table({"column": [word.decode()]}), content, compression="zstd")
    return content.getvalue()


@pytest.mark.parametrize(
    "hidden",
    [
        lambda word: b"xx " + word + b" xx",
        lambda word: b"x" + word.decode().encode("utf-16-le"),
        lambda word: word.decode().encode("utf-16-be"),
        lambda word: b"junk" + zlib.compress(word),
        gzip.compress, bz2.compress, lzma.compress, _zipped, _table,
    ],
)  # fmt: skip
def test_the_search_finds_what_is_there(hidden: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(hidden(b"Marleen Goossenaert"))
    (tmp_path / "other").write_bytes(hidden(b"Marleen Goossens de zoveelste"))
    assert found_in(everything_in(tmp_path), search_for(["Marleen Goossenaert", "Annelore"]))
    (tmp_path / "file").unlink()
    assert found_in(everything_in(tmp_path), search_for(["Marleen Goossenaert", "Annelore"])) == []


def test_a_name_of_a_file_is_searched_too(tmp_path: Path) -> None:
    (tmp_path / "export van Marleen.csv").touch()
    assert found_in(everything_in(tmp_path), search_for(["van Marleen"]))


@given(
    st.lists(st.binary(min_size=8, max_size=12).map(lambda word: bytes(b"ab"[b % 2] for b in word)), min_size=1),
    st.binary(max_size=200).map(lambda text: bytes(b"ab"[b % 2] for b in text)),
)
def test_the_search_finds_what_python_finds(words: list[bytes], text: bytes) -> None:
    assert Search(words).words_in(text) == sorted({word for word in words if word in text})


def test_the_workspace_holds_no_canary(demo_workspace: Path, canaries: Search) -> None:
    assert found_in(everything_in(demo_workspace), canaries) == []


def test_the_open_vault_holds_no_canary(
    demo_workspace: Path, canaries: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitor import keys
    from monitor.catalogue.catalogue import opened
    from monitor.vault import VaultFile

    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(demo_workspace.parent / "demo.key"))
    with opened(demo_workspace / "catalogue.sqlite") as catalogue, catalogue.change() as change:
        key = keys.workspace_key(change.workspace_id())
        for wave in change.waves():
            assert wave.wrapped_key is not None
            file = VaultFile(demo_workspace / "vault", wave.name, keys.unwrap(wave.wrapped_key, key))
            content = file.sealed.decrypt(file.path.read_bytes())
            assert found_in(((wave.name, part) for part in (content, *unpacked_from(content))), canaries) == []


def test_no_output_holds_a_canary(tmp_path: Path, canaries: Search, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from monitor.sample import sample_imports

    for entry in sample_imports():
        survey = str(sample_folder() / entry.survey_file) if entry.survey_file else entry.survey
        call = ["import", str(sample_folder() / entry.file), "--survey", survey, "--year", entry.year, "--dry-run"]
        for form in ([], ["--json"]):
            assert cli.run([*call, *form]) == 0
        draft = tmp_path / f"{entry.survey}-{entry.year}.yaml"
        assert cli.run(["survey", "draft", str(sample_folder() / entry.file), "-o", str(draft)]) == 0
        assert found_in(iter([(draft.name, draft.read_bytes())]), canaries) == []
    told = capfdbinary.readouterr()
    assert found_in(iter([("stdout", told.out), ("stderr", told.err)]), canaries) == []

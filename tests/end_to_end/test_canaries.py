"""Nothing that tells who answered is left: searched byte by byte through the workspace, plain and unpacked."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from monitor import cli
from monitor.shipped import sample_folder

TRUTH = json.loads((sample_folder() / "truth.json").read_text(encoding="utf-8"))


def canaries() -> list[bytes]:
    words = {str(word) for kind in TRUTH["canaries"].values() for word in kind}
    assert len(words) > 100
    return [word.encode(coding) for word in sorted(words) for coding in ("utf-8", "utf-16-le")]


def everything_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file as it lies there, every compressed stream in it, every Parquet table as text, and every name."""
    for path in sorted(folder.rglob("*")):
        yield str(path), path.name.encode()
        if path.is_file():
            content = path.read_bytes()
            yield str(path), content
            yield from ((f"{path} unpacked", unpacked) for unpacked in unpacked_from(content))


def unpacked_from(content: bytes) -> Iterator[bytes]:
    if content[:4] == b"PAR1":
        yield json.dumps(pq.read_table(io.BytesIO(content)).to_pylist()).encode()
    if content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content)
    for start in (
        at for at in range(len(content) - 1) if content[at] == 0x78 and content[at + 1] in b"\x01\x5e\x9c\xda"
    ):
        try:
            yield zlib.decompressobj().decompress(content[start:])
        except zlib.error:
            continue


def found_in(sources: Iterator[tuple[str, bytes]], words: list[bytes]) -> list[str]:
    return [f"{where}: {word!r}" for where, content in sources for word in words if word in content]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"xx Marleen xx")
    (tmp_path / "packed").write_bytes(b"junk" + zlib.compress(b"Marleen"))
    assert len(found_in(everything_in(tmp_path), [b"Marleen"])) == 2


def test_the_workspace_holds_no_canary(demo_workspace: Path) -> None:
    assert found_in(everything_in(demo_workspace), canaries()) == []


def test_the_open_vault_holds_no_canary(demo_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from monitor import keys
    from monitor.catalogue.catalogue import opened
    from monitor.vault import VaultFile, _decrypt

    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(demo_workspace.parent / "demo.key"))
    words = canaries()
    with opened(demo_workspace / "catalogue.sqlite") as catalogue, catalogue.change() as change:
        key = keys.workspace_key(change.workspace_id())
        for wave in change.waves():
            assert wave.wrapped_key is not None
            file = VaultFile(demo_workspace / "vault", wave.name, keys.unwrap(wave.wrapped_key, key))
            content = _decrypt(file.path.read_bytes(), file.key, wave.name)
            assert found_in(((wave.name, part) for part in (content, *unpacked_from(content))), words) == []


def test_no_output_holds_a_canary(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from monitor.sample import sample_imports

    words = canaries()
    for entry in sample_imports():
        survey = str(sample_folder() / entry.survey_file) if entry.survey_file else entry.survey
        call = ["import", str(sample_folder() / entry.file), "--survey", survey, "--year", entry.year, "--dry-run"]
        for form in ([], ["--json"]):
            assert cli.run([*call, *form]) == 0
        draft = tmp_path / f"{entry.survey}-{entry.year}.yaml"
        assert cli.run(["survey", "draft", str(sample_folder() / entry.file), "-o", str(draft)]) == 0
        assert found_in(iter([(draft.name, draft.read_bytes())]), words) == []
    told = capfdbinary.readouterr()
    assert found_in(iter([("stdout", told.out), ("stderr", told.err)]), words) == []

"""Releases on disk: what goes in comes out, once, and a changed byte is noticed."""

import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from monitor.disclosure import release_file
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Fact, Manifest, Release
from monitor.disclosure.release_file import (
    facts_bytes,
    facts_sha256,
    manifest_sha256,
    read_release,
    write_release,
)
from monitor.disclosure.witnesses import witnessed
from monitor.errors import WorkspaceRefused
from tests.support.protection import POLICY, item, random_wave, satisfaction, survey

ASKED = survey(satisfaction(), item("gepest", ("ja", "nee"), sensitive=2))


def a_release(*, previous: str | None = None, wave: str = "ouders_2025-2026") -> Release:
    counted, tree = random_wave(ASKED, {"1A": 20, "1B": 18}, 1)
    protected = protect(counted, tree, ASKED, POLICY)
    manifest = Manifest(
        wave=wave,
        school="De Linde",
        locale="nl-BE",
        year=wave[-9:],
        survey=ASKED,
        survey_hash=ASKED.hash,
        policy=POLICY,
        nodes=protected.nodes,
        enrolment={"total": 60, "1A": 30},
        audit=protected.audit,
        facts_sha256=facts_sha256(protected.facts),
        previous=previous,
        closed_on=dt.date(2026, 6, 30),
    )
    return witnessed(Release(manifest, protected.facts))


def test_a_release_comes_back_as_it_was_written(tmp_path: Path) -> None:
    release = a_release()
    folder = tmp_path / "releases" / release.manifest.wave
    write_release(folder, release)
    assert read_release(folder) == release
    assert sorted(path.name for path in folder.iterdir()) == ["facts.parquet", "manifest.json", "witnesses.parquet"]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert len(manifest_sha256(folder)) == 64


def test_facts_have_just_their_seven_columns_and_no_other_number(tmp_path: Path) -> None:
    release = a_release()
    write_release(tmp_path / "w", release)
    file = parquet.ParquetFile(tmp_path / "w" / "facts.parquet")
    assert file.schema_arrow.names == ["node", "parent", "item", "kind", "options", "value", "base"]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert file.schema_arrow.metadata is None


def test_the_same_facts_give_the_same_bytes() -> None:
    facts = a_release().facts
    assert facts_bytes(facts) == facts_bytes(tuple(facts))
    assert facts_bytes(()) != facts_bytes(facts)


def test_a_release_is_never_made_again(tmp_path: Path) -> None:
    write_release(tmp_path / "w", a_release())
    before = manifest_sha256(tmp_path / "w")
    with pytest.raises(WorkspaceRefused, match="Er is al een vrijgave w"):
        write_release(tmp_path / "w", a_release())
    assert manifest_sha256(tmp_path / "w") == before


def test_what_a_kill_left_behind_does_not_stand_in_the_way(tmp_path: Path) -> None:
    left = tmp_path / "w.tmp"
    left.mkdir()
    (left / "facts.parquet").write_bytes(b"half")
    write_release(tmp_path / "w", a_release())
    assert read_release(tmp_path / "w").facts
    assert not left.exists()


def test_a_manifest_of_other_facts_is_not_written(tmp_path: Path) -> None:
    release = a_release()
    with pytest.raises(AssertionError):
        write_release(tmp_path / "w", Release(release.manifest, release.facts[1:]))
    assert not (tmp_path / "w").exists()


def _change_number(folder: Path) -> None:
    table = parquet.read_table(folder / "facts.parquet").to_pylist()
    table[0]["value"] += 3
    (folder / "facts.parquet").write_bytes(facts_bytes(tuple(Fact(**row) for row in table)))


def _break_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"format": 1}')


def _add_column(folder: Path) -> None:
    table = parquet.read_table(folder / "facts.parquet")
    _replace_facts(folder, _parquet(table.append_column("exact", pa.array([1] * len(table)))))


def _no_parquet(folder: Path) -> None:
    _replace_facts(folder, b"PAR1 not really")


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())


def _replace_facts(folder: Path, content: bytes) -> None:
    """Other facts, with a manifest that vouches for them."""
    (folder / "facts.parquet").write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["facts_sha256"] = release_file.hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("damage", [_change_number, _break_manifest, _add_column, _no_parquet])
def test_a_damaged_release_is_refused_with_what_to_do(tmp_path: Path, damage: object) -> None:
    write_release(tmp_path / "w", a_release())
    assert callable(damage)
    damage(tmp_path / "w")
    with pytest.raises(WorkspaceRefused, match="beschadigd") as refusal:
        read_release(tmp_path / "w")
    assert "reservekopie" in refusal.value.remedy


def test_no_release_is_said_so(tmp_path: Path) -> None:
    for read in (read_release, manifest_sha256):
        with pytest.raises(WorkspaceRefused, match="geen vrijgave"):
            read(tmp_path / "nowhere")

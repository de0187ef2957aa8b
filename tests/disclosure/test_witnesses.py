"""Two made-up data sets beside every release: made of what is published alone, and checked by the audit."""

import hashlib
import inspect
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from monitor.disclosure import witnesses as module
from monitor.disclosure.attack import attack
from monitor.disclosure.audit import audit_one
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.release import EVERYONE, Release, Witness
from monitor.disclosure.release_file import read_release, write_release
from monitor.disclosure.system import Wave
from monitor.disclosure.witnesses import WITNESSES, attacked, witness_bytes, witnessed
from tests.disclosure.test_release_file import a_release


@pytest.fixture(scope="module")
def release() -> Release:
    return a_release()


def test_both_data_sets_give_the_published_facts_and_differ(release: Release) -> None:
    for item in release.manifest.survey.items:
        rows = [row for row in release.witnesses if row.item == item.id]
        assert rows
        for end in ("least", "greatest"):
            for fact in (fact for fact in release.facts if fact.item == item.id):
                codes = item.codes() if fact.options == EVERYONE else fact.options.split("|")
                inside = [row for row in rows if row.options in codes and row.node.startswith(fact.node)]
                assert abs(sum(getattr(row, end) for row in inside) - fact.value) < fact.base
        assert [row.least for row in rows] != [row.greatest for row in rows]


def test_they_are_a_function_of_facts_and_manifest_alone(release: Release, tmp_path: Path) -> None:
    write_release(tmp_path / "w", release)
    again = witnessed(read_release(tmp_path / "w"))
    assert again.witnesses == release.witnesses
    assert witness_bytes(again.witnesses) == (tmp_path / "w" / WITNESSES).read_bytes()
    assert again.manifest == release.manifest
    # nothing in the module that makes them can be given true counts, or the known number of answers; what is known
    # already was made by the same function (with a scale: test_scale_witnesses)
    assert list(inspect.signature(witnessed).parameters) == ["release", "known", "progress"]
    assert list(inspect.signature(attacked).parameters) == ["unit", "facts", "wave"]
    assert "system_of(unit, facts, wave, None)" in inspect.getsource(attacked)
    assert not {"tally", "protect"} & {name.rpartition(".")[2] for name in module.__dict__}


def test_the_manifest_says_what_was_attacked_of_every_item(release: Release) -> None:
    units = {one.items: one for one in release.manifest.audit.units}
    assert set(units) == {("tevreden",), ("gepest",)}
    manifest = release.manifest
    wave = Wave(manifest.survey, manifest.nodes, manifest.policy)
    for items, one in units.items():
        system = system_of([manifest.survey.item(items[0])], release.facts, wave, None)
        assert one.targets == len(system.targets)
        assert one.weakest in {target.name for target in system.targets}
        assert one.min_values == attack(system).min_values
        row = system.target_matrix[[target.name for target in system.targets].index(one.weakest)]
        rows = [witness for witness in release.witnesses if witness.unit == items[0]]
        ends = [sum(w * getattr(r, end) for w, r in zip(row, rows, strict=True)) for end in ("least", "greatest")]
        assert ends[1] - ends[0] + 1 >= one.min_values


def test_the_file_says_which_item_group_and_option_each_number_is_of(release: Release, tmp_path: Path) -> None:
    write_release(tmp_path / "w", release)
    file = parquet.ParquetFile(tmp_path / "w" / WITNESSES)
    assert file.schema_arrow.names == ["unit", "item", "node", "options", "least", "greatest"]
    assert file.schema_arrow.metadata is None


def changed(change: Callable[[Witness], Witness]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        rows = [Witness(**row) for row in parquet.read_table(folder / WITNESSES).to_pylist()]
        exchange(folder, witness_bytes([change(row) for row in rows]))

    return damage


def exchange(folder: Path, content: bytes) -> None:
    """Other witnesses, with a manifest that vouches for them."""
    (folder / WITNESSES).write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["witnesses_sha256"] = hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda folder: (folder / WITNESSES).unlink(), "witnesses.parquet van de vrijgave w ontbreekt"),
        (lambda folder: (folder / WITNESSES).write_bytes(b"x"), "witnesses.parquet van de vrijgave w is beschadigd"),
        (lambda folder: (folder / WITNESSES).write_bytes(witness_bytes(())), "is beschadigd of veranderd"),
        (lambda folder: exchange(folder, b"x"), "witnesses.parquet van de vrijgave w is beschadigd"),
        (lambda folder: exchange(folder, (folder / "facts.parquet").read_bytes()), "is beschadigd"),
        (lambda folder: exchange(folder, witness_bytes(())), "datasets van tevreden ontbreken"),
        (changed(lambda row: replace(row, node="elders")), "datasets van tevreden ontbreken"),
        (changed(lambda row: replace(row, least=row.greatest)), "verschillen niet"),
        (changed(lambda row: replace(row, least=row.least + 3)), "geeft niet de gepubliceerde aantallen"),
        (changed(lambda row: replace(row, greatest=0)), "geeft niet de gepubliceerde aantallen"),
        (changed(lambda row: replace(row, least=-row.least)), "geeft niet de gepubliceerde aantallen"),
    ],
)
def test_a_release_without_its_witnesses_does_not_pass(
    damage: Callable[[Path], None], words: str, release: Release, tmp_path: Path
) -> None:
    write_release(tmp_path / "w", release)
    assert audit_one(tmp_path / "w").passed
    damage(tmp_path / "w")
    result = audit_one(tmp_path / "w")
    assert not result.passed
    assert any(words in problem for problem in result.problems), result.problems
    assert result.facts == len(release.facts)  # the facts were attacked all the same


def test_witnesses_of_other_facts_are_not_written(release: Release, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        write_release(tmp_path / "w", replace(release, witnesses=release.witnesses[1:]))
    assert not (tmp_path / "w").exists()

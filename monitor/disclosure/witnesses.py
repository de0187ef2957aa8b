"""Witnesses: per set of linked items two made-up data sets that both give exactly the published facts.

In one the weakest target has its least value, in the other its greatest (with a derived scale: of those that were
found). Whoever doubts that the facts leave room can add the numbers up. They are made of the facts and the manifest
alone, as `audit` attacks them, long after the answers may be gone. Never of true counts, nor of the known number of
answers to an item: data sets made of those would have the exact number in common, and give it away. No function here
takes them.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.definition.model import Item
from monitor.disclosure.attack import Finding, attack_with_witnesses
from monitor.disclosure.detail import counted_items
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.release import Fact, Manifest, Release, UnitAudit, Witness
from monitor.disclosure.system import Pair, System, Wave, linked_units
from monitor.errors import WorkspaceRefused
from monitor.progress import Progress
from monitor.texts import _

if TYPE_CHECKING:
    import pyarrow as pa

WITNESSES = "witnesses.parquet"
COLUMNS = tuple(field.name for field in fields(Witness))


@dataclass(frozen=True)
class Attacked:
    """Linked items as they were attacked from the facts: what was found, and the two data sets that show it."""

    unit: tuple[Item, ...]
    system: System
    finding: Finding
    pair: Pair | None

    @property
    def name(self) -> str:
        """The first of the items: an item is in one set of linked items."""
        return self.unit[0].id

    @property
    def leaves_room(self) -> bool:
        """Whether the attack fails, with two data sets to keep that differ in the weakest target."""
        if self.pair is None:
            return self.finding.passed
        names = [target.name for target in self.system.targets]
        weakest = self.system.target_matrix[names.index(self.finding.weakest)]
        return int(weakest @ self.pair.least) < int(weakest @ self.pair.greatest)

    @property
    def report(self) -> UnitAudit:
        """What was attacked, for a reader."""
        return UnitAudit(
            items=tuple(item.id for item in self.unit),
            targets=self.finding.targets,
            min_values=self.finding.min_values,
            weakest=self.finding.weakest,
        )

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """The two data sets as rows, one per unknown; none where there is nothing to protect."""
        if self.pair is None:
            return ()
        ends = zip(self.system.meaning, self.pair.least.tolist(), self.pair.greatest.tolist(), strict=True)
        return tuple(Witness(self.name, *meaning, least, greatest) for meaning, least, greatest in ends)


def attacked(unit: tuple[Item, ...], facts: Sequence[Fact], wave: Wave) -> Attacked:
    """Attack linked items from the facts alone."""
    system = system_of(unit, facts, wave, None)
    return Attacked(unit, system, *attack_with_witnesses(system))


def witnessed(release: Release, *, known: Sequence[Attacked] = (), progress: Progress | None = None) -> Release:
    """The release with its two made-up data sets and the report of the attack, from its facts and manifest alone.

    `known`: linked items that were attacked so already, from these very facts; it takes long, and finds the same again.
    `progress` is called with how many sets of linked items are done, and how many there are.
    """
    manifest = release.manifest
    wave = Wave(manifest.survey, manifest.nodes, manifest.policy, manifest.scales, manifest.surely)
    units = linked_units(manifest.survey, counted_items(manifest.survey, manifest.scales))
    found = {one.name: one for one in known}
    done: list[Attacked] = []
    for unit in units:
        done.append(found.get(unit[0].id) or attacked(unit, release.facts, wave))
        if progress:
            progress(len(done), len(units))
    witnesses = tuple(row for one in done for row in one.witnesses)
    audit = manifest.audit.model_copy(update={"units": reports(done)})
    vouched = hashlib.sha256(witness_bytes(witnesses)).hexdigest()
    manifest = manifest.model_copy(update={"audit": audit, "witnesses_sha256": vouched})
    return Release(manifest, release.facts, witnesses)


def reports(units: Sequence[Attacked]) -> tuple[UnitAudit, ...]:
    """What was attacked, per set of linked items of which anything is shown."""
    return tuple(one.report for one in units if one.finding.targets)


def witness_problem(one: Attacked, kept: Sequence[Witness]) -> str | None:
    """What is wrong with the two data sets that are kept of linked items, checked in whole numbers."""
    import numpy as np

    if not one.finding.targets:
        return None
    name = one.name
    if tuple((row.item, row.node, row.options) for row in kept) != one.system.meaning:
        return _("The two made-up data sets of {item} are missing.").format(item=name)
    least, greatest = (np.array(values, dtype=np.int64) for values in zip(*map(_ends, kept), strict=True))
    if not (one.system.holds(least) and one.system.holds(greatest)):
        return _("A made-up data set of {item} does not give the published counts.").format(item=name)
    if not (one.system.target_matrix @ least != one.system.target_matrix @ greatest).any():
        return _("The two made-up data sets of {item} do not differ.").format(item=name)
    return None


def _ends(row: Witness) -> tuple[int, int]:
    return row.least, row.greatest


def witness_bytes(witnesses: Sequence[Witness]) -> bytes:
    """The witnesses as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    columns = [[getattr(row, name) for row in witnesses] for name in COLUMNS]
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, _schema().types, strict=True)]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=_schema()), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def read_witnesses(folder: Path, manifest: Manifest) -> Mapping[str, tuple[Witness, ...]]:
    """The witnesses of a release by the first of their linked items, as the manifest vouches for them.

    Raises:
        WorkspaceRefused: there are none, or they are damaged or were changed.
    """
    try:
        content = (folder / WITNESSES).read_bytes()
    except OSError:
        raise _not_there(folder.name, _("The file {file} of the release {wave} is missing.")) from None
    return vouched_witnesses(content, manifest, folder.name)


def vouched_witnesses(content: bytes, manifest: Manifest, wave: str) -> Mapping[str, tuple[Witness, ...]]:
    """The witnesses in a file of a release of this wave, as its manifest vouches for them.

    Raises:
        WorkspaceRefused: they are damaged or were changed.
    """
    if manifest.witnesses_sha256 != hashlib.sha256(content).hexdigest():
        raise _not_there(wave, _("The file {file} of the release {wave} is damaged or was changed."))
    found: dict[str, list[Witness]] = {}
    for row in _rows(content, wave):
        found.setdefault(row.unit, []).append(row)
    return {unit: tuple(rows) for unit, rows in found.items()}


def _rows(content: bytes, wave: str) -> Iterator[Witness]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        table = parquet.ParquetFile(pa.BufferReader(content)).read()
    except pa.ArrowException:
        table = None
    if table is None or table.schema.remove_metadata() != _schema():
        raise _not_there(wave, _("The file {file} of the release {wave} is damaged or was changed."))
    rows: list[dict[str, Any]] = table.to_pylist()
    yield from (Witness(**row) for row in rows)


def _schema() -> "pa.Schema":
    import pyarrow as pa

    numbers = {"least", "greatest"}
    return pa.schema([(name, pa.int32() if name in numbers else pa.string()) for name in COLUMNS])


def _not_there(wave: str, message: str) -> WorkspaceRefused:
    return WorkspaceRefused(
        message.format(file=WITNESSES, wave=wave),
        remedy=_("Put the folder of this release back from a backup."),
    )

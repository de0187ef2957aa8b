"""The facts of all schools of a network in one table per wave, as its screens read them: by column and by school.

Nothing is counted here and nothing is kept here alone: every number is a fact of a school's release, and the tables can
be made again from the releases at any time. They are written school by school, so that a thousand schools take no more
memory than a few.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.between.by_item import write_by_item
from monitor.between.observed import of_items, write_observed
from monitor.definition.differences import Observed
from monitor.disclosure import release_file
from monitor.disclosure.release import Fact, Release
from monitor.disk import told_by_the_disk
from monitor.durable import sync_file, sync_folder, temporary_of
from monitor.errors import WorkspaceRefused
from monitor.network.settings import Network

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as parquet

FACTS, SCHOOLS = "facts.parquet", "schools.parquet"
COLUMNS = ("school", "region", *(field.name for field in fields(Fact)))
RULES = ("k", "base", "base_sensitive")
"""The rules of protection that a school may have stricter than its network: what is shown of it depends on them."""
SCHOOL_COLUMNS = (
    "school", "name", "region", "forms", "enrolled", "min_values", "manifest_sha256", "survey_hash", *RULES,
)  # fmt: skip
ROWS = 16_384
"""A row group has so many facts or a school's more: who reads one school reads one of them."""
_NUMBERS = frozenset({"value", "forms", "enrolled", "min_values", *RULES})


@dataclass(frozen=True)
class Projected:
    """What a network's table of a wave holds: how many schools, how many facts, and the schools left out of it.

    `damaged` are sentences by school code: its release cannot be relied on.
    """

    schools: int
    facts: int
    forms: int
    damaged: dict[str, str]


def project(network: Network, survey: str, year: str) -> Projected:
    """Write the tables of a wave anew, from the releases of its schools.

    Raises:
        WorkspaceRefused: the disk is full, or may not be written to.
    """
    folder, wave = network.facts_of(survey, year), f"{survey}_{year}"
    damaged: dict[str, str] = {}
    schools: list[tuple[Any, ...]] = []
    observed: dict[str, Observed] = {}
    written = 0
    with told_by_the_disk():
        folder.mkdir(parents=True, exist_ok=True)
        with _written(folder / FACTS, COLUMNS) as write:
            for groups in _grouped(_releases(network, wave, damaged)):
                rows = [row for code, release, _sha in groups for row in _facts(network, code, release)]
                schools += [_school(network, *one) for one in groups]
                observed |= {code: of_items(release.manifest.breaks) for code, release, _sha in groups}
                written += len(rows)
                write(rows)
        write_by_item(folder)
        write_observed(folder, observed)
        with _written(folder / SCHOOLS, SCHOOL_COLUMNS) as write:
            write(schools)
    forms = sum(row[SCHOOL_COLUMNS.index("forms")] for row in schools)
    return Projected(len(schools), written, forms, damaged)


def waves_of(network: Network) -> tuple[tuple[str, str], ...]:
    """The waves of which there is a table, as survey and school year, in order."""
    found = network.facts_folder.glob(f"survey=*/year=*/{SCHOOLS}")
    names = ((path.parent.parent.name, path.parent.name) for path in found)
    return tuple(sorted((survey.partition("=")[2], year.partition("=")[2]) for survey, year in names))


def schools_of(network: Network, survey: str, year: str) -> list[tuple[Any, ...]]:
    """The schools of a wave, in order; each with what `SCHOOL_COLUMNS` names (None: an earlier version did not)."""
    import pyarrow.parquet as parquet

    table = parquet.read_table(network.facts_of(survey, year) / SCHOOLS)
    return [tuple(row.get(name) for name in SCHOOL_COLUMNS) for row in table.to_pylist()]


def _releases(network: Network, wave: str, damaged: dict[str, str]) -> Iterator[tuple[str, Release, str]]:
    """The releases of a wave by school code, each with the SHA-256 of its manifest."""
    for code in network.schools():
        folder = network.releases_of(code) / wave
        if not folder.is_dir():
            continue
        try:
            yield code, release_file.read_release(folder), release_file.manifest_sha256(folder)
        except WorkspaceRefused as refused:
            damaged[code] = f"{refused.message} {refused.remedy}"


def _grouped(releases: Iterable[tuple[str, Release, str]]) -> Iterator[list[tuple[str, Release, str]]]:
    """Schools together until their facts make a row group."""
    group: list[tuple[str, Release, str]] = []
    for one in releases:
        group.append(one)
        if sum(len(release.facts) for _code, release, _sha in group) >= ROWS:
            yield group
            group = []
    if group:
        yield group


def _facts(network: Network, code: str, release: Release) -> Iterator[tuple[Any, ...]]:
    region = network.settings.region_of(code)
    for fact in release.facts:
        yield (code, region, *(getattr(fact, name) for name in COLUMNS[2:]))


def _school(network: Network, code: str, release: Release, sha256: str) -> tuple[Any, ...]:
    manifest = release.manifest
    return (
        code,
        manifest.school,
        network.settings.region_of(code),
        manifest.nodes[0].forms,
        manifest.enrolment.get("total"),
        manifest.audit.min_values,
        sha256,
        manifest.survey_hash,
        *(getattr(manifest.policy, rule) for rule in RULES),
    )


@contextmanager
def _written(path: Path, columns: Sequence[str]) -> Iterator[Any]:
    """Write a table group by group beside the old one, and put it in its place once it is whole and on disk."""
    import pyarrow.parquet as parquet

    temporary = temporary_of(path)
    schema = _schema(columns)
    try:
        with parquet.ParquetWriter(temporary, schema, compression="zstd") as writer:
            yield lambda rows: _write(writer, schema, rows)
        sync_file(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def _write(writer: "parquet.ParquetWriter", schema: "pa.Schema", rows: Sequence[tuple[Any, ...]]) -> None:
    import pyarrow as pa

    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, schema.types, strict=True)]
    writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=max(len(rows), 1))


def _schema(columns: Sequence[str]) -> "pa.Schema":
    import pyarrow as pa

    return pa.schema([(name, pa.int32() if name in _NUMBERS else pa.string()) for name in columns])

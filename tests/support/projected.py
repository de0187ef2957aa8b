"""A network workspace as its closing leaves it: the releases of its schools and the tables that its screens read.

The tables have the columns of `docs/decisions/0064-figures-of-a-network.md`; the counts are drawn, and not audited.
"""

from collections.abc import Mapping
from dataclasses import astuple, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from monitor.disclosure import release_file
from monitor.disclosure.release import Fact, Release

COLUMNS = ("school", "region", *(field.name for field in fields(Fact)))
SCHOOLS = ("school", "name", "region", "forms", "enrolled", "min_values", "manifest_sha256", "survey_hash",
           "k", "base", "base_sensitive")  # fmt: skip
NUMBERS = {"value", "base", "forms", "enrolled", "min_values", "k", "base_sensitive"}


def write_wave(root: Path, releases: Mapping[str, Release], regions: Mapping[str, str]) -> Path:
    """The releases of the schools of a wave and its two tables; the folder of the tables."""
    facts, schools = [], []
    for code, release in sorted(releases.items()):
        manifest, region = release.manifest, regions.get(code, "")
        folder = root / "schools" / code / "releases" / manifest.wave
        release_file.write_release(folder, release)
        facts += [(code, region, *astuple(fact)) for fact in release.facts]
        schools.append(
            (
                code, manifest.school, region, manifest.nodes[0].forms, manifest.enrolment.get("total"),
                manifest.audit.min_values, release_file.manifest_sha256(folder), manifest.survey_hash,
                manifest.policy.k, manifest.policy.base, manifest.policy.base_sensitive,
            )
        )  # fmt: skip
    wave = next(iter(releases.values())).manifest
    tables = root / "facts" / f"survey={wave.survey.id}" / f"year={wave.year}"
    tables.mkdir(parents=True, exist_ok=True)
    write(tables / "facts.parquet", COLUMNS, facts)
    write(tables / "schools.parquet", SCHOOLS, schools)
    return tables


def write(path: Path, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    kinds = [pa.int32() if name in NUMBERS else pa.string() for name in columns]
    table = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), kinds, strict=True)]
    parquet.write_table(pa.table(table, names=list(columns)), path, row_group_size=4096)

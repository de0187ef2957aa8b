"""A release on disk: facts, witnesses and manifest in a folder of its own, written once and never changed.

The manifest holds the SHA-256 of the facts, of the witnesses (`monitor.disclosure.witnesses`) and of the manifest
before it in the workspace: whoever changes a number or takes a release away breaks the chain.
"""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from monitor.disclosure.release import Fact, Manifest, Release
from monitor.durable import TEMPORARY, sync_folder, write_and_sync
from monitor.errors import SchoolklimaatError, WorkspaceRefused
from monitor.texts import _

if TYPE_CHECKING:
    import pyarrow as pa

FACTS = "facts.parquet"
MANIFEST = "manifest.json"
COLUMNS = tuple(field.name for field in fields(Fact))


def write_release(folder: Path, release: Release) -> None:
    """Write a release to a new folder: all of it or, after a kill or a power cut, nothing.

    Raises:
        WorkspaceRefused: there is a release there already.
        OSError: it cannot be written; nothing of it is left.
    """
    # here, for it stands on the attack, which nobody who reads a release needs
    from monitor.disclosure.witnesses import WITNESSES, witness_bytes

    facts = facts_bytes(release.facts)
    assert hashlib.sha256(facts).hexdigest() == release.manifest.facts_sha256, "the manifest is of other facts"
    witnesses = witness_bytes(release.witnesses)
    vouched = release.manifest.witnesses_sha256
    assert vouched in (None, hashlib.sha256(witnesses).hexdigest()), "the manifest is of other witnesses"
    write_files(folder, {FACTS: facts, WITNESSES: witnesses, MANIFEST: manifest_bytes(release.manifest)})


def write_files(folder: Path, files: Mapping[str, bytes], check: Callable[[Path], None] | None = None) -> None:
    """Write the files of a release to a new folder: all of them or, after a kill or a power cut, nothing.

    `check` looks at them where they lie before they get their name, and raises where they may not.

    Raises:
        WorkspaceRefused: there is a release there already.
        OSError: they cannot be written; nothing of them is left.
    """
    if folder.exists():
        raise WorkspaceRefused(
            _("There is a release {wave} already.").format(wave=folder.name),
            remedy=_("A release is never made again. Answers that came later belong to a next wave."),
        )
    temporary = folder.with_name(folder.name + TEMPORARY)
    clear_unfinished(folder.parent)
    try:
        temporary.mkdir(parents=True)
        for name, content in files.items():
            write_and_sync(temporary / name, content, private=False)
        sync_folder(temporary)
        if check:
            check(temporary)
        temporary.rename(folder)
    except (OSError, SchoolklimaatError):
        clear_unfinished(folder.parent)
        raise
    with suppress(OSError):  # it lies there, and may be seen: from here on there is no way back
        sync_folder(folder.parent)


def clear_unfinished(folder: Path) -> None:
    """Remove what a kill left of releases that were being written."""
    for unfinished in folder.glob(f"*{TEMPORARY}"):
        shutil.rmtree(unfinished, ignore_errors=True)


def read_release(folder: Path) -> Release:
    """The release in a folder, with its facts checked against the manifest.

    Raises:
        WorkspaceRefused: there is none, or it is damaged or was changed.
    """
    try:
        files = {name: (folder / name).read_bytes() for name in (MANIFEST, FACTS)}
    except OSError:
        raise _no_release(folder) from None
    return release_in(files, folder.name)


def release_in(files: Mapping[str, bytes], wave: str) -> Release:
    """The release in these files, with its facts checked against the manifest.

    Raises:
        WorkspaceRefused: it is damaged or was changed.
    """
    try:
        manifest = Manifest.model_validate_json(files[MANIFEST])
    except ValidationError:
        raise _damaged(wave, MANIFEST) from None
    if hashlib.sha256(files[FACTS]).hexdigest() != manifest.facts_sha256:
        raise _damaged(wave, FACTS)
    return Release(manifest, _facts(files[FACTS], wave))


def manifest_sha256(folder: Path) -> str:
    """SHA-256 in hex of the manifest on disk: what the next release in the chain names.

    Raises:
        WorkspaceRefused: there is no release.
    """
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        raise _no_release(folder) from None


def facts_sha256(facts: Sequence[Fact]) -> str:
    """SHA-256 in hex of the facts as they are written."""
    return hashlib.sha256(facts_bytes(facts)).hexdigest()


def facts_bytes(facts: Sequence[Fact]) -> bytes:
    """The facts as a Parquet file, in the order given; the same facts give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    columns = [[getattr(fact, name) for fact in facts] for name in COLUMNS]
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, _schema().types, strict=True)]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=_schema()), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    return manifest.model_dump_json(indent=1).encode()


def _facts(content: bytes, wave: str) -> tuple[Fact, ...]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        # not `read_table`: that is made for folders of files, and reads in pandas as well, half a second
        table = parquet.ParquetFile(pa.BufferReader(content)).read()
    except pa.ArrowException:
        raise _damaged(wave, FACTS) from None
    if table.schema.remove_metadata() != _schema():
        raise _damaged(wave, FACTS)
    rows: list[dict[str, Any]] = table.to_pylist()
    return tuple(Fact(**row) for row in rows)


def _schema() -> "pa.Schema":
    import pyarrow as pa

    numbers = {"value", "base"}
    return pa.schema([(name, pa.int32() if name in numbers else pa.string()) for name in COLUMNS])


def _no_release(folder: Path) -> WorkspaceRefused:
    return WorkspaceRefused(
        _("There is no release in the folder {folder}.").format(folder=folder),
        remedy=_("Close the wave with `schoolklimaat close`, or name the right folder."),
    )


def _damaged(wave: str, file: str) -> WorkspaceRefused:
    return WorkspaceRefused(
        _("The file {file} of the release {wave} is damaged or was changed.").format(file=file, wave=wave),
        remedy=_("Put the folder of this release back from a backup."),
    )

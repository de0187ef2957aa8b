"""What the workspace knows of its waves, imports and releases.

SQLite by default (WAL, foreign keys, `secure_delete`: a destroyed key leaves no bytes behind), PostgreSQL by URL
in `$SCHOOLKLIMAAT_CATALOGUE`. A change is one transaction that holds the write lock from its start, so two
commands on one workspace wait for each other.
"""

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from monitor.catalogue import bytes_on_disk, one_file, server
from monitor.catalogue.accounts import KeptAccounts
from monitor.catalogue.comments import CommentsOfWaves
from monitor.catalogue.contributions import KeptContributions
from monitor.catalogue.faults import told_by_the_database
from monitor.catalogue.goals import KeptGoals
from monitor.catalogue.log import Log
from monitor.catalogue.tables import About, ImportRow, ReleaseRow, TrendBreakRow, WaveRow
from monitor.catalogue.upgrade import bring_up_to_date
from monitor.catalogue.wiping import Wiping
from monitor.definition.differences import TrendBreak
from monitor.definition.model import Survey
from monitor.legal import Grounds

WAIT = 30_000
"""Milliseconds to wait for another command on the same workspace."""
HEAD = "0009"
"""The newest migration; a test holds it against the folder of migrations."""
_LARGEST = 2**63 - 1
"""The largest number that the database holds."""


@dataclass(frozen=True)
class Wave:
    """A wave as the catalogue knows it; `status` is `open`, `handed` (to a network), `closed` or `forgotten`.

    `enrolled` is how many could answer in all, `enrolled_by_group` how many of each group, where that was given.
    """

    name: str
    survey: Survey
    year: str
    status: str
    enrolled: int | None
    wrapped_key: bytes | None
    vault_sha256: str | None
    enrolled_by_group: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportRecord:
    """An import as the catalogue keeps it: counts of rows."""

    wave: str
    number: int
    tool: str
    rows: dict[str, int]
    undone: bool = False
    imported_on: dt.date | None = None
    id: int | None = None


class Catalogue:
    """The open catalogue of one workspace."""

    def __init__(self, file: Path) -> None:
        """Open it; a catalogue of an older version is brought up to date first."""
        url = server.address()
        self.engine: Engine = server.engine_at(url) if url else create_engine(f"sqlite:///{file}")
        kind = one_file if self.engine.dialect.name == "sqlite" else server
        kind.lock_changes(self.engine, lambda: WAIT)
        try:
            with told_by_the_database():
                bring_up_to_date(self.engine, HEAD)
        except BaseException:
            self.engine.dispose()  # else a connection to a server stays open
            raise
        if url is None:
            file.chmod(0o600)

    def close(self) -> None:
        """Let go of the database, with everything in its one file; another command that is busy does that later."""
        bytes_on_disk.gather(self.engine)
        self.engine.dispose()

    def wipe(self) -> None:
        """Leave no byte of what was destroyed, if a change asked for it; what cannot be done now the next one does."""
        with self.change() as change:
            asked = change.wiping.asked()
        if asked and bytes_on_disk.rewrite(self.engine):
            with self.change() as change:
                change.wiping.done(asked)

    @contextmanager
    def change(self, **options: int) -> Iterator["Change"]:
        """One transaction that nobody else writes beside; `wait` (milliseconds) for one that cannot wait for others.

        Raises:
            WorkspaceRefused: another command holds the workspace, and goes on for longer than `WAIT`; or the disk
                is full, or may not be written to.
        """
        with told_by_the_database(), Session(self.engine) as session, session.begin():
            # begins now, and so takes the lock, not at the first question
            session.connection(execution_options=options)
            yield Change(session)

    def look(self) -> AbstractContextManager["Change"]:
        """One transaction that only reads: it waits for nobody, and sees what was there when it began."""
        return self.change(reads=True)


@contextmanager
def opened(file: Path) -> Iterator[Catalogue]:
    """The catalogue in this file, closed afterwards whatever happens."""
    catalogue = Catalogue(file)
    try:
        yield catalogue
    finally:
        catalogue.close()


class Change:
    """What can be asked and changed within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def workspace_id(self) -> str:
        """The random name of this workspace, given at its first use."""
        row = self._session.get(About, "workspace_id")
        if row is None:
            row = About(key="workspace_id", value=secrets.token_hex(16))
            self._session.add(row)
        return row.value

    def wave(self, name: str) -> Wave | None:
        """The wave with this name."""
        row = self._session.get(WaveRow, name)
        return _wave(row) if row else None

    def waves(self) -> tuple[Wave, ...]:
        """All waves, by year and survey."""
        rows = self._session.scalars(select(WaveRow).order_by(WaveRow.year, WaveRow.survey_id))
        return tuple(map(_wave, rows))

    def save_wave(self, wave: Wave) -> None:
        """Add the wave, or change what is known of it."""
        self._session.merge(
            WaveRow(
                name=wave.name, survey_id=wave.survey.id, year=wave.year, status=wave.status,
                survey=wave.survey.model_dump_json(), enrolled=wave.enrolled,
                wrapped_key=wave.wrapped_key, vault_sha256=wave.vault_sha256,
                enrolled_by_group=json.dumps(wave.enrolled_by_group) if wave.enrolled_by_group else None,
            )
        )  # fmt: skip
        self._session.flush()  # imports and releases point at it

    def imports(self, wave: str) -> tuple[ImportRecord, ...]:
        """The imports of a wave, first to last; those taken back too."""
        rows = self._session.scalars(select(ImportRow).where(ImportRow.wave == wave).order_by(ImportRow.number))
        return tuple(map(_record, rows))

    def import_by_id(self, import_id: int | None = None) -> ImportRecord | None:
        """The import with this id, or the last one of an open wave, or else the last one; none that was taken back."""
        wanted = select(ImportRow).join(WaveRow, WaveRow.name == ImportRow.wave).where(ImportRow.undone.is_(False))
        wanted = wanted.order_by((WaveRow.status == "open").desc(), ImportRow.id.desc())
        if import_id is not None and import_id > _LARGEST:
            return None
        if import_id is not None:
            wanted = wanted.where(ImportRow.id == import_id)
        row = self._session.scalars(wanted).first()
        return _record(row) if row else None

    def add_import(self, record: ImportRecord) -> int:
        """Write the import down; gives its id."""
        row = ImportRow(
            wave=record.wave, number=record.number, tool=record.tool, imported_on=dt.date.today(), undone=False,
            **record.rows,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return row.id

    def mark_undone(self, import_id: int) -> None:
        """The import was taken back."""
        self._session.get_one(ImportRow, import_id).undone = True

    def has_keys(self) -> bool:
        """Whether some wave has a key, which that of the workspace locks: a second one must never be made then."""
        return any(wave.wrapped_key is not None for wave in self.waves())

    @property
    def comments(self) -> CommentsOfWaves:
        """What is known of open answers: which file counts, and what was released."""
        return CommentsOfWaves(self._session)

    def breaks(self, wave: str) -> tuple[tuple[TrendBreak, ...], ...]:
        """The register of trend breaks of a wave, import by import; those taken back are left out."""
        counting = [record.number for record in self.imports(wave) if not record.undone]
        rows = select(TrendBreakRow).where(TrendBreakRow.wave == wave).order_by(TrendBreakRow.id)
        found: dict[int, list[TrendBreak]] = {number: [] for number in counting}
        for row in self._session.scalars(rows):
            if row.number in found:
                found[row.number].append(TrendBreak.model_validate_json(row.content))
        return tuple(map(tuple, found.values()))

    def add_breaks(self, wave: str, number: int, breaks: Iterable[TrendBreak]) -> None:
        """Write down what an import showed."""
        self._session.add_all(
            TrendBreakRow(
                wave=wave,
                number=number,
                kind=one.kind,
                item=one.item,
                since=one.since,
                content=one.model_dump_json(exclude_defaults=True),
            )
            for one in breaks
        )

    def last_release(self) -> str | None:
        """The manifest hash of the newest release: the end of the chain."""
        newest = select(ReleaseRow.manifest_sha256).order_by(ReleaseRow.number.desc())
        return self._session.scalars(newest).first()

    def has_release(self, wave: str) -> bool:
        """Whether the release of this wave is written down."""
        return self._session.get(ReleaseRow, wave) is not None

    def add_release(self, wave: str, manifest_sha256: str, closed_on: dt.date, grounds: Grounds) -> None:
        """Write a release down at the end of the chain, with the grounds on which people were asked."""
        last = self._session.scalar(select(func.max(ReleaseRow.number))) or 0
        row = ReleaseRow(wave=wave, number=last + 1, manifest_sha256=manifest_sha256, closed_on=closed_on)
        row.legal_basis, row.notice = grounds.legal_basis, grounds.notice
        self._session.add(row)

    def closed_on(self) -> dict[str, dt.date]:
        """The day on which each wave with a release was closed."""
        return {row.wave: row.closed_on for row in self._session.scalars(select(ReleaseRow))}

    def grounds(self, wave: str) -> Grounds:
        """The legal basis and the notice with which this wave was closed; none of one that is open or older."""
        row = self._session.get(ReleaseRow, wave)
        return Grounds(legal_basis=row.legal_basis, notice=row.notice) if row else Grounds()

    @property
    def accounts(self) -> KeptAccounts:
        """Who may look, and who is looking."""
        return KeptAccounts(self._session)

    @property
    def goals(self) -> KeptGoals:
        """What the school declared that it wants to reach."""
        return KeptGoals(self._session)

    @property
    def contributions(self) -> KeptContributions:
        """What the school contributed to networks."""
        return KeptContributions(self._session)

    @property
    def log(self) -> Log:
        """What was done and destroyed in this workspace."""
        return Log(self._session)

    @property
    def wiping(self) -> Wiping:
        """Whether bytes of what was destroyed may still lie in the database (see `Catalogue.wipe`)."""
        return Wiping(self._session)


@lru_cache(maxsize=32)
def _survey(content: str) -> Survey:
    """The questionnaire in a row; every command reads all rows several times, and nothing changes a `Survey`."""
    return Survey.model_validate_json(content)


def _wave(row: WaveRow) -> Wave:
    survey = _survey(row.survey)
    by_group = json.loads(row.enrolled_by_group) if row.enrolled_by_group else {}
    return Wave(row.name, survey, row.year, row.status, row.enrolled, row.wrapped_key, row.vault_sha256, by_group)


def _record(row: ImportRow) -> ImportRecord:
    names = ("read", "stored", "incomplete", "test", "duplicate", "rejected")
    rows = {name: int(getattr(row, name)) for name in names}
    return ImportRecord(row.wave, row.number, row.tool, rows, row.undone, row.imported_on, row.id)

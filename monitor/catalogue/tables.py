"""The tables of the catalogue; a change of them needs a migration in `migrations/versions`."""

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """What every table of the catalogue is."""


class About(Table):
    """A fact about the workspace itself, such as its id."""

    __tablename__ = "about"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]


class WaveRow(Table):
    """A wave: a survey of this school in a school year.

    `survey` is the questionnaire as JSON, `enrolled_by_group` how many could answer per group, as JSON.
    """

    __tablename__ = "waves"
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    survey_id: Mapped[str] = mapped_column(String(80))
    year: Mapped[str] = mapped_column(String(9))
    status: Mapped[str] = mapped_column(String(10))
    survey: Mapped[str]
    enrolled: Mapped[int | None]
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    vault_sha256: Mapped[str | None] = mapped_column(String(64))
    enrolled_by_group: Mapped[str | None]


class CommentsRow(Table):
    """The open answers of a wave: the SHA-256 of the file under review, and of the file that was released.

    `wrapped_key` is the key of the file under review, wrapped with that of the wave; it goes with the file.
    """

    __tablename__ = "comments"
    wave: Mapped[str] = mapped_column(ForeignKey("waves.name"), primary_key=True)
    sha256: Mapped[str | None] = mapped_column(String(64))
    published_sha256: Mapped[str | None] = mapped_column(String(64))
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)


class ImportRow(Table):
    """One file that was taken in: how many rows, never which."""

    __tablename__ = "imports"
    __table_args__ = (UniqueConstraint("wave", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    wave: Mapped[str] = mapped_column(ForeignKey("waves.name"))
    number: Mapped[int]
    tool: Mapped[str] = mapped_column(String(40))
    imported_on: Mapped[dt.date]
    read: Mapped[int]
    stored: Mapped[int]
    incomplete: Mapped[int]
    test: Mapped[int]
    duplicate: Mapped[int]
    rejected: Mapped[int]
    undone: Mapped[bool] = mapped_column(default=False)


class ReleaseRow(Table):
    """A release on disk, its place in the chain, and on what ground people were asked (none before version 0004)."""

    __tablename__ = "releases"
    wave: Mapped[str] = mapped_column(ForeignKey("waves.name"), primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    manifest_sha256: Mapped[str] = mapped_column(String(64))
    closed_on: Mapped[dt.date]
    legal_basis: Mapped[str | None]
    notice: Mapped[str | None]


class TrendBreakRow(Table):
    """What an import of a wave showed to have changed since the wave before it, or beyond its own questionnaire.

    `number` is that of the import in its wave; `since` is empty for what the file alone shows; `content` is the whole
    break as JSON.
    """

    __tablename__ = "trend_breaks"
    id: Mapped[int] = mapped_column(primary_key=True)
    wave: Mapped[str] = mapped_column(ForeignKey("waves.name"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    item: Mapped[str]
    since: Mapped[str | None] = mapped_column(String(9))
    content: Mapped[str]


class LogRow(Table):
    """One thing that was done to the data of a wave (see `monitor.catalogue.log`)."""

    __tablename__ = "log"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[dt.date]
    done: Mapped[str] = mapped_column(String(20))
    wave: Mapped[str] = mapped_column(ForeignKey("waves.name"))
    data: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str | None] = mapped_column(String(64))


class GoalRow(Table):
    """One deed on one goal of the school; rows are added and never changed (see `monitor.goals`).

    `content` is the goal from then on as JSON; `before` is the hash of the deed before it on the same goal.
    """

    __tablename__ = "goals"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    deed: Mapped[str] = mapped_column(String(10))
    at: Mapped[str] = mapped_column(String(25))
    content: Mapped[str]
    reason: Mapped[str]
    answers_in: Mapped[bool]
    release: Mapped[str] = mapped_column(String(64))
    before: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))


class ContributionRow(Table):
    """What the school contributed of a wave to a network (see `monitor.catalogue.contributions`)."""

    __tablename__ = "contributions"
    id: Mapped[int] = mapped_column(primary_key=True)
    wave: Mapped[str] = mapped_column(ForeignKey("waves.name"))
    kind: Mapped[str] = mapped_column(String(10))
    dataset: Mapped[str]
    school: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    given_on: Mapped[dt.date]
    reference: Mapped[str | None]
    signed_on: Mapped[dt.date | None]

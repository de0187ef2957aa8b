"""The tables of accounts: no password, token or session stands in them, only what checks one.

Moments are whole seconds since 1970, so that SQLite and PostgreSQL compare them alike.
"""

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from monitor.catalogue.tables import Table


class UserRow(Table):
    """Somebody with an account: an argon2id hash once a password was chosen, and for some a sealed TOTP secret.

    `mail` is a keyed hash of the e-mail address with which somebody may come from elsewhere. `totp_step` is the half
    minute of the last code that was used: a code serves once. `school` is the code of a school in a network.
    """

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    password: Mapped[str | None] = mapped_column(String(200))
    totp: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    made_on: Mapped[dt.date]
    mail: Mapped[str | None] = mapped_column(String(64), unique=True)
    school: Mapped[str] = mapped_column(String(40), default="")


class InvitationRow(Table):
    """An invitation that was not used yet: the SHA-256 of its token, for whom, and until when it holds."""

    __tablename__ = "invitations"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    until: Mapped[int] = mapped_column(BigInteger)


class RecoveryRow(Table):
    """A recovery code that was not used yet: its SHA-256, and whose it is."""

    __tablename__ = "recovery_codes"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class SessionRow(Table):
    """A session: the SHA-256 of its id, whose, when it began and was last used, and whether a code is still owed.

    `school` is the one that was chosen by who may look at every school of a network.
    """

    __tablename__ = "sessions"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made: Mapped[int] = mapped_column(BigInteger)
    seen: Mapped[int] = mapped_column(BigInteger)
    owes_code: Mapped[bool]
    school: Mapped[str] = mapped_column(String(40), default="")


class AttemptRow(Table):
    """A try to sign in that failed, or goes on: `mark` is a keyed hash of the address or the name, gone in minutes."""

    __tablename__ = "attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[int] = mapped_column(BigInteger)


class OpeningRow(Table):
    """Who opened which page on which day, in a network of which school; no number and no other choice."""

    __tablename__ = "openings"
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    page: Mapped[str] = mapped_column(String(60), primary_key=True)
    school: Mapped[str] = mapped_column(String(40), primary_key=True, default="")

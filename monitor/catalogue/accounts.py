"""Accounts as the catalogue keeps them, within one transaction."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from monitor.catalogue.account_tables import AttemptRow, InvitationRow, OpeningRow, RecoveryRow, SessionRow, UserRow
from monitor.catalogue.tables import About
from monitor.roles import Role


@dataclass(frozen=True)
class User:
    """Somebody with an account; without a `password` (its argon2id hash) the invitation was not taken up yet.

    `from_elsewhere`: an account elsewhere may stand in for the password. `school` is the code of one in a network.
    """

    id: int
    name: str
    role: Role
    password: str | None
    totp: bytes | None
    totp_step: int | None
    made_on: dt.date
    from_elsewhere: bool
    school: str = ""


@dataclass(frozen=True)
class KeptSession:
    """A session: whose it is, when it began and was last used (seconds since 1970), whether a code is still owed.

    `school` is the one that was chosen in it, by who may look at every school of a network.
    """

    user: User
    made: int
    seen: int
    owes_code: bool
    school: str = ""


@dataclass(frozen=True)
class Opening:
    """Who opened which page on which day, in a network of which school."""

    day: dt.date
    name: str
    page: str
    school: str = ""


class KeptAccounts:
    """The tables of accounts; hashes go in and out, never what they are of."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def users(self) -> tuple[User, ...]:
        """Everybody with an account, by name."""
        return tuple(map(_user, self._session.scalars(select(UserRow).order_by(UserRow.name))))

    def user(self, name: str) -> User | None:
        """The user of this name."""
        row = self._session.scalars(select(UserRow).where(UserRow.name == name)).first()
        return _user(row) if row else None

    def user_by_mail(self, mail: str) -> User | None:
        """The user with this hash of an e-mail address."""
        row = self._session.scalars(select(UserRow).where(UserRow.mail == mail)).first()
        return _user(row) if row else None

    def add_user(self, name: str, role: Role, made_on: dt.date, *, mail: str | None = None, school: str = "") -> User:
        """Somebody new, who has no password yet."""
        row = UserRow(name=name, role=role, made_on=made_on, mail=mail, school=school)
        self._session.add(row)
        self._session.flush()
        return _user(row)

    def remove_user(self, user: User) -> None:
        """The user is gone, and everything that let them in."""
        self.shut_out(user)
        self._session.delete(self._session.get_one(UserRow, user.id))
        self._session.flush()

    def shut_out(self, user: User) -> None:
        """No session, password, code or invitation of this user counts any more."""
        self.end_sessions(user)
        for table in (InvitationRow, RecoveryRow):
            self._session.execute(delete(table).where(table.user_id == user.id))
        self.set_password(user, None, None)

    def set_password(self, user: User, password: str | None, totp: bytes | None) -> None:
        """From here on this hash checks the password, and this sealed secret the codes."""
        row = self._session.get_one(UserRow, user.id)
        row.password, row.totp = password, totp
        self._session.flush()

    def set_totp_step(self, user: User, step: int) -> None:
        """The code of this half minute was used."""
        self._session.get_one(UserRow, user.id).totp_step = step

    def add_invitation(self, user: User, sha256: str, until: int) -> None:
        """This token, and no earlier one, lets the user choose a password."""
        self._session.execute(delete(InvitationRow).where(InvitationRow.user_id == user.id))
        self._session.add(InvitationRow(sha256=sha256, user_id=user.id, until=until))

    def invited(self, sha256: str, now: int) -> User | None:
        """For whom an invitation is that still holds."""
        row = self._session.get(InvitationRow, sha256)
        if row is None or row.until < now:
            return None
        return _user(self._session.get_one(UserRow, row.user_id))

    def set_recovery_codes(self, user: User, hashes: Iterable[str]) -> None:
        """These codes, and no earlier ones, stand in for a lost phone."""
        self._session.execute(delete(RecoveryRow).where(RecoveryRow.user_id == user.id))
        self._session.add_all(RecoveryRow(sha256=sha256, user_id=user.id) for sha256 in hashes)

    def use_recovery_code(self, user: User, sha256: str) -> bool:
        """Whether this is a code of the user; it serves once."""
        row = self._session.get(RecoveryRow, sha256)
        if row is None or row.user_id != user.id:
            return False
        self._session.delete(row)
        return True

    def add_session(self, user: User, sha256: str, now: int, *, owes_code: bool) -> None:
        """A session begins."""
        self._session.add(SessionRow(sha256=sha256, user_id=user.id, made=now, seen=now, owes_code=owes_code))

    def session(self, sha256: str) -> KeptSession | None:
        """The session with this hash, however old."""
        row = self._session.get(SessionRow, sha256)
        if row is None:
            return None
        user = _user(self._session.get_one(UserRow, row.user_id))
        return KeptSession(user, row.made, row.seen, row.owes_code, row.school)

    def touch(self, sha256: str, now: int) -> None:
        """The session is being used, if it is still there."""
        if (row := self._session.get(SessionRow, sha256)) is not None:
            row.seen = now

    def choose_school(self, sha256: str, school: str) -> None:
        """In this session this school is looked at, if the session is still there."""
        if (row := self._session.get(SessionRow, sha256)) is not None:
            row.school = school

    def end_session(self, sha256: str) -> None:
        """The session is over."""
        self._session.execute(delete(SessionRow).where(SessionRow.sha256 == sha256))

    def end_sessions(self, user: User) -> None:
        """All sessions of the user are over."""
        self._session.execute(delete(SessionRow).where(SessionRow.user_id == user.id))

    def drop_old_sessions(self, *, seen_before: int) -> None:
        """Forget sessions that nobody uses any more."""
        self._session.execute(delete(SessionRow).where(SessionRow.seen < seen_before))

    def attempts(self, mark: str) -> tuple[int, ...]:
        """When this was tried, first to last."""
        wanted = select(AttemptRow.at).where(AttemptRow.mark == mark).order_by(AttemptRow.at)
        return tuple(self._session.scalars(wanted))

    def drop_old_attempts(self, *, tried_before: int) -> None:
        """Forget tries that no longer count."""
        self._session.execute(delete(AttemptRow).where(AttemptRow.at <= tried_before))

    def add_attempts(self, marks: Iterable[str], now: int) -> tuple[int, ...]:
        """Write down that it is being tried; gives the ids of what was written."""
        rows = [AttemptRow(mark=mark, at=now) for mark in marks]
        self._session.add_all(rows)
        self._session.flush()
        return tuple(row.id for row in rows)

    def drop_attempts(self, ids: Iterable[int]) -> None:
        """These succeeded: they do not count."""
        self._session.execute(delete(AttemptRow).where(AttemptRow.id.in_(list(ids))))

    def one_at_a_time(self) -> None:
        """Wait until nobody else counts tries: SQLite's write lock does that already, PostgreSQL needs a row."""
        self._session.scalars(select(About).where(About.key == "workspace_id").with_for_update()).first()

    def add_openings(self, openings: Iterable[Opening], *, forget_before: dt.date) -> None:
        """Write down who opened what, and forget what is older than it may be kept."""
        for opening in openings:
            row = OpeningRow(day=opening.day, name=opening.name, page=opening.page, school=opening.school)
            self._session.merge(row)
        self._session.execute(delete(OpeningRow).where(OpeningRow.day < forget_before))

    def openings(self, *, school: str = "", most: int | None = None) -> tuple[Opening, ...]:
        """Who opened what, the newest day first; where asked, of one school of a network, and so many at most."""
        wanted = select(OpeningRow).order_by(OpeningRow.day.desc(), OpeningRow.name, OpeningRow.page, OpeningRow.school)
        if school:
            wanted = wanted.where(OpeningRow.school == school)
        rows = self._session.scalars(wanted.limit(most))
        return tuple(Opening(row.day, row.name, row.page, row.school) for row in rows)


def _user(row: UserRow) -> User:
    return User(
        row.id, row.name, cast(Role, row.role), row.password, row.totp, row.totp_step, row.made_on,
        row.mail is not None, row.school,
    )  # fmt: skip

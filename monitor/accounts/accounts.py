"""The accounts of a workspace, as the dashboard asks them who is looking."""

import datetime as dt
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from monitor.accounts import passwords
from monitor.accounts.invitations import Accepted, Invitations, Invited
from monitor.accounts.limits import Limit
from monitor.accounts.one_time import mark, recovery_mark, step_of, unsealed
from monitor.accounts.openings import Openings
from monitor.accounts.place import Place, Schools
from monitor.accounts.sessions import Sessions
from monitor.accounts.users import Users, as_kept
from monitor.catalogue.accounts import KeptAccounts, Opening, User
from monitor.catalogue.catalogue import Catalogue
from monitor.errors import AccessRefused
from monitor.keys import key_for, workspace_key
from monitor.roles import Viewer
from monitor.texts import _
from monitor.workspace import Common


class Accounts:
    """Who may look; every refusal is an `AccessRefused` with a sentence that tells nothing of who exists.

    `school` is the name of the school, or of the network; `schools` are those of a network, None in that of one school.
    """

    def __init__(
        self, catalogue: Catalogue, key: bytes, school: str = "", now: Callable[[], float] = time.time,
        schools: Schools | None = None,
    ) -> None:  # fmt: skip
        self._catalogue, self._now, self.school, self._place = catalogue, now, school, Place(schools)
        self._totp_key = key_for("totp of accounts", key)
        self._limit = Limit(catalogue, key_for("tries of accounts", key), now)
        self._sessions = Sessions(catalogue, now, self._place)
        self._openings = Openings(catalogue)
        self.users = Users(catalogue, now, key_for("mail of accounts", key), self._place)
        self._invitations = Invitations(catalogue, self._sessions, self._totp_key, now, self._place)

    def close(self) -> None:
        """Let go of the database."""
        self._catalogue.close()

    def is_empty(self) -> bool:
        """Whether nobody has an account yet."""
        return not self.users.all()

    @property
    def in_network(self) -> bool:
        """Whether these are the accounts of a network, each of one of its schools."""
        return self._place.in_network

    def schools(self) -> Mapping[str, str]:
        """The schools of the network that an account may be of, by code; none in the workspace of one school."""
        return self._place.schools.named() if self._place.schools is not None else {}

    def look_at(self, session: str, school: str) -> None:
        """From here on this school of the network is looked at in a session; empty: the network as a whole.

        Raises:
            AccessRefused: the session is over, or the account is of one school.
            CallError: the network has no such school.
        """
        if school:
            self._place.require_school(school)
        with self._catalogue.change() as change:
            user = self._sessions.of(change.accounts, session)
            if user is None or not self._place.rights(user.role).every_school:
                raise AccessRefused(_("Your account is of one school."))
            change.accounts.choose_school(mark(session), school)

    def viewer(self, session: str) -> Viewer | None:
        """Who is looking with this session."""
        return self._sessions.viewer(session)

    def sign_in(self, name: str, password: str, address: str) -> tuple[str, bool]:
        """A new session, and whether a code is still owed in it.

        Raises:
            AccessRefused: the name or the password is wrong; a `WaitFirst` after too many tries.
        """
        wanted = as_kept(name)
        with self._limit.trying(address=address, name=wanted):
            with self._catalogue.look() as change:
                known = change.accounts.user(wanted)
            if not passwords.is_password(password, known.password if known else None) or known is None:
                raise AccessRefused(_("The name or the password is not right."))
            return self._signed_in(known)

    def _signed_in(self, known: User) -> tuple[str, bool]:
        with self._catalogue.change() as change:
            user = change.accounts.user(known.name)
            if user is None or user.password != known.password:  # removed or changed in the meantime
                raise AccessRefused(_("The name or the password is not right."))
            self._place.require_there(user)
            owes_code = self._place.rights(user.role).with_code or user.totp is not None
            return self._sessions.begin(change.accounts, user, owes_code=owes_code), owes_code

    def sign_in_by_mail(self, mail: str) -> tuple[str, bool]:
        """A new session for who is vouched for elsewhere, and whether a code is still owed in it.

        Raises:
            AccessRefused: nobody invited this address, or who owes a code has not made the phone ready yet.
        """
        with self._catalogue.change() as change:
            user = change.accounts.user_by_mail(self.users.mail_mark(mail))
            if user is None:
                raise AccessRefused(
                    _("Nobody with your e-mail address is invited."),
                    remedy=_("Ask who keeps the accounts of your school to invite this address."),
                )
            self._place.require_there(user)
            if self._place.rights(user.role).with_code and user.totp is None:
                raise AccessRefused(
                    _("Take up your invitation first: with it you make your phone ready."),
                    remedy=_("Open the link that you were given. Too old? Ask who keeps the accounts for a new one."),
                )
            owes_code = user.totp is not None
            return self._sessions.begin(change.accounts, user, owes_code=owes_code), owes_code

    def give_code(self, session: str, code: str, address: str) -> str:
        """The session of who gave the password before, in exchange for the code of the phone or a recovery code.

        Raises:
            AccessRefused: the code does not hold, or the password was given too long ago.
        """
        with self._catalogue.look() as change:
            owing = self._sessions.owing(change.accounts, session)
        if owing is None:
            raise AccessRefused(_("That took too long. Sign in again."))
        with self._limit.trying(address=address, name=owing.name), self._catalogue.change() as change:
            kept = change.accounts
            user = self._sessions.owing(kept, session)
            if user is None or not self._holds(kept, user, code):
                raise AccessRefused(
                    _("The code is not right."), remedy=_("Take the newest code of the app. Each code serves once.")
                )
            kept.end_session(mark(session))
            return self._sessions.begin(kept, user)

    def _holds(self, kept: KeptAccounts, user: User, code: str) -> bool:
        if user.totp is None:
            return False
        step = step_of(code, unsealed(user.totp, self._totp_key, user.name), self._now(), user.totp_step)
        if step is not None:
            kept.set_totp_step(user, step)
            return True
        return kept.use_recovery_code(user, recovery_mark(code))

    def sign_out(self, session: str) -> None:
        """The session is over."""
        with self._catalogue.change() as change:
            change.accounts.end_session(mark(session))

    def change_password(self, session: str, old: str, new: str, address: str) -> str:
        """Another password: every session of the user is over, but for a new one.

        Raises:
            AccessRefused: the old password is wrong, or the new one is weak.
        """
        with self._catalogue.look() as change:
            user = self._sessions.of(change.accounts, session)
        if user is None:
            raise AccessRefused(_("That took too long. Sign in again."))
        with self._limit.trying(address=address, name=user.name):
            if not passwords.is_password(old, user.password):
                raise AccessRefused(_("The password that you have now is not right."))
        passwords.require_strong(new, user.name, self.school)
        kept_password = passwords.hashed(new)
        with self._catalogue.change() as change:
            if self._sessions.of(change.accounts, session) is None:
                raise AccessRefused(_("That took too long. Sign in again."))
            change.accounts.set_password(user, kept_password, user.totp)
            change.accounts.end_sessions(user)
            return self._sessions.begin(change.accounts, user)

    def invited(self, token: str) -> Invited | None:
        """For whom an invitation is; None where it is used, or no longer holds."""
        return self._invitations.invited(token)

    def accept(self, token: str, password: str, code: str) -> Accepted:
        """Take an invitation up (see `Invitations.accept`)."""
        return self._invitations.accept(token, password, code, self.school)

    def opened(self, viewer: Viewer, page: str) -> None:
        """Write down that somebody opened a page, in a network that of which school."""
        self._openings.add(viewer.name, page, dt.date.fromtimestamp(self._now()), viewer.school)

    def openings(self, *, school: str = "", most: int | None = None) -> tuple[Opening, ...]:
        """Who opened what, the newest day first; where asked, of one school of a network, and so many at most."""
        with self._catalogue.look() as change:
            return change.accounts.openings(school=school, most=most)


class Kept(Protocol):
    """The workspace of a school or of a network, as far as accounts need it."""

    @property
    def settings(self) -> Common: ...  # noqa: D102 - said above
    @property
    def catalogue_file(self) -> Path: ...  # noqa: D102 - said above


def open_accounts(workspace: Kept, now: Callable[[], float] = time.time, schools: Schools | None = None) -> Accounts:
    """The accounts of a workspace; `close` them afterwards. `schools` are those of a network.

    Raises:
        WorkspaceRefused: the key of the workspace is not on this computer.
    """
    catalogue = Catalogue(workspace.catalogue_file)
    try:
        with catalogue.change() as change:
            key = workspace_key(change.workspace_id(), create=not change.has_keys())
    except BaseException:
        catalogue.close()
        raise
    return Accounts(catalogue, key, workspace.settings.name, now, schools)

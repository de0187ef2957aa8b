"""Invitations: a link with a token that serves once and for a week, with which somebody chooses a password."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.accounts import passwords
from monitor.accounts.one_time import (
    address_of,
    mark,
    new_recovery_codes,
    recovery_mark,
    sealed,
    secret_of,
    step_of,
)
from monitor.accounts.place import Place
from monitor.accounts.sessions import Sessions
from monitor.catalogue.accounts import User
from monitor.catalogue.catalogue import Catalogue
from monitor.errors import AccessRefused
from monitor.roles import Role
from monitor.texts import _


@dataclass(frozen=True)
class Invited:
    """Who is invited; `secret` (base32) and `address` (`otpauth://`) are for the phone of who signs in with a code.

    `school` is the code of the one in a network that the account is of.
    """

    name: str
    role: Role
    secret: str = ""
    address: str = ""
    school: str = ""


@dataclass(frozen=True)
class Accepted:
    """The session that begins, and the recovery codes: they are shown this once."""

    session: str
    recovery_codes: tuple[str, ...] = ()


class Invitations:
    """The invitations of a workspace."""

    def __init__(
        self, catalogue: Catalogue, sessions: Sessions, key: bytes, now: Callable[[], float], place: Place
    ) -> None:
        self._catalogue, self._sessions, self._key, self._now, self._place = catalogue, sessions, key, now, place

    def invited(self, token: str) -> Invited | None:
        """For whom an invitation is; None where it is used, or no longer holds."""
        with self._catalogue.look() as change:
            user = change.accounts.invited(mark(token), int(self._now()))
        return self._told(user, token) if user else None

    def _told(self, user: User, token: str) -> Invited:
        if not self._place.rights(user.role).with_code:
            return Invited(user.name, user.role, school=user.school)
        secret = secret_of(token, self._key)
        return Invited(user.name, user.role, secret, address_of(secret, user.name), user.school)

    def accept(self, token: str, password: str, code: str, called: str) -> Accepted:
        """Take an invitation up with a password (and a code, where the role asks for one): it is used then.

        Raises:
            AccessRefused: it no longer holds, the password is weak (`called`, say: the name of the school), the code is
                not right, or the school of the account is gone from the network.
        """
        found = self.invited(token)
        if found is None:
            raise no_invitation()
        passwords.require_strong(password, found.name, called)
        step = step_of(code, found.secret, self._now(), None) if found.secret else None
        if found.secret and step is None:
            raise AccessRefused(
                _("The code of the app is not right."),
                remedy=_("Check that the clock of the phone is right, and take the newest code."),
            )
        kept_password, codes = passwords.hashed(password), new_recovery_codes() if found.secret else ()
        with self._catalogue.change() as change:
            kept = change.accounts
            user = kept.invited(mark(token), int(self._now()))
            if user is None:  # somebody was faster
                raise no_invitation()
            self._place.require_there(user)
            kept.shut_out(user)
            secret = sealed(found.secret, self._key, user.name) if found.secret else None
            kept.set_password(user, kept_password, secret)
            if step is not None:
                kept.set_totp_step(user, step)
            kept.set_recovery_codes(user, map(recovery_mark, codes))
            return Accepted(self._sessions.begin(kept, user), codes)


def no_invitation() -> AccessRefused:
    """The refusal of a token that is used, too old, or none."""
    return AccessRefused(
        _("This invitation was used already, or no longer holds."),
        remedy=_("Ask who keeps the accounts of your school for a new one."),
    )

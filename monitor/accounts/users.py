"""The users of a workspace: who has an account, in which role."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from monitor.accounts import passwords
from monitor.accounts.one_time import mark, new_token
from monitor.accounts.place import Place
from monitor.catalogue.accounts import KeptAccounts, User
from monitor.catalogue.catalogue import Catalogue
from monitor.errors import CallError
from monitor.roles import Role
from monitor.texts import _

INVITED_FOR: Final = 7 * 24 * 60 * 60
"""Seconds that an invitation holds."""
_NAME = re.compile(r"[\w.@+-]{2,60}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


def as_kept(name: str) -> str:
    """The name of an account as it is kept, however it is typed."""
    return name.strip().casefold()


@dataclass(frozen=True)
class Listed:
    """A user as a list shows them; not `active`: cannot sign in before the invitation is taken up.

    `school` is the code of one in a network.
    """

    name: str
    role: Role
    active: bool
    with_code: bool
    made_on: dt.date
    school: str = ""


class Users:
    """Adds, invites and removes; gives tokens of invitations, which are kept nowhere in clear."""

    def __init__(self, catalogue: Catalogue, now: Callable[[], float], mail_key: bytes, place: Place) -> None:
        self._catalogue, self._now, self._mail_key, self._place = catalogue, now, mail_key, place

    def all(self) -> tuple[Listed, ...]:
        """Everybody with an account, by name."""
        with self._catalogue.look() as change:
            found = change.accounts.users()
        return tuple(
            Listed(one.name, one.role, self._may_come(one), one.totp is not None, one.made_on, one.school)
            for one in found
        )

    def add(self, name: str, role: Role, mail: str | None = None, school: str = "") -> str:
        """Somebody new, who may also come from elsewhere with this e-mail address; gives the token of the invitation.

        `school` is the code of the one that the account is of, in a network.

        Raises:
            CallError: the name or the address is taken, or cannot be one; the role needs a school, or can have none,
                or the network does not have this one.
        """
        with self._catalogue.change() as change:
            return self._invite(change.accounts, self._added(change.accounts, name, role, mail, school))

    def mail_mark(self, mail: str) -> str:
        """What is kept of an e-mail address: a keyed hash."""
        said = mail.strip().casefold().encode("utf-8", "surrogatepass")
        return hashlib.blake2b(said, key=self._mail_key, digest_size=32).hexdigest()

    def add_with_password(
        self, name: str, role: Role, password: str, called: str = "", *, mail: str | None = None, school: str = ""
    ) -> None:
        """Somebody new who chooses the password here and now, and may also come from elsewhere.

        `called` is the name of the school or the network, which is no password.

        Raises:
            CallError: the name or the address is taken or cannot be one, the role signs in with a code as well, or it
                cannot be of this school.
            AccessRefused: the password is weak.
        """
        if self._place.rights(role).with_code:
            raise CallError(
                _("Who has this role signs in with a code of a phone as well. Nothing was changed."),
                remedy=_("Leave out --password: the invitation link asks for both."),
            )
        passwords.require_strong(password, name, called)
        kept = passwords.hashed(password)
        with self._catalogue.change() as change:
            change.accounts.set_password(self._added(change.accounts, name, role, mail, school), kept, None)

    def _added(self, kept: KeptAccounts, name: str, role: Role, mail: str | None, school: str) -> User:
        wanted = as_kept(name)
        self._place.require(role, school)
        if not _NAME.fullmatch(wanted):
            raise CallError(
                _("This cannot be the name of an account."),
                remedy=_("Take 2 to 60 letters, digits, dots or hyphens, without blanks: an.peeters"),
            )
        if kept.user(wanted) is not None:
            raise CallError(
                _("There is an account with this name already."),
                remedy=_("Take another name, or make a new link with `schoolklimaat user reset`."),
            )
        marked = None if mail is None else self._free_mail(kept, mail)
        return kept.add_user(wanted, role, dt.date.fromtimestamp(self._now()), mail=marked, school=school)

    def _free_mail(self, kept: KeptAccounts, mail: str) -> str:
        """What is kept of an e-mail address that nobody has yet."""
        if not _MAIL.fullmatch(mail.strip()):
            raise CallError(
                _("This cannot be an e-mail address."),
                remedy=_("Give the address with which its owner signs in elsewhere, such as an@school.example."),
            )
        marked = self.mail_mark(mail)
        if kept.user_by_mail(marked) is not None:
            message = _("There is an account with this e-mail address already.")
            raise CallError(message, remedy=_("Remove that one first."))
        return marked

    def invite(self, name: str) -> str:
        """A new link for somebody who did not take up the first one; gives its token.

        Raises:
            CallError: there is no such account, or it is in use.
        """
        with self._one(name) as (kept, user):
            if user.password is not None:
                raise CallError(
                    _("This account is in use. Nothing was changed."),
                    remedy=_("Who forgot the password or lost the phone gets `schoolklimaat user reset`."),
                )
            return self._invite(kept, user)

    def reset(self, name: str) -> str:
        """A new beginning: gives the token of an invitation, and what was chosen with the one before is over.

        An account elsewhere, where one was named, still stands in for the password; `remove` ends that.

        Raises:
            CallError: there is no such account.
        """
        with self._one(name) as (kept, user):
            kept.shut_out(user)
            return self._invite(kept, user)

    def remove(self, name: str) -> None:
        """The account is gone, and its sessions at once.

        Raises:
            CallError: there is no such account.
        """
        with self._one(name) as (kept, user):
            kept.remove_user(user)

    def require(self, name: str) -> None:
        """Check that there is such an account.

        Raises:
            CallError: there is none.
        """
        with self._one(name):
            pass

    def _invite(self, kept: KeptAccounts, user: User) -> str:
        token = new_token()
        kept.add_invitation(user, mark(token), int(self._now()) + INVITED_FOR)
        return token

    @contextmanager
    def _one(self, name: str) -> Iterator[tuple[KeptAccounts, User]]:
        with self._catalogue.change() as change:
            user = change.accounts.user(as_kept(name))
            if user is None:
                raise CallError(
                    _("There is no account with this name."), remedy=_("`schoolklimaat user list` shows all accounts.")
                )
            yield change.accounts, user

    def _may_come(self, user: User) -> bool:
        """Whether somebody can sign in: with a password, or from elsewhere where the role asks for no phone as well."""
        return user.password is not None or (user.from_elsewhere and not self._place.rights(user.role).with_code)

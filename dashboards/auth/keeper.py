"""What the dashboard needs of whoever keeps the accounts; it is handed over when the dashboard is made.

Every refusal is a `SchoolklimaatError` with a sentence for who asked; tokens and sessions are texts without a meaning.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from monitor.roles import Role, Viewer


class Invited(Protocol):
    """Who is invited; `secret` and `address` are for the phone of who signs in with a code, else empty.

    `school` is the code of the one in a network that the account is of.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - said above
    @property
    def role(self) -> Role: ...  # noqa: D102 - said above
    @property
    def secret(self) -> str: ...  # noqa: D102 - said above
    @property
    def address(self) -> str: ...  # noqa: D102 - said above
    @property
    def school(self) -> str: ...  # noqa: D102 - said above


class Accepted(Protocol):
    """The session that begins with an invitation, and the recovery codes to be shown once."""

    @property
    def session(self) -> str: ...  # noqa: D102 - said above
    @property
    def recovery_codes(self) -> tuple[str, ...]: ...  # noqa: D102 - said above


class Listed(Protocol):
    """A user in a list, in a network of which school; not `active`: cannot sign in before the invitation is used."""

    @property
    def name(self) -> str: ...  # noqa: D102 - said above
    @property
    def role(self) -> Role: ...  # noqa: D102 - said above
    @property
    def active(self) -> bool: ...  # noqa: D102 - said above
    @property
    def school(self) -> str: ...  # noqa: D102 - said above


class Opening(Protocol):
    """Who opened which page on which day, in a network of which school."""

    @property
    def day(self) -> dt.date: ...  # noqa: D102 - said above
    @property
    def name(self) -> str: ...  # noqa: D102 - said above
    @property
    def page(self) -> str: ...  # noqa: D102 - said above
    @property
    def school(self) -> str: ...  # noqa: D102 - said above


class Users(Protocol):
    """Adds and removes users; what they give is the token of an invitation."""

    def all(self) -> Sequence[Listed]:
        """Everybody with an account."""

    def add(self, name: str, role: Role, *, school: str = "") -> str:
        """Somebody new; in a network of this school."""

    def reset(self, name: str) -> str:
        """A new beginning for somebody who forgot the password, lost the phone or the invitation."""

    def remove(self, name: str) -> None:
        """Nobody of this name any more."""


class Keeper(Protocol):
    """Keeps the accounts."""

    @property
    def users(self) -> Users:
        """Who has an account."""

    @property
    def in_network(self) -> bool:
        """Whether these are the accounts of a network, each of one of its schools."""

    def schools(self) -> Mapping[str, str]:
        """The schools of the network that an account may be of: code to name."""

    def look_at(self, session: str, school: str) -> None:
        """Which school of the network is looked at in a session from here on; empty: the network as a whole."""

    def is_empty(self) -> bool:
        """Whether nobody has an account yet."""

    def viewer(self, session: str) -> Viewer | None:
        """Who is looking with this session; None: nobody who may."""

    def sign_in(self, name: str, password: str, address: str) -> tuple[str, bool]:
        """A new session, and whether a code is still owed in it."""

    def give_code(self, session: str, code: str, address: str) -> str:
        """A new session in exchange for one that owed a code."""

    def sign_in_by_mail(self, mail: str) -> tuple[str, bool]:
        """The same for who is vouched for elsewhere, if somebody invited this address."""

    def sign_out(self, session: str) -> None:
        """The session is over."""

    def change_password(self, session: str, old: str, new: str, address: str) -> str:
        """Another password, and a new session."""

    def invited(self, token: str) -> Invited | None:
        """For whom an invitation is; None: it does not hold."""

    def accept(self, token: str, password: str, code: str) -> Accepted:
        """Take an invitation up."""

    def opened(self, viewer: Viewer, page: str) -> None:
        """Write down that somebody opened a page."""

    def openings(self, *, school: str = "", most: int | None = None) -> Sequence[Opening]:
        """Who opened what, the newest day first; where asked, of one school of a network, and so many at most."""

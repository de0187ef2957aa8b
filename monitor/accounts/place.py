"""Where accounts are kept: in the workspace of one school, or in that of a network, where each is of one school.

An account of a network is good for as long as its school is one of the network's: that is asked at every request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from monitor.catalogue.accounts import User
from monitor.errors import AccessRefused, CallError
from monitor.roles import Rights, Role, Viewer, rights_in, role_name
from monitor.texts import _


class Schools(Protocol):
    """The schools of a network, by the codes that it gave them."""

    def has(self, code: str) -> bool:
        """Whether the network has this school now; quick, for every request asks it."""

    def named(self) -> Mapping[str, str]:
        """What each school is called, by its code; the code itself where there is no name yet."""


@dataclass(frozen=True)
class Place:
    """A school (`schools` is None) or a network."""

    schools: Schools | None = None

    @property
    def in_network(self) -> bool:
        """Whether accounts are of schools of a network."""
        return self.schools is not None

    def rights(self, role: Role) -> Rights:
        """What a role may here."""
        return rights_in(network=self.in_network)[role]

    def viewer(self, user: User, chosen: str) -> Viewer | None:
        """Who is looking; None: an account of no school that is there, or one without the code that its role asks for.

        `chosen` is the school that somebody wants to look at who may look at any; one that is gone is no choice.
        """
        rights = self.rights(user.role)
        if not self._is_there(user) or (rights.with_code and user.totp is None):
            return None
        school = user.school if not rights.every_school else chosen if self.has(chosen) else ""
        return Viewer(user.name, user.role, school, self.in_network)

    def _is_there(self, user: User) -> bool:
        """Whether an account is of what is there: of a school of the network, or of none where it should be of none."""
        if self.schools is None or self.rights(user.role).every_school:
            return not user.school
        return self.has(user.school)

    def has(self, school: str) -> bool:
        """Whether there is a school of this code; an empty one is none."""
        return self.schools is not None and bool(school) and self.schools.has(school)

    def require_there(self, user: User) -> None:
        """Check that an account is of something that is there.

        Raises:
            AccessRefused: its school is not in the network, or no longer.
        """
        if not self._is_there(user):
            raise AccessRefused(
                _("Your school is not in this network, or no longer."),
                remedy=_("Ask who keeps the accounts of the network."),
            )

    def require(self, role: Role, school: str) -> None:
        """Check that an account of this role may be of this school.

        Raises:
            CallError: the school is not one of the network, is missing, or makes no sense.
        """
        if self.schools is None:
            if school:
                raise CallError(_("These are the accounts of one school: leave out the code of a school."))
            return
        if self.rights(role).every_school:
            if school:
                raise CallError(
                    _("Who keeps the accounts of a network is of no school. Nothing was changed."),
                    remedy=_("Leave out the school, or take another role."),
                )
            return
        if not school:
            raise CallError(
                _("Say of which school: the role “{role}” sees one school of the network. Nothing was changed.").format(
                    role=role_name(role)
                ),
                remedy=_("Give the code that the school has in the network: --school school-001"),
            )
        self.require_school(school)

    def require_school(self, school: str) -> None:
        """Check that the network has this school.

        Raises:
            CallError: it has not.
        """
        if not self.has(school):
            raise CallError(
                _("The network has no school {school}. Nothing was changed.").format(school=school),
                remedy=_(
                    "It has the schools of a wave that is closed, and those that the settings name under "
                    "[network.regions]. `schoolklimaat results` lists the first."
                ),
            )

"""Who may see what: the four roles, in a school of its own and in a network of schools (privacy.md 5.4).

The facts are the same for everybody; a role sees fewer of them, never other ones. Nobody sees the answer of one person.
In a network an account is of one school, and sees that one; who keeps the network's accounts chooses a school.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from monitor.texts import _

Role = Literal["director", "werkgroep", "ouderraad", "beheerder"]
"""The head of the school; those who work on school climate; the parents' council; who keeps the accounts."""
Level = Literal["school", "stage", "class"]

ROLES: Final[tuple[Role, ...]] = get_args(Role)


@dataclass(frozen=True)
class Rights:
    """What a role may: see groups of these levels and released open answers, take files in, declare goals, keep users.

    Classes that were merged because they are small are of the level of a class. `every_school`: the account is of no
    school of the network, and may look at any. `with_code`: who may that much signs in with a code of a phone as well.
    """

    levels: frozenset[Level] = frozenset()
    comments: bool = False
    takes_in: bool = False
    declares: bool = False
    keeps_users: bool = False
    every_school: bool = False
    with_code: bool = False

    @property
    def numbers(self) -> bool:
        """Whether there is any number to see."""
        return bool(self.levels)


_EVERY_GROUP: Final[frozenset[Level]] = frozenset(("school", "stage", "class"))

_TO_STAGES: Final[frozenset[Level]] = frozenset(("school", "stage"))

RIGHTS: Final[Mapping[Role, Rights]] = {
    "director": Rights(_EVERY_GROUP, comments=True, takes_in=True, declares=True, with_code=True),
    "werkgroep": Rights(_EVERY_GROUP, comments=True, declares=True),
    "ouderraad": Rights(_TO_STAGES, comments=True),
    "beheerder": Rights(keeps_users=True),
}
"""In the workspace of a school; a code of the phone is for who can take in and destroy."""

RIGHTS_IN_NETWORK: Final[Mapping[Role, Rights]] = {
    "director": Rights(_EVERY_GROUP, with_code=True),
    "werkgroep": Rights(_EVERY_GROUP),
    "ouderraad": Rights(_TO_STAGES),
    "beheerder": Rights(_TO_STAGES, keeps_users=True, every_school=True, with_code=True),
}
"""In that of a network: nothing is taken in or declared there. Classes are for the people of the school itself."""


@dataclass(frozen=True)
class Viewer:
    """Who is looking: the name of an account, its role, and in a network its school.

    `school` is a code in the network: that of the account, or the one that was chosen by who may look at any; empty in
    the workspace of a school, and for who looks at the network as a whole.
    """

    name: str
    role: Role
    school: str = ""
    in_network: bool = False

    @property
    def rights(self) -> Rights:
        """What this viewer may."""
        return rights_in(network=self.in_network)[self.role]


def rights_in(*, network: bool) -> Mapping[Role, Rights]:
    """What each role may in the workspace of a network, or in that of a school."""
    return RIGHTS_IN_NETWORK if network else RIGHTS


def role_name(role: Role) -> str:
    """What a role is called on a screen."""
    names = {
        "director": _("head of the school"),
        "werkgroep": _("working group"),
        "ouderraad": _("parents' council"),
        "beheerder": _("keeper of the accounts"),
    }
    return names[role]

"""Who may see what: the four roles of a school (privacy.md 5.4).

The facts are the same for everybody; a role sees fewer of them, never other ones. Nobody sees the answer of one person.
"""

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

    Classes that were merged because they are small are of the level of a class.
    """

    levels: frozenset[Level] = frozenset()
    comments: bool = False
    takes_in: bool = False
    declares: bool = False
    keeps_users: bool = False

    @property
    def numbers(self) -> bool:
        """Whether there is any number to see."""
        return bool(self.levels)


_EVERY_GROUP: Final[frozenset[Level]] = frozenset(("school", "stage", "class"))

RIGHTS: Final[dict[Role, Rights]] = {
    "director": Rights(_EVERY_GROUP, comments=True, takes_in=True, declares=True),
    "werkgroep": Rights(_EVERY_GROUP, comments=True, declares=True),
    "ouderraad": Rights(frozenset(("school", "stage")), comments=True),
    "beheerder": Rights(keeps_users=True),
}

WITH_CODE: Final[frozenset[Role]] = frozenset(("director",))
"""The roles that sign in with a code of their phone as well: they can take in and destroy."""


@dataclass(frozen=True)
class Viewer:
    """Who is looking: the name of an account, and its role."""

    name: str
    role: Role

    @property
    def rights(self) -> Rights:
        """What this viewer may."""
        return RIGHTS[self.role]


def role_name(role: Role) -> str:
    """What a role is called on a screen."""
    names = {
        "director": _("head of the school"),
        "werkgroep": _("working group"),
        "ouderraad": _("parents' council"),
        "beheerder": _("keeper of the accounts"),
    }
    return names[role]

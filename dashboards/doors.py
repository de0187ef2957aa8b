"""Every door of the server and who may go through it: the one table that decides, and what is not in it is shut.

The path and the method of a request decide, never its body: what a browser sends in a body can say anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dashboards.address import DOSSIER, DOWNLOADS
from dashboards.health import HEALTH
from monitor.roles import RIGHTS, RIGHTS_IN_NETWORK, ROLES, Role

READ: Final = frozenset(("GET", "HEAD"))
SEND: Final = frozenset(("POST",))

EVERY_ROLE: Final[frozenset[Role]] = frozenset(ROLES)
READERS: Final[frozenset[Role]] = frozenset(role for role in ROLES if RIGHTS[role].numbers)
TAKES_IN: Final[frozenset[Role]] = frozenset(role for role in ROLES if RIGHTS[role].takes_in)
DECLARES: Final[frozenset[Role]] = frozenset(role for role in ROLES if RIGHTS[role].declares)
KEEPERS: Final[frozenset[Role]] = frozenset(role for role in ROLES if RIGHTS[role].keeps_users)
READERS_IN_NETWORK: Final[frozenset[Role]] = frozenset(role for role in ROLES if RIGHTS_IN_NETWORK[role].numbers)
CHOOSERS: Final[frozenset[Role]] = frozenset(role for role in ROLES if RIGHTS_IN_NETWORK[role].every_school)
"""Who sees numbers in a network, and who chooses a school there; accounts are kept by the same as in a school."""

SIGN_IN, CODE, INVITATION = "/aanmelden", "/aanmelden/code", "/uitnodiging"
ACCOUNT, SIGN_OUT, PASSWORD, USERS = "/account", "/account/afmelden", "/account/wachtwoord", "/gebruikers"
SCHOOLS: Final = "/scholen"
"""Where who keeps the network chooses a school: the choice is kept with the session, and no other address names one."""
WITH_PROVIDER, BACK = "/aanmelden/school", "/aanmelden/terug"
IMPORT: Final = "/importeren"
"""The pages of accounts, and the one page of the dashboard that is not for everybody who sees numbers."""
UPDATE: Final = "/_dash-update-component"
"""The one door of all callbacks."""


@dataclass(frozen=True)
class Door:
    """A path (with a slash at its end: all that lies below it), how it may be asked, and who may ask.

    `anybody` is also who has not signed in; `page` says that a person opens it with a browser, who is sent on to sign
    in where a program is refused. `forms`: a page outside Dash, to which nobody who
    signs in is sent on.
    """

    path: str
    who: frozenset[Role] = frozenset()
    methods: frozenset[str] = READ
    anybody: bool = False
    page: bool = False
    forms: bool = False

    def leads_to(self, path: str) -> bool:
        """Whether a request for this path goes through this door."""
        if self.path.endswith("/") and self.path != "/":
            return path.startswith(self.path)
        return path == self.path


def _always(readers: frozenset[Role]) -> tuple[Door, ...]:
    """What every page of the dashboard needs; programs of others alone lie below the first two."""
    return (
        Door("/assets/", anybody=True),
        Door("/_dash-component-suites/", EVERY_ROLE),
        Door("/_dash-layout", readers),
        Door("/_dash-dependencies", readers),
        Door(UPDATE, readers, SEND),
        Door(DOWNLOADS, readers),
        Door(DOSSIER, readers),
        Door(HEALTH, anybody=True),
    )


ALWAYS: Final[tuple[Door, ...]] = _always(READERS)
"""Those of the dashboard of a school."""

OF_ACCOUNTS: Final[tuple[Door, ...]] = (
    Door(SIGN_IN, methods=READ | SEND, anybody=True, page=True, forms=True),
    Door(CODE, methods=READ | SEND, anybody=True, page=True, forms=True),
    Door(INVITATION, methods=READ | SEND, anybody=True, page=True, forms=True),
    Door(ACCOUNT, EVERY_ROLE, page=True, forms=True),
    Door(SIGN_OUT, EVERY_ROLE, SEND),
    Door(PASSWORD, EVERY_ROLE, READ | SEND, page=True, forms=True),
    Door(USERS, KEEPERS, READ | SEND, page=True, forms=True),
)
"""What is there only where there are accounts."""

OF_PROVIDER: Final[tuple[Door, ...]] = (
    Door(WITH_PROVIDER, anybody=True, page=True, forms=True),
    Door(BACK, anybody=True, page=True, forms=True),
)
"""What is there only where people sign in with an account that they have elsewhere."""

OF_NETWORK: Final[tuple[Door, ...]] = (Door(SCHOOLS, CHOOSERS, READ | SEND, page=True, forms=True),)
"""What is there only where the accounts are those of a network."""

_NOT_FOR_ALL_READERS: Final[dict[str, frozenset[Role]]] = {IMPORT: TAKES_IN}


def who_may_open(page: str, *, network: bool = False) -> frozenset[Role]:
    """The roles that may open a page of the dashboard; what a reader sees on it is another matter (`seen_by`)."""
    return _NOT_FOR_ALL_READERS.get(page, READERS_IN_NETWORK if network else READERS)


def doors(
    pages: Iterable[str],
    *,
    accounts: bool,
    imports: Iterable[str] = (),
    goals: Iterable[str] = (),
    provider: bool = False,
    network: bool = False,
) -> tuple[Door, ...]:
    """All doors of a dashboard with these pages.

    `imports` are the addresses with which files are handed in, `goals` those with which goals are declared; `network`:
    the accounts are those of a network.
    """
    opened = tuple(Door(path, who_may_open(path, network=network), page=True) for path in pages)
    handed = tuple(Door(path, TAKES_IN, READ | SEND, page=True, forms=True) for path in imports)
    declared = tuple(Door(path, DECLARES, READ | SEND, page=True, forms=True) for path in goals)
    signing = (*OF_ACCOUNTS, *(OF_PROVIDER if provider else ())) if accounts else ()
    always, chosen = (_always(READERS_IN_NETWORK), OF_NETWORK) if network else (ALWAYS, ())
    return (*opened, *handed, *declared, *always, *signing, *chosen)


def door_to(path: str, rule: str, known: Iterable[Door]) -> Door | None:
    """The door that a path goes through; None: there is nothing.

    `rule` is the route that the server found for the path: below a folder only its own route counts, for a path that
    merely begins like it may be answered by another one.
    """
    found = next((door for door in known if door.leads_to(path)), None)
    below = found is not None and found.path.endswith("/") and found.path != "/"
    if found is None or (below and not rule.startswith(found.path)):
        return None
    return found

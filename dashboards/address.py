"""What the address of a page may say: choices out of menus, never data.

An address can be written by hand, and so can the values of a callback. Both end here: whatever is not in the menu
that the released numbers allow becomes the default, so that no address can show more than a menu does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

LONGEST_SEARCH = 2000
"""Characters of a query that are read at all."""


@dataclass(frozen=True)
class Choice:
    """One line of a menu: its value in the address, its words, and the heading under which it stands."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Menu:
    """What can be chosen on a page, and what is chosen; `name` is its key in the address.

    `rejected` says that the address asked for something that is not in the menu.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str
    rejected: bool = False
    wide: bool = False


def menu(
    name: str,
    label: str,
    choices: Iterable[Choice],
    asked: Mapping[str, str],
    *,
    default: str | None = None,
    wide: bool = False,
) -> Menu:
    """A menu with what the address asks for, if it is on offer, else with the default (the first choice)."""
    offered = tuple(choices)
    values = [choice.value for choice in offered]
    wanted = asked.get(name)
    fallback = default if default in values else next(iter(values), "")
    if wanted in values:
        return Menu(name, label, offered, str(wanted), wide=wide)
    return Menu(name, label, offered, str(fallback), rejected=wanted is not None, wide=wide)


def read(search: object) -> dict[str, str]:
    """The choices in a query such as `?wie=ouders`; anything else than such a text is no choice."""
    if not isinstance(search, str) or len(search) > LONGEST_SEARCH:
        return {}
    return dict(parse_qsl(search.removeprefix("?"), max_num_fields=None))


def write(menus: Sequence[Menu]) -> str:
    """The query that restores these choices."""
    chosen = [(each.name, each.chosen) for each in menus if each.chosen]
    return f"?{urlencode(chosen)}" if chosen else ""


def link(path: str, **choices: str) -> str:
    """The address of a page with these choices."""
    return f"{path}?{urlencode(choices)}" if choices else path


WORKING_YEAR = "/werkjaar"
"""The page of the meetings, actions and messages of a year."""
STARTING = "/startfoto"
"""The page of the starting picture."""
EVALUATION = "/evaluatie"
"""The page of the documents of a year."""
DOSSIER = "/dossier/"
"""Where those documents are."""
DOWNLOADS = "/grafiek/"
"""Where the files of charts are."""
CHART = "welke"
"""The name of a chart in the address of its file."""


def slug(path: str) -> str:
    """The name of a page in the address of a file: its path without slashes; that of the first page is a word."""
    return path.strip("/").replace("/", "-") or "overzicht"


def download_link(address: str, name: str, kind: str) -> str:
    """The address of a chart as a file; `address` is that of the page which shows it, with its choices."""
    parts = urlsplit(address)
    asked = urlencode([*parse_qsl(parts.query), (CHART, name)])
    return f"{DOWNLOADS}{slug(parts.path)}.{kind}?{asked}"


def dossier_link(year: str, name: str) -> str:
    """The address of a document of a school year."""
    return f"{DOSSIER}{year}/{name}"

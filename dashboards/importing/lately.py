"""Lately: what was done a moment ago, as the address says it, and the file that lies here still."""

from typing import Final

from markupsafe import Markup

from dashboards.desk import Desk
from dashboards.importing.outcome import Said
from dashboards.importing.steps.here import address
from dashboards.importing.visits import Visit
from dashboards.importing.words import survey_and_year
from dashboards.markup import tag
from dashboards.sheet_parts import notice
from monitor.texts import _, n_

MENDED: Final = "hersteld"
TAKEN_BACK: Final = "teruggedraaid"
DESTROYED: Final = "vernietigd"
"""What an address may say beside the step."""
_MOST_DIGITS: Final = 9


def taken_back(said: Said) -> Markup | None:
    """That an import was taken back, where the address says so."""
    number = _number(said.get(TAKEN_BACK, ""))
    return notice(_("Import {number} was taken back.").format(number=number)) if number else None


def destroyed(said: Said, desk: Desk) -> Markup | None:
    """That the answers of a wave were destroyed, where the address says so and it is true."""
    name = said.get(DESTROYED, "")
    gone = [one for one in desk.waves() if one.name == name and not one.has_answers] if name else []
    if not gone:
        return None
    wave = gone[0]
    title = _("The answers of {name} are destroyed. The numbers stay.")
    backups = _("Have backups of the folder of the school from before today destroyed as well.")
    return notice(title.format(name=survey_and_year(wave.name, wave.year, wave.title)), backups)


def mended(said: Said) -> Markup | None:
    """That answers were mended, where the address says so; it is read aloud."""
    number = _number(said.get(MENDED, ""))
    if not number:
        return None
    words = n_("{n} answer was mended.", "{n} answers were mended.", number).format(n=number)
    return tag("div", tag("p", words, class_="notice-title"), class_="notice", role="status")


def lies_here(visit: Visit | None) -> Markup | None:
    """The file that somebody was busy with, and the ways to go on with it."""
    if visit is None:
        return None
    words = _("You were busy with “{file}”, school year {year}. The file is here still.")
    on = tag("a", _("Go on with this file"), href=address("kolommen", id=visit.id))
    other = tag("a", _("Choose another survey or year for it"), href=address("bestand", id=visit.id))
    title = words.format(file=visit.asked.name, year=visit.asked.year)
    return tag(
        "div",
        tag("p", title, class_="notice-title"),
        tag("p", (on, " · ") if visit.looked else None, other),
        class_="notice",
        role="note",
    )


def _number(given: str) -> int:
    """A number in an address; nought where there is none."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= _MOST_DIGITS else 0

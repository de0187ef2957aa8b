"""Identifiers: columns that could tell who somebody is, known by their heading and by what is in them.

They are dropped at the door and reported by column, never by value. Both looks are needed: a school renames
"E-mail" to "Contact", and a tool puts names under "Antwoord 3". The law counts a combination as personal data
too (recital 26 GDPR), so a doubtful column counts as an identifier: nothing is lost, as no item is read from
it.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from monitor.definition.called import called
from monitor.definition.model import Survey
from monitor.intake.answers import Link, found
from monitor.intake.export import Cell, Export, Finding, Purpose, Role
from monitor.intake.normalise import cell_text, fold, key, number
from monitor.intake.words import KNOWN_ANSWERS, TICKED, UNTICKED
from monitor.texts import _


class Kind(StrEnum):
    """What a column gives away."""

    EMAIL = "email"
    NAME = "name"
    PHONE = "phone"
    IP = "ip"
    TOKEN = "token"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    NUMBER = "number"
    DEVICE = "device"
    TIME = "time"
    WITHDRAWAL = "withdrawal"
    """A code with which the respondent may take the answers back."""


_PURPOSES: dict[Purpose, Kind] = {
    "email": Kind.EMAIL, "name": Kind.NAME, "phone": Kind.PHONE, "ip": Kind.IP, "token": Kind.TOKEN,
    "user_agent": Kind.DEVICE, "referrer": Kind.DEVICE, "withdrawal_code": Kind.WITHDRAWAL,
}  # fmt: skip

_LONGEST_HEADING = 7
"""Words: "Wat is de naam van de vertrouwenspersoon op school?" asks for no name of the respondent."""

_HEADINGS: tuple[tuple[Kind, str], ...] = (
    (Kind.EMAIL, "e-?mail(adres|address|adresse)?|mailadres|courriel|adresse e-?mail"),
    (Kind.EMAIL, "gebruikersnaam|username|benutzername|nom d'utilisateur"),
    (Kind.IP, "ip|ip-?adres|ip-?address|ip-?adresse|ipaddr|ipaddress|adresse ip"),
    (Kind.PHONE, r"telefoon\w*|tel|gsm(-?nummer)?|mobiel(nummer)?|(phone|mobile)( number)?"),
    (Kind.PHONE, r"t[eé]l[eé]phone|telefon\w*|handynummer"),
    (Kind.BIRTH_DATE, r"geboorte\w*|geb\.? ?datum|birth\w*|dob|date de naissance|geburts\w*"),
    (
        Kind.NUMBER,
        "(leerling|stam|rijksregister|burgerservice|student|register|matrikel|schüler)-?(en)?(nummer|id)",
    ),
    (
        Kind.NUMBER,
        "bsn|insz|(student|pupil|national|response|respons|respondent) ?(id|number)|numéro d'élève",
    ),
    (Kind.NAME, "(voor|achter|familie|roep|kinds)?naam(kind|leerling)?|namen|name|surname|nom|pr[eé]nom"),
    (Kind.NAME, "(first|last|full|sur|given|family) ?names?|nachname|vorname|familienname"),
    (Kind.ADDRESS, r"adres|straat\w*|huisnummer|postcode|woonplaats|gemeente|address|street|zip( ?code)?"),
    (
        Kind.ADDRESS,
        "postal ?code|rue|code postal|adresse|stra(ss|ß)e|plz|postleitzahl|wohnort|latitude|longitude",
    ),
    (Kind.TOKEN, "token|toegangscode|uitnodigingscode|access code|invitation code|code d'acc[eè]s"),
    (Kind.TOKEN, "zugangscode|zugangsschlüssel"),
    (Kind.DEVICE, "user ?agent|browser|device ?id|referrer( url)?|verwijzer-?url"),
)
_HEADING_PATTERNS = tuple((kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for kind, words in _HEADINGS)
_WITHDRAWAL = re.compile(
    r"(?<!\w)(?:(?:intrek|intrekkings?|terugtrek|terugtrekkings?|withdrawal|widerrufs?|r[üu]ckzugs?)[ -]?code"
    r"|code d[eu] retrait"
    r"|code\b.{0,60}\b(?:in te trekken|intrekken|terug te trekken|withdraw|retirer|widerrufen|zur[üu]ck(?:zu)?ziehen)"
    r"|(?:intrekken|withdraw|retirer|widerrufen|zur[üu]ckziehen)\b.{0,60}\bcode)(?!\w)"
)
"""However long the heading: it may explain how to choose one."""
_OTHERS_NAME = re.compile(
    r"(?<!\w)(?:school|schul|bedrijf|organisati\w*|company|degree|opleiding|programm?\w*"
    r"|project|tool|van de|of the)"
)

_EMAIL = re.compile(r"\S+@\S+\.[a-z]{2,}", re.IGNORECASE)
_URL = re.compile(r"(?:[\[{].*?)?https?://\S+", re.IGNORECASE | re.DOTALL)
"""A link, also in the JSON of an uploaded file; an answer that has one between its words is an answer."""
_PHONE = re.compile(r"(?:\+|00)(?:32|31|33|49)[\d ./()-]{8,16}|0[\d ./()-]{8,14}")
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}", re.IGNORECASE)
_NAME_WORD = r"[^\W\d_][\w'.-]*"
_PARTICLE = "(?:van|von|de|den|der|des|du|di|da|del|el|al|la|le|ten|ter|te|vande|vander|bin|ben|d')"
_NAME = re.compile(rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD}){{0,3}}")
_MIDNIGHT = re.compile(r".*[T ,]0{1,2}:00(?::00(?:[.,]0+)?)?")
_CLOCK = re.compile(r"\d[\d/.\-]{5,9}[T ,]+\d{1,2}:\d{2}.{0,30}")
_HASH = re.compile(r"[0-9a-f]{8,}(?:-[0-9a-f]{4,}){0,4}|[A-Za-z0-9_-]{12,40}")
_MOST, _MANY, _FEWEST = 0.8, 0.5, 3
_SHORT_TEXT = 25
_CHANNELS = (Kind.EMAIL, Kind.PHONE, Kind.IP, Kind.DEVICE, Kind.ADDRESS)
_FEW_LABELS, _RETURNING = 11, 0.34
"""Answers to a row of a grid: at most so many labels, each given three times on average."""


def _is_phone(cell: Cell) -> bool:
    text = cell_text(cell)
    return bool(_PHONE.fullmatch(text)) and 9 <= sum(sign.isdigit() for sign in text) <= 13


def _is_time(cell: Cell) -> bool:
    if isinstance(cell, dt.datetime):
        return (cell.hour, cell.minute, cell.second) != (0, 0, 0)
    return isinstance(cell, str) and bool(_CLOCK.fullmatch(cell.strip())) and not _MIDNIGHT.fullmatch(cell.strip())


def _is_name(cell: Cell) -> bool:
    text = cell_text(cell).replace("\u2019", "'")
    if not isinstance(cell, str) or len(text) > 40 or not _NAME.fullmatch(text):
        return False
    return all(word[0].isupper() or re.fullmatch(_PARTICLE, word) for word in text.split())


def _is_token(cell: Cell) -> bool:
    text = cell_text(cell)
    return bool(_HASH.fullmatch(text)) and any(sign.isdigit() for sign in text) and any(s.isalpha() for s in text)


_LOOKS: tuple[tuple[Kind, Callable[[Cell], bool], float, float], ...] = (
    (Kind.EMAIL, lambda cell: bool(_EMAIL.fullmatch(cell_text(cell))), _MANY, 0.0),
    (Kind.DEVICE, lambda cell: bool(_URL.match(cell_text(cell))), _MOST, 0.0),
    (Kind.IP, lambda cell: bool(_IP.fullmatch(cell_text(cell))), _MOST, 0.0),
    (Kind.PHONE, _is_phone, _MANY, _MANY),
    (Kind.TIME, _is_time, _MOST, _MANY),
    (Kind.TOKEN, _is_token, _MOST, _MOST),
    (Kind.NAME, _is_name, _MOST, _MOST),
)
"""Kind, look, share of the filled cells that must look so, share of them that must differ."""

_SURE = (Kind.EMAIL, Kind.IP, Kind.PHONE)
"""What no answer of a questionnaire looks like: strong enough to overrule a heading that names an item."""


def kind_by_heading(heading: str) -> Kind | None:
    """What a column gives away by its name, if its name is short enough to be one."""
    folded = fold(heading)
    if _WITHDRAWAL.search(folded):
        return Kind.WITHDRAWAL
    if len(folded.split()) > _LONGEST_HEADING:
        return None
    for kind, pattern in _HEADING_PATTERNS:
        if pattern.search(folded):
            return None if kind is Kind.NAME and _OTHERS_NAME.search(folded) else kind
    return None


def kind_by_content(counts: Iterable[tuple[Cell, int]]) -> Kind | None:
    """What a column gives away by its different cells and how often each is there: e-mail addresses, names, ...

    At least three filled cells are needed (one for an e-mail or IP address); names also must nearly all
    differ.
    """
    times = [(cell, n) for cell, n in counts if cell_text(cell)]
    filled = sum(n for _cell, n in times)
    if not filled:
        return None
    differing = len({fold(cell_text(cell)) for cell, _n in times}) / filled
    for kind, looks, share, distinct in _LOOKS:
        enough = filled >= (_FEWEST if distinct else 1)
        if enough and differing >= distinct and _look_so(times, looks, filled, share * filled):
            return kind
    return Kind.NUMBER if len(times) == filled and _running_numbers([cell for cell, _n in times]) else None


def _look_so(times: Sequence[tuple[Cell, int]], looks: Callable[[Cell], bool], left: int, least: float) -> bool:
    """Whether at least so many of the filled cells look so; it stops where too few are `left`."""
    for cell, n in times:
        if not looks(cell):
            left -= n
            if left < least:
                return False
    return True


def _running_numbers(filled: Sequence[Cell]) -> bool:
    """Whole numbers, rising row by row or long: numbers of responses or of people."""
    numbers = [number(cell) for cell in filled]
    if len(filled) < 5 or any(value is None or not value.is_integer() for value in numbers):
        return False
    values = [value for value in numbers if value is not None]
    rising = all(a < b for a, b in pairwise(values))
    return rising or (len(set(values)) == len(values) and min(values) >= 100_000)


def kind_of(export: Export, link: Link) -> Kind | None:
    """What a column gives away: by what the tool says, by its heading, by its cells."""
    purpose = link.column.purpose
    if purpose in _PURPOSES:
        return _PURPOSES[purpose]
    if link.role == "metadata":
        return None
    counts = _counts_of(export, link.column.index)
    named = kind_by_heading(link.column.heading)
    if named is not None and not _are_answers(export, link, counts, named):
        return named
    return kind_by_content(counts)


def _are_answers(export: Export, link: Link, counts: Sequence[tuple[Cell, int]], named: Kind) -> bool:
    """Whether a column called "E-mail" or "Telefoon" holds answers: ticks, or steps of a scale that return.

    "Welke kanalen gebruikt u? [E-mail]" asks whether, not which; "Contactgegevens [E-mail]" asks which.
    """
    absent = frozenset(map(key, export.not_shown))
    filled: Counter[str] = Counter()
    for cell, n in counts:
        if (text := key(cell_text(cell))) and text not in absent:
            filled[text] += n
    given = filled.keys()
    usual = KNOWN_ANSWERS | TICKED | UNTICKED
    if link.column.part is None:
        return bool(given) and named in (*_CHANNELS, Kind.WITHDRAWAL) and given <= usual
    if given <= usual | {key(link.column.part)}:
        return True
    return len(given) <= _FEW_LABELS and len(given) <= _RETURNING * filled.total()


def _counts_of(export: Export, index: int) -> list[tuple[Cell, int]]:
    """The different filled cells of a column; what the tool writes for "not shown" tells nothing of a person."""
    absent = export.not_shown
    return [
        (cell, n)
        for cell, n in export.encoded(index).counts
        if cell is not None and not (isinstance(cell, str) and cell in absent)
    ]


def unmask_items(export: Export, survey: Survey, links: Sequence[Link]) -> tuple[tuple[Link, ...], tuple[Finding, ...]]:
    """Columns linked to an item but full of e-mail addresses, telephone numbers or IP addresses go."""
    kept, findings = [], []
    for link in links:
        if link.item is not None and kind_by_content(_counts_of(export, link.column.index)) in _SURE:
            message = _(
                "The column stands for item {item} but holds e-mail addresses, telephone numbers or "
                "internet addresses. "
                "It was dropped."
            ).format(item=called(survey, link.item))
            findings.append(found(export, "warning", "W-PERSONAL-ITEM", message, link.column))
            link = Link(link.column, "identifier")
        kept.append(link)
    return tuple(kept), tuple(findings)


def unlinked_roles(export: Export, links: Sequence[Link]) -> tuple[tuple[Link, ...], tuple[Finding, ...]]:
    """A role for every column without an item, and a finding for each that was dropped."""
    placed = tuple(link if link.item else replace(link, role=_role(export, link)) for link in links)
    return placed, tuple(finding for link in placed if (finding := _dropped(export, link)) is not None)


def _role(export: Export, link: Link) -> Role:
    if link.role == "identifier" or kind_of(export, link) is not None:
        return "identifier"
    if link.role in ("metadata", "free_text"):
        return link.role
    texts: Counter[str] = Counter()
    for cell, n in _counts_of(export, link.column.index):
        if (text := fold(cell_text(cell))) and number(text) is None:
            texts[text] += n
    if not texts:
        return "ignored"
    long = sum(len(text) * n for text, n in texts.items()) / texts.total() > _SHORT_TEXT
    return "free_text" if long or len(texts) / texts.total() > _MANY else "ignored"


def _dropped(export: Export, link: Link) -> Finding | None:
    if link.column.told:
        return None
    if link.role == "identifier":
        message = _("The column can tell who somebody is. It was dropped and nothing of it is kept.")
        return found(export, "info", "I-IDENTIFIER", message, link.column)
    if link.role == "free_text":
        message = _("The column holds free text. It was dropped and nothing of it is kept.")
        return found(export, "info", "I-FREE-TEXT", message, link.column)
    if link.role == "ignored":
        message = _("The column belongs to no item of the survey. It was left out.")
        return found(export, "info", "I-NO-ITEM", message, link.column)
    return None

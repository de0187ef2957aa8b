"""LimeSurvey: csv with full headings, csv with codes, and the workbook with code and text, all in Dutch.

A question that was not shown (or not reached) is `N/A` in full answers and empty in coded ones.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from making.chance import Chance
from making.people import Form, Reply
from making.table import Cell, Returned, Table, as_csv
from making.workbook import limesurvey_workbook
from monitor.definition.model import Item, ItemType

CODES = ("id", "submitdate", "lastpage", "startlanguage", "startdate", "datestamp", "ipaddr", "refurl")

DUTCH = (
    "Respons ID", "Datum verstuurd", "Laatste pagina", "Begin taal", "Startdatum", "Datum laatste actie",
    "IP-adres", "Verwijzer-URL",
)  # fmt: skip

OTHER = "Anders"
"""How LimeSurvey calls the text field of "other" in a full heading."""


@dataclass(frozen=True)
class Mode:
    """How headings and answers are written: as codes, in full, or (headings) as both."""

    headings: str
    codes: bool = False


def full_csv(returned: Returned) -> bytes:
    """Full question texts and full answers, separated by commas."""
    return _csv(table(returned, Mode("full")), ",")


def code_csv(returned: Returned) -> bytes:
    """Question codes and answer codes, separated by semicolons."""
    return _csv(table(returned, Mode("code", codes=True)), ";")


def workbook(returned: Returned) -> bytes:
    """A workbook with "code. text" headings and full answers."""
    return limesurvey_workbook(
        table(returned, Mode("both")), title=returned.asked.survey.say(returned.asked.survey.title)
    )


def table(returned: Returned, mode: Mode) -> Table:
    """The cells of the file."""
    about = {
        "code": CODES,
        "full": DUTCH,
        "both": tuple(f"{c}. {d}" for c, d in zip(CODES, DUTCH, strict=True)),
    }
    headings = [
        *about[mode.headings],
        *(head for item in returned.items for head in _headings(returned, item, mode)),
    ]
    rows = [
        (*_about(returned, form, number), *_answers(returned, form, mode))
        for number, form in enumerate(returned.forms, start=3)
    ]
    return Table(tuple(headings), tuple(rows))


def timestamp(moment: dt.datetime) -> str:
    """A time as LimeSurvey writes it, in a workbook too."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def referrer(returned: Returned, form: Form) -> str:
    """The page from which the questionnaire was opened: it may carry somebody's number."""
    number = Chance(returned.wave.name, form.person, form.finished).below(90000, "referrer") + 10000
    return f"https://intranet.dewilgentak.example.org/nieuws?gebruiker={number}"


def _csv(whole: Table, separator: str) -> bytes:
    """UTF-8 with a BOM, everything quoted, CRLF between records, and one blank line at the end."""
    rows = [whole.headings, *(["" if cell is None else str(cell) for cell in row] for row in whole.rows)]
    text = as_csv(rows, separator=separator, newline="\r\n", all_quoted=True)
    return f"\ufeff{text}\r\n".encode()


def _about(returned: Returned, form: Form, number: int) -> Iterator[Cell]:
    pages = len(returned.asked.survey.sections)
    yield number
    yield timestamp(form.finished) if form.reached is None else None
    yield pages if form.reached is None else form.reached
    yield "nl"
    yield timestamp(form.started)
    yield timestamp(form.finished)
    yield form.ip
    yield referrer(returned, form)


def _headings(returned: Returned, item: Item, mode: Mode) -> Iterator[str]:
    text = returned.asked.heading(item.id)
    for code, part in _parts(returned, item):
        subcode, subtext = (f"[{code}]", f" [{part}]") if code else ("", "")
        texts = {
            "code": item.id + subcode,
            "full": text + subtext,
            "both": f"{item.id}{subcode}. {text}{subtext}",
        }
        yield texts[mode.headings]


def _parts(returned: Returned, item: Item) -> Iterator[tuple[str, str]]:
    """The columns of an item: one, or for multiple choice one per option, "other" as `[other]`."""
    if item.type is not ItemType.MULTIPLE:
        yield "", ""
        return
    for option in item.options:
        yield ("other", OTHER) if option.other else (option.code, returned.label(item, option.code))


def _answers(returned: Returned, form: Form, mode: Mode) -> Iterator[Cell]:
    for item in returned.items:
        reply = form.replies[item.id]
        if item.type is ItemType.MULTIPLE:
            yield from (_tick(item, code, reply, mode) for code in item.codes())
        elif not reply.shown:
            yield None if mode.codes else "N/A"
        elif mode.codes and reply.codes:
            yield reply.codes[0]
        else:
            yield returned.plain(item, reply, ", ")


def _tick(item: Item, code: str, reply: Reply, mode: Mode) -> Cell:
    if not reply.shown:
        return None if mode.codes else "N/A"
    ticked = code in reply.codes
    if item.option(code).other:
        return reply.text if ticked else None
    if mode.codes:
        return "Y" if ticked else None
    return "Ja" if ticked else "Nee"

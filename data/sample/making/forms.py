"""Microsoft Forms: the native Dutch workbook, and what a Dutch Excel makes of it when saved as csv."""

import datetime as dt
from collections.abc import Iterator

from making.chance import Chance
from making.people import Form, Reply
from making.table import Cell, Returned, Table, as_csv
from making.workbook import native_forms_workbook
from monitor.definition.model import Item, ItemType

METADATA = ("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging")

NBSP = "\u00a0"

LONGEST_HEADING = 200
"""Forms cuts longer titles and ends them with three dots."""


def workbook(returned: Returned) -> bytes:
    """The workbook as Forms itself writes it."""
    return native_forms_workbook(table(returned), owner="zorgteam@dewilgentak.example.org")


def dutch_csv(returned: Returned) -> bytes:
    """The workbook saved as csv by a Dutch Excel: semicolons, cp1252, month-day-year with dashes."""
    whole = table(returned)
    rows = [whole.headings, *([_saved(cell) for cell in row] for row in whole.rows)]
    return as_csv(rows, separator=";", newline="\r\n").encode("cp1252")


def saved_time(moment: dt.datetime) -> str:
    """A time as Excel saves Forms' number format `m/d/yy h:mm:ss` in a Dutch csv."""
    return f"{moment:%m-%d-%y} {moment.hour}:{moment:%M:%S}"


def ids(returned: Returned) -> list[int]:
    """Response numbers: they begin above 1 and have gaps, where forms were deleted."""
    luck = Chance(returned.wave.name, "ids")
    numbers, last = [], 2
    for place in range(len(returned.forms)):
        last += 2 if luck.uniform(place) < 0.02 else 1
        numbers.append(last)
    return numbers


def table(returned: Returned) -> Table:
    """The cells of the one sheet."""
    asked = returned.questions
    own = (asked["group_question"], asked["number_question"], *_headings(returned), asked["phone_question"])
    numbers = ids(returned)
    rows = tuple(
        (number, *_about(form), *_own(returned, form), *_cells(returned, form), phone(returned, form))
        for number, form in zip(numbers, returned.forms, strict=True)
    )
    return Table((*METADATA, *own), rows)


def phone(returned: Returned, form: Form) -> str | None:
    """The number of a parent who wants to be called."""
    leaves = Chance(returned.wave.name, form.person).uniform("phone") < 0.12
    return form.phone or None if leaves else None


def _about(form: Form) -> tuple[Cell, ...]:
    return form.started, form.finished, form.email or "anonymous", form.name or None, None


def _own(returned: Returned, form: Form) -> tuple[Cell, ...]:
    """The class, and a number that was typed in a text question: Forms writes it as text."""
    luck = Chance(returned.wave.name, form.person, "own")
    if form.dropped == "rejected":
        return None, None
    trailing = " " if luck.uniform("blank") < 0.05 else ""
    return f"{form.group}{trailing}", str(1 + luck.below(3, "children"))


def _headings(returned: Returned) -> Iterator[str]:
    """Item headings, with the blanks that people paste into titles."""
    for place, item in enumerate(returned.items):
        heading = returned.asked.heading(item.id)
        if len(heading) > LONGEST_HEADING:
            heading = heading[: LONGEST_HEADING - 3].rstrip() + "..."
        elif place % 4 == 1:
            heading = NBSP.join(heading.rsplit(" ", 1))
        elif place % 5 == 2:
            heading += " "
        yield heading


def _cells(returned: Returned, form: Form) -> Iterator[Cell]:
    for place, item in enumerate(returned.items):
        reply = form.replies[item.id]
        if item.type is ItemType.MULTIPLE:
            yield _list(returned, form, item, reply)
        else:
            cell = returned.plain(item, reply, ";")
            yield _blanks(cell, place) if cell and item.options and not reply.typo else cell


def _blanks(label: str, place: int) -> str:
    """The label with the blanks that its option has in this form."""
    if place % 6 == 2:
        return label + " "
    return label.replace(" ", NBSP, 1) if place % 7 == 3 else label


def _list(returned: Returned, form: Form, item: Item, reply: Reply) -> str | None:
    """Choices in the order in which they were ticked, each followed by a semicolon, some by a blank first."""
    chosen = returned.chosen(item, reply)
    order = Chance(returned.wave.name, form.person, item.id).shuffled(chosen)
    blank = returned.label(item, item.options[1].code)
    return "".join(f"{label} ;" if label == blank else f"{label};" for label in order) or None


def _saved(cell: Cell) -> str:
    if isinstance(cell, dt.datetime):
        return saved_time(cell)
    return "" if cell is None else str(cell)

"""Exports and surveys as text, so that a test shows its data."""

import re

from monitor.definition.model import Condition, Item, ItemType, Option, Survey
from monitor.intake.anonymise import anonymise
from monitor.intake.export import Cell, Column, Dialect, Export, Purpose, Tool
from monitor.intake.mapping import map_export
from monitor.intake.report import import_report
from monitor.intake.validate import validate

PURPOSES: dict[str, Purpose] = {
    "ID": "response_id",
    "Begintijd": "start",
    "Tijdstempel": "submitted",
    "E-mail": "email",
    "Naam": "name",
    "Token": "token",
}
PERSONAL = ("email", "name", "token")


def column(index: int, heading: str, code: str | None = None) -> Column:
    match = re.fullmatch(r"(.*?)\s*(?:\[([^\[\]]*)\])?", heading)
    assert match is not None
    purpose = PURPOSES.get(heading)
    role = "item" if purpose is None else "identifier" if purpose in PERSONAL else "metadata"
    return Column(index, heading, match[1], match[2], code, role, purpose)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def export(
    table: str,
    tool: Tool = "generic",
    codes: tuple[str | None, ...] = (),
    joiners: tuple[str, ...] = (),
    not_shown: tuple[str, ...] = (),
    ticked: tuple[str, ...] = (),
    unticked: tuple[str, ...] = (),
    unfinished: tuple[int, ...] = (),
    previews: tuple[int, ...] = (),
) -> Export:
    """A table with headings in its first line; `unfinished` and `previews` are rows of the file (headings: row 1)."""
    heading, *lines = [line for line in table.strip().splitlines() if line.strip()]
    rows: list[tuple[Cell, ...]] = [tuple(cell or None for cell in cells(line)) for line in lines]
    numbers = tuple(range(2, len(rows) + 2))
    given = (*codes, *(None for _ in cells(heading)))
    return Export(
        file="proef.csv",
        tool=tool,
        dialect=Dialect(encoding="utf-8", separator=";"),
        columns=tuple(column(i, text, given[i]) for i, text in enumerate(cells(heading))),
        rows=tuple(rows),
        row_numbers=numbers,
        completed=tuple(number not in unfinished for number in numbers),
        preview=tuple(number in previews for number in numbers),
        joiners=joiners,
        not_shown=frozenset(not_shown),
        ticked=frozenset(ticked),
        unticked=frozenset(unticked),
    )


def options(*labels: str, **flags: str) -> tuple[Option, ...]:
    """`options("ja=Ja", "nee=Nee:2", dont_know="wn")`: code, label and perhaps a value; flags name a code."""
    made = []
    for text in labels:
        code, label, value = re.fullmatch(r"(\w+)=(.*?)(?::(\d+))?", text).groups()
        marked = {flag: True for flag, marked_code in flags.items() if marked_code == code}
        made.append(Option(code=code, label={"nl": label}, value=int(value) if value else None, **marked))
    return tuple(made)


AGREE = options("oneens=Mee oneens:1", "neutraal=Tussenin:2", "eens=Mee eens:3", "wn=Weet ik niet", dont_know="wn")
PLACES = options(
    "plein=Op het plein",
    "gang=In de gang, of op de trap",
    "anders=Anders",
    "geen=Nergens",
    other="anders",
    exclusive="geen",
)
CONTACT = options("ja=Ja", "nee=Nee")

SURVEY = Survey(
    id="proef",
    audience="ouders",
    version="1",
    title={"nl": "Proef"},
    terms={"plek": {"nl-BE": "speelplaats", "nl-NL": "schoolplein"}},
    items=(
        Item(
            id="veilig", type=ItemType.LIKERT, text={"nl": "Mijn kind voelt zich veilig op de {{plek}}."}, options=AGREE
        ),
        Item(id="waar", type=ItemType.MULTIPLE, text={"nl": "Waar is het niet veilig?"}, options=PLACES),
        Item(id="contact", type=ItemType.SINGLE, text={"nl": "Had je contact met de school?"}, options=CONTACT),
        Item(
            id="gevolg",
            type=ItemType.SINGLE,
            text={"nl": "Wat was het gevolg van dat contact?"},
            options=options("gestopt=Het is gestopt", "bezig=Het duurt nog"),
            routing=(Condition(item="contact", options=("ja",)),),
        ),
        Item(
            id="eerst",
            type=ItemType.RANKING,
            text={"nl": "Wat is het belangrijkst?"},
            options=options("rust=Rust", "regels=Regels", "hulp=Hulp"),
        ),
        Item(id="kinderen", type=ItemType.NUMBER, text={"nl": "Hoeveel kinderen heb je hier?"}),
        Item(id="beter", type=ItemType.OPEN, text={"nl": "Wat kan beter?"}),
    ),
)


def dry_run(given: Export, survey: Survey = SURVEY, **more: object) -> dict[str, object]:
    checked = validate(map_export(given, survey, **more))
    return import_report(checked, anonymise(checked), dry_run=True)


def counted(given: Export, item: str, survey: Survey = SURVEY, **more: object) -> str:
    """`oneens 1, eens 2; leeg 1, niet getoond 0, onbekend 0` of one item."""
    items: list[dict[str, object]] = dry_run(given, survey, **more)["items"]
    entry = next(one for one in items if one["item"] == item)
    counts = ", ".join(f"{code} {n}" for code, n in entry["counts"].items() if n)
    rest = (entry["empty"], entry["not_shown"], entry["unrecognised"])
    return f"{counts}; {rest[0]} empty, {rest[1]} not shown, {rest[2]} unrecognised"


def finding_codes(given: Export, survey: Survey = SURVEY, **more: object) -> list[str]:
    return [finding["code"] for finding in dry_run(given, survey, **more)["findings"]]

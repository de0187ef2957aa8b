"""Releases written as text tables: a small survey, and the published counts as they stand in the test."""

import datetime as dt
from collections.abc import Iterator

from monitor.definition.model import Item, ItemType, Option, Survey
from monitor.disclosure.release import AuditResult, Fact, Manifest, Node, Policy, Release

SCALE = tuple(
    Option(code=code, value=value, label={"nl": label}, dont_know=code == "wn")
    for code, value, label in (
        ("--", 1, "Zeer ontevreden"),
        ("-", 2, "Ontevreden"),
        ("0", 3, "Neutraal"),
        ("+", 4, "Tevreden"),
        ("++", 5, "Zeer tevreden"),
        ("wn", None, "Weet ik niet"),
    )
)
OFTEN = tuple(
    Option(code=code, value=value, label={"nl": label}, dont_know=code == "wn", prefer_not=code == "liever")
    for code, value, label in (
        ("niet", 0, "Niet"),
        ("soms", 1, "1 of 2 keer"),
        ("vaak", 2, "Vaker"),
        ("wn", None, "Weet ik niet"),
        ("liever", None, "Dat zeg ik liever niet"),
    )
)
TICKS = tuple(Option(code=code, label={"nl": code.title()}) for code in ("brief", "site", "avond"))

TEVREDEN = Item(
    id="tevreden", type=ItemType.LIKERT, text={"nl": "Hoe tevreden bent u?"}, options=SCALE, favourable=("+", "++")
)
GEPEST = Item(
    id="gepest", type=ItemType.SINGLE, text={"nl": "Is uw kind gepest?"}, options=OFTEN,
    cutoffs={"ooit": "soms", "regelmatig": "vaak"}, sensitive=2,
)  # fmt: skip
KANALEN = Item(id="kanalen", type=ItemType.MULTIPLE, text={"nl": "Langs welke weg?"}, options=TICKS)
OPEN = Item(id="open", type=ItemType.OPEN, text={"nl": "Wat nog?"})


def like(item: Item, **change: object) -> Item:
    """An item with something changed; made anew, for a copy would keep what was already worked out of it."""
    return Item(**({name: getattr(item, name) for name in Item.model_fields} | change))  # type: ignore[arg-type]  # fields and values go together by name


def survey(*items: Item) -> Survey:
    """A small survey of parents."""
    return Survey(
        id="ouders", audience="ouders", version="1", title={"nl": "Vragen aan ouders"},
        items=items or (TEVREDEN, GEPEST, KANALEN, OPEN),
    )  # fmt: skip


def release(
    table: str, *, year: str = "2024-2025", asked: Survey | None = None, enrolled: int = 200, forms: int = 120
) -> Release:
    """A release from lines `node item options value`; the school's node is always there."""
    asked = asked or survey()
    lines = [line.split() for line in table.strip().splitlines() if line.strip()]
    nodes = dict.fromkeys(["school", *(line[0] for line in lines)])
    manifest = Manifest(
        wave=f"{asked.id}_{year}", school="De Linde", locale="nl-BE", year=year, survey=asked,
        survey_hash=asked.hash, nodes=tuple(_node(name, forms) for name in nodes),
        policy=Policy(k=10, base=3, base_sensitive=5, all_options_from=60, three_options_from=30),
        enrolment={"total": enrolled} if enrolled else {},
        audit=AuditResult(facts=len(lines), targets=1, min_values=3, passed=True, seconds=0.1),
        facts_sha256="0" * 64, previous=None, closed_on=dt.date(2025, 5, 12),
    )  # fmt: skip
    return Release(manifest, tuple(_facts(asked, lines)))


def _node(name: str, forms: int) -> Node:
    school = name == "school"
    return Node(
        id=name, parent="" if school else "school", label=name, level="school" if school else "class",
        forms=forms if school else forms // 4,
    )  # fmt: skip


def _facts(asked: Survey, lines: list[list[str]]) -> Iterator[Fact]:
    for node, item, options, value in lines:
        kind = "multiple" if asked.item(item).type is ItemType.MULTIPLE else "partition"
        base = 5 if asked.item(item).sensitive == 2 else 3
        yield Fact(node, "" if node == "school" else "school", item, kind, options, int(value), base)

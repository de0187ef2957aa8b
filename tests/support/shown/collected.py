"""The counts that can be read off the tables of the dashboard, made into facts again: for an attack on what was shown.

Nothing is taken from the release but what everybody knows: the questionnaire, the groups and the way of rounding. A
count that is no multiple of the base is an exact one to whoever reads it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from monitor.definition.indicators import measures_of
from monitor.definition.model import Item
from monitor.disclosure.attack import Finding, attack
from monitor.disclosure.detail import counted_items, joined, kind_of, published_sets
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.release import EVERYONE, Fact, Manifest
from monitor.disclosure.system import Wave, linked_units
from tests.support.shown.pages import hrefs, inside, texts

Counts = dict[tuple[str, str, str], int]
"""Group, question and options to a count."""


def counts_in(answers: Iterable[Any], manifest: Manifest) -> Counts:
    """Every count of one wave in the tables of the pages about questions."""
    found: Counts = {}
    for answer in answers:
        for figure in (one for one in inside(answer["response"]["page"]["children"]) if one["type"] == "Figure"):
            asked = next((dict(parse_qsl(urlsplit(href).query)) for href in hrefs(figure) if "vraag=" in href), {})
            if asked.get("vragenlijst") == manifest.survey.id:
                for key, value in _in_figure(figure, asked, manifest):
                    assert found.setdefault(key, value) == value, f"{key} is shown as {value} and as {found[key]}"
    return found


def _in_figure(figure: Any, asked: dict[str, str], manifest: Manifest) -> Iterator[tuple[tuple[str, str, str], int]]:
    item = manifest.survey.item(asked["vraag"])
    table = next(one for one in inside(figure) if one["type"] == "Table")
    heads = texts(table["props"]["children"][1])
    for row in table["props"]["children"][2]["props"]["children"]:
        cells = [" ".join(texts(cell)) for cell in row["props"]["children"]]
        label, _comma, year = cells[0].rpartition(", ")
        match figure["props"]["id"]:
            case "groepen" if year == manifest.year:
                node = next(one.id for one in manifest.nodes if one.label == label)
                yield from _counted(cells[3], node, item, asked["maat"], asked["basis"])
            case "jaren" if cells[0].startswith(manifest.year):
                yield from _counted(cells[3], "school", item, asked["maat"], asked["basis"])
            case "antwoorden" if cells[0] == manifest.year:
                yield from _spread(heads, cells, item, manifest)


def _counted(cell: str, node: str, item: Item, measure: str, base: str) -> Iterator[tuple[tuple[str, str, str], int]]:
    """A cell such as "36 / 66": a count of a number of answers."""
    numbers = re.fullmatch(r"(\d+) / (\d+)", cell)
    if numbers:
        count, n = int(numbers[1]), int(numbers[2])
        codes = next(one.codes for one in measures_of(item) if one.id == measure)
        if base == "A":
            yield (node, item.id, _everyone(item)), n
        if count < n:  # as many as all may be more: it was cut off
            yield (node, item.id, joined(item, codes)), count


def _spread(
    heads: list[str], cells: list[str], item: Item, manifest: Manifest
) -> Iterator[tuple[tuple[str, str, str], int]]:
    """A row of answers: the number of all, then per option "45% (36)", or the bare count of a refusal."""
    codes = {manifest.survey.say(option.label, manifest.locale): option.code for option in item.options}
    n = int(cells[1]) if cells[1].isdecimal() else 0
    if n:
        yield ("school", item.id, _everyone(item)), n
    for head, cell in zip(heads[2:], cells[2:], strict=True):
        number = re.fullmatch(r".*\((\d+)\)|(\d+)", cell)
        parts = [codes[label] for label in head.split(", ") if label in codes]
        if number and len(parts) == len(head.split(", ")) and int(number[1] or number[2]) < n:
            yield ("school", item.id, joined(item, parts)), int(number[1] or number[2])


def _everyone(item: Item) -> str:
    """What "all answers" is of: everyone, or everyone but those who would rather not say."""
    whole = kind_of(item) == "multiple" or set(item.valid) == set(item.codes())
    return EVERYONE if whole else joined(item, item.valid)


def as_facts(counts: Counts, manifest: Manifest) -> list[Fact]:
    """The counts as facts, as far as such sets of options are counted; the rest are sums of them."""
    wave = Wave(manifest.survey, manifest.nodes, manifest.policy)
    parents = {node.id: node.parent for node in manifest.nodes}
    facts = []
    for (node, name, options), value in counts.items():
        item = manifest.survey.item(name)
        kind, base = kind_of(item), wave.base(item)
        n = counts.get((node, name, _everyone(item)), 0)
        if kind and options in published_sets(item, n, manifest.policy):
            facts.append(Fact(node, parents[node], name, kind, options, value, base if value % base == 0 else 1))
    return facts


def attacked(facts: list[Fact], manifest: Manifest) -> list[Finding]:
    """What an attacker makes of these facts: one finding per set of linked questions."""
    wave = Wave(manifest.survey, manifest.nodes, manifest.policy)
    units = linked_units(manifest.survey, counted_items(manifest.survey))
    return [attack(system_of(unit, facts, wave, None)) for unit in units]

"""An attacker written apart from the program: given a folder of releases, and nothing of `monitor`.

It reads `facts.parquet` and `manifest.json` by itself and asks SciPy's `milp` how many values each count can still
have. What it takes from the public description of the method (`docs/privacy.md`): a count is rounded to one of its two
neighbouring multiples of the base; numbers of forms are exact; the parts of a group are shown when every part has k
answers, or none is; every option alone means that many answered, fewer sets than elsewhere that fewer did; a routed
question is shown when at least k follows from its rounded number. A value counts only with a data set of whole numbers.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as parquet

from tests.attacks.outsider_search import Attack, Found, Model, Sum

DEPTH = {"school": 0, "stage": 1, "class": 2}
DEEPEST = {0: 2, 1: 1, 2: 0}
"""By how delicate an item is: the deepest level at which it may be shown."""


@dataclass(frozen=True)
class Wave:
    """The manifest and the facts of one release."""

    manifest: dict[str, Any]
    facts: list[dict[str, Any]]

    @cached_property
    def nodes(self) -> dict[str, dict[str, Any]]:
        return {node["id"]: node for node in self.manifest["nodes"]}

    @cached_property
    def school(self) -> str:
        return next(node for node, one in self.nodes.items() if not one["parent"])

    @cached_property
    def items(self) -> dict[str, dict[str, Any]]:
        asked = {item["id"]: item for item in self.manifest["survey"]["items"]}
        return asked | {one["id"]: _scale(one, asked) for one in self.manifest.get("scales", ())}

    def below(self, node: str) -> list[str]:
        return [one for one in self.nodes if self.nodes[one]["parent"] == node]

    def atoms(self, node: str, shown: set[str]) -> list[str]:
        """The finest groups of which something is shown that make up a node."""
        below = self.below(node)
        if not any(self.atoms(one, shown) != [one] or one in shown for one in below):
            return [node]
        return [atom for one in below for atom in self.atoms(one, shown)]

    def within(self, atom: str, node: str) -> bool:
        return atom == node or (atom != self.school and self.within(self.nodes[atom]["parent"], node))

    def units(self) -> list[list[str]]:
        """Items with facts, and those whose answers lead to them, in sets that hang together."""
        assert {fact["item"] for fact in self.facts} <= self.items.keys()
        units: list[set[str]] = [{item} for item in dict.fromkeys(fact["item"] for fact in self.facts)]
        for name, item in self.items.items():
            linked = {name, *(one["item"] for one in item["routing"])}
            touched = [unit for unit in units if unit & linked]
            if len(linked) > 1 and touched:
                units = [unit for unit in units if not unit & linked] + [linked.union(*touched)]
        return [[name for name in self.items if name in unit] for unit in units]


def _scale(scale: dict[str, Any], asked: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A derived scale as an item; what its categories have to do with the answers to its items is not used here."""
    options = [{"code": one["code"], "value": None, "exclusive": False} for one in scale["categories"]]
    delicate = max(asked[item]["sensitive"] for item in scale["items"])
    return {"id": scale["id"], "type": "derived", "options": options, "sensitive": delicate, "routing": []}


def at_school(item: dict[str, Any]) -> bool:
    """Whether an item is counted for the whole school only, and its number of answers is a secret."""
    return bool(item["routing"]) or item["type"] == "derived"


def read(folder: Path) -> Wave:
    """A release as anybody reads it."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    return Wave(manifest, parquet.read_table(folder / "facts.parquet").to_pylist())


class Knowledge:
    """What follows from the facts of linked items; `told`: true numbers of answers by item and node, if known."""

    def __init__(
        self, wave: Wave, unit: Sequence[str], told: Mapping[tuple[str, str], int] | None, *, nobody_skips: bool
    ) -> None:
        self.wave, self.told, self.nobody_skips, self.model = wave, told, nobody_skips, Model()
        self.facts = {name: [fact for fact in wave.facts if fact["item"] == name] for name in unit}
        open_to_all = [name for name in unit if not at_school(wave.items[name])]
        shown = {fact["node"] for name in open_to_all for fact in self.facts[name]}
        self.groups = wave.atoms(wave.school, shown)
        self.cells: dict[tuple[str, str], dict[str, int]] = {}
        self.answers: dict[tuple[str, str], int] = {}
        for name in unit:
            if list(wave.items[name]["options"]):
                self._item(name)

    def atoms(self, name: str) -> list[str]:
        return [self.wave.school] if at_school(self.wave.items[name]) else self.groups

    def _item(self, name: str) -> None:
        item, model = self.wave.items[name], self.model
        for atom in self.atoms(name):
            forms = self.wave.nodes[atom]["forms"]
            cells = {option["code"]: model.unknown(forms) for option in item["options"]}
            everyone = model.unknown(forms)
            self.cells[name, atom], self.answers[name, atom] = cells, everyone
            model.blocks.append([*cells.values(), everyone])
            if item["type"] == "multiple":
                self._ticks(item, cells, everyone, forms)
            else:
                model.rows.append(({**dict.fromkeys(cells.values(), 1), everyone: -1}, 0, 0))
        for fact in self.facts[name]:
            low, high = fact["value"] - fact["base"] + 1, fact["value"] + fact["base"] - 1
            model.rows.append((self.count(name, fact["node"], fact["options"]), low, high))
        if at_school(item):
            self._routed(name)
        else:
            self._numbers(name)

    def _ticks(self, item: dict[str, Any], cells: dict[str, int], everyone: int, forms: int) -> None:
        """Who answered ticked one exclusive option alone, or at least one of the others."""
        alone = {cells[one["code"]]: 1 for one in item["options"] if one["exclusive"]}
        others = [cells[one["code"]] for one in item["options"] if not one["exclusive"]]
        for other in others:
            self.model.rows.append(({**alone, other: 1, everyone: -1}, -forms, 0))
        self.model.rows.append(({**alone, **dict.fromkeys(others, 1), everyone: -1}, 0, np.inf))
        self.model.rows.append(({**alone, everyone: -1}, -forms, 0))

    def count(self, name: str, node: str, options: str) -> dict[int, int]:
        """A published count as a sum of unknowns."""
        atoms = [atom for atom in self.atoms(name) if self.wave.within(atom, node)]
        if options == "*":
            return {self.answers[name, atom]: 1 for atom in atoms}
        return {self.cells[name, atom][code]: 1 for atom in atoms for code in options.split("|")}

    def sets(self, name: str) -> dict[str, set[str]]:
        """By node the option sets that are published of an item."""
        found: dict[str, set[str]] = {}
        for fact in self.facts[name]:
            found.setdefault(fact["node"], set()).add(fact["options"])
        return found

    def _numbers(self, name: str) -> None:
        """What is known of how many answered an item put to all."""
        if self.told is not None:
            for atom in self.atoms(name):
                number = self.told[name, atom]
                self.model.rows.append(({self.answers[name, atom]: 1}, number, number))
            return
        policy, sets = self.wave.manifest["policy"], self.sets(name)
        codes = {option["code"] for option in self.wave.items[name]["options"]}
        for node, shown in sets.items():
            low, high = policy["k"], self.wave.nodes[node]["forms"]
            if len(codes) > 3 and codes <= shown:
                low = policy["all_options_from"]
            elif any(shown < more for more in sets.values()):
                high = min(high, policy["all_options_from"] - 1)
            self.model.rows.append((self.count(name, node, "*"), low, high))
            self._parts_not_shown(name, node, set(sets))
        if not sets:
            self.model.rows.append((self.count(name, self.wave.school, "*"), 0, policy["k"] - 1))

    def _parts_not_shown(self, name: str, node: str, shown: set[str]) -> None:
        """All or nothing: parts that might have been shown and are not have one among them with fewer than k."""
        below = self.wave.below(node)
        allowed = DEEPEST[self.wave.items[name]["sensitive"]]
        if not below or set(below) & shown or any(DEPTH[self.wave.nodes[one]["level"]] > allowed for one in below):
            return
        if node not in self.groups:
            return  # its parts are told apart by another item; the sum below would be the same
        k, model = self.wave.manifest["policy"]["k"], self.model
        parts = {one: model.unknown(self.wave.nodes[one]["forms"]) for one in below}
        small = [model.unknown(1) for _one in below]
        model.rows.append(({**dict.fromkeys(parts.values(), 1), self.answers[name, node]: -1}, 0, 0))
        model.rows.append((dict.fromkeys(small, 1), 1, np.inf))
        for part, is_small in zip(parts, small, strict=True):
            forms = self.wave.nodes[part]["forms"]
            model.rows.append(({parts[part]: 1, is_small: forms}, 0, k - 1 + forms))

    def _routed(self, name: str) -> None:
        """At most as many answered as were led here; who is sure that nobody skips knows more."""
        model, everyone = self.model, self.answers[name, self.wave.school]
        k, base = self.wave.manifest["policy"]["k"], self.base(name)
        if not self.facts[name]:
            hidden = max(n for n in range(k + 2 * base) if n // base * base - base + 1 < k)
            model.rows.append(({everyone: 1}, 0, hidden))
        conditions = self.wave.items[name]["routing"]
        if not conditions or any(condition["item"] not in self.facts for condition in conditions):
            return
        led = [self._led(condition) for condition in conditions]
        most = {unknown: 1 for _exact, unknown in led}
        model.rows.append(({**most, everyone: -1}, 0, np.inf))
        if self.nobody_skips:
            for exact, _most in led:
                for one in exact:
                    model.rows.append(({**dict.fromkeys(one, -1), everyone: 1}, 0, np.inf))

    def _led(self, condition: dict[str, Any]) -> tuple[list[dict[int, int]], int]:
        """Sums that are at most the people who meet a condition, and an unknown that is at least their number."""
        parent = self.wave.items[condition["item"]]
        atoms = self.atoms(parent["id"])
        exclusive = {one["code"] for one in parent["options"] if one["exclusive"]}
        most = self.model.unknown(self.wave.nodes[self.wave.school]["forms"])
        chosen = {self.cells[parent["id"], atom][code]: 1 for atom in atoms for code in condition["options"]}
        self.model.rows.append(({**chosen, most: -1}, 0, np.inf))
        if parent["type"] != "multiple":
            return [chosen], most
        alone = {self.cells[parent["id"], a][c]: 1 for a in atoms for c in exclusive - set(condition["options"])}
        rest = {self.answers[parent["id"], atom]: 1 for atom in atoms} | dict.fromkeys(alone, -1)
        self.model.rows.append(({**rest, most: -1}, 0, np.inf))
        wanted = {self.cells[parent["id"], a][c]: 1 for a in atoms for c in exclusive & set(condition["options"])}
        others = [code for code in condition["options"] if code not in exclusive]
        each = [{**wanted, **{self.cells[parent["id"], atom][code]: 1 for atom in atoms}} for code in others]
        return each or [wanted], most

    def base(self, name: str) -> int:
        """To what an item is rounded: coarser where it, or an item that leads to it, is about one's own experience."""
        policy = self.wave.manifest["policy"]
        return int(policy["base_sensitive"] if self._delicate(name) == 2 else policy["base"])

    def _delicate(self, name: str) -> int:
        item = self.wave.items[name]
        return max([item["sensitive"], *(self._delicate(one["item"]) for one in item["routing"])])

    def targets(self) -> Iterator[tuple[str, Sum, int]]:
        """Every published count, every cell, the two lowest and the two highest points of a scale; and the rest."""
        for name, facts in self.facts.items():
            item = self.wave.items[name]
            if not facts or len(item["options"]) < 2:
                continue
            codes = [option["code"] for option in item["options"]]
            scale = [option["code"] for option in item["options"] if option["value"] is not None]
            ends = ["|".join(scale[:2]), "|".join(scale[-2:])] if len(scale) > 3 and item["type"] != "multiple" else []
            published = {fact["options"] for fact in facts} - {"*"}
            for node in dict.fromkeys((*(fact["node"] for fact in facts), *self.atoms(name))):
                everyone = self.count(name, node, "*")
                if at_school(item):
                    yield f"{name} {node} *", everyone, self.base(name)
                for options in dict.fromkeys((*codes, *ends, *sorted(published))):
                    count = self.count(name, node, options)
                    yield f"{name} {node} {options}", count, self.base(name)
                    yield f"{name} {node} not {options}", {**everyone, **dict.fromkeys(count, -1)}, self.base(name)


def attack(
    wave: Wave,
    *,
    told: Mapping[tuple[str, str], int] | None = None,
    nobody_skips: bool = False,
    units: Sequence[Sequence[str]] | None = None,
    seed: int = 0,
) -> list[Found]:
    """Every count of a release, and how many values it keeps."""
    found = []
    for unit in wave.units() if units is None else units:
        knowledge = Knowledge(wave, unit, told, nobody_skips=nobody_skips)
        if targets := list(knowledge.targets()):
            found += Attack(knowledge.model, targets, seed).run()
    return found

"""What an attacker knows: the published facts, the numbers of forms, this program, and what follows from them.

The unknowns are how many people of each atom (a finest group that is shown) chose each option. The attacker knows
what a fact may stand for (`possible_counts`) and, when `answered` is given, even how many people of each atom
answered each item that was put to all. Not so for a routed item: its number of answers is at most the number of
people whose answers led to it, which is itself unknown. Items linked by routing are therefore one system.

The unknowns are forms, also where a family sent one per child. Which forms are of one family, and who answered an
item put to all, the attacker may know: what is shown depends on that, and it is no answer.

A data set that satisfies the system could have given exactly these facts, and acceptance looks at the facts alone:
so the values that a count still takes in it are the values it can have for somebody who knows everything here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.definition.cutting import weights_of
from monitor.definition.derived import DerivedItem
from monitor.definition.model import Condition, Item
from monitor.disclosure.detail import codes_of, kind_of, number_hidden
from monitor.disclosure.release import EVERYONE, Fact
from monitor.disclosure.rounding import possible_counts
from monitor.disclosure.system import Bound, People, System, Target, Wave, Weights

Answered = Mapping[tuple[str, str], int]
"""True number of answers by (item id, node id)."""


def system_of(unit: Sequence[Item], facts: Sequence[Fact], wave: Wave, answered: Answered | None) -> System:
    """What an attacker knows of linked items from their facts (those of other items are passed over).

    `answered` holds the true number of answers to each item put to all, in each atom; `None`: nobody knows it.
    """
    builder = _Builder(wave, {item.id: item for item in unit}, answered)
    mine = [fact for fact in facts if fact.item in builder.items]
    builder.atoms = wave.atoms(fact.node for fact in mine if not number_hidden(builder.items[fact.item]))
    for item in unit:
        builder.add_item(item)
    for fact in mine:
        builder.add_fact(fact)
    for item in unit:
        builder.add_targets(item, [fact for fact in mine if fact.item == item.id])
    people = builder.add_scale(unit, mine)
    parts = (tuple(builder.upper), tuple(builder.bounds), tuple(builder.targets), tuple(builder.exchanges))
    return System(*parts, tuple(builder.meaning()), people)


@dataclass
class _Builder:
    """Collects the parts of one system; local to `system_of`."""

    wave: Wave
    items: dict[str, Item]
    answered: Answered | None
    atoms: tuple[str, ...] = ()
    upper: list[int] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    exchanges: list[tuple[tuple[int, ...], bool]] = field(default_factory=list)
    choices: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    """By item and atom: option to unknown."""
    answers: dict[tuple[str, str], tuple[Weights, int]] = field(default_factory=dict)
    """By item and atom: the number of answers, as a sum of unknowns plus a known number."""

    def atoms_of(self, item: Item) -> tuple[str, ...]:
        return self.wave.wholes if number_hidden(item) else self.atoms

    def meaning(self) -> list[tuple[str, str, str]]:
        """What each unknown counts, in words."""
        meaning = [("", "", "")] * len(self.upper)
        for (item, atom), options in self.choices.items():
            for code, unknown in options.items():
                meaning[unknown] = item, atom, code
        return meaning

    def unknown(self, most: int) -> int:
        self.upper.append(most)
        return len(self.upper) - 1

    def add_item(self, item: Item) -> None:
        for atom in self.atoms_of(item):
            forms = self.wave.forms[atom]
            options = {code: self.unknown(forms) for code in item.codes()}
            self.choices[item.id, atom] = options
            known = None if number_hidden(item) or self.answered is None else self.answered[item.id, atom]
            if kind_of(item) == "multiple":
                self._add_multiple(item, atom, known)
            else:
                self._add_partition(item, atom, known)
        self._add_caps(item)
        if item.routing:
            for whole in self.wave.wholes:
                self._add_routing(item, whole)

    def _add_partition(self, item: Item, atom: str, known: int | None) -> None:
        everyone = dict.fromkeys(self.choices[item.id, atom].values(), 1)
        low, high = (0, self.wave.forms[atom]) if known is None else (known, known)
        self.bounds.append(Bound(everyone, low, high))
        self.answers[item.id, atom] = everyone, 0
        self.exchanges.append((tuple(everyone), known is not None))

    def _add_multiple(self, item: Item, atom: str, known: int | None) -> None:
        """Whoever answered ticked one exclusive option, or at least one of the others."""
        options = self.choices[item.id, atom]
        forms = self.wave.forms[atom]
        answers: Weights = {}
        if known is None:
            answers = {self.unknown(forms): 1}
            self.exchanges.append((tuple(answers), False))
        constant = known or 0
        self.answers[item.id, atom] = answers, constant
        alone = {options[option.code]: -1 for option in item.options if option.exclusive}
        ticking = {**answers, **alone}
        others = {options[option.code]: -1 for option in item.options if not option.exclusive}
        self.bounds.append(Bound(ticking, -constant, forms))
        self.bounds += [Bound({**ticking, other: -1}, -constant, forms) for other in others]
        self.bounds.append(Bound({**ticking, **others}, -len(options) * forms, -constant))
        self.exchanges.append((tuple(options.values()), False))

    def _add_caps(self, item: Item) -> None:
        """No more answers than forms in groups of which the forms are known only together."""
        for atoms, most in () if item.routing else self.wave.caps:
            parts = [self.answers[item.id, atom] for atom in atoms]
            self.bounds.append(Bound({unknown: 1 for weights, _none in parts for unknown in weights}, 0, most))

    def _add_routing(self, item: Item, whole: str) -> None:
        """No more answers than people whose answers led to the item; how many of them skipped it is not known."""
        conditions = [condition for condition in item.routing if condition.item in self.items]
        if len(conditions) < len(item.routing):
            return
        answers, _none = self.answers[item.id, whole]
        led: dict[int, int] = {}
        constant = 0
        for atom, weights, number in self._led(conditions, whole):
            if len(conditions) > 1:
                weights, number = self._at_most(weights, number, self.wave.forms[atom]), 0
            led |= weights
            constant += number
        below = {unknown: -weight for unknown, weight in answers.items()}
        self.bounds.append(Bound({**led, **below}, -constant, 10 * self.wave.forms[self.wave.school]))

    def _led(self, conditions: Sequence[Condition], whole: str) -> Iterator[tuple[str, Weights, int]]:
        """Per atom the sum over the conditions of how many people meet each."""
        parents = [self.items[condition.item] for condition in conditions]
        at_school = any(parent.routing for parent in parents)
        for atom in (whole,) if at_school else self.wave.inside(whole, self.atoms):
            weights: dict[int, int] = {}
            constant = 0
            for parent, condition in zip(parents, conditions, strict=True):
                for part in self.wave.inside(atom, self.atoms_of(parent)):
                    more, number = self._met(parent, condition, part)
                    for unknown, weight in more.items():
                        weights[unknown] = weights.get(unknown, 0) + weight
                    constant += number
            yield atom, weights, constant

    def _met(self, parent: Item, condition: Condition, atom: str) -> tuple[Weights, int]:
        """How many people of an atom chose one of the options of a condition (of more: the most it can be)."""
        options = self.choices[parent.id, atom]
        wanted = [parent.option(code) for code in condition.options]
        met = {options[option.code]: 1 for option in wanted}
        if kind_of(parent) != "multiple" or len(met) <= 1:
            return met, 0
        ticking, constant = self.answers[parent.id, atom]
        alone = {options[option.code]: -1 for option in parent.options if option.exclusive}
        ticking = {**ticking, **alone}
        exclusive = {options[option.code]: 1 for option in wanted if option.exclusive}
        others = {unknown: 1 for unknown in met if unknown not in exclusive}
        room = self._at_most(others, 0, self.wave.forms[atom])
        (most,) = room
        self.bounds.append(Bound({**ticking, most: -1}, -constant, self.wave.forms[atom]))
        return {**exclusive, **room}, 0

    def _at_most(self, weights: Weights, constant: int, most: int) -> Weights:
        """An unknown that is at most a sum and at most a number."""
        unknown = self.unknown(most)
        self.exchanges.append(((unknown,), False))
        self.bounds.append(Bound({**weights, unknown: -1}, -constant, 10 * self.wave.forms[self.wave.school]))
        return {unknown: 1}

    def add_scale(self, unit: Sequence[Item], facts: Sequence[Fact]) -> People | None:
        """How people make the unknowns, when the unit is a derived scale and the items it is made of."""
        scale = next((item for item in unit if isinstance(item, DerivedItem) and len(unit) > 1), None)
        if scale is None:
            return None
        school, shown = self.wave.school, {fact.item for fact in facts}
        if scale.id not in shown:
            everyone, _none = self.answers[scale.id, school]
            self.bounds.append(Bound(everyone, 0, most_hidden(self.wave.proves_k, self.wave.base(scale))))
        items = [self.items[name] for name in scale.made_of.items]
        return People(
            sizes=tuple(self.wave.forms[atom] for atom in self.atoms),
            answers=tuple(tuple(tuple(self.choices[i.id, a].values()) for a in self.atoms) for i in items),
            weights=tuple(weights_of(scale.made_of, item)[:-1] for item in items),
            least_answered=scale.made_of.least_answered,
            scores=tuple(self.choices[scale.id, school].values()),
            fixed=self.answered is not None,
            untold=tuple(self.answered is None and item.id not in shown for item in items),
        )

    def counted(self, item: Item, node: str, options: str) -> tuple[Weights, int]:
        """A count as a sum of unknowns plus a known number."""
        atoms = self.wave.inside(node, self.atoms_of(item))
        if options != EVERYONE:
            codes = codes_of(options, item)
            return {self.choices[item.id, atom][code]: 1 for atom in atoms for code in codes}, 0
        parts = [self.answers[item.id, atom] for atom in atoms]
        return {unknown: 1 for weights, _n in parts for unknown in weights}, sum(n for _weights, n in parts)

    def add_fact(self, fact: Fact) -> None:
        weights, constant = self.counted(self.items[fact.item], fact.node, fact.options)
        low, high = possible_counts(fact.value, fact.base)
        if weights:
            self.bounds.append(Bound(weights, low - constant, high - constant))

    def add_targets(self, item: Item, facts: Sequence[Fact]) -> None:
        """Every published count, the same in every atom, and what is left of the item beside it."""
        shown = dict.fromkeys(fact.node for fact in facts)
        places = dict.fromkeys((*shown, *(self.atoms_of(item) if shown else ())))
        sets = {fact.options for fact in facts if fact.options != EVERYONE} | _extremes(item, facts)
        counts_known = not number_hidden(item) and self.answered is not None
        for node in places:
            everyone, _known = self.counted(item, node, EVERYONE)
            if item.routing or (isinstance(item, DerivedItem) and item.number_tells):
                self._target(item, f"{node} {EVERYONE}", everyone)
            for options in sorted(sets):
                count, _none = self.counted(item, node, options)
                self._target(item, f"{node} {options}", count)
                if not counts_known:
                    rest = {**everyone, **{u: everyone.get(u, 0) - 1 for u in count}}
                    self._target(item, f"{node} not {options}", {u: w for u, w in rest.items() if w})

    def _target(self, item: Item, name: str, weights: Weights) -> None:
        if weights and len(item.options) > 1:
            self.targets.append(Target(f"{item.id} {name}", weights, self.wave.base(item)))


def most_hidden(proof: int, base: int) -> int:
    """The most answers there can be where they are hidden: shown is what after rounding is at least the proof of k."""
    largest = (proof + base - 2) // base * base
    return largest + base - 1


def _extremes(item: Item, facts: Sequence[Fact]) -> set[str]:
    """The two lowest and the two highest points of a scale: nobody publishes them, everybody looks for them."""
    points = [option.code for option in item.options if option.value is not None]
    if not facts or kind_of(item) != "partition" or len(points) < 4:
        return set()
    return {"|".join(points[:2]), "|".join(points[-2:])}

"""Every draw of the noise in every possible world, with exact chances, and what each output leaves open.

The scheme is the plain one of `privacy.md` 2.4: every count is rounded at random by itself, and all of them are drawn
again until the attack passes. Chances are whole numbers over `whole`, so that none is lost to rounding. Which outputs
are accepted is asked from outside (`measured`); what they leave open is counted here, world by world.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from monitor.disclosure.release import EVERYONE, Fact
from tests.support.worlds import Booleans, Integers, Worlds

HIDDEN = -1
"""Stands for the counts of a routed item that is not shown."""
Place = tuple[str, str, str]
"""An item, a node and options: where a count may be published."""


@dataclass(frozen=True)
class EveryDraw:
    """All outputs of all worlds: from which world comes which output, and how often.

    `outputs` has shape (outputs, places); a pair is one output of one world, ordered by output.
    """

    worlds: Worlds
    places: tuple[Place, ...]
    outputs: Integers
    output: Integers
    world: Integers
    chance: Integers
    whole: int

    def facts(self, output: int) -> tuple[Fact, ...]:
        """An output as it is published (the known numbers of answers left out)."""
        facts = []
        for (item, node, options), value in zip(self.places, self.outputs[output].tolist(), strict=True):
            if value != HIDDEN:
                base = self.worlds.wave.base(self.worlds.survey.item(item))
                parent = "" if node == "school" else "school"
                facts.append(Fact(node, parent, item, "partition", options, value, base))
        return tuple(facts)

    @cached_property
    def starts(self) -> Integers:
        """The first pair of each output."""
        return np.searchsorted(self.output, np.arange(len(self.outputs)))

    @cached_property
    def targets(self) -> dict[str, Integers]:
        """Every count to protect, by item: each option and each published set in each node shown; (worlds,) each.

        Of a routed item the number of answers too, and those that are not in the set: no number of them is known.
        """
        found = {}
        for item in self.worlds.survey.items:
            for node in dict.fromkeys(node for name, node, _options in self.places if name == item.id):
                everyone = self.worlds.count(item.id, node, EVERYONE)
                published = [options for name, where, options in self.places if (name, where) == (item.id, node)]
                for options in dict.fromkeys((*item.codes(), *published)):
                    count = self.worlds.count(item.id, node, options)
                    found[f"{item.id} {node} {options}"] = count
                    if item.routing and options != EVERYONE:
                        found[f"{item.id} {node} not {options}"] = everyone - count
        return found

    def shown(self, item: str) -> Booleans:
        """Whether an item is shown, by output."""
        columns = [place for place, (name, _node, _options) in enumerate(self.places) if name == item]
        return (self.outputs[:, columns] != HIDDEN).any(axis=1)

    def values_left(self) -> dict[str, Integers]:
        """By target and output: how many values the count takes in the worlds that can give the output."""
        left = {}
        for name, counts in self.targets.items():
            assert counts.max() - counts.min() < 64 or _within(counts, self) < 64
            bits = np.uint64(1) << (counts[self.world] % 64).astype(np.uint64)
            left[name] = np.bitwise_count(np.bitwise_or.reduceat(bits, self.starts)).astype(np.int64)
        return left

    def safe(self) -> Booleans:
        """By output whether every target keeps as many values as its base, counted world by world."""
        safe = np.ones(len(self.outputs), dtype=bool)
        for name, values in self.values_left().items():
            item = self.worlds.survey.item(name.split(" ")[0])
            safe &= (values >= self.worlds.wave.base(item)) | ~self.shown(item.id)
        return safe


def _within(counts: Integers, draws: EveryDraw) -> int:
    """The widest span of a count within one output."""
    of_pair = counts[draws.world]
    return int((np.maximum.reduceat(of_pair, draws.starts) - np.minimum.reduceat(of_pair, draws.starts)).max())


def every_draw(worlds: Worlds, places: Sequence[Place]) -> EveryDraw:
    """Round every count of every world in every way."""
    bases = np.array([worlds.wave.base(worlds.survey.item(item)) for item, _node, _options in places])
    counts = np.stack([worlds.count(*place) for place in places], axis=1)
    over = counts % bases
    parts = []
    for ups in product((0, 1), repeat=len(places)):
        up = np.array(ups)
        chance = np.where(up, over, bases - over).prod(axis=1)
        (possible,) = np.nonzero(chance)
        values = counts[possible] - over[possible] + bases * up
        _hide(values, worlds, places)
        parts.append((_key(values, bases, counts.max(axis=0)), values, possible, chance[possible]))
    key, values, world, chance = (np.concatenate(column) for column in zip(*parts, strict=True))
    _keys, first, output = np.unique(key, return_index=True, return_inverse=True)
    pairs, pair = np.unique(output * len(worlds.all) + world, return_inverse=True)
    summed = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(summed, pair, chance)
    by_output, by_world = np.divmod(pairs, len(worlds.all))
    return EveryDraw(worlds, tuple(places), values[first], by_output, by_world, summed, prod(bases.tolist()))


def _key(values: Integers, bases: Integers, most: Integers) -> Integers:
    """One number per output."""
    sizes = (most // bases + 3).tolist()
    assert prod(sizes) < 2**62
    weights = np.cumprod([1, *sizes[:-1]])
    return (np.where(values == HIDDEN, -1, values // bases) + 1) @ weights


def _hide(values: Integers, worlds: Worlds, places: Sequence[Place]) -> None:
    """A routed item is shown only if at least k answers follow from their rounded number."""
    for item in worlds.survey.items:
        if item.routing:
            columns = [place for place, (name, _node, _options) in enumerate(places) if name == item.id]
            everyone = columns[[places[column][2] for column in columns].index(EVERYONE)]
            hidden = values[:, everyone] - worlds.wave.base(item) + 1 < worlds.policy.k
            values[np.ix_(hidden, columns)] = HIDDEN


@dataclass(frozen=True)
class Measured:
    """What the scheme does in all worlds of one kind (a row of the table)."""

    worlds: int
    without_output: int
    least_accepted: float
    rejected: float
    values_left: int
    guess_mean: float
    guess_most: float


def measured(draws: EveryDraw, accepts: Callable[[int], bool]) -> tuple[Measured, Booleans]:
    """The row of the table, and by output whether it is accepted."""
    accepted = np.array([accepts(output) for output in range(len(draws.outputs))])
    kept = accepted[draws.output]
    worlds = len(draws.worlds.all)
    chances = np.zeros(worlds, dtype=np.int64)
    np.add.at(chances, draws.world[kept], draws.chance[kept])
    left = [values[accepted & draws.shown(name.split(" ")[0])].min() for name, values in draws.values_left().items()]
    mean, most = _guesses(draws, kept, chances)
    row = Measured(
        worlds=worlds,
        without_output=int((chances == 0).sum()),
        least_accepted=float(chances.min() / draws.whole),
        rejected=float(1 - chances.mean() / draws.whole),
        values_left=int(min(left)),
        guess_mean=mean,
        guess_most=most,
    )
    return row, accepted


def _guesses(draws: EveryDraw, kept: Booleans, accepted: Integers) -> tuple[float, float]:
    """How often the best guess at a count is right, every world being equally likely: mean, and in the worst output.

    Whoever guesses knows the code: the chance of an output in a world is that among the outputs accepted there.
    """
    output, world = draws.output[kept], draws.world[kept]
    chance = draws.chance[kept] / accepted[world] / len(draws.worlds.all)
    of_output = np.bincount(output, chance, len(draws.outputs))
    right, weights, most = 0.0, 0.0, 0.0
    for name, counts in draws.targets.items():
        shown = draws.shown(name.split(" ")[0]) & (of_output > 0)
        table = np.bincount(output * (counts.max() + 1) + counts[world], chance, len(of_output) * (counts.max() + 1))
        best = table.reshape(len(of_output), -1).max(axis=1)
        right += best[shown].sum()
        weights += of_output[shown].sum()
        most = max(most, float((best[shown] / of_output[shown]).max()))
    return float(right / weights), most

"""The underlying levels: how likely each answer to each item is in the made-up school.

`levels.toml` says them in short; here they become a probability per option.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from monitor.definition.model import Item, ItemType

Shares = dict[str, float]

STEPS = {1: (1.0,), 2: (0.62, 0.38), 3: (0.55, 0.30, 0.15), 4: (0.5, 0.28, 0.14, 0.08)}
"""How a share is divided over the steps on one side of a scale, the step nearest to the middle first."""


@dataclass(frozen=True)
class Level:
    """The probabilities of one item in one year.

    `single`: option to probability. `alone`: the exclusive options of a multiple choice, `ticks` its others,
    both as shares of everyone who answers. `drawn` is the chance of a tick in the draw for those who tick
    something, such that after leaving out those without a tick the share is the one in `ticks`. `text` is the
    share that writes.
    """

    single: Shares = field(default_factory=dict)
    ticks: Shares = field(default_factory=dict)
    alone: Shares = field(default_factory=dict)
    drawn: Shares = field(default_factory=dict)
    text: float = 0.0
    by_grade: Mapping[str, str] = field(default_factory=dict)
    given: tuple[Mapping[str, str], ...] = ()

    def shares(self) -> Shares:
        """The underlying level of each option, for `truth.json`."""
        return {code: round(share, 6) for code, share in {**self.single, **self.ticks, **self.alone}.items()}


def level_of(item: Item, said: Mapping[str, Any], year: int) -> Level:
    """The level of an item in the year with this index, from its line in `levels.toml`.

    Raises:
        ValueError: an option is named that the item does not have, or the shares do not add up.
    """
    here = {key: _of_year(value, year) for key, value in said.items()}
    if "by_grade" in here:
        return Level(by_grade=here["by_grade"])
    if item.type is ItemType.OPEN:
        return Level(text=here["text"])
    if item.type is ItemType.MULTIPLE:
        return _multiple(item, here)
    return Level(single=_checked(item, _favourable(item, here) if "favourable" in here else _listed(item, here)))


def _of_year(value: Any, year: int) -> Any:
    if isinstance(value, dict):
        return {key: _of_year(part, year) for key, part in value.items()}
    if isinstance(value, list) and all(isinstance(part, float) for part in value):
        return value[year]
    return value


def _listed(item: Item, here: Mapping[str, Any]) -> Shares:
    given: Shares = dict(here["shares"])
    given[here["rest"]] = 1.0 - sum(given.values())
    return {code: given.pop(code, 0.0) for code in item.codes()} | given


def _favourable(item: Item, here: Mapping[str, Any]) -> Shares:
    outside: Shares = here.get("outside", {})
    valid = 1.0 - sum(outside.values())
    unknown = here.get("dont_know", 0.0)
    steps = sorted(
        (option for option in item.options if option.value is not None), key=lambda option: option.value or 0
    )
    good = [option.code for option in steps if option.code in item.favourable]
    bad = [option.code for option in steps if option.code not in item.favourable]
    outwards = (good, bad[::-1]) if steps[-1].code in good else (good[::-1], bad)
    shares = dict.fromkeys(item.codes(), 0.0) | outside
    shares |= {option.code: valid * unknown for option in item.options if option.dont_know}
    for codes, share in zip(outwards, (here["favourable"], 1.0 - here["favourable"] - unknown), strict=True):
        shares |= {code: valid * share * part for code, part in zip(codes, STEPS[len(codes)], strict=True)}
    return shares


def _multiple(item: Item, here: Mapping[str, Any]) -> Level:
    alone, ticks = dict(here["alone"]), dict(here["ticks"])
    among = 1.0 - sum(alone.values())
    drawn = _drawn({code: share / among for code, share in ticks.items()}, item.id)
    given = tuple(here.get("given", ()))
    unknown = {*ticks, *alone, *(rule["then"] for rule in given)} - set(item.codes())
    if unknown:
        raise ValueError(f"levels.toml: {item.id} has no options {sorted(unknown)}")
    return Level(ticks=ticks, alone=alone, drawn=drawn, given=given)


def _drawn(wanted: Shares, item_id: str) -> Shares:
    """Chances of independent ticks whose shares, given at least one tick, are those wanted (fixed point)."""
    if sum(wanted.values()) <= 1.0 or max(wanted.values()) >= 1.0:
        raise ValueError(f"levels.toml: no chances give the ticks of {item_id}")
    drawn = wanted
    for _round in range(2000):
        some = 1.0 - math.prod(1.0 - chance for chance in drawn.values())
        drawn = {code: share * some for code, share in wanted.items()}
    return drawn


def _checked(item: Item, shares: Shares) -> Shares:
    fits = set(shares) == set(item.codes()) and math.isclose(sum(shares.values()), 1.0, abs_tol=1e-9)
    if not fits or min(shares.values()) < -1e-9:
        raise ValueError(f"levels.toml: the shares of {item.id} are not those of its options, or not a whole: {shares}")
    return shares

"""Figures of many schools together, held against R: `tests/oracles/between_schools.R` says how the cases were made.

No R is needed here.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from monitor.statistics.between_schools.changes import network_change, school_changes
from monitor.statistics.between_schools.counts import Counts
from monitor.statistics.between_schools.funnel_plot import limits
from monitor.statistics.between_schools.network import network_share
from monitor.statistics.between_schools.shrunken import shrunken
from monitor.statistics.between_schools.spread import spread
from monitor.statistics.between_schools.unlike import unlike
from tests.golden.test_oracles import close

Case = dict[str, Any]
CASES: list[Case] = json.loads((Path(__file__).parents[1] / "oracles" / "between_schools.json").read_text())["cases"]


def counts(given: Case) -> Counts:
    columns = (np.array(given[name], float) for name in ("x", "n", "base", "x_parts", "n_parts"))
    return Counts(tuple(f"school-{place}" for place in range(len(given["x"]))), *columns)


def years(given: Case) -> tuple[Counts, Counts]:
    return counts(given["before"]), counts(given["after"])


def of_funnel(given: Case) -> Case:
    found = limits(
        np.array(given["n"], float), given["target"], tau=given["tau"], base=given["base"], level=given["level"]
    )
    return {"low": found.low.tolist(), "high": found.high.tolist()}


def of_drawn(given: Case) -> Case:
    found = shrunken(counts(given))
    lists = {name: getattr(found, name).tolist() for name in ("share", "low", "high", "own")}
    return {**lists, "mean": found.between.mean, "tau": found.between.tau}


def of_each(found: tuple[Any, ...], *names: str) -> Case:
    return {name: [getattr(one, name) for one in found] for name in names}


COMPUTED: dict[str, Callable[[Case], Case]] = {
    "between.network": lambda given: vars(network_share(counts(given))),
    "between.spread": lambda given: spread(counts(given))._asdict(),
    "between.limits": of_funnel,
    "between.shrunken": of_drawn,
    "between.unlike": lambda given: of_each(unlike(counts(given)), "others", "p", "adjusted"),
    "between.change": lambda given: vars(network_change(*years(given))),
    "between.school_changes": lambda given: of_each(school_changes(*years(given)), "p", "adjusted"),
}


@pytest.mark.parametrize("kind", COMPUTED)
def test_figures_of_many_schools_are_those_of_r(kind: str) -> None:
    cases = [one for one in CASES if one["kind"] == kind]
    assert cases
    wrong = {}
    for case in cases:
        got = COMPUTED[kind](case["inputs"])
        parts = [name for name, value in case["expected"].items() if not close(got[name], value, case["tolerance"])]
        if parts:
            wrong[case["name"]] = {name: (got[name], case["expected"][name]) for name in parts}
    assert wrong == {}


def test_every_kind_that_r_computed_is_held_against_ours() -> None:
    assert {one["kind"] for one in CASES} == set(COMPUTED)

"""Numbers proven by somebody else's code: cases computed by R, one test each, id `file::name`.

The cases lie beside the project (`$SCHOOLKLIMAAT_ORACLES`, default `../shared/oracles`). `ADAPTERS` maps what a case
computes (`kind`) to our public function. Core kinds of the files in `CORE_FILES` are never skipped.
"""

import json
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.statistics.change import Counted, cohens_h, newcombe, newcombe_p
from monitor.statistics.intervals import (
    Interval,
    clopper_pearson,
    hypergeometric,
    wilson,
    wilson_fpc,
    worst_case,
)
from monitor.statistics.multiple import benjamini_hochberg, holm
from monitor.statistics.power import power

Case = dict[str, Any]
ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_ORACLES", ROOT.parent / "shared" / "oracles"))
CORE_FILES = ("01_prop_ci", "02_prop_ci_fpc", "03_diff_ci", "07_p_adjust")
CORE = {
    "prop_ci.wilson", "prop_ci.clopper_pearson", "prop_ci.hypergeom_exact", "prop_ci.worst_case",
    "prop_ci.wilson_fpc", "diff_ci.newcombe", "diff_test.newcombe_p", "p_adjust.holm", "p_adjust.bh",
}  # fmt: skip
LATER = "comes with statistics (4 of 7)"
NOT_OFFERED = "optional method that we do not offer"


def share(interval: Interval, case: Case) -> Case:
    return {"estimate": case["x"] / case["n"], "lower": interval.low, "upper": interval.high}


def years(case: Case) -> tuple[Counted, Counted]:
    return Counted(case["x1"], case["n1"]), Counted(case["x2"], case["n2"])


def of_change(case: Case) -> Case:
    low, high = newcombe(*years(case), case["level"])
    change = case["x2"] / case["n2"] - case["x1"] / case["n1"]
    return {"estimate": change, "lower": low, "upper": high}


ADAPTERS: dict[str, Callable[[Case], Case]] = {
    "prop_ci.wilson": lambda c: share(wilson(c["x"], c["n"], c["level"]), c),
    "prop_ci.clopper_pearson": lambda c: share(clopper_pearson(c["x"], c["n"], c["level"]), c),
    "prop_ci.hypergeom_exact": lambda c: share(hypergeometric(c["x"], c["n"], c["N"], c["level"]), c),
    "prop_ci.wilson_fpc": lambda c: share(wilson_fpc(c["x"], c["n"], c["N"], c["level"]), c),
    "prop_ci.worst_case": lambda c: share(worst_case(c["x"], c["n"], c["N"]), c),
    "diff_ci.newcombe": of_change,
    "diff_test.newcombe_p": lambda c: {"p_value": newcombe_p(*years(c))},
    "p_adjust.holm": lambda c: {"p_adjusted": holm(c["p"])},
    "p_adjust.bh": lambda c: {"p_adjusted": benjamini_hochberg(c["p"])},
    "effect.cohens_h": lambda c: {"h": cohens_h(c["p1"], c["p2"])},
    "power.exact_newcombe": lambda c: {
        "power": power(c["n1"], c["p1"], c["n2"], c["p2"], level=c["level"])
    },
}  # fmt: skip


def cases() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.json")):
        for case in json.loads(file.read_text(encoding="utf-8"))["cases"]:
            found.append(pytest.param(file.stem, case, id=f"{file.stem}::{case['name']}"))
    return found


def close(got: Any, expected: Any, tolerance: dict[str, float]) -> bool:
    """As the README of the cases says: null and booleans exactly, else within the tolerance."""
    if isinstance(expected, dict):
        return all(close(got[name], value, tolerance) for name, value in expected.items())
    if isinstance(expected, list):
        return len(got) == len(expected) and all(map(lambda g, e: close(g, e, tolerance), got, expected))
    if expected is None or isinstance(expected, bool):
        return got is None if expected is None else got is expected
    if got is None or math.isnan(got):
        return False
    return abs(got - expected) <= tolerance["atol"] + tolerance["rtol"] * abs(expected)


@pytest.mark.parametrize(("file", "case"), cases())
def test_oracle(file: str, case: Case) -> None:
    kind = case["kind"]
    if kind not in ADAPTERS:
        assert kind not in CORE, "a core kind is never skipped"
        pytest.skip(NOT_OFFERED if file in CORE_FILES else LATER)
    got = ADAPTERS[kind](case["inputs"])
    assert got.keys() >= case["expected"].keys()
    assert close(got, case["expected"], case["tolerance"]), f"{got} is not {case['expected']}"


def test_the_cases_are_there() -> None:
    if "SCHOOLKLIMAAT_ORACLES" not in os.environ and not FOLDER.is_dir():
        pytest.skip("no folder with cases beside the project; name one in $SCHOOLKLIMAAT_ORACLES")
    kinds = {case.values[1]["kind"] for case in cases()}
    assert kinds >= CORE, f"cases of {sorted(CORE - kinds)} are missing in {FOLDER}"


def test_every_core_kind_has_a_function() -> None:
    assert ADAPTERS.keys() >= CORE

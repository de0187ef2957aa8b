"""Numbers proven by somebody else's code: cases computed by R, one test each, id `file::name`.

The cases lie beside the project (`$SCHOOLKLIMAAT_ORACLES`, default `../shared/oracles`). `ADAPTERS` maps what a case
computes (`kind`) to our public function. Core kinds are never skipped.
"""

import importlib
import json
import math
import os
from collections import defaultdict
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
from tests.support.evidence import check_section

Case = dict[str, Any]
ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_ORACLES", ROOT.parent / "shared" / "oracles"))
CORE = {
    "prop_ci.wilson", "prop_ci.clopper_pearson", "prop_ci.hypergeom_exact", "prop_ci.worst_case", "prop_ci.wilson_fpc",
    "diff_ci.newcombe", "diff_test.newcombe_p", "table.chi2", "ordinal.mann_whitney", "ordinal.cliffs_delta",
    "scale.welch", "trend.cochran_armitage", "p_adjust.holm", "p_adjust.bh", "effect.cohens_h", "effect.cramers_v",
    "reliability.alpha", "weights.mean", "weights.post_stratify", "weights.rake", "weights.ratio", "goal.one_year",
    "goal.change", "power.exact_newcombe", "school.question", "school.change", "school.ordinal", "school.trend",
    "school.post_stratified", "school.response", "school.scale", "school.scale_change",
}  # fmt: skip
"""The kinds of the README of the cases without which the defaults are not proven."""


def share(interval: Interval, case: Case) -> Case:
    return {"estimate": case["x"] / case["n"], "lower": interval.low, "upper": interval.high}


def years(case: Case) -> tuple[Counted, Counted]:
    return Counted(case["x1"], case["n1"]), Counted(case["x2"], case["n2"])


def of_change(case: Case) -> Case:
    low, high = newcombe(*years(case), case["level"])
    change = case["x2"] / case["n2"] - case["x1"] / case["n1"]
    return {"estimate": change, "lower": low, "upper": high}


OTHER_INTERVAL = "one interval per quantity; this one is a rival of the default"
WHY_NOT = {
    **dict.fromkeys(
        ["prop_ci.jeffreys", "prop_ci.midp", "prop_ci.agresti_coull", "prop_ci.wilson_cc", "prop_ci.hypergeom_midp"],
        OTHER_INTERVAL,
    ),
    **dict.fromkeys(
        ["diff_ci.agresti_caffo", "diff_ci.wald", "diff_ci.miettinen_nurminen", "diff_ci.newcombe_fpc"], OTHER_INTERVAL
    ),
    **dict.fromkeys(
        [f"prop_ci.svyciprop_{way}" for way in ("logit", "xlogit", "asin", "beta", "mean")], OTHER_INTERVAL
    ),
    **dict.fromkeys(
        [
            "weights.svyciprop_beta",
            "weights.svyciprop_asin",
            "weights.svyciprop_xlogit",
            "weights.svyciprop_mean",
            "weights.post_stratify_svyciprop_beta",
            "weights.post_stratify_svyciprop_xlogit",
        ],
        OTHER_INTERVAL,
    ),
    **dict.fromkeys(
        ["table.fisher_2x2", "table.fisher_midp", "table.fisher_rxc", "table.chi2_yates", "table.chi2_n_minus_1"],
        "a change has the p that agrees with its interval",
    ),
    **dict.fromkeys(["ordinal.kruskal", "ordinal.trend_spearman"], "years have an order: the course uses it"),
    **dict.fromkeys(["p_adjust.by", "p_adjust.bonferroni", "p_adjust.hochberg"], "Holm and Benjamini-Hochberg do it"),
    "power.prop_test": "an approximation of what is enumerated exactly",
    "weights.svychisq": "no screen compares weighted tables",
}
"""Why an optional kind is not offered (docs/decisions/0036-one-method-per-quantity.md)."""
OF_SHARES: dict[str, Callable[[Case], Case]] = {
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


def adapters() -> dict[str, Callable[[Case], Case]]:
    """What computes each kind: those above, and those of every `adapters_*.py` beside this file; none twice."""
    found = dict(OF_SHARES)
    for file in sorted(Path(__file__).parent.glob("adapters_*.py")):
        more = importlib.import_module(f"tests.golden.{file.stem}").ADAPTERS
        assert not found.keys() & more.keys(), f"{file.name} has a kind that stands elsewhere"
        found |= more
    return found


ADAPTERS = adapters()


def cases() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.json")):
        for case in json.loads(file.read_text(encoding="utf-8"))["cases"]:
            found.append(pytest.param(case, id=f"{file.stem}::{case['name']}"))
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


def agrees(case: Case) -> bool:
    got = ADAPTERS[case["kind"]](case["inputs"])
    return got.keys() >= case["expected"].keys() and close(got, case["expected"], case["tolerance"])


@pytest.mark.parametrize("case", cases())
def test_oracle(case: Case) -> None:
    if case["kind"] not in ADAPTERS:
        assert case["kind"] not in CORE, "a core kind is never skipped"
        pytest.skip("an optional method that we do not offer: docs/methods/oracles.md")
    assert agrees(case), f"{ADAPTERS[case['kind']](case['inputs'])} is not {case['expected']}"


def test_the_cases_are_there() -> None:
    if "SCHOOLKLIMAAT_ORACLES" not in os.environ and not FOLDER.is_dir():
        pytest.skip("no folder with cases beside the project; name one in $SCHOOLKLIMAAT_ORACLES")
    kinds = {case.values[0]["kind"] for case in cases()}
    assert kinds >= CORE, f"cases of {sorted(CORE - kinds)} are missing in {FOLDER}"


def test_every_core_kind_has_a_function() -> None:
    assert ADAPTERS.keys() >= CORE


@pytest.mark.skipif("SCHOOLKLIMAAT_ORACLES" in os.environ, reason="the page counts the cases that we were given")
def test_the_page_lists_every_kind_and_whether_it_is_offered() -> None:
    if not FOLDER.is_dir():
        pytest.skip("no folder with cases beside the project")
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in cases():
        by_kind[case.values[0]["kind"]].append(case.values[0])
    lines = ["| kind | core | cases | here |", "|---|---|---|---|"]
    offered = by_kind.keys() & ADAPTERS.keys()
    assert by_kind.keys() - offered == WHY_NOT.keys(), "each kind that is not offered has its reason, and no other"
    for kind, found in sorted(by_kind.items()):
        passed = f"{sum(map(agrees, found))} pass" if kind in ADAPTERS else f"not offered: {WHY_NOT[kind]}"
        lines.append(f"| `{kind}` | {'core' if kind in CORE else ''} | {len(found)} | {passed} |")
    check_section("kinds", "\n".join(lines), ROOT / "docs" / "methods" / "oracles.md")

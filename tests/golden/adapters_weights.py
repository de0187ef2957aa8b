"""Weights and goals: what each kind of case is called with us."""

import csv
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from monitor.statistics import linearised, sureness, weighting
from monitor.statistics.change import Counted
from monitor.statistics.intervals import clopper_pearson, wilson
from monitor.statistics.linearised import Design

Case = dict[str, Any]
Rows = list[dict[str, str]]
ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_ORACLES", ROOT.parent / "shared" / "oracles"))


def rows_of(case: Case) -> Rows:
    with (FOLDER / case["csv"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(rows: Rows, column: str) -> np.ndarray:
    """A column, or `awards == 'Yes'` as 0 and 1."""
    if "==" in column:
        name, value = (part.strip() for part in column.split("=="))
        return np.array([row[name] == value.strip("'\"") for row in rows], float)
    return np.array([float(row[column]) for row in rows])


def words(rows: Rows, column: str) -> list[str]:
    return [row[column] for row in rows]


def design_of(case: Case, rows: Rows) -> Design:
    """The design that a case says in words: SRS, strata by `stype` or clusters `dnum`, all with fpc."""
    told = case["design"]
    strata = words(rows, "stype") if "strat" in told else None
    clusters = words(rows, "dnum") if "cluster" in told else None
    return Design(numbers(rows, "pw"), strata, clusters, numbers(rows, "fpc"))


def of_mean(case: Case) -> Case:
    rows = rows_of(case)
    found = linearised.mean(numbers(rows, case["y"]), design_of(case, rows))
    return {"mean": found.mean, "se": found.se, "df": found.df, "lower": found.low, "upper": found.high}


def of_domains(case: Case) -> Case:
    rows = rows_of(case)
    inside, design = words(rows, case["by"]), design_of(case, rows)
    found = {
        part: linearised.domain_mean(numbers(rows, case["y"]), np.array(inside) == part, design)
        for part in dict.fromkeys(inside)
    }
    return {"mean": {p: one[0] for p, one in found.items()}, "se": {p: one[1] for p, one in found.items()}}


def of_deff(case: Case) -> Case:
    rows = rows_of(case)
    return {"deff_replace": linearised.design_effect(numbers(rows, case["y"]), design_of(case, rows))}


def of_strata(case: Case) -> Case:
    rows = rows_of(case)
    cells = words(rows, case["strata"])
    counts = {cell: cells.count(cell) for cell in dict.fromkeys(cells)}
    by_cell = weighting.post_stratify(counts, case["totals"])
    weights = np.array([by_cell[cell] for cell in cells])
    effective = weighting.kish(weights)
    got: Case = {"weight_by_stratum": by_cell, "kish_neff": effective, "kish_deff": len(rows) / effective}
    for name, error, column in (("mean", "se", case["y"]), ("prop", "prop_se", case["binary"])):
        values = numbers(rows, column)
        got[name] = float(weights @ values / weights.sum())
        got[error] = linearised.post_stratified_error(values, weights, cells, case["N"])
    return got


def raked(case: Case, rows: Rows) -> tuple[list[list[str]], np.ndarray]:
    divisions = [words(rows, column) for column in case["margins"]]
    return divisions, weighting.rake(divisions, [1.0] * len(rows), list(case["margins"].values()))


def of_rake(case: Case) -> Case:
    rows = rows_of(case)
    divisions, weights = raked(case, rows)
    cells = ["/".join(parts) for parts in zip(*divisions, strict=True)]
    averages = {name: float(weights @ numbers(rows, case[name]) / weights.sum()) for name in ("y", "binary")}
    return {
        "weight_by_cell": dict(zip(cells, weights.tolist(), strict=True)),
        "mean": averages["y"], "prop": averages["binary"], "kish_neff": weighting.kish(weights),
    }  # fmt: skip


def of_rake_se(case: Case) -> Case:
    rows = rows_of(case)
    divisions, weights = raked(case, rows)

    def error(values: Sequence[float] | np.ndarray) -> float:
        start = np.ones(len(rows))
        return linearised.raked_error(np.asarray(values), weights, divisions, start, case["N"])

    return {"se": error(numbers(rows, case["y"])), "prop_se": error(numbers(rows, case["binary"]))}


def of_goal(case: Case) -> Case:
    """Lower bounds of one side are those of two sides at 90 %."""
    x, n, goal = case["x"], case["n"], case["goal"]
    got: Case = {
        "midp_confidence": sureness.one_year(x, n, goal),
        "jeffreys_prob": sureness.jeffreys(x, n, goal),
        "lower_cp": clopper_pearson(x, n, 0.90).low,
        "lower_wilson": wilson(x, n, 0.90).low,
        "lower_jeffreys": sureness.jeffreys_above(x, n),
    }
    if case.get("N"):
        got["finite_prob"] = sureness.of_our_people(x, n, goal, case["N"])
    return got


def of_goal_change(case: Case) -> Case:
    before, after = (case["x1"], case["n1"]), (case["x2"], case["n2"])
    judged = sureness.within_margin(Counted(*before), Counted(*after), case["margin"])
    return {
        "change_prob": sureness.change(before, after, case["delta"]),
        "rise_prob": sureness.change(before, after),
        "newcombe90_lower": judged.interval.low, "newcombe90_upper": judged.interval.high,
        "noninferior": judged.noninferior, "equivalent": judged.equivalent,
    }  # fmt: skip


ADAPTERS: dict[str, Callable[[Case], Case]] = {
    "weights.mean": of_mean,
    "weights.domain_mean": of_domains,
    "weights.deff": of_deff,
    "weights.post_stratify": of_strata,
    "weights.rake": of_rake,
    "weights.rake_se": of_rake_se,
    "goal.one_year": of_goal,
    "goal.change": of_goal_change,
}

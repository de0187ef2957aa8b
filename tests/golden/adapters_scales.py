"""Scales: reliability, and the ratio with families as units."""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from monitor.statistics.ratio import ratio
from monitor.statistics.reliability import (
    Loadings,
    Table,
    correlations,
    covariances,
    cronbach_alpha,
    feldt,
    omega_likely,
    omega_minres,
    omega_total,
)

Case = dict[str, Any]
FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_ORACLES", Path(__file__).parents[3] / "shared" / "oracles"))
TURN = 7
"""'reverse' items are recoded 7 - answer (meta.notes)."""


def answers(case: Case) -> Table:
    """The answers of a case, reversed items turned; NaN where one is missing."""
    with (FOLDER / case["csv"]).open(encoding="utf-8", newline="") as file:
        rows = [[row[name] for name in case["items"]] for row in csv.DictReader(file)]
    table = np.array([[float(cell) if cell else np.nan for cell in row] for row in rows])
    turned = np.isin(case["items"], case["reverse"])
    table[:, turned] = TURN - table[:, turned]
    return table


def of_items(case: Case) -> Case:
    """What `psych::alpha` prints; with pairwise covariances, that is its way of using rows with a gap."""
    table, items = answers(case), case["items"]
    whole = ~np.isnan(table).any(axis=1)
    table = table[whole] if case["missing"] == "complete" else table
    covariance = covariances(table) if case["missing"] == "complete" else pairwise(table)
    related = correlations(covariance)
    assert related is not None
    alpha = cronbach_alpha(covariance)
    assert alpha is not None
    low, high = feldt(alpha, len(table), len(items))
    scores = np.nanmean(table, axis=1)
    known = [scores[~np.isnan(scores)]]
    without = [np.delete(np.arange(len(items)), place) for place in range(len(items))]
    return {
        "n_rows": len(table), "raw_alpha": alpha, "std_alpha": cronbach_alpha(related),
        "G6": 1 - float(np.sum(1 / np.diag(np.linalg.inv(related)))) / float(related.sum()),
        "average_r": float(related[np.triu_indices(len(items), 1)].mean()),
        "mean_of_means": float(np.mean(known)), "sd_of_means": float(np.std(known, ddof=1)),
        "item_drop_raw_alpha": {
            name: cronbach_alpha(covariance[np.ix_(rest, rest)]) for name, rest in zip(items, without, strict=True)
        },
        "item_drop_std_alpha": {
            name: cronbach_alpha(related[np.ix_(rest, rest)]) for name, rest in zip(items, without, strict=True)
        },
        "r_drop": {
            name: float(
                covariance[place, rest].sum()
                / np.sqrt(covariance[place, place] * covariance[np.ix_(rest, rest)].sum())
            )
            for place, (name, rest) in enumerate(zip(items, without, strict=True))
        },
        "item_mean": dict(zip(items, np.nanmean(table, axis=0).tolist(), strict=True)),
        "feldt_lower": low, "feldt_upper": high,
    }  # fmt: skip


def pairwise(table: Table) -> Table:
    """Covariances over the people who answered both of two items."""
    items = table.shape[1]
    found = np.empty((items, items))
    for i in range(items):
        for j in range(items):
            both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j])
            found[i, j] = np.cov(table[both, i], table[both, j])[0, 1]
    return found


def of_factor(case: Case, fit: Callable[[Table], Loadings | None]) -> Case:
    table = answers(case)
    table = table[~np.isnan(table).any(axis=1)]
    related = correlations(covariances(table))
    assert related is not None
    found = fit(related)
    assert found is not None
    return {
        "n_rows": len(table), "omega_total": found.omega,
        "loadings": dict(zip(case["items"], found.loadings.tolist(), strict=True)),
        "spread": omega_total(found.loadings, table.std(axis=0, ddof=1)),
    }  # fmt: skip


def of_ratio(case: Case) -> Case:
    with (FOLDER / case["csv"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [np.array([float(row[case[name]]) for row in rows]) for name in ("num", "den")]
    found = ratio(columns[0], columns[1], population=int(rows[0]["fpc"]))
    return {"ratio": found.ratio, "se": found.se}


ADAPTERS: dict[str, Callable[[Case], Case]] = {
    "reliability.alpha": of_items,
    "reliability.omega_ml": lambda case: of_factor(case, omega_likely),
    "reliability.omega_minres": lambda case: of_factor(case, omega_minres),
    "reliability.omega_cfa": lambda case: {**(got := of_factor(case, omega_likely)), "omega_total": got["spread"]},
    "weights.ratio": of_ratio,
}

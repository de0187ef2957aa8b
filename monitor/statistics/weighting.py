"""What each answer counts for when some groups answered less than others: weights, and what they cost.

A cell is a group of people of whom it is known how many there are (a stage, a class). Weights make the answers add up
to these numbers. They help only where both the response and the answers differ between the cells (Little & Vartivarian
2005), and say nothing about who stays silent because of what they think.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

TOLERANCE = 1e-10
"""Relative distance between the weights' sums and the known totals at which raking stops."""
ROUNDS = 1000
TRIMMED_AT = 3.0
"""Weights above so many times the median weight are cut off there."""
_AGREES = 1e-6


class Trimmed(NamedTuple):
    """Weights of which none is too large, where they were cut, and how many were."""

    weights: Vector
    limit: float
    cut: int


def post_stratify(counts: Mapping[str, float], totals: Mapping[str, float]) -> dict[str, float]:
    """For how many people one answer of each cell counts: w_h = N_h / n_h.

    Source: Holt & Smith 1979; proven by oracle kind `weights.post_stratify` (R `survey::postStratify`).

    Args:
        counts: answers per cell.
        totals: people per cell.

    Raises:
        ValueError: the cells of the two differ, a total is negative, or nobody answered in a cell with people.
    """
    _same_cells(counts, totals, "")
    return {cell: totals[cell] / counts[cell] if counts[cell] else 0.0 for cell in counts}


def rake(cells: Sequence[Sequence[str]], start: Sequence[float], margins: Sequence[Mapping[str, float]]) -> Vector:
    """Weights that meet the known totals of several divisions at once (by class, by sex), cell by cell unknown.

    Iterative proportional fitting: the weights of each category of each division are multiplied by what they lack,
    until all sums agree to 1e-10; at most 1000 rounds. Source: Deming & Stephan 1940; Deville & Sarndal 1992; proven
    by oracle kind `weights.rake` (R `survey::rake` with epsilon 1e-12; its default of 1 stops early, trap T3).

    Args:
        cells: per division the category of each row (a person, or a group of people who are alike).
        start: the number of answers (or the first weight) of each row.
        margins: per division how many people each category has.

    Raises:
        ValueError: categories without a total or without answers, totals of two divisions that do not agree, or
            weights that do not settle.
    """
    weights = np.asarray(start, float)
    _agree(margins)
    divisions = [_places(rows, weights, totals) for rows, totals in zip(cells, margins, strict=True)]
    for _round in range(ROUNDS):
        for places, totals in divisions:
            sums = np.bincount(places, weights, len(totals))
            weights = weights * np.divide(totals, sums, out=np.zeros(len(totals)), where=sums > 0)[places]
        if all(_met(np.bincount(places, weights, len(totals)), totals) for places, totals in divisions):
            return weights
    raise ValueError(f"the totals of the divisions cannot all be met: no weights found in {ROUNDS} rounds")


def kish(weights: Sequence[float] | Vector) -> float:
    """How many answers of equal weight would be as exact: (sum w)^2 / sum w^2.

    Source: Kish 1965; proven by oracle kind `weights.post_stratify` (`kish_neff`).

    Raises:
        ValueError: no weights, one below 0, or all 0.
    """
    w = np.asarray(weights, float)
    if not np.all(w >= 0) or not np.any(w > 0):
        raise ValueError("weights are 0 or more, and not all 0")
    return float(w.sum() ** 2 / (w**2).sum())


def trim(weights: Sequence[float] | Vector, at: float = TRIMMED_AT) -> Trimmed:
    """The weights with the largest cut off at three times the median, so that no few people speak for very many.

    What is cut off is shared out over all in proportion, so that the sum stays; how many were cut is to be reported.

    Raises:
        ValueError: no weights, one below 0, or all 0.
    """
    w = np.asarray(weights, float)
    kish(w)
    limit = float(at * np.median(w))
    cut = np.minimum(w, limit) if limit else w
    return Trimmed(cut * (w.sum() / cut.sum()), limit, int((w > cut).sum()))


def _agree(margins: Sequence[Mapping[str, float]]) -> None:
    sums = [sum(totals.values()) for totals in margins]
    if any(abs(one - sums[0]) > _AGREES * sums[0] for one in sums[1:]):
        raise ValueError(f"the totals of the divisions do not agree: {', '.join(f'{one:g}' for one in sums)}")


def _places(rows: Sequence[str], weights: Vector, totals: Mapping[str, float]) -> tuple[npt.NDArray[np.int_], Vector]:
    names = {name: place for place, name in enumerate(totals)}
    counts = dict.fromkeys(totals, 0.0)
    for row, weight in zip(rows, weights.tolist(), strict=True):
        counts[row] = counts.get(row, 0.0) + weight
    _same_cells(counts, totals, "raking: ")
    return np.array([names[row] for row in rows]), np.array(list(totals.values()), float)


def _met(sums: npt.NDArray[np.number], totals: Vector) -> bool:
    return bool(np.all(np.abs(sums - totals) <= TOLERANCE * np.maximum(totals, 1)))


def _same_cells(counts: Mapping[str, float], totals: Mapping[str, float], when: str) -> None:
    unknown = sorted(counts.keys() ^ totals.keys())
    if unknown:
        raise ValueError(f"{when}answers and totals are not of the same groups: {', '.join(unknown)}")
    if not all(number >= 0 for number in (*totals.values(), *counts.values())):
        raise ValueError(f"{when}a group has fewer than 0 people or answers")
    empty = [cell for cell in totals if totals[cell] and not counts[cell]]
    if empty:
        raise ValueError(f"{when}nobody answered in {', '.join(empty)}: merge these groups with others first")

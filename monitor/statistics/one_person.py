"""Alpha and omega that no one person decides: worked out again without each person in turn.

Rounding hides how much one person moves a number only if that is little beside the step. Where everybody answers the
same but a few, those few are the whole of alpha, and any rounding of it would tell of them.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.reliability import Table, correlations, covariances, cronbach_alpha, minres, omega_minres

Persons = npt.NDArray[np.int64]
ROUGH = 1e-6


class Settled(NamedTuple):
    """Alpha and omega before rounding; None, with a reason (`few-items`, `no-variance`, `one-person`), if untold.

    An omega may be missing beside an alpha.
    """

    alpha: float | None
    omega: float | None
    reason: str = ""


def settled(points: Table, person: Persons, most: float, least: int) -> Settled:
    """Alpha and omega, each if leaving out any one person moves it by `most` at most.

    Args:
        points: complete answers, a row per form and a column per item.
        person: whose form each row is; a person may have several.
        most: how far one person may move either.
        least: so many people must differ in their sum from the sum that most people have.
    """
    if points.shape[1] < 2:
        return Settled(None, None, "few-items")
    alpha = cronbach_alpha(covariances(points)) if len(points) > 1 else None
    if alpha is None:
        return Settled(None, None, "no-variance")
    without = _without_each(points, person)
    if _differing(points, person) < least or not _near(_alphas(without), alpha, most):
        return Settled(None, None, "one-person")
    return Settled(alpha, _settled_omega(points, without, most))


def _differing(points: Table, person: Persons) -> int:
    """How many people have a form of which the sum is not the sum that most forms have."""
    _sums, place, times = np.unique(points.sum(axis=1), return_inverse=True, return_counts=True)
    return len(np.unique(person[place != np.argmax(times)]))


def _without_each(points: Table, person: Persons) -> Table:
    """The covariances without each person in turn; alike ones once. Shape (ways, items, items)."""
    _numbers, place = np.unique(person, return_inverse=True)
    centred = points - points.mean(axis=0)
    items = points.shape[1]
    own = np.zeros((len(_numbers), 1 + items + items * items))
    squares = (centred[:, :, None] * centred[:, None, :]).reshape(len(points), -1)
    np.add.at(own, place, np.hstack([np.ones((len(points), 1)), centred, squares]))
    rest = own.sum(axis=0) - np.unique(own.round(9), axis=0)
    n, sums, products = rest[:, :1], rest[:, 1 : 1 + items], rest[:, 1 + items :].reshape(-1, items, items)
    left = np.where(n > 1, n, np.nan)[:, :, None]
    return np.asarray((products - sums[:, :, None] * sums[:, None, :] / left) / (left - 1), float)


def _alphas(covariance: Table) -> Table:
    items = covariance.shape[1]
    whole, own = covariance.sum(axis=(1, 2)), np.trace(covariance, axis1=1, axis2=2)
    return np.asarray(items / (items - 1) * (1 - own / np.where(whole > ROUGH, whole, np.nan)), float)


def _settled_omega(points: Table, without: Table, most: float) -> float | None:
    related = correlations(covariances(points))
    found = None if related is None else omega_minres(related)
    if found is None:
        return None
    spread = np.sqrt(np.diagonal(without, axis1=1, axis2=2))
    spread = np.where(spread > ROUGH, spread, np.nan)
    others = without / (spread[:, :, None] * spread[:, None, :])
    if np.isnan(others).any():
        return None
    loadings = minres(others, found.loadings, ROUGH)
    shared = loadings.sum(axis=1) ** 2
    omegas = shared / (shared + (1 - loadings**2).sum(axis=1))
    return found.omega if _near(omegas, found.omega, most) else None


def _near(values: Table, middle: float, most: float) -> bool:
    """Whether every value is near the middle; one that is not there is not."""
    return bool(np.all(np.abs(values - middle) <= most))

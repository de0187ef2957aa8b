"""What a share would be if every group had answered as much as every other: the weighted figure beside the headline.

Cells are the released groups with the people who belong to them as the school declared (`Manifest.enrolled`). They are
chosen by size alone, never by what was answered: the classes of a stage where all its classes can be had, else the
stage itself; in the order of the tree a cell with fewer than 10 answers is merged with the next one, the last with the
one before it. Everything is worked out from released counts, and their rounding is in the interval. When an answer came
in is never kept, so early answers cannot be set beside late ones.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np

from monitor.disclosure.release import Node
from monitor.statistics.estimate import LEAST, LEAST_TO_COMPARE, Estimates, Share
from monitor.statistics.intervals import LEVEL, quantile, wilson
from monitor.statistics.reasons import Reason, because
from monitor.statistics.rounding import noise
from monitor.statistics.weighting import kish, post_stratify, rake, trim

SCHOOL = "school"
TELLING = 0.02
"""A weighted figure that lies further from the unweighted one is flagged."""
COVERED = 0.9
"""Groups that hold less of the people, or of the answers, of a school do not stand for it."""


@dataclass(frozen=True)
class Cell:
    """A group of people, or several: how many there are, and the released counts of their answers.

    `stage` is the group above the cell (itself, if there is none). `numerator` and `denominator` are the variances that
    rounding gave the two counts.
    """

    nodes: tuple[str, ...]
    stage: str
    people: int
    count: int
    n: int
    numerator: float
    denominator: float

    def with_next(self, other: "Cell") -> "Cell":
        """The two as one."""
        return Cell(
            (*self.nodes, *other.nodes), self.stage, self.people + other.people, self.count + other.count,
            self.n + other.n, self.numerator + other.numerator, self.denominator + other.denominator,
        )  # fmt: skip


@dataclass(frozen=True)
class Weighted:
    """A share of the whole school, post-stratified by its groups, beside the unweighted one; or why there is none.

    `effective` is how many answers of equal weight would be as exact (Kish); `noise` the variance that rounding adds;
    `trimmed` the number of answers whose weight was cut off at three times the median. `apart` is how far it lies from
    the same cells without weights (not from the published share, which was rounded on its own), and `beyond_chance`
    whether chance and rounding alone do not do that.
    """

    unweighted: Share
    share: float | None = None
    low: float | None = None
    high: float | None = None
    effective: float | None = None
    noise: float = 0.0
    trimmed: int = 0
    apart: float = 0.0
    beyond_chance: bool = False
    cells: tuple[Cell, ...] = ()
    reason: Reason | None = None

    @cached_property
    def raked(self) -> float | None:
        """The share with weights that meet the totals of the stages and those of the cells by iterative fitting.

        A release has one tree of groups, in which cells lie within stages, so that it agrees with post-stratification;
        the two would part if a second division were released (decision 43).
        """
        return _raked(self.cells) if self.cells else None

    @property
    def flag(self) -> bool | None:
        """Whether it lies more than 2 points from its cells without weights; None: there is none."""
        if self.share is None:
            return None
        return abs(self.apart) > TELLING + 1e-9  # two points sharp are not more


def weighted(estimates: Estimates, share: Share) -> Weighted:
    """The weighted figure of a share of the whole school.

    Post-stratification: sum N_h p_h / sum N_h with N_h / n_h trimmed at three times the median weight; Wilson on Kish's
    effective number of answers, widened by the rounding of each cell, sum W_h^2 noise_h. Source: Holt & Smith 1979;
    Kish 1965; proven by oracle kind `weights.post_stratify` through `weighting.post_stratify` and `kish`.
    """
    unweighted = Weighted(share)
    if not share.shown or share.n is None:
        return replace(unweighted, reason=share.reason or because("not-published"))
    if share.few:
        return replace(unweighted, reason=because("few-to-weigh", least=LEAST_TO_COMPARE))
    found = _cells(estimates, share)
    if isinstance(found, Reason):
        return replace(unweighted, reason=found)
    return _figures(unweighted, found)


def _figures(unweighted: Weighted, cells: tuple[Cell, ...]) -> Weighted:
    names, answers = [", ".join(cell.nodes) for cell in cells], [cell.n for cell in cells]
    counts = dict(zip(names, map(float, answers), strict=True))
    people = dict(zip(names, (float(cell.people) for cell in cells), strict=True))
    by_cell = post_stratify(counts, people)
    cut = trim(np.repeat([by_cell[name] for name in names], answers))
    effective = kish(cut.weights)
    shares = np.array([cell.count / cell.n for cell in cells])
    parts = _parts(cut.weights, answers)
    added = [noise(p, c.n, c.numerator, c.denominator) for p, c in zip(shares.tolist(), cells, strict=True)]
    rounding = float(parts**2 @ np.asarray(added, float))
    share = min(1.0, float(parts @ shares))
    apart, beyond = _apart(cells, parts, np.asarray(added, float))
    low, high = wilson(share * effective, effective, noise=rounding)
    return replace(
        unweighted, share=share, low=float(low), high=float(high), effective=effective, noise=rounding,
        trimmed=cut.cut, apart=apart, beyond_chance=beyond, cells=cells,
    )  # fmt: skip


def _apart(cells: tuple[Cell, ...], parts: np.ndarray, added: np.ndarray) -> tuple[float, bool]:
    """How far weighting moves the share of these cells, and whether chance and rounding alone do not do that.

    d = sum (W_h - n_h/n) p_h has the variance sum (W_h - n_h/n)^2 (p_h (1 - p_h) / n_h + noise_h); all of it 0: no.
    """
    answers = np.array([cell.n for cell in cells], float)
    shares = np.array([cell.count for cell in cells], float) / answers
    moved = parts - answers / answers.sum()
    apart = float(moved @ shares)
    variance = float(moved**2 @ (shares * (1 - shares) / answers + added))
    return apart, abs(apart) > quantile(LEVEL) * math.sqrt(variance)


def _raked(cells: tuple[Cell, ...]) -> float:
    names, shares = [", ".join(cell.nodes) for cell in cells], np.array([cell.count / cell.n for cell in cells])
    stages: dict[str, float] = {}
    for cell in cells:
        stages[cell.stage] = stages.get(cell.stage, 0.0) + cell.people
    people = {name: float(cell.people) for name, cell in zip(names, cells, strict=True)}
    answers = [cell.n for cell in cells]
    totals = rake([[cell.stage for cell in cells], names], [float(n) for n in answers], [stages, people])
    cut = trim(np.repeat(totals / answers, answers))
    return min(1.0, float(_parts(cut.weights, answers) @ shares))


def _parts(weights: np.ndarray, answers: list[int]) -> np.ndarray:
    """What part of all weight each cell has."""
    ends = np.cumsum([0, *answers[:-1]])
    return np.asarray(np.add.reduceat(weights, ends) / weights.sum(), float)


def _cells(estimates: Estimates, share: Share) -> tuple[Cell, ...] | Reason:
    """The cells of a share in the order of the tree, none with fewer than 10 answers; or why there are none."""
    if estimates.published.release.narrowed:  # weighing by the groups that are left would give another figure
        return because("groups-not-seen")
    below = [node for node in estimates.manifest.nodes if node.parent == SCHOOL]
    if not below:
        return because("no-groups-to-weigh")
    found: list[Cell] = []
    for node in below:
        cells = _cells_of(estimates, share, node)
        if isinstance(cells, Reason):
            return cells
        found += cells
    merged = tuple(_merged(found))
    return _obstacle(estimates, share, merged) or merged


def _cells_of(estimates: Estimates, share: Share, node: Node) -> list[Cell] | Reason:
    """The classes of a stage, if all of its people are in them and can be had; else the stage itself."""
    whole = _cell(estimates, share, node, node)
    if isinstance(whole, Reason):
        return whole
    children = [one for one in estimates.manifest.nodes if one.parent == node.id]
    classes = [_cell(estimates, share, child, node) for child in children]
    known = [cell for cell in classes if isinstance(cell, Cell)]
    wrong = [cell for cell in classes if isinstance(cell, Reason) and cell.code == "more-forms-in-group"]
    if wrong:  # a number that cannot be right is told, not passed by
        return wrong[0]
    complete = len(known) == len(classes) and sum(cell.people for cell in known) == whole.people
    return list(_merged(known)) if known and complete else [whole]


def _cell(estimates: Estimates, share: Share, node: Node, stage: Node) -> Cell | Reason:
    item, measure = estimates.items.get(share.item), estimates.measure(share.item, share.measure)
    if item is None or measure is None:
        return because("no-groups-to-weigh")
    people = estimates.manifest.enrolled.get(node.id)
    if not people:
        return because("no-enrolment-of-group", group=node.label)
    if node.forms > people:
        return because("more-forms-in-group", group=node.label, forms=node.forms, enrolled=people)
    numerator = estimates.published.count(node.id, item, measure.codes)
    denominator = estimates.published.base(node.id, item, share.base)
    if numerator is None or denominator is None:
        return because("no-groups-to-weigh")
    n = denominator.value
    return Cell((node.id,), stage.id, people, min(numerator.value, n), n, numerator.variance, denominator.variance)


def _merged(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Each cell with fewer than 10 answers together with the next; the last, if it has too few, with the one before."""
    done: list[Cell] = []
    open_: Cell | None = None
    for cell in cells:
        open_ = open_.with_next(cell) if open_ else cell
        if open_.n >= LEAST:
            done.append(open_)
            open_ = None
    if open_ is not None:
        done = [*done[:-1], reduce(Cell.with_next, [*done[-1:], open_])]
    yield from done


def _obstacle(estimates: Estimates, share: Share, cells: tuple[Cell, ...]) -> Reason | None:
    """Why these cells do not stand for the school."""
    assert share.n is not None
    people = sum(cell.people for cell in cells)
    total = estimates.manifest.enrolment.get("total") or people
    covered = min(people / total, sum(cell.n for cell in cells) / share.n)
    if covered < COVERED:
        return because("groups-cover-part")
    return because("one-group-to-weigh") if len(cells) < 2 else None

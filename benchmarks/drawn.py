"""Schools that are drawn, where counting out is not possible: families who answer twice, and the real release."""

import datetime as dt
from dataclasses import dataclass, field
from math import sqrt
from random import Random

import numpy as np
import numpy.typing as npt

from benchmarks.chances import Whole, counted, rounded
from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import Tally, chosen, tally
from monitor.definition.model import Item, ItemType, Option, Survey
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Manifest, Policy, Release
from monitor.disclosure.release_file import facts_sha256
from monitor.statistics.change import Counted, newcombe
from monitor.statistics.compare import compare
from monitor.statistics.estimate import LEAST_TO_COMPARE, Estimates, Key, estimate
from monitor.statistics.intervals import wilson

Flags = npt.NDArray[np.bool_]
POLICY = Policy(k=10, base=3, base_sensitive=5, all_options_from=60, three_options_from=30)
SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""The true favourable share of each question of the school whose numbers are released."""
CLASSES = ("1A", "2A", "3A", "4A", "5A", "6A")
STAGES = {"onderbouw": CLASSES[:3], "bovenbouw": CLASSES[3:]}
STEPS = ("zeer_ontevreden", "ontevreden", "neutraal", "tevreden", "zeer_tevreden")
ASKED = Survey(
    id="proef",
    audience="ouders",
    version="1",
    title={"nl": "Proef"},
    items=tuple(
        Item(
            id=f"vraag_{number}",
            type=ItemType.LIKERT,
            text={"nl": f"Vraag {number}"},
            options=(
                *(Option(code=code, label={"nl": code}, value=value) for value, code in enumerate(STEPS, 1)),
                Option(code="weet_niet", label={"nl": "Weet ik niet"}, dont_know=True),
            ),
            favourable=STEPS[3:],
        )
        for number in range(len(SHARES))
    ),
)


def twice(
    families: int, response: float, shares: tuple[float, float], phi: float, base: int, times: int,
    random: np.random.Generator,
) -> tuple[Flags, Flags]:  # fmt: skip
    """How often the interval of a change holds the truth when the same families answer in both years.

    Args:
        families: how many are invited.
        response: the chance that a family answers; if so, in both years.
        shares: the true favourable shares.
        phi: how strongly the answers of a family in both years go together.
        base: to which counts are rounded.
        times: schools to draw.
        random: what draws.

    Returns:
        Per school with enough answers to compare: whether the truth lies in the interval, whether it excludes 0.
    """
    p, q = shares
    again = q + phi * sqrt(p * (1 - p) * q * (1 - q)) / p
    n = random.binomial(families, response, times)
    first = random.binomial(n, p)
    second = random.binomial(first, again) + random.binomial(n - first, (q - p * again) / (1 - p))
    before, after = (_rounded_counts(yes, n, base, random) for yes in (first, second))
    compared = np.minimum(before.n, after.n) >= LEAST_TO_COMPARE
    before, after = (Counted(*(np.asarray(part)[compared] for part in year)) for year in (before, after))
    low, high = (np.asarray(limit) for limit in newcombe(before, after))
    return (low <= q - p) & (q - p <= high), (low > 0) | (high < 0)


def _rounded_counts(yes: Whole, n: Whole, base: int, random: np.random.Generator) -> Counted:
    """Counts and their bases, each rounded at random, as they enter an interval."""
    everyone = _drawn(n, n, base, random, within=False)
    return counted(np.minimum(_drawn(yes, n, base, random), everyone), everyone, base)


def _drawn(count: Whole, most: Whole, base: int, random: np.random.Generator, *, within: bool = True) -> Whole:
    """Counts rounded at random; `within`: as a part of `most` people, of whom it is known how many there are."""
    (down, _chance), (up, chance) = rounded(count, base, None)
    if within:
        left = np.minimum(up + base - 1, most) - np.maximum(0, up - base + 1) + 1
        chance = np.where((left >= base) | (most < base), chance, 0.0)
    return np.where(random.random(len(count)) < chance, up, down)


@dataclass
class Hits:
    """Whether each interval held the truth, in the waves drawn so far; nothing changed between them."""

    one_year: list[bool] = field(default_factory=list)
    change: list[bool] = field(default_factory=list)

    def add(self, before: Counted | None, now: Counted, share: float) -> None:
        """One share of one wave, and its change since the wave before."""
        low, high = wilson(now.x, now.n, noise=now.noise)
        self.one_year.append(bool(low <= share <= high))
        if before is not None and min(before.n, now.n) >= LEAST_TO_COMPARE:
            low, high = newcombe(before, now)
            self.change.append(bool(low <= 0 <= high))


def released(families: int, response: float, waves: int, seed: int) -> tuple[Hits, Hits]:
    """Years of a school in which nothing changes: as released, and the same counts rounded once without an attack.

    Everything after the answers is the real thing: tally, reporting tree, rounding, attack and redraw, estimate,
    compare. Where fewer answer than a release must have, none is made of that year.
    """
    random = np.random.default_rng((seed, families, round(100 * response)))
    real, alone = Hits(), Hits()
    last: Estimates | None = None
    before: list[Counted | None] = [None] * len(SHARES)
    for year in range(waves):
        counts = _tally(families, response, random)
        if counts.forms.sum() < POLICY.k:  # no release is made, so there is nothing to compare with either
            last, before = None, [None] * len(SHARES)
            continue
        now = estimate(_release(counts, year, Random(f"{seed} {families} {response} {year}")))
        _as_released(last, now, real)
        for place, (item, share) in enumerate(zip(ASKED.items, SHARES, strict=True)):
            once = _rounded_once(counts, item, random)
            alone.add(before[place], once, share)
            before[place] = once
        last = now
    return real, alone


def _as_released(last: Estimates | None, now: Estimates, hits: Hits) -> None:
    """The intervals as readers see them."""
    changes = {} if last is None else compare(last, now)
    for item, true in zip(ASKED.items, SHARES, strict=True):
        key: Key = (item.id, "favourable", "A", "school")
        share, change = now.shares[key], changes.get(key)
        if share.low is not None and share.high is not None:
            hits.one_year.append(share.low <= true <= share.high)
        if change is not None and change.low is not None and change.high is not None:
            hits.change.append(change.low <= 0 <= change.high)


def _rounded_once(counts: Tally, item: Item, random: np.random.Generator) -> Counted:
    """The favourable count of a question and its base, each rounded once."""
    options = chosen(counts, item).sum(axis=0)
    n, yes = options.sum(keepdims=True), options[3:5].sum(keepdims=True)
    return Counted(*(float(np.asarray(part)[0]) for part in _rounded_counts(yes, n, POLICY.base, random)))


def _tally(families: int, response: float, random: np.random.Generator) -> Tally:
    """The answers of one year, counted: families are spread over six classes, and answer independently."""
    n = random.binomial(families, response)
    codes = {}
    for item, share in zip(ASKED.items, SHARES, strict=True):
        rest = 1 - share  # of which one in five does not know
        chances = (0.1 * rest, 0.3 * rest, 0.4 * rest, 0.6 * share, 0.4 * share, 0.2 * rest)
        codes[item.id] = random.choice(np.arange(1, 7, dtype=np.int8), n, p=chances)
    group = random.integers(1, len(CLASSES) + 1, n).astype(np.int16)
    return tally(AnonymousAnswers(ASKED.id, CLASSES, group, codes), ASKED)


def _release(counts: Tally, year: int, random: Random) -> Release:
    """The real release of one year."""
    tree = reporting_tree(counts.forms_by_group(), STAGES, POLICY.k, counts.contributors)
    made = protect(counts, tree, ASKED, POLICY, random=random)
    manifest = Manifest(
        wave=f"{ASKED.id}_{year}", school="Proef", locale="nl-BE", year=f"{2024 + year}-{2025 + year}", survey=ASKED,
        survey_hash=ASKED.hash, policy=POLICY, nodes=made.nodes, enrolment={}, audit=made.audit,
        facts_sha256=facts_sha256(made.facts), previous=None, closed_on=dt.date(2025 + year, 5, 12),
    )  # fmt: skip
    return Release(manifest, made.facts)

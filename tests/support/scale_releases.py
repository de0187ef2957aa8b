"""Releases with derived scales: made up, or closed from answers that go together."""

from dataclasses import replace
from random import Random
from zlib import crc32

import numpy as np

from monitor.definition.derived import derived_item
from monitor.definition.scales import scales_of
from monitor.disclosure.detail import codes_of, published_sets
from monitor.disclosure.release import Fact, Release, ScaleReliability
from tests.support.releases import POLICY


def with_scales(release: Release, *, highest: float = 0.55, alpha: float | None = 0.8) -> Release:
    """A made-up release as if its scales had been counted, with so many on the highest step.

    Not audited: for screens and reports, as the releases that it is made from.
    """
    manifest = release.manifest
    scales = scales_of(manifest.survey)
    random = np.random.default_rng(crc32(f"{manifest.wave} {highest}".encode()))
    facts = list(release.facts)
    for scale in scales:
        item, n = derived_item(scale, manifest.survey), int(manifest.nodes[0].forms * 0.9)
        base = POLICY.base_sensitive if item.sensitive == 2 else POLICY.base
        drawn = random.multinomial(n, [(1 - highest) / 3, (1 - highest) * 2 / 3, highest])
        counts = dict(zip(item.codes(), drawn.tolist(), strict=True))
        for options in published_sets(item, n, POLICY):
            exact = n if options == "*" else sum(counts[code] for code in codes_of(options, item))
            value = exact // base * base + base * int(random.random() < exact % base / base)
            facts.append(Fact("school", "", scale.id, "partition", options, value, base))
    told = [ScaleReliability(scale=one.id, step=0.1, n=84, alpha=alpha, omega=alpha) for one in scales]
    if alpha is None:
        told = [replace_reason(one, "few-complete") for one in told]
    changed = manifest.model_copy(update={"scales": scales, "reliability": tuple(told)})
    return replace(release, manifest=changed, facts=tuple(facts))


def replace_reason(told: ScaleReliability, reason: str) -> ScaleReliability:
    """The same without numbers, for a reason."""
    return told.model_copy(update={"alpha": None, "omega": None, "reason": reason})


def who_agree(people: int, items: int, loading: float, seed: int) -> np.ndarray:
    """Answers from 1 to 5 of people to items that share so much; shape (people, items)."""
    random = np.random.default_rng(seed)
    shared, own = random.normal(size=(people, 1)), random.normal(size=(people, items))
    return 1 + np.digitize(loading * shared + np.sqrt(1 - loading**2) * own, (-1.5, -0.7, 0.2, 1.1)).astype(float)


def shuffled(points: np.ndarray, seed: int) -> np.ndarray:
    """The same people in another order."""
    order = list(range(len(points)))
    Random(seed).shuffle(order)
    return points[order]

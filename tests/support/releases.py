"""Releases made in memory from the shipped surveys: something to show before, and without, the pipeline.

The counts are drawn with a seed and rounded at random as the policy says, with the detail that a group of its size
may have. Nothing here was audited: these releases are for screens and reports, not for proofs.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from zlib import crc32

import numpy as np

from monitor.definition.library import survey as shipped_survey
from monitor.definition.model import Item, Survey
from monitor.disclosure.detail import codes_of, deepest_level, kind_of, published_sets
from monitor.disclosure.release import AuditResult, Fact, Manifest, Node, Policy, Release
from monitor.disclosure.release_file import facts_sha256
from monitor.results import Results

POLICY = Policy(k=10, base=3, base_sensitive=5, all_options_from=60, three_options_from=30)
YEARS = ("2023-2024", "2024-2025", "2025-2026")
SURVEYS = ("ouders", "leerlingen-9-12", "personeel")
LEVELS = ("class", "stage", "school")
STAGES = {"kleuters": ("K1", "K2", "K3"), "onderbouw": ("1A", "2A", "3A"), "bovenbouw": ("4A", "5A", "6A")}


@dataclass(frozen=True)
class Wave:
    """What a wave is made of: how many answered and how much better the answers are than in an average year."""

    survey: str
    year: str
    forms: int
    enrolled: int
    drift: float = 0.0
    groups: bool = True


@cache
def sample_results() -> Results:
    """A school with three surveys and three years; parents' answers change, and one of their questions did."""
    waves = []
    for place, year in enumerate(YEARS):
        waves += [
            release_of(Wave("ouders", year, 198 + 7 * place, 320, 0.45 * place)),
            release_of(Wave("leerlingen-9-12", year, 141 - 4 * place, 160, -0.1 * place)),
            release_of(Wave("personeel", year, 34 + place, 41, 0.05 * place, groups=False)),
        ]
    return Results.of([reworded(waves[0], "com_tevreden"), *waves[1:]])


def one_year() -> Results:
    """A school in its first year."""
    return Results.of([release_of(Wave("ouders", "2025-2026", 120, 320))])


def everything_hidden() -> Results:
    """A school where so few answered that no number may be shown, in two years."""
    return Results.of([release_of(Wave("personeel", year, 7, 9, groups=False)) for year in YEARS[1:]])


def nothing() -> Results:
    """A workspace without a closed wave."""
    return Results.of([])


def release_of(wave: Wave) -> Release:
    """A release with drawn answers."""
    asked = shipped_survey(wave.survey)
    nodes = tuple(_nodes(wave))
    random = np.random.default_rng(crc32(f"{wave.survey} {wave.year}".encode()))
    facts = tuple(fact for item in asked.items for fact in _facts(item, asked, nodes, wave, random))
    manifest = Manifest(
        wave=f"{wave.survey}_{wave.year}",
        school="Basisschool De Linde",
        locale="nl-BE",
        year=wave.year,
        survey=asked,
        survey_hash=asked.hash,
        policy=POLICY,
        nodes=nodes,
        enrolment={"total": wave.enrolled},
        audit=AuditResult(facts=len(facts), targets=2 * len(facts), min_values=3, passed=True, seconds=1.5),
        facts_sha256=facts_sha256(facts),
        previous=None,
        closed_on=dt.date(int(wave.year[5:]), 5, 12),
    )
    return Release(manifest, facts)


def reworded(release: Release, item_id: str) -> Release:
    """The release as if one question had been put with one answer fewer."""
    asked = release.manifest.survey
    items = tuple(
        item.model_copy(update={"version": item.version + 1, "text": {"nl": "Anders gevraagd?"}})
        if item.id == item_id
        else item
        for item in asked.items
    )
    changed = asked.model_copy(update={"items": items})
    return Release(release.manifest.model_copy(update={"survey": changed}), release.facts)


def without_stages(wave: Wave) -> Release:
    """A release of a school of which the classes stand below the school itself; it knows how many are in each."""
    release = release_of(wave)
    nodes = [node for node in release.manifest.nodes if node.level != "stage"]
    kept = {node.id for node in nodes}
    below = tuple(node if node.id == "school" else node.model_copy(update={"parent": "school"}) for node in nodes)
    facts = tuple(
        fact if fact.node == "school" else replace(fact, parent="school") for fact in release.facts if fact.node in kept
    )
    enrolled = {node.id: node.forms + 5 for node in below[1:]}
    return Release(release.manifest.model_copy(update={"nodes": below, "enrolled": enrolled}), facts)


def weighed(release: Release) -> Release:
    """The release of a school that knows how many belong to each class, and has the weighted figure as headline."""
    classes = {node.id: node.forms + 1 + 2 * place for place, node in enumerate(release.manifest.nodes[1:])}
    stages = {
        node.id: sum(classes[one.id] for one in release.manifest.nodes if one.parent == node.id)
        for node in release.manifest.nodes
        if node.parent == "school"
    }
    enrolled = classes | stages
    changed = {
        "enrolled": enrolled, "enrolment": {"total": sum(stages.values())}, "weighted_headline": True,
    }  # fmt: skip
    return Release(release.manifest.model_copy(update=changed), release.facts)


def _nodes(wave: Wave) -> Iterator[Node]:
    yield Node(id="school", parent="", label="Hele school", level="school", forms=wave.forms)
    if not wave.groups:
        return
    each = wave.forms // 9
    for stage, classes in STAGES.items():
        yield Node(id=stage, parent="school", label=stage.capitalize(), level="stage", forms=3 * each)
        for label in classes:
            yield Node(id=f"klas-{label}", parent=stage, label=label, level="class", forms=each)


def _facts(
    item: Item, survey: Survey, nodes: tuple[Node, ...], wave: Wave, random: np.random.Generator
) -> Iterator[Fact]:
    kind = kind_of(item)
    if kind is None:
        return
    weights = _weights(item, wave.drift, random)
    base = POLICY.base_sensitive if item.sensitive == 2 else POLICY.base
    for node in nodes:
        if LEVELS.index(node.level) < LEVELS.index(deepest_level(item, survey)):
            continue
        answers = int(node.forms * 0.94)
        drawn = random.multinomial(answers, weights) if kind == "partition" else random.binomial(answers, weights)
        counts = dict(zip(item.codes(), drawn.tolist(), strict=True))
        for options in published_sets(item, answers, POLICY):
            exact = answers if options == "*" else sum(counts[code] for code in codes_of(options, item))
            value = exact // base * base + base * int(random.random() < exact % base / base)
            yield Fact(node.id, node.parent, item.id, kind, options, value, base)


def _weights(item: Item, drift: float, random: np.random.Generator) -> np.ndarray:
    leaning = np.array([_leaning(item, code, drift) for code in item.codes()])
    if kind_of(item) == "multiple":
        return np.clip(np.linspace(0.6, 0.1, len(leaning)), 0, 1)
    weights = np.exp(leaning + random.normal(0, 0.12, len(leaning)))
    return np.asarray(weights / weights.sum())


def _leaning(item: Item, code: str, drift: float) -> float:
    option = item.option(code)
    if item.cutoffs:
        return -float(option.value or 0) if option.value is not None else -2.5
    if code in item.favourable:
        return 0.9 + drift * (len(item.id) % 4 - 1)
    return 0.0 if option.value is not None else -0.4

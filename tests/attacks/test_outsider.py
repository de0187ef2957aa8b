"""Whoever has only the files of a release is left with as many values as promised, for every count."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from monitor.disclosure.detail import counted_items
from monitor.disclosure.protect import exact_counts
from monitor.disclosure.release import EVERYONE, Fact, Release
from monitor.disclosure.release_file import facts_sha256, write_release
from tests.attacks import outsider
from tests.attacks.outsider_search import Found
from tests.support.evidence import check_row
from tests.support.protection import POLICY
from tests.support.random_schools import ASKED, SCHOOLS, random_school, released

BASES = (POLICY.base, POLICY.base_sensitive)
TOLD = 3
"""Of every third school the attacker is told the true numbers of answers as well."""


def fewest(found: Iterable[Found]) -> dict[int, int]:
    """By base the fewest values that a count keeps, counted up to the base; the weakest is named if it fails."""
    found = list(found)
    assert not [one for one in found if one.values < one.need]
    return {base: min(min(one.values, base) for one in found if one.need == base) for base in BASES}


def row(what: str, releases: int, counts: str, left: Mapping[int, int]) -> None:
    check_row("attacker", (what, str(releases), counts, *(f"**{left[base]}**" for base in BASES)))


@pytest.mark.parametrize("file", ["outsider.py", "outsider_search.py"])
def test_the_outsider_knows_nothing_of_the_program(file: str) -> None:
    tree = ast.parse((Path(__file__).parent / file).read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not [name for name in modules if name.split(".")[0] == "monitor"]


@pytest.mark.slow
def test_every_count_of_fifty_schools_keeps_its_values(tmp_path: Path) -> None:
    alone: list[Found] = []
    told: list[Found] = []
    releases = 0
    for seed in range(SCHOOLS):
        made = released(random_school(seed), seed)
        assert made is not None
        release, counted, tree = made
        write_release(tmp_path / release.manifest.wave, release)
        wave = outsider.read(tmp_path / release.manifest.wave)
        alone += outsider.attack(wave)
        if seed % TOLD == 0:
            releases += 1
            told += outsider.attack(wave, told=exact_counts(counted, tree, counted_items(ASKED)).answers)
    row("the files of 50 made-up schools", SCHOOLS, f"{len(alone):,}", fewest(alone))
    row("the same, and how many answered each question in each group", releases, f"{len(told):,}", fewest(told))


@pytest.mark.slow
def test_every_count_of_the_sample_school_keeps_its_values(demo_workspace: Path) -> None:
    folders = [demo_workspace / "releases" / f"{name}_2025-2026" for name in ("ouders", "leerlingen-9-12", "personeel")]
    found = [one for folder in folders for one in outsider.attack(outsider.read(folder))]
    assert len(found) > 5_000
    row("the newest files of the sample school, three surveys", len(folders), "all", fewest(found))


def leaking(release: Release, facts: Sequence[Fact], folder: Path) -> outsider.Wave:
    """A release with other facts, as the outsider reads it."""
    manifest = release.manifest.model_copy(update={"facts_sha256": facts_sha256(facts)})
    write_release(folder, Release(manifest, tuple(facts)))
    return outsider.read(folder)


@pytest.mark.parametrize("seed", [7, 23])
def test_the_outsider_finds_what_is_not_rounded(seed: int, tmp_path: Path) -> None:
    made = released(random_school(seed), seed)
    assert made is not None
    release, counted, tree = made
    exact = exact_counts(counted, tree, counted_items(ASKED))
    told = [fact for fact in release.facts if fact.options != EVERYONE]
    for place, leak in enumerate(islice(told, 0, None, len(told) // 4)):
        bare = replace(leak, value=exact.count(ASKED.item(leak.item), leak.node, leak.options), base=1)
        facts = [bare if fact == leak else fact for fact in release.facts]
        found = outsider.attack(leaking(release, facts, tmp_path / str(place)))
        name = f"{leak.item} {leak.node} {leak.options}"
        assert next(one.values for one in found if one.name == name) == 1


def test_the_outsider_finds_that_the_noise_was_drawn_twice(tmp_path: Path) -> None:
    first, again = (released(random_school(7), 7, draw=draw) for draw in (1, 2))
    assert first is not None
    assert again is not None
    found = outsider.attack(leaking(first[0], (*first[0].facts, *again[0].facts), tmp_path / "twice"))
    assert [one for one in found if one.values < one.need]

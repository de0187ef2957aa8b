"""Schools of one network may have rules of protection of their own: of each what its own screens would show of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet
import pytest

from monitor.between.beside import NetworkSchool, beside
from monitor.between.results import Asked, NetworkResults
from monitor.disclosure.release import Release
from monitor.statistics.between_schools.counts import Counts
from monitor.statistics.estimate import estimate
from monitor.statistics.reasons import because
from tests.support.many_schools import rounded
from tests.support.projected import write_wave
from tests.support.releases import Wave, release_of

ASKED = Asked("com_tevreden", "favourable")
STRICT = {"school-0": 60, "school-4": 95}
"""The first school that is read, and one among the others."""


@pytest.fixture(scope="module")
def releases() -> dict[str, Release]:
    """Schools of 50 to 110 forms, two of which show larger groups alone; the first has more forms than it asks."""
    found = {f"school-{place}": release_of(Wave("ouders", "2025-2026", n, 2 * n, groups=False))
             for place, n in enumerate((110, 50, 60, 70, 80, 90, 100))}  # fmt: skip
    return {code: _with_k(release, STRICT.get(code, 10)) for code, release in found.items()}


def _with_k(release: Release, k: int) -> Release:
    policy = release.manifest.policy.model_copy(update={"k": k})
    return replace(release, manifest=release.manifest.model_copy(update={"policy": policy}))


@pytest.mark.parametrize("older", [False, True], ids=["as it is written", "as an earlier version wrote it"])
def test_of_each_school_is_shown_what_its_own_screens_show(
    older: bool, releases: dict[str, Release], tmp_path: Path
) -> None:
    tables = write_wave(tmp_path, releases, {})
    if older:
        schools = parquet.read_table(tables / "schools.parquet")
        parquet.write_table(schools.drop_columns(["k", "base", "base_sensitive"]), tables / "schools.parquet")
    own = {code: estimate(one).shares[ASKED.item, ASKED.measure, "A", "school"] for code, one in releases.items()}
    found = NetworkResults.load(tmp_path)
    counts = found.counts("ouders", "2025-2026", ASKED)
    assert counts.missing == {code: share.reason for code, share in own.items() if not share.shown}
    assert counts.missing == {"school-4": because("few-answers", least=95)}
    assert [one.k for one in found.schools("ouders", "2025-2026")] == [STRICT.get(code, 10) for code in releases]


def test_the_figure_of_the_network_is_held_to_the_rule_for_schools_and_not_to_that_of_one(
    releases: dict[str, Release], tmp_path: Path
) -> None:
    """What is hidden at a school is hidden in the sum; of a sum nothing more is asked than enough schools."""
    few = {code: releases[code] for code in ("school-0", "school-1", "school-2", "school-4")}
    write_wave(tmp_path, few, {})
    assert NetworkResults.load(tmp_path).share("ouders", "2025-2026", ASKED).reason == because("few-schools", least=5)


def _schools(base: Sequence[int], parts: tuple[int, int]) -> Counts:
    """Ordinary schools of 20 to 60 answers: sums of so many counts, each rounded to the school's own base."""
    random, bases = np.random.default_rng(11), np.array(base)
    n = random.integers(20, 60, len(bases))
    x = random.binomial(n, 0.6)
    told = [_published(random, whole, bases, of) for whole, of in ((x, parts[0]), (n, parts[1]))]
    n_told = np.maximum(told[1], bases).astype(float)
    ones = np.ones(len(bases))
    codes = tuple(f"school-{place:04}" for place in range(len(bases)))
    return Counts(codes, np.minimum(told[0], n_told).astype(float), n_told, bases.astype(float),
                  parts[0] * ones, parts[1] * ones, before_cut=(told[0].astype(float), n_told))  # fmt: skip


def _published(random: np.random.Generator, counts: np.ndarray, bases: np.ndarray, parts: int) -> np.ndarray:
    """Each count as the sum of so many, each of them rounded."""
    apart = random.multinomial(counts, np.full(parts, 1 / parts))
    return np.array([rounded(random, row, base).sum() for row, base in zip(apart, bases, strict=True)])


@pytest.mark.parametrize(
    ("base", "parts"),
    [([3] * 1500, (1, 1)), ([*[3] * 1425, *[10] * 75], (1, 1)), ([3] * 1500, (3, 4))],
    ids=["one base", "some rounded coarser", "sums of counts"],
)
def test_between_the_dashed_lines_lie_95_of_100_ordinary_schools_however_they_were_rounded(
    base: list[int], parts: tuple[int, int]
) -> None:
    counts = _schools(base, parts)
    schools = {code: NetworkSchool(code, code, "", 60, None, 3, 10) for code in counts.schools}
    found = beside(counts, schools, least=5)
    [usual, _wide] = found.limits
    low, high = (np.interp(counts.n, usual.answers, side) for side in (usual.low, usual.high))
    inside = np.mean((low <= counts.shares) & (counts.shares <= high))
    assert 0.935 <= inside <= 0.975

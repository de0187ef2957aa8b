"""What a network's screens read: each school as its own screens show it, and the schools together."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from monitor.definition.indicators import measures_of
from monitor.disclosure.release import Release
from monitor.errors import WorkspaceRefused
from monitor.network import results as module
from monitor.network.by_item import write_by_item
from monitor.network.many_counts import ManyPublished, counts_of, read_item
from monitor.network.results import Asked, NetworkResults
from monitor.statistics.between_schools.network import network_share
from monitor.statistics.between_schools.unlike import Place
from monitor.statistics.compare import Verdict
from monitor.statistics.estimate import estimate, scales_in
from monitor.statistics.reasons import because
from tests.support.projected import write_wave
from tests.support.releases import Wave, release_of, reworded

SIZES = (11, 24, 40, 55, 70, 90, 150, 300)
"""Forms of the schools: too few to show, counts only, three options, all of them."""
ASKED = Asked("com_tevreden", "favourable")
REGIONS = {f"school-{place}": "Noord" if place < 6 else "Zuid" for place in range(8)}


def school(place: int, forms: int, year: str, survey: str = "ouders") -> Release:
    """A school of its own name and answers."""
    release = release_of(Wave(survey, year, forms, 2 * forms, 0.3 * (place % 3), groups=False))
    return replace(release, manifest=release.manifest.model_copy(update={"school": f"De {place}de"}))


def wave(year: str, sizes: tuple[int, ...] = SIZES) -> dict[str, Release]:
    return {f"school-{place}": school(place, forms, year) for place, forms in enumerate(sizes)}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Release]]:
    root = tmp_path_factory.mktemp("netwerk")
    write_wave(root, wave("2024-2025"), REGIONS)
    releases = wave("2025-2026")
    write_wave(root, releases, REGIONS)
    write_wave(root, {f"school-{place}": school(place, 40, "2025-2026", "personeel") for place in range(3)}, {})
    return root, releases


def test_each_school_is_counted_as_on_its_own_screens(network: tuple[Path, dict[str, Release]]) -> None:
    root, releases = network
    table = root / "facts/survey=ouders/year=2025-2026/facts.parquet"
    own = {code: estimate(release) for code, release in releases.items()}
    manifest = next(iter(releases.values())).manifest
    seen = 0
    for item in (*manifest.survey.items, *scales_in(manifest).values()):
        found = read_item(table, tuple(releases), item.id) if measures_of(item) else None
        for measure in measures_of(item):
            for base in measure.bases:
                assert found
                counts = counts_of(found, item, measure, base, 10)
                shares = {code: one.shares[item.id, measure.id, base, "school"] for code, one in own.items()}
                shown = {code: share for code, share in shares.items() if share.shown}
                assert counts.schools == tuple(shown)
                assert counts.missing == {code: one.reason for code, one in shares.items() if not one.shown}
                told = [(share.count, share.n, share.rounding) for share in shown.values()]
                assert list(zip(counts.x, counts.n, counts.base, strict=True)) == told
                np.testing.assert_allclose(counts.noise(counts.shares), [share.noise for share in shown.values()])
                seen += len(shown)
    assert seen > 200


def test_waves_schools_and_questions(network: tuple[Path, dict[str, Release]]) -> None:
    found = NetworkResults.load(network[0])
    assert found.waves() == (("ouders", "2024-2025"), ("ouders", "2025-2026"), ("personeel", "2025-2026"))
    assert found.years("ouders") == ("2024-2025", "2025-2026")
    schools = found.schools("ouders", "2025-2026")
    assert [one.code for one in schools] == list(REGIONS)
    assert (schools[3].name, schools[3].region, schools[3].forms, schools[3].enrolled) == ("De 3de", "Noord", 55, 110)
    assert found.regions("ouders", "2025-2026") == ("Noord", "Zuid")
    assert found.manifest("ouders", "2025-2026").survey.id == "ouders"
    assert ASKED.item in {one.id for one in found.items("ouders", "2025-2026")}
    assert found.measures("ouders", "2025-2026", ASKED.item)[0].id == "favourable"
    assert found.measures("ouders", "2025-2026", "bestaat-niet") == ()
    asked = next(one for one in found.items("ouders", "2025-2026") if one.id == ASKED.item)
    assert found.text("ouders", "2025-2026", ASKED.item) == asked.text["nl"].replace("{school}", "school")


def test_the_network_and_where_each_school_lies(network: tuple[Path, dict[str, Release]]) -> None:
    found = NetworkResults.load(network[0])
    beside = found.beside("ouders", "2025-2026", ASKED)
    counts = found.counts("ouders", "2025-2026", ASKED)
    assert beside.network == found.share("ouders", "2025-2026", ASKED) == network_share(counts)
    assert [one.code for one in beside.points] == list(counts.schools), "in the order of their codes"
    point = found.school("ouders", "2025-2026", ASKED, "school-6")
    assert point
    assert point.shrunken is not None
    assert point.low < point.share < point.high
    assert min(point.share, beside.middle or 0) <= point.shrunken <= max(point.share, beside.middle or 0)
    assert point.compared_with == len(beside.points) - 1
    assert [limit.level for limit in beside.limits] == [0.95, 0.998]
    assert beside.limits[0].answers[0] == counts.n.min()
    assert beside.limits[0].answers[-1] == counts.n.max()
    assert found.school("ouders", "2025-2026", ASKED, "school-99") is None


def test_comparable_may_mean_of_the_same_region(network: tuple[Path, dict[str, Release]]) -> None:
    beside = NetworkResults.load(network[0]).beside("ouders", "2025-2026", ASKED, by_region=True)
    south = [one for one in beside.points if one.region == "Zuid"]
    assert [(one.place, one.others, one.reason) for one in south] == [
        (Place.UNDECIDED, None, because("few-schools", least=5))
    ] * 2


def test_a_director_does_not_see_which_school_is_which(network: tuple[Path, dict[str, Release]]) -> None:
    whole = NetworkResults.load(network[0]).beside("ouders", "2025-2026", ASKED)
    seen = whole.seen_by("school-3")
    assert seen.points[0] == whole.point("school-3")
    assert {(one.code, one.name, one.region) for one in seen.points[1:]} == {("", "", "")}
    sizes = [one.n for one in seen.points[1:]]
    assert sizes == sorted(sizes)
    assert set(seen.network.missing) <= {"school-3"}


def test_of_too_few_schools_nothing_is_shown_together(network: tuple[Path, dict[str, Release]]) -> None:
    found = NetworkResults.load(network[0])
    item = found.items("personeel", "2025-2026")[0]
    asked = Asked(item.id, measures_of(item)[0].id)
    beside = found.beside("personeel", "2025-2026", asked)
    assert beside.network.reason == because("few-schools", least=5)
    assert (beside.points, beside.limits, beside.network.share) == ((), (), None)


def test_what_was_not_asked_is_missing_at_every_school(network: tuple[Path, dict[str, Release]]) -> None:
    found = NetworkResults.load(network[0])
    for asked, why in ((Asked("bestaat-niet", "favourable"), "no-item"), (Asked(ASKED.item, "weekly"), "no-measure")):
        counts = found.counts("ouders", "2025-2026", asked)
        assert counts.schools == ()
        assert set(counts.missing.values()) == {because(why, year="2025-2026")}
        assert set(counts.missing) == set(REGIONS)
    with pytest.raises(WorkspaceRefused, match="2019-2020"):
        found.share("ouders", "2019-2020", ASKED)


def test_changes_of_the_network_and_of_its_schools(network: tuple[Path, dict[str, Release]]) -> None:
    found = NetworkResults.load(network[0])
    change = found.change("ouders", ASKED, "2024-2025", "2025-2026")
    assert change.verdict is not Verdict.NOT_COMPARABLE
    assert change.change == pytest.approx((change.after or 0) - (change.before or 0))
    schools = found.school_changes("ouders", ASKED, "2024-2025", "2025-2026")
    assert [one.school for one in schools] == sorted(one.school for one in schools)
    assert schools


def test_years_that_were_asked_otherwise_are_not_compared(tmp_path: Path) -> None:
    write_wave(tmp_path, {code: reworded(one, ASKED.item) for code, one in wave("2024-2025").items()}, {})
    write_wave(tmp_path, wave("2025-2026"), {})
    found = NetworkResults.load(tmp_path)
    change = found.change("ouders", ASKED, "2024-2025", "2025-2026")
    assert (change.change, change.verdict) == (None, Verdict.NOT_COMPARABLE)
    assert because("wording") in change.reasons
    assert found.school_changes("ouders", ASKED, "2024-2025", "2025-2026") == ()


def test_a_wave_that_is_closed_again_is_read_anew_and_else_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = (40, 55, 70, 90, 150)
    write_wave(tmp_path, wave("2025-2026", sizes), {})
    found = NetworkResults.load(tmp_path)
    reads: list[str] = []
    read = module.read_item
    monkeypatch.setattr(module, "read_item", lambda *given: (reads.append(given[2]), read(*given))[1])
    assert found.share("ouders", "2025-2026", ASKED).schools == 5
    assert found.beside("ouders", "2025-2026", ASKED, by_region=True).network.schools == 5
    assert NetworkResults.load(tmp_path).share("ouders", "2025-2026", ASKED).schools == 5
    assert reads == [ASKED.item]
    for code in ("a", "b"):
        write_wave(tmp_path, {code: school(1, 80, "2025-2026")}, {})
    assert found.share("ouders", "2025-2026", ASKED).schools == 1
    assert len(reads) == 2


def columns_of(found: ManyPublished) -> dict[frozenset[str], tuple[list[int], list[int]]]:
    return {one: (found.values[:, column].tolist(), found.base.tolist()) for column, one in enumerate(found.sets)}


def test_the_table_by_item_says_the_same_and_an_old_one_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_wave(tmp_path, wave("2025-2026", (40, 55, 70, 90, 150)), {})
    read: list[str] = []
    whole = module.read_item
    monkeypatch.setattr(module, "read_item", lambda *given: (read.append(given[0].name), whole(*given))[1])
    plain = NetworkResults.load(tmp_path).counts("ouders", "2025-2026", ASKED)
    write_by_item(folder)
    codes = tuple(plain.missing) + plain.schools
    for item in (ASKED.item, "bk_online", "bestaat-niet"):
        plain_table, by_item = (whole(folder / name, codes, item) for name in ("facts.parquet", "by_item.parquet"))
        assert columns_of(plain_table) == columns_of(by_item)
    other = Asked(ASKED.item, "dont_know")
    assert NetworkResults.load(tmp_path).counts("ouders", "2025-2026", ASKED) is plain, "the facts are the same"
    module._item.cache_clear()
    NetworkResults.load(tmp_path).counts("ouders", "2025-2026", other)
    later = (folder / "by_item.parquet").stat().st_mtime + 10
    os.utime(folder / "facts.parquet", (later, later))
    NetworkResults.load(tmp_path).counts("ouders", "2025-2026", ASKED)
    assert read == ["facts.parquet", "by_item.parquet", "facts.parquet"]


def test_a_school_that_was_asked_otherwise_is_missing(tmp_path: Path) -> None:
    releases = wave("2025-2026", (40, 55, 70, 90, 150, 80))
    other = reworded(releases["school-3"], ASKED.item)
    manifest = other.manifest.model_copy(update={"survey_hash": "0" * 64})
    write_wave(tmp_path, {**releases, "school-3": replace(other, manifest=manifest)}, {})
    share = NetworkResults.load(tmp_path).share("ouders", "2025-2026", ASKED)
    assert (share.schools, share.missing) == (5, {"school-3": because("version")})


def test_a_table_that_fits_no_release_is_refused(tmp_path: Path) -> None:
    write_wave(tmp_path, wave("2025-2026", (40, 55, 70, 90, 150)), {})
    for manifest in tmp_path.glob("schools/*/releases/*/manifest.json"):
        manifest.write_text("{}", encoding="utf-8")
    with pytest.raises(WorkspaceRefused, match="past bij de tabel") as refused:
        NetworkResults.load(tmp_path).share("ouders", "2025-2026", ASKED)
    assert refused.value.remedy

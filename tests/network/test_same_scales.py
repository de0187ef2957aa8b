"""In one wave a scale is one thing: a release that made it otherwise is not added to those of the others."""

from pathlib import Path

import pytest

from monitor.counting.local import LocalEngine
from monitor.definition.derived import DerivedScale
from monitor.disclosure.release import Release
from monitor.network.closing import Closed, close
from monitor.network.dataset import Dataset
from monitor.network.settings import Network
from tests.support import networks
from tests.support.contributed import YEAR, hashes
from tests.support.networks import ASKED, hand_in_release, hand_over, make_network, release_of
from tests.support.protection import satisfaction
from tests.support.scale_worlds import scale_of

SCALE = scale_of([satisfaction("sfeer")], "2.5", "3.5")
CALLED_OTHERWISE = SCALE.model_copy(update={"title": {"nl": "Anders genoemd"}})
OTHER_LIMITS = scale_of([satisfaction("sfeer")], "2", "3.5")
TURNED = SCALE.model_copy(update={"reversed": ("sfeer",)})
ANOTHER = SCALE.model_copy(update={"id": "tweede"})


@pytest.fixture(scope="module")
def release() -> Release:
    return release_of(networks.BEUK)


@pytest.fixture
def handed(tmp_path: Path, release: Release) -> tuple[Network, Dataset]:
    """Two schools that made the scale alike, and nobody who handed over answers."""
    network, dataset = make_network(tmp_path)
    for school, scale in (("beuk", SCALE), ("eik", CALLED_OTHERWISE)):
        hand_in_release(dataset, school, release, school=f"De {school}", scales=(scale,))
    return network, dataset


def closed(network: Network) -> Closed:
    return close(network, ASKED.id, YEAR, LocalEngine())


@pytest.mark.parametrize(
    ("scales", "said"),
    [
        ((OTHER_LIMITS,), "grenzen van de stappen"),
        ((TURNED,), "omgekeerde vragen"),
        ((), "heeft geen schaal met die naam"),
        ((SCALE, ANOTHER), "een schaal die deze meting niet heeft: tweede"),
    ],
    ids=["other limits", "turned", "none", "one more"],
)
def test_who_made_a_scale_otherwise_is_left_out_and_the_others_are_finished(
    scales: tuple[DerivedScale, ...], said: str, handed: tuple[Network, Dataset], release: Release
) -> None:
    network, dataset = handed
    hand_in_release(dataset, "anders", release, scales=scales)
    found = closed(network)
    assert {one.school: one.done for one in found.outcomes} == {
        "anders": "left-out", "beuk": "adopted", "eik": "adopted",
    }  # fmt: skip
    [left] = found.of("left-out")
    assert said in left.problem
    assert "school=anders/manifest.json" in left.problem
    assert "programma" in left.problem
    assert (left.exit_code, found.projected.schools) == (3, 2)
    assert not network.releases_of("anders").exists()


def test_the_scales_of_a_wave_are_those_of_the_schools_that_are_done(
    handed: tuple[Network, Dataset], release: Release
) -> None:
    """However many come later with others; and answers are not counted by a program that counts otherwise."""
    network, dataset = handed
    closed(network)
    for place in range(3):
        hand_in_release(dataset, f"later-{place}", release, school=f"De {place}", scales=(OTHER_LIMITS,))
    hand_over(dataset, "linde", networks.LINDE)
    found = closed(network)
    assert {one.school for one in found.of("left-out")} == {"later-0", "later-1", "later-2", "linde"}
    assert {one.school for one in found.of("there")} == {"beuk", "eik"}
    [linde] = [one for one in found.of("left-out") if one.school == "linde"]
    assert "Sluit af met de versie van het programma" in linde.problem


def test_where_answers_were_handed_over_a_scale_is_as_this_program_counts_it(tmp_path: Path, release: Release) -> None:
    network, dataset = make_network(tmp_path)
    hand_over(dataset, "linde", networks.LINDE)
    hand_in_release(dataset, "beuk", release, school="De beuk")
    hand_in_release(dataset, "eik", release, school="De eik", scales=(SCALE,))
    found = {one.school: one.done for one in closed(network).outcomes}
    assert found == {"beuk": "adopted", "eik": "left-out", "linde": "closed"}


@pytest.mark.parametrize("manifest", [b"[]", b"{", b'{"scales": 3}'])
def test_a_manifest_that_is_none_decides_of_no_scale(manifest: bytes, handed: tuple[Network, Dataset]) -> None:
    network, dataset = handed
    [beuk, _eik] = dataset.contributions(ASKED.id, YEAR).usable
    files = {**dict(dataset.files(beuk)), "manifest.json": manifest}
    dataset.add(beuk.model_copy(update={"school": "raar", "files": hashes(files)}), files)
    found = {one.school: one.done for one in closed(network).outcomes}
    assert found == {"beuk": "adopted", "eik": "adopted", "raar": "left-out"}

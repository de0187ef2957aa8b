"""What a school's files showed beyond the questionnaire goes with it to its network, and counts there for it alone."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor.between.results import Asked, NetworkResults
from monitor.counting.local import LocalEngine
from monitor.definition.differences import TrendBreak
from monitor.disclosure import release_file
from monitor.network.closing import close
from monitor.network.contribution import Contribution
from monitor.network.one_school import fingerprint
from monitor.network.projection import project
from monitor.network.settings import Network, open_network
from monitor.report.network_words import change_sentence
from tests.support import networks
from tests.support.contributed import YEAR, codes_of
from tests.support.networks import ASKED, WAVE, hand_over, make_network

NEXT = "2026-2027"
SCHOOLS = ("aas", "beuk", "eik", "es", "linde", "olm")
SFEER = Asked("sfeer", "favourable")
TURNED = TrendBreak(kind="order", item="sfeer")
LACKING = TrendBreak(kind="not-asked", item="contact")


def test_a_release_of_the_network_has_the_breaks_that_the_school_saw(tmp_path: Path) -> None:
    network, dataset = make_network(tmp_path)
    hand_over(dataset, "eik", networks.EIK, breaks=(LACKING,))
    hand_over(dataset, "linde", networks.LINDE)
    close(network, ASKED.id, YEAR, LocalEngine())
    hand_over(dataset, "eik", networks.people_of({"1A": 12, "1B": 14, "2A": 11}, 21), year=NEXT)
    close(network, ASKED.id, NEXT, LocalEngine())
    breaks = {
        (school, wave): release_file.read_release(network.releases_of(school) / wave).manifest.breaks
        for school, wave in (("eik", WAVE), ("linde", WAVE), ("eik", f"{ASKED.id}_{NEXT}"))
    }
    assert breaks["eik", WAVE] == (LACKING,)
    assert breaks["linde", WAVE] == ()
    later = TrendBreak(kind="not-asked", item="contact", since=YEAR, heading=YEAR)
    assert later in breaks["eik", f"{ASKED.id}_{NEXT}"]


def test_a_record_without_breaks_is_what_it_was_before_there_were_any() -> None:
    """A release names the fingerprint of its record: releases of before fit theirs still."""
    plain = codes_of("eik", ASKED, b"answers", 37)
    assert "breaks" not in json.loads(plain.as_json())
    assert Contribution.model_validate_json(plain.as_json()) == plain
    told = plain.model_copy(update={"breaks": (LACKING,)})
    assert Contribution.model_validate_json(told.as_json(indent=1)) == told
    assert fingerprint(told) != fingerprint(plain)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """Six schools in two years; the form of aas numbered its answers to `sfeer` from the other end in the first."""
    network, dataset = make_network(tmp_path_factory.mktemp("breuken"))
    for place, school in enumerate(SCHOOLS):
        turned = (TURNED,) if school == "aas" else ()
        hand_over(dataset, school, networks.people_of({"": 40}, place), breaks=turned)
        hand_over(dataset, school, networks.people_of({"": 40}, 50 + place), year=NEXT)
    for year in (YEAR, NEXT):
        close(network, ASKED.id, year, LocalEngine())
    return network


def test_a_break_in_the_files_of_one_school_leaves_out_that_school_alone(two_years: Network, tmp_path: Path) -> None:
    found = NetworkResults.load(two_years.root)
    change = found.change(ASKED.id, SFEER, YEAR, NEXT)
    assert (change.schools, change.otherwise, change.reasons) == (5, 1, ())
    assert {one.school for one in found.school_changes(ASKED.id, SFEER, YEAR, NEXT)} == {*SCHOOLS} - {"aas"}
    told = change_sentence(change, YEAR, "nl-BE")
    assert told.endswith("1 school telt hier niet mee: volgens haar eigen bestanden werd dit er in een van de jaren "
                         "anders gevraagd.")  # fmt: skip
    assert found.change(ASKED.id, Asked("contact", "ja"), YEAR, NEXT).otherwise == 0
    without = shutil.copytree(two_years.root, tmp_path / "netwerk")
    shutil.rmtree(without / "schools/aas")
    for year in (YEAR, NEXT):
        project(open_network(without), ASKED.id, year)
    assert NetworkResults.load(without).change(ASKED.id, SFEER, YEAR, NEXT) == replace(change, otherwise=0)


@pytest.mark.parametrize(
    "one", [{"kind": "not-asked", "item": "contact", "since": YEAR}, {"kind": "classes", "names": ["1A"]}]
)
def test_a_record_tells_what_files_showed_and_nothing_of_other_years(one: dict[str, object]) -> None:
    written = {**json.loads(codes_of("eik", ASKED, b"answers", 37).as_json()), "breaks": [one]}
    with pytest.raises(ValidationError):
        Contribution.model_validate(written)

"""What a school's files showed beyond the questionnaire goes with it to its network, and counts there for it alone."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor.counting.local import LocalEngine
from monitor.definition.differences import TrendBreak
from monitor.disclosure import release_file
from monitor.network.closing import close
from monitor.network.contribution import Contribution
from monitor.network.one_school import fingerprint
from tests.support import networks
from tests.support.contributed import YEAR, codes_of
from tests.support.networks import ASKED, WAVE, hand_over, make_network

NEXT = "2026-2027"
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


@pytest.mark.parametrize(
    "one", [{"kind": "not-asked", "item": "contact", "since": YEAR}, {"kind": "classes", "names": ["1A"]}]
)
def test_a_record_tells_what_files_showed_and_nothing_of_other_years(one: dict[str, object]) -> None:
    written = {**json.loads(codes_of("eik", ASKED, b"answers", 37).as_json()), "breaks": [one]}
    with pytest.raises(ValidationError):
        Contribution.model_validate(written)

"""What who keeps a network does on the screen: look at the whole or at a school, invite, and see who opened what."""

import json
import re

import pytest

from dashboards.auth import people
from tests.dashboards.test_gate_callbacks import drawn
from tests.support.accounts import mark_in
from tests.support.open_network import KEEPER, NAMES, Open, look_at, others, tells_of


def test_who_keeps_the_network_sees_the_whole_and_any_school_one_at_a_time(opened: Open) -> None:
    whole = drawn(opened.ask, KEEPER, "/", "?vraag=com_tevreden")
    assert whole.json["response"]["drawn"]["data"]["path"] == "/netwerk"
    assert tells_of(whole.text, NAMES) == {"eik"}, "the one that stands out, as the page says"
    listed = json.dumps(whole.json["response"]["navigation"])
    assert set(re.findall(r'"href": "(/[^"]*)"', listed)) == {"/netwerk", "/scholen"}
    for path in ("/vraag", "/respons", "/jaren"):
        assert drawn(opened.ask, KEEPER, path).json["response"]["drawn"]["data"]["path"] == "/netwerk"
    assert tells_of(opened.ask(KEEPER, "/scholen").text, NAMES) == set(NAMES)
    for code in ("linde", "beuk"):
        assert look_at(opened, code).headers["Location"] == "/"
        for path in ("/", "/netwerk", "/respons"):
            answer = drawn(opened.ask, KEEPER, path)
            assert answer.json["response"]["drawn"]["data"]["path"] == path
            assert answer.json["response"]["school"]["children"] == NAMES[code]
            assert tells_of(answer.text, others(code)) == set()
    look_at(opened, "")
    assert drawn(opened.ask, KEEPER, "/", "?vraag=com_tevreden").json == whole.json


def test_what_is_opened_is_written_down_with_its_school(opened: Open) -> None:
    look_at(opened, "beuk")
    drawn(opened.ask, KEEPER, "/respons")
    drawn(opened.ask, ("ouderraad", "linde"), "/respons", "?school=eik")
    told = {(one.name, one.page, one.school) for one in opened.school.accounts.openings()}
    assert {("beheerder.netwerk", "/respons", "beuk"), ("ouderraad.linde", "/respons", "linde")} <= told
    assert {one[2] for one in told if not one[0].startswith("beheerder")} <= {"eik", "linde"}
    page = opened.ask(KEEPER, "/gebruikers").text
    assert "De Beuk (beuk)" in page
    assert "De accounts van het netwerk" in page


@pytest.mark.parametrize(
    ("role", "school", "said"),
    [("werkgroep", "els", ""), ("beheerder", "", ""), ("werkgroep", "", "van welke school"),
     ("werkgroep", "onbekend", "geen school onbekend"), ("beheerder", "els", "van geen school")],
)  # fmt: skip
def test_an_invitation_names_a_school_of_the_network(opened: Open, role: str, school: str, said: str) -> None:
    mark = mark_in(opened.ask(KEEPER, "/gebruikers").text)
    fields = {"merk": mark, "wat": "nieuw", "wie": f"nieuw.{role}.{school}", "rol": role, "school": school}
    answer = opened.ask(KEEPER, "/gebruikers", "POST", data=fields)
    assert answer.status_code == (400 if said else 200)
    assert (said or "/uitnodiging?sleutel=") in answer.text
    added = [one.school for one in opened.school.accounts.users.all() if one.name == fields["wie"]]
    assert added == ([] if said else [school])


def test_of_many_accounts_those_of_one_school_are_listed(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = opened.ask(KEEPER, "/gebruikers").text
    assert "director.eik" in whole
    assert "staan hier niet bij" not in whole
    monkeypatch.setattr(people, "MOST_LISTED", 3)
    monkeypatch.setattr(people, "MOST_OPENINGS", 1)
    drawn(opened.ask, ("director", "linde"), "/vraag")
    drawn(opened.ask, ("director", "eik"), "/vraag")
    many = opened.ask(KEEPER, "/gebruikers").text
    assert "beheerder.netwerk" in many
    assert "director.eik</strong>" not in many
    assert "accounts staan hier niet bij" in many
    look_at(opened, "linde")
    of_one = opened.ask(KEEPER, "/gebruikers").text
    assert "director.linde</strong>" in of_one
    assert "eik</strong>" not in of_one
    assert of_one.count("<tr>") <= 1 + people.MOST_OPENINGS
    assert "director.eik</td>" not in of_one
    assert '<option value="linde" selected' in of_one


def test_the_invitation_and_the_account_say_of_which_school_they_are(opened: Open) -> None:
    token = opened.school.accounts.users.add("nieuw", "director", school="els")
    told = opened.ask(None, f"/uitnodiging?sleutel={token}").text
    assert "directie, De Els" in told
    assert tells_of(told, others("els")) == set()
    assert "(ouderraad, De Linde)" in opened.ask(("ouderraad", "linde"), "/account").text
    assert "(beheerder)" in opened.ask(KEEPER, "/account").text

"""The gate of a network: every role of every school at every door and callback, with every body, honest or forged."""

import io
import json
import re
import zipfile
from functools import partial

import pytest
from argon2 import profiles

from dashboards.doors import OF_ACCOUNTS, OF_NETWORK, doors
from dashboards.looking import Looking
from dashboards.pages import PAGES_OF_NETWORK
from dashboards.server import of_schools
from monitor.accounts import passwords
from monitor.roles import ROLES, Viewer
from monitor.seen_by import seen_by_viewer
from tests.dashboards.test_gate_callbacks import FORGED, chosen, drawn
from tests.support import releases
from tests.support.accounts import mark_in
from tests.support.open_network import (
    ACCOUNTS,
    KEEPER,
    NAMES,
    YEAR,
    Open,
    gone,
    look_at,
    open_network,
    others,
    tells_of,
    whole_of,
)

UPDATE = "/_dash-update-component"
CLASSES = [label for labels in releases.STAGES.values() for label in labels]
CHART = f"/grafiek/netwerk.{{}}?vragenlijst=ouders&jaar={YEAR}&vraag=com_tevreden&welke=scholen"
ASK_FOR = "school={0}&code={0}&own={0}&netwerk={0}&wie={0}&groep={0}&node={0}"
SEES_CLASSES = {"director": True, "werkgroep": True, "ouderraad": False, "beheerder": False}
"""Whether a role sees classes, written down a second time."""


def may(role: str, path: str) -> bool:
    """Who may, written down a second time: not from the table that is tested."""
    if path in {"/gebruikers", "/scholen"}:
        return role == "beheerder"
    return role != ""


OPENED = {UPDATE: 400, "/dossier/": 404}
"""What is answered to who may, where it is no page: nothing was asked of a callback or a file."""
PATHS = [
    *(page.path for page in PAGES_OF_NETWORK), "/_dash-layout", "/_dash-dependencies", UPDATE, "/dossier/",
    CHART.format("svg"), *(door.path for door in (*OF_ACCOUNTS, *OF_NETWORK) if not door.anybody),
]  # fmt: skip


@pytest.mark.parametrize("who", [None, *ACCOUNTS], ids=str)
def test_every_account_at_every_door(opened: Open, who) -> None:
    role = who[0] if who else ""
    for path in PATHS:
        method = "POST" if path in {UPDATE, "/account/afmelden"} else "GET"
        answer = opened.ask(who, path, method)
        if may(role, path):
            assert (answer.status_code == 403) is (path == "/account/afmelden"), path  # a form without its mark
            if path != "/account/afmelden":
                assert answer.status_code == OPENED.get(path, 200), path
        elif role:
            assert answer.status_code == 403, path
        else:
            assert answer.status_code in {303, 401}, path
        if path not in {"/gebruikers", "/scholen"} or not may(role, path):
            assert (
                tells_of(answer.get_data(as_text=False).decode("utf-8", "replace"), others(who[1] if who else ""))
                == set()
            )


@pytest.mark.parametrize("path", ["/importeren", "/importeren/bestand", "/doelen/nieuw", "/scholen/eik", "/school/eik"])
def test_nothing_is_taken_in_or_declared_and_no_school_has_an_address(opened: Open, path: str) -> None:
    for who in (None, *ACCOUNTS):
        assert opened.ask(who, path).status_code == 404
        assert opened.ask(who, path, "POST").status_code == 404


def test_a_school_without_a_network_has_no_door_to_choose_one() -> None:
    known = doors(["/"], accounts=True)
    assert [door.path for door in known if door.path == "/scholen"] == []
    readers = next(door.who for door in known if door.path == UPDATE)
    assert "beheerder" not in readers


@pytest.mark.parametrize("who", [("director", "eik"), ("ouderraad", "linde")], ids=str)
def test_no_page_tells_an_account_of_another_school_whatever_is_asked(opened: Open, who) -> None:
    """Each page, asked for as it is and with the code of another school wherever one could stand."""
    other = "linde" if who[1] == "eik" else "eik"
    for page in PAGES_OF_NETWORK:
        for search in ("", f"?{ASK_FOR.format(other)}", f"?{ASK_FOR.format('beuk')}"):
            answer = drawn(opened.ask, who, page.path, search)
            assert answer.status_code == 200
            assert answer.json["response"]["drawn"]["data"]["path"] == page.path
            assert answer.json["response"]["school"]["children"] == NAMES[who[1]]
            assert tells_of(answer.text, others(who[1])) == set(), page.path
            assert "Kust" not in answer.text
        assert (
            tells_of(chosen(opened.ask, who, page.path, school=other, vragenlijst=other).text, others(who[1])) == set()
        )


@pytest.mark.parametrize("who", [*ACCOUNTS], ids=str)
def test_a_forged_body_gets_what_an_honest_one_gets_or_nothing(opened: Open, who) -> None:
    honest = drawn(opened.ask, who, "/netwerk").json
    for path in (*FORGED, "/scholen", "/school/beuk", "/netwerk/beuk", "../beuk", "beuk"):
        answer = drawn(opened.ask, who, path, "?school=beuk")
        assert answer.status_code == 200
        assert tells_of(answer.text, others(who[1])) - ({"eik"} if who == KEEPER else set()) == set(), path
    more = {"school": "beuk", "user": "beheerder.netwerk", "rol": "beheerder", "viewer": {"school": "beuk"}}
    assert drawn(opened.ask, who, "/netwerk", **more).json == honest
    with_headers = partial(opened.ask, headers={"X-School": "beuk", "X-Forwarded-User": "beheerder.netwerk"})
    assert drawn(with_headers, who, "/netwerk").json == honest
    inputs = [{"id": "school", "property": "children", "value": "beuk"}]
    for body in ({"inputs": inputs}, {"output": "school.children"}, {"outputs": inputs}, {"state": inputs}):
        assert drawn(opened.ask, who, "/netwerk", **body).status_code == 400
    opened.client.set_cookie("school", "beuk")
    assert drawn(opened.ask, who, "/netwerk").json == honest
    opened.client.delete_cookie("school")


def test_who_has_not_signed_in_gets_nothing(opened: Open) -> None:
    for path in FORGED:
        answer = drawn(opened.ask, None, path, "?school=eik")
        assert answer.status_code == 401
        assert tells_of(answer.text, NAMES) == set()
    assert opened.ask(None, "/scholen", "POST", data={"school": "eik"}).status_code == 401


@pytest.mark.parametrize("who", [("director", "eik"), ("ouderraad", "linde")], ids=str)
def test_a_file_is_of_the_own_school_whatever_its_address_says(opened: Open, who) -> None:
    asked = f"vragenlijst=ouders&jaar={YEAR}&vraag=com_tevreden"
    for kind in ("svg", "xlsx"):
        for address in (CHART.format(kind), f"/grafiek/vraag.{kind}?{asked}&welke=jaren"):
            answer = opened.ask(who, f"{address}&school=beuk&code=beuk")
            assert answer.status_code == 200, address
            assert NAMES[who[1]].lower().replace(" ", "-") in answer.headers["Content-Disposition"]
            assert tells_of(_words(answer.data, kind), others(who[1])) == set()
    assert opened.ask(who, f"/dossier/{YEAR}/overleggen.ics").status_code == 200
    for path in ("/grafiek/beuk.svg", "/grafiek/beuk/vraag.svg", f"/dossier/beuk/{YEAR}/overleggen.ics"):
        assert opened.ask(who, path).status_code == 404


def _words(content: bytes, kind: str) -> str:
    if kind == "svg":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.parametrize("who", ACCOUNTS, ids=str)
def test_classes_are_for_the_people_of_the_school_who_see_them_there(opened: Open, who) -> None:
    if who == KEEPER:
        assert look_at(opened, "eik").status_code == 303
    told = " ".join(json.dumps(drawn(opened.ask, who, path).json) for path in ("/respons", "/vraag", "/"))
    assert {label for label in CLASSES if re.search(rf"\b{label}\b", told)} == (
        set(CLASSES) if SEES_CLASSES[who[0]] else set()
    )
    assert "nderbouw" in told


@pytest.mark.parametrize("who", ACCOUNTS, ids=str)
def test_nobody_chooses_but_who_keeps_the_network_and_only_what_there_is(opened: Open, who) -> None:
    before = drawn(opened.ask, who, "/netwerk").json
    if who != KEEPER:
        assert look_at(opened, "beuk", who).status_code == 403
    for school in ("Eik", "eik ", "../eik", "eik/releases", "-", "\x00", "e" * 5000, "onbekend"):
        assert look_at(opened, school, who).status_code == (400 if who == KEEPER else 403), school
    assert opened.ask(who, "/scholen", "POST", data={"school": "beuk"}).status_code == 403, "without its mark"
    assert look_at(opened, "beuk", who, headers={"Origin": "https://elders.example"}).status_code == 403
    assert drawn(opened.ask, who, "/netwerk").json == before


def test_the_mark_of_one_session_chooses_nothing_in_another(opened: Open) -> None:
    mark = mark_in(opened.ask(("director", "eik"), "/account").text)
    assert opened.ask(KEEPER, "/scholen", "POST", data={"merk": mark, "school": "beuk"}).status_code == 403


def test_results_of_another_school_that_were_handed_over_are_given_to_nobody(opened: Open) -> None:
    """A second wall: a dashboard that took the wrong folder would show nothing."""
    network = whole_of(opened.network)
    given = of_schools(network.network, opened.network.releases_of)
    assert given is not None
    for role in ROLES:
        for school in ("", "linde", "onbekend"):
            viewer = Viewer("an", role, school, in_network=True)
            assert seen_by_viewer(given("eik"), viewer).network is None
            assert not seen_by_viewer(given("eik"), viewer).releases
        assert seen_by_viewer(network, Viewer("an", role)).network is None, "an account of one school"
        assert seen_by_viewer(releases.one_year(), Viewer("an", role, "eik", in_network=True)).releases == ()
        of_none = seen_by_viewer(network, Viewer("an", role, "", in_network=True))
        assert (of_none.network is not None) is (role == "beheerder")


def test_a_session_whose_school_is_gone_gets_nothing_more(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
    opened = open_network(tmp_path)
    who = ("director", "linde")
    assert opened.ask(who, "/").status_code == 200
    look_at(opened, "linde")
    gone(opened.network, "linde")
    for path in PATHS:
        method = "POST" if path in {UPDATE, "/account/afmelden"} else "GET"
        answer = opened.ask(who, path, method)
        assert answer.status_code in {303, 401}, path
        assert tells_of(answer.text, NAMES) == set()
    assert drawn(opened.ask, who, "/", "?school=eik").status_code == 401
    answer = drawn(opened.ask, KEEPER, "/")
    assert answer.json["response"]["drawn"]["data"]["path"] == "/netwerk", "who keeps it is back at the whole"
    opened.school.accounts.close()


def test_a_callback_that_passes_the_gate_by_gets_nothing(opened: Open) -> None:
    from werkzeug.exceptions import Unauthorized

    looking = Looking(lambda: whole_of(opened.network), PAGES_OF_NETWORK, opened.school.accounts)
    with opened.client.application.app_context():
        for call in (looking.results, looking.pages, looking.also):
            with pytest.raises(Unauthorized):
                call()

"""Every role before every callback with every body, honest or forged; and what each role sees of the same facts."""

import itertools
import json
import re

import pytest

from dashboards.doors import who_may_open
from dashboards.looking import Looking
from dashboards.pages import PAGES
from monitor.roles import Viewer
from tests.dashboards.conftest import READERS
from tests.support import releases

UPDATE = "/_dash-update-component"
CLASSES = [label for labels in releases.STAGES.values() for label in labels]


def drawn(asked, role, path, search="", **changes):
    body = {
        "output": "..page.children...navigation.children...school.children...drawn.data..",
        "outputs": [
            {"id": one, "property": of}
            for one, of in (("page", "children"), ("navigation", "children"), ("school", "children"), ("drawn", "data"))
        ],
        "inputs": [
            {"id": "address", "property": "pathname", "value": path},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": ["address.pathname"],
    } | changes
    return asked(role, UPDATE, "POST", json=body)


def chosen(asked, role, path, **choices):
    menus = [{"id": {"type": "choice", "name": n}, "property": "value", "value": v} for n, v in choices.items()]
    body = {
        "output": "address.search",
        "outputs": {"id": "address", "property": "search"},
        "inputs": [menus],
        "changedPropIds": ['{"name":"jaar","type":"choice"}.value'],
        "state": [
            {"id": "address", "property": "pathname", "value": path},
            {"id": "address", "property": "search", "value": ""},
        ],
    }
    return asked(role, UPDATE, "POST", json=body)


FORGED = [
    "/aanmelden",
    "/uitnodiging",
    "/assets/x.css",
    "/health",
    "/importeren",
    "/gebruikers",
    "/vraag",
    "/",
    None,
    7,
    {},
]


@pytest.mark.parametrize("role", ["", "beheerder"])
def test_who_sees_no_numbers_gets_nothing_from_any_callback_whatever_the_body_says(asked, role):
    """The hole of dash-auth: a body that names a public page let everything through."""
    status = 401 if role == "" else 403
    bodies = itertools.product(FORGED, ["", "?vragenlijst=ouders"])
    for path, search in bodies:
        answer = drawn(asked, role, path, search)
        assert answer.status_code == status
        assert b"Linde" not in answer.data
    answer = drawn(asked, role, "/", inputs=[{"id": "x", "property": "pathname", "value": "/aanmelden"}])
    assert answer.status_code == status
    assert chosen(asked, role, "/vraag", vragenlijst="ouders").status_code == status
    for body in ({}, [], None, "x"):
        assert asked(role, UPDATE, "POST", json=body).status_code == status
    assert asked(role, UPDATE, "POST", data="{", content_type="text/plain").status_code == status


@pytest.mark.parametrize("role", sorted(READERS))
def test_every_reader_gets_the_pages_of_its_role_and_no_other(asked, role):
    for path in (*FORGED, *(page.path for page in PAGES)):
        answer = drawn(asked, role, path)
        assert answer.status_code == 200
        got = answer.json["response"]["drawn"]["data"]["path"]
        allowed = {page.path for page in PAGES if role in who_may_open(page.path)}
        assert got == (path if isinstance(path, str) and path in allowed else "/")
        listed = {page.path for page in PAGES if page.path in allowed and page.listed}
        assert {
            one["props"]["children"]["props"]["href"] for one in answer.json["response"]["navigation"]["children"]
        } == listed | ({"/importeren"} if role == "director" else set())


def test_classes_are_reached_by_who_may_and_by_nothing_forged(asked):
    """School and stages for the parents' council, whatever the address or the choices say."""
    ways = ["", "?wie=ouders", "?vragenlijst=ouders&vraag=com_tevreden", "?groep=klas-1A&klas=1A&node=klas-1A"]
    seen = {
        role: " ".join(json.dumps(drawn(asked, role, page.path, way).json) for page in PAGES for way in ways)
        for role in sorted(READERS)
    }
    named = {role: {label for label in CLASSES if re.search(rf"\b{label}\b", text)} for role, text in seen.items()}
    assert named == {"director": set(CLASSES), "werkgroep": set(CLASSES), "ouderraad": set()}
    assert "Onderbouw" in seen["ouderraad"]
    assert "klas-" not in chosen(asked, "ouderraad", "/vraag", vragenlijst="ouders", groep="klas-1A").text


def test_a_page_that_is_opened_is_written_down_without_what_was_chosen(asked, open_school):
    drawn(asked, "ouderraad", "/jaren", "?vragenlijst=ouders")
    told = {(one.name, one.page) for one in open_school[0].accounts.openings()}
    assert ("ouderraad", "/jaren") in told
    assert {name for name, _page in told} <= READERS
    assert {page for _name, page in told} <= {*(page.path for page in PAGES), "/importeren"}


def test_the_import_and_the_file_of_a_chart_are_written_down_as_their_page(asked, open_school, monkeypatch):
    """Both show something without a callback; what is refused, or a form that is sent, was not opened."""
    accounts = open_school[0].accounts
    chart = "vragenlijst=ouders&jaar=2025-2026&vraag=com_tevreden&welke=jaren"
    opened: list[tuple[str, str]] = []
    monkeypatch.setattr(accounts, "opened", lambda viewer, page: opened.append((viewer.name, page)))
    assert asked("werkgroep", f"/grafiek/vraag.svg?{chart}").status_code == 200
    assert asked("werkgroep", "/grafiek/respons.svg?welke=geheim").status_code == 404
    assert asked("werkgroep", "/importeren").status_code == 403
    assert asked("director", "/importeren/bestand", "POST").status_code == 403
    assert asked("director", "/importeren?stap=bestand").status_code == 200
    assert opened == [("werkgroep", "/vraag"), ("director", "/importeren")]


def test_the_results_of_a_role_are_made_once(open_school):
    """Estimates are kept in them: made anew at each call they would cost seconds."""
    from flask import g

    school, _sessions, client = open_school
    current = [releases.sample_results()]
    looking = Looking(lambda: current[0], PAGES, school.accounts)
    with client.application.app_context():
        g.viewer = Viewer("x", "ouderraad")
        first = looking.results()
        assert looking.results() is first
        current[0] = releases.one_year()
        assert looking.results() is not first
        assert looking.results().years() == ("2025-2026",)


def test_a_callback_that_passes_the_gate_by_gets_nothing(open_school):
    from werkzeug.exceptions import Unauthorized

    school, _sessions, client = open_school
    looking = Looking(releases.sample_results, PAGES, school.accounts)
    with client.application.app_context():
        for call in (looking.results, looking.pages, lambda: looking.opened("/")):
            with pytest.raises(Unauthorized):
                call()


@pytest.mark.parametrize("role", sorted(READERS))
def test_the_frame_leads_to_the_pages_that_a_role_may_open_and_to_no_other(asked, role):
    """Where it may go, so that nothing moves when the page comes; nothing of what stands there."""
    frame = asked(role, "/_dash-layout", "GET")
    links = links_in(drawn(asked, role, "/").json["response"]["navigation"]["children"])
    assert len(links) > 4
    assert ("/importeren" in links) is (role == "director")
    assert [link for link in links_in(frame.json) if link in {*links, "/importeren", "/gebruikers"}][1:] == [
        *links, *(link for link in ("/cijfers", "/toegankelijkheid") if link in links),
    ]  # fmt: skip
    assert "De Linde" not in frame.text


def links_in(part):
    return re.findall(r'"href": "(/[^"]*)"', json.dumps(part))


@pytest.mark.parametrize("role", sorted(READERS))
def test_who_may_declare_goals_is_led_to_the_forms_and_nobody_else(asked, role):
    for path in ("/doelen", "/vraag"):
        page = json.dumps(drawn(asked, role, path).json)
        assert ("/doelen/nieuw" in page) is (role in {"director", "werkgroep"}), path

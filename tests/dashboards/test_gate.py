"""The gate: every role at every door with every method, and every callback with every body, honest or forged."""

import itertools
from collections.abc import Iterator

import pytest
from argon2 import profiles
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.doors import ALWAYS, OF_ACCOUNTS, who_may_open
from dashboards.pages import PAGES
from dashboards.protection import LARGEST_REQUEST
from monitor.accounts import passwords
from monitor.roles import ROLES
from tests.support import releases
from tests.support.accounts import School, as_user, school_in, with_everybody

UPDATE = "/_dash-update-component"
CLASSES = [label for labels in releases.STAGES.values() for label in labels]
READERS = {"director", "werkgroep", "ouderraad"}


@pytest.fixture(scope="module")
def open_school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[School, dict[str, str], FlaskClient]]:
    """A school with one user of every role, their sessions, and a dashboard in front of its numbers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
        school = school_in(tmp_path_factory.mktemp("school"))
        sessions = with_everybody(school)
        app = create_app(releases.one_year(), viewer=school.accounts, names=["school.example"])
        yield school, sessions, app.server.test_client()
        school.accounts.close()


@pytest.fixture
def asked(open_school):
    """Asks as a role ("" for nobody): method, path, and more of a request."""
    _school, sessions, client = open_school

    def ask(role: str, path: str, method: str = "GET", **more):
        client.delete_cookie("schoolklimaat")
        if role:
            as_user(client, sessions[role])
        answer = client.open(path, method=method, **more)
        answer.get_data()
        return answer

    return ask


def may(role: str, path: str) -> bool:
    """Who may, written down a second time: not from the table that is tested."""
    if path in {page.path for page in PAGES}:
        return role == "director" if path == "/importeren" else role in READERS
    if path == "/gebruikers":
        return role == "beheerder"
    if path in {"/_dash-layout", "/_dash-dependencies", UPDATE}:
        return role in READERS
    return role != ""


PATHS = [*(page.path for page in PAGES), *(door.path for door in (*ALWAYS, *OF_ACCOUNTS) if not door.anybody)]


@pytest.mark.parametrize("role", ["", *ROLES])
def test_every_role_at_every_door(asked, role):
    for path in PATHS:
        method = "POST" if path in {UPDATE, "/account/afmelden"} else "GET"
        place = f"{path}dash/deps/polyfill@7.min.js" if path.endswith("/") and path != "/" else path
        answer = asked(role, place, method)
        if may(role, path):
            assert answer.status_code not in {401, 404, 405}, path
            assert (answer.status_code == 403) is (path == "/account/afmelden"), path  # a form without its mark
        elif role == "":
            assert answer.status_code == (303 if method == "GET" and not path.startswith("/_") else 401), path
            assert b"De Linde" not in answer.data
        else:
            assert answer.status_code in {303, 403}, path
            assert b"De Linde" not in answer.data


@pytest.mark.parametrize("role", ["", *ROLES])
@pytest.mark.parametrize(
    "path",
    ["/_mcp", "/_reload-hash", "/nergens", "/static/x", "/_dash-", "/_dash-layout/", "/_favicon.ico", "/Jaren",
     "/_dash-update-component/", "/assets", "/assets/", "/assets/../app.py", "/assets/..%2f..%2fpyproject.toml",
     "/assets/%2e%2e/%2e%2e/monitor/roles.py", "/assets/..\\app.py", "/assets//etc/passwd"],
)  # fmt: skip
def test_what_has_no_door_is_not_there_for_anybody(asked, role, path):
    answer = asked(role, path)
    assert answer.status_code in {404, 308}
    assert b"def " not in answer.data
    assert b"[project]" not in answer.data


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"])
def test_other_methods_are_not_taken(asked, method):
    for path in ("/", "/jaren", "/_dash-layout", "/account"):
        assert asked("director", path, method).status_code == 405
    assert asked("director", "/assets/1-tokens.css", method).status_code in {404, 405}


@pytest.mark.parametrize(("path", "role", "status"), [
    ("/_dash-layout", "", 401), ("/gebruikers", "director", 403), ("/_mcp", "", 404), ("/jaren", "", 303),
    ("/aanmelden", "", 200),
])  # fmt: skip
def test_every_answer_carries_the_headers_and_is_kept_nowhere(asked, path, role, status):
    answer = asked(role, path)
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert ("form-action 'self'" in policy) is path.startswith(("/aanmelden", "/gebruikers"))
    assert ("unsafe-inline" in policy) is not path.startswith(("/aanmelden", "/gebruikers"))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_too_large_a_request_carries_them_too(asked):
    answer = asked("director", UPDATE, "POST", json={"x": "a" * LARGEST_REQUEST})
    assert answer.status_code == 413
    assert answer.headers["X-Frame-Options"] == "DENY"
    answer = asked("", UPDATE, "POST", json={"x": "a" * LARGEST_REQUEST})
    assert answer.status_code == 401, "who may not is refused before the body is looked at"


@pytest.mark.parametrize(
    "sent", [{"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_another_site_cannot_send_anything_in_the_name_of_a_user(asked, sent):
    for path in (UPDATE, "/aanmelden", "/account/afmelden", "/uitnodiging"):
        assert asked("director", path, "POST", headers=sent).status_code == 403


# -- callbacks


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
        assert {
            one["props"]["children"]["props"]["href"] for one in answer.json["response"]["navigation"]["children"]
        } == allowed


def test_classes_are_reached_by_who_may_and_by_nothing_forged(asked):
    """School and stages for the parents' council, whatever the address or the choices say."""
    ways = ["", "?wie=ouders", "?vragenlijst=ouders&vraag=com_tevreden", "?groep=klas-1A&klas=1A&node=klas-1A"]
    seen = {
        role: b"".join(drawn(asked, role, page.path, way).data for page in PAGES for way in ways).decode()
        for role in sorted(READERS)
    }
    named = {role: {label for label in CLASSES if f'"{label}"' in text} for role, text in seen.items()}
    assert named == {"director": set(CLASSES), "werkgroep": set(CLASSES), "ouderraad": set()}
    assert "Onderbouw" in seen["ouderraad"]
    assert "klas-" not in chosen(asked, "ouderraad", "/vraag", vragenlijst="ouders", groep="klas-1A").text


def test_a_page_that_is_opened_is_written_down_without_what_was_chosen(asked, open_school):
    drawn(asked, "ouderraad", "/jaren", "?vragenlijst=ouders")
    told = {(one.name, one.page) for one in open_school[0].accounts.visits()}
    assert ("ouderraad", "/jaren") in told
    assert {name for name, _page in told} <= READERS
    assert {page for _name, page in told} <= {page.path for page in PAGES}


def test_the_results_of_a_role_are_made_once(open_school):
    """Estimates are kept in them: made anew at each call they would cost seconds."""
    from flask import g

    from dashboards.looking import Looking
    from monitor.roles import Viewer

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

    from dashboards.looking import Looking

    school, _sessions, client = open_school
    looking = Looking(releases.sample_results, PAGES, school.accounts)
    with client.application.app_context():
        for call in (looking.results, looking.pages, lambda: looking.opened("/")):
            with pytest.raises(Unauthorized):
                call()


@pytest.mark.parametrize(("host", "status"), [
    ("school.example", 303), ("school.example:8443", 303), ("SCHOOL.example", 303), ("localhost:8050", 303),
    ("elders.example", 400), ("school.example.elders.example", 400), ("", 400),
])  # fmt: skip
def test_it_is_opened_under_its_own_names_alone(asked, host, status):
    assert asked("", "/", headers={"Host": host}).status_code == status

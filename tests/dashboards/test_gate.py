"""The gate: every role at every door with every method."""

import pytest

from dashboards.declaring.routes import PATHS as GOAL_FORMS
from dashboards.doors import ALWAYS, OF_ACCOUNTS
from dashboards.importing.routes import PATHS as IMPORTS
from dashboards.pages import PAGES
from dashboards.protection import LARGEST_REQUEST
from monitor.roles import ROLES
from tests.dashboards.conftest import READERS

UPDATE = "/_dash-update-component"


def may(role: str, path: str) -> bool:
    """Who may, written down a second time: not from the table that is tested."""
    if path.startswith("/importeren"):
        return role == "director"
    if path.startswith("/doelen/"):
        return role in {"director", "werkgroep"}
    if path in {page.path for page in PAGES} or path in {"/grafiek/", "/dossier/"}:
        return role in READERS
    if path == "/gebruikers":
        return role == "beheerder"
    if path in {"/_dash-layout", "/_dash-dependencies", UPDATE}:
        return role in READERS
    return role != ""


PATHS = [
    *(page.path for page in PAGES), *IMPORTS, *GOAL_FORMS,
    *(door.path for door in (*ALWAYS, *OF_ACCOUNTS) if not door.anybody),
]  # fmt: skip
A_FILE = {
    "/_dash-component-suites/": "dash/deps/polyfill@7.min.js",
    "/dossier/": "2025-2026/overleggen.ics",
    "/grafiek/": "vraag.svg?vragenlijst=ouders&jaar=2025-2026&vraag=com_tevreden&welke=jaren",
}
"""What lies below a folder."""


@pytest.mark.parametrize("role", ["", *ROLES])
def test_every_role_at_every_door(asked, role):
    for path in PATHS:
        method = "POST" if path in {UPDATE, "/account/afmelden"} else "GET"
        place = path + A_FILE.get(path, "")
        answer = asked(role, place, method)
        if may(role, path):
            assert answer.status_code not in {401, 405}, path
            # there is no such visit, no such paper, no such goal
            is_of_nothing = path in {"/importeren/stand", "/importeren/papier", "/doelen/wijzigen"}
            assert (answer.status_code == 404) is is_of_nothing, path
            assert (answer.status_code == 403) is (path == "/account/afmelden"), path  # a form without its mark
        elif role == "":
            assert answer.status_code == (
                303 if method == "GET" and not path.startswith(("/_", "/grafiek", "/dossier")) else 401
            ), path
            assert b"De Linde" not in answer.data
        else:
            assert answer.status_code in {303, 403}, path
            assert b"De Linde" not in answer.data


@pytest.mark.parametrize("role", ["", *ROLES])
def test_a_goal_is_sent_by_who_may_declare_and_from_a_page_of_ours_alone(asked, role):
    sent = {"nummer": "1", "zeker": "ja", "opgegeven": "x", "getal": "ouders|com_tevreden|favourable|A"}
    for path in GOAL_FORMS:
        answer = asked(role, path, "POST", data=sent)
        # who may is told that the form has no seal; the others get no further than the gate
        assert answer.status_code == (403 if role else 401), path
        assert ("Dit formulier kon niet" in answer.text) is may(role, path), path
        assert may(role, path) or "De Linde" not in answer.text


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
    is_sheet = status != 303
    assert ("form-action 'self'" in policy) is is_sheet
    assert ("unsafe-inline" in policy) is not is_sheet
    assert ("sha256-" in policy) is not is_sheet
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
    for path in (UPDATE, "/aanmelden", "/account/afmelden", "/uitnodiging", *GOAL_FORMS):
        assert asked("director", path, "POST", headers=sent).status_code == 403


@pytest.mark.parametrize(("host", "status"), [
    ("school.example", 303), ("school.example:8443", 303), ("SCHOOL.example", 303), ("localhost:8050", 303),
    ("elders.example", 400), ("school.example.elders.example", 400), ("", 400),
])  # fmt: skip
def test_it_is_opened_under_its_own_names_alone(asked, host, status):
    assert asked("", "/", headers={"Host": host}).status_code == status

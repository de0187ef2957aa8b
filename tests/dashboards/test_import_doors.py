"""The doors of the import wizard: what its routes refuse, asked as a program would."""

import errno
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.importing import routes
from dashboards.importing.fields import LARGEST_UPLOAD
from dashboards.importing.inbox import LARGEST_FILE, Inbox
from dashboards.importing.routes import LARGEST_FORM, OWNER, ROUTES
from dashboards.protection import LARGEST_REQUEST
from tests.support import releases
from tests.support.desks import SLIP, FakeDesk
from tests.support.wizard import ANSWERS, COLUMNS, START, at, inbox_of, seal, send, upload, visit_of


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "POST"], ids=lambda route: route.path)
def test_a_form_without_the_seal_of_its_browser_does_nothing(
    importer: FlaskClient, desk: FakeDesk, tmp_path: Path, route: routes.Route
) -> None:
    other = importer.application.test_client()
    fields = {**START, "import": "7", "golf": "ouders_2025-2026", "definitief": "ja"}
    seals: list[dict[str, str]] = [{}, {"merk": ""}, {"merk": "0" * 64}, {"merk": seal(other)}]
    own = seal(importer)
    for sealed in seals:
        content = {**fields, **sealed, "bestand": (io.BytesIO(b"x"), "a.csv")}
        assert importer.post(route.path, data=content).status_code == 403
    stranger = importer.application.test_client()  # has no cookie: the seal of another is of no use
    assert stranger.post(route.path, data={**fields, "merk": own}).status_code == 403
    assert (desk.done, desk.asked, inbox_of(tmp_path)) == ([], [], [])


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "POST"], ids=lambda route: route.path)
def test_a_page_of_another_site_cannot_send_a_form(importer: FlaskClient, desk: FakeDesk, route: routes.Route) -> None:
    data = {**START, "merk": seal(importer), "import": "7"}
    for headers in ({"Origin": "https://elders.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert importer.post(route.path, data=data, headers=headers).status_code == 403
    assert desk.done == []
    assert importer.post(route.path, data={}, headers={"Host": "elders.example"}).status_code == 400


def test_a_visit_of_another_browser_is_not_there(importer: FlaskClient, desk: FakeDesk) -> None:
    visit = visit_of(upload(importer))
    other = importer.application.test_client()
    own = seal(other)
    looks = len(desk.asked)
    for step in ("kolommen", "antwoorden", "nakijken", "proef"):
        shown = other.get("/importeren", query_string={"stap": step, "id": visit})
        assert shown.status_code == 404
        assert "Voel je je veilig?" not in shown.text
    for name in ("kolommen", "antwoorden", "herstellen", "aantal", "inlezen", "stoppen"):
        answer = other.post(f"/importeren/{name}", data={"merk": own, "id": visit, "herstel": SLIP.key, **COLUMNS})
        assert answer.status_code == 404
    began = other.post("/importeren/bestand", data={"merk": own, "id": visit, **START})
    assert began.status_code == 400  # no file of its own
    assert len(desk.asked) == looks
    assert at(importer, "proef", id=visit).status_code == 200
    job = send(importer, "inlezen", id=visit).location.rpartition("taak=")[2]
    assert other.get(f"/importeren/stand?taak={job}").status_code == 404
    assert other.get(f"/importeren?stap=klaar&taak={job}").status_code == 404


@pytest.mark.parametrize("visit", ["", "x", "../../etc/passwd", "0" * 32, "' OR 1=1 --", "<script>"])
def test_a_visit_that_is_not_there_is_told_and_not_repeated(importer: FlaskClient, visit: str) -> None:
    seal(importer)
    for step in ("kolommen", "proef", "elders"):
        shown = at(importer, step, id=visit)
        assert shown.status_code == 404
        assert "Deze import is hier niet (meer)." in shown.text
        assert len(visit) < 6 or visit not in shown.text
    lost = at(importer, "bezig", taak=visit)
    assert lost.status_code == 404
    assert "wat er ingelezen en afgesloten is" in lost.text
    assert "Hierdoor is er niets opgeslagen" not in lost.text  # nobody knows: it may have been done before a new start
    assert at(importer, "afsluiten", golf=visit).status_code == 400
    assert importer.get("/importeren/stand", query_string={"taak": visit}).status_code == 404


def test_a_file_that_is_too_large_is_refused_in_words(importer: FlaskClient, desk: FakeDesk, tmp_path: Path) -> None:
    just = upload(importer, b"x" * LARGEST_FILE)
    assert just.status_code == 303
    for size in (LARGEST_FILE + 1, LARGEST_UPLOAD):  # by the file, and by the request
        answer = upload(importer, b"x" * size)
        assert answer.status_code == 413
        assert "groter dan 20 MB" in answer.text
    assert len(desk.asked) == 1
    assert len(inbox_of(tmp_path)) == 1


def test_other_forms_are_small(importer: FlaskClient) -> None:
    assert send(importer, "kolommen", id="x" * LARGEST_FORM).status_code == 413
    assert importer.post("/_dash-update-component", json={"x": "a" * LARGEST_REQUEST}).status_code == 413


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\autoexec.bat", "/etc/shadow", "a\x00b.xlsx", "x" * 400])
def test_what_a_file_is_called_goes_into_no_path(
    importer: FlaskClient, desk: FakeDesk, tmp_path: Path, name: str
) -> None:
    upload(importer, name=name)
    (asked,) = desk.asked
    (file,) = inbox_of(tmp_path)
    assert asked.file == file
    assert re.fullmatch(r"[0-9a-f]{32}", file.name)
    assert "/" not in asked.name
    assert "\\" not in asked.name


@pytest.mark.parametrize("body", ["json", "text", "wrong multipart", "no file", "two files"])
def test_a_request_of_another_kind_is_no_upload(importer: FlaskClient, desk: FakeDesk, body: str) -> None:
    own = seal(importer)
    sent: dict[str, Any] = {
        "json": {"json": {"merk": own, **START}},
        "text": {"data": f"merk={own}", "content_type": "text/plain"},
        "wrong multipart": {"data": b"--x\r\nniets", "content_type": "multipart/form-data; boundary=x"},
        "no file": {"data": {"merk": own, **START}},
        "two files": {"data": {"merk": own, **START, "elders": (io.BytesIO(b"x"), "a.csv")}},
    }[body]
    assert importer.post("/importeren/bestand", **sent).status_code in (400, 403)
    assert desk.asked == []


@pytest.mark.parametrize("field", [{"vragenlijst": "../x"}, {"jaar": "2031-2032"}, {"datums": "x"}, {"aantal": "veel"}])
def test_what_was_not_offered_is_refused_and_the_file_is_gone(
    importer: FlaskClient, desk: FakeDesk, tmp_path: Path, field: dict[str, str]
) -> None:
    assert upload(importer, **field).status_code == 400
    assert desk.asked == []
    assert inbox_of(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "forged"),
    [
        ("kolommen", {**COLUMNS, "k4": "elders"}), ("kolommen", {}), ("kolommen", {**COLUMNS, "klas": "E-mail"}),
        ("antwoorden", {**ANSWERS, f"h{SLIP.key}": "elders"}), ("antwoorden", {}),
        ("herstellen", {"herstel": "c" * 16}), ("herstellen", {}),
    ],
)  # fmt: skip
def test_a_form_that_does_not_fit_the_file_changes_nothing(
    importer: FlaskClient, desk: FakeDesk, name: str, forged: dict[str, str]
) -> None:
    visit = visit_of(upload(importer))
    assert send(importer, name, id=visit, **forged).status_code == 400
    assert len(desk.asked) == 1
    assert at(importer, "proef", id=visit).status_code == 200


def test_nothing_is_kept_by_the_browser_and_the_cookie_is_for_us_alone(importer: FlaskClient) -> None:
    first = importer.get("/importeren")
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith(f"{OWNER}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/importeren" in cookie
    visit = visit_of(upload(importer))
    for answer in (first, at(importer, "kolommen", id=visit), at(importer, "x"), send(importer, "herstellen")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
    with importer.get("/") as other:
        assert "form-action 'none'" in other.headers["Content-Security-Policy"]
        assert other.headers["Referrer-Policy"] == "no-referrer"


def test_the_address_of_a_form_leads_to_the_first_step(importer: FlaskClient) -> None:
    for route in ROUTES:
        if route.method == "POST":
            assert importer.get(route.path).location == "/importeren"
    for method in ("put", "delete", "patch"):
        ask: Callable[..., Any] = getattr(importer, method)
        assert ask("/importeren").status_code == 405


def test_every_route_is_listed_once(importer: FlaskClient) -> None:
    rules = {rule.rule for rule in importer.application.url_map.iter_rules() if rule.rule.startswith("/importeren")}
    assert rules == {route.path for route in ROUTES}
    assert len(rules) == len(ROUTES)


def test_without_a_desk_there_is_no_import_and_no_link_to_it() -> None:
    client = create_app(releases.nothing()).server.test_client()
    assert {client.open(route.path, method=route.method).status_code for route in ROUTES} == {404}


@pytest.mark.parametrize("cookie", ["x", "\u00e9\u00e9n", "0" * 4000])
def test_a_cookie_of_any_kind_gives_no_fault_and_no_visit(importer: FlaskClient, cookie: str) -> None:
    visit = visit_of(upload(importer))
    other = importer.application.test_client()
    other.set_cookie(OWNER, cookie, path="/importeren")
    assert at(other, "proef", id=visit).status_code == 404
    assert other.post("/importeren/inlezen", data={"merk": "\u00e9", "id": visit}).status_code == 403


@pytest.mark.parametrize("name", ["surveys", "look"])
@pytest.mark.parametrize("fault", [ValueError("jan@example.org"), OSError("jan@example.org")])
def test_a_fault_of_ours_is_a_page_without_any_data(
    importer: FlaskClient, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, name: str, fault: Exception
) -> None:
    own = upload(importer)
    assert own.status_code == 303

    def fails(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(desk, name, fails)
    for answer in (upload(importer), send(importer, "voorbeeld"), importer.get("/importeren")):
        shown = importer.get(answer.location) if answer.status_code == 303 else answer
        assert shown.status_code in (200, 400)
        assert "jan@example.org" not in shown.text
        assert "Traceback" not in shown.text


def test_a_full_disk_is_told(importer: FlaskClient, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Inbox, "receive", full)
    answer = upload(importer)
    assert answer.status_code == 400
    assert "De schijf is vol." in answer.text
    assert desk.asked == []


def test_too_many_at_once_is_told(importer: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.importing.visits.MOST", 1)
    upload(importer)
    answer = upload(importer)
    assert answer.status_code == 503
    assert "te veel imports" in answer.text

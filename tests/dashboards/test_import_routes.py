"""The routes of the import wizard, asked as a program would: what they refuse, and the whole way through them."""

import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.importing import routes
from dashboards.importing.inbox import IN_USE, LARGEST_FILE, PREFIX
from dashboards.importing.routes import LARGEST_FORM, OWNER, ROUTES
from dashboards.protection import LARGEST_REQUEST
from monitor.errors import CallError
from tests.support import releases
from tests.support.desks import SLIP, UNCLEAR, FakeDesk, refusal

START = {"vragenlijst": "ouders", "jaar": "2025-2026", "aantal": "50"}
COLUMNS = {"k0": "drop", "k1": "drop", "k3": "drop", "k4": "veilig", "k5": "graag", "k6": "drop", "klas": "Klas"}
ANSWERS = {f"h{SLIP.key}": "", f"h{UNCLEAR.key}": ""}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return FakeDesk(tmp_path)


@pytest.fixture
def server(desk: FakeDesk) -> Any:
    return create_app(releases.nothing(), desk=desk).server


@pytest.fixture
def client(server: Any) -> FlaskClient:
    client: FlaskClient = server.test_client()
    return client


def inbox_of(folder: Path) -> list[Path]:
    return [file for file in folder.glob(f"{PREFIX}*/*") if file.name != IN_USE]


def seal(client: FlaskClient) -> str:
    """The seal that a page gives to this browser."""
    found = re.search(r'name="zegel" value="(\w+)"', client.get("/importeren").text)
    assert found is not None
    return found[1]


def send(client: FlaskClient, name: str, **fields: str) -> Any:
    return client.post(f"/importeren/{name}", data={"zegel": seal(client), **fields})


def upload(client: FlaskClient, content: bytes = b"antwoorden", name: str = "ouders.xlsx", **fields: str) -> Any:
    parts = [
        f'--grens\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in {"zegel": seal(client), **START, **fields}.items()
    ]
    told = name.replace("\\", "\\\\")
    head = f'--grens\r\nContent-Disposition: form-data; name="bestand"; filename="{told}"\r\n\r\n'.encode()
    body = b"".join((*parts, head, content, b"\r\n--grens--\r\n"))
    return client.post("/importeren/bestand", data=body, content_type="multipart/form-data; boundary=grens")


def visit_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return str(re.search(r"id=([\w-]+)", answer.location)[1])  # type: ignore[index]  # it is there


def at(client: FlaskClient, step: str, **query: str) -> Any:
    return client.get("/importeren", query_string={"stap": step, **query})


def waited(client: FlaskClient, answer: Any) -> Any:
    """The page at the end of a job."""
    job = answer.location.rpartition("taak=")[2]
    ends = time.monotonic() + 20
    while not (state := client.get(f"/importeren/stand?taak={job}").json)["to"]:
        assert time.monotonic() < ends
        time.sleep(0.01)
    return client.get(state["to"])


def test_the_whole_way(client: FlaskClient, desk: FakeDesk, tmp_path: Path) -> None:
    visit = visit_of(upload(client))
    assert "Welke kolom is welke vraag?" in at(client, "kolommen", id=visit).text
    assert send(client, "kolommen", id=visit, **COLUMNS).location == f"/importeren?stap=antwoorden&id={visit}"
    assert "Wat betekenen de antwoorden?" in at(client, "antwoorden", id=visit).text
    assert send(client, "antwoorden", id=visit, **ANSWERS).location == f"/importeren?stap=nakijken&id={visit}"
    assert "bedoelt u “Akkoord”?" in at(client, "nakijken", id=visit).text
    send(client, "herstellen", id=visit, herstel=SLIP.key)
    assert "bedoelt u “Akkoord”?" not in at(client, "nakijken", id=visit).text
    send(client, "aantal", id=visit, aantal="80")
    assert "40 van de 80" in at(client, "proef", id=visit).text
    done = waited(client, send(client, "inlezen", id=visit))
    assert "De antwoorden zijn ingelezen" in done.text
    ((_name, asked),) = desk.done
    assert asked.enrolled == 80  # type: ignore[attr-defined]  # what was handed in
    assert asked.group_column == "Klas"  # type: ignore[attr-defined]
    assert asked.decisions.columns == {"Kom je heel graag?": "graag"}  # type: ignore[attr-defined]
    assert asked.decisions.answers["graag"] == {"Akoord": "eens"}  # type: ignore[attr-defined]
    assert inbox_of(tmp_path) == []
    assert "stap=klaar" in waited_location(client, send(client, "inlezen", id=visit))  # sent twice: done once
    assert len(desk.done) == 1


def waited_location(client: FlaskClient, answer: Any) -> str:
    return str(client.get(answer.location).location)


def test_closing_says_what_it_means_asks_once_more_and_tells_the_audit(client: FlaskClient, desk: FakeDesk) -> None:
    shown = at(client, "afsluiten", golf="ouders_2025-2026").text
    assert "Ze liggen dan vast" in shown
    assert "gevaar voor een kind" in shown
    assert "Kom je heel graag?" in shown
    grounds = {"golf": "ouders_2025-2026", "grond": "taak", "brief": "versie 2"}
    unsure = send(client, "afsluiten", **grounds)
    assert unsure.status_code == 400
    assert 'value="versie 2"' in unsure.text
    assert desk.done == []
    done = waited(client, send(client, "afsluiten", definitief="ja", **grounds))
    assert "Test geslaagd" in done.text
    assert "1442 cijfers" in done.text
    assert desk.done == [("close", ("ouders_2025-2026", "taak", "versie 2"))]


def test_an_import_is_taken_back_after_one_more_question(client: FlaskClient, desk: FakeDesk) -> None:
    assert "Import 7 terugdraaien?" in at(client, "terugdraaien", **{"import": "7"}).text
    assert desk.done == []
    answer = send(client, "terugdraaien", **{"import": "7"})
    assert "Import 7 is teruggedraaid." in client.get(answer.location).text
    assert desk.done == [("undo", 7)]
    for wrong in ("3", "99", "", "x", "7; DROP"):  # 3 is of a closed wave
        assert at(client, "terugdraaien", **{"import": wrong}).status_code == 404
    for forged in ("", "x", "-1", "9" * 30):
        assert send(client, "terugdraaien", **{"import": forged}).status_code == 400
    assert len(desk.done) == 1


def test_without_a_desk_there_is_no_import_and_no_link_to_it() -> None:
    client = create_app(releases.nothing()).server.test_client()
    assert {client.open(route.path, method=route.method).status_code for route in ROUTES} == {404}


def test_with_a_desk_the_navigation_has_the_page(server: Any, client: FlaskClient) -> None:
    body = {
        "output": "..page.children...navigation.children...school.children...drawn.data..",
        "outputs": [
            {"id": part, "property": what}
            for part, what in (
                ("page", "children"), ("navigation", "children"), ("school", "children"), ("drawn", "data"),
            )
        ],
        "inputs": [
            {"id": "address", "property": "pathname", "value": "/"},
            {"id": "address", "property": "search", "value": ""},
        ],
        "changedPropIds": [],
    }  # fmt: skip
    answer = client.post("/_dash-update-component", json=body)
    assert "/importeren" in json.dumps(answer.json["response"]["navigation"])


def test_every_route_is_listed_once_and_for_the_director(server: Any) -> None:
    rules = {rule.rule for rule in server.url_map.iter_rules() if rule.rule.startswith("/importeren")}
    assert rules == {route.path for route in ROUTES}
    assert len(rules) == len(ROUTES)
    assert {route.role for route in ROUTES} == {"director"}


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "POST"], ids=lambda route: route.path)
def test_a_form_without_the_seal_of_its_browser_does_nothing(
    client: FlaskClient, server: Any, desk: FakeDesk, tmp_path: Path, route: routes.Route
) -> None:
    other = server.test_client()
    fields = {**START, "import": "7", "golf": "ouders_2025-2026", "definitief": "ja"}
    seals: list[dict[str, str]] = [{}, {"zegel": ""}, {"zegel": "0" * 64}, {"zegel": seal(other)}]
    own = seal(client)
    for sealed in seals:
        content = {**fields, **sealed, "bestand": (io.BytesIO(b"x"), "a.csv")}
        assert client.post(route.path, data=content).status_code == 403
    stranger = server.test_client()  # has no cookie: the seal of another is of no use
    assert stranger.post(route.path, data={**fields, "zegel": own}).status_code == 403
    assert (desk.done, desk.asked, inbox_of(tmp_path)) == ([], [], [])


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "POST"], ids=lambda route: route.path)
def test_a_page_of_another_site_cannot_send_a_form(client: FlaskClient, desk: FakeDesk, route: routes.Route) -> None:
    data = {**START, "zegel": seal(client), "import": "7"}
    for headers in ({"Origin": "https://elders.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(route.path, data=data, headers=headers).status_code == 403
    assert desk.done == []
    assert client.post(route.path, data={}, headers={"Host": "elders.example"}).status_code == 400


def test_a_visit_of_another_browser_is_not_there(client: FlaskClient, server: Any, desk: FakeDesk) -> None:
    visit = visit_of(upload(client))
    other = server.test_client()
    own = seal(other)
    looks = len(desk.asked)
    for step in ("kolommen", "antwoorden", "nakijken", "proef"):
        shown = other.get("/importeren", query_string={"stap": step, "id": visit})
        assert shown.status_code == 404
        assert "Voel je je veilig?" not in shown.text
    for name in ("kolommen", "antwoorden", "herstellen", "aantal", "inlezen", "stoppen"):
        answer = other.post(f"/importeren/{name}", data={"zegel": own, "id": visit, "herstel": SLIP.key, **COLUMNS})
        assert answer.status_code == 404
    began = other.post("/importeren/bestand", data={"zegel": own, "id": visit, **START})
    assert began.status_code == 400  # no file of its own
    assert len(desk.asked) == looks
    assert at(client, "proef", id=visit).status_code == 200
    job = send(client, "inlezen", id=visit).location.rpartition("taak=")[2]
    assert other.get(f"/importeren/stand?taak={job}").status_code == 404
    assert other.get(f"/importeren?stap=klaar&taak={job}").status_code == 404


@pytest.mark.parametrize("visit", ["", "x", "../../etc/passwd", "0" * 32, "' OR 1=1 --", "<script>"])
def test_a_visit_that_is_not_there_is_told_and_not_repeated(client: FlaskClient, visit: str) -> None:
    seal(client)
    for step in ("kolommen", "proef", "elders"):
        shown = at(client, step, id=visit)
        assert shown.status_code == 404
        assert "Deze import is hier niet (meer)." in shown.text
        assert len(visit) < 6 or visit not in shown.text
    assert at(client, "bezig", taak=visit).status_code == 404
    assert at(client, "afsluiten", golf=visit).status_code == 400
    assert client.get("/importeren/stand", query_string={"taak": visit}).status_code == 404


def test_a_file_that_is_too_large_is_refused_in_words(client: FlaskClient, desk: FakeDesk, tmp_path: Path) -> None:
    just = upload(client, b"x" * LARGEST_FILE)
    assert just.status_code == 303
    for size in (LARGEST_FILE + 1, LARGEST_FILE + 200_000):  # by the file, and by the request
        answer = upload(client, b"x" * size)
        assert answer.status_code == 413
        assert "groter dan 20 MB" in answer.text
    assert len(desk.asked) == 1
    assert len(inbox_of(tmp_path)) == 1


def test_other_forms_are_small(client: FlaskClient) -> None:
    assert send(client, "kolommen", id="x" * LARGEST_FORM).status_code == 413
    assert client.post("/_dash-update-component", json={"x": "a" * LARGEST_REQUEST}).status_code == 413


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\autoexec.bat", "/etc/shadow", "a\x00b.xlsx", "x" * 400])
def test_what_a_file_is_called_goes_into_no_path(
    client: FlaskClient, desk: FakeDesk, tmp_path: Path, name: str
) -> None:
    upload(client, name=name)
    (asked,) = desk.asked
    (file,) = inbox_of(tmp_path)
    assert asked.file == file
    assert re.fullmatch(r"[0-9a-f]{32}", file.name)
    assert "/" not in asked.name
    assert "\\" not in asked.name


@pytest.mark.parametrize("body", ["json", "text", "wrong multipart", "no file", "two files"])
def test_a_request_of_another_kind_is_no_upload(client: FlaskClient, desk: FakeDesk, body: str) -> None:
    own = seal(client)
    sent: dict[str, Any] = {
        "json": {"json": {"zegel": own, **START}},
        "text": {"data": f"zegel={own}", "content_type": "text/plain"},
        "wrong multipart": {"data": b"--x\r\nniets", "content_type": "multipart/form-data; boundary=x"},
        "no file": {"data": {"zegel": own, **START}},
        "two files": {"data": {"zegel": own, **START, "elders": (io.BytesIO(b"x"), "a.csv")}},
    }[body]
    assert client.post("/importeren/bestand", **sent).status_code in (400, 403)
    assert desk.asked == []


@pytest.mark.parametrize("field", [{"vragenlijst": "../x"}, {"jaar": "2031-2032"}, {"datums": "x"}, {"aantal": "veel"}])
def test_what_was_not_offered_is_refused_and_the_file_is_gone(
    client: FlaskClient, desk: FakeDesk, tmp_path: Path, field: dict[str, str]
) -> None:
    assert upload(client, **field).status_code == 400
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
    client: FlaskClient, desk: FakeDesk, name: str, forged: dict[str, str]
) -> None:
    visit = visit_of(upload(client))
    assert send(client, name, id=visit, **forged).status_code == 400
    assert len(desk.asked) == 1
    assert at(client, "proef", id=visit).status_code == 200


def test_what_is_refused_is_told_at_its_step_and_nothing_is_lost(client: FlaskClient, desk: FakeDesk) -> None:
    desk.refuses["look"] = refusal()
    answer = upload(client)
    shown = client.get(answer.location).text
    assert "ouders.xlsx: Dit is een PDF." in shown
    assert "Exporteer opnieuw." in shown
    assert "Al gekozen: ouders.xlsx" in shown
    assert 'value="50"' in shown
    visit = visit_of(answer)
    assert at(client, "proef", id=visit).status_code == 303
    assert send(client, "inlezen", id=visit).status_code == 303
    assert desk.done == []
    del desk.refuses["look"]
    again = send(client, "bestand", id=visit, **START, blad="Blad2")  # the file needs not be chosen again
    assert again.location == f"/importeren?stap=kolommen&id={visit}"
    assert desk.asked[-1].sheet == "Blad2"
    send(client, "kolommen", id=visit, **{**COLUMNS, "k5": ""})
    assert "U hebt nog niet gekozen" in at(client, "kolommen", id=visit).text
    send(client, "aantal", id=visit, aantal="nul")
    assert "geheel getal" in at(client, "proef", id=visit).text
    desk.refuses["look"] = ValueError("jan@example.org")
    send(client, "kolommen", id=visit, **COLUMNS)
    shown = at(client, "kolommen", id=visit).text
    assert "Het programma maakte een fout." in shown
    assert "jan@example.org" not in shown


@pytest.mark.parametrize("name", ["take_in", "close"])
def test_a_job_that_is_refused_says_so_and_can_be_tried_again(client: FlaskClient, desk: FakeDesk, name: str) -> None:
    desk.refuses[name] = refusal("De werkmap is bezet.", "Wacht even.")
    visit = visit_of(upload(client))
    form = {"take_in": ("inlezen", {"id": visit}), "close": ("afsluiten", {"golf": "ouders_2025-2026"})}[name]
    sent = send(client, form[0], definitief="ja", grond="a", brief="b", **form[1])
    shown = waited(client, sent).text
    assert "De werkmap is bezet." in shown
    assert "Wacht even." in shown
    del desk.refuses[name]
    done = waited(client, send(client, form[0], definitief="ja", grond="a", brief="b", **form[1])).text
    assert "ingelezen" in done or "afgesloten" in done
    assert [what for what, _how in desk.done] == [name]


def test_while_a_job_runs_nothing_else_is_decided_and_its_state_is_told(client: FlaskClient, desk: FakeDesk) -> None:
    visit = visit_of(upload(client))
    desk.goes_on.clear()
    first = send(client, "inlezen", id=visit)
    try:
        job = first.location.rpartition("taak=")[2]
        for name, fields in (("inlezen", {}), ("kolommen", COLUMNS), ("stoppen", {})):
            assert send(client, name, id=visit, **fields).location == first.location
        assert at(client, "proef", id=visit).location == first.location
        assert send(client, "bestand", id=visit, **START).location == first.location
        assert at(client, "klaar", taak=job).location == first.location
        assert 'role="status"' in at(client, "bezig", taak=job).text
        state = client.get(f"/importeren/stand?taak={job}").json
        assert state == {"words": "Bezig: de kolommen worden gekoppeld (2 van 5).", "far": 20, "to": ""}
    finally:
        desk.goes_on.set()
    assert "ingelezen" in waited(client, first).text
    assert len(desk.done) == 1


def test_stopping_removes_the_file(client: FlaskClient, tmp_path: Path) -> None:
    visit = visit_of(upload(client))
    assert len(inbox_of(tmp_path)) == 1
    assert send(client, "stoppen", id=visit).location == "/importeren"
    assert inbox_of(tmp_path) == []
    assert at(client, "kolommen", id=visit).status_code == 404


def test_the_sample_is_a_copy_that_cannot_be_stored(client: FlaskClient, desk: FakeDesk, tmp_path: Path) -> None:
    visit = visit_of(send(client, "voorbeeld"))
    assert desk.asked[-1].file != tmp_path / "voorbeeld"
    assert "/importeren/inlezen" not in at(client, "proef", id=visit).text
    send(client, "stoppen", id=visit)
    assert (tmp_path / "voorbeeld").exists()


def test_nothing_is_kept_by_the_browser_and_the_cookie_is_for_us_alone(client: FlaskClient) -> None:
    first = client.get("/importeren")
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith(f"{OWNER}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/importeren" in cookie
    visit = visit_of(upload(client))
    for answer in (first, at(client, "kolommen", id=visit), at(client, "x"), send(client, "herstellen")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
    with client.get("/") as other:
        assert "form-action 'none'" in other.headers["Content-Security-Policy"]
        assert other.headers["Referrer-Policy"] == "no-referrer"


def test_the_address_of_a_form_leads_to_the_first_step(client: FlaskClient) -> None:
    for route in ROUTES:
        if route.method == "POST":
            assert client.get(route.path).location == "/importeren"
    for method in ("put", "delete", "patch"):
        ask: Callable[..., Any] = getattr(client, method)
        assert ask("/importeren").status_code == 405


def test_a_workspace_that_cannot_be_read_is_told_on_the_page(client: FlaskClient, desk: FakeDesk) -> None:
    desk.refuses |= {"waves": CallError("De werkmap is weg."), "school": CallError("De werkmap is weg.")}
    shown = client.get("/importeren")
    assert shown.status_code == 200
    assert "De werkmap is weg." in shown.text
    del desk.refuses["waves"]
    desk.refuses["undo"] = refusal("Die meting is dicht.")
    assert "Die meting is dicht." in send(client, "terugdraaien", **{"import": "7"}).text
    desk.refuses["before_closing"] = refusal("Niets om af te sluiten.")
    assert "Niets om af te sluiten." in send(client, "afsluiten", golf="x", definitief="ja").text


def test_too_many_at_once_is_told(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.importing.visits.MOST", 1)
    upload(client)
    answer = upload(client)
    assert answer.status_code == 503
    assert "te veel imports" in answer.text

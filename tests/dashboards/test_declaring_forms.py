"""Goals by a form: drafted with help, frozen after a plain question, amended and withdrawn; refusals at their field."""

import html
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.declaring.desk import GoalDesk
from dashboards.declaring.routes import OWNER
from dashboards.seal import derived, seal_of
from dashboards.server import Folder
from monitor import declaring, pipeline
from monitor.catalogue.catalogue import ImportRecord, Wave, opened
from monitor.definition.library import survey as shipped_survey
from monitor.disclosure import release_file
from monitor.errors import WorkspaceRefused
from monitor.goal_desk import GoalDeskOfWorkspace
from monitor.goals import Declared
from monitor.goals_read import GoalsOfWorkspace
from monitor.workspace import Workspace
from tests.support import releases

YEAR = "2025-2026"
SURE = {"zeker": "ja", "opgegeven": "x"}
KEY = "ouders|com_tevreden|favourable|A"
FORM = {"getal": KEY, "groep": "school", "richting": "up", "doel": "60", "marge": "2", "beslist": "2026-2027",
        "waarom": "Ouders missen <b>informatie</b>."}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Flask]:
    """A school with two years, and a dashboard in front of it."""
    workspace = pipeline.new_workspace(tmp_path_factory.mktemp("school") / "werkmap", "De Linde")
    for year in ("2024-2025", "2025-2026"):
        release = releases.release_of(releases.Wave("ouders", year, 120, 320))
        was = releases.reworded(release, "kl_graag") if year == "2024-2025" else release
        release_file.write_release(workspace.releases_folder / f"ouders_{year}", was)
    goals = GoalsOfWorkspace(workspace.catalogue_file)
    folder = Folder(workspace.releases_folder, goals=goals)
    desk: GoalDesk = GoalDeskOfWorkspace(workspace.root, goals.look_again)
    return workspace, create_app(folder.results(), renewed=folder.results, goal_desk=desk).server


@pytest.fixture
def school(made: tuple[Workspace, Flask]) -> Workspace:
    """The school before anything was declared."""
    workspace, _server = made
    with sqlite3.connect(workspace.catalogue_file) as connection:
        for rows in ("goals", "imports", "waves"):
            connection.execute(f"DELETE FROM {rows}")
    connection.close()
    return workspace


@pytest.fixture
def browser(made: tuple[Workspace, Flask], school: Workspace) -> FlaskClient:
    return made[1].test_client()


def page(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def send(browser: FlaskClient, path: str, **fields: str) -> Any:
    """Send a form with the seal of this browser."""
    if browser.get_cookie(OWNER, path="/doelen") is None:
        browser.get("/doelen/vastzetten")
    cookie = browser.get_cookie(OWNER, path="/doelen")
    assert cookie is not None
    return browser.post(path, data={"merk": seal_of(derived(cookie.value, "goals")), **fields})


def stand(school: Workspace, number: int = 1) -> dict[str, str]:
    """What a page of a goal sends along."""
    goal = declaring.declared(school)[number - 1]
    return {"nummer": str(number), "stand": goal.deeds[-1].sha256}


def words(answer: Any) -> str:
    """The text of an answer without its tags."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text).split()))


def test_a_goal_is_written_with_help_frozen_amended_and_withdrawn(browser: FlaskClient, school: Workspace) -> None:
    asked = page(browser, f"/doelen/nieuw?getal={KEY}")
    assert "Een haalbaar doel: met ongeveer " in asked
    assert "antwoorden kunt u een stijging vanaf " in asked
    drafted = send(browser, "/doelen/nieuw", **FORM)
    assert (drafted.status_code, drafted.location) == (303, "/doelen/wijzigen?nummer=1&gedaan=ontwerp")
    shown = page(browser, drafted.location)
    assert "Het ontwerp is bewaard." in shown
    assert "Ouders missen &lt;b&gt;informatie&lt;/b&gt;." in shown
    assert 'name="zeker"' in shown
    assert "checked" not in shown
    assert (
        send(browser, "/doelen/wijzigen", **stand(school), doel="65", marge="2", beslist="2026-2027").status_code == 303
    )
    frozen = send(browser, "/doelen/vastzetten", **stand(school), zeker="ja")
    assert frozen.location == "/doelen/wijzigen?nummer=1&gedaan=vastgezet"
    (goal,) = declaring.declared(school)
    assert (goal.state, goal.goal.target, goal.goal.margin, goal.goal.why) == ("frozen", 65, 2, "")
    assert goal.deeds[-1].sha256 in page(browser, frozen.location)
    amended = send(
        browser, "/doelen/wijzigen", **stand(school), doel="55", marge="2", beslist="2027-2028", reden="De app is laat."
    )
    told = words(browser.get(amended.location))
    assert "was minstens 65%, met een marge van 2 punten, beslist in 2026-2027; werd minstens 55%" in told
    assert "De app is laat." in told
    gone = send(browser, "/doelen/intrekken", **stand(school), opgegeven="We fuseren.")
    after = page(browser, gone.location)
    assert "Dit doel is ingetrokken." in after
    assert "<form" not in after
    assert [one.deed for one in declaring.declared(school)[0].deeds] == [
        "draft",
        "draft",
        "freeze",
        "amend",
        "withdraw",
    ]


def test_the_page_goals_shows_at_once_what_was_done_and_leads_to_the_forms(browser: FlaskClient) -> None:
    def drawn() -> str:
        body = {
            "output": "..page.children...navigation.children...school.children...drawn.data..",
            "outputs": [{"id": one, "property": "children"} for one in ("page", "navigation", "school")]
            + [{"id": "drawn", "property": "data"}],
            "inputs": [{"id": "address", "property": "pathname", "value": "/doelen"},
                       {"id": "address", "property": "search", "value": ""}],
            "changedPropIds": [],
        }  # fmt: skip
        return json.dumps(browser.post("/_dash-update-component", json=body).json)

    assert "/doelen/nieuw" in drawn()
    assert "Doel 1: het ontwerp" not in drawn()
    send(browser, "/doelen/nieuw", **FORM)
    assert "Doel 1: het ontwerp wijzigen of vastzetten" in drawn()


BAD = [
    ({"doel": "zestig"}, "doel", "Vul hier een heel getal in"),
    ({"doel": "100"}, "doel", "kan niet"),
    ({"doel": "1", "marge": "20"}, "doel", "kan niet"),
    ({"marge": ""}, "marge", "Vul hier een heel getal in"),
    ({"beslist": "2025-2026"}, "beslist", "Kies het schooljaar"),
    ({"beslist": "../../x"}, "beslist", "Kies het schooljaar"),
    ({"richting": "opzij"}, "richting", "minstens of hoogstens"),
    ({"waarom": "w" * 301}, "waarom", "301 tekens"),
]


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(browser: FlaskClient, school: Workspace) -> None:
    for changed, field, told in BAD:
        sent = {**FORM, **changed}
        refused = send(browser, "/doelen/nieuw", **sent)
        assert refused.status_code == 400
        (fault,) = re.findall(r'<p id="(\w+)-fault" class="field-fault">(.*?)</p>', refused.text)
        assert fault[0] == field
        assert told in html.unescape(fault[1])
        control = re.search(rf'<\w+ id="{field}"[^>]*>', refused.text)
        assert control is not None
        assert f"{field}-fault" in control[0]
        assert 'aria-invalid="true"' in control[0]
        assert re.search(rf'href="#{field}">[^<:]+: ', refused.text)
        assert all(f'name="{name}"' in refused.text for name in FORM)
        assert all(f'value="{html.escape(sent[name])}"' in refused.text for name in ("doel", "marge"))
        assert html.escape(sent["waarom"], quote=False) in refused.text
    assert declaring.declared(school) == ()


def test_a_number_or_a_group_that_is_not_offered_is_not_taken(browser: FlaskClient, school: Workspace) -> None:
    for number in ("ouders|x|favourable|A", "ouders|com_tevreden|favourable|C", "ouders|com_tevreden|x|A", "|||", "",
                   "personeel|com_tevreden|favourable|A", "a|b|c|d|e"):  # fmt: skip
        sent = send(browser, "/doelen/nieuw", **{**FORM, "getal": number})
        assert sent.status_code == 400
        assert "Dit cijfer is er niet." in sent.text
        assert "2. Waar wilt u naartoe?" not in page(browser, f"/doelen/nieuw?getal={number}")
    assert declaring.declared(school) == ()
    assert send(browser, "/doelen/nieuw", **{**FORM, "groep": "klas-9Z"}).status_code == 303
    assert declaring.declared(school)[0].goal.node == "school", "as in every menu"


def test_what_came_in_meanwhile_is_told_where_it_can_be_mended(browser: FlaskClient, school: Workspace) -> None:
    send(browser, "/doelen/nieuw", **FORM)
    with opened(school.catalogue_file) as catalogue, catalogue.change() as change:
        change.save_wave(Wave("ouders_2026-2027", shipped_survey("ouders"), "2026-2027", "open", 300, None, None))
        rows = {"read": 9, "stored": 9, "incomplete": 0, "test": 0, "duplicate": 0, "rejected": 0}
        change.add_import(ImportRecord("ouders_2026-2027", 1, "generic", rows))
    late = send(browser, "/doelen/nieuw", **FORM)
    assert re.search(r'id="beslist-fault".*al binnen.*Kies een later schooljaar', late.text)
    frozen = send(browser, "/doelen/vastzetten", **stand(school), zeker="ja")
    assert frozen.status_code == 400
    assert "al binnen" in frozen.text
    assert "--deadline" not in late.text + frozen.text
    assert declaring.declared(school)[0].state == "draft"


def test_freezing_is_asked_for_plainly_and_only_what_was_looked_at_is_frozen(
    browser: FlaskClient, school: Workspace
) -> None:
    send(browser, "/doelen/nieuw", **FORM)
    looked = stand(school)
    plain = send(browser, "/doelen/vastzetten", **looked)
    assert plain.status_code == 400
    assert re.search(r'id="zeker-fault".*Vink dit eerst aan', plain.text)
    declaring.amend(school, 1, {"target": 90})
    for path, more in (("vastzetten", {"zeker": "ja"}), ("intrekken", {"opgegeven": "x"}),
                       ("wijzigen", {"doel": "1", "marge": "0", "beslist": "2026-2027"})):  # fmt: skip
        stale = send(browser, f"/doelen/{path}", **looked, **more)
        assert stale.status_code == 400
        assert "Iemand heeft doel 1 intussen gewijzigd." in words(stale)
    assert (declaring.declared(school)[0].state, declaring.declared(school)[0].goal.target) == ("draft", 90)


REFUSED: list[tuple[str, dict[str, str], str, str]] = [
    ("wijzigen", {"doel": "50", "marge": "2", "beslist": "2026-2027", "reden": ""}, "reden", "alleen met een reden"),
    ("wijzigen", {"doel": "50", "marge": "2", "beslist": "2026-2027", "reden": "r" * 301}, "reden", "301 tekens"),
    ("wijzigen", {"doel": "5.5", "marge": "2", "beslist": "2026-2027", "reden": "r"}, "doel", "een heel getal"),
    ("wijzigen", {"doel": "60", "marge": "2", "beslist": "2026-2027", "waarom": "Om.", "reden": "r"}, "", "niets"),
    ("intrekken", {"opgegeven": "  "}, "opgegeven", "alleen met een reden"),
    ("vastzetten", {"zeker": "ja"}, "", "al vastgezet"),
]  # fmt: skip


def test_a_frozen_goal_changes_with_a_reason_alone(browser: FlaskClient, school: Workspace) -> None:
    send(browser, "/doelen/nieuw", **{**FORM, "waarom": "Om."})
    send(browser, "/doelen/vastzetten", **stand(school), zeker="ja")
    before = declaring.declared(school)
    for path, fields, field, told in REFUSED:
        refused = send(browser, f"/doelen/{path}", **stand(school), **fields)
        assert refused.status_code == 400
        place = rf'id="{field}-fault"' if field else 'role="alert"'
        assert re.search(rf"{place}.*{told}", refused.text)
        assert "--" not in words(refused)
        assert "schoolklimaat goals" not in refused.text
        assert fields.get("reden", "") in refused.text
    assert declaring.declared(school) == before


def test_a_fourth_goal_is_refused_before_it_is_written(browser: FlaskClient, school: Workspace) -> None:
    for _time in range(3):
        assert send(browser, "/doelen/nieuw", **FORM).status_code == 303
    asked = page(browser, f"/doelen/nieuw?getal={KEY}")
    assert "Er zijn al 3 doelen." in asked
    assert "<textarea" not in asked
    refused = send(browser, "/doelen/nieuw", **FORM)
    assert refused.status_code == 400
    assert "Trek er eerst een in" in refused.text
    assert 'value="60"' in refused.text


def test_a_form_without_the_seal_of_its_browser_does_nothing(browser: FlaskClient, school: Workspace) -> None:
    send(browser, "/doelen/nieuw", **FORM)
    kept = declaring.declared(school)
    for path in ("nieuw", "wijzigen", "vastzetten", "intrekken"):
        for seal in ({}, {"merk": ""}, {"merk": "0" * 64}):
            sent = browser.post(
                f"/doelen/{path}", data={**FORM, **stand(school), "zeker": "ja", "opgegeven": "x", **seal}
            )
            assert sent.status_code == 403
        other = browser.post(f"/doelen/{path}", data=FORM, headers={"Origin": "https://elders.example"})
        assert other.status_code == 403
    assert declaring.declared(school) == kept
    assert browser.get("/doelen/vastzetten").location == "/doelen"
    for number in ("7", "x", ""):
        assert browser.get(f"/doelen/wijzigen?nummer={number}").status_code == 404
        for path in ("wijzigen", "vastzetten", "intrekken"):
            assert send(browser, f"/doelen/{path}", nummer=number).status_code == 404


def test_a_busy_or_meddled_workspace_is_told(school: Workspace) -> None:
    class Busy(GoalDeskOfWorkspace):
        def goals(self) -> tuple[Declared, ...]:
            raise WorkspaceRefused("Een andere opdracht is bezig.", remedy="Wacht even.")

    folder = Folder(school.releases_folder)
    asked = create_app(folder.results(), goal_desk=Busy(school.root)).server.test_client().get("/doelen/nieuw")
    assert asked.status_code == 400
    assert "Een andere opdracht is bezig." in asked.text
    assert "Wacht even." in asked.text


def test_without_numbers_there_is_nothing_to_aim_at_and_without_a_desk_no_form(tmp_path: Path) -> None:
    empty = pipeline.new_workspace(tmp_path / "w", "De Linde")
    desk = GoalDeskOfWorkspace(empty.root)
    asked = create_app(releases.nothing(), goal_desk=desk).server.test_client().get("/doelen/nieuw")
    assert "Er zijn nog geen cijfers." in asked.text
    assert create_app(releases.nothing()).server.test_client().get("/doelen/nieuw").status_code == 404

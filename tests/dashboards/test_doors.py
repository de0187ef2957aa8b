"""The table of doors: every page is in it, and nothing else is open to who has not signed in."""

from pathlib import Path

import pytest

from dashboards.app import create_app
from dashboards.doors import ALWAYS, OF_ACCOUNTS, door_to, doors, who_may_open
from dashboards.pages import PAGES
from tests.support import releases
from tests.support.accounts import school_in


@pytest.mark.parametrize(("path", "rule", "found"), [
    ("/assets/x.css", "/assets/<path:filename>", "/assets/"), ("/assets/x.css", "/<path:path>", None),
    ("/assets/", "/<path:path>", None), ("/", "/", "/"), ("/jaren", "/<path:path>", "/jaren"),
    ("/jaren/", "/<path:path>", None),
    ("/assets", "/<path:path>", None), ("/x", "/<path:path>", None), ("/account", "/account", "/account"),
])  # fmt: skip
def test_a_path_goes_through_one_door_or_none(path, rule, found):
    door = door_to(path, rule, doors([page.path for page in PAGES], accounts=True))
    assert (door.path if door else None) == found


def test_every_page_has_a_door_and_importing_is_for_the_head_alone():
    table = {door.path: door for door in doors([page.path for page in PAGES], accounts=True)}
    assert {page.path for page in PAGES} <= table.keys()
    assert who_may_open("/importeren") == {"director"}
    assert {door.path for door in table.values() if door.anybody} == {
        "/assets/",
        "/health",
        "/aanmelden",
        "/aanmelden/code",
        "/uitnodiging",
    }
    assert len(table) == len(PAGES) + len(ALWAYS) + len(OF_ACCOUNTS)


def test_without_accounts_there_are_no_pages_of_accounts(client):
    for door in OF_ACCOUNTS:
        assert client.get(door.path).status_code == 404
    assert "/account" not in str(client.get("/_dash-layout").json)


def test_debug_and_assistants_stay_off_with_accounts(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("DASH_DEBUG", "true")
    monkeypatch.setenv("DASH_MCP_ENABLED", "true")
    school = school_in(tmp_path)
    app = create_app(releases.one_year(), keeper=school.accounts)
    assert not app.server.debug
    assert app.server.test_client().get("/_mcp").status_code == 404
    assert "_mcp" not in str(list(app.server.url_map.iter_rules()))
    school.accounts.close()

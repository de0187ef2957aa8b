"""The commands about accounts."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from argon2 import profiles

from monitor import cli
from monitor.accounts import open_accounts, passwords
from monitor.roles import Viewer
from monitor.workspace import make_workspace, open_workspace
from tests.support.accounts import PASSWORD
from tests.support.at_screen import Terminal


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
    return make_workspace(tmp_path / "w", "De Linde").root


def run(root: Path, *arguments: str) -> int:
    return cli.run(["user", *arguments, "--workspace", str(root)])


def test_an_account_from_the_invitation_to_its_end(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "list") == 0
    assert "Nog niemand" in capsys.readouterr().out
    assert run(root, "add", "an", "--role", "ouderraad", "--url", "https://school.example/") == 0
    first = re.search(r"^https://school\.example/uitnodiging\?sleutel=([\w-]{43})$", capsys.readouterr().out, re.M)
    assert first is not None
    assert run(root, "invite", "an") == 0
    second = re.search(r"^http://127\.0\.0\.1:8050/uitnodiging\?sleutel=([\w-]{43})$", capsys.readouterr().out, re.M)
    assert second is not None
    accounts = open_accounts(open_workspace(root))
    assert accounts.invited(first[1]) is None
    accounts.accept(second[1], PASSWORD, "")
    accounts.opened(Viewer("an", "ouderraad"), "/jaren")
    assert run(root, "list", "--json") == 0
    [told] = json.loads(capsys.readouterr().out)
    assert {**told, "since": ""} == {"name": "an", "role": "ouderraad", "active": True, "code": False, "since": ""}
    assert run(root, "list") == 0
    assert "an\touderraad\tactief" in capsys.readouterr().out
    assert run(root, "log", "--json") == 0
    assert [(one["name"], one["page"]) for one in json.loads(capsys.readouterr().out)] == [("an", "/jaren")]
    accounts.close()


def test_a_reset_gives_a_link_and_a_removal_asks_nobody_twice(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "add", "an", "--role", "ouderraad") == 0
    assert run(root, "reset", "an") == 0
    assert capsys.readouterr().out.count("sleutel=") == 2
    assert run(root, "remove", "an", "--yes") == 0
    assert "is weg" in capsys.readouterr().out
    accounts = open_accounts(open_workspace(root))
    assert accounts.is_empty()
    accounts.close()


def test_a_password_is_asked_and_never_an_argument(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def prompt(*_words: str, **how: Any) -> str:
        asked.append(how)
        return PASSWORD

    monkeypatch.setattr("typer.prompt", prompt)
    assert run(root, "add", "an", "--role", "beheerder", "--password") == 0
    assert asked[0]["hide_input"] is True
    assert asked[0]["confirmation_prompt"]
    assert PASSWORD not in capsys.readouterr().out
    assert run(root, "add", "bo", "--role", "director", "--password") == 2
    assert "code van een telefoon" in capsys.readouterr().err
    assert run(root, "add", "bo", "--role", "beheerder", "--password", PASSWORD) == 2
    assert run(root, "add", "bo", "--role", "ouderraad", "--password", "--mail", "bo@school.example") == 0
    accounts = open_accounts(open_workspace(root))
    assert accounts.sign_in_by_mail("bo@school.example")
    accounts.close()


def test_removing_asks_first(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(root, "add", "an", "--role", "werkgroep") == 0
    monkeypatch.setattr(sys, "stdin", Terminal("nee\n"))
    assert run(root, "remove", "an") == 0
    assert "niets veranderd" in capsys.readouterr().out
    assert run(root, "list") == 0
    assert "uitgenodigd" in capsys.readouterr().out


def test_what_cannot_be_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["remove", "niemand"],
        ["reset", "niemand"],
        ["invite", "niemand"],
        ["add", "a b", "--role", "werkgroep"],
    ):
        assert run(root, *arguments) == 2
        assert "account" in capsys.readouterr().err
    assert run(root, "add", "an", "--role", "baas") == 2
    assert run(root, "log") == 0
    assert "Nog niemand" in capsys.readouterr().out
    assert cli.run(["user", "list", "--workspace", str(root / "nergens")]) == 3


def test_serve_has_people_sign_in_wherever_others_can_look(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dashboards.server

    served: list[dict[str, Any]] = []
    monkeypatch.setattr(dashboards.server, "serve", lambda _releases, **how: served.append(how))
    settings = root / "schoolklimaat.toml"
    settings.write_text(f'dashboard_names = ["klimaat.example"]\n{settings.read_text("utf-8")}', "utf-8")
    for more in ([], ["--accounts"], ["--host", "0.0.0.0"], ["--name", "school.example", "--name", "andere.example"]):
        assert cli.run(["serve", *more, "--workspace", str(root)]) == 0
    assert ["keeper" in one for one in served] == [False, True, True, True]
    assert [one.get("names") for one in served] == [
        None,
        ["klimaat.example"],
        ["klimaat.example"],
        ["school.example", "andere.example", "klimaat.example"],
    ]


def test_serving_others_without_a_user_says_how_to_make_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", "--host", "0.0.0.0", "--workspace", str(root)]) == 2
    said = capsys.readouterr().err
    assert "Nog niemand heeft een account" in said
    assert "schoolklimaat user add" in said


def test_an_account_elsewhere_needs_its_secret_from_the_environment(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import dashboards.server

    served: list[dict[str, Any]] = []
    monkeypatch.setattr(dashboards.server, "serve", lambda _releases, **how: served.append(how))
    settings = root / "schoolklimaat.toml"
    elsewhere = 'issuer = "https://id.example"\nclient_id = "school"\nname = "De Linde"\n'
    settings.write_text(f"{settings.read_text('utf-8')}\n[openid]\n{elsewhere}", "utf-8")
    monkeypatch.delenv("SCHOOLKLIMAAT_OPENID_SECRET", raising=False)
    assert cli.run(["serve", "--accounts", "--workspace", str(root)]) == 2
    assert "SCHOOLKLIMAAT_OPENID_SECRET" in capsys.readouterr().err
    monkeypatch.setenv("SCHOOLKLIMAAT_OPENID_SECRET", "geheim")
    assert cli.run(["serve", "--accounts", "--workspace", str(root)]) == 0
    assert (served[0]["provider"].issuer, served[0]["provider"].secret) == ("https://id.example", "geheim")


def test_an_address_is_invited_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "add", "an", "--role", "werkgroep", "--mail", "An@School.example") == 0
    assert run(root, "add", "bo", "--role", "werkgroep", "--mail", " an@school.EXAMPLE") == 2
    assert "e-mailadres" in capsys.readouterr().err

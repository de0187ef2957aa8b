"""The workspace of a network on the command line: told apart from a school's, closed, audited, and read."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboards import server as dashboard
from monitor import cli
from monitor.network.settings import Network
from monitor.workspace import SETTINGS
from tests.support import networks
from tests.support.contributed import YEAR
from tests.support.networks import WAVE, hand_in, hand_over, make_network

DATES = ("--survey", "proef", "--year", YEAR)


@pytest.fixture
def network(tmp_path: Path) -> Network:
    network, dataset = make_network(tmp_path)
    hand_over(dataset, "eik", networks.EIK)
    hand_in(dataset, "beuk", networks.BEUK)
    return network


def run(*called: str, at: Network | Path) -> int:
    return cli.run([*called, "--workspace", str(at.root if isinstance(at, Network) else at)])


def test_a_network_is_made_with_a_name_and_where_its_schools_hand_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "netwerk"
    assert run("init", "--network", "--name", 'De "Groep"', "--dataset", "samen", "--locale", "nl-NL", at=root) == 0
    settings = Network(root).settings
    assert (settings.name, settings.locale) == ('De "Groep"', "nl-NL")
    assert settings.network.dataset == str(tmp_path / "samen")  # wherever a next command is given
    assert "werkmap" in capsys.readouterr().out
    assert run("init", "--network", "--name", "Nog een", "--dataset", "s3://emmer/map", at=root) == 3
    for half in (("--network",), ("--dataset", "samen")):
        assert run("init", "--name", "Half", *half, at=tmp_path / "half") == 2
    assert not (tmp_path / "half").exists()


OF_A_SCHOOL: dict[str, tuple[str, ...]] = {
    "import": ("antwoorden.xlsx", *DATES),
    "undo": (),
    "forget": (*DATES, "--yes"),
    "withdraw": DATES,
    "contribute": (*DATES, "--to", "elders", "--school", "eik"),
    "compare": (),
    "goals": (),
    "report": ("-o", "rapport.pdf"),
    "retention": (),
    "log": (),
}


@pytest.mark.parametrize("command", OF_A_SCHOOL)
def test_what_is_of_one_school_is_refused_in_a_network_with_what_to_do(
    command: str, network: Network, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("antwoorden.xlsx").write_bytes(b"")
    before = sorted(tmp_path.rglob("*"))
    assert run(command, *OF_A_SCHOOL[command], at=network) == 3
    told = capsys.readouterr().err
    assert "de werkmap van een netwerk" in told
    assert "--workspace" in told
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_of_a_network_is_refused_in_the_workspace_of_a_school(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "werkmap"
    assert run("init", "--name", "De Linde", at=root) == 0
    for called in (
        ("close", *DATES, "--processes", "2"),
        ("audit", "--anew"),
        ("results", "--school", "eik"),
        ("user", "add", "an", "--role", "director", "--school", "eik"),
    ):
        capsys.readouterr()
        assert run(*called, at=root) == 2
        assert called[-2 if called[-1] in ("2", "eik") else -1] in capsys.readouterr().err


def test_a_network_closes_audits_and_tells_its_results(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*networks.CLOSE, "--processes", "1", "--json", at=network) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["closed"], told["adopted"], told["left_out"]) == (["eik"], ["beuk"], [])
    assert run("audit", "--processes", "1", at=network) == 0
    assert "2 van 2" in capsys.readouterr().out
    assert run("results", at=network) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert ["proef", YEAR, "eik", "De Eik", "Noord", "37", "74", "3"] in lines
    assert run("results", "--school", "eik", "--json", at=network) == 0
    assert {row["survey"] for row in json.loads(capsys.readouterr().out)} == {"proef"}
    assert run("results", "--school", "wilg", at=network) == 2
    facts = network.releases_of("eik") / WAVE / "facts.parquet"
    facts.write_bytes(facts.read_bytes() + b"x")
    assert run("audit", "--processes", "1", at=network) == 4
    told = capsys.readouterr()
    assert "1 van 2" in told.out
    assert "eik" in told.err


def test_a_slip_in_the_settings_is_told_with_its_place(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    settings = network.root / SETTINGS
    whole = settings.read_text(encoding="utf-8")
    for wrong, named in (
        (whole.replace('"linde"', '"Linde School"'), "network.regions"),
        (whole.replace('"linde"', '"eik"'), "eik"),
        (whole + '[stages]\n"graad 1" = ["1A"]\n', "stages"),
    ):
        settings.write_text(wrong, encoding="utf-8")
        assert run(*networks.CLOSE, at=network) == 3
        assert named in capsys.readouterr().err
    settings.write_text(whole.replace("# k = 15", "k = 3"), encoding="utf-8")
    assert run(*networks.CLOSE, at=network) == 4


def test_spark_that_is_asked_for_in_vain_is_told(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*networks.CLOSE, "--master", "local[1]", at=network) == 2
    assert "--engine spark" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--accounts",), "Nog niemand heeft een account"),
        (("--host", "0.0.0.0"), "user add NAAM --role beheerder"),
        (("--name", "netwerk.example"), "Nog niemand heeft een account"),
        (("--accounts", "--school", "eik"), "ziet ieder de school van het eigen account"),
        (("--school", "berk"), "geen school berk"),
    ],
)
def test_the_dashboard_of_a_network_is_for_who_has_an_account_and_of_schools_that_it_has(
    options: tuple[str, ...], said: str, network: Network, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("serve", *options, at=network) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("options", [("--accounts",), ("--host", "0.0.0.0"), ("--name", "netwerk.example")])
def test_a_network_is_served_to_others_where_people_sign_in(
    options: tuple[str, ...], network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Any] = []
    monkeypatch.setattr(dashboard, "serve", lambda releases, **given: served.append((releases, given)))
    assert run("serve", *options, at=network) == 0
    ((releases, given),) = served
    assert given["keeper"].in_network
    assert given["network"].school == ""
    assert given["releases_of"]("eik") == network.releases_of("eik")
    assert not releases.exists()


def test_an_account_of_a_network_is_of_a_school_that_it_has(
    network: Network, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("user", "add", "an", "--role", "director", "--school", "linde", at=network) == 0  # it is in a region
    assert "sleutel=" in capsys.readouterr().out
    assert run("user", "add", "bo", "--role", "beheerder", at=network) == 0
    for options, said in (
        (("--role", "werkgroep"), "--school school-001"),
        (("--role", "werkgroep", "--school", "berk"), "geen school berk"),
        (("--role", "werkgroep", "--school", "../eik"), "geen school ../eik"),
        (("--role", "beheerder", "--school", "linde"), "van geen school"),
    ):
        capsys.readouterr()
        assert run("user", "add", "cas", *options, at=network) == 2
        assert said in capsys.readouterr().err
    assert run("user", "list", "--json", at=network) == 0
    told = {one["name"]: one["school"] for one in json.loads(capsys.readouterr().out)}
    assert told == {"an": "linde", "bo": ""}
    assert run("user", "list", at=network) == 0
    assert "an\tdirectie\tuitgenodigd" in (listed := capsys.readouterr().out)
    assert "\tlinde" in listed
    assert run("user", "log", at=network) == 0


@pytest.mark.parametrize(("options", "school"), [((), ""), (("--school", "eik"), "eik")])
def test_a_network_serves_what_may_be_seen_of_it(
    options: tuple[str, ...], school: str, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Any] = []
    monkeypatch.setattr(dashboard, "serve", lambda releases, **given: served.append((releases, given)))
    (network.schools_folder / "eik").mkdir(parents=True, exist_ok=True)
    assert run("serve", *options, at=network) == 0
    ((releases, given),) = served
    assert given["host"] == "127.0.0.1"
    assert (given["network"].name, given["network"].school) == (network.settings.name, school)
    assert releases == network.releases_of(school) if school else not releases.exists()

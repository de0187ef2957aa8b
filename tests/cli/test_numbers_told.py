"""What results and compare say beside their numbers, and of which survey."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.disclosure.release_file import write_release
from tests.support import releases
from tests.support.spreadsheets import rows_of_csv

ROUNDED = "Elk aantal is willekeurig afgerond, om mensen te beschermen"
NOTHING_YET = "dus er is nog niets te vergelijken"
Run = Callable[..., tuple[int, str, str]]
WAVES = (("personeel", "2024-2025"), ("personeel", "2025-2026"), ("leerlingen-9-12", "2025-2026"))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two years of staff and one of pupils."""
    workspace = pipeline.new_workspace(tmp_path_factory.mktemp("school") / "werkmap", "De Linde")
    for survey, year in WAVES:
        wave = releases.Wave(survey, year, 40, 41, groups=False)
        write_release(workspace.releases_folder / f"{survey}_{year}", releases.release_of(wave))
    return workspace.root


@pytest.fixture
def run(school: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.run([*map(str, arguments), "--workspace", str(school)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def rows(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines() if "\t" in line]


def test_results_says_below_its_table_that_counts_are_rounded(run: Run) -> None:
    lines = run("results")[1].splitlines()
    last = max(place for place, line in enumerate(lines) if len(line.split("\t")) == 9)
    assert lines[last + 1].startswith(ROUNDED)
    assert ROUNDED not in run("results", "--json")[1]


@pytest.mark.parametrize("command", ["results", "compare"])
def test_one_survey_can_be_asked_for(command: str, run: Run, tmp_path: Path) -> None:
    every = {line[0] for line in rows(run(command)[1])[1:]} - {"vragenlijst"}
    assert every == ({"personeel", "leerlingen-9-12"} if command == "results" else {"personeel"})
    code, out, err = run(command, "--survey", "personeel")
    assert (code, err) == (0, "")
    assert {line[0] for line in rows(out)[1:]} - {"vragenlijst"} == {"personeel"}
    told = json.loads(run(command, "--survey", "personeel", "--json")[1])
    assert {row["survey"] for row in told} == {"personeel"}
    assert run(command, "--survey", "personeel", "-o", tmp_path / "uit.csv")[0] == 0
    assert {row[0] for row in rows_of_csv((tmp_path / "uit.csv").read_bytes())[1 : len(told) + 1]} == {"personeel"}


@pytest.mark.parametrize("command", [("results",), ("results", "--funnel"), ("compare", "--audiences")])
def test_an_earlier_year_is_shown_as_things_stood_then(command: tuple[str, ...], run: Run) -> None:
    code, out, _err = run(*command, "--year", "2024-2025")
    assert code == 0
    assert "2025-2026" not in out
    told = json.loads(run(*command, "--year", "2024-2025", "--json")[1])
    assert {row["year"] for row in told} <= {"2024-2025"}
    assert "2025-2026" in run(*command)[1] or command[-1] == "--audiences"


def test_an_earlier_year_is_held_against_the_one_before_it(run: Run) -> None:
    assert NOTHING_YET in run("compare", "--year", "2024-2025")[1]
    assert NOTHING_YET not in run("compare", "--year", "2025-2026")[1]


def test_a_year_without_numbers_is_a_wrong_call(run: Run) -> None:
    code, out, err = run("results", "--year", "2019-2020")
    assert (code, out) == (2, "")
    assert "Kies een van deze: 2024-2025, 2025-2026." in err


def test_the_response_of_the_whole_school_stands_below_the_shares(run: Run) -> None:
    told = [line for line in rows(run("results", "--survey", "personeel")[1]) if "Hele school" in line]
    assert told == [["personeel", "2025-2026", "Hele school", "40", "41", "98%"]]


def test_a_change_has_both_years_and_its_limits_and_says_what_undecided_is_not(run: Run) -> None:
    out = run("compare")[1]
    heading, *lines = rows(out)
    shown = [dict(zip(heading, line, strict=True)) for line in lines if len(line) == len(heading)]
    judged = [one for one in shown if one["oordeel"] in ("stijging", "daling", "niet vast te stellen")]
    assert judged
    for one in judged:
        assert "%" in one["in het eerste jaar"]
        assert "%" in one["in het latere jaar"]
        assert int(one["punten: minstens"]) <= int(one["verandering in punten"]) <= int(one["punten: hoogstens"])
    assert "Dat is iets anders dan: er veranderde niets." in out


def test_a_name_with_ages_means_all_of_them(run: Run) -> None:
    told = json.loads(run("results", "--survey", "leerlingen", "--json")[1])
    assert {row["survey"] for row in told} == {"leerlingen-9-12"}


@pytest.mark.parametrize("command", ["results", "compare"])
@pytest.mark.parametrize("survey", ["ouders", "leerlingen-9", "person"])
def test_a_survey_without_numbers_is_a_wrong_call(command: str, survey: str, run: Run) -> None:
    code, out, err = run(command, "--survey", survey)
    assert (code, out) == (2, "")
    assert f"geen vrijgegeven cijfers van {survey}." in err
    assert "leerlingen-9-12, personeel" in err


def test_with_one_year_there_is_nothing_to_compare_yet(run: Run) -> None:
    code, out, _err = run("compare", "--survey", "leerlingen-9-12")
    assert code == 0
    assert NOTHING_YET in out
    assert len(out.splitlines()) == 1
    assert json.loads(run("compare", "--survey", "leerlingen-9-12", "--json")[1]) == []
    assert NOTHING_YET not in run("compare")[1]


def test_without_any_number_a_survey_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = pipeline.new_workspace(tmp_path / "leeg", "De Linde").root
    assert cli.run(["results", "--survey", "ouders", "--workspace", str(root)]) == 0
    assert "nog geen meting afgesloten" in capsys.readouterr().out

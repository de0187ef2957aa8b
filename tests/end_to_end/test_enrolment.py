"""A list of classes at import gives the response of each group after closing; small groups stay hidden."""

import json
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.pipeline import ImportOptions
from monitor.workspace import Workspace
from tests.support.files import answers_file
from tests.support.grounds import GROUNDS

YEAR = "2025-2026"
CLASS = "In welke klas zit je kind?"
LIST = "klas;aantal\n1 a;27\n1B;24\n2A;20\n2B;30\nTotaal;101\n"


def closed(tmp_path: Path, settings: str = "", classes: tuple[str, ...] = ("1A", "1B", "2A", "2A", "2B")) -> Workspace:
    text = f'name = "De Linde"\n{settings}{GROUNDS}' if settings else None
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde", settings_text=text)
    (tmp_path / "klassen.csv").write_text(LIST, encoding="utf-8")
    file = answers_file(tmp_path / "a.csv", 50, classes=classes)
    options = ImportOptions(group_column=CLASS, enrolled=tmp_path / "klassen.csv")
    outcome = pipeline.import_file(file, survey="ouders", year=YEAR, workspace=workspace, options=options)
    assert outcome.enrolled == 101
    pipeline.close_wave(workspace, "ouders", YEAR)
    return workspace


def groups(workspace: Workspace) -> dict[str, tuple[int, int | None]]:
    found = pipeline.results(workspace).responses_by_group("ouders", YEAR)
    return {node.label: (one.forms, one.enrolled) for node, one in found}


def test_response_per_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = closed(tmp_path)
    assert groups(workspace) == {"1A": (10, 27), "1B": (10, 24), "2A": (20, 20), "2B": (10, 30)}
    response = pipeline.results(workspace).response("ouders", YEAR)
    assert (response.forms, response.enrolled) == (50, 101)
    manifest = json.loads((workspace.releases_folder / f"ouders_{YEAR}/manifest.json").read_text(encoding="utf-8"))
    assert manifest["enrolment"] == {"total": 101, "1A": 27, "1B": 24, "2A": 20, "2B": 30}
    assert cli.run(["results", "--workspace", str(workspace.root)]) == 0
    assert f"ouders\t{YEAR}\t1A\t10\t27\t37%" in capsys.readouterr().out.replace("\u00a0", "")
    assert cli.run(["results", "--json", "--workspace", str(workspace.root)]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {(row["node"], row["forms"], row["enrolled"]) for row in rows} >= {
        ("school", 50, 101),
        ("school/1A", 10, 27),
    }


def test_a_merged_group_counts_its_classes_together_and_a_small_one_is_not_there(tmp_path: Path) -> None:
    few = ("1A",) * 3 + ("1B",) * 3 + ("2A",) * 3 + ("2B",)
    assert groups(closed(tmp_path, classes=few)) == {"1A": (15, 27), "1B": (15, 24), "2A en 2B": (20, 50)}


def test_a_stage_counts_the_classes_of_which_nobody_answered(tmp_path: Path) -> None:
    stages = '[stages]\n"graad 1" = ["1A", "1B"]\n"graad 2" = ["2A", "2B"]\n'
    found = groups(closed(tmp_path, stages, ("1A", "1B", "2A", "2A")))
    assert (found["graad 2"], found["graad 1"]) == ((24, 50), (26, 51))


def test_whoever_gave_no_class_is_in_no_group(tmp_path: Path) -> None:
    found = groups(closed(tmp_path, classes=("1A", "1B", "2A", "")))
    assert found == {"1A": (13, 27), "1B": (13, 24), "2A": (12, 20)}


def test_the_settings_come_before_the_list(tmp_path: Path) -> None:
    settings = f'[enrolment."{YEAR}".ouders]\ntotal = 120\nclasses = {{"1A" = 40}}\n'
    workspace = closed(tmp_path, settings)
    assert groups(workspace)["1A"] == (10, 40)
    assert pipeline.results(workspace).response("ouders", YEAR).enrolled == 120


def test_the_list_may_come_with_the_same_file_once_more(tmp_path: Path) -> None:
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    (tmp_path / "klassen.csv").write_text(LIST, encoding="utf-8")
    file = answers_file(tmp_path / "a.csv", 40)
    for enrolled in (None, tmp_path / "klassen.csv"):
        options = ImportOptions(group_column=CLASS, enrolled=enrolled)
        pipeline.import_file(file, survey="ouders", year=YEAR, workspace=workspace, options=options)
    pipeline.close_wave(workspace, "ouders", YEAR)
    assert groups(workspace) == {"1A": (20, 27), "1B": (20, 24)}


@pytest.mark.parametrize(("given", "code"), [("0", 2), ("-5", 2), ("geen-bestand.csv", 3)])
def test_what_cannot_be_an_enrolment(given: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = answers_file(tmp_path / "a.csv", 12)
    call = ["import", str(file), "--survey", "ouders", "--year", YEAR, "--dry-run", f"--enrolled={given}"]
    assert cli.run([*call, "--workspace", str(tmp_path / "geen")]) in (code, 3)
    pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    assert cli.run([*call, "--workspace", str(tmp_path / "werkmap")]) == code
    assert capsys.readouterr().err

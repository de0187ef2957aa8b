"""`results --funnel` and `compare --audiences`: what they print, as JSON, and when they refuse."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.disclosure.release_file import write_release
from tests.support import releases

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parents in two years, staff in the second."""
    workspace = pipeline.new_workspace(tmp_path_factory.mktemp("school") / "werkmap", "De Linde")
    for wave in (
        releases.Wave("ouders", "2024-2025", 205, 320, groups=False),
        releases.Wave("ouders", "2025-2026", 212, 320, 0.9, groups=False),
        releases.Wave("personeel", "2025-2026", 36, 41, groups=False),
    ):
        write_release(workspace.releases_folder / f"{wave.survey}_{wave.year}", releases.release_of(wave))
    return workspace.root


@pytest.fixture
def run(school: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def called(*arguments: str, workspace: Path = school) -> tuple[int, str, str]:
        capfd.readouterr()
        code = cli.run([*arguments, "--workspace", str(workspace)])
        told = capfd.readouterr()
        return code, told.out, told.err

    return called


def tables(printed: str) -> list[list[dict[str, str]]]:
    parts = [[line.split("\t") for line in part.splitlines() if "\t" in line] for part in printed.strip().split("\n\n")]
    return [[dict(zip(heading, row, strict=True)) for row in rows] for heading, *rows in parts]


def test_a_funnel_is_a_table_of_steps_and_then_words(run: Run) -> None:
    code, printed, _told = run("results", "--funnel")
    assert code == 0
    steps, words = tables(printed)
    assert list(steps[0]) == [
        "vragenlijst", "jaar", "indicator", "antwoorden", "weten het", "tevreden van wie het weet",
        "tevreden van allen",
    ]  # fmt: skip
    assert [(row["vragenlijst"], row["indicator"]) for row in steps[:2]] == [
        ("ouders", "Tevreden over de informatie"), ("ouders", "Tevreden over de aanpak"),
    ]  # fmt: skip
    assert "212 van de 320 ouders vulden de vragenlijst in." in words[0]["in woorden"]
    assert "dan in 2024-2025" in words[0]["in woorden"]
    staff = next(row for row in words if row["vragenlijst"] == "personeel")
    assert "2024-2025" not in staff["in woorden"]


def test_a_funnel_as_json_has_a_row_per_step_and_year(run: Run) -> None:
    code, printed, _told = run("results", "--funnel", "--json")
    assert code == 0
    rows = [row for row in json.loads(printed) if row["item"] == "com_tevreden" and row["survey"] == "ouders"]
    assert [(row["year"], row["step"], row["from"]) for row in rows] == [
        (year, step, before)
        for year, before in (("2024-2025", None), ("2025-2026", "2024-2025"))
        for step in ("knows", "satisfied", "satisfied_of_all")
    ]
    knows, satisfied, of_all = rows[3:]
    assert knows["count"] == satisfied["n"]
    assert of_all["share"] == pytest.approx(knows["share"] * satisfied["share"])
    assert of_all["n"] == of_all["asked"] == knows["n"]


def test_two_groups_side_by_side_the_gaps_first_and_in_words(run: Run) -> None:
    code, printed, _told = run("compare", "--audiences")
    assert code == 0
    lines, words = tables(printed)
    verdicts = [row["oordeel"] for row in lines]
    order = ["kloof", "klein verschil", "niet vast te stellen", "niet te vergelijken"]
    assert verdicts == sorted(verdicts, key=order.index)
    assert {row["groepen"] for row in lines} == {"personeel - ouders"}
    points = [abs(int(row["verschil in punten"])) for row in lines if row["oordeel"] == "kloof"]
    assert points == sorted(points, reverse=True)
    assert len(words) == len(points) > 0
    assert all("dat is een kloof, meer dan toeval" in row["in woorden"] for row in words)
    questions = [row["vraag"] for row in lines]
    assert len(questions) == len(set(questions))
    beside = next(row for row in lines if row["onderwerp"] == "kl_erbij")
    assert (beside["verschil in punten"], beside["oordeel"]) == ("", "niet te vergelijken")
    assert beside["waarom"].startswith("Alleen het onderwerp is hetzelfde")


def test_two_groups_as_json_of_every_year(run: Run) -> None:
    code, printed, _told = run("compare", "--audiences", "--json")
    assert code == 0
    rows = json.loads(printed)
    keys = {"item", "year", "audiences", "shares", "difference", "low", "high", "level", "verdict", "reason"}
    assert all(keys <= set(row) for row in rows)
    before = [row for row in rows if row["year"] == "2024-2025"]
    assert {(row["verdict"], *row["reason_codes"]) for row in before} == {("niet-vergelijkbaar", "no-wave")}
    for row in rows:
        clear = row["difference"] is not None and not row["low"] <= 0 <= row["high"]
        assert (row["verdict"] == "kloof") is (clear and abs(row["difference"]) >= 0.1 - 1e-9)
        assert (row["difference"] is None) is (row["verdict"] == "niet-vergelijkbaar") is (row["reason"] is not None)


@pytest.mark.parametrize("call", [("results", "--funnel"), ("compare", "--audiences")])
def test_a_file_beside_them_is_refused(call: tuple[str, str], run: Run, tmp_path: Path) -> None:
    code, _printed, told = run(*call, "-o", str(tmp_path / "cijfers.csv"))
    assert code == 2
    assert f"{call[1]} schrijft geen bestand." in told
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize("call", [("results", "--funnel"), ("compare", "--audiences")])
def test_without_a_closed_wave_they_say_so(call: tuple[str, str], run: Run, tmp_path: Path) -> None:
    root = pipeline.new_workspace(tmp_path / "leeg", "De Linde").root
    code, printed, _told = run(*call, workspace=root)
    assert (code, printed.count("\n")) == (0, 1)
    assert "nog geen" in printed
    assert json.loads(run(*call, "--json", workspace=root)[1]) == []


def test_one_group_alone_has_no_line(tmp_path: Path, run: Run) -> None:
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    write_release(
        workspace.releases_folder / "ouders_2025-2026",
        releases.release_of(releases.Wave("ouders", "2025-2026", 9, 320, groups=False)),
    )
    assert run("compare", "--audiences", workspace=workspace.root)[1].startswith(
        "Er is in 2025-2026 niets om naast elkaar te zetten. Daarvoor zijn afgesloten metingen van twee groepen"
    )
    (steps, words) = tables(run("results", "--funnel", workspace=workspace.root)[1])
    assert {row["weten het"] for row in steps} == {
        "Niet vrijgegeven voor deze groep: te weinig antwoorden (of geen enkel), of een te persoonlijke vraag."
    }
    assert len(words) == len(steps)


def test_two_groups_without_two_figures_are_told_why(tmp_path: Path, run: Run) -> None:
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    for survey in ("ouders", "personeel"):
        made = releases.release_of(releases.Wave(survey, "2025-2026", 9, 320, groups=False))
        write_release(workspace.releases_folder / f"{survey}_2025-2026", made)
    printed = run("compare", "--audiences", workspace=workspace.root)[1]
    assert printed.startswith("In 2025-2026 delen de groepen vragen, maar bij geen daarvan mogen beide cijfers")
    assert printed.count("\n") == 1


def test_a_survey_without_such_a_question_has_no_steps_and_says_so(tmp_path: Path, run: Run) -> None:
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    pupils = releases.release_of(releases.Wave("leerlingen-9-12", "2025-2026", 140, 160, groups=False))
    manifest = pupils.manifest
    kept = manifest.survey.model_copy(update={"items": tuple(i for i in manifest.survey.items if not i.unknown)})
    write_release(
        workspace.releases_folder / "leerlingen-9-12_2025-2026",
        replace(pupils, manifest=manifest.model_copy(update={"survey": kept, "survey_hash": kept.hash})),
    )
    printed = run("results", "--funnel", workspace=workspace.root)[1]
    assert printed.startswith("Er zijn geen stappen om te tonen. Daarvoor is een vraag nodig")
    assert printed.count("\n") == 1

"""The register of trend breaks: found at import, taken back with it, frozen at close, read by compare."""

import json
from pathlib import Path

import pytest

from monitor import cli, pipeline, trend
from monitor.catalogue.catalogue import opened
from monitor.definition.differences import TrendBreak
from monitor.disclosure import release_file
from monitor.rows import compare_rows
from monitor.workspace import Workspace
from tests.support.two_years import (
    BEFORE,
    NOW,
    Change,
    another_answer,
    another_answer_on_safety,
    asked_more,
    codes,
    graag_first,
    of_others,
    wave,
    without_graag,
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def registered(workspace: Workspace, year: str = NOW) -> list[TrendBreak]:
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        return [one for part in change.breaks(f"ouders_{year}") for one in part if one.since]


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (None, set()),
        (without_graag, {"not-asked"}),
        (asked_more, {"new-question"}),
        (another_answer, {"scale-length"}),
        (graag_first, {"question-order"}),
    ],
)
def test_what_changed_is_registered_and_told(
    workspace: Workspace, tmp_path: Path, change: Change | None, kinds: set[str]
) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE)
    outcome = wave(workspace, tmp_path / "b.csv", NOW, change)
    assert {one.kind for one in registered(workspace)} == kinds
    assert {one.since for one in registered(workspace)} <= {BEFORE}
    assert codes(outcome) == {f"W-BREAK-{kind.upper()}" for kind in kinds}
    named = [one["message"] for one in outcome.report["findings"] if "kl_graag" in one["message"]]
    assert all('kl_graag ("Mijn kind gaat graag' in message for message in named)
    assert bool(named) == bool(kinds & {"not-asked", "scale-length"})


def test_the_first_wave_has_nothing_to_differ_from(workspace: Workspace, tmp_path: Path) -> None:
    assert codes(wave(workspace, tmp_path / "a.csv", BEFORE, without_graag)) == set()
    assert registered(workspace, BEFORE) == []


def test_what_both_years_lack_is_no_break(workspace: Workspace, tmp_path: Path) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE, without_graag)
    assert codes(wave(workspace, tmp_path / "b.csv", NOW, without_graag)) == set()


def test_an_import_taken_back_is_out_of_the_register(workspace: Workspace, tmp_path: Path) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE)
    wave(workspace, tmp_path / "b.csv", NOW, asked_more)
    pipeline.undo(workspace, None)
    assert registered(workspace) == []
    assert trend.wave_before(workspace, "ouders", "2026-2027").year == BEFORE  # type: ignore[union-attr]  # it is there


def test_a_second_file_that_has_the_question_takes_the_break_away(workspace: Workspace, tmp_path: Path) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE)
    wave(workspace, tmp_path / "b.csv", NOW, without_graag)
    assert codes(wave(workspace, tmp_path / "c.csv", NOW, asked_more, of_others)) == {"W-BREAK-NEW-QUESTION"}
    for year in (BEFORE, NOW):
        pipeline.close_wave(workspace, "ouders", year)
    frozen = release_file.read_release(workspace.releases_folder / f"ouders_{NOW}").manifest.breaks
    assert {one.kind for one in frozen if one.since} == {"new-question"}


def test_compare_reads_the_register_from_the_releases_alone(workspace: Workspace, tmp_path: Path) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE)
    wave(workspace, tmp_path / "b.csv", NOW, another_answer)
    for year in (BEFORE, NOW):
        pipeline.close_wave(workspace, "ouders", year)
    workspace.catalogue_file.unlink()
    rows = compare_rows(pipeline.results(workspace))
    graag = [row for row in rows if row["item"] == "kl_graag"]
    assert {(row["verdict"], *row["reason_codes"]) for row in graag} == {("niet-vergelijkbaar", "scale-length")}
    assert graag[0]["reason"].startswith("Het aantal antwoorden om uit te kiezen ging van 6 naar 7")
    others = [row for row in rows if row["item"] not in ("kl_graag", "schaal_klimaat")]  # the scale holds the question
    assert others
    assert all("scale-length" not in row["reason_codes"] for row in others)


def test_results_say_at_a_share_that_a_break_stands_before_it(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE)
    wave(workspace, tmp_path / "b.csv", NOW, another_answer_on_safety, asked_more)
    for year in (BEFORE, NOW):
        pipeline.close_wave(workspace, "ouders", year)
    assert cli.run(["results", "--workspace", str(workspace.root)]) == 0
    printed = capsys.readouterr().out.splitlines()
    lines = [dict(zip(printed[0].split("\t"), line.split("\t"), strict=False)) for line in printed]
    safe = next(line["opmerking"] for line in lines if line.get("indicator") == "Kind voelt zich veilig")
    assert safe.startswith(f"Niet te vergelijken met {BEFORE}: Het aantal antwoorden om uit te kiezen ging van 6 naar")
    assert sum("Niet te vergelijken" in line.get("opmerking", "") for line in lines) == 1
    assert f"! ouders, {BEFORE} - {NOW}: Er zijn nieuwe vragen gesteld: 1." in printed


def test_other_people_are_shown_and_compared(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE, enrolled=100)
    pipeline.close_wave(workspace, "ouders", BEFORE)
    outcome = wave(workspace, tmp_path / "b.csv", NOW, asked_more, enrolled=50, classes=("1A", "2A"))
    assert codes(outcome) == {"W-BREAK-ENROLMENT", "W-BREAK-CLASSES", "W-BREAK-NEW-QUESTION"}
    pipeline.close_wave(workspace, "ouders", NOW)
    rows = compare_rows(pipeline.results(workspace))
    assert {one["code"] for one in rows[0]["breaks"]} == {"enrolment", "classes", "new-questions"}
    assert {row["verdict"] for row in rows} > {"niet-vast-te-stellen"}
    assert cli.run(["compare", "--workspace", str(workspace.root)]) == 0
    printed = capsys.readouterr().out
    assert f"! ouders, {BEFORE} - {NOW}: Het aantal uitgenodigden ging van 100 naar 50." in printed
    assert "1B" in printed


@pytest.mark.parametrize("of_1b", [0, 1, 4, 9, 10])
def test_a_class_of_which_too_few_answered_is_as_one_of_which_nobody_did(
    workspace: Workspace, tmp_path: Path, of_1b: int
) -> None:
    """Else whoever reads "1B did not answer" in one release knows in the next one that one to nine did."""
    wave(workspace, tmp_path / "a.csv", BEFORE)
    pipeline.close_wave(workspace, "ouders", BEFORE)
    classes = ("1A",) * 15 + ("2A",) * 15 + ("1B",) * of_1b + ("2A",) * (10 - of_1b)
    outcome = wave(workspace, tmp_path / "b.csv", NOW, classes=classes)
    told = {one["message"] for one in outcome.report["findings"] if one["code"] == "W-BREAK-CLASSES"}
    words = f"Deze klassen antwoordden in {BEFORE}, en in dit bestand niemand of te weinig mensen om te tonen: 1B."
    assert told == (set() if of_1b == 10 else {words})
    assert {one.names for one in registered(workspace) if one.kind == "classes"} == ({("1B",)} if told else set())


def test_of_a_class_in_two_files_each_tells_of_itself_and_the_release_of_both(
    workspace: Workspace, tmp_path: Path
) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE)
    pipeline.close_wave(workspace, "ouders", BEFORE)
    classes = ("1A",) * 15 + ("2A",) * 17 + ("1B",) * 8
    for change in (None, of_others):
        outcome = wave(workspace, tmp_path / "b.csv", NOW, change, classes=classes)
        (told,) = (one["message"] for one in outcome.report["findings"] if one["code"] == "W-BREAK-CLASSES")
        assert "in dit bestand" in told
    pipeline.close_wave(workspace, "ouders", NOW)
    frozen = release_file.read_release(workspace.releases_folder / f"ouders_{NOW}").manifest
    assert {"1A", "1B", "2A"} <= {node.label for node in frozen.nodes}
    assert [one for one in frozen.breaks if one.kind == "classes"] == []


@pytest.mark.parametrize("of_1b", [0, 4])
def test_a_release_tells_nobody_of_a_class_from_too_few(workspace: Workspace, tmp_path: Path, of_1b: int) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE)
    wave(workspace, tmp_path / "b.csv", NOW, classes=("1A",) * 20 + ("1B",) * of_1b + ("2A",) * (20 - of_1b))
    for year in (BEFORE, NOW):
        pipeline.close_wave(workspace, "ouders", year)
    frozen = release_file.read_release(workspace.releases_folder / f"ouders_{NOW}").manifest.breaks
    assert [one.names for one in frozen if one.kind == "classes"] == [("1B",)]


def test_a_damaged_release_before_says_nothing_of_its_classes(workspace: Workspace, tmp_path: Path) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE)
    pipeline.close_wave(workspace, "ouders", BEFORE)
    (workspace.releases_folder / f"ouders_{BEFORE}" / "facts.parquet").write_bytes(b"x")
    assert codes(wave(workspace, tmp_path / "b.csv", NOW, classes=("1A", "2A"))) == set()


def test_a_release_of_before_the_register_is_read_and_compared(workspace: Workspace, tmp_path: Path) -> None:
    for year in (BEFORE, NOW):
        wave(workspace, tmp_path / f"{year}.csv", year)
        pipeline.close_wave(workspace, "ouders", year)
    file = workspace.releases_folder / f"ouders_{BEFORE}" / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    del manifest["breaks"]
    file.write_text(json.dumps(manifest), encoding="utf-8")
    rows = compare_rows(pipeline.results(workspace))
    assert {row["reason_codes"][0] for row in rows if row["reason_codes"]} & {"order", "options", "version"} == set()
    assert all(row["breaks"] == [] for row in rows)

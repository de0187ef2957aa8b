"""The register of trend breaks: found at import, taken back with it, frozen at close, read by compare."""

import csv
import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor import cli, pipeline, trend, waves
from monitor.catalogue.catalogue import opened
from monitor.definition import library
from monitor.definition.differences import TrendBreak
from monitor.disclosure import release_file
from monitor.errors import FileRefused
from monitor.pipeline import ImportOptions
from monitor.workspace import Workspace
from tests.support.files import answers_file

BEFORE, NOW = "2024-2025", "2025-2026"
SURVEY = library.survey("ouders")
GRAAG = SURVEY.say(SURVEY.item("kl_graag").text)
CLASS = "In welke klas zit je kind?"

Change = Callable[[list[str], list[list[str]]], None]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def wave(workspace: Workspace, file: Path, year: str, *changes: Change | None, **more: Any) -> pipeline.ImportOutcome:
    """Import forty answers to our questionnaire, in a file that was changed before."""
    classes = more.pop("classes", ("1A", "1B"))
    answers_file(file, 40, when=f"{year[:4]}-10-06", classes=classes)
    for change in filter(None, changes):
        with file.open(encoding="utf-8", newline="") as opened_:
            heading, *rows = list(csv.reader(opened_))
        change(heading, rows)
        with file.open("w", encoding="utf-8", newline="") as opened_:
            csv.writer(opened_).writerows([heading, *rows])
    options = ImportOptions(group_column=CLASS, **more)
    return pipeline.import_file(file, survey="ouders", year=year, workspace=workspace, options=options)


def registered(workspace: Workspace, year: str = NOW) -> list[TrendBreak]:
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        return [one for part in change.breaks(f"ouders_{year}") for one in part if one.since]


def codes(outcome: pipeline.ImportOutcome) -> set[str]:
    return {one["code"] for one in outcome.report["findings"] if one["code"].startswith("W-BREAK")}


def without_graag(heading: list[str], rows: list[list[str]]) -> None:
    place = heading.index(GRAAG)
    for row in (heading, *rows):
        del row[place]


def asked_more(heading: list[str], rows: list[list[str]]) -> None:
    heading.append("Hoe komt je kind naar school?")
    for row in rows:
        row.append("te voet")


def of_others(_heading: list[str], rows: list[list[str]]) -> None:
    for number, row in enumerate(rows):
        row[0], row[1] = row[0].replace("-06", "-07", 1), f"buur{number}@example.org"


def another_answer(heading: list[str], rows: list[list[str]]) -> None:
    for row in rows[:6]:
        row[heading.index(GRAAG)] = "Een beetje"


def graag_first(heading: list[str], rows: list[list[str]]) -> None:
    place = heading.index(GRAAG)
    for row in (heading, *rows):
        row.insert(3, row.pop(place + 1 if row is None else place))
        row[3], row[5] = row[5], row[3]


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
    rows = pipeline.results(workspace).compare_rows()
    graag = [row for row in rows if row["item"] == "kl_graag"]
    assert {(row["verdict"], *row["reason_codes"]) for row in graag} == {("niet-vergelijkbaar", "scale-length")}
    assert graag[0]["reason"].startswith("Het aantal antwoorden om uit te kiezen ging van 6 naar 7")
    assert all("scale-length" not in row["reason_codes"] for row in rows if row["item"] != "kl_graag")


def test_other_people_are_shown_and_compared(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE, enrolled=100)
    pipeline.close_wave(workspace, "ouders", BEFORE)
    outcome = wave(workspace, tmp_path / "b.csv", NOW, asked_more, enrolled=50, classes=("1A", "2A"))
    assert codes(outcome) == {"W-BREAK-ENROLMENT", "W-BREAK-CLASSES", "W-BREAK-NEW-QUESTION"}
    pipeline.close_wave(workspace, "ouders", NOW)
    rows = pipeline.results(workspace).compare_rows()
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
    words = f"Deze klassen antwoordden in {BEFORE}, en nu niemand of te weinig mensen om te tonen: 1B."
    assert told == (set() if of_1b == 10 else {words})
    assert {one.names for one in registered(workspace) if one.kind == "classes"} == ({("1B",)} if told else set())


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
    rows = pipeline.results(workspace).compare_rows()
    assert {row["reason_codes"][0] for row in rows if row["reason_codes"]} & {"order", "options", "version"} == set()
    assert all(row["breaks"] == [] for row in rows)


def test_the_mapping_file_is_written_and_used_next_year(workspace: Workspace, tmp_path: Path) -> None:
    first = wave(workspace, tmp_path / "a.csv", BEFORE)
    kept = workspace.mappings_folder / "ouders.yaml"
    assert next(one["message"].count("mappings/ouders.yaml") for one in first.report["findings"]) == 1
    assert GRAAG in kept.read_text(encoding="utf-8")
    said = kept.read_text(encoding="utf-8")
    second = wave(workspace, tmp_path / "b.csv", NOW)
    assert kept.read_text(encoding="utf-8") == said
    assert "I-MAPPING" in {one["code"] for one in second.report["findings"]}


def test_a_trial_writes_no_mapping_file_unless_asked(workspace: Workspace, tmp_path: Path) -> None:
    wave(workspace, tmp_path / "a.csv", NOW, dry_run=True)
    assert not workspace.mappings_folder.exists()
    out = tmp_path / "los.yaml"
    wave(workspace, tmp_path / "a.csv", NOW, dry_run=True, mapping_out=out)
    assert GRAAG in out.read_text(encoding="utf-8")
    assert not workspace.mappings_folder.exists()


def test_where_the_mapping_file_cannot_be_written_nothing_is_stored(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        wave(workspace, tmp_path / "a.csv", NOW, mapping_out=tmp_path)
    assert waves.waves(workspace) == ()


@pytest.mark.parametrize("failing", ["mkdir", "replace"])
def test_a_mapping_file_without_room_refuses_no_answers(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(self: Path, *asked: Any, **more: Any) -> Any:
        if "mappings" in self.parts:
            raise OSError(errno.ENOSPC, "no room")
        return whole(self, *asked, **more)

    whole = getattr(Path, failing)
    with monkeypatch.context() as patch:
        patch.setattr(Path, failing, full)
        done = wave(workspace, tmp_path / "a.csv", NOW)
    assert (done.report["rows"]["stored"], done.import_id) == (40, 1)
    assert "W-MAPPING-NOT-WRITTEN" in {one["code"] for one in done.report["findings"]}
    again = wave(workspace, tmp_path / "a.csv", NOW)
    assert again.report["rows"]["stored"] == 0
    assert (workspace.mappings_folder / "ouders.yaml").is_file()


def test_the_command_line_says_what_was_linked_proposed_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers_file(tmp_path / "a.csv", 12)
    text = file.read_text(encoding="utf-8").replace(GRAAG, GRAAG.replace("graag", "graag en vaak"))
    file.write_text(text.replace(CLASS, "Hoe komt je kind naar school?"), encoding="utf-8")
    assert cli.run(["import", str(file), "--survey", "ouders", "--year", NOW, "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "kolommen gekoppeld aan vragen" in printed
    assert "1  voorgesteld, niet gekoppeld" in printed
    assert "1  kolom niet gebruikt" in printed

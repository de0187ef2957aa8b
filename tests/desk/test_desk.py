"""The import desk: what the wizard is told of a workspace is what the commands say, and it does what they do."""

import csv
import datetime as dt
import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from dashboards.desk import Desk
from monitor import pipeline
from monitor.definition.load import load_yaml
from monitor.desk import DeskOfWorkspace
from monitor.desk_terms import Asked, Decisions, Looked
from monitor.errors import CallError, FileRefused, PrivacyRefused, SchoolklimaatError, WorkspaceRefused
from monitor.workspace import Workspace
from tests.support.at_once import in_this_process
from tests.support.desks import FakeDesk
from tests.support.files import answers_file
from tests.support.two_years import CLASS, GRAAG

YEAR = "2025-2026"


@pytest.fixture(autouse=True)
def _read_here():
    with in_this_process():
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "w", "De Linde")


@pytest.fixture
def desk(workspace: Workspace) -> DeskOfWorkspace:
    return DeskOfWorkspace(workspace.root)


def with_slips(file: Path, slip: str = "Akoord", times: int = 3) -> Path:
    """Forty answers, some of which say nearly what the questionnaire offers."""
    answers_file(file, 40)
    with file.open(encoding="utf-8", newline="") as opened_:
        heading, *rows = list(csv.reader(opened_))
    place, left = heading.index(GRAAG), times
    for row in rows:
        if row[place].strip() == "Akkoord" and left:
            row[place], left = slip, left - 1
    assert not left
    with file.open("w", encoding="utf-8", newline="") as opened_:
        csv.writer(opened_).writerows([heading, *rows])
    return file


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return Asked(with_slips(tmp_path / "0f3a9c"), "Ouders.csv", "ouders", YEAR, enrolled=60, group_column=CLASS)


def no_progress(_done: int, _total: int) -> None:
    """Nobody listens."""


def mended(looked: Looked) -> Asked:
    (slip,) = looked.repairs
    assert slip.suggested
    answers = {item: {slip.text: slip.suggested} for item in slip.items}
    return replace(looked.asked, decisions=Decisions(answers=answers))


def test_both_desks_are_what_the_dashboard_asks_for() -> None:
    """`serve` finds the dashboard by name, so no type checker sees the two together."""
    for name, method in inspect.getmembers(Desk, inspect.isfunction):
        if not name.startswith("_"):
            for ours in (DeskOfWorkspace, FakeDesk):
                assert inspect.signature(getattr(ours, name)) == inspect.signature(method), name


def test_a_look_stores_nothing_and_accounts_for_every_row(desk: DeskOfWorkspace, workspace: Workspace, asked: Asked):
    found = desk.look(asked)
    rest = sum(number for name, number in found.rows.items() if name != "read")
    assert found.rows["read"] == rest == 40
    assert (found.enrolled, found.groups, found.small, found.refused) == (60, ("1A", "1B"), (), "")
    assert (found.wave, found.tool, found.separator) == (f"ouders_{YEAR}", "google-forms", ",")
    assert desk.waves() == ()
    assert not workspace.mappings_folder.exists()
    assert list(workspace.vault_folder.iterdir()) == []


def test_a_look_shows_the_slip_and_no_address_of_anybody(desk: DeskOfWorkspace, asked: Asked) -> None:
    found = desk.look(asked)
    (slip,) = found.repairs
    assert (slip.text, slip.count, slip.suggested, slip.code) == ("Akoord", 3, "eens", None)
    (unknown,) = [one.message for one in found.findings if one.code == "W-UNKNOWN-ANSWERS"]
    assert f"van vraag “{GRAAG}”" in unknown
    assert "kl_graag" not in unknown
    assert "example.org" not in repr(found)
    assert "2025-10-06" not in repr(found)
    assert next(one for one in found.columns if one.heading == "E-mailadres").personal == "mailadressen"


def test_the_response_counts_those_of_earlier_files_too(desk: DeskOfWorkspace, asked: Asked, tmp_path: Path) -> None:
    desk.take_in(asked, no_progress)
    others = answers_file(tmp_path / "b", 20, when="2025-10-09")
    others.write_text(others.read_text(encoding="utf-8").replace("ouder", "buur"), encoding="utf-8")
    found = desk.look(replace(asked, file=others))
    assert (found.rows["stored"], found.in_all, found.enrolled) == (20, 60, 60)


def test_small_classes_are_named(desk: DeskOfWorkspace, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "x", 40, classes=("1A", "1A", "1A", "1A", "1B"))
    found = desk.look(Asked(file, "x.csv", "ouders", YEAR, group_column=CLASS))
    assert (found.groups, found.small, found.least, found.enrolled) == (("1A", "1B"), ("1B",), 10, None)


def test_what_was_decided_is_kept_and_proposed_the_next_year(
    desk: DeskOfWorkspace, workspace: Workspace, asked: Asked, tmp_path: Path
) -> None:
    heard: list[tuple[int, int]] = []
    done = desk.take_in(mended(desk.look(asked)), lambda now, of: heard.append((now, of)))
    assert (done.number, done.wave, done.rows["stored"]) == (1, f"ouders_{YEAR}", 40)
    assert [round(5 * now / of) for now, of in heard][-1] == 5
    kept = load_yaml(workspace.mappings_folder / "ouders.yaml").data
    assert kept["answers"]["kl_graag"] == {"akoord": "eens"}
    assert kept["left"][CLASS] == "group"
    next_year = with_slips(tmp_path / "77")
    next_year.write_text(next_year.read_text(encoding="utf-8").replace("2025-10", "2026-10"), encoding="utf-8")
    found = desk.look(Asked(next_year, "Ouders 2.csv", "ouders", "2026-2027"))
    assert [(one.text, one.code) for one in found.repairs] == [("Akoord", "eens")]
    assert [one.heading for one in found.columns if one.was_group] == [CLASS]


def test_a_slip_that_was_imported_once_can_be_mended_after_all(
    desk: DeskOfWorkspace, workspace: Workspace, asked: Asked
) -> None:
    """The first import writes the label without a code; the decision takes its place."""
    desk.take_in(replace(asked, file=with_slips(asked.file, times=6)), no_progress)
    assert load_yaml(workspace.mappings_folder / "ouders.yaml").data["answers"]["kl_graag"] == {"Akoord": None}
    assert desk.before_closing(f"ouders_{YEAR}").uncounted == (("Akoord", GRAAG),)
    assert desk.undo(1) == f"ouders_{YEAR}"
    found = desk.look(asked)
    assert (found.unread, found.unread_questions) == (6, 1)
    assert desk.look(mended(found)).unread == 0
    desk.take_in(mended(found), no_progress)
    assert load_yaml(workspace.mappings_folder / "ouders.yaml").data["answers"]["kl_graag"] == {"Akoord": "eens"}
    assert desk.before_closing(f"ouders_{YEAR}").uncounted == ()


def test_the_same_file_again_adds_nothing(desk: DeskOfWorkspace, asked: Asked) -> None:
    desk.take_in(asked, no_progress)
    again = desk.take_in(asked, no_progress)
    assert again.number is None
    assert again.rows["stored"] == 0
    (wave,) = desk.waves()
    assert [(one.number, one.stored) for one in wave.imports] == [(1, 40)]


def test_a_refusal_is_that_of_the_command_with_the_name_of_the_file(desk: DeskOfWorkspace, tmp_path: Path) -> None:
    file = tmp_path / "9b1e"
    file.write_bytes(b"%PDF-1.4 geen tabel")
    with pytest.raises(FileRefused) as by_command:
        pipeline.import_file(file, survey="ouders", year=YEAR, workspace=None)
    with pytest.raises(FileRefused) as by_desk:
        desk.look(Asked(file, "Rapport.pdf", "ouders", YEAR))
    assert (by_desk.value.message, by_desk.value.remedy) == (by_command.value.message, by_command.value.remedy)
    assert by_desk.value.place.file == "Rapport.pdf"
    assert "9b1e" not in str(by_desk.value)


def test_a_wave_that_was_closed_meanwhile_is_told_and_nothing_is_lost(desk: DeskOfWorkspace, asked: Asked) -> None:
    desk.take_in(asked, no_progress)
    before = desk.before_closing(f"ouders_{YEAR}")
    assert (before.stored, before.year, before.unread_danger) == (40, YEAR, False)
    assert before.legal_basis
    closed = desk.close(before.wave, before.legal_basis, "brief, versie 3", no_progress)
    assert closed.passed
    assert closed.min_values >= 2
    assert (closed.wave, closed.notice) == (f"ouders_{YEAR}", "brief, versie 3")
    assert [("brief, versie 3" in told, "Informatiebrief" in told) for told in closed.overruled] == [(True, True)]
    assert [one.status for one in desk.waves()] == ["closed"]
    refused = desk.look(asked).refused
    assert f"De meting Ouders, {YEAR}, is afgesloten" in refused
    assert "ouders_" not in refused
    for act in (
        lambda: desk.take_in(asked, no_progress),
        lambda: desk.undo(1),
        lambda: desk.before_closing(f"ouders_{YEAR}"),
        lambda: desk.close(f"ouders_{YEAR}", "taak", "brief", no_progress),
    ):
        with pytest.raises(WorkspaceRefused, match="afgesloten"):
            act()


def test_without_grounds_the_screen_can_ask_and_closing_is_refused(tmp_path: Path, asked: Asked) -> None:
    bare = pipeline.new_workspace(tmp_path / "bare", "", settings_text='name = "De Linde"\n')
    desk = DeskOfWorkspace(bare.root)
    desk.take_in(asked, no_progress)
    before = desk.before_closing(f"ouders_{YEAR}")
    assert (before.legal_basis, before.notice) == ("", "")
    with pytest.raises(PrivacyRefused):
        desk.close(before.wave, " ", "brief", no_progress)
    with pytest.raises(CallError):
        desk.close(before.wave, "x" * 300, "brief", no_progress)


def test_enrolment_of_the_settings_goes_before_what_is_filled_in(tmp_path: Path, asked: Asked) -> None:
    settings = f'name = "De Linde"\n[enrolment."{YEAR}".ouders]\ntotal = 80\n'
    bare = pipeline.new_workspace(tmp_path / "bare", "", settings_text=settings)
    found = DeskOfWorkspace(bare.root).look(asked)
    assert (found.enrolled, found.is_declared) == (80, True)


@pytest.mark.parametrize("wave", ["", "ouders_1999-2000", "../vault", "ouders"])
def test_a_wave_that_is_not_there_is_refused(desk: DeskOfWorkspace, wave: str) -> None:
    with pytest.raises(SchoolklimaatError):
        desk.before_closing(wave)


def test_the_sample_is_tried_and_never_stored(desk: DeskOfWorkspace, tmp_path: Path) -> None:
    sample, content = desk.sample()
    copy = tmp_path / "copy"
    copy.write_bytes(content)
    found = desk.look(replace(sample, file=copy))
    assert ("Akoord", 12, "eens") in [(one.text, one.count, one.suggested) for one in found.repairs]
    assert (found.unlinked, found.other_year, found.refused) == ((), "", "")
    assert found.rows["stored"] > 190
    assert found.enrolled == 320
    with pytest.raises(WorkspaceRefused, match="verzonnen"):
        desk.take_in(replace(sample, file=copy), no_progress)
    assert desk.waves() == ()


def test_what_can_be_chosen(desk: DeskOfWorkspace) -> None:
    assert {one.id for one in desk.surveys()} == {"ouders", "leerlingen-9-12", "leerlingen-12-18", "personeel"}
    years = desk.years()
    assert list(years) == sorted(years, reverse=True)
    assert len(set(years)) == len(years) == 6
    assert desk.school() == "De Linde"


def test_the_school_year_of_the_times_is_told_where_another_was_chosen(desk: DeskOfWorkspace, asked: Asked) -> None:
    assert desk.look(asked).other_year == ""
    other = replace(asked, year="2024-2025")
    assert desk.look(other).other_year == YEAR
    with pytest.raises(FileRefused, match="maar van 2025-2026"):
        desk.take_in(other, no_progress)
    assert desk.take_in(replace(other, keep_year=True), no_progress).year == "2024-2025"


def test_the_answers_of_a_closed_wave_are_destroyed_and_its_numbers_stay(
    desk: DeskOfWorkspace, workspace: Workspace, asked: Asked
) -> None:
    name = desk.take_in(asked, no_progress).wave
    until = str(dt.date.today().replace(day=1, year=dt.date.today().year + 2))[:7]
    assert desk.before_closing(name).until.startswith(until)
    for ask in (desk.before_forgetting, desk.forget):
        with pytest.raises(WorkspaceRefused, match="nog niet afgesloten"):
            ask(name)
    desk.close(name, "taak", "brief", no_progress)
    before = desk.before_forgetting(name)
    assert (before.is_due, before.by_event, before.has_comments) == (False, False, False)
    assert before.until.startswith(until)
    released = sorted((file, file.read_bytes()) for file in workspace.releases_folder.rglob("*") if file.is_file())
    assert [(one.has_answers, one.is_due) for one in desk.waves()] == [(True, False)]
    desk.forget(name)
    assert [(one.status, one.has_answers) for one in desk.waves()] == [("closed", False)]
    assert list(workspace.vault_folder.iterdir()) == []
    assert sorted((f, f.read_bytes()) for f in workspace.releases_folder.rglob("*") if f.is_file()) == released
    with pytest.raises(WorkspaceRefused, match="eerder al vernietigd"):
        desk.before_forgetting(name)

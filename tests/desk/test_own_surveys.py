"""A questionnaire of the school's own at the desk, a list of classes, and what is told as the commands tell it."""

import datetime as dt
import re
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import own_surveys, pipeline, reminders, retention
from monitor.definition.load import load_survey_file
from monitor.desk import DeskOfWorkspace
from monitor.desk_terms import HANDED_IN, Asked, Handed
from monitor.errors import CallError, DefinitionRefused, FileRefused
from monitor.shipped import surveys_folder
from monitor.workspace import Workspace
from tests.support.at_once import in_this_process
from tests.support.files import answers_file
from tests.support.two_years import CLASS

YEAR = "2025-2026"


@pytest.fixture(autouse=True)
def _read_here():
    with in_this_process():
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    settings = f'name = "De Linde"\n[enrolment."{YEAR}".ouders]\ntotal = 80\nclasses = {{"1 a" = 30}}\n'
    return pipeline.new_workspace(tmp_path / "w", "", settings_text=settings)


@pytest.fixture
def desk(workspace: Workspace) -> DeskOfWorkspace:
    return DeskOfWorkspace(workspace.root)


def no_progress(_done: int, _total: int) -> None:
    """Nobody listens."""


def of_our_own(file: Path) -> Path:
    """The questionnaire for parents as a school keeps its own: another id, another title."""
    text = (surveys_folder() / "ouders.yaml").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("  title:"))
    file.write_text(
        text.replace("id: ouders\n", "id: eigen-ouders\n", 1).replace(title, '  title: {nl: "Ons eigen"}'), "utf-8"
    )
    return file


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    own = Handed(of_our_own(tmp_path / "7c0de"), "vragen van ons.yaml")
    return Asked(answers_file(tmp_path / "0f3a9c", 40), "Ouders.csv", HANDED_IN, YEAR, questionnaire=own)


def test_a_questionnaire_is_kept_once_an_import_used_it_and_is_offered_from_then_on(
    desk: DeskOfWorkspace, workspace: Workspace, asked: Asked, tmp_path: Path
) -> None:
    found = desk.look(asked)
    assert (found.wave, found.title, found.rows["stored"]) == (f"eigen-ouders_{YEAR}", "Ons eigen", 40)
    assert not workspace.surveys_folder.exists(), "nothing is kept by a look"
    done = desk.take_in(asked, no_progress)
    assert (done.wave, done.title) == (f"eigen-ouders_{YEAR}", "Ons eigen")
    (kept,) = workspace.surveys_folder.iterdir()
    assert (kept.name, stat.S_IMODE(kept.stat().st_mode)) == ("eigen-ouders.yaml", 0o600)
    assert kept.read_bytes() == asked.questionnaire.file.read_bytes()  # type: ignore[union-attr]  # it has one
    named = desk.surveys()[-1]
    assert (named.id, named.words) == ("eigen:eigen-ouders.yaml", "Ons eigen (eigen-ouders.yaml)")
    again = desk.take_in(replace(asked, survey=named.id, questionnaire=None), no_progress)
    assert (again.number, again.rows["stored"]) == (None, 0), "the same survey, so the same people"
    assert desk.before_closing(done.wave).stored == 40
    # the same once more stays one file; another one of the same id stands beside it, and takes the place of none
    own_surveys.keep(workspace, asked.questionnaire)  # type: ignore[arg-type]  # it has one
    other = tmp_path / "other"
    other.write_text(kept.read_text("utf-8").replace("Ons eigen", "Ons nieuwe"), "utf-8")
    own_surveys.keep(workspace, Handed(other, "x.yaml"))
    assert sorted(file.name for file in workspace.surveys_folder.iterdir()) == [
        "eigen-ouders-2.yaml",
        "eigen-ouders.yaml",
    ]
    assert {one.words.partition(" (")[0] for one in desk.surveys()[-2:]} == {"Ons eigen", "Ons nieuwe"}


def test_faults_are_told_as_survey_check_tells_them_with_the_name_that_the_file_had(
    desk: DeskOfWorkspace, workspace: Workspace, asked: Asked, tmp_path: Path
) -> None:
    wrong = tmp_path / "vragen.yaml"
    wrong.write_text("schema: schoolklimaat/survey@1\nsurvey: {id: A B}\n", "utf-8")
    with pytest.raises(DefinitionRefused) as by_command:
        load_survey_file(wrong)
    lying = Path(shutil.copy(wrong, tmp_path / "9b1e77"))
    for act in (desk.look, lambda one: desk.take_in(one, no_progress)):
        with pytest.raises(DefinitionRefused) as by_desk:
            act(replace(asked, questionnaire=Handed(lying, wrong.name)))
        assert (by_desk.value.message, by_desk.value.remedy) == (by_command.value.message, by_command.value.remedy)
        assert "9b1e77" not in by_desk.value.message
    shutil.copy(surveys_folder() / "leerlingen.yaml", lying)
    with pytest.raises(DefinitionRefused) as of_two_forms:
        desk.look(replace(asked, questionnaire=Handed(lying, wrong.name)))
    assert of_two_forms.value.message.startswith('"vragen.yaml" heeft')
    assert not workspace.surveys_folder.exists()
    # in the folder it is offered by its name; choosing it tells why it cannot be used
    workspace.surveys_folder.mkdir()
    shutil.copy(wrong, workspace.surveys_folder / "kapot.yaml")
    (workspace.surveys_folder / "map.yaml").mkdir()
    (workspace.surveys_folder / "nota.txt").touch()
    own = [one for one in desk.surveys() if one.id.startswith("eigen:")]
    assert [(one.id, one.words) for one in own] == [("eigen:kapot.yaml", "kapot.yaml")]
    with pytest.raises(DefinitionRefused, match="kapot"):
        desk.look(replace(asked, survey=own[0].id, questionnaire=None))


@pytest.mark.parametrize("survey", ["eigen:../settings.yaml", "eigen:", "../x.yaml", "/etc/passwd", HANDED_IN, ""])
def test_what_is_not_there_is_refused_and_no_path(desk: DeskOfWorkspace, asked: Asked, survey: str) -> None:
    with pytest.raises(CallError, match="Deze vragenlijst is er niet"):
        desk.look(replace(asked, survey=survey, questionnaire=None))


def test_a_questionnaire_that_cannot_be_kept_is_told_and_the_answers_are_stored(
    desk: DeskOfWorkspace, workspace: Workspace, asked: Asked
) -> None:
    workspace.surveys_folder.touch()  # a file lies where the folder should be
    done = desk.take_in(asked, no_progress)
    assert done.number == 1
    assert "bewaard worden" in done.findings[0].message


def test_a_list_of_classes_and_what_is_filled_in_say_what_the_command_says(
    desk: DeskOfWorkspace, workspace: Workspace, asked: Asked, tmp_path: Path
) -> None:
    listed = tmp_path / "5e1f"
    listed.write_text("Klas;Aantal\n1a;24\n1B;25\n2C;9\n", "utf-8")
    ours = replace(asked, survey="ouders", questionnaire=None, group_column=CLASS)
    found = desk.look(replace(ours, class_list=Handed(listed, "lijst.csv"), enrolled=7))
    by_command = pipeline.ImportOptions(dry_run=True, group_column=CLASS, enrolled=listed)
    told = pipeline.import_file(ours.file, survey="ouders", year=YEAR, workspace=workspace, options=by_command)
    assert found.enrolled_by_class == told.enrolled_by_class == {"1A": 24, "1B": 25, "2C": 9}
    in_words = [re.sub(r'\w+ \("([^"]*)"\)', r"“\1”", one["message"]) for one in told.report["findings"]]
    assert [one.message for one in found.findings] == in_words  # a screen calls a question by its words alone
    assert any("2C" in one.message for one in found.findings)
    assert (found.enrolled, found.is_declared) == (80, True)
    assert found.overruled == (
        "De hele school: in de instellingen van de school staat 80; dat telt, niet 58.",
        "1A: in de instellingen van de school staat 30; dat telt, niet 24.",
    )
    filled = desk.look(replace(ours, class_list=Handed(listed, "lijst.csv"), classes={"1A": 30, "1B": 31}, enrolled=80))
    assert (filled.enrolled_by_class, filled.overruled) == ({"1A": 30, "1B": 31}, ())
    desk.take_in(replace(ours, classes={"1A": 30, "1B": 31}), no_progress)
    listed.write_bytes(b"%PDF-1.4 geen tabel")
    with pytest.raises(FileRefused) as refused:
        desk.look(replace(ours, class_list=Handed(listed, "lijst.csv")))
    assert refused.value.place.file == "lijst.csv"


def test_what_may_not_be_kept_any_longer_is_told_after_an_import_and_in_the_same_words(
    desk: DeskOfWorkspace, workspace: Workspace, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.take_in(asked, no_progress).reminders == ()
    late = dt.date.today() + dt.timedelta(days=4000)
    look = retention.due_at_a_glance
    monkeypatch.setattr(retention, "due_at_a_glance", lambda here, _today: look(here, late))
    told = desk.take_in(asked, no_progress).reminders
    assert told == reminders.reminders(workspace)
    assert "schoolklimaat close --survey eigen-ouders" in told[0]

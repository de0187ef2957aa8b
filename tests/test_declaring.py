"""Goals of a workspace: drafted, frozen in time, amended beside what was frozen, withdrawn; or refused."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monitor import declaring, pipeline
from monitor.catalogue.catalogue import Change, ImportRecord, Wave, opened
from monitor.definition.library import survey as shipped_survey
from monitor.disclosure import release_file
from monitor.errors import CallError, SchoolklimaatError, WorkspaceRefused
from monitor.goals import Goal
from monitor.goals_read import GoalsOfWorkspace
from monitor.workspace import Workspace, open_workspace
from tests.support import releases
from tests.support.declared import GOAL
from tests.support.scale_releases import with_scales

NEXT = GOAL.model_copy(update={"start": "2025-2026", "deadline": "2026-2027"})
ROWS = {"read": 9, "stored": 9, "incomplete": 0, "test": 0, "duplicate": 0, "rejected": 0}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the releases of two years; in the first one question was put otherwise."""
    workspace = pipeline.new_workspace(tmp_path_factory.mktemp("school") / "werkmap", "De Linde")
    for year in ("2024-2025", "2025-2026"):
        release = releases.release_of(releases.Wave("ouders", year, 120, 320))
        was = releases.reworded(release, "kl_graag") if year == "2024-2025" else release
        release_file.write_release(workspace.releases_folder / f"ouders_{year}", was)
    return workspace.root


@pytest.fixture
def school(tmp_path: Path, made: Path) -> Workspace:
    return open_workspace(shutil.copytree(made, tmp_path / "werkmap"))


def in_catalogue(school: Workspace, do: Callable[[Change], Any]) -> None:
    with opened(school.catalogue_file) as catalogue, catalogue.change() as change:
        do(change)


def take_in(school: Workspace, *, year: str = "2026-2027", status: str = "open", undone: bool = False) -> None:
    """Answers of a wave come in, and may be taken back."""

    def bring(change: Change) -> None:
        change.save_wave(Wave(f"ouders_{year}", shipped_survey("ouders"), year, status, 300, None, None))
        number = change.add_import(ImportRecord(f"ouders_{year}", 1, "generic", ROWS))
        if undone:
            change.mark_undone(number)

    in_catalogue(school, bring)


def test_a_goal_is_drafted_frozen_amended_and_withdrawn_and_all_of_it_stays(school: Workspace) -> None:
    assert declaring.draft(school, NEXT).state == "draft"
    assert declaring.amend(school, 1, {"target": 70}).state == "draft"
    frozen = declaring.freeze(school, 1)
    assert (frozen.state, frozen.goal.target, frozen.amendments) == ("frozen", 70, ())
    amended = declaring.amend(school, 1, {"target": 60, "deadline": "2027-2028"}, " Een jaar later. ")
    ((was, now),) = amended.amendments
    assert (was.target, was.deadline, now.goal.target, now.reason) == (70, "2026-2027", 60, "Een jaar later.")
    gone = declaring.withdraw(school, 1, "De school fuseert.")
    assert (gone.state, gone.counts) == ("withdrawn", False)
    (kept,) = declaring.declared(school)
    assert kept == gone
    assert kept.intact
    assert [one.deed for one in kept.deeds] == ["draft", "draft", "freeze", "amend", "withdraw"]
    manifest = release_file.manifest_sha256(school.releases_folder / "ouders_2025-2026")
    assert {one.release for one in kept.deeds} == {manifest}


def refused(kind: type[SchoolklimaatError], told: str, do: Callable[[], object], school: Workspace) -> None:
    """It is refused with these words and a remedy, and nothing is lost or added."""
    before = declaring.declared(school)
    with pytest.raises(kind, match=told) as found:
        do()
    assert found.value.remedy
    assert declaring.declared(school) == before


BAD: list[tuple[dict[str, object], type[SchoolklimaatError], str]] = [
    ({"deadline": "2025-2026"}, CallError, "komt niet na het begin"),
    ({"deadline": "2027"}, CallError, "geen schooljaar"),
    ({"start": "2024-2025", "deadline": "2025-2026"}, WorkspaceRefused, "al binnen"),
    ({"start": "2024-2025", "item": "kl_graag"}, WorkspaceRefused, "niet meer gesteld zoals in 2024-2025"),
    ({"start": "2020-2021"}, WorkspaceRefused, "geen vrijgegeven cijfers"),
    ({"survey": "personeel"}, WorkspaceRefused, "geen vrijgegeven cijfers"),
    ({"node": "klas-9Z"}, CallError, "geen groep klas-9Z"),
    ({"node": "klas-1A", "item": "erv_gepest", "measure": "regularly", "base": "B"}, WorkspaceRefused, "niet getoond"),
    ({"item": "bestaat_niet"}, CallError, "cijfer van vraag bestaat_niet"),
    ({"measure": "regularly"}, CallError, "cijfer van vraag com_tevreden"),
    ({"measure": "known", "base": "B"}, CallError, "cijfer van vraag com_tevreden"),
    ({"target": 100}, CallError, "kan niet"),
    ({"target": 5, "margin": 5}, CallError, "kan niet"),
    ({"margin": -1}, CallError, "kan niet"),
    ({"why": "x" * 301}, CallError, "301 tekens"),
]  # fmt: skip


def test_a_goal_that_cannot_be_is_refused(school: Workspace) -> None:
    for changed, kind, told in BAD:
        wrong = Goal.model_construct(**{**vars(NEXT), **changed})
        with pytest.raises(kind, match=told) as found:
            declaring.draft(school, wrong)
        assert found.value.remedy, changed
    assert declaring.declared(school) == ()


def test_a_fourth_goal_is_refused_until_one_is_withdrawn_or_judged(school: Workspace) -> None:
    for _number in range(3):
        declaring.draft(school, NEXT)
    refused(WorkspaceRefused, "al 3 doelen: 1, 2, 3", lambda: declaring.draft(school, NEXT), school)
    declaring.withdraw(school, 2, "Te veel.")
    assert declaring.draft(school, NEXT).number == 4


@pytest.mark.parametrize(("status", "undone", "late"), [
    ("open", False, True), ("open", True, False), ("closed", True, True), ("forgotten", True, True),
])  # fmt: skip
def test_once_the_answers_are_in_nothing_is_frozen_or_changed(
    school: Workspace, status: str, undone: bool, late: bool
) -> None:
    declaring.freeze(school, declaring.draft(school, NEXT).number)
    declaring.draft(school, NEXT)
    take_in(school, status=status, undone=undone)
    if not late:
        assert declaring.freeze(school, 2).state == "frozen"
        assert declaring.amend(school, 1, {"target": 50}, "Lager.").goal.target == 50
        return
    refused(WorkspaceRefused, "al binnen", lambda: declaring.freeze(school, 2), school)
    refused(
        WorkspaceRefused, "kan niet meer veranderen", lambda: declaring.amend(school, 1, {"target": 5}, "x"), school
    )
    withdrawn = declaring.withdraw(school, 1, "Gaat niet goed.")
    assert withdrawn.counts, "it is judged all the same"


def test_what_was_done_is_not_done_twice_or_without_a_reason(school: Workspace) -> None:
    declaring.draft(school, NEXT)
    declaring.freeze(school, 1)
    refused(WorkspaceRefused, "al vastgezet", lambda: declaring.freeze(school, 1), school)
    refused(CallError, "alleen met een reden", lambda: declaring.amend(school, 1, {"target": 50}), school)
    refused(CallError, "301 tekens", lambda: declaring.amend(school, 1, {"target": 50}, "x" * 301), school)
    refused(CallError, "geen doel 7", lambda: declaring.freeze(school, 7), school)
    refused(CallError, "alleen met een reden", lambda: declaring.withdraw(school, 1, " "), school)
    with pytest.raises(CallError, match="niets veranderen"):
        declaring.amend(school, 1, {"target": NEXT.target}, "x")
    declaring.withdraw(school, 1, "Gestopt.")
    for again in (
        lambda: declaring.withdraw(school, 1, "x"),
        lambda: declaring.amend(school, 1, {"target": 9}, "x"),
    ):
        refused(WorkspaceRefused, "ingetrokken", again, school)


def test_a_question_that_the_next_questionnaire_puts_otherwise_is_refused(school: Workspace) -> None:
    asked = releases.reworded(releases.release_of(releases.Wave("ouders", "2025-2026", 120, 320)), NEXT.item)
    wave = Wave("ouders_2026-2027", asked.manifest.survey, "2026-2027", "open", 300, None, None)
    in_catalogue(school, lambda change: change.save_wave(wave))
    refused(WorkspaceRefused, "niet meer gesteld", lambda: declaring.draft(school, NEXT), school)


@pytest.mark.parametrize("sql", [
    "UPDATE goals SET content = replace(content, '65', '45') WHERE id = 2",
    "UPDATE goals SET content = '{}' WHERE id = 2",
    "UPDATE goals SET at = '2020-01-01T00:00:00+00:00' WHERE id = 2",
    "DELETE FROM goals WHERE id = 1",
])  # fmt: skip
def test_a_row_that_was_changed_by_hand_is_told(school: Workspace, sql: str) -> None:
    declaring.draft(school, NEXT)
    declaring.freeze(school, 1)
    with sqlite3.connect(school.catalogue_file) as connection:
        connection.execute(sql)
    connection.close()
    (found,) = declaring.declared(school)
    assert not found.intact
    assert found.goal.target in (45, 65)


def test_a_goal_of_which_nothing_can_be_read_is_told_and_a_dashboard_keeps_what_it_had(school: Workspace) -> None:
    now = [0.0]
    followed = GoalsOfWorkspace(school.catalogue_file, lambda: now[0])
    assert followed() == ()
    declaring.draft(school, NEXT)
    assert followed() == (), "read two seconds ago at most"
    now[0] = 2.0
    (seen,) = followed()
    assert seen.goal == NEXT
    with sqlite3.connect(school.catalogue_file) as connection:
        connection.execute("UPDATE goals SET content = 'x'")
    connection.close()
    with pytest.raises(WorkspaceRefused, match="beschadigd"):
        declaring.declared(school)
    now[0] = 4.0
    assert followed() == (seen,)
    school.catalogue_file.write_bytes(b"no database")
    now[0] = 6.0
    assert followed() == (seen,)


def test_a_goal_on_a_scale_is_compared_by_its_releases(school: Workspace, tmp_path: Path) -> None:
    """A scale stands in no questionnaire, so the next one says nothing of it."""
    release = with_scales(
        releases.release_of(releases.Wave("personeel", "2025-2026", 90, 96, groups=False)), highest=0.5
    )
    facts = {"facts_sha256": release_file.facts_sha256(release.facts)}
    manifest = release.manifest.model_copy(update=facts)
    release_file.write_release(school.releases_folder / "personeel_2025-2026", replace(release, manifest=manifest))
    scale = manifest.scales[0].id
    made = NEXT.model_copy(update={"survey": "personeel", "item": scale, "measure": "favourable"})
    assert declaring.draft(school, made).goal == made

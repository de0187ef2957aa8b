"""Nobody but a reader sees an open answer; danger goes first, drop is what happens to the rest, two people release."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.catalogue.catalogue import opened
from monitor.catalogue.log import Log
from monitor.comments import review
from monitor.comments.roster import Roster
from monitor.errors import CallError, WorkspaceRefused
from monitor.workspace import Workspace
from tests.support.at_once import reading_here
from tests.support.open_answers import DANGER, bring, read_by_both, school_with, stored, text_of, with_text, writers
from tests.support.people import WAVE


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Workspace]:
    """Five people wrote something."""
    with reading_here():
        school = school_with(tmp_path)
        bring(school, writers(range(1, 6)))
        yield school


@pytest.fixture
def alarmed(tmp_path: Path) -> Iterator[Workspace]:
    """One of five wrote of danger."""
    with reading_here():
        school = school_with(tmp_path)
        people = writers(range(1, 6))
        bring(school, [with_text(people[0], DANGER), *people[1:]])
        yield school


def first_of(school: Workspace) -> review.Pending:
    return review.pending(school, WAVE)[0]


def logged(school: Workspace) -> list[str]:
    with opened(school.catalogue_file) as catalogue, catalogue.change() as change:
        return [one.done for one in Log(change._session).entries() if one.data == "comments"]


def test_the_first_reader_sees_the_original_beside_what_would_be_shown(tmp_path: Path) -> None:
    with reading_here():
        school = school_with(tmp_path)
        bring(school, writers([1], ["Daan van klas 4B op de linde pest mijn dochter"]))
        found = review.pending(school, WAVE)[0]
    assert found.original == "Daan van klas 4B op de linde pest mijn dochter"
    assert found.question == "Wat kan er beter?"
    for word in ("Daan", "4B", "linde"):
        assert word not in found.proposed


def test_a_roster_serves_one_session(tmp_path: Path) -> None:
    with reading_here():
        school = school_with(tmp_path)
        bring(school, writers([1], ["storm is altijd zo druk op het plein"]))
        with_roster = review.pending(school, WAVE, roster=Roster(frozenset({"storm"})))[0].proposed
        without = first_of(school).proposed
    assert "storm" not in with_roster
    assert "storm" in without


def test_they_come_in_another_order_each_time(school: Workspace) -> None:
    assert len({tuple(one.id for one in review.pending(school, WAVE)) for _n in range(12)}) > 1


def test_what_was_dropped_is_gone(school: Workspace) -> None:
    one = first_of(school)
    assert review.decide(school, WAVE, one.id, None) is None
    assert one.id not in {other.id for other in stored(school)}
    assert len(review.pending(school, WAVE)) == 4
    assert "drop" not in logged(school)


@pytest.mark.parametrize("blank", ["", "  \n "])
def test_a_text_that_was_emptied_is_dropped(school: Workspace, blank: str) -> None:
    assert review.decide(school, WAVE, first_of(school).id, blank) is None
    assert len(stored(school)) == 4


def test_the_original_goes_with_the_first_decision(school: Workspace) -> None:
    one = first_of(school)
    review.decide(school, WAVE, one.id, "meer toezicht graag")
    kept = next(other for other in stored(school) if other.id == one.id)
    assert (kept.original, kept.text, kept.confirmed) == ("", "meer toezicht graag", False)


def test_an_edited_text_is_masked_again(school: Workspace) -> None:
    assert review.decide(school, WAVE, first_of(school).id, "vraag het aan juf Zeynep \x1b[0m") == (
        review.masked(school, "vraag het aan juf Zeynep [0m", Roster(frozenset()))
    )
    assert all("Zeynep" not in one.text + one.original for one in stored(school))


def test_the_second_reader_sees_what_was_kept_and_no_original(school: Workspace) -> None:
    for one in review.pending(school, WAVE)[:2]:
        review.decide(school, WAVE, one.id, one.proposed)
    waiting = review.pending(school, WAVE, reader="second")
    assert [one.original for one in waiting] == ["", ""]
    review.confirm(school, WAVE, waiting[0].id, keep=True)
    assert review.confirm(school, WAVE, waiting[1].id, keep=False) is None
    assert [one.confirmed for one in stored(school) if one.text] == [True]
    assert review.pending(school, WAVE, reader="second") == ()


def test_a_roster_of_the_second_reader_masks_too(school: Workspace) -> None:
    review.decide(school, WAVE, first_of(school).id, "storm is druk")
    waiting = review.pending(school, WAVE, reader="second")[0]
    shown = review.confirm(school, WAVE, waiting.id, keep=True, roster=Roster(frozenset({"storm"})))
    assert shown is not None
    assert "storm" not in shown


def test_nothing_is_decided_twice_and_a_second_reader_needs_a_first(school: Workspace) -> None:
    one = first_of(school)
    with pytest.raises(WorkspaceRefused, match="al beslist"):
        review.confirm(school, WAVE, one.id, keep=True)
    review.decide(school, WAVE, one.id, one.proposed)
    with pytest.raises(WorkspaceRefused, match="al beslist"):
        review.decide(school, WAVE, one.id, "iets anders")
    review.confirm(school, WAVE, one.id, keep=True)
    with pytest.raises(WorkspaceRefused, match="al beslist"):
        review.confirm(school, WAVE, one.id, keep=False)


def test_a_later_import_waits_beside_what_was_decided(school: Workspace) -> None:
    read_by_both(school, keep=3)
    bring(school, writers([9]))
    assert [one.original for one in review.pending(school, WAVE)] == [text_of(9)]
    assert sum(one.confirmed for one in stored(school)) == 3


def test_only_the_answers_to_one_question(school: Workspace) -> None:
    assert len(review.pending(school, WAVE, item="beter")) == 5
    with pytest.raises(CallError) as refused:
        review.pending(school, WAVE, item="veilig")
    assert "beter" in refused.value.remedy


def test_danger_to_a_child_is_read_before_anything_else(alarmed: Workspace) -> None:
    with pytest.raises(WorkspaceRefused, match="nog niet gelezen") as refused:
        review.pending(alarmed, WAVE)
    assert "comments urgent --survey proef --year 2025-2026" in refused.value.remedy
    with pytest.raises(WorkspaceRefused, match="nog niet gelezen"):
        review.decide(alarmed, WAVE, stored(alarmed)[0].id, None)
    found = review.urgent(alarmed, WAVE)
    assert [one.original for one in found] == [DANGER]
    with pytest.raises(WorkspaceRefused, match="nog niet gelezen"):
        review.pending(alarmed, WAVE)
    review.mark_seen(alarmed, WAVE, {one.id for one in found})
    assert len(review.pending(alarmed, WAVE)) == 4


def test_danger_is_for_the_director_alone_and_stays_readable(alarmed: Workspace) -> None:
    found = review.urgent(alarmed, WAVE)
    review.mark_seen(alarmed, WAVE, {one.id for one in found})
    assert DANGER not in {one.original for one in review.pending(alarmed, WAVE)}
    with pytest.raises(WorkspaceRefused, match="al beslist"):
        review.decide(alarmed, WAVE, found[0].id, "mag getoond worden")
    for one in review.pending(alarmed, WAVE):
        review.decide(alarmed, WAVE, one.id, None)
    assert [one.original for one in stored(alarmed)] == [DANGER]
    assert review.pending(alarmed, WAVE) == review.pending(alarmed, WAVE, reader="second") == ()
    assert [one.original for one in review.urgent(alarmed, WAVE)] == [DANGER]


def test_once_the_first_reader_decided_no_original_of_that_text_is_left(alarmed: Workspace) -> None:
    review.mark_seen(alarmed, WAVE, {one.id for one in review.urgent(alarmed, WAVE)})
    for place, one in enumerate(review.pending(alarmed, WAVE)):
        review.decide(alarmed, WAVE, one.id, "iets anders" if place % 2 else None)
        assert one.original not in {left for other in stored(alarmed) for left in (other.original, other.text)}


def test_danger_that_comes_later_goes_first_too(school: Workspace) -> None:
    bring(school, writers([30], [DANGER]))
    with pytest.raises(WorkspaceRefused, match="nog niet gelezen"):
        review.pending(school, WAVE)


def test_every_reading_is_logged_without_a_text(alarmed: Workspace) -> None:
    found = review.urgent(alarmed, WAVE)
    review.mark_seen(alarmed, WAVE, {one.id for one in found})
    review.pending(alarmed, WAVE)
    review.pending(alarmed, WAVE, reader="second")
    assert logged(alarmed) == ["read", "review-first", "review-second"]
    assert DANGER.encode() not in alarmed.catalogue_file.read_bytes()


def test_nothing_to_read_is_said_with_what_to_do(tmp_path: Path) -> None:
    with reading_here():
        school = school_with(tmp_path, on=False)
        with pytest.raises(WorkspaceRefused, match="geen meting"):
            review.pending(school, WAVE)
        bring(school, writers(range(1, 6)))
        with pytest.raises(WorkspaceRefused, match="geen open antwoorden") as refused:
            review.pending(school, WAVE)
    assert "open_answers" in refused.value.remedy

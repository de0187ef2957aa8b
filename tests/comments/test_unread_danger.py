"""What may name danger to a child is not destroyed before somebody read it, and is for the head of the school alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.catalogue.catalogue import opened
from monitor.comments import review
from monitor.comments.publish import publish
from monitor.errors import WorkspaceRefused
from monitor.workspace import Workspace
from tests.support.at_once import reading_here
from tests.support.open_answers import DANGER, bring, close, read_by_both, school_with, stored, with_text, writers
from tests.support.people import WAVE, YEAR


@pytest.fixture
def alarmed(tmp_path: Path) -> Iterator[Workspace]:
    """One of five wrote of danger, and nobody read it yet; three came later, who did not."""
    with reading_here():
        school = school_with(tmp_path)
        bring(school, [with_text(writers([1])[0], DANGER), *writers(range(2, 6))])
        bring(school, writers(range(11, 14)))
        yield school


def forget(school: Workspace) -> object:
    return pipeline.forget(school, "proef", YEAR)


def to_forget(school: Workspace) -> object:
    return pipeline.to_forget(school, "proef", YEAR)


def undo_first(school: Workspace) -> object:
    return pipeline.undo(school, 1)


def see(school: Workspace) -> None:
    review.mark_seen(school, WAVE, {one.id for one in review.urgent(school, WAVE)})


@pytest.mark.parametrize("destroy", [forget, to_forget, undo_first])
def test_what_nobody_read_is_not_destroyed(alarmed: Workspace, destroy: Callable[[Workspace], object]) -> None:
    with pytest.raises(WorkspaceRefused, match="nog niet gelezen") as refused:
        destroy(alarmed)
    assert "comments urgent --survey proef --year 2025-2026" in refused.value.remedy
    assert DANGER in {one.original for one in stored(alarmed)}
    see(alarmed)
    destroy(alarmed)


def test_an_import_without_it_can_be_undone(alarmed: Workspace) -> None:
    pipeline.undo(alarmed, 2)
    assert len(stored(alarmed)) == 5


def test_what_nobody_can_read_any_more_may_be_forgotten(
    alarmed: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key was lost with the computer: what is left is noise, and goes."""
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path / "lost.key"))
    forget(alarmed)
    assert list(alarmed.vault_folder.iterdir()) == []
    with opened(alarmed.catalogue_file) as catalogue, catalogue.change() as change:
        assert change.comments.named(WAVE) is None


def test_what_nobody_read_stops_publication_and_is_not_in_it(tmp_path: Path) -> None:
    with reading_here():
        school = school_with(tmp_path)
        people = writers(range(1, 15))
        bring(school, people)
        read_by_both(school, keep=14)
        bring(school, [*people, with_text(writers([40])[0], DANGER)])
        close(school)
        with pytest.raises(WorkspaceRefused, match="nog niet gelezen"):
            publish(school, WAVE)
        review.mark_seen(school, WAVE, {one.id for one in review.urgent(school, WAVE)})
        texts = publish(school, WAVE).texts["beter"]
    assert DANGER not in texts
    assert len(texts) == 14

"""Open answers are shown from ten different ones, once, without order; and then no original is left."""

import errno
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.catalogue.catalogue import opened
from monitor.comments import review
from monitor.comments.publish import prospect, publish
from monitor.disclosure import comments_file, policy
from monitor.errors import KeptDespiteFault, PrivacyRefused, WorkspaceRefused
from monitor.workspace import Workspace, open_workspace
from tests.support.at_once import reading_here
from tests.support.faults import digest_of, left_by_kills
from tests.support.open_answers import (
    bring,
    canary,
    close,
    everything_in,
    read_by_both,
    school_with,
    stored,
    text_of,
    writers,
)
from tests.support.people import WAVE, YEAR


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A closed wave with 14 texts, none read; and its key."""
    folder = tmp_path_factory.mktemp("school")
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(folder / "workspace.key"))
        school = school_with(folder)
        bring(school, writers(range(1, 15)))
        close(school)
        yield folder


@pytest.fixture(scope="module")
def made_and_read(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same wave after two people read it, and kept all 14 texts."""
    folder = shutil.copytree(made, tmp_path_factory.mktemp("read") / "school")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(folder / "workspace.key"))
        read_by_both(open_workspace(folder / "werkmap"), keep=14)
        yield folder


def copied(folder: Path, to: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    folder = shutil.copytree(folder, to / "school")
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(folder / "workspace.key"))
    return open_workspace(folder / "werkmap")


@pytest.fixture
def closed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    return copied(made, tmp_path, monkeypatch)


@pytest.fixture
def ready(made_and_read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    return copied(made_and_read, tmp_path, monkeypatch)


def released_file(school: Workspace) -> Path:
    return school.releases_folder / f"{WAVE}.comments.json"


def test_ten_are_shown_and_nine_are_not(closed: Workspace) -> None:
    read_by_both(closed, keep=9)
    with pytest.raises(PrivacyRefused, match="10 verschillende") as refused:
        publish(closed, WAVE)
    assert "9" not in refused.value.message + refused.value.remedy
    assert not released_file(closed).exists()
    assert len(stored(closed)) == 9


def test_what_two_people_kept_is_shown_and_nothing_else(closed: Workspace) -> None:
    for number, one in enumerate(review.pending(closed, WAVE)):
        review.decide(closed, WAVE, one.id, one.proposed if number < 12 else None)
    waiting = review.pending(closed, WAVE, reader="second")
    for one in waiting[:10]:
        review.confirm(closed, WAVE, one.id, keep=True)
    assert prospect(closed, WAVE).waiting
    publish(closed, WAVE)
    shown = pipeline.results(closed).comments("proef", YEAR)
    assert set(shown) == {"beter"}
    assert Counter(shown["beter"]) == Counter(one.proposed for one in waiting[:10])
    assert pipeline.results(closed).comments("proef", "2024-2025") == {}


def test_the_same_text_ten_times_is_one_text(tmp_path: Path) -> None:
    with reading_here():
        school = school_with(tmp_path)
        same = ["meer toezicht  graag", "Meer toezicht graag"] * 4
        bring(school, writers(range(1, 13), [*same, *(text_of(n) for n in range(9, 13))]))
        close(school)
        read_by_both(school, keep=12)
        with pytest.raises(PrivacyRefused, match="10 verschillende"):
            publish(school, WAVE)


def test_the_order_is_drawn(ready: Workspace, tmp_path: Path) -> None:
    twin = open_workspace(shutil.copytree(ready.root, tmp_path / "twin"))
    shown = publish(ready, WAVE).texts["beter"]
    assert shown != publish(twin, WAVE).texts["beter"]
    assert sorted(shown) == sorted(text_of(n) for n in range(1, 15))
    assert list(shown) != [text_of(n) for n in range(1, 15)]
    assert list(shown) != sorted(shown)


def test_nothing_is_shown_before_the_wave_is_closed(tmp_path: Path) -> None:
    with reading_here():
        school = school_with(tmp_path)
        bring(school, writers(range(1, 15)))
        read_by_both(school, keep=14)
        with pytest.raises(WorkspaceRefused, match="niet afgesloten"):
            publish(school, WAVE)
        with pytest.raises(WorkspaceRefused, match="niet afgesloten"):
            prospect(school, WAVE)
        close(school)
        publish(school, WAVE)


def test_once(ready: Workspace) -> None:
    publish(ready, WAVE)
    before = released_file(ready).read_bytes()
    for again in (publish, prospect, review.pending, review.urgent):
        with pytest.raises(WorkspaceRefused, match="al vrijgegeven"):
            again(ready, WAVE)
    with pytest.raises(WorkspaceRefused, match="al vrijgegeven"):
        comments_file.write_comments(ready.releases_folder, WAVE, comments_file.read_comments(released_file(ready)))
    assert released_file(ready).read_bytes() == before


def test_after_publication_no_original_is_left(closed: Workspace) -> None:
    for number, one in enumerate(review.pending(closed, WAVE)):
        kept = f"tekst van de lezer, nummer {'abcdefghijklmnop'[number]}" if number < 10 else one.proposed
        if number < 12:
            review.decide(closed, WAVE, one.id, kept)
    for one in review.pending(closed, WAVE, reader="second"):
        if one.proposed.startswith("tekst van de lezer"):
            review.confirm(closed, WAVE, one.id, keep=True)
    assert stored(closed)
    publish(closed, WAVE)
    assert not list(closed.vault_folder.glob("*comments*"))
    found = [where for n in range(1, 15) for where, content in everything_in(closed.root) if canary(n) in content]
    assert found == []


def test_a_roster_at_the_end_masks_what_two_readers_overlooked(ready: Workspace) -> None:
    from monitor.comments.roster import Roster

    assert all("toezicht" in one.text for one in stored(ready))
    texts = publish(ready, WAVE, roster=Roster(frozenset({"toezicht"}))).texts["beter"]
    assert all("toezicht" not in text for text in texts)


@pytest.mark.parametrize("spoil", [lambda text: text.replace("toezicht", "vrolijkheid"), lambda text: text[:-4]])
def test_a_changed_file_is_kept_out_of_the_results(ready: Workspace, spoil: Callable[[str], str]) -> None:
    publish(ready, WAVE)
    file = released_file(ready)
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    found = pipeline.results(ready)
    assert found.comments("proef", YEAR) == {}
    assert [one.release for one in found.problems] == [file.name]
    assert len(found.releases) == 1


def test_texts_beside_another_release_are_kept_out(ready: Workspace) -> None:
    publish(ready, WAVE)
    file = released_file(ready)
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**content, "release": "0" * 64}), encoding="utf-8")
    assert pipeline.results(ready).comments("proef", YEAR) == {}


def test_a_strange_file_with_texts_destroys_nothing(closed: Workspace) -> None:
    released_file(closed).write_text("{}", encoding="utf-8")
    assert len(review.pending(closed, WAVE)) == 14


def test_the_threshold_has_a_floor_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    file = policy.privacy_file()
    assert policy.load_k_text() == 10
    for value, floor in ((9, 10), (9, 5), (12, 13)):
        lower = file.model_copy(update={"k_text": file.k_text.model_copy(update={"value": value, "floor": floor})})
        monkeypatch.setattr(policy, "privacy_file", lambda lower=lower: lower)
        with pytest.raises(PrivacyRefused):
            policy.load_k_text()


@pytest.mark.slow
def test_killed_it_is_released_or_not(ready: Workspace, tmp_path: Path) -> None:
    """The released file decides: where it lies, the next command takes the originals away; else all is as it was."""
    started, outcomes = shutil.copytree(ready.root, tmp_path / "started"), set()
    looked_at: set[bytes] = set()
    for number, left in left_by_kills(lambda folder: publish(open_workspace(folder), WAVE), started, tmp_path):
        if (content := digest_of(left)) in looked_at:  # around an `fsync`, say, stands what stood there before
            continue
        looked_at.add(content)
        tried = open_workspace(left)
        found = stored(tried)
        released = released_file(tried).exists()
        assert len(found) == (0 if released else 14), number
        assert bool(list(tried.vault_folder.glob("*comments*"))) is not released
        assert not list(tried.releases_folder.glob("*.tmp"))
        with opened(tried.catalogue_file) as catalogue, catalogue.change() as change:
            assert (change.comments.published(WAVE) is not None) is released
        outcomes.add(released)
    assert outcomes == {True, False}


def test_a_fault_of_ours_after_it_lies_there_does_not_pass_for_nothing_done(
    ready: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError

    from monitor.catalogue.comments import CommentsOfWaves

    with monkeypatch.context() as patch:
        patch.setattr(CommentsOfWaves, "publish", broken)
        with pytest.raises(KeptDespiteFault) as fault:
            publish(ready, WAVE)
    assert "vrijgegeven" in fault.value.kept
    assert stored(ready) == ()


def test_a_fault_before_it_lies_there_leaves_all_as_it_was(ready: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(comments_file, "texts_sha256", broken)
        with pytest.raises(RuntimeError):
            publish(ready, WAVE)
    assert len(stored(ready)) == 14


def test_on_a_full_disk_nothing_is_released_and_nothing_lost(ready: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(comments_file, "write_durably", full)
        with pytest.raises(WorkspaceRefused, match="vol"):
            publish(ready, WAVE)
    assert len(stored(ready)) == 14
    assert not released_file(ready).exists()


def test_what_lies_there_is_released_although_the_disk_fails_after_it(
    ready: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = comments_file.write_durably

    def fails_at_the_end(path: Path, content: bytes, *, private: bool) -> None:
        whole(path, content, private=private)
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as patch:
        patch.setattr(comments_file, "write_durably", fails_at_the_end)
        publish(ready, WAVE)
    assert stored(ready) == ()


def test_what_could_not_be_written_down_the_next_command_writes_down(
    ready: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitor.catalogue.comments import CommentsOfWaves

    def busy(*_arguments: object) -> None:
        raise WorkspaceRefused("bezig")

    with monkeypatch.context() as patch:
        patch.setattr(CommentsOfWaves, "publish", busy)
        assert len(publish(ready, WAVE).texts["beter"]) == 14
    assert stored(ready) == ()
    assert released_file(ready).exists()

"""Open answers follow the catalogue: after a kill they are as before, or as after, and of the imports that count."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.comments import review
from monitor.comments.store import Comment
from monitor.mending import in_hand
from monitor.workspace import Workspace, open_workspace
from tests.support.at_once import reading_here
from tests.support.faults import left_by_kills, points_of
from tests.support.open_answers import bring, close, school_with, stored, writers
from tests.support.people import WAVE

EVERY = 7
"""Of the points at which something reaches the disk every seventh is met, from another start for each command."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A wave of two imports with 12 and 3 texts, and its key; one text is decided on."""
    folder = tmp_path_factory.mktemp("school")
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(folder / "workspace.key"))
        school = school_with(folder)
        bring(school, writers(range(1, 13)))
        bring(school, writers(range(21, 24)))
        one = review.pending(school, WAVE)[0]
        review.decide(school, WAVE, one.id, one.proposed)
        yield folder


def decide(school: Workspace) -> None:
    one = next(one for one in stored(school) if one.unread)
    review.decide(school, WAVE, one.id, None)


COMMANDS: dict[str, tuple[int, Callable[[Workspace], object]]] = {
    "import": (4, lambda school: bring(school, writers(range(41, 46)))),
    "undo": (5, lambda school: pipeline.undo(school, None)),
    "close": (6, close),
    "decide": (3, decide),
}


def summary(comments: tuple[Comment, ...]) -> list[tuple[int, bool]]:
    """Of each text which import brought it and whether it was decided on; which text it is, is drawn by chance."""
    return sorted((one.brought, one.unread) for one in comments)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_kill_leaves_them_as_before_or_as_after(
    command: str, begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(begun / "workspace.key"))
    start, action = COMMANDS[command]

    def school(name: str) -> Workspace:
        return open_workspace(shutil.copytree(begun, tmp_path / name) / "werkmap")

    whole = school("whole")
    before = summary(stored(whole))
    points = points_of(lambda: action(whole))
    after, met = summary(stored(whole)), []
    assert after != before
    right_after_release = [at + 2 for at, point in enumerate(points) if point == "rename"]
    at = {*range(start, len(points) + 1, EVERY), *right_after_release}
    begin = shutil.copytree(begun, tmp_path / "started")
    for number, left in left_by_kills(
        lambda folder: action(open_workspace(folder / "werkmap")), begin, tmp_path, at=at
    ):
        tried = open_workspace(left / "werkmap")
        found = summary(stored(tried))
        met.append("before" if found == before else "after")
        assert is_closed(tried) is (command == "close" and met[-1] == "after")
        assert found in (before, after), points[number - 1]
        assert answers_per_import(tried) == ({1: 12, 2: 3} if met[-1] == "before" else answers_per_import(whole))
        assert [path.name for path in tried.vault_folder.glob("*.new*")] == []
    assert len(met) == len(at)
    assert set(met) == {"before", "after"}


def is_closed(school: Workspace) -> bool:
    """Whether the catalogue says that the wave is closed."""
    return WAVE in pipeline.closed_waves(school)


def answers_per_import(school: Workspace) -> dict[int, int]:
    """How many answers the vault holds of each import."""
    from monitor.waves import _vault

    with in_hand(school, WAVE) as change:
        wave = change.wave(WAVE)
        assert wave is not None
        vault = _vault(school, change, wave)
        return {number: len(part) for number, part in vault.read(wave.vault_sha256).items()}


def test_what_the_catalogue_never_named_is_dropped(
    begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(begun, tmp_path / "school")
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(folder / "workspace.key"))
    school = open_workspace(folder / "werkmap")
    left = school.vault_folder / f"{WAVE}.comments.enc.new"
    left.write_bytes(b"half")
    assert len(stored(school)) == 15
    assert not left.exists()

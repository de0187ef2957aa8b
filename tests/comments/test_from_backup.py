"""A folder `releases` that was put into a fresh workspace is read there, and breaks no command."""

from pathlib import Path

from monitor import waves
from monitor.disclosure import comments_file
from monitor.disclosure.comments_file import ReleasedComments, texts_sha256
from monitor.disclosure.release_file import manifest_sha256, write_release
from monitor.results import Results
from tests.support import releases
from tests.support.at_once import reading_here
from tests.support.open_answers import bring, school_with, stored, writers

TEXTS = {"vrij_goed": tuple(f"tekst {number}" for number in range(10))}


def test_releases_of_waves_that_the_catalogue_never_saw_break_no_command(tmp_path: Path) -> None:
    """The backup that the paper of terms advises: the folder alone."""
    fresh = school_with(tmp_path)
    name = "ouders_2024-2025"
    write_release(fresh.releases_folder / name, releases.release_of(releases.Wave("ouders", "2024-2025", 40, 50)))
    comments = ReleasedComments(
        survey="ouders",
        year="2024-2025",
        release=manifest_sha256(fresh.releases_folder / name),
        texts=TEXTS,
        texts_sha256=texts_sha256(TEXTS),
    )
    comments_file.write_comments(fresh.releases_folder, name, comments)
    waves.require_open(fresh, "ouders", "2025-2026")
    with reading_here():
        bring(fresh, writers(range(1, 3)))
    assert len(stored(fresh)) == 2
    assert Results.load(fresh.releases_folder).comments("ouders", "2024-2025") == TEXTS

"""What somebody sees who reads and releases open answers."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor import cli
from monitor.comments import review
from monitor.disclosure.comments_file import ReleasedComments, texts_sha256, write_comments
from monitor.disclosure.release_file import manifest_sha256, write_release
from monitor.workspace import Workspace
from tests.support import releases
from tests.support.at_once import reading_here
from tests.support.at_screen import Run, about_open_answers
from tests.support.open_answers import (
    DANGER,
    bring,
    close,
    read_by_both,
    school_with,
    stored,
    text_of,
    with_text,
    writers,
)
from tests.support.people import WAVE, YEAR


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Workspace]:
    with reading_here():
        yield school_with(tmp_path)


@pytest.fixture
def run(school: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return about_open_answers(school, capsys, monkeypatch)


def test_urgent_shows_in_full_what_to_do_and_counts_as_seen(school: Workspace, run: Run) -> None:
    bring(school, [with_text(writers([1])[0], DANGER), *writers(range(2, 6))])
    code, out, _err = run("urgent", "--yes", typed="")
    assert code == 0
    assert DANGER in out
    assert "Denkt aan zelfdoding" in out
    assert text_of(2) not in out
    for help_ in ("112", "CLB", "vertrouwenspersoon", "1712", "nupraatikerover", "Awel"):
        assert help_ in out
    assert [one.seen for one in stored(school) if one.urgent] == [True]
    assert DANGER in run("urgent", "--yes", typed="")[1]


def test_the_netherlands_have_lines_of_their_own(school: Workspace, run: Run) -> None:
    from monitor.workspace import SETTINGS

    file = school.root / SETTINGS
    file.write_text(file.read_text(encoding="utf-8").replace("nl-BE", "nl-NL", 1).replace("nl-BE", "nl-NL"), "utf-8")
    bring(school, [with_text(writers([1])[0], DANGER)])
    out = run("urgent", "--yes", typed="")[1]
    assert "Veilig Thuis" in out
    assert "Kindertelefoon" in out
    assert "CLB" not in out


def test_what_could_not_be_shown_does_not_count_as_seen(
    school: Workspace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitor.cli import urgent

    def gone(_sentence: str = "") -> None:
        raise BrokenPipeError

    bring(school, [with_text(writers([1])[0], DANGER)])
    with monkeypatch.context() as patch:
        patch.setattr(urgent, "say", gone)
        patch.setattr(sys, "stderr", io.StringIO())
        run("urgent", "--yes", typed="")
    assert [one.seen for one in stored(school)] == [False]


@pytest.mark.parametrize(("typed", "screen"), [(None, True), ("", False), (None, False)])
@pytest.mark.parametrize("command", ["urgent", "review"])
def test_originals_go_to_a_screen_and_to_nothing_else(
    school: Workspace, run: Run, command: str, typed: str | None, screen: bool
) -> None:
    """A pipe or a file would keep them, and what went there was seen by nobody."""
    texts = [DANGER] if command == "urgent" else [text_of(1)]
    bring(school, writers([1], texts))
    code, out, err = run(command, typed=typed, screen=screen)
    assert code == 2
    assert "venster waarin u kunt typen" in err
    assert texts[0] not in out + err
    assert not any(one.seen for one in stored(school))


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are of Unix")
@pytest.mark.parametrize("to_a_file", [True, False])
def test_a_real_terminal_shows_them_and_a_file_does_not(school: Workspace, tmp_path: Path, to_a_file: bool) -> None:
    import pty

    bring(school, writers([1], [DANGER]))
    shown, terminal = pty.openpty()
    file = tmp_path / "gevaar.txt"
    about = ["--survey", "proef", "--year", YEAR, "--workspace", str(school.root)]
    with file.open("wb") as kept:
        done = subprocess.run(
            [sys.executable, "-m", "monitor", "comments", "urgent", "--yes", *about],
            stdin=terminal,
            stdout=kept if to_a_file else terminal,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=60,
        )
    assert file.read_bytes() == b""
    assert (done.returncode, [one.seen for one in stored(school)]) == ((2, [False]) if to_a_file else (0, [True]))
    if not to_a_file:
        assert DANGER.encode() in os.read(shown, 100_000)
    os.close(terminal)
    os.close(shown)


def test_nothing_urgent_is_said(school: Workspace, run: Run) -> None:
    bring(school, writers([1]))
    assert "lijkt gevaar" in run("urgent", "--yes", typed="")[1]


def test_enter_drops_and_stop_keeps_what_was_decided(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 5)))
    code, out, _err = run("review", typed="\nh\ns\n")
    assert code == 0
    assert out.count("Zoals geschreven:") == 3
    assert "Gestopt. Geef dezelfde opdracht om verder te gaan." in out
    assert [bool(one.text) for one in stored(school)].count(True) == 1
    assert len(stored(school)) == 3
    assert "Te lezen: 2" in run("review", typed="\n\n")[1]
    assert "niets dat op u wacht" in run("review", typed="")[1]


def test_an_edited_text_is_shown_masked_before_it_is_kept(school: Workspace, run: Run) -> None:
    bring(school, writers([1]))
    code, out, _err = run("review", typed="a\nvraag het aan Daan Peeters\nh\n")
    assert code == 0
    kept = stored(school)[0].text
    assert "Daan" not in kept
    assert out.split("Zoals het getoond zou worden:")[-1].strip().startswith(kept)


def test_an_edit_without_a_new_text_leaves_it_and_a_strange_letter_is_asked_again(school: Workspace, run: Run) -> None:
    bring(school, writers([1]))
    out = run("review", typed="a\n\nq\nh\n")[1]
    assert "Typ een van deze letters: h, a, w, s" in out
    assert stored(school)[0].text == text_of(1)


def test_a_roster_is_read_and_not_kept(school: Workspace, run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "klassenlijst.csv"
    roster.write_text("Naam;Klas\nHoekje Kwikstaart;1A\n", encoding="utf-8")
    bring(school, writers([1]))
    _code, out, err = run("review", "--roster", str(roster), typed="h\n")
    assert "Zonder namenlijst" not in err
    assert "hoekje" not in out.split("Zoals het getoond zou worden:")[1]
    assert all(b"wikstaart" not in path.read_bytes() for path in school.root.rglob("*") if path.is_file())


@pytest.mark.parametrize(("reader", "typed"), [("1", "h\n"), ("2", "ja\nh\n")])
def test_without_a_roster_a_reader_is_told_what_stays(school: Workspace, run: Run, reader: str, typed: str) -> None:
    bring(school, writers([1]))
    if reader == "2":
        one = review.pending(school, WAVE)[0]
        review.decide(school, WAVE, one.id, one.proposed)
    err = run("review", "--reader", reader, typed=typed)[2]
    assert "Zonder namenlijst blijven de meeste namen zonder hoofdletter staan" in err
    assert "--roster" in err


def test_the_second_reader_is_somebody_else(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 4)))
    for one in review.pending(school, WAVE):
        review.decide(school, WAVE, one.id, one.proposed)
    assert "Vraag het dan aan iemand anders" in run("review", "--reader", "2", typed="nee\n")[1]
    assert not any(one.confirmed for one in stored(school))
    out = run("review", "--reader", "2", typed="ja\nh\n\ns\n")[1]
    assert "Zoals geschreven" not in out
    assert sorted((one.confirmed, bool(one.text)) for one in stored(school)) == [(False, True), (True, True)]
    assert "Alles is gelezen." in run("review", "--reader", "2", typed="ja\nh\n")[1]


def test_without_somebody_to_ask_nothing_is_read_or_released(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 12)))
    close(school)
    read_by_both(school, keep=11)
    for command in ("review", "publish", "destroy"):
        code, out, err = run(command)
        assert code == 2
        assert "Hier kan niemand gevraagd worden" in err
        assert text_of(3) not in out + err
        assert len(stored(school)) == 11


def test_publish_asks_says_what_goes_and_show_prints(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 13)))
    assert run("show")[0] == 3
    close(school)
    first = review.pending(school, WAVE)
    for number, one in enumerate(first):
        if number < 11:
            review.decide(school, WAVE, one.id, one.proposed)
    for one in review.pending(school, WAVE, reader="second"):
        review.confirm(school, WAVE, one.id, keep=True)
    code, out, _err = run("publish", typed="nee\n")
    assert (code, len(stored(school))) == (0, 12)
    assert "niet door twee mensen gelezen" in out
    assert "Er is niets vrijgegeven." in out
    code, out, _err = run("publish", "--yes")
    assert code == 0
    assert "de originelen zijn vernietigd" in out
    shown = run("show")[1].splitlines()
    assert shown[0] == "Wat kan er beter?"
    assert sorted(shown[1:]) == sorted(f"- {one.proposed}" for one in first[:11])
    assert run("show", year=" 2025-2026 ")[1].splitlines() == shown
    assert run("show", year="2025")[0] == 2
    told = json.loads(run("show", "--json")[1])
    assert [(one["item"], sorted(one["texts"])) for one in told] == [("beter", sorted(o.proposed for o in first[:11]))]


def test_too_few_is_a_refusal_for_privacy(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 13)))
    close(school)
    read_by_both(school, keep=4)
    code, out, err = run("publish", "--yes")
    assert code == 4
    assert "4" not in out + err


def test_a_damaged_file_is_told_on_the_side(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 13)))
    close(school)
    (school.releases_folder / f"{WAVE}.comments.json").write_text("{}", encoding="utf-8")
    code, _out, err = run("show")
    assert code == 3
    assert "beschadigd" in err


def test_open_answers_can_be_destroyed_without_the_rest(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 13)))
    assert "Er is niets vernietigd" in run("destroy", typed="\n")[1]
    assert len(stored(school)) == 12
    assert run("destroy", "--yes")[0] == 0
    assert not list(school.vault_folder.glob("*comments*"))
    close(school)
    bring_again = run("review", typed="")
    assert bring_again[0] == 3
    assert "geen open antwoorden" in bring_again[2]


def test_a_group_of_surveys_means_the_one_that_was_released(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As for every other command; here in a workspace that knows no wave, but has their releases from a backup."""
    school = school_with(tmp_path)
    texts = {"slot_idee": tuple(f"tekst {number}" for number in range(10))}
    name, about = "leerlingen-9-12_2025-2026", {"survey": "leerlingen-9-12", "year": YEAR}
    write_release(school.releases_folder / name, releases.release_of(releases.Wave("leerlingen-9-12", YEAR, 40, 50)))
    of = manifest_sha256(school.releases_folder / name)
    released = ReleasedComments(**about, release=of, texts=texts, texts_sha256=texts_sha256(texts))
    write_comments(school.releases_folder, name, released)
    call = ["comments", "show", "--survey", "leerlingen", "--year", YEAR, "--workspace", str(school.root)]
    assert cli.run(call) == 0
    assert "- tekst 9" in capsys.readouterr().out

"""What is asked and told beside open answers: who reads them, what masking left, and that they were destroyed."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.comments import review
from monitor.report.numerals import date
from monitor.workspace import Workspace
from tests.support.at_once import reading_here
from tests.support.at_screen import Run, about_open_answers
from tests.support.open_answers import DANGER, bring, close, read_by_both, school_with, stored, text_of, writers
from tests.support.people import WAVE, YEAR

DESTROYED = f"De open antwoorden van {WAVE} zijn op {{day}} vernietigd; er is er geen vrijgegeven."
TEXTS = [f"{DANGER} {number}" for number in ("een", "twee", "drie")]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Workspace]:
    with reading_here():
        yield school_with(tmp_path)


@pytest.fixture
def run(school: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return about_open_answers(school, capsys, monkeypatch)


# urgent


@pytest.mark.parametrize("typed", ["nee\n", "\n", "n\n"])
def test_who_is_not_the_head_of_the_school_sees_nothing(school: Workspace, run: Run, typed: str) -> None:
    bring(school, writers([1], [DANGER]))
    code, out, err = run("urgent", typed=typed)
    assert code == 0
    assert "Bent u de directie?" in out
    assert DANGER not in out + err
    assert not any(one.seen for one in stored(school))


def test_the_head_sees_one_text_at_a_time(school: Workspace, run: Run) -> None:
    bring(school, writers([1, 2, 3], TEXTS))
    code, out, _err = run("urgent", typed="ja\n\n\n")
    assert (code, out.count("Enter voor het volgende")) == (0, 2)
    shown = out.split("Enter voor het volgende")
    assert [sum(text in part for text in TEXTS) for part in shown] == [1, 1, 1]
    assert out.index("112") < out.index(DANGER)
    assert all(one.seen for one in stored(school))


def test_who_stops_has_seen_what_was_shown_and_no_more(school: Workspace, run: Run) -> None:
    bring(school, writers([1, 2, 3], TEXTS))
    code, out, _err = run("urgent", typed="ja\n\n")
    assert code == 2
    seen = [one.original for one in stored(school) if one.seen]
    assert sorted(seen) == sorted(text for text in TEXTS if text in out)
    assert len(seen) == 2


# publish


def to_publish(school: Workspace, kept: list[str]) -> None:
    """A closed wave of which two readers keep these texts."""
    bring(school, writers(range(1, len(kept) + 1), kept))
    close(school)
    read_by_both(school, keep=len(kept))


MASKED = ["vraag het aan Daan Peeters", "juf Els luistert niet", *(text_of(number) for number in range(3, 14))]


def test_before_it_asks_it_says_in_how_many_something_was_masked(school: Workspace, run: Run) -> None:
    to_publish(school, MASKED)
    code, out, err = run("publish", typed="nee\n")
    assert code == 0
    assert "Van deze 13 open antwoorden is bij 2 iets vervangen, zoals door [naam]" in out
    assert out.index("[naam]") < out.index("Typ ja als dit de bedoeling is")
    assert "Zonder namenlijst blijven de meeste namen zonder hoofdletter staan" in err
    assert "Daan" not in out + err


def test_with_a_roster_more_is_masked_and_nothing_is_warned_of(school: Workspace, run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "klassenlijst.csv"
    roster.write_text("Naam;Klas\nHoekje Kwikstaart;1A\n", encoding="utf-8")
    to_publish(school, MASKED)
    code, out, err = run("publish", "--roster", str(roster), typed="nee\n")
    assert (code, err) == (0, "")
    assert "Van deze 13 open antwoorden is bij 13 iets vervangen" in out


def test_where_nothing_was_masked_nothing_is_said_of_it(school: Workspace, run: Run) -> None:
    to_publish(school, MASKED[2:])
    assert "vervangen" not in run("publish", typed="nee\n")[1]


# show


def test_show_says_that_they_were_destroyed(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 5)))
    today = DESTROYED.format(day=date(dt.date.today()))
    assert today not in run("show")[2]
    assert run("destroy", "--yes")[0] == 0
    code, out, err = run("show")
    assert (code, out) == (3, "")
    assert today in err
    assert "comments review" not in err


def test_what_comes_after_can_still_be_read(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 5)))
    assert run("destroy", "--yes")[0] == 0
    bring(school, writers(range(11, 15)))
    assert "comments review" in run("show")[2]


def test_show_says_it_of_a_wave_that_was_forgotten_and_not_of_one_without_any(school: Workspace, run: Run) -> None:
    bring(school, writers(range(1, 5)))
    pipeline.forget(school, "proef", YEAR)
    assert "vernietigd; er is er geen vrijgegeven" in run("show")[2]
    assert "vernietigd; er is er geen vrijgegeven" not in run("show", year="2024-2025")[2]


def test_what_was_released_is_shown_although_the_originals_were_destroyed(school: Workspace, run: Run) -> None:
    to_publish(school, [text_of(number) for number in range(1, 12)])
    assert run("publish", "--yes")[0] == 0
    code, out, err = run("show")
    assert (code, err, out.count("- er is meer toezicht")) == (0, "", 11)


# log


def test_the_log_says_which_of_the_two_readers_it_was(
    school: Workspace, run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(school, writers([1]))
    assert run("review", typed="h\n")[0] == 0
    assert run("review", "--reader", "2", typed="ja\nh\n")[0] == 0
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert cli.run(["log", "--workspace", str(school.root)]) == 0
    told = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [cells[2] for cells in told if len(cells) == 5][-2:] == [
        "nagelezen door de eerste lezer",
        "nagelezen door de tweede lezer",
    ]
    assert review.pending(school, WAVE) == ()

"""What somebody is told and asked before a wave is closed for good."""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.comments import review
from monitor.workspace import SETTINGS, Workspace
from tests.support.at_once import in_this_process, reading_here
from tests.support.files import answers_file, read_rows, write_csv
from tests.support.open_answers import DANGER, bring, school_with, with_text, writers
from tests.support.people import WAVE, YEAR

FINAL = "is definitief: de cijfers staan dan vast en er kunnen geen antwoorden meer bij"
Run = Callable[..., tuple[int, str, str]]


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def school(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """A school that asks the small questionnaire, or (where headings matter) parents."""
    with in_this_process() if "heading" in request.fixturenames else reading_here():
        yield school_with(tmp_path)


@pytest.fixture
def run(school: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Closes the wave; `typed` is what somebody at the keyboard types, None where there is nobody."""

    def call(*arguments: str, typed: str | None = None, survey: str = "proef") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Terminal(typed))
        capsys.readouterr()
        about = ("--survey", survey, "--year", YEAR, "--workspace", str(school.root))
        code = cli.run(["close", *about, *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def is_closed(school: Workspace, name: str = WAVE) -> bool:
    return name in pipeline.closed_waves(school)


def test_it_says_that_closing_is_final_and_asks(school: Workspace, run: Run) -> None:
    bring(school, writers(range(20)))
    code, out, err = run(typed="nee\n")
    assert (code, err) == (0, "")
    assert FINAL in out
    assert "Er is niets afgesloten." in out
    assert not is_closed(school)
    code, out, _err = run(typed="ja\n")
    assert code == 0
    assert out.index(FINAL) < out.index(f"{WAVE} is afgesloten")
    assert is_closed(school)


def test_with_yes_nobody_is_asked(school: Workspace, run: Run) -> None:
    bring(school, writers(range(20)))
    code, out, _err = run("--yes", typed="")
    assert (code, is_closed(school)) == (0, True)
    assert "ja" not in out.split(FINAL)[0]


def test_a_script_is_told_and_not_asked(school: Workspace, run: Run) -> None:
    bring(school, writers(range(20)))
    code, out, _err = run()
    assert (code, FINAL in out, is_closed(school)) == (0, True, True)


def test_json_has_nothing_before_it_also_on_a_terminal(school: Workspace, run: Run) -> None:
    bring(school, writers(range(20)))
    code, out, _err = run("--json", typed="")
    assert (code, json.loads(out)["release"]) == (0, WAVE)


@pytest.mark.parametrize("why", ["no answers", "closed", "no grounds", "weaker protection"])
def test_what_cannot_be_closed_is_refused_before_anybody_is_asked(why: str, school: Workspace, run: Run) -> None:
    settings = (school.root / SETTINGS).read_text(encoding="utf-8")
    if why != "no answers":
        bring(school, writers(range(20)))
    if why == "closed":
        pipeline.close_wave(school, "proef", YEAR)
    if why == "weaker protection":
        (school.root / SETTINGS).write_text("k = 3\n" + settings, encoding="utf-8")
    given = ("--notice", "") if why == "no grounds" else ()
    code, out, err = run(*given, typed="")
    assert (code, out) == ({"no answers": 3, "closed": 3}.get(why, 4), "")
    assert err


def test_unread_danger_is_told_with_the_command_and_blocks_nothing(school: Workspace, run: Run) -> None:
    bring(school, [with_text(writers([1])[0], DANGER), *writers(range(2, 22))])
    code, out, err = run(typed="nee\n")
    assert code == 0
    assert "gevaar voor een kind" in err
    assert f"schoolklimaat comments urgent --survey proef --year {YEAR}" in err
    assert DANGER not in out + err
    review.mark_seen(school, WAVE, {one.id for one in review.urgent(school, WAVE)})
    assert run(typed="nee\n")[2] == ""


def test_closing_goes_on_with_danger_unread(school: Workspace, run: Run) -> None:
    bring(school, [with_text(writers([1])[0], DANGER), *writers(range(2, 22))])
    code, _out, err = run("--json")
    assert (code, "comments urgent" in err, is_closed(school)) == (0, True, True)


@pytest.fixture
def heading(school: Workspace, tmp_path: Path) -> str:
    """Answers of parents in which the question about safety reads a little otherwise: that heading."""
    file = tmp_path / "a.csv"
    headings, rows = read_rows(answers_file(file, 40))
    place = next(number for number, one in enumerate(headings) if "veilig" in one)
    headings[place] = headings[place].replace("zich", "zich wel")
    write_csv(file, headings, rows)
    pipeline.import_file(file, survey="ouders", year=YEAR, workspace=school)
    return headings[place]


def test_columns_that_nobody_decided_about_are_listed(run: Run, heading: str) -> None:
    code, _out, err = run(typed="nee\n", survey="ouders")
    assert code == 0
    assert "mappings/ouders.yaml" in err
    assert f'- "{heading}": waarschijnlijk "Mijn kind voelt zich veilig op school."' in err


def test_texts_that_nobody_said_the_answer_of_are_listed(school: Workspace, run: Run, heading: str) -> None:
    file = school.mappings_folder / "ouders.yaml"
    asked = "answers:\n  kl_graag:\n    Akoord:\n    Heel graag: helemaal_eens\n"
    file.write_text(re.sub(r"answers: ?\S*\n", asked, file.read_text(encoding="utf-8")), encoding="utf-8")
    err = run(typed="nee\n", survey="ouders")[2]
    assert '- "Akoord": "Mijn kind gaat graag naar deze school."' in err
    assert "Heel graag" not in err


@pytest.mark.parametrize("decided", ["yes", "drop", "answered by another file"])
def test_what_was_decided_is_not_listed(
    decided: str, school: Workspace, run: Run, heading: str, tmp_path: Path
) -> None:
    file = school.mappings_folder / "ouders.yaml"
    text = file.read_text(encoding="utf-8")
    if decided == "yes":
        file.write_text(text.replace("link: nee", "link: ja"), encoding="utf-8")
    elif decided == "drop":
        file.write_text(text.replace("columns:\n", f'columns:\n  "{heading}": drop\n', 1), encoding="utf-8")
    else:
        more = answers_file(tmp_path / "b.csv", 30, when="2025-11-11")
        pipeline.import_file(more, survey="ouders", year=YEAR, workspace=school)
    assert "mappings/ouders.yaml" not in run(typed="nee\n", survey="ouders")[2]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_mapping_file_that_cannot_be_read_stops_nothing(
    is_there: bool, school: Workspace, run: Run, heading: str
) -> None:
    assert heading
    file = school.mappings_folder / "ouders.yaml"
    if is_there:
        file.write_text("columns: [", encoding="utf-8")
    else:
        file.unlink()
    code, _out, err = run(typed="nee\n", survey="ouders")
    assert code == 0
    assert ("Het koppelbestand ouders.yaml kan niet gelezen worden." in err) is is_there

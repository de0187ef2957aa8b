"""What `from monitor import ...` gives: examples that hold, the numbers of the program, refusals in words."""

import doctest
import importlib
import inspect
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import monitor
from monitor import (
    School,
    SchoolklimaatError,
    cli,
    new_school,
    sample_school,
)
from monitor.report.year_file import LIST, NAMES
from tests.support.files import answers_file

YEAR = "2025-2026"


@pytest.fixture(scope="module")
def folder(demo_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the examples find the sample school."""
    where = tmp_path_factory.mktemp("face")
    shutil.copytree(demo_workspace, where / "schoolklimaat-werkmap")
    return where


@pytest.fixture(scope="module")
def school(folder: Path) -> School:
    return School(folder / "schoolklimaat-werkmap")


def rows_of(table: Any) -> list[dict[str, Any]]:
    """The rows of a table as JSON has them: nothing where pandas has NaN."""
    rows: list[dict[str, Any]] = json.loads(table.to_json(orient="records", double_precision=15))
    return rows


@pytest.mark.parametrize("name", ["monitor", *sorted({one for one in monitor._FOUND_IN.values() if "face" in one})])
def test_the_examples_in_the_docstrings_hold(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    told: list[str] = []
    for test in doctest.DocTestFinder().find(importlib.import_module(name)):
        doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert told == []


def test_the_public_names_are_documented_and_are_all_there_is() -> None:
    assert sorted(monitor.__all__) == sorted(monitor._FOUND_IN)
    assert len(monitor.__all__) <= 12
    for name in monitor.__all__:
        assert inspect.getdoc(getattr(monitor, name)), name
    with pytest.raises(AttributeError, match="no attribute 'vaults'"):
        _ = monitor.vaults


def test_the_program_starts_without_what_notebooks_need() -> None:
    told = "import sys, monitor.cli.app; print([m for m in sys.modules if m.startswith(('monitor.face', 'pandas'))])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


# -- the numbers are those of the command line


def printed(capsys: pytest.CaptureFixture[str], folder: Path, *command: str) -> list[dict[str, Any]]:
    assert cli.run([*command, "--json", "--workspace", str(folder / "schoolklimaat-werkmap")]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def test_shares_are_those_that_results_prints(school: School, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = rows_of(school.shares("personeel"))
    all_printed = printed(capsys, folder, "results", "--survey", "personeel")
    ours = {(row["year"], row["item"], row["indicator"], row["base"]): row for row in table}
    theirs = {
        (row["year"], row["item"], row["indicator"], row["base"]): row for row in all_printed if row["node"] == "school"
    }
    assert ours.keys() == theirs.keys()
    for key, row in ours.items():
        assert {name: row[name] for name in row if name != "question"} == {
            name: pytest.approx(theirs[key][name]) if isinstance(theirs[key][name], float) else theirs[key][name]
            for name in row
            if name != "question"
        }
    told = {row["question"] for row in table if row["item"] == "kl_veilig"}
    assert told == {"Onze leerlingen voelen zich veilig op school."}


def test_changes_and_goals_are_those_that_are_printed(
    school: School, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = rows_of(school.changes("personeel"))
    printed_ones = [
        row for row in printed(capsys, folder, "compare", "--survey", "personeel") if row["node"] == "school"
    ]
    names = ("item", "indicator", "base", "from", "to", "verdict", "comparable", "reason")
    assert [[row[name] for name in names] for row in changes] == [[row[name] for name in names] for row in printed_ones]
    goals = [{name: row[name] for name in ("goal", "verdict")} for row in printed(capsys, folder, "goals")]
    assert rows_of(school.goals()[["goal", "verdict"]]) == goals


def test_a_group_has_its_own_rows(school: School) -> None:
    groups = school.groups("ouders", YEAR)
    assert groups.node.iloc[0] == "school"
    stage = groups.node.iloc[1]
    table = school.shares("ouders", YEAR, group=stage)
    assert set(table.node) == {stage}
    assert set(school.changes("ouders", group=stage).node) == {stage}
    assert not set(table[~table.shown].share.dropna())


def test_two_groups_side_by_side_are_a_row(school: School) -> None:
    table = school.gaps(YEAR)
    assert {"kloof"} <= set(table.verdict)
    assert all(len(pair) == 2 for pair in table.audiences)


# -- charts


def test_a_chart_is_a_picture_with_a_text_a_table_and_a_figure(school: School) -> None:
    chart = school.chart_of_response(YEAR)
    shown = chart._repr_html_()
    assert repr(chart) == f"Chart({chart.title!r})"
    assert f'alt="{chart.title} {chart.sentence}"' in shown
    assert "data:image/svg+xml;base64," in shown
    assert "http" not in shown  # nothing is fetched
    assert chart.title in chart.svg
    assert "schooljaar 2025-2026" in chart.svg
    assert chart.numbers.shape == (3, 4)
    assert chart.figure.layout.title.text == chart.title
    assert len(chart.figure.data) == len(chart.drawn["data"])


def test_every_kind_of_chart_of_the_evaluation_is_there(school: School) -> None:
    charts = [
        school.chart_of_numbers("ouders", YEAR),
        school.chart_of_changes("ouders", YEAR),
        *school.charts_of_knowing("ouders", YEAR),
        *school.charts_side_by_side(YEAR),
        school.chart_of_goal(1),
    ]
    assert len({chart.title for chart in charts}) == len(charts)
    assert [len(chart.numbers) for chart in charts].count(0) == 0
    assert charts[-1].title.endswith("bereikt")


def test_all_answers_to_a_question_are_the_published_ones(school: School) -> None:
    chart = school.chart_of_question("ouders", YEAR, "kl_veilig")
    spread = school.results.distribution("ouders", YEAR, "kl_veilig")
    drawn = [part for part in spread.parts if part.share is not None]
    assert chart.title == "Mijn kind voelt zich veilig op school."
    assert chart.sentence == f"Van ongeveer {spread.n} antwoorden; elk aantal is afgerond."
    assert list(chart.numbers.columns[2:]) == [part.label for part in spread.parts]
    assert [text["text"] for text in chart.drawn["layout"]["annotations"][: len(drawn)]] == [
        f"<b>{part.label}</b>   {round(100 * (part.share or 0))}%" for part in drawn
    ]


# -- from an export to numbers


def test_findings_name_the_column(tmp_path: Path) -> None:
    school = new_school(tmp_path / "w", "De Linde")
    found = school.import_export(answers_file(tmp_path / "a.csv", 20), "ouders", YEAR, dry_run=True).findings
    assert "E-mailadres" in set(found.column)
    assert "ouder3" not in found.to_string()


def test_a_goal_is_drafted_frozen_and_withdrawn(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "schoolklimaat-werkmap", tmp_path / "w")
    school = School(tmp_path / "w")
    number = school.draft_goal("ouders", "kl_veilig", 92, "2026-2027", start=YEAR)
    with pytest.raises(SchoolklimaatError, match=f"Doel {number} heeft geen grafiek"):
        school.chart_of_goal(number)
    assert len(school.freeze_goal(number)) == 64
    assert school.chart_of_goal(number).title.startswith(f"Doel {number}: ouders, ")
    school.withdraw_goal(number, "oefening")
    assert school.goals().state.tolist()[-1] == "withdrawn"


def test_the_year_file_or_a_part_of_it(school: School, tmp_path: Path) -> None:
    some = ("overleggen.ics", "overleg/overleg-1-start.docx")
    calendar, template = school.write_evaluation(YEAR, tmp_path / "een", only=some)
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert template.read_bytes().startswith(b"PK")
    with pytest.raises(SchoolklimaatError, match=r"geen evaluatie\.odt"):
        school.write_evaluation(YEAR, tmp_path / "twee", only=("evaluatie.odt",))
    assert not (tmp_path / "twee").exists()


def test_without_a_choice_the_whole_year_file_is_written(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in the files is tested elsewhere; here it is which ones."""
    monkeypatch.setattr("monitor.report.year_file.made", lambda _year, name: name.encode())
    written = school.write_evaluation(YEAR, tmp_path / "alles")
    assert [file.relative_to(tmp_path / "alles").as_posix() for file in written] == [*NAMES, LIST]


# -- what is refused


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda s: s.shares("oma"), "Er zijn geen vrijgegeven cijfers van oma"),
        (lambda s: s.shares("ouders", "2019-2020"), "2019-2020"),
        (lambda s: s.shares("ouders", YEAR, group="9Z"), "Er is geen groep 9Z in deze cijfers"),
        (lambda s: s.changes(group="9Z"), "Er is geen groep 9Z in deze cijfers"),
        (lambda s: s.chart_of_goal(99), "Er is geen doel 99"),
        (lambda s: s.chart_of_question("ouders", YEAR, "niets"), "Vraag niets is niet gesteld in 2025-2026"),
        (lambda s: s.chart_of_response("2019-2020"), "2019-2020"),
        (lambda s: s.close("ouders", YEAR, legal_basis="a", notice="b"), "afgesloten"),
    ],
)
def test_what_is_not_there_is_refused_in_words(school: School, call: Any, told: str) -> None:
    with pytest.raises(SchoolklimaatError, match=told):
        call(school)


def test_a_notebook_shows_a_refusal_without_our_code(school: School) -> None:
    """IPython asks an exception for the lines to show: what was found and what to do, no traceback."""
    with pytest.raises(SchoolklimaatError) as refused:
        school.shares("oma")
    assert refused.value._render_traceback_() == [
        "Er zijn geen vrijgegeven cijfers van oma.",
        "Noem een van deze: ouders, leerlingen-9-12, personeel.",
    ]


def test_the_sample_school_that_is_there_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert sample_school("schoolklimaat-werkmap").years == ("2023-2024", "2024-2025", "2025-2026")

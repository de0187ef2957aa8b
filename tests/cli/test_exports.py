"""`results -o` and `compare -o`: the facts in a file for a spreadsheet, whole or not at all."""

import json
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.disclosure.release_file import write_release
from tests.support import releases
from tests.support.spreadsheets import rows_of_csv, rows_of_workbook


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A workspace with the releases of two years of staff."""
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    for year in ("2024-2025", "2025-2026"):
        wave = releases.Wave("personeel", year, 40, 41, groups=False)
        write_release(workspace.releases_folder / f"personeel_{year}", releases.release_of(wave))
    return workspace.root


def run(*arguments: object) -> int:
    return cli.run([str(argument) for argument in arguments])


@pytest.mark.parametrize("command", ["results", "compare"])
def test_a_file_holds_the_rows_that_json_holds(
    command: str, school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, "--workspace", school, "--json", "-o", tmp_path / "uit.csv") == 0
    rows = json.loads(capsys.readouterr().out)
    assert run(command, "--workspace", school, "-o", tmp_path / "UIT.XLSX") == 0
    assert f"{len(rows)} rijen met vrijgegeven cijfers" in capsys.readouterr().out
    heading, *lines = rows_of_csv((tmp_path / "uit.csv").read_bytes())
    (name, *_notes) = (books := rows_of_workbook((tmp_path / "UIT.XLSX").read_bytes()))
    assert [heading, len(books[name]) - 1] == [books[name][0], len(rows)]
    for row, line, cells in zip(rows, lines, books[name][1:], strict=False):
        read = dict(zip(heading, line, strict=True))
        assert [read["code van de vraag"], read["code van de maat"]] == [row["item"], row["indicator"]]
        for key, title in (("low", "minstens"), ("high", "hoogstens")):
            what = "aandeel" if command == "results" else "verschil"
            assert read[f"{what}: {title}"] == ("" if row[key] is None else repr(row[key]).replace(".", ","))
            assert cells[heading.index(f"{what}: {title}")] == pytest.approx(row[key])


def test_the_file_is_readable_by_others_and_leaves_nothing_beside_it(school: Path, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    assert run("results", "--workspace", school, "-o", folder / "cijfers.csv") == 0
    assert [path.name for path in folder.iterdir()] == ["cijfers.csv"]


@pytest.mark.parametrize("name", ["cijfers.pdf", "cijfers", "cijfers.csv.txt", ".csv"])
def test_another_ending_is_a_wrong_call(
    name: str, school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("results", "--workspace", school, "-o", tmp_path / name) == 2
    assert ".csv of .xlsx" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_a_file_that_is_there_is_not_written_over(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "oud.csv").write_text("oud", encoding="utf-8")
    assert run("compare", "--workspace", school, "-o", tmp_path / "oud.csv") == 2
    assert (tmp_path / "oud.csv").read_text(encoding="utf-8") == "oud"
    assert run("compare", "--workspace", school, "-o", tmp_path / "nergens" / "nieuw.csv") == 2
    assert "bestaat niet" in capsys.readouterr().err


def test_without_released_numbers_there_is_nothing_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.new_workspace(tmp_path / "leeg", "De Linde")
    assert run("results", "--workspace", tmp_path / "leeg", "-o", tmp_path / "uit.csv") == 3
    assert "geen vrijgegeven cijfers" in capsys.readouterr().err
    assert not (tmp_path / "uit.csv").exists()


def test_a_full_disk_leaves_no_half_a_file(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_descriptor: int, _content: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("monitor.durable.os.write", full)
    assert run("results", "--workspace", school, "-o", tmp_path / "uit.csv") != 0
    monkeypatch.undo()
    assert not list(tmp_path.glob("uit.csv*"))
    assert "Traceback" not in capsys.readouterr().err

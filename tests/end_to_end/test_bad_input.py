"""Every bad input: one clear Dutch message, the right exit code, and a workspace as it was."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from monitor import cli
from tests.support.files import answers_file, write_csv, write_xlsx

CANARY = "Marleen Verhaegen"


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    root = tmp_path / "werkmap"
    assert cli.run(["init", "--name", "De Linde", "--workspace", str(root)]) == 0
    capsys.readouterr()
    return root


def state(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def picture(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    return path


def locked_workbook(path: Path) -> Path:
    """What Excel writes with a password: an OLE file with the streams of an encrypted package."""
    path.write_bytes(
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + "EncryptionInfo".encode("utf-16-le") + bytes(100)
        + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    )  # fmt: skip
    return path


def summary(path: Path) -> Path:
    rows = [["Q1. Hoe gaat het?"], ["Answer Choices", "Responses"], ["Goed", "50%"], ["Slecht", "50%"]]
    return write_xlsx(path, {f"Question {n}": rows for n in range(1, 6)})


def strangers(path: Path) -> Path:
    rows = [[CANARY, "rood", 3], ["Piet", "groen", 4], ["An", "rood", 5]] * 5
    return write_csv(path, ["Wie", "Kleur van de fiets", "Aantal wielen"], rows)


def persons(path: Path) -> Path:
    rows = [[f"Ouder {n} {CANARY}", f"ouder{n}@example.org", f"0470 12 34 {n:02}"] for n in range(20)]
    return write_csv(path, ["Naam", "E-mailadres", "Telefoon"], rows)


def headings_only(path: Path) -> Path:
    return write_csv(path, ["Tijdstempel", "Mijn kind voelt zich veilig op school."], [])


def other_year(path: Path) -> Path:
    return answers_file(path, 20, when="2019-10-06")


def hollow_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brief.txt", "geen werkboek")
    return path


REFUSED = [
    (empty, "leeg"),
    (picture, ""),
    (locked_workbook, "wachtwoord"),
    (summary, "samenvatting"),
    (strangers, "survey draft"),
    (persons, "personen"),
    (headings_only, "antwoorden"),
    (other_year, "2019-2020"),
    (hollow_zip, ""),
]


@pytest.mark.parametrize(("make", "word"), REFUSED, ids=[make.__name__ for make, _ in REFUSED])
def test_a_bad_file_is_refused(
    make: object, word: str, workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = make(tmp_path / "bestand.xlsx")
    before = state(workspace)
    call = ["import", str(file), "--survey", "ouders", "--year", "2025-2026", "--workspace", str(workspace)]
    assert cli.run(call) == 3
    told = capsys.readouterr()
    assert word in told.err
    assert len(told.err.strip().splitlines()) >= 2, "what was found, and what to do"
    assert told.out == ""
    assert "Traceback" not in told.err
    assert CANARY not in told.err
    assert state(workspace) == before


def test_a_file_that_is_not_there(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["import", str(tmp_path / "weg.xlsx"), "--survey", "ouders", "--year", "2025-2026"]
    assert cli.run([*call, "--workspace", str(workspace)]) == 3
    assert "weg.xlsx" in capsys.readouterr().err


def test_a_survey_that_is_not_there(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    call = ["import", str(file), "--survey", "oudres", "--year", "2025-2026", "--workspace", str(workspace)]
    assert cli.run(call) == 3
    assert "ouders" in capsys.readouterr().err


def test_another_year_goes_in_where_somebody_says_that_it_is_right(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["import", str(other_year(tmp_path / "a.csv")), "--survey", "ouders", "--year", "2025-2026"]
    assert cli.run([*call, "--workspace", str(workspace)]) == 3
    assert "--keep-year" in capsys.readouterr().err
    assert cli.run([*call, "--workspace", str(workspace), "--keep-year"]) == 0
    assert "Ze tellen voor 2025-2026, omdat u dat zei." in capsys.readouterr().out


def test_a_dry_run_of_another_year_is_told_not_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = other_year(tmp_path / "a.csv")
    assert cli.run(["import", str(file), "--survey", "ouders", "--year", "2025-2026", "--dry-run"]) == 0
    assert "2019-2020" in capsys.readouterr().out


def test_unknown_answers_are_counted_by_column_and_do_not_stop(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    file = answers_file(tmp_path / "a.csv", 30)
    spoilt = file.read_text(encoding="utf-8").replace("Zeer tevreden", CANARY, 3)
    file.write_text(spoilt, encoding="utf-8")
    call = ["import", str(file), "--survey", "ouders", "--year", "2025-2026", "--workspace", str(workspace)]
    assert cli.run([*call, "--dry-run", "--json"]) == 0
    told = capsys.readouterr().out
    report = json.loads(told)
    assert sum(item["unrecognised"] for item in report["items"]) == 3
    assert any(finding["column"] for finding in report["findings"] if finding["severity"] == "warning")
    assert CANARY not in told
    assert cli.run(call) == 0


def closed(workspace: Path, tmp_path: Path) -> list[str]:
    file = answers_file(tmp_path / "a.csv", 40)
    call = ["--survey", "ouders", "--year", "2025-2026", "--workspace", str(workspace)]
    assert cli.run(["import", str(file), *call]) == 0
    assert cli.run(["close", *call]) == 0
    return call


def test_a_closed_wave_takes_nothing_more(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = closed(workspace, tmp_path)
    before = state(workspace)
    late = answers_file(tmp_path / "late.csv", 41)
    assert cli.run(["import", str(late), *call]) == 3
    assert "afgesloten" in capsys.readouterr().err
    assert cli.run(["close", *call]) == 3
    assert cli.run(["undo", "--workspace", str(workspace)]) == 3
    assert state(workspace) == before


@pytest.mark.parametrize("people", [1, 9])
def test_fewer_than_k_answers_are_not_released(
    people: int, workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers_file(tmp_path / "a.csv", people)
    call = ["--survey", "ouders", "--year", "2025-2026", "--workspace", str(workspace)]
    assert cli.run(["import", str(file), *call]) == 0
    before = state(workspace)
    assert cli.run(["close", *call]) == 4
    assert "10" in capsys.readouterr().err
    assert state(workspace) == before


def test_closing_what_was_never_imported(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["close", "--survey", "personeel", "--year", "2025-2026", "--workspace", str(workspace)]
    assert cli.run(call) == 3
    assert "personeel_2025-2026" in capsys.readouterr().err


def test_no_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["results"], ["compare"], ["audit"], ["undo"], ["serve"]):
        assert cli.run([*command, "--workspace", str(tmp_path / "nergens")]) == 3
        assert "schoolklimaat init" in capsys.readouterr().err


def test_a_year_that_is_none(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    call = ["import", str(file), "--survey", "ouders", "--year", "2025", "--workspace", str(workspace)]
    assert cli.run(call) == 2
    assert "2025-2026" in capsys.readouterr().err


@pytest.mark.parametrize("heading", ["Naam", "Waarover zou je van de school graag meer horen?"])
def test_no_group_is_made_of_names_or_of_peoples_own_words(
    heading: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from monitor.shipped import sample_folder

    file = sample_folder() / "exports" / "Oudervraging De Wilgentak 2025(1-221).xlsx"
    before = state(workspace)
    call = ["import", str(file), "--survey", "ouders", "--year", "2025-2026", "--group-column", heading]
    assert cli.run([*call, "--workspace", str(workspace)]) == 3
    assert heading in capsys.readouterr().err
    assert state(workspace) == before

"""What somebody sees who uses the program for the first time."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import cli
from tests.support.files import answers_file, write_csv, write_xlsx

CLASS = "In welke klas zit je kind?"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a new workspace; gives its exit code and what it said on stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = cli.run([*arguments, "--workspace", str(tmp_path / "w")])
        said = capsys.readouterr()
        return code, said.out, said.err

    assert call("init", "--name", "De Linde")[0] == 0
    return call


WAVE = ("--survey", "ouders", "--year", "2025-2026")


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


def test_the_column_of_the_groups_is_used_not_left_out(run: Run, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    call = ("import", str(file), *WAVE, "--group-column", CLASS, "--enrolled", "35")
    told = run(*call)[1]
    about = [line for line in told.splitlines() if CLASS in line]
    assert about == [f'· kolom "{CLASS}": Gebruikt als klas of groep: 2 groepen.']
    assert "    35  konden antwoorden" in told
    assert "1A" not in told


def test_a_dry_run_says_that_it_is_one(run: Run, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    dry = run("import", str(file), *WAVE, "--dry-run")[1]
    assert "    20  zouden bewaard worden" in dry
    assert dry.endswith("Dit was een proef: er is niets bewaard.\n")
    real = run("import", str(file), *WAVE)[1]
    assert "    20  bewaard" in real
    assert "proef" not in real


def test_one_row_is_one_row(run: Run, tmp_path: Path) -> None:
    told = run("import", str(answers_file(tmp_path / "a.csv", 1)), *WAVE, "--dry-run")[1]
    assert "       1  rij gelezen" in told
    assert "     1  zou bewaard worden" in told
    assert "     0  tests, niet bewaard" in told


def test_findings_are_told_with_the_worst_first(capsys: pytest.CaptureFixture[str]) -> None:
    from monitor.cli.taking_in import tell

    rows = dict.fromkeys(("read", "stored", "incomplete", "test", "duplicate", "rejected"), 1)
    findings = [
        {"severity": severity, "code": "X", "message": severity, "row": None, "column": None}
        for severity in ("info", "error", "warning", "error")
    ]
    tell({"file": "a.csv", "tool": "generic", "rows": rows, "columns": [], "findings": findings}, None)
    told = capsys.readouterr().out.splitlines()
    assert told[-4:] == ["✗ error", "✗ error", "! warning", "· info"]
    assert "       1  test, niet bewaard" in told


@pytest.mark.parametrize(("enrolled", "warned"), [(19, True), (20, False)])
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_more_answers_than_people_is_told(
    enrolled: int, warned: bool, dry: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    report = json.loads(run("import", str(file), *WAVE, "--enrolled", str(enrolled), "--json", *dry)[1])
    told = [f["message"] for f in report["findings"] if f["code"] == "W-ENROLLED"]
    assert bool(told) == warned
    assert all("20 antwoorden" in message and "19" in message for message in told)


def test_answers_of_all_files_together_are_compared_with_who_could_answer(run: Run, tmp_path: Path) -> None:
    first = answers_file(tmp_path / "a.csv", 20)
    later = answers_file(tmp_path / "b.csv", 15, when="2025-11-20")
    assert "20 antwoorden" not in run("import", str(first), *WAVE, "--enrolled", "30")[1]
    assert "Er zijn 35 antwoorden, maar er konden maar 30" in run("import", str(later), *WAVE)[1]


def test_forget_does_not_guess_that_it_is_meant(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", str(answers_file(tmp_path / "a.csv", 20)), *WAVE)
    monkeypatch.setattr("sys.stdin", io.StringIO("ja\n"))
    code, out, err = run("forget", *WAVE)
    assert (code, "--yes" in err) == (2, True)
    assert out == (
        "Er zijn nog geen cijfers vrijgegeven; alles van ouders_2025-2026 gaat verloren, en deze meting kan niet "
        "opnieuw gevuld worden. Opnieuw beginnen? Gebruik `schoolklimaat undo`.\n"
    )
    monkeypatch.setattr("sys.stdin", Terminal("nee\n"))
    assert "Er is niets vernietigd." in run("forget", *WAVE)[1]
    monkeypatch.setattr("sys.stdin", Terminal("Ja\n"))
    assert "zijn vernietigd" in run("forget", *WAVE)[1]
    code, _out, err = run("forget", *WAVE, "--yes")
    assert (code, "eerder al vernietigd" in err) == (3, True)


def test_what_is_closed_stays_closed_and_says_so(run: Run, tmp_path: Path) -> None:
    run("import", str(answers_file(tmp_path / "a.csv", 40)), *WAVE)
    assert run("close", *WAVE)[0] == 0
    for again in (("close", *WAVE), ("undo",)):
        code, _out, err = run(*again)
        assert (code, "is al afgesloten; dit kan niet meer teruggedraaid worden." in err) == (3, True)
        assert "schooljaar" not in err
    late = run("import", str(answers_file(tmp_path / "b.csv", 41)), *WAVE)[2]
    assert "het volgende schooljaar" in late
    assert "de vrijgegeven cijfers blijven" in run("forget", *WAVE, "--yes")[1]
    assert run("forget", *WAVE, "--yes")[0] == 3
    assert run("results")[1].count("ouders") > 1


def test_undo_of_nothing(run: Run, tmp_path: Path) -> None:
    code, _out, err = run("undo")
    assert (code, err) == (2, "Er is nog niets ingelezen.\n")
    run("import", str(answers_file(tmp_path / "a.csv", 20)), *WAVE)
    assert run("undo")[0] == 0
    assert run("undo")[2] == "Alle imports zijn al teruggedraaid.\n"


def test_a_second_init_names_the_school(run: Run) -> None:
    code, _out, err = run("init", "--name", "De Beuk")
    assert (code, err.splitlines()[0]) == (3, "Hier staat al een werkmap van De Linde.")


def test_a_survey_that_is_nearly_there(run: Run) -> None:
    code, _out, err = run("close", "--survey", "ouder", "--year", "2025-2026")
    assert code == 3
    assert err.startswith('Vragenlijst "ouder" bestaat niet. Toegestaan: ')
    assert 'personeel. Bedoelt u "ouders"?' in err


def test_a_file_that_is_another_thing(run: Run, tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "a.xlsx", {"Antwoorden": [["v1", "v2"], ["a", "b"]]})
    text = write_csv(tmp_path / "a.csv", ["v1", "v2"], [["a", "b"]])
    for file, options, said in (
        (tmp_path, (), "Dit is een map, geen bestand."),
        (book, ("--sheet", "Blad9"), 'Dit Excelbestand heeft geen blad "Blad9".\nDe bladen zijn: Antwoorden.'),
        (text, ("--sheet", "Blad9"), "Dit is een tekstbestand; het heeft geen bladen."),
    ):
        code, _out, err = run("import", str(file), *WAVE, *options)
        assert code == 3
        assert said in err


def test_a_mapping_file_with_something_wrong_is_called_a_mapping_file(run: Run, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    broken = tmp_path / "stuk.yaml"
    broken.write_text("columns: [", encoding="utf-8")
    for name, said in (("weg.yaml", "bestaat niet"), ("weg.csv", "bestaat niet"), ("stuk.yaml", "stuk.yaml, regel 1")):
        code, _out, err = run("import", str(file), *WAVE, "--mapping", str(tmp_path / name))
        assert code == 3
        assert "koppelbestand" in err
        assert said in err
        assert "agenlijst" not in err


@pytest.mark.parametrize("command", ["results", "compare", "audit"])
def test_without_a_release_there_is_a_sentence(command: str, run: Run) -> None:
    said = "Er is nog geen meting afgesloten. Sluit er een af met `schoolklimaat close`.\n"
    assert run(command) == (0, said, "")
    code, out, _err = run(command, "--json")
    assert (code, json.loads(out)) == (0, [])


def test_a_survey_without_indicators_shows_its_items(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "eigen.yaml"
    for year, when in (("2024-2025", "2024-10-06"), ("2025-2026", "2025-10-06")):
        file = answers_file(tmp_path / f"{year}.csv", 40, when=when)
        if not own.exists():
            assert cli.run(["survey", "draft", str(file), "-o", str(own)]) == 0
        wave = ("--survey", str(own), "--year", year)
        assert run("import", str(file), *wave)[0] == 0
        assert run("close", *wave)[0] == 0
    shares, changes = (run(one)[1].split("\n\n")[0].splitlines() for one in ("results", "compare"))
    shares, changes = ([line for line in table if "\t" in line] for table in (shares, changes))
    assert len(shares) > 10
    assert len(changes) == len(shares)
    assert any("%" in line or "op" in line for line in shares[1:])

"""What a file leaves open is asked, and the answer is an option: --dates, --mend-letters, --sheet."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import cli
from tests.support.files import answers_file

WAVE = ("--survey", "ouders", "--year", "2025-2026")
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a new workspace; gives its exit code and all that it said."""

    def call(*arguments: str) -> tuple[int, str]:
        code = cli.run([*arguments, "--workspace", str(tmp_path / "w")])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert call("init", "--name", "De Linde")[0] == 0
    return call


def test_day_and_month_are_asked_and_the_answer_decides(run: Run, tmp_path: Path) -> None:
    file = str(answers_file(tmp_path / "a.csv", 12, when="5/9/2025"))
    assert "--dates day-month" in run("import", file, *WAVE, "--dry-run")[1]
    code, said = run("import", file, *WAVE, "--dates", "month-day")
    assert code == 3
    assert "2024-2025" in said
    code, said = run("import", file, *WAVE, "--dates", "day-month")
    assert code == 0
    assert "--dates" not in said


def test_no_other_order_is_understood(run: Run, tmp_path: Path) -> None:
    code, said = run("import", str(answers_file(tmp_path / "a.csv", 12)), *WAVE, "--dates", "year-first")
    assert code == 2
    assert "--dates" in said


def broken(path: Path) -> Path:
    """The file as a program saves it that took its UTF-8 for Windows letters."""
    data = path.read_bytes()
    path.write_bytes(
        "".join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in data).encode(
            "utf-8"
        )
    )
    return path


def test_broken_letters_are_proposed_and_mended_when_told(run: Run, tmp_path: Path) -> None:
    path = answers_file(tmp_path / "a.csv", 12)
    path.write_text(path.read_text(encoding="utf-8").replace("In welke klas", "In wélke klas"), encoding="utf-8")
    file = str(broken(path))
    said = run("import", file, *WAVE, "--dry-run")[1]
    assert "--mend-letters" in said
    assert "In wÃ©lke klas" in said
    mended = run("import", file, *WAVE, "--dry-run", "--mend-letters")[1]
    assert "hersteld" in mended
    assert 'kolom "In wélke klas zit je kind?"' in mended


def test_a_draft_may_mend_letters_too(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Eén vraag;Twee\n" + "ja;nee\nnee;ja\n" * 3, encoding="utf-8")
    draft = tmp_path / "a.yaml"
    assert run("survey", "draft", str(broken(table)), "-o", str(draft), "--mend-letters")[0] == 0
    assert "Eén vraag" in draft.read_text(encoding="utf-8")

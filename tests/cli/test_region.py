"""Commands speak the Dutch of the school's region; who reads English gets English wherever we say something."""

from pathlib import Path

import pytest

from monitor import cli, pipeline, texts
from monitor.disclosure.release_file import write_release
from monitor.workspace import SETTINGS, Locale
from tests.support import releases


@pytest.mark.parametrize(("locale", "said"), [("nl-BE", "met de klas"), ("nl-NL", "met de groep of klas")])
def test_a_refusal_is_in_the_dutch_of_the_school(
    locale: Locale, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = pipeline.new_workspace(tmp_path / "werkmap", "De Linde", locale).root
    export = tmp_path / "export.csv"
    wave = ["--survey", "personeel", "--year", "2025-2026", "--workspace", str(root)]
    export.write_text(_export(), encoding="utf-8")
    assert cli.run(["import", str(export), *wave, "--group-column", "Afdeling"]) == 3
    assert said in capsys.readouterr().err


def _export() -> str:
    from monitor.definition.library import survey

    asked = [one.text["nl"] for one in survey("personeel").items[:4]]
    return ";".join(f'"{text}"' for text in asked) + "\n" + ";".join(["Mee eens"] * len(asked)) + "\n"


def test_settings_that_cannot_be_read_do_not_stop_what_needs_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde", "nl-NL")
    (workspace.root / SETTINGS).write_text("name = ", encoding="utf-8")
    assert cli.run(["log", "--workspace", str(workspace.root)]) == 0
    assert "nog niets gedaan" in capsys.readouterr().out
    assert texts.spoken() == "nl-BE"


def test_a_command_leaves_no_region_to_the_next(tmp_path: Path) -> None:
    root = pipeline.new_workspace(tmp_path / "werkmap", "De Linde", "nl-NL").root
    assert cli.run(["log", "--workspace", str(root)]) == 0
    assert texts.spoken() == "nl-NL"
    assert cli.run(["survey", "list"]) == 0
    assert texts.spoken() == "nl-BE"


def test_tables_are_in_english_where_english_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    made = releases.release_of(releases.Wave("ouders", "2025-2026", 205, 320, groups=False))
    write_release(workspace.releases_folder / "ouders_2025-2026", made)
    assert cli.run(["results", "--lang", "en", "--workspace", str(workspace.root)]) == 0
    assert "Satisfied with the information\t" in capsys.readouterr().out
    assert cli.run(["results", "--funnel", "--lang", "en", "--workspace", str(workspace.root)]) == 0
    told = capsys.readouterr().out
    assert "parents are satisfied with what the school tells" in told
    assert [word for word in (" ouders zijn", "tevreden", " van de ") if word in told] == []

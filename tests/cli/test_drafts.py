"""`survey check` and `survey draft`: what is told, and the id of a draft."""

from pathlib import Path

import pytest

from monitor import cli
from tests.support.files import answers_file, write_csv


def test_survey_check_names_every_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "goed.yaml"
    export = answers_file(tmp_path / "a.csv", 20)
    assert cli.run(["survey", "draft", str(export), "-o", str(good), "--id", "eigen"]) == 0
    assert cli.run(["survey", "check", str(good)]) == 0
    assert "geen fouten" in capsys.readouterr().out
    assert cli.run(["survey", "draft", str(export), "-o", str(good)]) == 2
    assert "bestaat al" in capsys.readouterr().err
    bad = tmp_path / "fout.yaml"
    bad.write_text(good.read_text(encoding="utf-8").replace("type: likert", "type: likret"), encoding="utf-8")
    assert cli.run(["survey", "check", str(bad)]) == 3
    told = capsys.readouterr().err
    assert "fout.yaml" in told
    assert "likert" in told


def test_one_question_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = write_csv(tmp_path / "a.csv", ["Gaat je kind graag?"], [["Ja"], ["Nee"]] * 10)
    target = tmp_path / "eigen.yaml"
    assert cli.run(["survey", "draft", str(export), "-o", str(target)]) == 0
    assert "een ontwerp met 1 vraag." in capsys.readouterr().out
    assert cli.run(["survey", "check", str(target)]) == 0
    assert "1 vraag, geen fouten gevonden." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Mijn Bevraging (2).csv", "mijn-bevraging-2"),
        ("….csv", "eigen"),
        (f"{'lange ' * 15}.csv", "lange-" * 10 + "lang"),
    ],
)
def test_the_id_of_a_draft_comes_from_the_name_of_its_file(name: str, identifier: str, tmp_path: Path) -> None:
    export = answers_file(tmp_path / "a.csv", 20)
    target = tmp_path / Path(name).with_suffix(".yaml").name
    assert cli.run(["survey", "draft", str(export), "-o", str(target)]) == 0
    assert f"id: {identifier}\n" in target.read_text(encoding="utf-8")
    assert cli.run(["survey", "check", str(target)]) == 0

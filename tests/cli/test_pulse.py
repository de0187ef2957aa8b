"""A pulse by command: its definition is written, and its answers go the way of those of every other survey."""

import json
from pathlib import Path

import pytest

from monitor import cli, declaring, pipeline
from monitor.definition import library
from monitor.disclosure import release_file
from monitor.shipped import sample_folder
from tests.support import releases
from tests.support.declared import GOAL

PULSE = sample_folder() / "puls"
TRUTH = json.loads((PULSE / "truth.json").read_text(encoding="utf-8"))
ITEMS = "kl_veilig,bk_online,com_tevreden"


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = cli.run(list(arguments))
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_definition_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "puls.yaml"
    ask = ("survey", "pulse", "--of", "ouders", "--month", "2025-05", "-o", str(file), "--items")
    code, said = called(capsys, *ask, "kl_veilig,slot_goed,com_tevreden")
    assert (code, "in eigen woorden" in said, file.exists()) == (2, True, False)
    code, said = called(capsys, *ask, ITEMS, "--id", "Ouders in mei")
    assert (code, f"een puls van ouders met 3 vragen. Importeer de antwoorden met `--survey {file}`." in said) == (
        0,
        True,
    )
    made = library.survey(file)
    assert made.id == "ouders-in-mei"
    assert made.pulse is not None
    assert made.pulse.of == "ouders"
    before = file.read_bytes()
    assert called(capsys, *ask, ITEMS)[0] == 2
    assert file.read_bytes() == before


def test_the_pulse_of_the_sample_school_is_an_interim_of_its_goals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (sample_folder() / "schoolklimaat.toml").read_text(encoding="utf-8")
    school = pipeline.new_workspace(tmp_path / "werkmap", "", settings_text=settings)
    year = releases.release_of(releases.Wave("ouders", "2023-2024", 200, 320))
    release_file.write_release(school.releases_folder / "ouders_2023-2024", year)
    goal = GOAL.model_copy(update={"item": "bk_online", "measure": "known", "start": "2023-2024"})
    declaring.freeze(school, declaring.draft(school, goal).number)
    (told,) = TRUTH["imports"]
    at = ("--year", "2024-2025", "--workspace", str(school.root))
    code, said = called(
        capsys, "import", str(sample_folder() / told["file"]), "--survey", str(PULSE / "ouders-puls.yaml"),
        "--enrolled", "320", "--group-column", "In welke klas zit je kind?", *at,
    )  # fmt: skip
    assert code == 0, said
    assert f"{told['rows']['stored']}  bewaard" in said
    code, said = called(capsys, "close", "--survey", "ouders-puls", "--yes", *at)
    assert code == 0, said
    ((_name, audit),) = pipeline.audit(school.releases_folder / "ouders-puls_2024-2025", single=True)
    assert audit.passed
    code, said = called(capsys, "goals", "--json", "--workspace", str(school.root))
    (interim,) = json.loads(said)[0]["pulses"]
    counts = told["items"]["bk_online"]["counts"]
    assert interim["value"] == pytest.approx((counts["ja"] + counts["nee"]) / sum(counts.values()), abs=0.04)
    assert (interim["forms"], interim["enrolled"]) == (told["rows"]["stored"], 320)
    code, said = called(capsys, "goals", "--workspace", str(school.root))
    assert (code, "Tussenstand (puls, mei 2025): 7" in said, "zo goed als zeker" in said) == (0, True, False)
    everything = b"".join(one.read_bytes() for one in school.root.rglob("*") if one.is_file())
    leaked = [
        text
        for kind in ("emails", "names", "phones")
        for text in TRUTH["canaries"][kind]
        if text.encode() in everything
    ]
    assert leaked == []

"""report and evaluate: what they write, and what they say to a slip."""

import hashlib
import json
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.disclosure.release_file import write_release
from tests.support import releases

KINDS = {"pdf": b"%PDF-", "docx": b"PK", "pptx": b"PK", "xlsx": b"PK", "png": b"\x89PNG"}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two years of staff."""
    workspace = pipeline.new_workspace(tmp_path_factory.mktemp("school") / "werkmap", "De Linde")
    for year in ("2024-2025", "2025-2026"):
        release = releases.release_of(releases.Wave("personeel", year, 40, 41, groups=False))
        write_release(workspace.releases_folder / f"personeel_{year}", release)
    return workspace.root


def run(school: Path, *arguments: str) -> int:
    return cli.run([*arguments, "--workspace", str(school)])


@pytest.mark.parametrize("kind", KINDS)
def test_one_document_of_the_latest_year(
    kind: str, school: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"evaluatie.{kind}"
    assert run(school, "report", "-o", str(file)) == 0
    assert file.read_bytes().startswith(KINDS[kind])
    assert "Evaluatie van schoolklimaat en pesten, 2025-2026." in capfd.readouterr().out


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("brief.docx", ("--format", "pdf"), "brief.docx zou pdf bevatten. Geef een naam die eindigt op .pdf"),
        ("brief.odt", (), "een soort die niet gemaakt wordt. Kies een naam die eindigt op"),
    ],
)
def test_a_name_that_promises_another_kind_of_file_is_refused(
    name: str, arguments: tuple[str, ...], told: str, school: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(school, "report", *arguments, "-o", str(tmp_path / name)) == 2
    assert told in " ".join(capfd.readouterr().err.split())
    assert not list(tmp_path.iterdir())


def test_a_file_with_no_ending_is_what_is_asked_or_a_pdf(school: Path, tmp_path: Path) -> None:
    assert run(school, "report", "-o", str(tmp_path / "verslag")) == 0
    assert (tmp_path / "verslag").read_bytes().startswith(KINDS["pdf"])


def test_a_letter_of_another_year(school: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "brief.pdf"
    assert run(school, "report", "--for", "ouders", "--year", "2024-2025", "-o", str(file)) == 0
    assert "ons vertelden, 2024-2025." in capfd.readouterr().out


def test_the_year_file_is_listed_with_hashes_and_made_the_same_again(school: Path, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("een", "twee")]
    for folder in folders:
        assert run(school, "evaluate", "--year", "2025-2026", "-o", str(folder)) == 0
    told = json.loads((folders[0] / "lijst.json").read_text(encoding="utf-8"))
    there = {file.relative_to(folders[0]).as_posix() for file in files_in(folders[0])}
    assert {one["file"] for one in told["files"]} | {"lijst.json"} == there
    assert len([name for name in there if name.startswith("overleg/")]) == 7
    for one in told["files"]:
        content = (folders[0] / one["file"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["bytes"], one["sha256"])
        if Path(one["file"]).suffix in (".pdf", ".png", ".xlsx", ".ics"):
            assert content == (folders[1] / one["file"]).read_bytes()
    (release,) = told["releases"]
    manifest = json.loads((school / "releases" / release["wave"] / "manifest.json").read_text(encoding="utf-8"))
    assert release["facts_sha256"] == manifest["facts_sha256"]


def test_the_first_time_an_example_is_put_for_the_words_of_the_school(
    school: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (school / "werkgroep.yaml").unlink(missing_ok=True)
    assert run(school, "evaluate", "-o", str(tmp_path / "een")) == 0
    told = capfd.readouterr().out
    assert "er staat een voorbeeld" in told
    assert "Nog leeg voor 2025-2026: voorwoord, acties, vervolg, ondertekening." in told
    assert "Open eerst: evaluatie.pdf. " in told
    listed = {Path(line.strip()).as_posix() for line in told.splitlines() if line.startswith("  ")}
    assert {"evaluatie.pdf", "evaluatie.pptx"} <= listed
    assert listed == {one.relative_to(tmp_path / "een").as_posix() for one in files_in(tmp_path / "een")}
    assert run(school, "evaluate", "-o", str(tmp_path / "twee")) == 0
    told = capfd.readouterr().out
    assert "voorbeeld" not in told
    assert f"Schrijf het in {school / 'werkgroep.yaml'}" in told


def files_in(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("report", "-o", "BESTAAT"), 2, "bestaat al"),
        (("report", "--format", "doc", "-o", "NIEUW"), 2, "doc"),
        (("report", "--year", "2019-2020", "-o", "NIEUW"), 3, "Kies een jaar dat is afgesloten: 2024-2025, 2025-2026."),
        (("evaluate", "-o", "BESTAAT"), 2, "is geen map"),
        (("evaluate", "--year", "2019-2020", "-o", "NIEUW"), 3, "geen vrijgegeven cijfers van 2019-2020"),
    ],
)
def test_a_slip_is_told_and_writes_nothing(
    arguments: tuple[str, ...], code: int, said: str, school: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "BESTAAT").write_text("van mij", encoding="utf-8")
    given = [str(tmp_path / one) if one.isupper() else one for one in arguments]
    assert run(school, *given) == code
    assert said in " ".join(capfd.readouterr().err.split())
    assert (tmp_path / "BESTAAT").read_text(encoding="utf-8") == "van mij"
    assert not (tmp_path / "NIEUW").exists()


def evaluated(school: Path, folder: Path, written: str) -> int:
    """What `evaluate` answers to this `werkgroep.yaml`."""
    file = school / "werkgroep.yaml"
    file.write_text(written, encoding="utf-8")
    try:
        return run(school, "evaluate", "-o", str(folder))
    finally:
        file.unlink()


def test_a_slip_in_the_words_of_the_school_names_its_line(
    school: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert evaluated(school, tmp_path / "map", "acties:\n  - {wat: Iets, van: morgen}\n") == 3
    assert "werkgroep.yaml, regel 2" in capfd.readouterr().err


def test_an_action_for_a_goal_that_is_not_there_is_told_and_all_is_made(
    school: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert evaluated(school, tmp_path / "map", "acties:\n  - {wat: Iets, van: 2025-10-01, doel: 9}\n") == 0
    told = capfd.readouterr().out
    assert "Let op: een actie in werkgroep.yaml hoort bij doel 9, en dat is er niet." in told
    assert "Nog leeg voor 2025-2026: voorwoord, vervolg, ondertekening." in told
    assert (tmp_path / "map" / "lijst.json").is_file()


def test_a_logo_that_is_none_is_refused(school: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    logo = school / "logo.png"
    logo.write_bytes(b"GIF89a")
    try:
        assert run(school, "report", "-o", str(tmp_path / "een.pdf")) == 3
    finally:
        logo.unlink()
    assert "logo.png" in capfd.readouterr().err


def test_without_a_closed_wave_there_is_nothing_to_write(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty = pipeline.new_workspace(tmp_path / "leeg", "De Linde").root
    assert run(empty, "report", "-o", str(tmp_path / "een.pdf")) == 3
    assert "schoolklimaat close" in capfd.readouterr().err

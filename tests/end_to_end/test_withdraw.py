"""A respondent withdraws with a code: those answers go, and nothing brings them back; after closing nobody can."""

import io
import shutil
from pathlib import Path

import numpy as np
import pytest

from monitor import cli, pipeline, waves
from monitor.anonymous import AnonymousAnswers
from monitor.cli import withdrawing as command
from monitor.errors import WorkspaceRefused
from monitor.mending import in_hand
from monitor.pipeline import ImportOptions
from monitor.workspace import Workspace
from tests.support.faults import digest_of, left_by_kills, points_of
from tests.support.files import answers_file, read_rows, write_csv
from tests.support.withdrawing import take, with_codes

YEAR, WAVE = "2025-2026", "ouders_2025-2026"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def kept(workspace: Workspace) -> tuple[dict[int, AnonymousAnswers], dict[int, int], int]:
    """The answers per import, how many marks each has, and how many codes were used."""
    with in_hand(workspace, WAVE) as change:
        wave = change.wave(WAVE)
        vault = waves._vault(workspace, change, wave)
        marks = {number: len(part) for number, part in vault.read_marks(wave.vault_sha256).items()}
        return vault.read(wave.vault_sha256), marks, len(vault.read_withdrawn(wave.vault_sha256))


def in_classes(workspace: Workspace) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in kept(workspace)[0].values():
        for place, label in enumerate(part.groups, start=1):
            counts[label] = counts.get(label, 0) + int((part.group == place).sum())
    return {label: number for label, number in counts.items() if number}


def codes_told(outcome: pipeline.ImportOutcome) -> set[str]:
    return {finding["code"] for finding in outcome.report["findings"]}


def test_those_answers_go_and_only_those(workspace: Workspace, tmp_path: Path) -> None:
    outcome = take(workspace, with_codes(tmp_path / "a.csv", {3: "Rode Kat 7", 5: "olifant-88", 6: "kort"}))
    assert {"I-WITHDRAWAL", "W-SHORT-CODE", "I-IDENTIFIER"} <= codes_told(outcome)
    before, marks, used = kept(workspace)
    assert (in_classes(workspace)["9D"], marks, used) == (1, {1: 40}, 0)
    assert pipeline.withdraw(workspace, "ouders", YEAR, " rode kat-7\n") == 39
    after, marks, used = kept(workspace)
    assert "9D" not in in_classes(workspace)
    assert (in_classes(workspace)["9F"], len(after[1]), marks, used) == (1, 39, {1: 40}, 1)
    rows = lambda part: sorted(zip(part.group.tolist(), *(c.tolist() for c in part.codes.values()), strict=True))  # noqa: E731 - twice
    gone = before[1].groups.index("9D") + 1
    assert rows(after[1].at(np.ones(39, bool))) == [
        row for row in rows(AnonymousAnswers("", before[1].groups, before[1].group, before[1].codes)) if row[0] != gone
    ]


def test_neither_the_same_file_nor_a_later_one_nor_an_undone_import_brings_them_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = with_codes(tmp_path / "a.csv", {3: "Rode Kat 7"})
    first = take(workspace, file)
    pipeline.withdraw(workspace, "ouders", YEAR, "rodekat7")
    again = take(workspace, file)
    assert (again.import_id, again.report["rows"]["stored"], again.report["rows"]["duplicate"]) == (None, 0, 40)
    later = take(workspace, with_codes(tmp_path / "b.csv", {3: "Rode Kat 7"}, people=45))
    assert (later.report["rows"]["stored"], "I-WITHDRAWN" in codes_told(later)) == (5, True)
    pipeline.undo(workspace, later.import_id)
    pipeline.undo(workspace, first.import_id)
    assert kept(workspace) == ({}, {}, 1)
    anew = take(workspace, file)
    assert anew.report["rows"] == {**first.report["rows"], "stored": 39, "duplicate": 1}
    assert "9D" not in in_classes(workspace)
    with pytest.raises(WorkspaceRefused, match="al ingetrokken"):
        pipeline.withdraw(workspace, "ouders", YEAR, "rodekat7")


def test_after_all_is_undone_another_questionnaire_may_begin(workspace: Workspace, tmp_path: Path) -> None:
    file = with_codes(tmp_path / "a.csv", {3: "Rode Kat 7"})
    take(workspace, file)
    pipeline.withdraw(workspace, "ouders", YEAR, "rodekat7")
    pipeline.undo(workspace, None)
    other = tmp_path / "ouders.yaml"
    pipeline.draft(file, other, "ouders")
    begun = pipeline.import_file(file, survey=other, year=YEAR, workspace=workspace)
    assert (begun.report["rows"]["stored"], begun.report["rows"]["duplicate"]) == (39, 1)


def test_a_wave_of_which_everybody_withdrew(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, with_codes(tmp_path / "a.csv", {0: "eenhoorn1", 1: "eenhoorn2"}, people=2), ImportOptions())
    assert [pipeline.withdraw(workspace, "ouders", YEAR, f"eenhoorn{n}") for n in (1, 2)] == [1, 0]
    assert kept(workspace) == ({}, {1: 2}, 2)
    with pytest.raises(Exception, match="0 antwoorden"):
        pipeline.close_wave(workspace, "ouders", YEAR)
    assert take(workspace, answers_file(tmp_path / "b.csv", 20, when="2025-11-20")).report["rows"]["stored"] == 20


def refused(workspace: Workspace, code: str, year: str = YEAR) -> str:
    with pytest.raises(WorkspaceRefused) as refusal:
        pipeline.withdraw(workspace, "ouders", year, code)
    assert refusal.value.remedy
    assert code.strip() not in refusal.value.message + refusal.value.remedy
    return refusal.value.message


def test_what_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, with_codes(tmp_path / "a.csv", {1: "welkom01", 2: "Welkom01", 3: "rodekat7", 4: "kort7"}))
    take(workspace, with_codes(tmp_path / "b.csv", {1: "rodekat7"}, when="2025-11-20"))
    before = kept(workspace)[0]
    assert "Meer dan één invuller" in refused(workspace, "welkom01")
    assert "Meer dan één invuller" in refused(workspace, "rodekat7")  # in two imports
    assert "geen antwoorden met deze code" in refused(workspace, "kort7")
    assert "geen antwoorden met deze code" in refused(workspace, "iets anders")
    assert "geen antwoorden voor" in refused(workspace, "rodekat7", "2024-2025")
    assert {number: len(part) for number, part in kept(workspace)[0].items()} == {n: len(p) for n, p in before.items()}
    pipeline.forget(workspace, "ouders", YEAR)
    assert "niet meer open" in refused(workspace, "welkom01")


def test_forms_of_one_family_with_one_code_go_together(workspace: Workspace, tmp_path: Path) -> None:
    path = with_codes(tmp_path / "a.csv", {3: "rodekat7", 5: "rodekat7"})
    headings, rows = read_rows(path)
    rows[5][1] = rows[3][1]  # one e-mail address, two classes
    take(workspace, write_csv(path, headings, rows))
    assert kept(workspace)[0][1].contributor is not None
    assert pipeline.withdraw(workspace, "ouders", YEAR, "rodekat7") == 38
    assert not {"9D", "9F"} & in_classes(workspace).keys()


def test_closing_takes_codes_and_families_out(workspace: Workspace, tmp_path: Path) -> None:
    path = with_codes(tmp_path / "a.csv", {3: "rodekat7", 5: "olifant88"})
    headings, rows = read_rows(path)
    rows[5][1] = rows[3][1]
    take(workspace, write_csv(path, headings, rows))
    (part,) = kept(workspace)[0].values()
    assert part.contributor is not None
    assert part.withdrawal is not None
    pipeline.withdraw(workspace, "ouders", YEAR, "olifant88")
    release = pipeline.close_wave(workspace, "ouders", YEAR)
    assert release.manifest.nodes[0].forms == 39
    (part,), marks, used = kept(workspace)[0].values(), *kept(workspace)[1:]
    assert (part.contributor, part.withdrawal, marks, used) == (None, None, {}, 0)
    assert "niet meer open" in refused(workspace, "rodekat7")


def test_a_release_counts_families(workspace: Workspace, tmp_path: Path) -> None:
    """1A and 1B have six forms each, of the same six parents: with twelve forms they are too few people to be shown."""
    path = answers_file(tmp_path / "a.csv", 36, classes=("1A", "1C", "1D"))
    headings, rows = read_rows(path)
    for place in range(6):
        rows[6 * place + 3][1:3] = [rows[6 * place][1], "1B"]
    rows.append([*rows[0]])
    rows[-1][0] = "2025-10-06 20:00:00"  # the same parent for the same class: a double
    outcome = take(workspace, write_csv(path, headings, rows))
    assert (outcome.report["rows"]["stored"], outcome.report["rows"]["duplicate"]) == (36, 1)
    release = pipeline.close_wave(workspace, "ouders", YEAR)
    assert {node.label: node.forms for node in release.manifest.nodes} == {
        "Hele school": 36,
        "1A, 1B en 1C": 24,
        "1D": 12,
    }
    assert pipeline.audit(workspace.releases_folder)[0][1].passed


APART = "Open antwoorden liggen apart, zonder verband: geen code vindt ze terug."
DONE = "De antwoorden zijn ingetrokken. Er zijn nog 39 formulieren over in deze meting.\n"
CALL = ["withdraw", "--survey", "ouders", "--year", YEAR]


@pytest.mark.parametrize(
    ("typed", "more", "answer", "gone"),
    [(True, [], "ja", True), (True, [], "nee", False), (True, ["--yes"], "", True), (False, [], "", True)],
    ids=["yes", "no", "not asked", "a script"],
)
def test_the_command_asks_for_the_code_and_never_shows_it(
    typed: bool, more: list[str], answer: str, gone: bool, workspace: Workspace, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    take(workspace, with_codes(tmp_path / "a.csv", {3: "rodekat7"}))
    asked: list[dict[str, object]] = []
    stdin = io.StringIO("" if typed else "Rode kat 7\nmeer\n")
    monkeypatch.setattr(stdin, "isatty", lambda: typed)
    monkeypatch.setattr("sys.stdin", stdin)

    def prompt(_text: str, **options: object) -> str:
        asked.append(options)
        return "rodekat7" if len(asked) == 1 else answer

    monkeypatch.setattr(command.typer, "prompt", prompt)
    assert cli.run([*CALL, *more, "--workspace", str(workspace.root)]) == 0
    said = capsys.readouterr().out
    assert APART in said
    assert "rodekat7" not in said
    assert said.endswith(DONE if gone else "Er is niets ingetrokken.\n")
    assert len(kept(workspace)[0][1]) == (39 if gone else 40)
    hidden, question = {"hide_input": True}, {"default": "nee"}
    assert asked == ([] if not typed else [hidden] if more else [hidden, question])


def test_the_code_is_no_argument_and_no_option() -> None:
    assert cli.run([*CALL, "rodekat7"]) == 2
    assert cli.run([*CALL, "--code", "rodekat7"]) == 2


def test_without_a_code_and_with_an_unknown_one(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    take(workspace, answers_file(tmp_path / "a.csv", 40))
    for given, code in (("", 2), ("\n", 2), ("onbekend77\n", 3)):
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        assert cli.run(["withdraw", "--survey", "ouders", "--year", YEAR, "--workspace", str(workspace.root)]) == code
        said = capsys.readouterr()
        assert "onbekend77" not in said.out + said.err
        assert said.err


def test_no_code_lies_anywhere_in_the_workspace(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, with_codes(tmp_path / "a.csv", {3: "RodeKat7", 5: "olifant88"}))
    pipeline.withdraw(workspace, "ouders", YEAR, "RodeKat7")
    for path in workspace.root.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        assert b"rodekat7" not in content, path
        assert b"olifant88" not in content, path


@pytest.mark.slow
def test_killed_at_every_point(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, with_codes(tmp_path / "a.csv", {3: "rodekat7"}, people=20))

    def copy(name: str) -> Workspace:
        return Workspace(shutil.copytree(workspace.root, tmp_path / name))

    def withdraw(there: Workspace) -> None:
        pipeline.withdraw(there, "ouders", YEAR, "rodekat7")

    def state(there: Workspace) -> tuple[object, ...]:
        stored, marks, used = kept(there)
        files = sorted(path.name for path in there.vault_folder.iterdir())
        return {number: len(part) for number, part in stored.items()}, marks, used, files

    whole = copy("whole")
    before, points = state(whole), points_of(lambda: withdraw(whole))
    after = state(whole)
    assert (before[0], after[0]) == ({1: 20}, {1: 19})
    met, looked_at = set(), set()
    started, number = copy("started"), 0
    for number, left in left_by_kills(lambda folder: withdraw(Workspace(folder)), started.root, tmp_path):
        if (content := digest_of(left)) in looked_at:  # around an `fsync`, say, stands what stood there before
            continue
        looked_at.add(content)
        found = state(Workspace(left))
        assert found in (before, after), points[number - 1]
        met.add(found[2])
    assert (number, met) == (len(points), {0, 1})

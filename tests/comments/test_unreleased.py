"""T15: no byte of an open answer that nobody released leaves the encrypted file, whatever is asked of the program.

Every text holds a word that stands nowhere else. After each step that word is looked for in every file of the
workspace and of the folder for temporary files, in what other commands print, and in every answer of the dashboard.
"""

import io
import json
import logging
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dashboards.app import create_app
from dashboards.pages import PAGES
from monitor import cli, importing, pipeline
from monitor.comments import review
from monitor.comments.publish import publish
from monitor.definition import library
from monitor.workspace import Workspace
from tests.support.at_once import in_this_process
from tests.support.files import answers_file, read_rows, write_csv
from tests.support.open_answers import DANGER, canary, everything_in, school_with, stored, text_of

MANY, KEPT, YEAR, WAVE = 14, 11, "2025-2026", "ouders_2025-2026"
WORDS = [canary(number) for number in range(1, MANY + 1)]
ABOUT = ("--survey", "ouders", "--year", YEAR)
ALWAYS = (
    "comments show WAVE", "comments publish WAVE", "comments review WAVE", "comments review --reader 2 WAVE",
    "import FILE WAVE --dry-run --json", "comments urgent WAVE",
)  # fmt: skip
OTHERS = (
    *ALWAYS, "results", "results --json", "compare", "compare --json", "audit", "audit --json", "comments destroy WAVE",
    "comments show --json WAVE", "import FILE WAVE", "import FILE WAVE --json", "undo 99", "forget WAVE",
)  # fmt: skip
"""Every command that shows no open answer to a reader; without somebody at the keyboard nothing of it is done."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for everything: the workspace, the key and the temporary files."""
    (tmp_path / "tijdelijk").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tijdelijk"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with in_this_process():
        yield tmp_path


def export(folder: Path) -> Path:
    """The file with the answers of all parents, of whom the first writes of danger."""
    heads, rows = read_rows(answers_file(folder / "export.csv", MANY))
    asked = library.survey("ouders")
    texts = [text_of(number) for number in range(1, MANY + 1)]
    texts[0] = f"{DANGER} {WORDS[0].decode()}"
    question = asked.say(asked.item("slot_beter").text, "nl-BE")
    return write_csv(folder / "export.csv", [*heads, question], [[*r, t] for r, t in zip(rows, texts, strict=True)])


def bring(school: Workspace, file: Path) -> bytes:
    """Import the file; gives the report."""
    return json.dumps(pipeline.import_file(file, survey="ouders", year=YEAR, workspace=school).report).encode()


def leaks(folder: Path, said: bytes, words: list[bytes]) -> list[str]:
    """Where one of these words can be read; the export itself lies outside the workspace."""
    places = [*everything_in(folder / "werkmap"), *everything_in(folder / "tijdelijk"), ("said", said)]
    spelt = [form for word in words for form in (word, word.decode().encode("utf-16-le"))]
    lowered = [(where, content.lower()) for where, content in places]
    return [where for where, content in lowered for word in spelt if word in content]


def said_by(commands: Sequence[str], school: Workspace, file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> bytes:
    """What these commands print."""
    meant: dict[str, Sequence[str]] = {"WAVE": ABOUT, "FILE": (str(file),)}
    for command in commands:
        words = [part for word in command.split() for part in meant.get(word, (word,))]
        assert cli.run([*words, "--workspace", str(school.root)]) != 1, command
    told = capfdbinary.readouterr()
    return told.out + told.err


def answered_by_the_dashboard(school: Workspace) -> bytes:
    """What the dashboard sends for every page, and for what no menu offers."""
    client = create_app(pipeline.results(school)).server.test_client()
    sent = [client.get(path).get_data() for path in ("/", "/_dash-layout", "/_dash-dependencies")]
    outputs = [("page", "children"), ("navigation", "children"), ("school", "children"), ("drawn", "data")]
    for path in (page.path for page in PAGES):
        for search in (
            "",
            "?vragenlijst=ouders&vraag=slot_beter",
            f"?vragenlijst=ouders&vraag=slot_beter&jaar={YEAR}&groep=1A",
        ):
            body = {
                "output": "..page.children...navigation.children...school.children...drawn.data..",
                "outputs": [{"id": id_, "property": name} for id_, name in outputs],
                "inputs": [
                    {"id": "address", "property": "pathname", "value": path},
                    {"id": "address", "property": "search", "value": search},
                ],
                "changedPropIds": ["address.pathname"],
            }
            answer = client.post("/_dash-update-component", json=body)
            assert answer.status_code == 200
            sent.append(answer.get_data())
    return b"\n".join(sent)


def test_no_text_is_seen_before_it_is_released_and_no_original_after(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    school, file = school_with(folder), export(folder)

    def nothing_leaks(words: list[bytes], *, asked: Sequence[str] = ALWAYS, also: bytes = b"") -> None:
        said = said_by(asked, school, file, capfdbinary) + answered_by_the_dashboard(school)
        assert b"Traceback" not in said
        assert leaks(folder, said + also + caplog.text.encode(), words) == []

    report = bring(school, file)
    assert len(stored(school, WAVE)) == MANY
    nothing_leaks(WORDS, asked=OTHERS, also=report)
    _read(school, MANY // 2)
    nothing_leaks(WORDS)
    pipeline.close_wave(school, "ouders", YEAR)
    nothing_leaks(WORDS)
    never = _read(school, MANY, KEPT)
    nothing_leaks(WORDS, asked=OTHERS)
    publish(school, WAVE)
    nothing_leaks(never)
    shown = [word for word in WORDS if word not in never]
    assert {Path(where).parent.name for word in shown for where in leaks(folder, b"", [word])} == {"releases"}
    assert not list(school.vault_folder.glob("*comments*"))
    pipeline.forget(school, "ouders", YEAR)
    nothing_leaks(never)


def _read(school: Workspace, first: int, second: int = 0) -> list[bytes]:
    """The first reader keeps so many, the second so many of those and decides on one more; the words of the others."""
    review.mark_seen(school, WAVE, {one.id for one in review.urgent(school, WAVE)})
    for one in review.pending(school, WAVE)[:first]:
        review.decide(school, WAVE, one.id, one.proposed)
    waiting = review.pending(school, WAVE, reader="second")
    for place, one in enumerate(waiting[: second + 1] if second else ()):
        review.confirm(school, WAVE, one.id, keep=place < second)
    return [word for word in WORDS if not any(word.decode() in one.proposed for one in waiting[:second])]


def test_forget_leaves_no_byte_before_anything_was_released(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    school, file = school_with(folder), export(folder)
    bring(school, file)
    review.mark_seen(school, WAVE, {one.id for one in review.urgent(school, WAVE)})
    pipeline.forget(school, "ouders", YEAR)
    assert leaks(folder, said_by(OTHERS, school, file, capfdbinary), WORDS) == []
    assert list(school.vault_folder.iterdir()) == []


@pytest.mark.parametrize("broken", ["told_of_open_answers", "texts_of", "dangers"])
def test_a_fault_of_ours_tells_no_text(
    folder: Path, broken: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def fails(*arguments: object, **_named: object) -> None:
        raise RuntimeError(str(arguments))

    school, file = school_with(folder), export(folder)
    monkeypatch.setattr(importing, broken, fails)
    assert cli.run(["import", str(file), *ABOUT, "--workspace", str(school.root)]) == 1
    told = capfdbinary.readouterr()
    assert leaks(folder, told.out + told.err, WORDS) == []


def test_the_search_finds_what_is_there(folder: Path) -> None:
    (folder / "werkmap").mkdir()
    (folder / "werkmap" / "a").write_bytes(b"xx" + WORDS[3] + b"xx")
    (folder / "tijdelijk" / "b").write_bytes(WORDS[4].decode().encode("utf-16-le"))
    assert len(leaks(folder, WORDS[5], WORDS)) == 3
    assert os.environ["TMPDIR"] == tempfile.gettempdir()

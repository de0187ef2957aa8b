"""Open answers lie apart, encrypted, without who wrote them or when; and only where a school asked for it."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import keys, pipeline
from monitor.catalogue.catalogue import opened
from monitor.errors import WorkspaceRefused
from monitor.workspace import Workspace
from tests.support.at_once import reading_here
from tests.support.open_answers import (
    DANGER,
    bring,
    canary,
    close,
    everything_in,
    school_with,
    stored,
    text_of,
    with_text,
    writers,
)
from tests.support.people import WAVE


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Workspace]:
    with reading_here():
        yield school_with(tmp_path)


def findings(outcome: pipeline.ImportOutcome) -> dict[str, str]:
    return {one["code"]: one["message"] for one in outcome.report["findings"]}


def file_of(workspace: Workspace) -> Path:
    return workspace.vault_folder / f"{WAVE}.comments.enc"


def test_a_school_that_did_not_ask_keeps_no_byte(tmp_path: Path) -> None:
    with reading_here():
        school = school_with(tmp_path, on=False)
        outcome = bring(school, writers(range(1, 13)))
    assert not file_of(school).exists()
    assert "I-OPEN-ANSWERS" not in findings(outcome)
    assert "I-FREE-TEXT" in findings(outcome)
    (tmp_path / "12 1.xlsx").unlink()
    assert [where for where, content in everything_in(tmp_path) if canary(3) in content] == []


def test_every_newly_stored_row_brings_its_text_once(school: Workspace) -> None:
    people = writers(range(1, 13))
    told = findings(bring(school, people))
    assert told["I-OPEN-ANSWERS"].startswith("Er zijn open antwoorden meegenomen om na te lezen")
    assert "I-FREE-TEXT" not in told
    assert findings(bring(school, [*people, *writers([20])]))["I-OPEN-ANSWERS"] == told["I-OPEN-ANSWERS"]
    assert "I-OPEN-ANSWERS" not in findings(bring(school, people)), "nobody is new, so nothing was taken"
    assert Counter(one.original for one in stored(school)) == Counter(text_of(n) for n in (*range(1, 13), 20))
    assert {one.item for one in stored(school)} == {"beter"}


def test_who_did_not_finish_wrote_nothing_that_is_kept(tmp_path: Path) -> None:
    people = [replace(one, state="incomplete") if one.number == 4 else one for one in writers(range(1, 13))]
    with reading_here():
        school = school_with(tmp_path)
        bring(school, people, dialect="qualtrics")
    assert Counter(one.original for one in stored(school)) == Counter(text_of(n) for n in range(1, 13) if n != 4)


def test_what_an_import_found_has_the_shape_of_the_contract(school: Workspace) -> None:
    people = [with_text(one, DANGER) for one in writers(range(1, 4))]
    for dry_run in (True, False):
        told = bring(school, people, dry_run=dry_run).report["findings"]
        assert {"I-OPEN-ANSWERS", "W-OPEN-DANGER"} <= {one["code"] for one in told}
        assert {frozenset(one) for one in told} == {
            frozenset({"severity", "code", "message", "sheet", "row", "column"})
        }


def test_a_trial_only_counts(school: Workspace) -> None:
    people = [with_text(one, DANGER) if one.number == 2 else one for one in writers(range(1, 13))]
    told = findings(bring(school, people, dry_run=True))
    assert told["I-OPEN-ANSWERS"] == "Er zouden 12 open antwoorden meegenomen worden om na te lezen."
    assert told["W-OPEN-DANGER"].startswith("Eén open antwoord noemt mogelijk gevaar voor een kind. Importeer")
    assert not file_of(school).exists()


def test_nothing_to_say_is_no_open_answer(school: Workspace) -> None:
    said = ["nvt", "-", "weet niet", "...", "n.v.t.", "geen mening", "een echte opmerking over het plein"]
    bring(school, writers(range(1, 8), said))
    assert [one.original for one in stored(school)] == ["een echte opmerking over het plein"]


def test_a_text_cannot_steer_the_screen(school: Workspace) -> None:
    bring(school, writers([1], ["eerst \x1b[31mrood\u202e\u200b en\tdan\nniet"]), dialect="limesurvey-codes")
    assert [one.original for one in stored(school)] == ["eerst [31mrood en dan\nniet"]


def test_the_file_tells_neither_order_nor_writer_nor_the_length_of_a_text(school: Workspace) -> None:
    bring(school, writers(range(1, 31)))
    size = file_of(school).stat().st_size
    assert [one.original for one in stored(school)] != [text_of(n) for n in range(1, 31)]
    fields = {"id", "item", "brought", "original", "urgent", "seen", "text", "confirmed"}
    assert all(set(vars(one)) == fields for one in stored(school))
    bring(school, writers([40], ["een lange tekst " * 200]))
    assert file_of(school).stat().st_size == size == 4 + 12 + 64 * 1024 + 16
    assert canary(5) not in file_of(school).read_bytes()


def test_two_imports_lie_mixed(school: Workspace) -> None:
    bring(school, writers(range(1, 21)))
    bring(school, writers(range(41, 61)))
    assert [one.brought for one in stored(school)] != sorted(one.brought for one in stored(school))


def test_the_file_has_a_key_of_its_own(school: Workspace) -> None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    bring(school, writers(range(1, 13)))
    content = file_of(school).read_bytes()
    with opened(school.catalogue_file) as catalogue, catalogue.change() as change:
        wave = change.wave(WAVE)
        assert wave is not None
        assert wave.wrapped_key is not None
        key = keys.unwrap(wave.wrapped_key, keys.workspace_key(change.workspace_id()))
        wrapped = change.comments.wrapped_key(WAVE)
        assert wrapped is not None
    with pytest.raises(InvalidTag):
        AESGCM(key).decrypt(content[4:16], content[16:], WAVE.encode())
    own = AESGCM(keys.unwrap(wrapped, key)).decrypt(content[4:16], content[16:], WAVE.encode())
    assert len(json.loads(own[8 : 8 + int.from_bytes(own[:8], "little")])) == 12


@pytest.mark.parametrize("spoil", ["one byte", "gone"])
def test_a_spoilt_file_is_refused_with_a_remedy(school: Workspace, spoil: str) -> None:
    bring(school, writers(range(1, 13)))
    file = file_of(school)
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.unlink() if spoil == "gone" else file.write_bytes(content)
    with pytest.raises(WorkspaceRefused) as refused:
        stored(school)
    assert refused.value.remedy


def test_undo_takes_the_texts_of_that_import_along(school: Workspace) -> None:
    bring(school, writers(range(1, 13)))
    second = bring(school, writers(range(21, 26)))
    pipeline.undo(school, second.import_id)
    assert Counter(one.original for one in stored(school)) == Counter(text_of(n) for n in range(1, 13))
    pipeline.undo(school, None)
    assert stored(school) == ()
    assert not file_of(school).exists()


def test_after_closing_nobody_knows_which_import_brought_a_text(school: Workspace) -> None:
    bring(school, writers(range(1, 13)))
    bring(school, writers(range(21, 32)))
    assert {one.brought for one in stored(school)} == {1, 2}
    close(school)
    assert {one.brought for one in stored(school)} == {0}
    assert len(stored(school)) == 23


def test_forget_takes_the_texts_along(school: Workspace) -> None:
    bring(school, writers(range(1, 13)))
    pipeline.forget(school, "proef", "2025-2026")
    assert list(school.vault_folder.iterdir()) == []

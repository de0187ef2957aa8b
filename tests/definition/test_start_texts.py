"""The four texts in a file that somebody keeps with an editor of their own: its newlines, its mark, its other lines."""

import threading
from pathlib import Path

import pytest

from monitor.definition import start_texts
from monitor.definition.start_texts import stamp, write_start
from monitor.definition.workgroup import Start, workgroup
from monitor.errors import CallError, WorkspaceRefused
from monitor.one_at_a_time import alone_in

OLD, NEW = Start(visie="Oud"), Start(visie="Nieuw", gewenst="Rust")
BOM = b"\xef\xbb\xbf"
BY_HAND = "# van ons\nstartfoto:\n  visie: Oud\n\n# daarna\nvervolg:\n  - Verder.\n"
WRITTEN = '# van ons\nstartfoto:\n  visie: "Nieuw"\n  gewenst: "Rust"\n\n# daarna\nvervolg:\n  - Verder.\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "werkgroep.yaml"


@pytest.mark.parametrize("mark", [b"", BOM], ids=["bare", "marked"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
def test_the_file_keeps_its_newlines_and_its_mark(file: Path, mark: bytes, newline: str) -> None:
    file.write_bytes(mark + BY_HAND.replace("\n", newline).encode())
    write_start(file, NEW, seen=stamp(OLD))
    assert file.read_bytes() == mark + WRITTEN.replace("\n", newline).encode()


def test_a_last_line_without_an_end_and_a_line_of_another_system_stay_so(file: Path) -> None:
    mixed = "# a\r\n# b\nvervolg:\r\n  - Verder\u2028op".encode()
    file.write_bytes(mixed)
    write_start(file, OLD, seen=stamp(Start()))
    assert file.read_bytes() == mixed + b'\r\n\r\nstartfoto:\r\n  visie: "Oud"\r\n'
    file.write_bytes(b"startfoto:\n  visie: Oud\nvervolg:\n  - Verder.")
    write_start(file, NEW, seen=stamp(OLD))
    assert file.read_bytes().endswith(b'  gewenst: "Rust"\nvervolg:\n  - Verder.')
    file.write_bytes(b"startfoto:\n  visie: Oud\n  # van ons")
    write_start(file, NEW, seen=stamp(OLD))
    assert file.read_bytes() == b'startfoto:\n  # van ons\n  visie: "Nieuw"\n  gewenst: "Rust"\n'


@pytest.mark.parametrize("odd", ["a\u2028b", "a\x85b", "a\x7fb", "a\ufeffb", "\U0001f33b", 'a"\\b'])
def test_what_somebody_pastes_is_kept_to_the_letter(file: Path, odd: str) -> None:
    write_start(file, Start(visie=odd), seen=stamp(Start()))
    assert workgroup(file).start.vision == odd


def test_nobody_writes_while_another_command_does(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_texts, "_PATIENCE", 0.05)
    file.write_text(BY_HAND, encoding="utf-8")
    with alone_in(file.parent), pytest.raises(WorkspaceRefused):
        write_start(file, NEW, seen=stamp(OLD))
    assert file.read_text(encoding="utf-8") == BY_HAND


def test_of_two_at_the_same_moment_the_second_is_told_and_loses_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(BY_HAND, encoding="utf-8")
    told: list[CallError] = []

    def second() -> None:
        with pytest.raises(CallError) as refused:
            write_start(file, Start(visie="Van de tweede"), seen=stamp(OLD))
        told.append(refused.value)

    late, written = threading.Thread(target=second), start_texts.write_durably

    def interrupted(path: Path, content: bytes, *, private: bool) -> None:
        late.start()
        late.join(0.2)
        written(path, content, private=private)

    monkeypatch.setattr(start_texts, "write_durably", interrupted)
    write_start(file, NEW, seen=stamp(OLD))
    late.join(10)
    assert workgroup(file).start == NEW
    assert len(told) == 1


def test_an_editor_that_keeps_the_file_meanwhile_goes_before(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(BY_HAND, encoding="utf-8")
    by_editor = BY_HAND + "contact: Het secretariaat\n"
    looked = start_texts._require_only_start

    def edited(*given: object) -> None:
        looked(*given)  # type: ignore[arg-type] # handed on as it came
        file.write_text(by_editor, encoding="utf-8")

    monkeypatch.setattr(start_texts, "_require_only_start", edited)
    with pytest.raises(CallError):
        write_start(file, NEW, seen=stamp(OLD))
    assert file.read_text(encoding="utf-8") == by_editor

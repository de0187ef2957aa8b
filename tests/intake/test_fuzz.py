"""Readers given damaged bytes and random tables: a refusal or an export comes out, and nothing else.

`SCHOOLKLIMAAT_FUZZ_SECONDS` is how long all of it may take together (20 by itself); give 3600 for an hour. Hypothesis
prints how to repeat a failure. Why Hypothesis and not Atheris: decision 23.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import FileRefused
from monitor.intake import read as reading
from monitor.intake import sandbox_child
from monitor.intake.sandbox import Contents, Sheet
from monitor.intake.sandbox_terms import Limits, Refused
from monitor.intake.sandbox_wire import send
from tests.intake.workbook_files import packed, parts, sheet_xml

SECONDS = float(os.environ.get("SCHOOLKLIMAAT_FUZZ_SECONDS", "20"))
LIMITS = Limits(held_bytes=30_000, block_bytes=20_000)
HEADS = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Voelt je kind zich veilig?", "Waar; en wanneer?"]
ROWS = [HEADS, *[[n, 45000 + n, 45000.1 + n, "anonymous", None, "Ja", "a;b;"] for n in range(9)]]
TEXT = "\r\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
PARTS = {**parts({"Blad": sheet_xml(ROWS, prefix="x:"), "Nog": sheet_xml(ROWS * 40)}), "docProps/core.xml": "<a/>"}
SEEDS: list[bytes] = [
    *(TEXT.encode(encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman")),
    TEXT.replace(";", "\t").encode(),
    packed(PARTS),
]
"""Whole files that are damaged; a new reader adds one line."""

pieces = st.one_of(
    st.binary(max_size=12), st.sampled_from([b'"', b"<", b"\0", b"</row>", b'r="XFD9"', b"<!", b"\xff\xfe"])
)
cuts = st.tuples(st.floats(0, 1), st.integers(0, 40), pieces)
cells = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from([*HEADS, "Ja", "", " ", "=1", "{'ImportId': 'x'}"]),
    st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates(), st.times(),
)  # fmt: skip
tables = st.lists(st.lists(cells, max_size=9).map(tuple), max_size=30).map(tuple)


def for_a_while(share: float) -> Callable[[], bool]:
    """False once the share of the time is over."""
    end = time.monotonic() + share * SECONDS
    return lambda: time.monotonic() < end


def damaged(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, piece in changes:
        place = int(where * len(data))
        data = data[:place] + piece + data[place + length :]
    return data


class Sink:
    """Where the child writes to."""

    def write(self, data: bytes) -> int:
        return len(data)


def read(data: bytes) -> bool:
    """Whether the child reads these bytes; anything but a refusal goes on."""
    try:
        send(sandbox_child.read_bytes(data, LIMITS), LIMITS, Sink())  # type: ignore[arg-type]  # all that it uses
    except Refused:
        return False
    return True


many = settings(max_examples=1_000_000 if SECONDS > 20 else 400, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    going = for_a_while(0.4 / len(SEEDS))

    @many
    @given(st.lists(cuts, max_size=4))
    def run(changes: list[tuple[float, int, bytes]]) -> None:
        if going():
            read(damaged(SEEDS[seed], changes))

    assert read(SEEDS[seed])
    run()


@pytest.mark.slow
def test_workbooks_with_damaged_parts_are_read_or_refused() -> None:
    going = for_a_while(0.3)

    @many
    @given(st.sampled_from(sorted(PARTS)), st.lists(cuts, min_size=1, max_size=4))
    def run(name: str, changes: list[tuple[float, int, bytes]]) -> None:
        if going():
            whole = PARTS[name]
            content = whole if isinstance(whole, bytes) else whole.encode()
            read(packed({**PARTS, name: damaged(content, changes)}))

    run()


@pytest.mark.slow
def test_any_bytes_are_read_or_refused() -> None:
    going = for_a_while(0.1)

    @many
    @given(st.binary(max_size=400))
    def run(data: bytes) -> None:
        if going():
            read(data)

    run()


@pytest.mark.slow
def test_any_table_is_an_export_or_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    going = for_a_while(0.2)

    @many
    @given(tables, st.booleans())
    def run(rows: tuple[tuple[object, ...], ...], as_text: bool) -> None:
        if not going():
            return
        sheet = Sheet(rows, name=None if as_text else "Blad")  # type: ignore[arg-type]  # cells of any kind
        monkeypatch.setattr(reading, "read_contents", lambda *_args, **_more: Contents("a.xlsx", (sheet,)))
        try:
            export = reading.read_export(Path("a.xlsx"))
        except FileRefused:
            return
        assert len(export.rows) == len(export.row_numbers) == len(export.completed) == len(export.preview)
        assert all(len(row) == len(export.columns) for row in export.rows)

    run()

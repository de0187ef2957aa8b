"""A small school that keeps open answers, with a text of its own from everybody, and what its files hold."""

import datetime as dt
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from monitor import pipeline
from monitor.comments import review
from monitor.comments.store import Comment, opened
from monitor.mending import in_hand
from monitor.workspace import SETTINGS, Workspace
from tests.support.dialects import DIALECTS, Person
from tests.support.people import WAVE, YEAR
from tests.support.saving import saved

ON = "\n[open_answers]\non = true\n"
DANGER = "ik wil zelfmoord plegen omdat ze mij pesten"
"""A made-up text that nobody may miss."""


def text_of(number: int) -> str:
    """What somebody wrote: with a word that stands nowhere else, and that no rule masks."""
    return f"er is meer toezicht nodig op de speelplaats bij hoekje {_letters(number)}kwxz"


def canary(number: int) -> bytes:
    """The word by which the text of somebody is known again."""
    return f"{_letters(number)}kwxz".encode()


def _letters(number: int) -> str:
    return "".join("bcdfghjklm"[int(digit)] for digit in f"{number:03}")


def writers(numbers: Sequence[int], texts: Sequence[str] | None = None) -> list[Person]:
    """People with these numbers, each with a text of their own."""
    begun = dt.datetime(2025, 10, 6, 8, 0, 11)
    said = texts or [text_of(number) for number in numbers]
    return [
        Person(n, begun + dt.timedelta(minutes=7 * n), safe=1 + n % 4, helped=1 + n % 2, ticks=(1 + n % 3,), text=text)
        for n, text in zip(numbers, said, strict=True)
    ]


def school_with(folder: Path, *, on: bool = True) -> Workspace:
    """An empty workspace of a school that keeps open answers, or (`on` false) does not."""
    workspace = pipeline.new_workspace(folder / "werkmap", "De Linde")
    with (workspace.root / SETTINGS).open("a", encoding="utf-8") as file:
        file.write(ON if on else "")
    return Workspace(workspace.root)


def bring(
    workspace: Workspace, people: Sequence[Person], *, dialect: str = "forms", dry_run: bool = False
) -> pipeline.ImportOutcome:
    """Import what these people answered, in the file of a tool."""
    how, name = DIALECTS[dialect].native, f"{len(people)} {people[0].number}"
    file = saved(DIALECTS[dialect].grid(people), how, workspace.root.parent, name)
    options = pipeline.ImportOptions(dry_run=dry_run)
    return pipeline.import_file(file, survey="proef", year=YEAR, workspace=workspace, options=options)


def close(workspace: Workspace) -> None:
    """Close the wave."""
    pipeline.close_wave(workspace, "proef", YEAR)


def stored(workspace: Workspace, name: str = WAVE) -> tuple[Comment, ...]:
    """The open answers under review, as the file of the wave has them."""
    with in_hand(workspace, name) as change:
        wave = change.wave(name)
        return opened(workspace, change, wave).read() if wave and wave.wrapped_key else ()


def read_by_both(workspace: Workspace, keep: int) -> None:
    """Two readers keep so many of the texts, and drop the rest."""
    for number, one in enumerate(review.pending(workspace, WAVE)):
        review.decide(workspace, WAVE, one.id, one.proposed if number < keep else None)
    for one in review.pending(workspace, WAVE, reader="second"):
        review.confirm(workspace, WAVE, one.id, keep=True)


def with_text(person: Person, text: str) -> Person:
    """The same person, who wrote something else."""
    return replace(person, text=text)


def everything_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file under a folder by its name and its bytes, and every compressed stream in it."""
    import pyarrow.parquet as pq

    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            yield str(path), content + path.name.encode()
            if content[:4] == b"PAR1":
                yield f"{path} unpacked", json.dumps(pq.read_table(io.BytesIO(content)).to_pylist()).encode()
            yield from ((f"{path} unpacked", piece) for piece in _deflated(content))


def _deflated(content: bytes) -> Iterator[bytes]:
    for start in (
        at for at, byte in enumerate(content[:-1]) if byte == 0x78 and content[at + 1] in b"\x01\x5e\x9c\xda"
    ):
        try:
            yield zlib.decompressobj().decompress(content[start:])
        except zlib.error:
            continue

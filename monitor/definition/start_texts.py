"""Writes the four texts of the first meeting in `werkgroep.yaml`, and leaves every other line as people wrote it.

People edit the file by hand, with remarks and in an order of their own, so only the part `startfoto` is written anew,
with the newlines that the file has and behind the mark that some editors put first. What comes of it is read back
before the old file goes: a file in a shape that this cannot change, or that somebody keeps meanwhile, stays as it is.
"""

import codecs
import hashlib
import io
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from monitor.definition.workgroup import WORKGROUP_FILE, Start, Workgroup, put_example, workgroup
from monitor.durable import write_durably
from monitor.errors import CallError, DefinitionRefused, WorkspaceRefused
from monitor.one_at_a_time import alone_in
from monitor.texts import _

LONGEST: Final = 600
"""Characters of a text: four of them and the numbers fit on one page."""
_PART: Final = re.compile(r"startfoto\s*:")
_NO_SIGNS: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What stands in pasted text without being seen: YAML takes some of it for the end of a line and refuses the rest."""
_PATIENCE: Final = 2.0
"""Seconds to wait for a colleague who keeps these texts at the same moment."""


def stamp(start: Start) -> str:
    """What tells that the texts are still those that somebody looked at."""
    told = json.dumps(start.model_dump(by_alias=True), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def write_start(path: Path, start: Start, *, seen: str) -> None:
    """Write the four texts; one that is left empty leaves the file.

    Args:
        path: of `werkgroep.yaml`; without a file the example is put there first, all of it remarks.
        start: the texts.
        seen: the stamp of the texts that were looked at.

    Raises:
        CallError: a text is too long, or somebody changed the texts meanwhile.
        DefinitionRefused: the file has a fault that is to be mended first.
        WorkspaceRefused: the file has a shape in which these lines cannot be changed, or another command is busy there.
        OSError: it cannot be written; it is as it was.
    """
    _require_short(start)
    with alone_in(path.parent, patience=_PATIENCE):
        put_example(path)
        content = path.read_bytes()
        before = workgroup(path)
        if stamp(before.start) != seen:
            raise _changed_meanwhile()
        text = _with(content.decode("utf-8-sig"), start)
        _require_only_start(text, before, start)
        if path.read_bytes() != content:  # an editor asks for no lock
            raise _changed_meanwhile()
        write_durably(path, _mark(content) + text.encode(), private=False)


def _changed_meanwhile() -> CallError:
    return CallError(
        _("Somebody changed these texts meanwhile. Nothing was stored."),
        remedy=_("Copy what you typed, open the page anew, and put both together."),
    )


def _mark(content: bytes) -> bytes:
    return codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""


def _require_short(start: Start) -> None:
    for key, text in start.model_dump(by_alias=True).items():
        if text and len(text) > LONGEST:
            raise CallError(
                _("This text has {n} characters; at most {most} are kept.").format(n=len(text), most=LONGEST),
                remedy=_("Make it shorter: it has to fit on one page, beside the numbers."),
                about=key,
            )


def _require_only_start(text: str, before: Workgroup, start: Start) -> None:
    """What would be written says the new texts, and all else as it was said."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / WORKGROUP_FILE
        place.write_bytes(text.encode())
        try:
            after: Workgroup | None = workgroup(place)
        except DefinitionRefused:
            after = None
    if after != before.model_copy(update={"start": start}):
        raise WorkspaceRefused(
            _("The part startfoto of werkgroep.yaml is written in a way that cannot be changed from here."),
            remedy=_("Write the four texts in the file itself. Nothing was changed."),
        )


def _with(text: str, start: Start) -> str:
    """The text of the file with another part `startfoto`; remarks within that part stay in it."""
    lines = list(io.StringIO(text, newline=""))  # each with the end that it has
    newline = _newline(lines)
    written = [line + newline for line in _lines(start)]
    first = next((place for place, line in enumerate(lines) if _PART.match(line)), None)
    if first is None:
        return "".join([*_ended(lines, newline), newline, *written] if written else lines)
    end = _end(lines, first)
    remarks = _ended([line for line in lines[first + 1 : end] if line.lstrip().startswith("#")], newline)
    part = [*written[:1], *remarks, *written[1:]] if written else [line.lstrip() for line in remarks]
    return "".join([*lines[:first], *part, *lines[end:]])


def _newline(lines: Sequence[str]) -> str:
    """How the first line of the file ends; a new file gets lines as Linux has them."""
    ended = lines[0][len(lines[0].rstrip("\r\n")) :] if lines else ""
    return ended or "\n"


def _ended(lines: Sequence[str], newline: str) -> list[str]:
    """The lines, also the last one with an end."""
    return [line if line.endswith(("\n", "\r")) else line + newline for line in lines]


def _end(lines: Sequence[str], first: int) -> int:
    """Where the part that begins at a line is over: after its last line that is indented."""
    end = place = first + 1
    while place < len(lines) and (not lines[place].strip() or lines[place][0] in " \t#"):
        place += 1
        if lines[place - 1].strip() and lines[place - 1][0] in " \t":
            end = place
    return end


def _lines(start: Start) -> list[str]:
    """The part as lines, each text between quotes, so that a colon or a number sign in it is only that."""
    given = {key: text for key, text in start.model_dump(by_alias=True).items() if text}
    told = [f"  {key}: {_quoted(text)}" for key, text in given.items()]
    return ["startfoto:", *told] if told else []


def _quoted(text: str) -> str:
    return _NO_SIGNS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))

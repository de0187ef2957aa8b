"""What is true of each export, counted from the people themselves; written to `truth.json`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from making.people import Form
from making.table import Returned
from making.writers import WRITERS
from monitor.definition.model import Item, ItemType

REASONS = ("incomplete", "test", "duplicate", "rejected")

LONG_ENOUGH = 20
"""Comments of fewer characters may stand anywhere ("weet niet"); longer ones prove a leak."""


def of_file(returned: Returned, file: str) -> dict[str, Any]:
    """Rows, dropped rows, counts and underlying levels of one export; a row number is that of the file."""
    kept = [form for form in returned.forms if not form.dropped]
    reasons = Counter(form.dropped for form in returned.forms if form.dropped)
    return {
        "file": file,
        "tool": returned.wave.tool,
        "survey": returned.wave.survey,
        "year": returned.wave.year,
        "rows": {"read": len(returned.forms), "stored": len(kept), **{why: reasons[why] for why in REASONS}},
        "dropped": [
            {"row": row, "reason": form.dropped} for row, form in enumerate(returned.forms, start=2) if form.dropped
        ],
        "groups": dict(sorted(Counter(form.group for form in kept).items())),
        "items": {item.id: _of_item(item, kept) for item in returned.items},
        "levels": {item_id: level.shares() for item_id, level in returned.asked.levels.items() if level.shares()},
    }


def canaries(returned: Iterable[Returned]) -> dict[str, list[str]]:
    """Every trace of a person in the exports, as it stands there: none may be found in a workspace."""
    found: dict[str, set[str]] = {}
    for one in returned:
        writer = WRITERS[one.wave.writer]
        for form in one.forms:
            for kind, text in (*writer.traces(one, form), *_written(one, form)):
                found.setdefault(kind, set()).add(text)
    return {kind: sorted(texts - {"", "Test"}) for kind, texts in sorted(found.items())}


def _of_item(item: Item, kept: list[Form]) -> dict[str, Any]:
    replies = [form.replies[item.id] for form in kept]
    ticks = Counter(code for reply in replies for code in reply.codes)
    written = {"answered": sum(bool(reply.text) for reply in replies)} if item.type is ItemType.OPEN else {}
    return {
        "type": item.type.value,
        "counts": {code: ticks[code] for code in item.codes()},
        "empty": sum(reply.empty for reply in replies),
        "not_shown": sum(not reply.shown for reply in replies),
        "unrecognised": sum(bool(reply.typo) for reply in replies),
        **written,
    }


def _written(returned: Returned, form: Form) -> Iterator[tuple[str, str]]:
    for item in returned.items:
        text = form.replies[item.id].text
        if len(text) >= LONG_ENOUGH:
            yield "comments", text
        yield from (("names", name) for name in returned.known_names if name in text)

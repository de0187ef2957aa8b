"""The mapping file after somebody decided on a screen: what was decided now replaces what stood there before.

An import only adds lines to the file. A decision is more than that: a label that stood there without a code, a heading
that was only proposed or was left out, are what somebody has just answered.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from monitor.definition.dump import Drop, Put, change_in_yaml
from monitor.desk_terms import Decisions
from monitor.intake.normalise import key

_OF_HEADINGS = ("columns", "proposed", "left")


def with_decisions(text: str, decided: Decisions) -> str:
    """The text of a mapping file with these decisions; the very same text where it says them already."""
    return change_in_yaml(text, partial(_changes, decided))


def _changes(decided: Decisions, known: Mapping[str, object]) -> tuple[Put, Drop]:
    """What to put into the file, and the lines about the same headings and labels to take out before."""
    put: dict[tuple[str, str], object] = {}
    drop: list[tuple[str, ...]] = []
    for heading, meaning in decided.columns.items():
        there = list(_same(known, heading))
        if there != [("columns", heading)] or _entries(known, "columns")[heading] != meaning:
            drop += there
            put["columns", heading] = meaning
    for item, labels in decided.answers.items():
        of_item = _entries(_entries(known, "answers"), item)
        for label, code in labels.items():
            same = [one for one in of_item if key(one) == key(label)]
            if [of_item[one] for one in same] != [code]:
                drop += [("answers", item, one) for one in same]
                put["answers", item] = {**_put_before(put, item), label: code}
    return put, drop


def _put_before(put: Mapping[tuple[str, str], object], item: str) -> dict[str, object]:
    before = put.get(("answers", item))
    return dict(before) if isinstance(before, Mapping) else {}


def _same(known: Mapping[str, object], heading: str) -> Iterator[tuple[str, str]]:
    for name in _OF_HEADINGS:
        yield from ((name, str(one)) for one in _entries(known, name) if key(str(one)) == key(heading))


def _entries(known: object, name: str) -> dict[str, object]:
    section = known.get(name) if isinstance(known, Mapping) else None
    return {str(one): entry for one, entry in section.items()} if isinstance(section, Mapping) else {}

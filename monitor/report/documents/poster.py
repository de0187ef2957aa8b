"""The summary as a picture: on A4 for a wall, as a square for a telephone.

The same document gives the same bytes, with the typeface that comes with the program and no other.
"""

import json
from collections.abc import Sequence
from importlib import resources
from itertools import pairwise
from typing import Any, Final

from monitor.report.documents.pdf import figure_data
from monitor.report.evaluation.document import Block, Document, KeyFigure, KeyFigures, Points, Text
from monitor.report.png import SHARPNESS, fonts
from monitor.texts import _

_SHAPES: Final = ("a4", "square")
_CARDS: Final = 6
"""Numbers that have room on A4."""
_ROWS: Final = 3
"""Numbers that have room on a square, large enough for a telephone: the first of each group."""
_CHANGES: Final = 4
"""Changes that have room on A4."""


def as_poster(document: Document, shape: str) -> bytes:
    """The bytes of a PNG.

    Args:
        document: whose summary is drawn: its first part.
        shape: `a4` or `square`.

    Raises:
        ValueError: another shape.
    """
    import typst

    if shape not in _SHAPES:
        raise ValueError(f"no shape {shape}")
    made = typst.compile(
        resources.files(__package__).joinpath("poster.typ").read_bytes(),
        format="png",
        ppi=72.0 * SHARPNESS,
        font_paths=fonts(),
        sys_inputs={"document": json.dumps(_told(document, shape))},
    )
    assert isinstance(made, bytes), "what stands on a poster fits on its one page"
    return made


def _told(document: Document, shape: str) -> dict[str, Any]:
    blocks = document.sections[0].blocks
    figures = next(block.figures for block in blocks if isinstance(block, KeyFigures))
    response = next(block.words for block in blocks if isinstance(block, Text) and block.look == "lead")
    changes = _below(_("What changed?"), blocks)
    more = [_("More stands in the evaluation.")] if len(changes) > _CHANGES else []
    shown = _firsts(figures) if shape == "square" else figures[:_CARDS]
    return {
        "square": shape == "square", "language": document.language, "title": _("How are we doing?"),
        "school": document.school, "subtitle": document.subtitle, "source": document.source, "response": response,
        "logo": None if document.logo is None else list(document.logo),
        "figures": [figure_data(one) for one in shown], "others": _others(figures, shown),
        "changes": [*changes[:_CHANGES], *more], "words": {"changes": _("What changed?")},
    }  # fmt: skip


def _below(heading: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The points right below a heading."""
    return next(
        (
            after.items
            for before, after in pairwise(blocks)
            if isinstance(before, Text) and before.words == heading and isinstance(after, Points)
        ),
        (),
    )


def _others(figures: Sequence[KeyFigure], shown: Sequence[KeyFigure]) -> str:
    """Where what became better, or worse, had no room at all: that there is such a number."""
    tones, left = {one.tone for one in shown}, {one.tone for one in figures if one not in shown}
    if "good" in left - tones:
        return _("Other numbers became better. More stands in the evaluation.")
    return _("Other numbers became worse. More stands in the evaluation.") if "bad" in left - tones else ""


def _firsts(figures: Sequence[KeyFigure]) -> list[KeyFigure]:
    """A number of each group, whose name stands before it; more of the first where there is one group.

    It is the one that became worse where there is one, else the first: where there is room for one number of a group,
    bad news is not the one that is left out.
    """
    of_groups: dict[str, KeyFigure] = {}
    for one in sorted(figures, key=lambda one: one.tone != "bad"):
        of_groups.setdefault(one.title.partition(":")[0], one)
    first = [one for one in figures if one in of_groups.values()]
    return [*first, *(one for one in figures if one not in first)][:_ROWS]

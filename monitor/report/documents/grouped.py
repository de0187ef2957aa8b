"""Which words of a part go with which chart, where every slide has one message."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from monitor.report.evaluation.document import Block, Diagram, KeyFigures, Numbers, Points, Section, Text

Drawn = Diagram | KeyFigures | Numbers


@dataclass(frozen=True)
class Line:
    """Words of a paragraph or a point; a heading leads to those after it."""

    words: str
    point: bool = False
    heading: bool = False


@dataclass
class Group:
    """Something drawn with the words before and after it; without anything drawn all words are `before`."""

    drawn: Drawn | None = None
    before: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


def grouped(section: Section, fits: Callable[[Sequence[Line]], bool]) -> Iterator[Group]:
    """The blocks of a part in order.

    Words that follow a chart are about it, up to the next one or a heading; those at the beginning, or below a
    heading, lead to what is drawn after them. Words that do not fit beside it stand by themselves.

    Args:
        section: the part.
        fits: whether words have room beside what is drawn.
    """
    group = Group()
    for block in section.blocks:
        if isinstance(block, Diagram | KeyFigures | Numbers):
            if group.drawn is None and fits(group.before):
                group.drawn = block
            else:
                yield from _apart(group, fits)
                group = Group(block)
        elif isinstance(block, Text) and block.look == "heading" and group.drawn is not None:
            yield from _apart(group, fits)
            group = Group(before=[Line(block.words, heading=True)])
        else:
            (group.before if group.drawn is None else group.after).extend(_lines(block))
    yield from _apart(group, fits)


def _apart(group: Group, fits: Callable[[Sequence[Line]], bool]) -> Iterator[Group]:
    """A group as it is; words after it that have no room there, and those after a table, alone."""
    if group.after and not (isinstance(group.drawn, Diagram | KeyFigures) and fits(group.after)):
        yield Group(group.drawn, group.before)
        yield Group(before=group.after)
    elif group.drawn is not None or group.before:
        yield group


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Text) and block.words:
        yield Line(block.words, heading=block.look == "heading")
    elif isinstance(block, Points):
        yield from (Line(item, point=True) for item in block.items)

"""Dummies: a list of options as a column per option, each with 1 or 0, `True` or `False`.

The name of such a column is that of the question, a mark and the option: `kanaal/mail`, `Welk kanaal?/Mail`, and
`kanaal.mail` where R has been. Often the question itself stands before them, with the chosen options in one cell.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.intake.export import Column
from monitor.intake.formats.base import made, plain_text
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text

TICKED = frozenset(("1", "1.0", "True", "TRUE", "Checked"))
UNTICKED = frozenset(("0", "0.0", "False", "FALSE", "Unchecked"))
_SAID = TICKED | UNTICKED
_STROKE = "/"
_MARKS = "/."
_DEEPEST = 6
"""So many marks from the end of a heading are looked at; no form has more groups in groups."""

Option = tuple[str, str]
"""The name of a question and that of one of its options."""


def is_ticked_or_not(table: Table, index: int) -> bool:
    """Whether a column holds nothing but ticks and their absence; so does an empty one."""
    return all(row[index] is None or cell_text(row[index]) in _SAID for row in table.rows)


def options_by_name(table: Table) -> dict[int, Option]:
    """Question and option of every column that is one of several dummies of a list."""
    headings = table.headings[0]
    ticks = [index for index in range(table.width) if is_ticked_or_not(table, index)]
    found = _below_their_question(headings, frozenset(ticks))
    begun = Counter(beginning for heading in headings for beginning in _beginnings(heading))
    ticked = Counter(beginning for index in ticks for beginning in _beginnings(headings[index]))
    known = frozenset(headings)
    for index in ticks:
        for beginning in _beginnings(headings[index]):
            several = ticked[beginning] > 1 and (beginning[:-1] in known or begun[beginning] == ticked[beginning])
            if several and index not in found:
                found[index] = beginning[:-1], headings[index][len(beginning) :]
    return of_several(found)


def of_several(found: Mapping[int, Option]) -> dict[int, Option]:
    """The options without those that are the only one of their question."""
    times = Counter(question for question, _option in found.values())
    return {index: option for index, option in found.items() if times[option[0]] > 1}


def columns_with_options(
    headings: Sequence[str], options: Mapping[int, Option], others: Iterable[Column]
) -> tuple[Column, ...]:
    """The columns, each dummy with its question and option; the rest as they are in `others`."""
    return tuple(
        _option(column.index, headings[column.index], options[column.index]) if column.index in options else column
        for column in others
    )


def _option(index: int, heading: str, option: Option) -> Column:
    question, part = option
    return replace(
        made(index, heading), question=plain_text(question), part=plain_text(part), code=f"{question}[{part}]"
    )


def _below_their_question(headings: Sequence[str], ticks: frozenset[int]) -> dict[int, Option]:
    """The dummies that stand right behind the column of their own question, whatever mark is between."""
    found: dict[int, Option] = {}
    for index, question in enumerate(headings):
        if not question or index in found:
            continue
        after = index + 1
        while after < len(headings) and after in ticks and _begins_with(headings[after], question):
            found[after] = question, headings[after][len(question) + 1 :]
            after += 1
    return found


def _begins_with(heading: str, question: str) -> bool:
    """Whether a heading is the question, a mark and more; an underscore is a letter of names, no mark."""
    mark = heading[len(question) : len(question) + 1]
    return heading.startswith(question) and len(heading) > len(question) + 1 and not (mark.isalnum() or mark in "_ ")


def _beginnings(heading: str) -> Iterator[str]:
    """What stands before a mark of a heading, the mark included; longest first.

    In a sentence only a stroke is a mark, as sentences have dots of their own. Such a beginning is a question's, and
    no group's, if the question stands there itself or everything that begins so is ticked or not.
    """
    marks = _STROKE if " " in heading.strip() else _MARKS
    places = [place for place, sign in enumerate(heading) if sign in marks and 0 < place < len(heading) - 1]
    return (heading[: place + 1] for place in reversed(places[-_DEEPEST:]))

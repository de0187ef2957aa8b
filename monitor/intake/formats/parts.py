"""Parts: which columns of a plain table are options or rows of one question, by the way tools name them.

`Vraag [deel]`, `kanaal___1` and `Kanaal? (choice=Mail)` (REDCap), `groep/kanaal/mail` and `kanaal.mail` (Kobo),
`Mail:Kanaal` (Alchemer). The column in which Kobo also joins the ticked options with blanks is left out where a
column per option stands beside it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from monitor.intake.export import Column
from monitor.intake.formats.base import ignored, made, plain_text, split_brackets
from monitor.intake.layout import Table
from monitor.intake.normalise import key

_CHOICE = re.compile(r"(.*\S)\s*\(choice=(.*)\)", re.DOTALL)
_TICKS = frozenset(("0", "1", "TRUE", "FALSE", "True", "False", "0.0", "1.0", "Checked", "Unchecked"))
_MARKS = "/."


def plain_columns(table: Table) -> tuple[Column, ...]:
    """A column per heading, with the question and the part that its name says."""
    headings = table.headings[0]
    options = _options(table)
    summaries = {question for question, _part in options.values()}
    return tuple(
        ignored(made(index, heading)) if heading in summaries else _column(index, heading, options.get(index))
        for index, heading in enumerate(headings)
    )


def is_dummy(column: Column) -> bool:
    """Whether a column is one option of a list, filled with 1 and 0 or Checked and Unchecked."""
    return column.part is not None and column.code is not None and column.code.endswith("]")


def _column(index: int, heading: str, option: tuple[str, str] | None) -> Column:
    column = made(index, heading)
    if option is not None:
        question, part = option
        return replace(column, question=plain_text(question), part=plain_text(part), code=f"{question}[{part}]")
    question, bracket = split_brackets(heading)
    if bracket is not None and question:
        return replace(column, question=plain_text(question), part=plain_text(bracket))
    return column


def _options(table: Table) -> dict[int, tuple[str, str]]:
    """Question and option of every column that is one option of several."""
    headings = table.headings[0]
    ticks = [index for index in range(table.width) if set(table.texts(index)) <= _TICKS]
    named = {index: found for index, heading in enumerate(headings) if (found := _in_name(heading)) is not None}
    for index in ticks:
        cut = _cut(headings[index])
        if cut and index not in named and _is_list(headings, ticks, headings[index][: cut + 1]):
            named[index] = (headings[index][:cut], headings[index][cut + 1 :])
    if "time started" in map(key, headings):
        named |= {
            index: found for index, heading in enumerate(headings) if (found := _behind_colon(heading)) is not None
        }
    times = Counter(question for question, _part in named.values())
    return {index: (question, part) for index, (question, part) in named.items() if times[question] > 1}


def _in_name(heading: str) -> tuple[str, str] | None:
    """REDCap's two ways to name an option: by its code and by its text."""
    if (choice := _CHOICE.fullmatch(heading)) is not None:
        return choice[1], choice[2]
    question, _mark, part = heading.partition("___")
    return (question, part) if question and part and " " not in heading else None


def _behind_colon(heading: str) -> tuple[str, str] | None:
    """Alchemer: the row or option, a colon, and the question."""
    part, _mark, question = heading.rpartition(":")
    return (question.strip(), part.strip()) if part.strip() and question.strip() else None


def _cut(heading: str) -> int:
    """The place of the last stroke or dot in a variable's name; nought if there is none."""
    found = max(map(heading.rfind, _MARKS))
    return found if " " not in heading.strip() and 0 < found < len(heading) - 1 else 0


def _is_list(headings: Sequence[str], ticks: Sequence[int], beginning: str) -> bool:
    """True if this begins the names of options, not of the questions of a group.

    Either the question stands there itself, or everything that begins so is ticked or not.
    """
    begun = [index for index, heading in enumerate(headings) if heading.startswith(beginning)]
    return beginning[:-1] in headings or set(begun) <= set(ticks)

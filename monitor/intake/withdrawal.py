"""Withdrawal codes in an export: read, told of, and gone with the import; what may be kept of them is a keyed hash."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from monitor.intake.answers import Answers, Link, found
from monitor.intake.export import Column, Export, Finding
from monitor.intake.identifiers import Kind, kind_of
from monitor.intake.normalise import cell_text, key
from monitor.intake.words import KNOWN_ANSWERS
from monitor.texts import n_
from monitor.withdrawal_codes import SHORTEST, is_long_enough, normalised


def withdrawal_codes(answers: Answers) -> dict[int, str]:
    """The code of every row that has one, as all its spellings share it; of too few signs it is empty.

    Where several columns hold codes, the first that is filled in counts.
    """
    codes: dict[int, str] = {}
    for link in _columns(answers):
        for place, row in enumerate(answers.export.rows):
            text = cell_text(row[link.column.index])
            if text and place not in codes and key(text) not in KNOWN_ANSWERS:
                code = normalised(text)
                codes[place] = code if is_long_enough(code) else ""
    return codes


def told_of_codes(
    answers: Answers, codes: Mapping[int, str], kept: Sequence[int], withdrawn: Collection[int]
) -> Iterator[Finding]:
    """How many of the rows that are kept can be withdrawn, or have too short a code; and who withdrew before."""
    column = next((link.column for link in _columns(answers)), None)
    with_code = [codes[place] for place in kept if place in codes]
    short = sum(not code for code in with_code)
    if long := len(with_code) - short:
        yield _finding(answers.export, column, "I-WITHDRAWAL", _can_be_withdrawn(long))
    if short:
        yield _finding(answers.export, column, "W-SHORT-CODE", _too_short(short))
    if withdrawn:
        yield _finding(answers.export, column, "I-WITHDRAWN", _withdrawn(len(withdrawn)))


def _columns(answers: Answers) -> Iterator[Link]:
    return (
        link for link in answers.links if link.role == "identifier" and kind_of(answers.export, link) is Kind.WITHDRAWAL
    )


def _finding(export: Export, column: Column | None, code: str, message: str) -> Finding:
    return found(export, "warning" if code.startswith("W") else "info", code, message, column)


def _can_be_withdrawn(count: int) -> str:
    return n_(
        "One answer has a withdrawal code: until the wave is closed, `schoolklimaat withdraw` takes it out with that "
        "code. The code itself is not kept.",
        "{n} answers have a withdrawal code: until the wave is closed, `schoolklimaat withdraw` takes one out with its "
        "code. The codes themselves are not kept.",
        count,
    ).format(n=count)


def _too_short(count: int) -> str:
    return n_(
        "One withdrawal code has fewer than {least} letters and digits. It was not taken: with it the answer cannot be "
        "withdrawn.",
        "{n} withdrawal codes have fewer than {least} letters and digits. They were not taken: with them the answers "
        "cannot be withdrawn.",
        count,
    ).format(n=count, least=SHORTEST)


def _withdrawn(count: int) -> str:
    return n_(
        "One answer in this file was withdrawn before. It was not stored again.",
        "{n} answers in this file were withdrawn before. They were not stored again.",
        count,
    ).format(n=count)

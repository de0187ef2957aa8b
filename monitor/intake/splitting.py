"""Splitting: several choices that a tool put into one cell, taken apart again.

Microsoft Forms writes `A;B;`, Google Forms `A, B` or `A;B`, and an option may itself hold the joiner: "HPC
resource manager (SLURM, PBS)". So a cell is read from left to right against the known options, longest first;
a joiner inside brackets does not count; what is left over belongs to no option.
"""

from collections.abc import Iterator, Sequence

from monitor.intake.normalise import fold, key

_OPENING, _CLOSING = "([{", ")]}"


def parts(cell: str, joiners: Sequence[str]) -> tuple[str, ...]:
    """The texts between the joiners, not split inside brackets; outer blanks and empty texts removed."""
    return tuple(_parts(cell, joiners))


def _parts(cell: str, joiners: Sequence[str]) -> Iterator[str]:
    """The texts one by one. A bracket without its partner protects nothing."""
    marks = tuple(joiner.strip() or joiner for joiner in joiners)
    tight = frozenset(joiner for joiner in joiners if joiner == ",")
    last_closing = max(map(cell.rfind, _CLOSING))
    start, place, depth = 0, 0, 0
    while place < len(cell):
        mark = next((m for m in marks if cell.startswith(m, place)), None)
        if mark in tight and cell[place + 1 : place + 2] == " ":
            mark = None  # Qualtrics puts no blank behind the comma between choices: this one is in an option's text
        if mark and not (depth and place < last_closing):
            if piece := cell[start:place].strip():
                yield piece
            start = place + len(mark)
        for sign in cell[place : place + len(mark or " ")]:
            depth = depth + 1 if sign in _OPENING else max(0, depth - 1) if sign in _CLOSING else depth
        place += len(mark or " ")
    if piece := cell[start:].strip():
        yield piece


def choices(cell: str, known: Sequence[tuple[str, str]], joiners: Sequence[str]) -> tuple[list[str], list[str]]:
    """The codes chosen in a cell, in the order written, and the texts that are no known option.

    `known` are folded spellings with their codes, longest first.
    """
    marks = tuple(joiner.strip() or joiner for joiner in joiners)
    rest, codes, strange = fold(cell), [], []
    while rest := _without_mark(rest, marks):
        for spelling, code in known:
            if rest.startswith(spelling) and _ends(rest[len(spelling) :], marks):
                codes.append(code)
                rest = _past(rest[len(spelling) :], marks)
                break
        else:
            first = next(_parts(rest, joiners), rest)
            place = rest.find(first) + len(first)
            strange.append(first)
            rest = rest[place:]
    return list(dict.fromkeys(codes)), strange


def _without_mark(rest: str, marks: tuple[str, ...]) -> str:
    rest = rest.strip()
    while mark := next((m for m in marks if m.strip() and rest.startswith(m)), None):
        rest = rest[len(mark) :].strip()
    return rest


def _ends(rest: str, marks: tuple[str, ...]) -> bool:
    """True if an option may end here: at the end of the cell or before a joiner, punctuation aside."""
    bare = rest.lstrip(" .:?!*")
    return not bare or any(bare.startswith(m) if m.strip() else rest.startswith(m) for m in marks)


def _past(rest: str, marks: tuple[str, ...]) -> str:
    return _without_mark(rest.lstrip(" .:?!*"), marks)


def same_set(cells: Sequence[tuple[str, ...]]) -> bool:
    """True if every cell holds the same options in an order of its own: a ranking, not a choice."""
    sets = {frozenset(map(key, cell)) for cell in cells}
    orders = {tuple(map(key, cell)) for cell in cells}
    return len(sets) == 1 and len(orders) > 1 and len(next(iter(sets))) > 2

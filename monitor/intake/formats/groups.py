"""Groups: questions that a tool calls after the group they stand in (`gezin/rol`, `gezin-rol`)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_NAME = re.compile(r"[\w.:/-]+")
_DEEPEST = 6
"""Groups in groups that are looked for."""


def is_name(heading: str) -> bool:
    """Whether a heading is the name of a variable, with its groups, and no sentence."""
    return _NAME.fullmatch(heading) is not None


def without_groups(questions: Iterable[str], mark: str) -> dict[str, str]:
    """Every question to its name without the groups before it.

    No name holds a stroke of its own, so in a file of names what stands before one is a group. In sentences, and with
    a hyphen as the mark, it is one if several questions begin so. Two questions of one name keep their groups.

    Args:
        questions: the full names, once or more often each.
        mark: what stands behind a group, a stroke or a hyphen.
    """
    different = dict.fromkeys(questions)
    sure = mark == "/" and all(is_name(question) for question in different if question)
    times = Counter(beginning for question in different for beginning in _beginnings(question, mark))
    groups = frozenset(beginning for beginning, often in times.items() if sure or often > 1)
    bare = {question: _inner(question, mark, groups) for question in different}
    taken = Counter(bare.values())
    return {question: name if taken[name] == 1 else question for question, name in bare.items()}


def _beginnings(question: str, mark: str) -> Iterator[str]:
    """What stands before a mark of a question, the mark included; longest first."""
    places = [place for place, sign in enumerate(question) if sign == mark and 0 < place < len(question) - 1]
    return (question[: place + 1] for place in reversed(places[:_DEEPEST]))


def _inner(question: str, mark: str, groups: frozenset[str]) -> str:
    before = next((beginning for beginning in _beginnings(question, mark) if beginning in groups), "")
    return question[len(before) :]

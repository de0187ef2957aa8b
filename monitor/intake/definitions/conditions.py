"""Conditions: from the expression with which a tool shows a question to pairs of question and answer.

Only what a definition can say is taken over: the question is shown when any of some answers was given. Any other
expression (a number compared, two conditions together, a negation) gives nothing, and the question counts as
shown to all.
"""

import re
from collections.abc import Callable

_OR = re.compile(r"\s*(?:\bor\b|\|\|)\s*", re.IGNORECASE)


def any_of(expression: str, pair: Callable[[str], tuple[str, str] | None]) -> tuple[tuple[str, str], ...]:
    """Question and answer of every comparison, if the expression is nothing but comparisons joined by "or".

    `pair` gives question and answer of one comparison, or nothing if it is of another kind.
    """
    found = []
    for part in _OR.split(_bare(expression)):
        one = pair(_bare(part))
        if one is None:
            return ()
        found.append(one)
    return tuple(found)


def _bare(expression: str) -> str:
    """The expression without blanks and brackets around the whole of it."""
    text = expression.strip()
    while text.startswith("(") and text.endswith(")") and _encloses(text):
        text = text[1:-1].strip()
    return text


def _encloses(text: str) -> bool:
    """Whether the first bracket closes at the very end."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(text) - 1
    return False

"""Vocabulary: the words that are not a name. The lists stand beside this module, one kind a file.

All were written for this program; none is taken from a list of names of living people.
"""

from importlib import resources

from monitor.comments.plain import bare


def _words(name: str) -> frozenset[str]:
    text = (resources.files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(bare(word) for line in lines for word in line.split())


COMMON = _words("common_words")
"""Common Dutch words, in the forms that comments have them."""

SMALL = _words("small_words")
"""Words so frequent that they are never a name in lower case, even if a pupil is called so: Ben, Wil, Door."""

CAPITALS = _words("allowed_capitals")
"""Names of things and not of people, which are written with a capital: Smartschool, Nederlands, CLB."""

DOUBLE = _words("names_that_are_words")
"""Words that are also names: with a capital they count as a name, without only where a roster says so."""

PARTICLES = _words("particles")
"""The small words inside family names: van, den, El."""


def _blocks(name: str) -> dict[str, frozenset[str]]:
    text = (resources.files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    blocks = (block.strip().splitlines() for block in text.split("\n", maxsplit=1)[1].split("\n\n"))
    return {kind: frozenset(bare(word) for line in lines for word in line.split()) for kind, *lines in blocks}


CONTEXTS = _blocks("contexts")
"""Words beside which an unknown word is a name, per kind of context."""

"""Codes: how the code that a survey tool gives to an answer or a question is spelt in a definition.

A definition allows letters, digits, `_` and `-`, and begins with a letter or digit; tools also write `-9`, `0.5` or
`Q 1`. Both sides of a comparison go through the same spelling, so that an export with codes is understood.
"""

import re
import unicodedata

_LONGEST = 60
_MINUS = re.compile(r"-(?=\d)")


def as_code(text: str) -> str:
    """The code in letters, digits, `_` and `-`; a minus before a number is `min`. Empty if nothing is left."""
    plain = unicodedata.normalize("NFKD", text.strip()).encode("ascii", "ignore").decode("ascii")
    signed = "min" + plain[1:] if _MINUS.match(plain) else plain
    return re.sub(r"[^A-Za-z0-9_-]+", "_", signed).lstrip("_-")[:_LONGEST].rstrip("_")


class Names:
    """Hands out names, each once: the one asked for, or that with the first number that makes it new."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str) -> str:
        """The name, taken from here on; two names that differ in capitals only count as one."""
        name, number = wanted, 2
        while name.casefold() in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name.casefold())
        return name

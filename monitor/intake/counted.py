"""How many answers something is about: the exact number in a trial, "one or more" in what is kept or passed on.

An exact count of answers is what the release protects; a message of an import may not tell it beside the release.
"""

from collections.abc import Callable, Mapping

from monitor.texts import _

MANY = 2
"""The form of a sentence in which "one or more" can stand."""


def told(message: Callable[[int], str], count: int, places: Mapping[str, str] | None = None) -> tuple[str, str]:
    """A message with the exact number of answers, and the same without it.

    `message` gives the sentence for so many, with `{count}` in the one for many; `places` are the other places in it.
    """
    others = places or {}
    return message(count).format(count=count, **others), message(MANY).format(count=_("One or more"), **others)

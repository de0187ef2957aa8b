"""An order that the operating system draws: nobody can draw it again, so it tells nothing of the one before."""

import secrets
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def shuffled(things: Iterable[T]) -> tuple[T, ...]:
    """The same things in an order drawn at random."""
    drawn = list(things)
    secrets.SystemRandom().shuffle(drawn)
    return tuple(drawn)

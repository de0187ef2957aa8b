"""Progress: how far a long task is, for whoever watches."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done, and how much there is."""


def part(progress: Progress | None, number: int, of: int) -> Progress | None:
    """The progress of one of several stages that have equally much to do; the first is number 0."""
    if progress is None:
        return None
    return lambda done, total: progress(number * total + done, of * total)

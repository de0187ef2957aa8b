"""Progress: how far a long task is, for whoever watches."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done, and how much there is."""

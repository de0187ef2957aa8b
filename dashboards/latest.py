"""What belongs to one school of many: opened when somebody looks at it, and kept for the schools looked at last."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
T = TypeVar("T")

MOST: Final = 32
"""Schools that are kept at most: the one that nobody looked at for the longest time goes first."""


class Latest(Generic[Key, T]):
    """Things by their key, made by `make` when they are asked for; the latest few are kept."""

    def __init__(self, make: Callable[[Key], T], most: int = MOST) -> None:
        self._make, self._most = make, most
        self._lock = threading.Lock()
        self._made: OrderedDict[Key, T] = OrderedDict()

    def __call__(self, key: Key) -> T:
        """What is kept under this key; `make` must be quick, for others wait."""
        with self._lock:
            if key not in self._made:
                self._made[key] = self._make(key)
                while len(self._made) > self._most:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]

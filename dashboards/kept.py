"""What was drawn is kept for who asks for the same: bounded, by what was shown and what was chosen.

`Results` never change: a new release, or a viewer who may see less, is another one. So what is kept belongs to one
`Results` (the very object, which is held on to as long as something of it is kept) and can never answer for another.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from monitor.results import Results
from monitor.texts import spoken

T = TypeVar("T")

MOST: Final = 150
"""Things that are kept at most, the longest unused one goes first; a drawing takes half a megabyte."""


class Kept:
    """What was made of results lately."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._made: OrderedDict[Hashable, tuple[Results, Any]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._made)

    def get(self, results: Results, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept of these results under this key, in the language that is spoken; made if it is not there.

        Two who ask for the same at once may both make it: nobody waits for another's drawing.
        """
        place = (id(results), spoken(), key)
        with self._lock:
            if place in self._made:
                self._made.move_to_end(place)
                found: T = self._made[place][1]
                return found
        made = make()
        with self._lock:
            self._made[place] = (results, made)
            self._made.move_to_end(place)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made

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


MOST_RESULTS: Final = 64
"""Results of which something is kept: each takes megabytes, and in a network every school has its own."""


class Kept:
    """What was made of results lately."""

    def __init__(self, most: int = MOST, most_results: int = MOST_RESULTS) -> None:
        self._most, self._most_results = most, most_results
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
            self._let_go()
        return made

    def _let_go(self) -> None:
        """Keep nothing more of the results that nobody looked at for the longest time, if there are too many."""
        newest_first = dict.fromkeys(id(results) for results, _made in reversed(self._made.values()))
        gone = set(list(newest_first)[self._most_results :])
        for place in [place for place, (results, _made) in self._made.items() if id(results) in gone]:
            del self._made[place]

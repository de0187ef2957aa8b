"""At most five failed tries a minute, per address and per user; counted in the catalogue, which processes share."""

import hashlib
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from monitor.catalogue.catalogue import Catalogue
from monitor.errors import WaitFirst
from monitor.texts import n_

MOST: Final = 5
SPAN: Final = 60
"""Seconds over which tries are counted."""


class Limit:
    """Counts tries; what is kept of an address or a name is a keyed hash, and that for a minute."""

    def __init__(self, catalogue: Catalogue, key: bytes, now: Callable[[], float]) -> None:
        self._catalogue, self._key, self._now = catalogue, key, now

    @contextmanager
    def trying(self, *, address: str, name: str) -> Iterator[None]:
        """A try, which counts as failed from its start and no longer once it succeeded; `name` as accounts are kept.

        Raises:
            WaitFirst: there were too many, from this address or for this name; it says how long to wait.
        """
        ids = self._begun(self._mark("address", address), self._mark("name", name))
        yield
        with self._catalogue.change() as change:
            change.accounts.drop_attempts(ids)

    def _begun(self, *marks: str) -> tuple[int, ...]:
        now = int(self._now())
        with self._catalogue.change() as change:
            kept = change.accounts
            kept.one_at_a_time()
            kept.drop_old_attempts(tried_before=now - SPAN)
            tried = [kept.attempts(mark) for mark in marks]
            ends = [at[-MOST] + SPAN for at in tried if len(at) >= MOST]
            if not ends:
                return kept.add_attempts(marks, now)
        raise too_often(max(1, math.ceil(max(ends) - now)))

    def _mark(self, kind: str, text: str) -> str:
        said = f"{kind}:{text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(said, key=self._key, digest_size=32).hexdigest()


def too_often(seconds: int) -> WaitFirst:
    """The refusal of a try too many."""
    message = n_(
        "That was tried too often. Wait {n} second and try again.",
        "That was tried too often. Wait {n} seconds and try again.",
        seconds,
    ).format(n=seconds)
    return WaitFirst(message, seconds=seconds)

"""What the werkgroep wrote, beside the released numbers: read again now and then, so what is mended is soon there."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from dashboards.dossier import Own
from monitor.definition.workgroup import Written
from monitor.errors import SchoolklimaatError
from monitor.results import Results

FRESH: Final = 2.0
"""Seconds for which what was read is taken to be so still."""


class WithOwnWords:
    """The results with what the werkgroep wrote; the same object until one of both changes: pages are kept by it."""

    def __init__(self, current: Callable[[], Results], own: Own, clock: Callable[[], float] = time.monotonic) -> None:
        self._current, self._own, self._clock = current, own, clock
        self._read_at: float | None = None
        self._written = Written()
        self._kept: tuple[Results, Written, Results] | None = None

    def __call__(self) -> Results:
        """What may be shown now."""
        whole, written = self._current(), self._newest()
        kept = self._kept
        if kept is None or kept[0] is not whole or kept[1] != written:
            kept = self._kept = (whole, written, replace(whole, written=written))
        return kept[2]

    def _newest(self) -> Written:
        now = self._clock()
        if self._read_at is None or now - self._read_at >= FRESH:
            self._written, self._read_at = self._read(), now
        return self._written

    def _read(self) -> Written:
        try:
            return Written(self._own()[0])
        except SchoolklimaatError as fault:
            return Written(faults=f"{fault.message}\n{fault.remedy}".strip())

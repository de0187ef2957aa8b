"""Interleaved runs of ours and of the rival; medians, and their ratio."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

Run = Callable[[], object]


@dataclass(frozen=True)
class Measurement:
    """Median seconds of ours and of the rival; `ratio` = ours / rival, taken pair by pair.

    `peak_gb` is the most memory that ours held, in GiB, where that is measured.
    """

    name: str
    ours_s: float
    rival: str
    rival_s: float
    ratio: float
    peak_gb: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The measurement as contract 5.3 prints it."""
        told = {key: value for key, value in asdict(self).items() if value is not None}
        return {key: round(value, 5) if isinstance(value, float) else value for key, value in told.items()}


def interleaved(name: str, ours: Run, rival_name: str, rival: Run, *, rounds: int) -> Measurement:
    """Run ours and the rival in turn, after one round that is not counted (file cache, imports)."""
    pairs = [(seconds(ours), seconds(rival)) for _ in range(rounds + 1)][1:]
    return Measurement(
        name,
        statistics.median(mine for mine, _ in pairs),
        rival_name,
        statistics.median(theirs for _, theirs in pairs),
        statistics.median(mine / theirs for mine, theirs in pairs),
    )


def seconds(run: Run) -> float:
    """How long it takes once, by the clock."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start

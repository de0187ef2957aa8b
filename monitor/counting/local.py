"""The engine of this computer: the kernel over the row groups of each file, in one process or in several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.counting.engines import Part
from monitor.counting.tally import Tally
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey
from monitor.errors import FileRefused
from monitor.progress import Progress


@dataclass(frozen=True)
class LocalEngine:
    """Counts here; `processes`: how many count at the same time."""

    processes: int = 1

    @property
    def name(self) -> str:
        """How the engine is called in `--engine`."""
        return "local"

    def tallies(
        self, parts: Sequence[Part], survey: Survey, scales: Sequence[DerivedScale] = (), *,
        progress: Progress | None = None,
    ) -> Iterator[tuple[str, Tally | FileRefused]]:  # fmt: skip
        """The tally of each school (see `Engine`)."""
        raise NotImplementedError

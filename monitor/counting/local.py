"""The engine of this computer: the kernel over the row groups of each file, in one process or in several."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing import get_context

from monitor.counting.adding import Total
from monitor.counting.answers_file import count_part, rows_by_group
from monitor.counting.engines import Part
from monitor.counting.tally import Tally
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey
from monitor.errors import FileRefused, InputRefused
from monitor.progress import Progress
from monitor.texts import _, spoken, use

Counted = Tally | FileRefused
_AT_ONCE = 1_000_000
"""Forms: a file with more is counted in pieces, by several processes at the same time."""
_AHEAD = 3
"""Pieces that are handed out per process before an answer is waited for."""


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
    ) -> Iterator[tuple[str, Counted]]:  # fmt: skip
        """The tally of each school (see `Engine`), in the order of the parts."""
        several = self.processes > 1
        pieces = [piece for part in parts for piece in (_pieces(part) if several else (part,))]
        count = _counted_beside if several else _counted_here
        left, totals, refused = Counter(piece.school for piece in pieces), dict[str, Total](), dict[str, FileRefused]()
        for piece, found in count(pieces, survey, scales, progress, self.processes):
            school = piece.school
            left[school] -= 1
            if isinstance(found, FileRefused):
                refused.setdefault(school, found)
            else:
                totals.setdefault(school, Total()).add(found)
            if not left[school]:
                total = totals.pop(school, None)
                yield school, refused[school] if school in refused or total is None else total.tally()


def _pieces(part: Part) -> tuple[Part, ...]:
    """A part as pieces of one row group or more, each of at most so many forms; small ones as they are."""
    if part.rows <= _AT_ONCE or part.row_groups is not None:
        return (part,)
    try:
        groups = rows_by_group(part)
    except FileRefused:
        return (part,)  # who counts it says why
    if groups is None:
        return (part,)
    pieces: list[list[int]] = [[]]
    for number in range(len(groups)):
        if pieces[-1] and sum(groups[one] for one in pieces[-1]) + groups[number] > _AT_ONCE:
            pieces.append([])
        pieces[-1].append(number)
    return tuple(replace(part, row_groups=tuple(few), rows=sum(groups[one] for one in few)) for few in pieces if few)


def _counted_here(
    pieces: Sequence[Part], survey: Survey, scales: Sequence[DerivedScale], progress: Progress | None, _processes: int
) -> Iterator[tuple[Part, Counted]]:
    done, whole = 0, sum(piece.rows for piece in pieces)
    for piece in pieces:
        told = None if progress is None else partial(_told_within, progress, done, whole)
        yield piece, _counted(piece, survey, scales, told)
        done += piece.rows


def _told_within(progress: Progress, before: int, whole: int, done: int, _total: int) -> None:
    progress(min(before + done, whole), whole)


def _counted(piece: Part, survey: Survey, scales: Sequence[DerivedScale], progress: Progress | None = None) -> Counted:
    try:
        return count_part(piece, survey, scales, progress=progress)
    except FileRefused as refused:
        return refused


def _counted_beside(
    pieces: Sequence[Part], survey: Survey, scales: Sequence[DerivedScale], progress: Progress | None, processes: int
) -> Iterator[tuple[Part, Counted]]:
    """The same in several processes: a few pieces are handed out ahead, so that no memory goes with their number."""
    begun = get_context("spawn")  # a fork would take over locks that other threads hold
    pool = ProcessPoolExecutor(processes, begun, initializer=_begin, initargs=(survey, tuple(scales), spoken()))
    done, whole = 0, sum(piece.rows for piece in pieces)
    waiting, ahead = iter(pieces), deque[tuple[Part, Future[Counted]]]()
    try:
        while True:
            ahead.extend(
                (one, pool.submit(_counted_by_a_process, one))
                for one in islice(waiting, _AHEAD * processes - len(ahead))
            )
            if not ahead:
                return
            piece, future = ahead.popleft()
            found = future.result()
            done += piece.rows
            if progress is not None:
                progress(done, whole)
            yield piece, found
    except BrokenProcessPool as fault:
        raise InputRefused(
            _("A process that counts was ended by this computer."),
            remedy=_("Nothing was lost. Close other programs, or count with fewer processes, and try again."),
        ) from fault
    finally:
        pool.shutdown(cancel_futures=True)


_asked: list[tuple[Survey, tuple[DerivedScale, ...]]] = []
"""What a process counts; given once, for it is much larger than a part."""


def _begin(survey: Survey, scales: tuple[DerivedScale, ...], language: str) -> None:
    use(language)
    _asked[:] = [(survey, scales)]


def _counted_by_a_process(piece: Part) -> Counted:
    return _counted(piece, *_asked[0])

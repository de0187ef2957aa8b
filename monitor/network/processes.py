"""The same work for many schools, in several processes at a time: each result as soon as it is there."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from monitor import texts
from monitor.errors import WorkspaceRefused
from monitor.texts import _

Job = TypeVar("Job")
Result = TypeVar("Result")
WAITING = 4
"""So many jobs per process are handed out at most: those of a thousand schools are never in memory together."""


def mapped(work: Callable[[Job], Result], jobs: Iterable[Job], processes: int) -> Iterator[Result]:
    """The result of each job, in whatever order; `processes` 1: in this process.

    Raises:
        WorkspaceRefused: the computer ended one of the processes.
    """
    if processes == 1:
        yield from map(work, jobs)
        return
    context = multiprocessing.get_context("spawn")  # a copy of this process would have its locks, and not its threads
    spoken = (texts.language(), texts.spoken())
    with ProcessPoolExecutor(processes, context, _begin, spoken) as pool:
        try:
            yield from _results(pool, work, jobs, WAITING * processes)
        except BrokenProcessPool as broken:
            raise WorkspaceRefused(
                _("The computer ended one of the processes, perhaps because its memory was full."),
                remedy=_("What is done is kept. Give the same command again, with fewer processes: --processes 1."),
            ) from broken
        finally:
            pool.shutdown(cancel_futures=True)


def _results(
    pool: ProcessPoolExecutor, work: Callable[[Job], Result], jobs: Iterable[Job], most: int
) -> Iterator[Result]:
    running: set[Future[Result]] = set()
    for job in jobs:
        running.add(pool.submit(work, job))
        if len(running) >= most:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (one.result() for one in done)
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        yield from (one.result() for one in done)


def _begin(language: str, spoken: str) -> None:  # pragma: no cover - in processes of their own
    """Speak as the process speaks that asked for this one, and end when it ends, also when it is killed."""
    texts.use(language if language == "en" else None)
    texts.use_region(spoken)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:  # pragma: no cover - in processes of their own
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

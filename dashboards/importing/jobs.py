"""Jobs: storing and closing take a while, so they run beside the pages, and say how far they are."""

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from dashboards.seal import same
from monitor import texts
from monitor.desk_terms import TakenIn
from monitor.errors import KeptDespiteFault, SchoolklimaatError
from monitor.progress import Progress
from monitor.texts import _
from monitor.wave_terms import Closed

Kind = Literal["import", "close"]
Work = Callable[[Progress], TakenIn | Closed]
MOST: Final = 50
"""Jobs that are remembered: those that are over longest are forgotten first."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refusal:
    """Why something was not done, and what to do; `kept` says what was done all the same."""

    message: str
    remedy: str = ""
    kept: str = ""


@dataclass
class Job:
    """Something that is being done; `done` of `total` is how far it is."""

    id: str
    owner: str
    kind: Kind
    about: str
    done: int = 0
    total: int = 1
    result: TakenIn | Closed | None = None
    refusal: Refusal | None = None
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Whether it ended, well or not."""
        return self.over.is_set()

    def heard(self, done: int, total: int) -> None:
        """How far it is."""
        self.done, self.total = done, total


class Jobs:
    """The jobs of one program."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def of(self, owner: str, job_id: str) -> Job | None:
        """The job with this id, if this browser began it."""
        with self._lock:
            job = self._jobs.get(job_id)
        return job if job is not None and same(job.owner, owner) else None

    def start(self, owner: str, kind: Kind, about: str, work: Work, ended: Callable[[Job], None]) -> Job:
        """Begin a job beside the pages; `ended` is called when it is over, before anybody hears of it."""
        job = Job(secrets.token_urlsafe(24), owner, kind, about)
        with self._lock:
            over = [one for one in self._jobs.values() if one.is_over]
            for old in over[: max(0, len(self._jobs) - MOST + 1)]:
                del self._jobs[old.id]
            self._jobs[job.id] = job
        threading.Thread(target=_run, args=[job, work, ended, texts.spoken()], daemon=False).start()
        return job


def _run(job: Job, work: Work, ended: Callable[[Job], None], language: str) -> None:
    texts.use(language)  # of whoever asked; a thread has none of its own
    try:
        job.result = work(job.heard)
    except Exception as fault:
        job.refusal = refusal_of(fault)
    finally:
        ended(job)
        job.over.set()


def refusal_of(fault: Exception) -> Refusal:
    """What is told of a fault: the words of a refusal, or that the program made a mistake; never any data."""
    if isinstance(fault, SchoolklimaatError):
        where = fault.place.words()
        return Refusal(f"{where}: {fault.message}" if where else fault.message, fault.remedy)
    cause = fault.__cause__ or fault if isinstance(fault, KeptDespiteFault) else fault
    _LOG.error("the program made a mistake: %s", type(cause).__name__)  # its kind alone: its text may hold an answer
    kept = fault.kept if isinstance(fault, KeptDespiteFault) else _("Nothing was changed.")
    return Refusal(_("The program made a mistake."), _("Please tell the makers what you did."), kept)

"""What the import desk and a screen say to each other of a whole wave: what was brought, closing it, its end.

Imports nothing, as `monitor.desk_terms`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeenImport:
    """An import of a wave: its number, from which tool, how many rows it stored, on which day (ISO)."""

    number: int
    tool: str
    stored: int
    day: str


@dataclass(frozen=True)
class SeenWave:
    """A wave of the workspace: `open`, `closed` or `forgotten`, with the imports that count.

    `has_answers`: they were not destroyed; `is_due`: they may not be kept any longer.
    """

    name: str
    title: str
    year: str
    status: str
    imports: tuple[SeenImport, ...]
    has_answers: bool = True
    is_due: bool = False


@dataclass(frozen=True)
class BeforeClosing:
    """What to know before a wave is closed for good, and the grounds that the settings have for it.

    `undecided` are pairs of a heading and the question that it may be, which do not count as it is; `uncounted` pairs
    of a text that many gave and its question, of which nobody said which answer it is. `until` is the first day
    (ISO) on which its answers may not be kept any more, whatever becomes of later years.
    """

    wave: str
    title: str
    year: str
    stored: int
    legal_basis: str
    notice: str
    unread_danger: bool
    undecided: tuple[tuple[str, str], ...]
    unread_mapping: str = ""
    uncounted: tuple[tuple[str, str], ...] = ()
    until: str = ""


@dataclass(frozen=True)
class Closed:
    """What closing a wave gave: how many numbers, and how the attack on them ended.

    `overruled` are sentences about what was recorded otherwise than the settings have it; `reminders` as for `TakenIn`.
    """

    wave: str
    title: str
    year: str
    facts: int
    targets: int
    min_values: int
    passed: bool
    legal_basis: str
    notice: str
    overruled: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True)
class BeforeForgetting:
    """What to know before the answers of a closed wave are destroyed: until when they may stay.

    Of how many people they are is not said: that is protected from closing on. `until` is the first day (ISO) on which
    they may not be kept any more, `by_event`: a later year has its numbers. `has_comments`: open answers that were not
    released lie beside them.
    """

    wave: str
    title: str
    year: str
    until: str
    is_due: bool
    by_event: bool
    has_comments: bool

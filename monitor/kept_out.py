"""Releases that are kept out of the results, and why: told in the language of who reads it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from monitor.errors import SchoolklimaatError, WorkspaceRefused
from monitor.texts import _, spoken

Read = TypeVar("Read")


@dataclass(frozen=True)
class Problem:
    """A release that was kept out, why, and what to do: in the language of who asks, not of who loaded it first.

    `refused` gives the refusal in the language that is spoken when it is called.
    """

    release: str
    refused: Callable[[], SchoolklimaatError] = field(repr=False)
    _told: dict[str, SchoolklimaatError] = field(default_factory=dict, repr=False, compare=False)

    @property
    def message(self) -> str:
        """Why it was kept out."""
        return self._now().message

    @property
    def remedy(self) -> str:
        """What to do."""
        return self._now().remedy

    def _now(self) -> SchoolklimaatError:
        if spoken() not in self._told:
            self._told[spoken()] = self.refused()
        return self._told[spoken()]


def read_each(each: Iterable[tuple[str, Callable[[], Read]]]) -> tuple[list[Read], list[Problem]]:
    """What could be read of these, by name; and what could not, with why."""
    found: list[Read] = []
    problems: list[Problem] = []
    for name, read in each:
        try:
            found.append(read())
        except SchoolklimaatError as refusal:
            problems.append(Problem(name, partial(_refusal_of, read, refusal), {spoken(): refusal}))
    return found, problems


def _refusal_of(read: Callable[[], object], first: SchoolklimaatError) -> SchoolklimaatError:
    """Why something cannot be read, in the words of now; `first` is why it was kept out, if it was mended since."""
    try:
        read()
    except SchoolklimaatError as refusal:
        return refusal
    except OSError:
        return first
    return first


def two_of_one() -> WorkspaceRefused:
    """That there are two releases of one wave."""
    return WorkspaceRefused(_("There are two releases of this wave."))

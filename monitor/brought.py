"""What an import brings to a wave, and what became of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from monitor.anonymous import AnonymousAnswers
from monitor.definition.differences import TrendBreak
from monitor.definition.model import Survey
from monitor.errors import WorkspaceRefused
from monitor.marks import Marks
from monitor.withdrawal_codes import KeyFor


class Joining(Protocol):
    """What a file adds to its wave: the answers that are new, their marks, and the account of the file's rows."""

    @property
    def answers(self) -> AnonymousAnswers:
        """The answers of those who were not stored before."""

    @property
    def marks(self) -> Marks:
        """By which they are known again."""

    @property
    def rows(self) -> dict[str, int]:
        """How many rows were read, stored, and not stored for which reason."""

    @property
    def before(self) -> int:
        """How many respondents the wave had already."""


J = TypeVar("J", bound=Joining)


def no_texts(_joining: Joining) -> Sequence[tuple[str, str]]:
    """No open answers: the school did not ask to keep them."""
    return ()


@dataclass(frozen=True)
class Brought(Generic[J]):
    """What an import brings to a wave; `join` tells what of it is new.

    `join` is given the wave's keys, the marks that are there, and the hashes of the withdrawal codes that were used.
    `enrolled` is how many could answer, `enrolled_by_group` how many of each group; `breaks` what the file adds to the
    register of trend breaks. `texts` gives the open answers of those who are new, as pairs of an item and a text, where
    the school keeps them.
    """

    survey: Survey
    year: str
    tool: str
    join: Callable[[KeyFor, Mapping[int, Marks], Collection[bytes]], J]
    enrolled: int | None = None
    enrolled_by_group: Mapping[str, int] = field(default_factory=dict)
    breaks: tuple[TrendBreak, ...] = ()
    texts: Callable[[J], Sequence[tuple[str, str]]] = no_texts


@dataclass(frozen=True)
class Kept(Generic[J]):
    """What became of an import, and of its wave after it: earlier imports, answers in all, how many could answer.

    `import_id` is None where nothing was new: such an import leaves no trace but the enrolment it brought. `refused`
    is why a trial would not be allowed in earnest.
    """

    import_id: int | None
    joining: J
    beside: int
    stored: int
    enrolled: int | None
    refused: WorkspaceRefused | None = None

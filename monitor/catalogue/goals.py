"""The deeds on goals as the catalogue keeps them, within one transaction: added, never changed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.catalogue.tables import GoalRow


@dataclass(frozen=True)
class KeptDeed:
    """A deed as it was written down; what its texts mean, `monitor.goals` says."""

    number: int
    deed: str
    at: str
    content: str
    reason: str
    answers_in: bool
    release: str
    before: str
    sha256: str


class KeptGoals:
    """The table of deeds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[KeptDeed, ...]:
        """Every deed, in the order in which they were done."""
        return tuple(map(_kept, self._session.scalars(select(GoalRow).order_by(GoalRow.id))))

    def add(self, deed: KeptDeed) -> None:
        """Write a deed down."""
        self._session.add(GoalRow(**vars(deed)))


def _kept(row: GoalRow) -> KeptDeed:
    return KeptDeed(
        row.number, row.deed, row.at, row.content, row.reason, row.answers_in, row.release, row.before, row.sha256
    )

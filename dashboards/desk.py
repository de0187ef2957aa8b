"""What the import wizard needs of whoever keeps the answers: the dashboard itself has no way to them.

Without a desk there is no wizard, and the dashboard shows released numbers all the same. `monitor.desk` has one for a
workspace; the command `serve` brings it along.
"""

from typing import Protocol

from monitor.desk_terms import Asked, Looked, Named, TakenIn
from monitor.progress import Progress
from monitor.wave_terms import BeforeClosing, BeforeForgetting, Closed, SeenWave


class Desk(Protocol):
    """Where a file is handed in; every method may refuse with a `SchoolklimaatError` in the words of the commands."""

    def school(self) -> str:
        """What the school is called."""

    def surveys(self) -> tuple[Named, ...]:
        """The questionnaires of which answers can be taken in."""

    def years(self) -> tuple[str, ...]:
        """The school years that can be chosen, this one first."""

    def sample(self) -> tuple[Asked, bytes]:
        """What would be said of a file with made-up answers to try with, and what stands in it."""

    def look(self, asked: Asked) -> Looked:
        """The file as an import would take it in; nothing is stored."""

    def take_in(self, asked: Asked, progress: Progress) -> TakenIn:
        """Store the answers of the file."""

    def waves(self) -> tuple[SeenWave, ...]:
        """Every wave with the imports that count, the newest first."""

    def undo(self, number: int) -> str:
        """Take an import back; gives the name of its wave."""

    def before_closing(self, wave: str) -> BeforeClosing:
        """What to know before a wave is closed."""

    def close(self, wave: str, legal_basis: str, notice: str, progress: Progress) -> Closed:
        """Close a wave for good."""

    def before_forgetting(self, wave: str) -> BeforeForgetting:
        """What to know before the answers of a closed wave are destroyed."""

    def forget(self, wave: str) -> None:
        """Destroy the answers of a closed wave; its numbers stay."""

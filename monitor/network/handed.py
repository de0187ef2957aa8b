"""What is handed to the process that sees to one school of a network, and what comes back."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from monitor.counting.tally import Tally
from monitor.definition.derived import DerivedScale
from monitor.disclosure.release import Policy
from monitor.durable import sync_folder
from monitor.errors import SchoolklimaatError
from monitor.legal import Grounds
from monitor.network.contribution import Contribution

Done = Literal["closed", "adopted", "there", "left-out"]


@dataclass(frozen=True)
class Handed:
    """What one school handed in of a wave, and what its release is made with; `counted` for a school that gave codes.

    `grounds` are those of the network, for a school that gave none. `scales` are those of the wave. `attack`: facts are
    attacked before they are adopted.
    """

    contribution: Contribution
    dataset: str
    releases: Path
    policy: Policy
    grounds: Grounds
    scales: tuple[DerivedScale, ...] = ()
    weighted_headline: bool = False
    counted: Tally | None = None
    attack: bool = False

    @property
    def wave(self) -> str:
        """The name of the wave, which is that of the folder of its release."""
        return f"{self.contribution.survey.id}_{self.contribution.year}"

    @property
    def folder(self) -> Path:
        """Where the release of the school lies, or will."""
        return self.releases / self.wave

    def make_room(self) -> None:
        """Make the folder of the school's releases, on disk for good before a release is in it."""
        if not self.releases.is_dir():
            self.releases.mkdir(parents=True, exist_ok=True)
            for folder in (self.releases.parent, self.releases.parent.parent):
                sync_folder(folder)


@dataclass(frozen=True)
class Outcome:
    """What became of one school: its release made or adopted, there already, or why it is left out."""

    school: str
    done: Done
    problem: str = ""
    exit_code: int = 0


def left_out(school: str, refused: SchoolklimaatError) -> Outcome:
    """The outcome for a school of which no release can be made."""
    where = refused.place.words()
    told = " ".join(filter(None, (f"{where}:" if where else "", refused.message, refused.remedy)))
    return Outcome(school, "left-out", told, refused.exit_code)

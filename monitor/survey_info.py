"""What is known of a survey that has releases."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SurveyInfo:
    """A survey that has releases: its school years in order, its title in the region's words, whether it is a pulse."""

    id: str
    audience: str
    title: str
    years: tuple[str, ...]
    pulse: bool = False

    @property
    def latest(self) -> str:
        """The last school year with a release."""
        return self.years[-1]

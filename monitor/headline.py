"""Whether a school has declared, before it closes a wave, that the weighted figure is its headline."""

from monitor.errors import WorkspaceRefused
from monitor.texts import _
from monitor.workspace import SETTINGS, Settings

LEAST_PEOPLE = 150
"""Below this a weighted figure is no better than the unweighted one (statistics.md 2.8)."""


def weighted_headline(settings: Settings, survey: str, enrolled: int | None) -> bool:
    """What the settings declare of a survey; it is recorded when the wave is closed, before anybody sees a figure.

    Raises:
        WorkspaceRefused: it is declared for fewer than 150 people, or for nobody knows how many.
    """
    if survey not in settings.weighted_headline:
        return False
    if enrolled is None or enrolled < LEAST_PEOPLE:
        found = _("that number is not known") if enrolled is None else _("there are {n}").format(n=enrolled)
        raise WorkspaceRefused(
            _(
                "The settings make the weighted figure the headline of {survey}. That needs {least} people who could "
                "answer; {found}."
            ).format(survey=survey, least=LEAST_PEOPLE, found=found),
            remedy=_(
                "Take {survey} out of weighted_headline in {file}, or write down there how many people could answer."
            ).format(survey=survey, file=SETTINGS),
        )
    return True

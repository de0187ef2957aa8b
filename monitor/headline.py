"""Whether a school has declared, before it closes a wave, that the weighted figure is its headline."""

from collections.abc import Iterable

from monitor.definition.faults import not_known
from monitor.errors import Place, WorkspaceRefused
from monitor.texts import _
from monitor.workspace import SETTINGS, Settings

LEAST_PEOPLE = 150
"""Below this a weighted figure is no better than the unweighted one (statistics.md 2.8)."""


def require_known(settings: Settings, surveys: Iterable[str]) -> None:
    """Refuse a survey that nobody has: a slip of the pen would leave a wave without the declared figure for good.

    Raises:
        WorkspaceRefused: a name in `weighted_headline` is none of these surveys; which are, is told.
    """
    known = set(surveys)
    wrong = [name for name in settings.weighted_headline if name not in known]
    if wrong:
        raise WorkspaceRefused(
            "\n".join(f"weighted_headline: {not_known(name, known)}" for name in wrong),
            remedy=_(
                "Mend the file {file} with a text editor. A questionnaire of your own has a name here from its first "
                "import on."
            ).format(file=SETTINGS),
            place=Place(file=SETTINGS),
        )


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

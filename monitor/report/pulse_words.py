"""What a pulse says of a goal in between, in words: a figure and which way it leans, never a verdict."""

from collections.abc import Iterator

from monitor.goals import Goal, Interim
from monitor.report.numerals import month_of_year
from monitor.report.words import hidden_words, level, range_words, response_sentence
from monitor.statistics.sureness import leans
from monitor.texts import _


def interim_sentences(interim: Interim, goal: Goal, locale: str = "nl-BE") -> Iterator[str]:
    """The figure of a pulse or why there is none, which way it leans, who answered, and what decides instead."""
    when = month_of_year(interim.month, locale)
    if interim.sureness is None:
        yield _("Interim (pulse, {month}): there is no figure. {why}").format(
            month=when, why=hidden_words(interim.reason)
        )
    else:
        figure = ", ".join(part for part in (level(interim.share, locale), range_words(interim.share, locale)) if part)
        yield _("Interim (pulse, {month}): {figure}. {leaning}").format(
            month=when, figure=figure, leaning=_leaning(interim.sureness)
        )
    yield _("Of the pulse: {response}").format(response=response_sentence(interim.response, interim.audience, locale))
    yield _("A pulse is a short survey in between and no verdict: only the survey of {year} decides.").format(
        year=goal.deadline
    )


def _leaning(sureness: float) -> str:
    """Which way it leans, and how much; beside a verdict no other certainty stands, so never all or nothing."""
    sure = min(99, max(1, round(100 * sureness)))
    match leans(sureness):
        case True:
            return _("That leans towards reached (sureness {sure} of 100).").format(sure=sure)
        case False:
            return _("That leans towards not reached (sureness {sure} of 100).").format(sure=sure)
    return _("That leans neither way.")

"""How an awareness funnel is said: "of every 100 parents 62 know enough to judge, and 45 of those are satisfied".

Both bases stand in the words: of everyone who answered, and of those who know. "Of every 100" is said from 50 answers
on, percentages from 30 on.
"""

from monitor.definition.model import as_read
from monitor.report.numerals import count, percent
from monitor.report.words import COUNTS_BESIDE_BELOW, change_sentence, hidden_words, led, noun, range_words, upper
from monitor.results import Share
from monitor.statistics.funnel import Funnel, FunnelChange
from monitor.texts import _

__all__ = [
    "funnel_answered", "funnel_base", "funnel_came", "funnel_change_sentences", "funnel_sentence", "funnel_title",
    "of_hundred", "step_words",
]  # fmt: skip


def funnel_title(funnel: Funnel, audience: str, locale: str = "nl-BE") -> str:
    """The message of a funnel in one sentence; why there is none where it is hidden."""
    knows, of_all = funnel.knows, funnel.of_all
    if knows.share is None or of_all.share is None or knows.count is None or of_all.count is None:
        return hidden_words(knows.reason or of_all.reason)
    sentence = as_read(funnel.indicator.sentence, locale)
    if (of_all.n or 0) < COUNTS_BESIDE_BELOW:
        knowing, pleased = knows.count, of_all.count
        first = _("About {known} of the {n} {people} know enough to judge.").format(
            known=count(knowing, locale), n=count(knows.n or 0, locale), people=noun(audience)
        )
    else:
        knowing, pleased = of_hundred(knows), of_hundred(of_all)
        first = _("Of every 100 people who answered this question, about {known} know enough to judge.").format(
            known=count(knowing, locale)
        )
    who = _("about {satisfied} of those {known} {people}").format(
        satisfied=count(pleased, locale), known=count(knowing, locale), people=noun(audience)
    )
    return f"{first} {upper(led(sentence, who))}" if knowing else first


def funnel_sentence(funnel: Funnel, audience: str, locale: str = "nl-BE") -> str:
    """A funnel from the invitation on, each step with the number of people that it is of."""
    parts = [funnel_base(funnel, audience, locale)]
    parts.append(funnel_title(funnel, audience, locale))
    if funnel.knows.shown:
        parts.append(_("Know enough to judge: {share}.").format(share=step_words(funnel.knows, locale)))
        among = step_words(funnel.satisfied, locale).rstrip(".")
        parts.append(_("Among those who know: {share}.").format(share=among))
    if funnel.of_all.shown:
        parts.append(_("Among all who answered: {share}.").format(share=step_words(funnel.of_all, locale)))
    if any(step.shown and not step.few for step in funnel.steps):
        parts.append(_("Between these limits chance alone can put a figure."))
    return " ".join(filter(None, parts))


def funnel_base(funnel: Funnel, audience: str, locale: str = "nl-BE") -> str:
    """On whom a funnel rests: how many filled in the questionnaire, and how many answered its question."""
    told = (funnel_came(funnel, audience, locale), funnel_answered(funnel, audience, locale))
    return " ".join(filter(None, told))


def step_words(share: Share, locale: str = "nl-BE") -> str:
    """A step with its base and its range: "64% (ongeveer 132 van 207; tussen ongeveer 57% en 70%)"."""
    if share.share is None or share.count is None or share.n is None:
        return hidden_words(share.reason)
    counts = _("about {count} of {n}").format(count=count(share.count, locale), n=count(share.n, locale))
    if share.few:
        return counts
    return f"{percent(share.share, locale)} ({counts}; {range_words(share, locale)})"


def funnel_change_sentences(change: FunnelChange, locale: str = "nl-BE") -> tuple[str, str, str]:
    """What became of each step, in the order of the funnel, each with its range."""
    knows, satisfied, of_all = (change_sentence(step, locale) for step in change.steps)
    return (
        _("Know enough to judge: {share}").format(share=knows),
        _("Among those who know: {share}").format(share=satisfied),
        _("Among all who answered: {share}").format(share=of_all),
    )


def of_hundred(share: Share) -> int:
    """A share as so many of every 100 people; 0 where there is none."""
    return round(100 * (share.share or 0.0))


def funnel_came(funnel: Funnel, audience: str, locale: str = "nl-BE") -> str:
    """How many filled in the questionnaire: the same for every funnel of a survey."""
    came, people = funnel.response, noun(audience)
    forms = count(came.forms, locale)
    if came.rate is None or came.enrolled is None:
        return _("{forms} {people} filled in the questionnaire.").format(forms=forms, people=people)
    return _("{forms} of the {enrolled} {people} filled in the questionnaire.").format(
        forms=forms, enrolled=count(came.enrolled, locale), people=people
    )


def funnel_answered(funnel: Funnel, audience: str, locale: str = "nl-BE") -> str:
    """How many answered the question of a funnel; empty where that may not be said.

    The count is rounded and that of the forms beside it is not, so it can be the larger one; then that is explained.
    """
    if funnel.asked is None:
        return ""
    n = count(funnel.asked, locale)
    if funnel.routed:
        told = _("Only those whom it was about got this question; about {n} {people} answered it.")
    else:
        told = _("About {n} {people} answered this question.")
    said = told.format(n=n, people=noun(audience))
    if funnel.asked <= funnel.response.forms:
        return said
    return f"{said} {_('That is a rounded number, so it can be higher than how many filled in the questionnaire.')}"

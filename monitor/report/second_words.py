"""The second lines of a share in words: all who could answer, and who left the question open."""

from monitor.report.words import COUNTS_BESIDE_BELOW, count, hidden_words, noun, range_words
from monitor.results import Interval, Item, Response, SecondLines, Share
from monitor.texts import _


def second_sentences(lines: SecondLines, share: Share, audience: str, locale: str = "nl-BE") -> tuple[str, ...]:
    """What stands below a share: first what holds whatever the silent think where nearly everybody answered."""
    chance, worst = finite_sentence(lines, audience, locale), worst_case_sentence(lines, audience, locale)
    ordered = (worst, chance) if lines.worst_case_first else (chance, worst)
    return tuple(filter(None, (*ordered, no_answer_sentence(lines, share, locale))))


def why_not_of_all(item: Item, share: Share, came_in: Response) -> str:
    """Why nothing is said of all who could answer; empty where it is said. The rules are those of the second lines."""
    if not share.shown:
        return hidden_words(share.reason)
    if share.base != "A":
        return _("Of everybody who could answer this can be said with all answers only, “do not know” included.")
    if item.routing:
        return _("This question was put to a part of the people: nobody knows of how many.")
    if came_in.rate is None:
        return hidden_words(came_in.reason)
    if any(option.not_applicable for option in item.options):
        return _("Some could answer that the question does not fit them: nobody knows how many it fits.")
    return ""


def finite_sentence(lines: SecondLines, audience: str, locale: str = "nl-BE") -> str:
    """The share of all who could answer, if it is chance who did; empty where that cannot be said, or says no more."""
    if lines.finite is None or lines.people is None or lines.finite == lines.worst:
        return ""
    return _(
        "If it is chance who answered and who did not, the figure for all {n} {people} of this year lies {range} in 95 "
        "of 100 such surveys. Whether it is chance, we do not know."
    ).format(n=count(lines.people, locale), people=noun(audience), range=_range(lines.finite, lines.people, locale))


def worst_case_sentence(lines: SecondLines, audience: str, locale: str = "nl-BE") -> str:
    """What is certain whatever the silent ones think; empty where that cannot be said."""
    if lines.worst is None or lines.people is None:
        return ""
    return _("Whatever the {people} who did not answer think, the figure for all {n} lies {range}.").format(
        n=count(lines.people, locale), people=noun(audience), range=_range(lines.worst, lines.people, locale)
    )


def no_answer_sentence(lines: SecondLines, share: Share, locale: str = "nl-BE") -> str:
    """How many forms have no answer to the question, as far as rounding lets one say; empty where that is not known."""
    if lines.no_answer is None or lines.forms is None:
        return ""
    forms = count(lines.forms, locale)
    if lines.no_answer < share.rounding:
        return _("On (almost) all {forms} forms this question was answered.").format(forms=forms)
    return _("On about {n} of the {forms} forms there is no usable answer to this question.").format(
        n=count(lines.no_answer, locale), forms=forms
    )


def _range(limits: Interval, people: int, locale: str) -> str:
    """Limits as percentages; as people where there are few."""
    if people >= COUNTS_BESIDE_BELOW:
        return range_words(limits, locale)
    low, high = (count(round(float(one) * people), locale) for one in limits)
    return _("between about {low} and {high} people").format(low=low, high=high)

"""How numbers are said: levels, changes, verdicts, hidden cells and response in plain words.

Rules of statistics.md 2.11: a number, its range, and what it means; never a p-value, "significant" or
"representative"; points for changes, percent for levels; no decimals; counts beside percents below 50
answers. Counts of answers were rounded, up as well, so each is said with "about": beside the exact number of
forms a school must not read 36 answers of 35 people. "Not to be determined" is never "no change".
Everything here is a function of shares and changes.
"""

import datetime as dt
import re

from monitor.report.numerals import count, date, limit, percent, points, span, whole_points
from monitor.report.verbs import singular
from monitor.results import Change, Interval, Reason, Response, Share, Verdict
from monitor.texts import _, n_

__all__ = [
    "answers", "base_words", "change_sentence", "change_title", "count", "date", "detectable_sentence", "headline",
    "hidden_words", "led", "left_open", "level", "level_sentence", "noun", "of_all", "percent", "points", "range_words",
    "response_change_sentence", "response_sentence", "smallest_real_sentence", "upper",
    "verdict_words",
]  # fmt: skip

COUNTS_BESIDE_BELOW = 50
_SO_MANY = re.compile(r"^(?:Zoveel|So many) (staff members|\w+)\b")
_LEAST, _ONE_OF_MANY = 0.035, 0.225
"""Between these shares people are said as "1 op de 10", which is one person."""


def noun(audience: str) -> str:
    """The people of an audience: parents, pupils, staff."""
    return {
        "ouders": _("parents"),
        "leerlingen": _("pupils"),
        "personeel": _("staff members"),
    }.get(audience, _("respondents"))


def of_all(share: Share, audience: str, locale: str = "nl-BE") -> str:
    """A share with who it is about: "70% van de ouders", "ongeveer 18 van de 24 ouders" when few answered."""
    if share.count is None or share.n is None or share.share is None:
        return hidden_words(share.reason)
    if share.few:
        return _("about {count} of the {n} {people}").format(
            count=count(share.count, locale), n=count(share.n, locale), people=noun(audience)
        )
    return _("{percent} of the {people}").format(percent=percent(share.share, locale), people=noun(audience))


def level(share: Share, locale: str = "nl-BE") -> str:
    """A share as a card shows it: "70%", "48% (ongeveer 21 van 44)", "ongeveer 18 van 24"; hidden: why."""
    if share.count is None or share.n is None or share.share is None:
        return hidden_words(share.reason)
    counts = _("about {count} of {n}").format(count=count(share.count, locale), n=count(share.n, locale))
    if share.few:
        return counts
    if share.n < COUNTS_BESIDE_BELOW:
        return f"{percent(share.share, locale)} ({counts})"
    return percent(share.share, locale)


def range_words(interval: Interval | Share, locale: str = "nl-BE") -> str:
    """The range of a share: "tussen ongeveer 61% en 78%"; empty when it is hidden."""
    if interval.low is None or interval.high is None:
        return ""
    return _("between about {low} and {high}").format(
        low=limit(float(interval.low), locale), high=limit(float(interval.high), locale)
    )


def answers(n: int, locale: str = "nl-BE") -> str:
    """On how many answers a number rests: "ongeveer 36 antwoorden"."""
    return n_("about {n} answer", "about {n} answers", n).format(n=count(n, locale))


def upper(text: str) -> str:
    """A text with a capital, to begin a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def level_sentence(share: Share, audience: str, locale: str = "nl-BE") -> str:
    """A share in a sentence, with what chance alone does to it."""
    if not share.shown:
        return hidden_words(share.reason)
    if share.few:
        return _("{who}. With so few answers we do not compare.").format(who=upper(of_all(share, audience, locale)))
    return _(
        "{percent} of the {people} (about {count} of {n} answers). Chance alone can put this figure {range}."
    ).format(
        percent=percent(share.share or 0.0, locale),
        people=noun(audience),
        count=count(share.count or 0, locale),
        n=count(share.n or 0, locale),
        range=range_words(share, locale),
    )


def headline(sentence: str, share: Share, audience: str, locale: str = "nl-BE") -> str:
    """The message of a chart: "Iets minder dan de helft van de ouders zijn tevreden over ...".

    Args:
        sentence: what is counted, as indicators have it: "Zoveel ouders zijn tevreden over ...".
        share: the share that the sentence is about.
        audience: whose share.
        locale: region, for numbers.
    """
    if not share.shown or share.share is None:
        return hidden_words(share.reason)
    if share.few:
        return led(sentence, upper(of_all(share, audience, locale)))
    said = led(sentence, _part(share.share, noun(audience)))
    if not _LEAST <= share.share < _ONE_OF_MANY:
        return said
    people = noun(audience)
    before, found, rest = said.partition(people)
    return before + found + singular(rest)


def change_title(sentence: str, change: Change) -> str:
    """The message of a chart of two years: "Meer ouders zijn tevreden over ... dan in 2024-2025."."""
    year = change.from_year
    if change.verdict is Verdict.UNDECIDED:
        return _("It cannot be determined whether this changed since {year}.").format(year=year)
    if change.verdict is Verdict.NOT_COMPARABLE:
        return _("This cannot be compared with {year}.").format(year=year)
    more = _("More {people}") if change.verdict is Verdict.RISE else _("Fewer {people}")
    said = led(sentence, more.format(people=_people(sentence)))
    return _("{sentence} than in {year}.").format(sentence=said.rstrip("."), year=year)


def verdict_words(verdict: Verdict) -> str:
    """A verdict in one or a few words."""
    return {
        Verdict.RISE: _("rise"),
        Verdict.FALL: _("fall"),
        Verdict.UNDECIDED: _("cannot be determined"),
        Verdict.NOT_COMPARABLE: _("not comparable"),
    }[verdict]


def change_sentence(change: Change, locale: str = "nl-BE") -> str:
    """A change in sentences: how much, between what limits, and whether that is more than chance."""
    if change.change is None or change.low is None or change.high is None:
        reason = change.reason or ""
        return _("Not comparable with {year}. {reason}").format(year=change.from_year, reason=reason).strip()
    if change.verdict is Verdict.UNDECIDED:
        return f"{left_open(change, locale)} {_('It cannot be determined whether anything changed.')}"
    least, most = span(change.low, change.high, locale)
    return _("{change}; between {least} and {most}. That is more than chance.").format(
        change=_moved(change, locale), least=least, most=most
    )


def left_open(change: Change, locale: str = "nl-BE") -> str:
    """All that an undecided change may have been; empty when there is no change."""
    if change.low is None or change.high is None:
        return ""
    return _("{change}, but anything from {low} lower to {high} higher fits the answers.").format(
        change=_moved(change, locale), low=points(change.low, locale), high=points(change.high, locale)
    )


def smallest_real_sentence(change: Change, locale: str = "nl-BE") -> str:
    """From which size on a difference is more than chance: "smallest real change", half the interval."""
    if change.smallest_real is None:
        return ""
    return _("With so many answers a difference is more than chance from about {points} on.").format(
        points=points(change.smallest_real, locale)
    )


def detectable_sentence(change: Change, locale: str = "nl-BE") -> str:
    """What the school can see with so many answers: "smallest detectable change", 80 % power."""
    found = change.smallest_detectable
    if found is None:
        return ""
    if found.fall is None and found.rise is None:
        return _("With so few answers hardly any change would show.")
    falls = _("a fall of {points}").format(points=points(found.fall, locale)) if found.fall else ""
    rises = _("a rise of {points}").format(points=points(found.rise, locale)) if found.rise else ""
    either = _(" or ").join(part for part in (falls, rises) if part)
    return _("With so many answers {either} shows in 4 of 5 cases; smaller changes less often.").format(either=either)


def hidden_words(reason: Reason | None) -> str:
    """Why there is no number; empty when there is one."""
    return reason.text if reason else ""


def base_words(base: str, audience: str, *, unknown: bool = True) -> str:
    """Who is in the denominator: base A with "weet ik niet", base B without; `unknown`: one could choose it."""
    if not unknown:
        return _("of all {people} who answered").format(people=noun(audience))
    if base == "A":
        return _("of all {people} who answered, “I do not know” included").format(people=noun(audience))
    return _("of the {people} who gave another answer than “I do not know”").format(people=noun(audience))


def response_sentence(response: Response, audience: str, locale: str = "nl-BE") -> str:
    """How many answered, of how many, and what the silent ones mean for every figure."""
    forms, people = count(response.forms, locale), noun(audience)
    if response.rate is None or response.enrolled is None or response.silent is None:
        if response.enrolled is not None:
            return hidden_words(response.reason)  # more forms than people: it names both
        return _("{forms} forms came in. {reason}").format(forms=forms, reason=hidden_words(response.reason))
    said = _("{forms} of the {enrolled} {people} answered ({rate}).").format(
        forms=forms, enrolled=count(response.enrolled, locale), people=people,
        rate=percent(response.rate, locale),
    )  # fmt: skip
    if not response.silent:
        return said
    return said + " " + _(
        "{silent} did not; if they think differently, the true figures may be higher or lower."
    ).format(silent=count(response.silent, locale))  # fmt: skip


def response_change_sentence(before: Response, after: Response, locale: str = "nl-BE") -> str:
    """A warning when the response moved by more than 10 points: then other people may have answered."""
    if before.rate is None or after.rate is None or not after.moved_since(before):
        return ""
    return _(
        "The response went from {before} to {after}. Other people may have answered: be careful with changes."
    ).format(before=percent(before.rate, locale), after=percent(after.rate, locale))


def closed_on(day: dt.date, locale: str = "nl-BE") -> str:
    """When the numbers were frozen."""
    return _("Numbers frozen on {date}.").format(date=date(day, locale))


def _moved(change: Change, locale: str) -> str:
    moved = change.change or 0.0
    if not whole_points(moved):
        return _("About the same as in {year}").format(year=change.from_year)
    template = _("{points} higher than in {year}") if moved > 0 else _("{points} lower than in {year}")
    return template.format(points=points(moved, locale), year=change.from_year)


def _people(sentence: str) -> str:
    found = _SO_MANY.match(sentence)
    return found[1] if found else _("respondents")


def led(sentence: str, who: str) -> str:
    """The sentence with its "so many people" replaced; a sentence of another shape stands behind a colon."""
    if _SO_MANY.match(sentence):
        return _SO_MANY.sub(lambda _found: who, sentence, count=1)
    return f"{who}: {sentence}"


def _part(share: float, people: str) -> str:
    """A share as people say it; the number itself stands beside it."""
    parts = (
        (_LEAST, _("Almost no {people}")),
        (0.075, _("About 1 in 20 {people}")),
        (0.15, _("About 1 in 10 {people}")),
        (_ONE_OF_MANY, _("About 1 in 5 {people}")),
        (0.29, _("About a quarter of the {people}")),
        (0.37, _("About a third of the {people}")),
        (0.45, _("Fewer than half of the {people}")),
        (0.485, _("A little less than half of the {people}")),
        (0.515, _("About half of the {people}")),
        (0.55, _("A little more than half of the {people}")),
        (0.63, _("More than half of the {people}")),
        (0.71, _("About two thirds of the {people}")),
        (0.775, _("About three quarters of the {people}")),
        (0.85, _("About 4 in 5 {people}")),
        (0.925, _("About 9 in 10 {people}")),
        (0.97, _("About 19 in 20 {people}")),
    )
    found = next((words for up_to, words in parts if share < up_to), _("Almost all {people}"))
    return found.format(people=people)

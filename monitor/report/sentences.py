"""What pages and reports say beyond `monitor.report.words`: names in menus, which answers count, sums of verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from monitor.definition.indicators import CUTOFFS, Direction
from monitor.report import words
from monitor.report.marks import Tone
from monitor.report.numerals import span
from monitor.results import Change, Item, Measure, Reason, Response, Results, Share, Verdict
from monitor.texts import _, n_

QUESTION_CHANGED: Final = frozenset(
    {"wording", "type", "scale-length", "options", "order", "labels", "numerator", "version"}
)
"""Codes of the reasons that break a trend: another question, not too few answers."""

TOO_FEW: Final = frozenset({"few-answers", "not-published", "few-categories", "hidden"})
"""Codes of the reasons that protect people: so few answered that a number could tell of somebody."""


def survey_name(results: Results, survey: str) -> str:
    """How a survey with releases is called in menus."""
    titles = {each.id: each.title for each in results.surveys()}
    return survey_called(survey, titles.get(survey, survey))


def survey_called(survey: str, title: str) -> str:
    """How a survey is called: its audience, and the ages where there are several; one of the school by its `title`."""
    names = {
        "ouders": _("Parents"),
        "personeel": _("Staff"),
        "leerlingen-9-12": _("Pupils aged 9 to 12"),
        "leerlingen-12-18": _("Pupils aged 12 to 18"),
    }
    return names.get(survey, title)


def audience_of(results: Results, survey: str) -> str:
    """The audience of a survey with releases."""
    return next(each.audience for each in results.surveys() if each.id == survey)


def unseen_classes(results: Results, survey: str, year: str) -> str:
    """Why there are no groups for who sees no classes, where the school has no others; empty where that is not why."""
    release = results.release(survey, year)
    is_why = release.narrowed and all(node.level == "school" for node in release.manifest.nodes)
    return _("Your account does not show classes.") if is_why else ""


def unseen_title(reason: Reason | None) -> str:
    """What stands in the place of a number that is not there, the same everywhere."""
    if reason is None or reason.code in TOO_FEW:
        return _("Too few answers to show")
    return _("There is nothing to show here")


def unseen(reason: Reason | None) -> str:
    """The same in a row of a chart: a few words where the reason is to protect people, else the reason itself."""
    if reason is None or reason.code in TOO_FEW:
        return _("too few answers to show")
    return reason.text


def unseen_here(reason: Reason | None) -> str:
    """The same where there is room for a few words only; nothing where there is a number."""
    if reason is None:
        return ""
    return _("too few answers to show") if reason.code in TOO_FEW else _("no figure")


def value(share: Share, locale: str) -> str:
    """The large number of a share: a percentage, or with few answers the counts themselves."""
    if share.share is None or share.count is None or share.n is None:
        return unseen_title(share.reason)
    if share.few:
        return words.level(share, locale)
    return words.percent(share.share, locale)


def sureness(share: Share, locale: str) -> str:
    """What stands beside the large number: its range, or why there is no number."""
    return words.range_words(share, locale) or words.hidden_words(share.reason)


def of_answers(n: int | None, locale: str) -> str:
    """On how many answers a number rests."""
    return "" if n is None else words.answers(n, locale)


def unsure(share: Share, known: Share | None, locale: str) -> str:
    """How many chose "weet ik niet", to stand beside a number of the same question.

    Counts are rounded one by one, so beside a share of those who know (`known`) the rest of that very share is said,
    and the two add up; beside any other number the released share (`share`).
    """
    if known is not None and known.share is not None and known.count is not None and known.n is not None:
        share = replace(known, count=known.n - known.count, share=1 - known.share)
    if not share.shown:
        return ""
    return _("{level} answered “do not know”").format(level=words.level(share, locale))


def counted(results: Results, survey: str, year: str, item: Item, measure: Measure) -> str:
    """Which answers a measure counts, in the words of the answers themselves."""
    if measure.id == "known":
        unknown = [results.label(survey, year, item.id, code) for code in item.unknown]
        return _("any answer but {answers}").format(answers=quoted(unknown))
    if measure.id in CUTOFFS:
        first = results.label(survey, year, item.id, measure.codes[0])
        return _("{answer} or more often").format(answer=quoted([first]))
    return quoted([results.label(survey, year, item.id, code) for code in measure.codes])


def quoted(labels: Sequence[str]) -> str:
    """Answers between quotation marks, the last joined with "or"."""
    marked = [f"\N{LEFT DOUBLE QUOTATION MARK}{label}\N{RIGHT DOUBLE QUOTATION MARK}" for label in labels]
    if len(marked) < 2:
        return "".join(marked)
    return _("{first} or {last}").format(first=", ".join(marked[:-1]), last=marked[-1])


def short_verdict(change: Change, locale: str) -> str:
    """What became of a share since an earlier year, in a few words."""
    if change.change is None:
        return _("not comparable with {year}").format(year=change.from_year)
    if change.verdict is Verdict.UNDECIDED:
        return _("not clear whether it changed")
    size = words.points(change.change, locale)
    if change.verdict is Verdict.RISE:
        return _("{points} higher than in {year}").format(points=size, year=change.from_year)
    return _("{points} lower than in {year}").format(points=size, year=change.from_year)


def moved(change: Change, better: Direction | None, locale: str) -> str:
    """A change in one line: how much and between what limits, and which way it goes; else why that cannot be said."""
    if change.change is None:
        return _("not comparable. {reason}").format(reason=change.reason or "")
    told = beside_verdict(change, better, locale)
    if change.verdict is Verdict.UNDECIDED:
        return _("cannot be determined: {range}").format(range=told)
    size = words.points(change.change, locale)
    template = _("{points} higher, {range}") if change.verdict is Verdict.RISE else _("{points} lower, {range}")
    return template.format(points=size, range=told)


def beside_verdict(change: Change, better: Direction | None, locale: str) -> str:
    """What stands beside a verdict: between what limits, and which way that goes; else why it cannot be said."""
    if change.low is None or change.high is None:
        return change.reason or ""
    if change.verdict is Verdict.UNDECIDED:
        return _("anything from {low} lower to {high} higher fits the answers").format(
            low=words.points(change.low, locale), high=words.points(change.high, locale)
        )
    least, most = span(change.low, change.high, locale)
    told = _("between {least} and {most}").format(least=least, most=most)
    meant = {"good": _("better"), "bad": _("worse")}.get(tone(change, better), "")
    return f"{told}: {meant}" if meant else told


def chosen_year(year: str) -> str:
    """What the mark of the year is called that was chosen among others."""
    return _("the chosen year, {year}").format(year=year)


def asked_otherwise_from(year: str) -> str:
    """What a break before a year is called."""
    return _("{year} and later: asked in another way").format(year=year)


def lowered(text: str) -> str:
    """A text that goes on within a sentence: without its capital and its full stop."""
    return f"{text[:1].lower()}{text[1:].rstrip('.')}"


def response_beside(before: Response, after: Response, locale: str) -> str:
    """How many answered in the two years of a change, to be read beside it; said aloud when it moved much."""
    if before.rate is None or after.rate is None:
        return _("Response: {forms} forms in {year}, {forms_before} in {year_before}; not known of how many.").format(
            forms=words.count(after.forms, locale), year=after.year,
            forms_before=words.count(before.forms, locale), year_before=before.year,
        )  # fmt: skip
    said = _("Response: {rate} in {year}, {rate_before} in {year_before}.").format(
        rate=words.percent(after.rate, locale), year=after.year,
        rate_before=words.percent(before.rate, locale), year_before=before.year,
    )  # fmt: skip
    if not after.moved_since(before):
        return said
    mind = _("Mind: that is more than 10 points apart, so other people may have answered.")
    return f"{said} {mind}"


def sign(change: Change) -> str:
    """The look of a verdict: `up`, `down`, `unclear` or `break`."""
    looks = {Verdict.RISE: "up", Verdict.FALL: "down", Verdict.UNDECIDED: "unclear"}
    return looks.get(change.verdict, "break")


def tone(change: Change, better: str | None) -> Tone:
    """Whether a change beyond chance is the good or the bad way round."""
    if not change.comparable:
        return "break"
    if change.verdict is Verdict.UNDECIDED:
        return "still"
    if better is None:
        return "plain"
    return "good" if (change.verdict is Verdict.RISE) == (better == "up") else "bad"


def broken(change: Change) -> bool:
    """Whether the question itself differs between the two years."""
    return any(reason.code in QUESTION_CHANGED for reason in change.reasons)


def summary(changes: Iterable[Change]) -> str:
    """How many numbers rose, fell, cannot be told and cannot be compared."""
    verdicts = [change.verdict for change in changes]
    rose, fell, unclear, apart = (verdicts.count(each) for each in Verdict)
    told = [
        n_("{n} number rose", "{n} numbers rose", rose).format(n=rose) if rose else "",
        n_("{n} number fell", "{n} numbers fell", fell).format(n=fell) if fell else "",
        _("of {n} it is not clear whether they changed").format(n=unclear) if unclear else "",
        _("{n} cannot be compared").format(n=apart) if apart else "",
    ]
    if apart and apart == len(verdicts):
        return _("No number can be compared.")
    said = "; ".join(part for part in told if part)
    return f"{said[0].upper()}{said[1:]}." if said else _("There is nothing to compare.")

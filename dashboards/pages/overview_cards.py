"""The indicators of a survey as cards: a number, how sure it is, what became of it, and where it stood before."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboards.address import link
from dashboards.pages.page import QUESTION
from dashboards.ui.cards import Badge, Card, Past, cards
from dashboards.ui.parts import more, not_shown, panel
from dashboards.ui.shell import section
from dashboards.ui.table import table
from monitor.definition.model import as_read
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.tables import of_shares
from monitor.results import Change, Indicator, Item, Results, Share, SurveyInfo
from monitor.texts import _, n_

FIRST = 6
"""Indicators of a survey that have a card before one asks for more."""
BESIDE_OTHERS = 3
"""The same where other surveys stand on the page as well: so many questions, each with its first number."""
REMEMBERED = 5
"""Years that a small history has room for."""


def indicators(results: Results, info: SurveyInfo, year: str, *, every: bool, alone: bool) -> Component:
    """The indicators of a survey: the first as cards (or every one), the others as a table on demand.

    Fewer of them are first where the survey does not stand `alone` on the page.
    """
    name = say.survey_name(results, info.id)
    known = {item.id for item in results.items(info.id, year)}
    asked = [each for each in results.indicators(info.id) if each.item in known]
    if not asked:
        return section(name, [_headlines(results, info, year)])
    if not any(_share(results, info, year, each).shown for each in asked):
        return section(name, [not_shown(_share(results, info, year, asked[0]).reason)])
    first = asked if every else asked[:FIRST] if alone else _of_questions(asked)
    parts: list[Component | None] = [cards([_card(results, info, year, each) for each in first])]
    if rest := [each for each in asked if each not in first]:
        shares = [(as_read(each.title, results.locale), _share(results, info, year, each)) for each in rest]
        caption = _("Other numbers of {survey}, {year}").format(survey=name, year=year)
        title = n_("{n} more number", "{n} more numbers", len(rest)).format(n=len(rest))
        parts.append(more(title, table(of_shares(caption, _("Number"), shares))))
    return section(name, parts)


def _of_questions(asked: Sequence[Indicator]) -> list[Indicator]:
    """The first number of each of the first questions: a second number of the same question tells the same story."""
    found: dict[str, Indicator] = {}
    for each in asked:
        found.setdefault(each.item, each)
    return list(found.values())[:BESIDE_OTHERS]


def _headlines(results: Results, info: SurveyInfo, year: str) -> Component:
    """The first number of every question, for a survey that has no indicators of its own."""
    shares = []
    for item in results.items(info.id, year):
        measure = results.measures(info.id, year, item.id)[0]
        label = f"{results.text(info.id, year, item.id)} {say.counted(results, info.id, year, item, measure)}"
        shares.append((label, results.share(info.id, year, item.id, measure.id, measure.bases[0])))
    return panel(table(of_shares(_("One number per question, {year}").format(year=year), _("Question"), shares)))


def _share(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> Share:
    return results.share(info.id, year, indicator.item, indicator.measure, indicator.base)


def _card(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> Card:
    share, locale = _share(results, info, year, indicator), results.locale
    title, meaning = as_read(indicator.title, locale), as_read(indicator.sentence, locale)
    address = link(
        QUESTION,
        vragenlijst=info.id, vraag=indicator.item, maat=indicator.measure, basis=indicator.base, jaar=year,
    )  # fmt: skip
    if not share.shown:
        return Card(title, address, "", "", meaning, unseen=not_shown(share.reason))
    earlier = results.year_before(info.id, year)
    change = _change(results, indicator, info.id, earlier, year) if earlier else None
    return Card(
        title=title,
        link=address,
        value=say.value(share, locale),
        words=say.sureness(share, locale),
        beside=_unsure(results, info, year, indicator),
        meaning=meaning,
        foot=_foot(results, info, year, indicator),
        badge=_badge(change, indicator, locale) if change else None,
        told=_told(change, indicator, locale) if change else "",
        history=_history(results, info, year, indicator),
    )


def _badge(change: Change, indicator: Indicator, locale: str) -> Badge:
    return Badge(say.short_verdict(change, locale), say.sign(change), say.tone(change, indicator.better))


def _told(change: Change, indicator: Indicator, locale: str) -> str:
    """What the badge leaves out: between what limits, or why it cannot be said."""
    return say.beside_verdict(change, indicator.better, locale)


def _change(results: Results, indicator: Indicator, survey: str, earlier: str, later: str) -> Change:
    return results.change(survey, indicator.item, indicator.measure, earlier, later, indicator.base)


def _foot(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> str:
    """On how many answers the number rests, and the same number over the other base."""
    share = _share(results, info, year, indicator)
    assert share.n is not None, "a card with a number has answers"
    answers = words.answers(share.n, results.locale)
    if not _item(results, info, year, indicator).unknown:
        return _("Of {answers}.").format(answers=answers)
    told = [_based_on(indicator.base).format(answers=answers)]
    if indicator.beside is not None:
        other = results.share(info.id, year, indicator.item, indicator.measure, indicator.beside)
        unknown = results.share(info.id, year, indicator.item, "dont_know", "A")
        if other.shown and agree(share, other, unknown):
            told.append(_beside(indicator.beside).format(level=words.level(other, results.locale)))
    return " ".join(told)


def agree(share: Share, other: Share, unknown: Share) -> bool:
    """Whether the same number over the other base can stand beside what is said of "weet ik niet".

    Counts are rounded one by one: "0 of 36 answered do not know" beside "without them 27 of 33" would read as an error.
    Where nobody is left out the second number says nothing; where counts are said, they must add up.
    """
    if unknown.count is None or share.n is None or other.n is None:
        return True
    if unknown.count == 0:
        return False
    return min(share.n, other.n) >= words.COUNTS_BESIDE_BELOW or abs(share.n - other.n) == unknown.count


def _item(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> Item:
    return next(each for each in results.items(info.id, year) if each.id == indicator.item)


def _unsure(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> str:
    """How many chose "weet ik niet", where the question offers it."""
    if not _item(results, info, year, indicator).unknown:
        return ""
    share = _share(results, info, year, indicator)
    released = results.share(info.id, year, indicator.item, "dont_know", "A")
    return say.unsure(released, share if indicator.measure == "known" else None, results.locale)


def _based_on(base: str) -> str:
    return _("Of {answers}, “do not know” included.") if base == "A" else _("Of {answers}, without “do not know”.")


def _beside(base: str) -> str:
    return _("With “do not know” included: {level}.") if base == "A" else _("Without “do not know”: {level}.")


def _history(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> tuple[Past, ...]:
    years = [each for each in info.years if each <= year][-REMEMBERED:]
    return tuple(
        _past(results, info, indicator, one, earlier) for earlier, one in zip([None, *years], years, strict=False)
    )


def _past(results: Results, info: SurveyInfo, indicator: Indicator, year: str, earlier: str | None) -> Past:
    share = _share(results, info, year, indicator)
    change = _change(results, indicator, info.id, earlier, year) if earlier else None
    broken = say.asked_otherwise_from(year) if change and say.broken(change) else ""
    if share.share is None or share.low is None or share.high is None:
        return Past(year, "\N{EN DASH}", broken=broken)
    shown, joined = words.percent(share.share, results.locale), change is not None and change.comparable
    return Past(year, shown, share.share, share.low, share.high, joined, broken)

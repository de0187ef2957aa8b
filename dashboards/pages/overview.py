"""Overzicht: how do things stand? Response first, then what is worth a look, then the indicators."""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards import sentences as say
from dashboards.address import Choice, Menu, link, menu
from dashboards.pages.page import OVERVIEW, QUESTION, Chosen, Page
from dashboards.ui.cards import Badge, Card, Past, cards
from dashboards.ui.parts import Answered, Line, lines, more, notice, panel, paragraph, responses
from dashboards.ui.shell import section
from dashboards.ui.table import table
from monitor.definition.model import as_read
from monitor.report import words
from monitor.report.tables import of_responses, of_shares
from monitor.results import Change, Indicator, Item, Response, Results, Share, SurveyInfo, Verdict
from monitor.texts import _, n_

ALL = "iedereen"
FIRST = 6
"""Indicators of a survey that have a card before one asks for more."""
NOTABLE = 5


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    years = [Choice(year, year) for year in reversed(results.years())]
    who = [Choice(ALL, _("Everyone"))] + [
        Choice(each.id, say.survey_name(results, each.id)) for each in results.surveys()
    ]
    return (menu("wie", _("Who answered"), who, asked), menu("jaar", _("School year"), years, asked))


def _lead(results: Results, chosen: Chosen) -> str:
    year = chosen["jaar"]
    forms = sum(results.response(each.id, year).forms for each in _surveys(results, year))
    return n_(
        "{school} in school year {year}: one form came in.",
        "{school} in school year {year}: {forms} forms came in.",
        forms,
    ).format(school=results.school, year=year, forms=words.count(forms, results.locale))


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    year, who = chosen["jaar"], chosen["wie"]
    asked = _surveys(results, year)
    shown = [each for each in asked if who in (ALL, each.id)]
    if not shown:
        return [notice(_("This survey was not held in {year}.").format(year=year))]
    answered = [_answered(results, each, year) for each in shown]
    return [
        section(_("Who answered?"), [responses(answered), *_by_group(results, shown, year)]),
        *(_indicators(results, each, year, every=who != ALL) for each in shown),
        *_worth_a_look(results, year, [each.id for each in shown]),
    ]


def _by_group(results: Results, shown: Sequence[SurveyInfo], year: str) -> list[Component]:
    """The response of each group, where the school said how many could answer."""
    parts = []
    for each in shown:
        groups = [(node.label, got) for node, got in results.responses_by_group(each.id, year)]
        if groups:
            title = _("Response per group: {survey}").format(survey=say.survey_name(results, each.id))
            parts.append(more(title, table(of_responses(f"{title}, {year}", groups))))
    return parts


def _surveys(results: Results, year: str) -> list[SurveyInfo]:
    return [each for each in results.surveys() if year in each.years]


def _before(info: SurveyInfo, year: str) -> str | None:
    earlier = [each for each in info.years if each < year]
    return earlier[-1] if earlier else None


def _answered(results: Results, info: SurveyInfo, year: str) -> Answered:
    got, earlier = results.response(info.id, year), _before(info, year)
    remarks = [words.hidden_words(got.reason)]
    if earlier is not None:
        past = results.response(info.id, earlier)
        remarks += [_past_response(past, results.locale), words.response_change_sentence(past, got, results.locale)]
    name = say.survey_name(results, info.id)
    return Answered(name, got.rate, *_response_words(got, results.locale), " ".join(r for r in remarks if r))


def _response_words(got: Response, locale: str) -> tuple[str, str]:
    forms = words.count(got.forms, locale)
    if got.rate is None or got.enrolled is None:
        return forms, n_("form", "forms", got.forms)
    invited = words.count(got.enrolled, locale)
    return words.percent(got.rate, locale), _("{forms} of {invited} answered").format(forms=forms, invited=invited)


def _past_response(past: Response, locale: str) -> str:
    if past.rate is None:
        return ""
    return _("In {year} it was {rate}.").format(year=past.year, rate=words.percent(past.rate, locale))


def _indicators(results: Results, info: SurveyInfo, year: str, *, every: bool) -> Component:
    known = {item.id for item in results.items(info.id, year)}
    asked = [each for each in results.indicators(info.id) if each.item in known]
    if not asked:
        return section(say.survey_name(results, info.id), [_headlines(results, info, year)])
    first = asked if every else asked[:FIRST]
    rest = asked[len(first) :]
    parts: list[Component | None] = [cards([_card(results, info, year, each) for each in first])]
    if rest:
        shares = [(as_read(each.title, results.locale), _share(results, info, year, each)) for each in rest]
        caption = _("Other numbers of {survey}, {year}").format(survey=say.survey_name(results, info.id), year=year)
        title = n_("{n} more number", "{n} more numbers", len(rest)).format(n=len(rest))
        parts.append(more(title, table(of_shares(caption, _("Number"), shares))))
    return section(say.survey_name(results, info.id), parts)


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
    address = link(
        QUESTION,
        vragenlijst=info.id, vraag=indicator.item, maat=indicator.measure, basis=indicator.base, jaar=year,
    )  # fmt: skip
    earlier = _before(info, year)
    change = _change(results, indicator, info.id, earlier, year) if earlier else None
    return Card(
        title=as_read(indicator.title, locale),
        link=address,
        value=say.value(share, locale),
        words=say.sureness(share, locale),
        beside=_unsure(results, info, year, indicator),
        meaning=as_read(indicator.sentence, locale),
        foot=_foot(results, info, year, indicator),
        badge=Badge(say.short_verdict(change, locale), say.sign(change), say.tone(change, indicator.better))
        if change and share.shown
        else None,
        history=_history(results, info, year, indicator) if share.shown else (),
    )


def _change(results: Results, indicator: Indicator, survey: str, before: str, after: str) -> Change:
    return results.change(survey, indicator.item, indicator.measure, before, after, indicator.base)


def _foot(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> str:
    """On how many answers the number rests, and the same number over the other base."""
    share = _share(results, info, year, indicator)
    if share.n is None:
        return ""
    answers = words.answers(share.n, results.locale)
    if not _item(results, info, year, indicator).unknown:
        return _("Of {answers}.").format(answers=answers)
    told = [_based_on(indicator.base).format(answers=answers)]
    if indicator.beside is not None:
        other = results.share(info.id, year, indicator.item, indicator.measure, indicator.beside)
        if other.shown:
            told.append(_beside(indicator.beside).format(level=words.level(other, results.locale)))
    return " ".join(told)


def _item(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> Item:
    return next(each for each in results.items(info.id, year) if each.id == indicator.item)


def _unsure(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> str:
    """How many chose "weet ik niet", where the question offers it and the number itself is shown."""
    share = _share(results, info, year, indicator)
    if not _item(results, info, year, indicator).unknown or not share.shown:
        return ""
    released = results.share(info.id, year, indicator.item, "dont_know", "A")
    return say.unsure(released, share if indicator.measure == "known" else None, results.locale)


def _based_on(base: str) -> str:
    return _("Of {answers}, “do not know” included.") if base == "A" else _("Of {answers}, without “do not know”.")


def _beside(base: str) -> str:
    return _("With “do not know” included: {level}.") if base == "A" else _("Without “do not know”: {level}.")


def _history(results: Results, info: SurveyInfo, year: str, indicator: Indicator) -> tuple[Past, ...]:
    years = [each for each in info.years if each <= year]
    return tuple(
        _past(results, info, indicator, one, before) for before, one in zip([None, *years], years, strict=False)
    )


def _past(results: Results, info: SurveyInfo, indicator: Indicator, year: str, before: str | None) -> Past:
    share = _share(results, info, year, indicator)
    change = _change(results, indicator, info.id, before, year) if before else None
    broken = _("another question from here on") if change and say.broken(change) else ""
    if share.share is None or share.low is None or share.high is None:
        return Past(year, "\N{EN DASH}", broken=broken)
    shown = words.percent(share.share, results.locale)
    return Past(year, shown, share.share, share.low, share.high, broken)


def _worth_a_look(results: Results, year: str, surveys: Sequence[str]) -> list[Component]:
    pairs = {before for each in results.surveys() if each.id in surveys and (before := _before(each, year))}
    found = [
        found.change
        for before in sorted(pairs)
        for found in results.worth_a_look(before, year)
        if found.change.survey in surveys and _tells_something(results, found.change)
    ]
    if not pairs:
        return []
    title, changes = _("Worth a look"), largest(found)
    if not changes:
        words_ = _("No change since the year before stands out from what chance does.")
        return [section(title, [notice(words_)])]
    lead = _("These changes stand out most among all questions. About 1 in 10 of such changes is still chance.")
    return [section(title, [paragraph(lead), lines([_line(results, change) for change in changes])])]


def largest(changes: Sequence[Change]) -> list[Change]:
    """The largest change of each question, the largest question first, at most `NOTABLE`."""
    ordered = sorted(changes, key=lambda each: -abs(each.change or 0))
    by_question: dict[tuple[str, str], Change] = {}
    for each in ordered:
        by_question.setdefault((each.survey, each.item), each)
    return list(by_question.values())[:NOTABLE]


def _tells_something(results: Results, change: Change) -> bool:
    """Whether a change is beyond chance by itself as well, and not one of who the people are."""
    asked = results.release(change.survey, change.to_year).manifest.survey
    return change.verdict in (Verdict.RISE, Verdict.FALL) and asked.item(change.item).section != "context"


def _line(results: Results, change: Change) -> Line:
    survey, year = change.survey, change.to_year
    item = next(each for each in results.items(survey, year) if each.id == change.item)
    measure = next(each for each in results.measures(survey, year, item.id) if each.id == change.measure)
    address = link(QUESTION, vragenlijst=survey, vraag=change.item, maat=change.measure, basis=change.base, jaar=year)
    verdict = Badge(say.short_verdict(change, results.locale), say.sign(change), say.tone(change, measure.better))
    who = say.survey_name(results, survey)
    counted = say.counted(results, survey, year, item, measure)
    return Line(results.text(survey, year, item.id), address, verdict, f"{who} \N{MIDDLE DOT} {counted}")


PAGE = Page(
    path=OVERVIEW,
    name=lambda: _("Overview"),
    question=lambda _results, _chosen: _("How do things stand?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)

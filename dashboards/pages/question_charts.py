"""All answers to one question in all years, as bars or as dots; and what its charts have in common."""

from collections.abc import Sequence
from dataclasses import replace

from dashboards.pages.page import QUESTION, Chosen, link_to
from dashboards.ui.chart import Chart
from monitor.definition.indicators import Base
from monitor.definition.model import as_read
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.figures import Dot, LegendEntry, Multiple, answers, hundred, multiples
from monitor.report.spread import answer_row, has_sides, legend
from monitor.report.tables import of_answers, of_shares
from monitor.results import Distribution, Indicator, Item, Measure, Results, Share
from monitor.texts import _

APART, HUNDRED = "uiteen", "honderd"
"""How the bars of all answers stand: diverging from a line, or adding up to 100 %."""


def item_of(results: Results, survey: str, year: str, item: str) -> Item:
    """An item of a wave."""
    return next(each for each in results.items(survey, year) if each.id == item)


def spread(results: Results, chosen: Chosen, item: Item) -> Chart:
    """The answers of all years as diverging bars; options without sides as dots of the chosen year."""
    if has_sides(item):
        return _bars(results, chosen, item)
    return _options(results, chosen, item)


def _bars(results: Results, chosen: Chosen, item: Item) -> Chart:
    survey, whole = chosen["vragenlijst"], chosen["balken"] == HUNDRED
    spreads = [(year, results.distribution(survey, year, item.id)) for year in asked_in(results, chosen)]
    now = next(found for year, found in spreads if year == chosen["jaar"])
    rows = [answer_row(year, item_of(results, survey, year, item.id), found, results.locale) for year, found in spreads]
    return Chart(
        name="antwoorden",
        title=_title(results, chosen, item),
        sentence=_whole_sentence(now) if whole else _spread_sentence(item, now),
        figure=hundred(rows) if whole else answers(rows),
        table=of_answers(results.text(survey, chosen["jaar"], item.id), _("School year"), spreads),
        link=link_to(QUESTION, chosen),
        legend=legend(item, [found for _year, found in spreads]),
        notes=(_over_everyone(chosen, item), _refused(results, chosen, item)),
    )


def counted_note(results: Results, chosen: Chosen, item: Item, measure: Measure) -> str:
    """Which answers are counted, of whom."""
    survey = chosen["vragenlijst"]
    counted = say.counted(results, survey, chosen["jaar"], item, measure)
    people = say.audience_of(results, survey)
    over_whom = words.base_words(base_of(chosen), people, unknown=bool(item.unknown))
    return _("Counted: {counted}, {base}.").format(counted=counted, base=over_whom)


def _over_everyone(chosen: Chosen, item: Item) -> str:
    """The bars hold "weet ik niet" whatever the base of the title."""
    if base_of(chosen) == "A" or not item.unknown:
        return ""
    return _("The bars hold all answers, “do not know” included.")


def _whole_sentence(spread: Distribution) -> str:
    """How to read bars that add up to 100 %."""
    if not spread.shown:
        return words.hidden_words(spread.reason)
    return _(
        "Every bar is all answers together, from against to in favour; “do not know” comes last. Counts are rounded, "
        "so a bar may be a little longer or shorter."
    )


def _spread_sentence(item: Item, spread: Distribution) -> str:
    """How to read the bars: what stands left and right of the line, and what stands apart from it."""
    if not spread.shown:
        return words.hidden_words(spread.reason)
    sides = (
        _("Left of the line those to whom it happens regularly, right of it those to whom it happens less or not.")
        if item.cutoffs
        else _("Left of the line the answers against, right of it those in favour.")
    )
    tones = {part.tone for part in spread.parts}
    apart = _("Neutral and “do not know” stand apart.") if "neutral" in tones else _("“Do not know” stands apart.")
    told = [sides, *([apart] if tones & {"neutral", "dont_know"} else []), _("Equal lengths are equal shares.")]
    return " ".join(told)


def asked_in(results: Results, chosen: Chosen) -> list[str]:
    """The years in which the chosen question was put."""
    survey, item = chosen["vragenlijst"], chosen["vraag"]
    return [year for year in results.years(survey) if any(each.id == item for each in results.items(survey, year))]


def _refused(results: Results, chosen: Chosen, item: Item) -> str:
    found = results.distribution(chosen["vragenlijst"], chosen["jaar"], item.id)
    refused = sum(part.count for part in found.parts if part.share is None)
    if not refused:
        return ""
    return _("In {year} about {n} people chose an answer outside the count, such as “rather not say”.").format(
        year=chosen["jaar"], n=words.count(refused, results.locale)
    )


def _title(results: Results, chosen: Chosen, item: Item) -> str:
    """The message: the sentence of an indicator about this item, else how many gave the headline answer."""
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    measure = results.measures(survey, year, item.id)[0]
    return _headline(results, chosen, item, measure, base_of(chosen) if base_of(chosen) in measure.bases else "A")


def _headline(results: Results, chosen: Chosen, item: Item, measure: Measure, base: Base) -> str:
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    share = results.share(survey, year, item.id, measure.id, base)
    audience = say.audience_of(results, survey)
    known = indicator_of(results, survey, item, measure)
    if not share.shown:
        return words.hidden_words(share.reason)
    if known:
        told = words.headline(as_read(known.sentence, results.locale), share, audience, results.locale)
    else:
        told = _("{who}: {counted}").format(
            who=words.upper(words.of_all(share, audience, results.locale)),
            counted=say.counted(results, survey, year, item, measure),
        )
    return over(told, base, item)


def over(told: str, base: Base, item: Item) -> str:
    """A sentence that says so when "weet ik niet" is not counted in it."""
    if base == "A" or not item.unknown:
        return told
    return _("{sentence} (without “do not know”)").format(sentence=told.rstrip("."))


def indicator_of(results: Results, survey: str, item: Item, measure: Measure) -> Indicator | None:
    """The indicator about this number, over whatever base: its sentence fits both."""
    wanted = (item.id, measure.id)
    return next((each for each in results.indicators(survey) if (each.item, each.measure) == wanted), None)


def _options(results: Results, chosen: Chosen, item: Item) -> Chart:
    """Every answer with its share in all years, the one most chosen in the chosen year first."""
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    measures = results.measures(survey, year, item.id)
    ordered = sorted(measures, key=lambda each: -(results.share(survey, year, item.id, each.id).share or -1))
    rows = []
    for each in ordered:
        shares = [(one, results.share(survey, one, item.id, each.id)) for one in asked_in(results, chosen)]
        rows.append((say.counted(results, survey, year, item, each), shares))
    return Chart(
        name="antwoorden",
        title=_title(results, chosen, item),
        sentence=_("One person could tick several answers, so the shares add up to more than everybody.")
        if item.type == "multiple"
        else _("How many people gave each answer."),
        figure=multiples([multiple(label, shares, year, results.locale) for label, shares in rows]),
        table=of_shares(results.text(survey, year, item.id), _("Answer"), by_year(rows)),
        link=link_to(QUESTION, chosen),
        legend=dot_legend(say.chosen_year(year)),
    )


def multiple(label: str, shares: Sequence[tuple[str, Share]], chosen: str, locale: str) -> Multiple:
    """A row of a chart with all years; its note is about the chosen one."""
    years = [dot(year, share, locale, emphasised=year == chosen) for year, share in shares]
    note = next((one.note for one in years if one.label == chosen), "")
    lanes = [
        replace(one, note=say.unseen_here(share.reason)) for one, (_year, share) in zip(years, shares, strict=True)
    ]
    return Multiple(label, note, tuple(lanes))


def by_year(rows: Sequence[tuple[str, Sequence[tuple[str, Share]]]]) -> list[tuple[str, Share]]:
    """The rows of such a chart as rows of a table: one per label and year."""
    return [(f"{label}, {year}", share) for label, shares in rows for year, share in shares]


def dot(label: str, share: Share, locale: str, *, emphasised: bool = False, broken: bool = False) -> Dot:
    """A share as a dot with its range; a hidden one says why there is none."""
    if share.share is None or share.low is None or share.high is None:
        return Dot(label, say.unseen(share.reason), broken=broken)
    note = words.level(share, locale)
    if not share.few:
        note = _("{level} of {answers}").format(level=say.value(share, locale), answers=say.of_answers(share.n, locale))
    return Dot(label, note, share.share, share.low, share.high, emphasised, broken)


def dot_legend(emphasised: str) -> tuple[LegendEntry, ...]:
    """What the marks are; `emphasised` says what the diamond is."""
    return (
        LegendEntry(emphasised, "diamond"),
        LegendEntry(_("answer given"), "dot"),
        LegendEntry(_("where the figure probably lies"), "middle"),
    )


def base_of(chosen: Chosen) -> Base:
    """The base that is chosen."""
    return "B" if chosen["basis"] == "B" else "A"

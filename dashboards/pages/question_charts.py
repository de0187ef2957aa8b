"""The charts of one question: how the answers are spread, one share over the years, the groups of a year."""

import itertools
from collections.abc import Sequence

from dashboards import sentences as say
from dashboards.pages.page import QUESTION, Chosen, link_to
from dashboards.ui.chart import Chart
from monitor.definition.indicators import Base
from monitor.definition.model import as_read
from monitor.report import words
from monitor.report.direction_words import judged_sentence
from monitor.report.figures import Dot, LegendEntry, answers, dots
from monitor.report.spread import answer_row, has_sides, hidden_groups, legend
from monitor.report.tables import of_answers, of_shares
from monitor.results import Change, Distribution, Indicator, Item, Measure, Node, Results, Share, Verdict
from monitor.texts import _


def item_of(results: Results, survey: str, year: str, item: str) -> Item:
    """An item of a wave."""
    return next(each for each in results.items(survey, year) if each.id == item)


def spread(results: Results, chosen: Chosen, item: Item) -> Chart:
    """The answers of all years as diverging bars; options without sides as dots of the chosen year."""
    if has_sides(item):
        return _bars(results, chosen, item)
    return _options(results, chosen, item)


def _bars(results: Results, chosen: Chosen, item: Item) -> Chart:
    survey = chosen["vragenlijst"]
    spreads = [(year, results.distribution(survey, year, item.id)) for year in _asked(results, chosen)]
    now = next(found for year, found in spreads if year == chosen["jaar"])
    rows = [answer_row(year, item_of(results, survey, year, item.id), found, results.locale) for year, found in spreads]
    return Chart(
        name="antwoorden",
        title=_title(results, chosen, item),
        sentence=_spread_sentence(item, now),
        figure=answers(rows),
        table=of_answers(results.text(survey, chosen["jaar"], item.id), _("School year"), spreads),
        link=link_to(QUESTION, chosen),
        legend=legend(item, [found for _year, found in spreads]),
        notes=(_over_everyone(chosen, item), _refused(results, chosen, item)),
    )


def _over_everyone(chosen: Chosen, item: Item) -> str:
    """The bars hold "weet ik niet" whatever the base of the title."""
    if _base(chosen) == "A" or not item.unknown:
        return ""
    return _("The bars hold all answers, “do not know” included.")


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


def _asked(results: Results, chosen: Chosen) -> list[str]:
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
    return _headline(results, chosen, item, measure, _base(chosen) if _base(chosen) in measure.bases else "A")


def _headline(results: Results, chosen: Chosen, item: Item, measure: Measure, base: Base) -> str:
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    share = results.share(survey, year, item.id, measure.id, base)
    audience = say.audience_of(results, survey)
    known = _indicator(results, survey, item, measure)
    if not share.shown:
        return words.hidden_words(share.reason)
    if known:
        told = words.headline(as_read(known.sentence, results.locale), share, audience, results.locale)
    else:
        told = _("{who}: {counted}").format(
            who=words.upper(words.of_all(share, audience, results.locale)),
            counted=say.counted(results, survey, year, item, measure),
        )
    return _over(told, base, item)


def _over(told: str, base: Base, item: Item) -> str:
    """A sentence that says so when "weet ik niet" is not counted in it."""
    if base == "A" or not item.unknown:
        return told
    return _("{sentence} (without “do not know”)").format(sentence=told.rstrip("."))


def _indicator(results: Results, survey: str, item: Item, measure: Measure) -> Indicator | None:
    """The indicator about this number, over whatever base: its sentence fits both."""
    wanted = (item.id, measure.id)
    return next((each for each in results.indicators(survey) if (each.item, each.measure) == wanted), None)


def _options(results: Results, chosen: Chosen, item: Item) -> Chart:
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    measures = results.measures(survey, year, item.id)
    shares = [
        (say.counted(results, survey, year, item, each), results.share(survey, year, item.id, each.id))
        for each in measures
    ]
    ordered = sorted(shares, key=lambda each: -(each[1].share or -1))
    return Chart(
        name="antwoorden",
        title=_title(results, chosen, item),
        sentence=_("One person could tick several answers, so the shares add up to more than everybody.")
        if item.type == "multiple"
        else _("How many people gave each answer."),
        figure=dots([_dot(label, share, results.locale) for label, share in ordered]),
        table=of_shares(results.text(survey, year, item.id), _("Answer"), ordered),
        link=link_to(QUESTION, chosen),
        legend=_dot_legend(),
        notes=(_("School year {year}").format(year=year),),
    )


def _dot(label: str, share: Share, locale: str, *, emphasised: bool = False) -> Dot:
    if share.share is None or share.low is None or share.high is None:
        return Dot(label, words.hidden_words(share.reason))
    note = words.level(share, locale)
    if not share.few:
        note = _("{level} of {answers}").format(level=say.value(share, locale), answers=say.of_answers(share.n, locale))
    return Dot(label, note, share.share, share.low, share.high, emphasised)


def _dot_legend(emphasised: str = "") -> tuple[LegendEntry, ...]:
    """What the marks are; `emphasised` says what the diamond is, where there is one."""
    return (
        *([LegendEntry(emphasised, "diamond")] if emphasised else []),
        LegendEntry(_("answer given"), "dot"),
        LegendEntry(_("where the figure probably lies"), "middle"),
    )


def over_years(results: Results, chosen: Chosen, item: Item, measure: Measure) -> Chart:
    """One share in all years, each with its interval, and what changed since the year before the chosen one."""
    survey, base = chosen["vragenlijst"], _base(chosen)
    shares = [(year, results.share(survey, year, item.id, measure.id, base)) for year in _asked(results, chosen)]
    changes = [_change(results, chosen, measure, base, *pair) for pair in itertools.pairwise(shares)]
    rows = [
        _dot(_year_label(year, change), share, results.locale, emphasised=year == chosen["jaar"])
        for (year, share), change in zip(shares, [None, *changes], strict=True)
    ]
    counted = say.counted(results, survey, chosen["jaar"], item, measure)
    over = words.base_words(base, say.audience_of(results, survey), unknown=bool(item.unknown))
    return Chart(
        name="jaren",
        title=_year_title(results, chosen, item, measure, base, changes),
        sentence=_year_sentence(changes, chosen, measure, results.locale),
        figure=dots(rows),
        table=of_shares(f"{counted}, {over}", _("School year"), shares),
        link=link_to(QUESTION, chosen),
        legend=_dot_legend(_("the chosen year, {year}").format(year=chosen["jaar"])),
        notes=(_("Counted: {counted}, {base}").format(counted=counted, base=over),),
    )


def _base(chosen: Chosen) -> Base:
    return "B" if chosen["basis"] == "B" else "A"


def _change(
    results: Results, chosen: Chosen, measure: Measure, base: Base, before: tuple[str, Share], after: tuple[str, Share]
) -> Change:
    return results.change(chosen["vragenlijst"], chosen["vraag"], measure.id, before[0], after[0], base)


def _year_label(year: str, change: Change | None) -> str:
    if change is not None and say.broken(change):
        return _("{year} (another question from here on)").format(year=year)
    return year


def _year_title(
    results: Results, chosen: Chosen, item: Item, measure: Measure, base: Base, changes: Sequence[Change]
) -> str:
    """The message: more or fewer, or why that cannot be told; the sentence below it says how much."""
    change = _last(changes, chosen)
    known = _indicator(results, chosen["vragenlijst"], item, measure)
    if change is None:
        return _("There is no earlier year to compare with.")
    if change.verdict not in (Verdict.RISE, Verdict.FALL) or known is not None:
        sentence = as_read(known.sentence, results.locale) if known else ""
        told = words.change_title(sentence, change)
        return _over(told, base, item) if change.verdict in (Verdict.RISE, Verdict.FALL) else told
    template = (
        _("Chosen more often than in {year}: {counted}")
        if change.verdict is Verdict.RISE
        else _("Chosen less often than in {year}: {counted}")
    )
    counted = say.counted(results, chosen["vragenlijst"], chosen["jaar"], item, measure)
    return _over(template.format(year=change.from_year, counted=counted), base, item)


def _last(changes: Sequence[Change], chosen: Chosen) -> Change | None:
    return next((change for change in changes if change.to_year == chosen["jaar"]), None)


def _year_sentence(changes: Sequence[Change], chosen: Chosen, measure: Measure, locale: str) -> str:
    change = _last(changes, chosen)
    if change is None:
        return _("The dot is what was answered, the line where the figure probably lies.")
    if not change.comparable:
        return change.reason or ""
    if change.verdict is Verdict.UNDECIDED:
        return words.left_open(change, locale)
    return judged_sentence(change, measure.better, locale)


def groups(results: Results, chosen: Chosen, item: Item, measure: Measure) -> Chart | None:
    """The share of every stage and class that may be shown beside that of the school; None if there are none."""
    survey, year, base = chosen["vragenlijst"], chosen["jaar"], _base(chosen)
    nodes = results.nodes(survey, year)
    shares = [(node, results.share(survey, year, item.id, measure.id, base, node.id)) for node in nodes]
    shown = [(node, share) for node, share in shares if share.shown]
    if not any(node.level != "school" for node, _share in shown):
        return None
    hidden = [node.label for node, share in shares if not share.shown]
    return Chart(
        name="groepen",
        title=_groups_title(shown),
        sentence=_(
            "The dot is what was answered, the line where the figure probably lies: the fewer answers, the longer."
        ),
        figure=dots([_dot(node.label, share, results.locale, emphasised=_whole(node)) for node, share in shown]),
        table=of_shares(
            say.counted(results, survey, year, item, measure), _("Group"), [(node.label, s) for node, s in shares]
        ),
        link=link_to(QUESTION, chosen),
        legend=_dot_legend(_("the whole school")),
        notes=(hidden_groups(hidden),),
    )


def _whole(node: Node) -> bool:
    return node.level == "school"


def _groups_title(shown: Sequence[tuple[Node, Share]]) -> str:
    """Whether any group lies wholly outside the range of the school: the only difference that is named."""
    school = next((share for node, share in shown if _whole(node)), None)
    if school is None or school.low is None or school.high is None:
        return _("The groups that can be shown")
    apart = [
        node.label
        for node, share in shown
        if not (_whole(node) or share.few)
        and share.low is not None
        and share.high is not None
        and (share.low > school.high or share.high < school.low)
    ]
    if not apart:
        return _("No group clearly differs from the school as a whole")
    return _("Clearly different from the school as a whole: {groups}").format(groups=", ".join(apart))

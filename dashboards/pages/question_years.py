"""One share of a question in all years, each with its range, and what changed since the year before."""

import itertools
from collections.abc import Sequence

from dashboards.pages.page import QUESTION, Chosen, link_to
from dashboards.pages.question_charts import asked_in, base_of, counted_note, dot, dot_legend, indicator_of, over
from dashboards.ui.chart import Chart
from monitor.definition.indicators import Base
from monitor.definition.model import as_read
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.direction_words import judged_sentence
from monitor.report.figures import Dot, LegendEntry, dots
from monitor.report.tables import of_shares
from monitor.results import Change, Item, Measure, Results, Share, Verdict
from monitor.texts import _


def over_years(results: Results, chosen: Chosen, item: Item, measure: Measure) -> Chart:
    """One share in all years, each with its interval, and what changed since the year before the chosen one."""
    survey, base = chosen["vragenlijst"], base_of(chosen)
    shares = [(year, results.share(survey, year, item.id, measure.id, base)) for year in asked_in(results, chosen)]
    changes = [_change(results, chosen, measure, base, *pair) for pair in itertools.pairwise(shares)]
    rows = [
        dot(
            _year_label(year, change), share, results.locale,
            emphasised=year == chosen["jaar"], broken=change is not None and say.broken(change),
        )
        for (year, share), change in zip(shares, [None, *changes], strict=True)
    ]  # fmt: skip
    counted = say.counted(results, survey, chosen["jaar"], item, measure)
    over_whom = words.base_words(base, say.audience_of(results, survey), unknown=bool(item.unknown))
    return Chart(
        name="jaren",
        title=_year_title(results, chosen, item, measure, base, changes),
        sentence=_year_sentence(changes, chosen, measure, results.locale),
        figure=dots(rows),
        table=of_shares(f"{counted}, {over_whom}", _("School year"), shares),
        link=link_to(QUESTION, chosen),
        legend=_legend(chosen, rows),
        notes=(
            counted_note(results, chosen, item, measure),
            _response(results, changes, chosen),
        ),
    )


def _change(
    results: Results, chosen: Chosen, measure: Measure, base: Base, before: tuple[str, Share], after: tuple[str, Share]
) -> Change:
    return results.change(chosen["vragenlijst"], chosen["vraag"], measure.id, before[0], after[0], base)


def _year_label(year: str, change: Change | None) -> str:
    if change is not None and say.broken(change):
        return _("{year} (asked in another way than before)").format(year=year)
    return year


def _year_title(
    results: Results, chosen: Chosen, item: Item, measure: Measure, base: Base, changes: Sequence[Change]
) -> str:
    """The message: more or fewer, or why that cannot be told; the sentence below it says how much."""
    change = _last(changes, chosen)
    known = indicator_of(results, chosen["vragenlijst"], item, measure)
    if change is None:
        return _("There is no earlier year to compare with.")
    if not change.beyond_chance or known is not None:
        sentence = as_read(known.sentence, results.locale) if known else ""
        told = words.change_title(sentence, change)
        return over(told, base, item) if change.beyond_chance else told
    template = (
        _("Chosen more often than in {year}: {counted}")
        if change.verdict is Verdict.RISE
        else _("Chosen less often than in {year}: {counted}")
    )
    counted = say.counted(results, chosen["vragenlijst"], chosen["jaar"], item, measure)
    return over(template.format(year=change.from_year, counted=counted), base, item)


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


def _legend(chosen: Chosen, rows: Sequence[Dot]) -> tuple[LegendEntry, ...]:
    broken = [LegendEntry(_("not comparable"), "parting")] if any(row.broken for row in rows) else []
    return (*dot_legend(say.chosen_year(chosen["jaar"])), *broken)


def _response(results: Results, changes: Sequence[Change], chosen: Chosen) -> str:
    """How many answered, beside the change that is told."""
    change = _last(changes, chosen)
    if change is None:
        return ""
    before, after = (results.response(chosen["vragenlijst"], year) for year in (change.from_year, change.to_year))
    return say.response_beside(before, after, results.locale)

"""The charts of two years: every question of a theme with both its figures, the largest change first."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.address import Choice
from dashboards.pages.page import YEARS, Chosen, link_to
from dashboards.ui.chart import Chart, titled
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.change_marks import step, steps_legend
from monitor.report.direction_words import judged_sentence
from monitor.report.figures import Step, steps
from monitor.report.tables import of_changes
from monitor.results import Change, Item, Measure, Reason, Results
from monitor.texts import _


@dataclass(frozen=True)
class Moved:
    """What became of the headline number of a question."""

    change: Change
    item: Item
    measure: Measure


def changes_of(results: Results, chosen: Chosen, themes: Sequence[Choice]) -> list[Moved]:
    """The change of every question of these themes: the largest first, those that cannot be compared last."""
    survey, later = chosen["vragenlijst"], chosen["tot"]
    wanted, found = {theme.value for theme in themes}, []
    for item in (item for item in results.items(survey, later) if item.section in wanted):
        measure = results.measures(survey, later, item.id)[0]
        change = results.change(survey, item.id, measure.id, chosen["van"], later, measure.bases[0])
        found.append(Moved(change, item, measure))
    return sorted(found, key=lambda one: (not one.change.comparable, -abs(one.change.change or 0)))


def is_seen(change: Change) -> bool:
    """Whether the number of either year may be shown."""
    return any(share is not None and share.shown for share in (change.before, change.after))


def reason_of(change: Change) -> Reason | None:
    """Why the number of the later year may not be shown; None where that year has no number of this question."""
    return change.after.reason if change.after is not None else None


def theme_chart(results: Results, chosen: Chosen, theme: Choice) -> Chart | None:
    """The chart of one theme; None when it has no question."""
    found = changes_of(results, chosen, [theme])
    if not found:
        return None
    survey, later = chosen["vragenlijst"], chosen["tot"]
    labelled = [(results.text(survey, later, one.item.id), one.change) for one in found]
    verdicts = [words.verdict_words(one.change.verdict) for one in found]
    caption = _("{theme}: from {before} to {after}").format(theme=theme.label, before=chosen["van"], after=later)
    return Chart(
        name=f"thema-{theme.value}",
        title=titled(theme.label, say.lowered(say.summary(one.change for one in found))),
        sentence=_sentence(results, chosen, found),
        figure=steps([_step(results, chosen, one) for one in found]),
        table=of_changes(caption, _("Question"), labelled, verdicts),
        link=link_to(YEARS, chosen, thema=theme.value),
        legend=steps_legend(chosen["van"], later, (say.tone(one.change, one.measure.better) for one in found)),
        notes=(_answers(results, found),),
        alone=(response_of(results, chosen),),
    )


def response_of(results: Results, chosen: Chosen) -> str:
    """How many answered in the two years: said once above the charts, and on each as a file."""
    survey = chosen["vragenlijst"]
    before, after = (results.response(survey, year) for year in (chosen["van"], chosen["tot"]))
    return say.response_beside(before, after, results.locale)


def _sentence(results: Results, chosen: Chosen, found: Sequence[Moved]) -> str:
    """The largest change beyond chance in words; without one, what could have been seen."""
    first = next((one for one in found if one.change.beyond_chance), None)
    if first is not None:
        question = results.text(chosen["vragenlijst"], chosen["tot"], first.item.id)
        told = judged_sentence(first.change, first.measure.better, results.locale)
        return _("The clearest change is in “{question}”: {told}").format(
            question=question, told=f"{told[0].lower()}{told[1:]}"
        )
    seen = words.detectable_sentence(found[0].change, results.locale)
    return seen or _("No question of this theme can be compared between these years.")


def _step(results: Results, chosen: Chosen, one: Moved) -> Step:
    survey, later = chosen["vragenlijst"], chosen["tot"]
    counted = say.counted(results, survey, later, one.item, one.measure)
    label = results.text(survey, later, one.item.id)
    return step(label, one.change, one.measure.better, results.locale, counted)


def _answers(results: Results, found: Sequence[Moved]) -> str:
    both = [share for one in found for share in (one.change.before, one.change.after)]
    counts = [share.n for share in both if share and share.n]
    if not counts:
        return _("Too few answers to show")
    low, high = (words.count(edge(counts), results.locale) for edge in (min, max))
    if low == high:
        return _("About {n} answers per question and year.").format(n=low)
    return _("About {low} to {high} answers per question and year.").format(low=low, high=high)

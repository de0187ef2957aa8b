"""Jaren vergelijken: what changed between two school years, and what cannot be told?"""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards import sentences as say
from dashboards.address import Choice, Menu, menu
from dashboards.pages.page import YEARS, Chosen, Page, link_to
from dashboards.ui.chart import Chart, charts
from dashboards.ui.parts import notice
from dashboards.ui.shell import section
from monitor.report import words
from monitor.report.direction_words import judged_sentence
from monitor.report.figures import LegendEntry, Step, steps
from monitor.report.tables import of_changes
from monitor.results import Change, Item, Measure, Results, Verdict
from monitor.texts import _

ALL = "alle"
ABOUT_PEOPLE = "context"
"""The section with questions about who somebody is: a school does not change those."""

_ORDER = {Verdict.RISE: 0, Verdict.FALL: 0, Verdict.UNDECIDED: 1, Verdict.NOT_COMPARABLE: 2}


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    surveys = [Choice(each.id, say.survey_name(results, each.id)) for each in results.surveys()]
    survey = menu("vragenlijst", _("Who answered"), surveys, asked)
    years = results.years(survey.chosen)
    later = menu("tot", _("To"), [Choice(year, year) for year in reversed(years[1:])], asked)
    earlier = menu("van", _("From"), [Choice(year, year) for year in reversed(years) if year < later.chosen], asked)
    themes = [Choice(ALL, _("All themes")), *_themes(results, survey.chosen, years[-1])]
    return (survey, earlier, later, menu("thema", _("Theme"), themes, asked))


def _themes(results: Results, survey: str, year: str) -> list[Choice]:
    asked = results.release(survey, year).manifest.survey
    used = {item.section for item in results.items(survey, year)}
    return [
        Choice(part.id, asked.as_read(part.title, results.locale))
        for part in asked.sections
        if part.id in used and part.id != ABOUT_PEOPLE
    ]


def _lead(results: Results, chosen: Chosen) -> str:
    if not chosen["van"]:
        return _("There is one school year; from the second one on there is something to compare.")
    return say.summary(change for change, _item, _measure in _changes(results, chosen))


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    if not chosen["van"]:
        return [notice(_("Nothing to compare yet."), _("The page fills itself when a second year is closed."))]
    survey, earlier, later = chosen["vragenlijst"], chosen["van"], chosen["tot"]
    moved = words.response_change_sentence(
        results.response(survey, earlier), results.response(survey, later), results.locale
    )
    themes = _themes(results, survey, later)
    wanted = [theme for theme in themes if chosen["thema"] in (ALL, theme.value)]
    drawn = [found for theme in wanted if (found := _chart(results, chosen, theme))]
    title = _("From {before} to {after}").format(before=earlier, after=later)
    told = [notice(moved, warm=True)] if moved else []
    return [*told, *_other_waves(results, survey, earlier, later), section(title, [charts(drawn)])]


def _other_waves(results: Results, survey: str, earlier: str, later: str) -> list[Component]:
    """What changed in the waves as a whole, to know before the changes are read."""
    breaks = " ".join(one.text for one in results.breaks(survey, earlier, later))
    return [notice(_("The two years were not asked in quite the same way."), breaks, warm=True)] if breaks else []


def _changes(results: Results, chosen: Chosen) -> list[tuple[Change, Item, Measure]]:
    survey, later = chosen["vragenlijst"], chosen["tot"]
    offered = {theme.value for theme in _themes(results, survey, later)}
    wanted = offered if chosen["thema"] == ALL else {chosen["thema"]} & offered
    found = []
    for item in results.items(survey, later):
        if item.section in wanted:
            measure = results.measures(survey, later, item.id)[0]
            base = measure.bases[0]
            change = results.change(survey, item.id, measure.id, chosen["van"], later, base)
            found.append((change, item, measure))
    return sorted(found, key=lambda each: (_ORDER[each[0].verdict], -abs(each[0].change or 0)))


def _chart(results: Results, chosen: Chosen, theme: Choice) -> Chart | None:
    found = _changes(results, {**chosen, "thema": theme.value})
    if not found:
        return None
    survey, later = chosen["vragenlijst"], chosen["tot"]
    labelled = [(results.text(survey, later, item.id), change) for change, item, _measure in found]
    verdicts = [words.verdict_words(change.verdict) for change, _item, _measure in found]
    caption = _("{theme}: from {before} to {after}").format(theme=theme.label, before=chosen["van"], after=later)
    return Chart(
        name=f"thema-{theme.value}",
        title=f"{theme.label} \N{EN DASH} {_lowered(say.summary(change for change, _item, _measure in found))}",
        sentence=_sentence(results, chosen, found),
        figure=steps([_step(results, survey, later, *each) for each in found]),
        table=of_changes(caption, _("Question"), labelled, verdicts),
        link=link_to(YEARS, chosen, thema=theme.value),
        legend=_legend(chosen, found),
        notes=(_notes(results, found),),
    )


def _lowered(sentence: str) -> str:
    return f"{sentence[0].lower()}{sentence[1:].rstrip('.')}"


def _sentence(results: Results, chosen: Chosen, found: Sequence[tuple[Change, Item, Measure]]) -> str:
    """The clearest change in words; without one, what could have been seen."""
    change, item, measure = found[0]
    if change.verdict in (Verdict.RISE, Verdict.FALL):
        question = results.text(chosen["vragenlijst"], chosen["tot"], item.id)
        told = judged_sentence(change, measure.better, results.locale)
        return _("The clearest change is in “{question}”: {told}").format(question=question, told=_first_lowered(told))
    seen = words.detectable_sentence(change, results.locale)
    return seen or _("No question of this theme can be compared between these years.")


def _first_lowered(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"


def _step(results: Results, survey: str, year: str, change: Change, item: Item, measure: Measure) -> Step:
    before, after = (share.share if share else None for share in (change.before, change.after))
    counted = say.counted(results, survey, year, item, measure)
    return Step(
        results.text(survey, year, item.id),
        f"{_told(change, results.locale)}\n{counted}",
        before,
        after,
        say.tone(change, measure.better),
    )


def _told(change: Change, locale: str) -> str:
    if not change.comparable:
        return f"{words.verdict_words(change.verdict)}: {change.reason or ''}".strip()
    if change.verdict is Verdict.UNDECIDED:
        return _("not clear whether it changed")
    size = words.points(change.change or 0, locale)
    if change.verdict is Verdict.RISE:
        return _("{points} higher").format(points=size)
    return _("{points} lower").format(points=size)


def _legend(chosen: Chosen, found: Sequence[tuple[Change, Item, Measure]]) -> tuple[LegendEntry, ...]:
    tones = {say.tone(change, measure.better) for change, _item, measure in found}
    entries = [LegendEntry(chosen["van"], "ring"), LegendEntry(chosen["tot"], "dot")]
    if "good" in tones:
        entries.append(LegendEntry(_("better, more than chance"), "strong-for"))
    if "bad" in tones:
        entries.append(LegendEntry(_("worse, more than chance"), "strong-against"))
    return tuple(entries)


def _notes(results: Results, found: Sequence[tuple[Change, Item, Measure]]) -> str:
    counts = [
        share.n for change, _item, _measure in found for share in (change.before, change.after) if share and share.n
    ]
    if not counts:
        return _("Too few answers to show.")
    low, high = (words.count(edge(counts), results.locale) for edge in (min, max))
    if low == high:
        return _("about {n} answers per question and year").format(n=low)
    return _("about {low} to {high} answers per question and year").format(low=low, high=high)


PAGE = Page(
    path=YEARS,
    name=lambda: _("Compare years"),
    question=lambda _results, _chosen: _("What changed?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)

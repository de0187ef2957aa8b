"""Jaren vergelijken: what changed between two school years, and what cannot be told?"""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Choice, Menu, menu
from dashboards.pages.page import YEARS, Chosen, Page
from dashboards.pages.years_charts import changes_of, is_seen, reason_of, response_of, theme_chart
from dashboards.ui.chart import charts_first
from dashboards.ui.parts import not_shown, notice
from dashboards.ui.shell import section
from monitor.report import sentences as say
from monitor.report import words
from monitor.results import Results
from monitor.texts import _

ALL = "alle"
ABOUT_PEOPLE = "context"
"""The section with questions about who somebody is: a school does not change those."""


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    surveys = [Choice(each.id, say.survey_name(results, each.id)) for each in results.surveys()]
    survey = menu("vragenlijst", _("Who answered"), surveys, asked)
    years = results.years(survey.chosen)
    later = menu("tot", _("To"), [Choice(year, year) for year in reversed(years[1:])], asked)
    earlier = menu("van", _("From"), [Choice(year, year) for year in reversed(years) if year < later.chosen], asked)
    themes = [Choice(ALL, _("All themes")), *_themes(results, survey.chosen, later.chosen or years[-1])]
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
    return say.summary(each.change for each in changes_of(results, chosen, _wanted(results, chosen)))


def _wanted(results: Results, chosen: Chosen) -> list[Choice]:
    """The themes that are looked at."""
    themes = _themes(results, chosen["vragenlijst"], chosen["tot"])
    return [theme for theme in themes if chosen["thema"] in (ALL, theme.value)]


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    if not chosen["van"]:
        return [
            not_shown(
                None, title=_("Nothing to compare yet."), why=_("The page fills itself when a second year is closed.")
            )
        ]
    survey, earlier, later = chosen["vragenlijst"], chosen["van"], chosen["tot"]
    moved = words.response_change_sentence(
        results.response(survey, earlier), results.response(survey, later), results.locale
    )
    told = [notice(moved, warm=True)] if moved else []
    return [*told, *_other_waves(results, survey, earlier, later), _compared(results, chosen)]


def _compared(results: Results, chosen: Chosen) -> Component:
    title = _("From {before} to {after}").format(before=chosen["van"], after=chosen["tot"])
    return section(title, _themed(results, chosen), aside=response_of(results, chosen))


def _themed(results: Results, chosen: Chosen) -> list[Component]:
    """A chart for each theme; those of which no number may be shown are named once, with the reason."""
    seen, hidden, reason = [], [], None
    for theme in _wanted(results, chosen):
        found = changes_of(results, chosen, [theme])
        if any(is_seen(one.change) for one in found):
            seen.append(theme)
        elif found:
            hidden.append(theme.label)
            reason = reason or reason_of(found[0].change)
    box = [not_shown(reason, about=hidden if seen else ())] if hidden else []
    return [*_drawn(results, chosen, seen), *box]


def _drawn(results: Results, chosen: Chosen, themes: Sequence[Choice]) -> list[Component]:
    """The charts of these themes: that with the largest change beyond chance first, those without one on demand."""
    largest = {theme.value: _largest(results, chosen, theme) for theme in themes}
    moved = sorted((one for one in themes if largest[one.value]), key=lambda one: -largest[one.value])
    still = [one for one in themes if not largest[one.value]]
    first, rest = ([*filter(None, (theme_chart(results, chosen, one) for one in part))] for part in (moved, still))
    return charts_first(first, rest, _("The other themes: whether anything changed cannot be told"))


def _largest(results: Results, chosen: Chosen, theme: Choice) -> float:
    """How large the largest change of a theme is that is more than chance; 0 without one."""
    found = (one.change for one in changes_of(results, chosen, [theme]))
    return max((abs(one.change or 0) for one in found if one.beyond_chance), default=0.0)


def _other_waves(results: Results, survey: str, earlier: str, later: str) -> list[Component]:
    """What changed in the waves as a whole, to know before the changes are read."""
    breaks = " ".join(one.text for one in results.breaks(survey, earlier, later))
    return [notice(_("The two years were not asked in quite the same way."), breaks, warm=True)] if breaks else []


PAGE = Page(
    path=YEARS,
    name=lambda: _("Compare years"),
    question=lambda _results, _chosen: _("What changed?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)

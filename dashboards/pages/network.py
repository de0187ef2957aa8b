"""Netwerk: where does a school stand among the others, and which differ by more than chance?

No ranking: schools stand by name, and a school's own people see the others as dots without names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Choice, Menu, menu
from dashboards.pages.page import NETWORK, Chosen, Page, link_to
from dashboards.ui.chart import Chart, chart
from dashboards.ui.parts import bullets, more, not_shown, notice, panel, paragraph, prose
from dashboards.ui.shell import section
from monitor.between.results import Asked, Beside, SchoolChange
from monitor.between.seen import InNetwork
from monitor.definition.indicators import Measure, indicators
from monitor.report import network_words as told
from monitor.report import sentences as say
from monitor.report.figures import LegendEntry
from monitor.report.network_table import of_bands
from monitor.report.school_dots import Allowed, SchoolDot, Standing, school_dots
from monitor.results import Results
from monitor.statistics.between_schools.unlike import Place
from monitor.statistics.reasons import because
from monitor.texts import _

ALL, REGION = "alle", "regio"
MOST_OPEN = 30
"""More schools than this are a list that is opened."""
STANDINGS: Mapping[Place, Standing] = {Place.HIGHER: "above", Place.LOWER: "below", Place.UNDECIDED: "within"}


def _network(results: Results) -> InNetwork:
    assert results.network is not None, "the page is there where there is a network"
    return results.network


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    network = _network(results)
    waves = network.results.waves()
    surveys = [Choice(one, _survey_name(network, one)) for one in dict.fromkeys(survey for survey, _year in waves)]
    survey = menu("vragenlijst", _("Who answered"), surveys, asked)
    years = network.results.years(survey.chosen)
    year = menu("jaar", _("School year"), [Choice(each, each) for each in reversed(years)], asked)
    items = network.results.items(survey.chosen, year.chosen)
    manifest = network.results.manifest(survey.chosen, year.chosen)
    questions = [Choice(one.id, manifest.survey.as_read(one.text, manifest.locale)) for one in items]
    question = menu("vraag", _("Question"), questions, asked, default=_first(survey.chosen), wide=True)
    measures = network.results.measures(survey.chosen, year.chosen, question.chosen)
    item = next(one for one in items if one.id == question.chosen)
    counted = [Choice(one.id, told.counted(network, survey.chosen, year.chosen, item, one)) for one in measures]
    measure = menu("maat", _("Which answers count"), counted, asked, wide=True)
    return (
        survey,
        year,
        question,
        measure,
        menu("vergelijk", _("Compared with"), _compared(network, survey, year), asked),
    )


def _first(survey: str) -> str | None:
    """The question to begin with: that of the first indicator."""
    return next((one.item for one in indicators() if survey in one.surveys), None)


def _survey_name(network: InNetwork, survey: str) -> str:
    manifest = network.results.manifest(survey, network.results.years(survey)[-1])
    return say.survey_called(survey, manifest.survey.as_read(manifest.survey.title, manifest.locale))


def _compared(network: InNetwork, survey: Menu, year: Menu) -> list[Choice]:
    """With which schools a school is compared; regions are a choice where there are some."""
    regions = network.results.regions(survey.chosen, year.chosen)
    region = [Choice(REGION, _("Schools of the same region"))] if len(regions) > 1 else []
    return [Choice(ALL, _("All schools of the network")), *region]


def _lead(results: Results, chosen: Chosen) -> str:
    network = _network(results)
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    return _("“{question}” {who}, {years}").format(
        question=network.results.text(survey, year, chosen["vraag"]),
        who=_survey_name(network, survey),
        years=year,
    )


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    network = _network(results)
    asked, locale = _asked(network, chosen), _locale(network, chosen)
    found = network.beside(chosen["vragenlijst"], chosen["jaar"], asked, by_region=_regional(chosen))
    if not found.network.shown:
        return [not_shown(found.network.reason)]
    before = _year_before(network, chosen)
    return [
        *_own(network, chosen, found, before),
        section(_("The network"), [_said(_of_network(network, chosen, found, before))]),
        section(_("The schools beside each other"), [chart(_dots(network, chosen, found, locale))]),
        *_of_schools(network, chosen, found, before),
        section(_("How to read this"), [bullets(_caveats(network))]),
    ]


def _regional(chosen: Chosen) -> bool:
    """Whether schools are compared within their region."""
    return chosen["vergelijk"] == REGION


def _said(sentences: Iterable[str]) -> Component:
    return panel(prose([paragraph(one) for one in sentences]))


def _asked(network: InNetwork, chosen: Chosen) -> Asked:
    measure = _measure(network, chosen)
    return Asked(chosen["vraag"], measure.id, measure.bases[0])


def _measure(network: InNetwork, chosen: Chosen) -> Measure:
    offered = network.results.measures(chosen["vragenlijst"], chosen["jaar"], chosen["vraag"])
    return next(one for one in offered if one.id == chosen["maat"])


def _of_network(network: InNetwork, chosen: Chosen, found: Beside, before: str | None) -> Iterator[str]:
    """The figure of the network and what became of it."""
    locale = _locale(network, chosen)
    yield told.share_sentence(found.network, locale)
    if before:
        change = network.change(chosen["vragenlijst"], _asked(network, chosen), before, chosen["jaar"])
        yield told.change_sentence(change, before, locale)


def _own(network: InNetwork, chosen: Chosen, found: Beside, before: str | None) -> list[Component]:
    """Where the visitor's own school stands, and what became of it."""
    if not network.school:
        return []
    point = found.point(network.school)
    if point is None:
        reason = found.network.missing.get(network.school)
        why = reason.text if reason else _("Your school did not take part in this survey.")
        return [section(_("Your school"), [notice(why)])]
    locale = _locale(network, chosen)
    changes = _changes(network, chosen, before) if before else ()
    since = [told.own_change_sentence(one, before or "", locale) for one in changes]
    return [
        section(_("Your school"), [_said([*told.own_sentences(point, locale, regional=_regional(chosen)), *since])])
    ]


def _changes(network: InNetwork, chosen: Chosen, before: str) -> tuple[SchoolChange, ...]:
    return network.school_changes(chosen["vragenlijst"], _asked(network, chosen), before, chosen["jaar"])


def _locale(network: InNetwork, chosen: Chosen) -> str:
    return network.results.manifest(chosen["vragenlijst"], chosen["jaar"]).locale


def _year_before(network: InNetwork, chosen: Chosen) -> str | None:
    earlier = [one for one in network.results.years(chosen["vragenlijst"]) if one < chosen["jaar"]]
    return max(earlier, default=None)


def _dots(network: InNetwork, chosen: Chosen, found: Beside, locale: str) -> Chart:
    own = network.school
    dots = [
        SchoolDot(one.n, one.share, "own" if own and one.code == own else STANDINGS[one.place]) for one in found.points
    ]
    wide = max((one.level for one in found.limits), default=0.0)
    limits = [Allowed(one.answers, one.low, one.high, rare=one.level == wide) for one in found.limits]
    return Chart(
        name="scholen",
        title=told.title(found, own, locale),
        sentence=_(
            "Each dot is a school. To the right more people answered; higher up more of them gave these answers."
        ),
        figure=school_dots(dots, limits, found.middle),
        table=of_bands(found, own, locale),
        link=link_to(NETWORK, chosen),
        legend=tuple(_legend(own, dots, own_place=found.own_place)),
        notes=tuple(_notes(found, regional=_regional(chosen))),
    )


def _notes(found: Beside, *, regional: bool) -> Iterator[str]:
    """What the lines are, of the schools that are compared."""
    if found.funnel is None:
        yield _("Each school is compared with the others of its region, so no lines hold for all of them.")
    elif regional:
        yield _(
            "Between the dashed lines lie 95 of every 100 ordinary schools of your region, between the others "
            "nearly all."
        )
        yield _("The line across is the mean of the schools of your region. The dots are all schools of the network.")
    else:
        yield _("Between the dashed lines lie 95 of every 100 ordinary schools, between the others nearly all.")
        yield _("The line across is the mean of the schools.")


def _legend(own: str, dots: Sequence[SchoolDot], *, own_place: bool) -> Iterator[LegendEntry]:
    standings = {dot.standing for dot in dots}
    if own:
        yield LegendEntry(_("Your school"), "own")
    if "above" in standings:
        yield LegendEntry(_("Higher by more than chance"), "above")
    if "below" in standings:
        yield LegendEntry(_("Lower by more than chance"), "below")
    dot = _("The other schools") if own_place else _("Of these schools it cannot be said whether they differ")
    yield LegendEntry(dot, "dot")


def _of_schools(network: InNetwork, chosen: Chosen, found: Beside, before: str | None) -> list[Component]:
    """For the network's own people: which schools stand out, and which changed, by name."""
    if network.school:
        return []
    locale, names = _locale(network, chosen), network.names(chosen["vragenlijst"], chosen["jaar"])
    parts: list[Component] = []
    if any(one.reason is None for one in found.points):
        parts += [
            _named(told.listed(place, regional=_regional(chosen)), told.unlike_schools(found, place, names, locale))
            for place in (Place.HIGHER, Place.LOWER)
        ]
    if before and (tested := _changes(network, chosen, before)):
        title = _("Changed since {year} by more than chance").format(year=before)
        parts.append(_named(title, told.changed(tested, names, locale)))
    if alone := sum(one.reason == because("no-region") for one in found.points):
        parts.append(notice(told.in_no_region(alone, locale)))
    if missing := len(found.network.missing):
        parts.append(notice(told.not_shown_of(missing, locale)))
    return parts


def _named(title: str, schools: Sequence[str]) -> Component:
    """Schools by name; many of them stand folded."""
    if not schools:
        return section(title, [paragraph(_("No school."))])
    if len(schools) <= MOST_OPEN:
        return section(title, [bullets(schools)])
    return section(title, [more(_("{n} schools").format(n=len(schools)), bullets(schools))])


def _caveats(network: InNetwork) -> list[str]:
    said = [
        _(
            "The height of a dot does not say who does better. "
            "Who stands high by chance this year mostly stands lower next year."
        ),
        _("In these lists too a school may stand by chance: on average one in ten at the most."),
        _("Schools differ in who their families are; a difference does not say that a school does better work."),
        _("All numbers were rounded and protected at each school before they were added up."),
    ]
    if network.school:
        said += [
            _("You see the other schools as dots without names, and they see yours like that."),
            _("Who knows how many people answered at a school can sometimes tell its dot."),
        ]
    return said


def _question(results: Results, _chosen: Chosen) -> str:
    if results.network is not None and results.network.school:
        return _("Where does our school stand among the others?")
    return _("Which schools differ by more than chance?")


PAGE = Page(
    path=NETWORK,
    name=lambda: _("Network"),
    question=_question,
    menus=_menus,
    lead=_lead,
    body=_body,
    ready=lambda results: results.network is not None and bool(results.network.results.waves()),
)

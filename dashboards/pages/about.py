"""Over de cijfers: where do these numbers come from, and what do they not say?"""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboards.pages.about_elsewhere import elsewhere
from dashboards.pages.about_network import explained, explaining_lead, no_menus
from dashboards.pages.about_scales import scales
from dashboards.pages.page import ABOUT, ACCESSIBILITY, Chosen, Page
from dashboards.ui.parts import bullets, columns, heading, notice, panel, paragraph, prose
from dashboards.ui.said import linked
from dashboards.ui.shell import section
from dashboards.ui.table import table
from monitor.disclosure.release import Policy, Release
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.method_words import (
    attack_words,
    questionnaire_words,
    reading_words,
    rules_words,
    traces_words,
    unsaid_words,
)
from monitor.report.tables import Column, Table
from monitor.results import Results
from monitor.texts import _


def _body(results: Results, _chosen: Chosen) -> Sequence[Component]:
    return [
        *(_problem(each.release, each.message) for each in results.problems),
        columns([prose(_reading()), prose([*_protected(results), *_not_said()])]),
        *([_waves(results)] if results.releases else []),
        *scales(results),
        *([elsewhere(results)] if results.releases else []),
        *(explained() if results.network is not None else []),
        columns([prose(_questionnaires()), prose(_access())]),
    ]


def _problem(release: str, message: str) -> Component:
    title = _("The numbers of {release} are not shown.").format(release=release)
    return notice(title, message, warm=True)


def _reading() -> list[Component]:
    return [
        heading(_("How to read a number")),
        paragraph(
            _(
                "A share is counted over everyone who answered the question, “do not know” included. Sometimes the "
                "share among those who gave another answer stands beside it: that is another number, and it says so."
            )
        ),
        paragraph(
            _(
                "Numbers of answers were rounded at random, so they are said with “about”. About 36 answers can be "
                "35 in truth: more than the forms that came in, which are counted exactly. Beside the share of those "
                "who know, “do not know” is the rest up to 100%; elsewhere it may be a few points "
                "more or less."
            )
        ),
        *(paragraph(told) for told in reading_words()),
    ]


def _not_said() -> list[Component]:
    return [
        heading(_("What the numbers do not say")),
        bullets(unsaid_words()),
    ]


def _protected(results: Results) -> list[Component]:
    if not results.releases:
        return []
    return [
        heading(_("How people are protected")),
        bullets(
            [
                traces_words(),
                *_rules_of_all(results),
                _(
                    "Rounding makes a percentage a little less exact: usually by a few points for the whole school, by "
                    "more for a class."
                ),
                attack_words(),
            ]
        ),
    ]


def _rules_of_all(results: Results) -> list[str]:
    """The rules of protection; where a school asked for more from a year on, with the surveys for which they hold."""
    by_policy: dict[Policy, list[str]] = {}
    for release in _newest_first(results):
        wave = f"{say.survey_name(results, release.manifest.survey.id)} {release.manifest.year}"
        by_policy.setdefault(release.manifest.policy, []).append(wave)
    if len(by_policy) == 1:
        return list(_rules(*by_policy))
    return [f"{', '.join(waves)}: {' '.join(_rules(policy))}" for policy, waves in by_policy.items()]


def _rules(policy: Policy) -> tuple[str, ...]:
    return (
        *rules_words(policy),
        _("Smaller groups get less detail: all answers from {all}, three categories from {three}.").format(
            all=policy.all_options_from, three=policy.three_options_from
        ),
    )


def _waves(results: Results) -> Component:
    rows = tuple(_wave(results, release) for release in _newest_first(results))
    caption = _("Closed surveys")
    headings = (
        Column(_("Survey")),
        Column(_("School year")),
        Column(_("Closed on")),
        Column(_("Forms"), numeric=True),
        Column(_("Questionnaire")),
        Column(_("Numbers tested"), numeric=True),
        Column(_("Fewest possible values"), numeric=True),
        Column(_("Test")),
    )
    return section(caption, [panel(table(Table(_("One row per closed survey"), headings, rows)))])


def _newest_first(results: Results) -> list[Release]:
    """The last year first; within a year parents, pupils and staff, as in every menu."""
    order = [each.id for each in results.surveys()]
    by_survey = sorted(results.releases, key=lambda each: order.index(each.manifest.survey.id))
    return sorted(by_survey, key=lambda each: each.manifest.year, reverse=True)


def _wave(results: Results, release: Release) -> tuple[str, ...]:
    manifest = release.manifest
    response = results.response(manifest.survey.id, manifest.year)
    return (
        say.survey_name(results, manifest.survey.id),
        manifest.year,
        words.date(manifest.closed_on, results.locale),
        words.count(response.forms, results.locale),
        questionnaire_words(manifest.survey.version, manifest.survey.status),
        words.count(manifest.audit.facts, results.locale),
        words.count(manifest.audit.min_values, results.locale),
        _("passed") if manifest.audit.passed else _("not passed"),
    )


def _questionnaires() -> list[Component]:
    return [
        heading(_("Questionnaires")),
        paragraph(
            _(
                "“Concept” means that a questionnaire has not been validated. It is a conversation starter for the "
                "school and does not replace a recognised monitor."
            )
        ),
    ]


def _access() -> list[Component]:
    return [
        heading(_("Accessibility")),
        paragraph(
            _(
                "Every chart has a sentence and a table with the same numbers, everything works with the keyboard "
                "alone, and nothing is said by colour only."
            )
        ),
        linked(_("What was tested, and what was not"), ACCESSIBILITY),
    ]


PAGE = Page(
    path=ABOUT,
    name=lambda: _("About the numbers"),
    question=lambda _results, _chosen: _("Where do the numbers come from?"),
    menus=no_menus,
    lead=explaining_lead,
    body=_body,
    numbers=False,
)

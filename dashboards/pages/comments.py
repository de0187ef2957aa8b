"""Open antwoorden: what did people write in their own words? Only what somebody read, masked and released."""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Choice, Menu, menu
from dashboards.pages.page import COMMENTS, Chosen, Page
from dashboards.ui.parts import bullets, not_shown
from dashboards.ui.said import quotes
from dashboards.ui.shell import section
from monitor.report import sentences as say
from monitor.results import Results
from monitor.texts import _


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    surveys = [Choice(each.id, say.survey_name(results, each.id)) for each in results.surveys()]
    survey = menu("vragenlijst", _("Who answered"), surveys, asked, default=_with_comments(results))
    years = [Choice(each, each) for each in reversed(results.years(survey.chosen))]
    return survey, menu("jaar", _("School year"), years, asked)


def _with_comments(results: Results) -> str | None:
    """The first survey that has released comments in its latest year, so that the page opens on something to read."""
    return next((each.id for each in results.surveys() if results.comments(each.id, each.latest)), None)


def _lead(results: Results, chosen: Chosen) -> str:
    return _("Comments say what numbers cannot. They are of some people, so they say nothing of how many think so.")


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    released = {item: texts for item, texts in results.comments(survey, year).items() if texts}
    if not released:
        told = not_shown(
            None,
            title=_("No open answers of this questionnaire were released."),
            why=_(
                "They are shown only after two people of the school read each of them, and only where enough people "
                "wrote something."
            ),
        )
        return [told, _why_absent(), _masked()]
    asked = results.release(survey, year).manifest.survey
    return [
        *(
            section(asked.as_read(asked.item(item).text, results.locale), [quotes(texts)])
            for item, texts in released.items()
        ),
        _masked(),
        _why_absent(),
    ]


def _masked() -> Component:
    return section(
        _("How they were masked"),
        [
            bullets(
                [
                    _(
                        "Names, classes, addresses, telephone numbers and other traces are replaced by a word in "
                        "brackets, such as [naam]."
                    ),
                    _("A program proposes what to mask; two people of the school read each text and decided."),
                    _("The order is drawn at random. Nothing says who wrote a text, of which class, or when."),
                    _("The words are those of the writer, mistakes in spelling included."),
                ]
            )
        ],
    )


def _why_absent() -> Component:
    return section(
        _("Why some are not here"),
        [
            bullets(
                [
                    _("Some give away who wrote them, or whom they are about, also without a name."),
                    _("Some accuse a person. Those belong in a conversation, not on a page."),
                    _("Some ask for help at once. Whoever read them acted on them; they are not shown."),
                    _("Under a question to which too few people wrote something, nothing is shown."),
                    _("Open answers stand for the whole school only, never for a class."),
                ]
            )
        ],
    )


PAGE = Page(
    path=COMMENTS,
    name=lambda: _("Open answers"),
    question=lambda _results, _chosen: _("What did people write in their own words?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)

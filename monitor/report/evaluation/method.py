"""How the numbers were made and how people are protected, in plain words."""

from monitor.disclosure.release import Policy
from monitor.report import words
from monitor.report.evaluation.document import Block, Numbers, Points, Section, Text
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.tables import Column, Table
from monitor.texts import _

NAME = "over-de-cijfers"


def section(view: SchoolYear) -> Section:
    """How to read a number, what was done so that nobody can be recognised, and what the numbers do not say."""
    policies = dict.fromkeys(view.results.release(one.id, view.year).manifest.policy for one in view.surveys())
    blocks: list[Block] = [Text(_("How to read a number"), "heading"), Points(_reading())]
    for policy in policies:
        blocks += [Text(_("How people are protected"), "heading"), Points(_protection(policy))]
    blocks += [Text(_("What the numbers do not say"), "heading"), Points(_not_said()), Numbers(_waves(view))]
    return Section(NAME, _("About the numbers"), tuple(blocks))


def _reading() -> tuple[str, ...]:
    return (
        _(
            "A share is counted over everyone who answered the question, “do not know” included, unless it says "
            "otherwise."
        ),
        _(
            "“Between about 55% and 69%” says how far chance alone can move a number. The fewer answers, the "
            "wider. It is a 95% interval (Wilson), widened for the rounding of the counts."
        ),
        _(
            "“Rise” or “fall” is said only when the change is larger than chance makes likely (Newcombe, 95%). "
            "“Cannot be determined” does not mean that nothing changed: there are too few answers to tell."
        ),
        _(
            "“Not comparable” means that the question, its answers or their order changed between the years, "
            "or that too few people answered. Below 30 answers the counts are shown and nothing is compared."
        ),
    )


def _protection(policy: Policy) -> tuple[str, ...]:
    return (
        _("Names, e-mail addresses, times and other traces are removed when a file comes in."),
        _("A group is shown only if at least {k} people answered.").format(k=policy.k),
        _(
            "Every count was rounded at random to a multiple of {base}, and of {sensitive} for sensitive "
            "questions. So totals may differ a little from their parts."
        ).format(base=policy.base, sensitive=policy.base_sensitive),
        _(
            "Before numbers are released, a program tries to work back the true counts, as a curious reader "
            "would. They are released only if every count could still have several values, and then never "
            "change."
        ),
    )


def _not_said() -> tuple[str, ...]:
    return (
        _("What those who did not answer think. The lower the response, the more careful you should be."),
        _("Why something changed. A number shows that, not whether an action was the reason."),
        _("How this school compares with another one: schools and pupils differ."),
    )


def _waves(view: SchoolYear) -> Table:
    rows = []
    for survey in view.surveys():
        manifest = view.results.release(survey.id, view.year).manifest
        concept = _("concept") if manifest.survey.status == "concept" else manifest.survey.status
        rows.append(
            (
                view.called(survey.id),
                words.date(manifest.closed_on, view.locale),
                words.count(view.results.response(survey.id, view.year).forms, view.locale),
                _("version {version}, {status}").format(version=manifest.survey.version, status=concept),
            )
        )
    headings = (
        Column(_("Survey")),
        Column(_("Closed on")),
        Column(_("Forms"), numeric=True),
        Column(_("Questionnaire")),
    )
    return Table(_("Closed surveys"), headings, tuple(rows))

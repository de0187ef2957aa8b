"""The groups of a school side by side: every stage and class with all its years, on one scale."""

from collections.abc import Sequence

from dashboards.pages.page import QUESTION, Chosen, link_to
from dashboards.pages.question_charts import base_of, by_year, counted_note, dot_legend, multiple
from dashboards.ui.chart import Chart
from monitor.report import sentences as say
from monitor.report.figures import LegendEntry, multiples
from monitor.report.spread import hidden_groups
from monitor.report.tables import of_shares
from monitor.results import Item, Measure, Node, Results, Share
from monitor.texts import _


def groups(results: Results, chosen: Chosen, item: Item, measure: Measure) -> Chart | None:
    """The share of every stage and class that may be shown, beside that of the school; None if there are none."""
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    years, base = _alike(results, chosen), base_of(chosen)
    found = [
        (node, [(one, results.share(survey, one, item.id, measure.id, base, node.id)) for one in years])
        for node in results.nodes(survey, year)
    ]
    now = [(node, shares[-1][1]) for node, shares in found]
    shown = [(node, share) for node, share in now if share.shown]
    if not any(not _whole(node) for node, _share in shown):
        return None
    rows = [(node.label, shares) for node, shares in found if shares[-1][1].shown]
    school = next((share.share for node, share in shown if _whole(node)), None)
    return Chart(
        name="groepen",
        title=_title(shown),
        sentence=_(
            "The dot is what was answered, the line where the figure probably lies: the fewer answers, the longer."
        ),
        figure=multiples([multiple(label, shares, year, results.locale) for label, shares in rows], school),
        table=of_shares(say.counted(results, survey, year, item, measure), _("Group"), by_year(rows)),
        link=link_to(QUESTION, chosen),
        legend=(
            *dot_legend(say.chosen_year(year)),
            LegendEntry(_("the whole school"), "line"),
        ),
        notes=_hidden(now, chosen, item),
        alone=(counted_note(results, chosen, item, measure),),
    )


def _hidden(now: Sequence[tuple[Node, Share]], chosen: Chosen, item: Item) -> tuple[str, ...]:
    """Which groups have no figure, and why: of a small one the answers are told together, "weet ik niet" included."""
    labels = [node.label for node, share in now if not share.shown]
    if labels and item.unknown and base_of(chosen) == "B":
        told = _("Too few answers to leave out “do not know”: {groups}. “All answers” may show them.")
        return (told.format(groups=", ".join(labels)),)
    return (hidden_groups(labels),)


def _alike(results: Results, chosen: Chosen) -> list[str]:
    """The years up to the chosen one in which the question was put as in the chosen one."""
    survey, item, now = chosen["vragenlijst"], chosen["vraag"], chosen["jaar"]
    until = [year for year in results.years(survey) if year <= now]
    return [year for year in until if not results.asked_otherwise(survey, item, year, now)]


def _whole(node: Node) -> bool:
    return node.level == "school"


def _title(shown: Sequence[tuple[Node, Share]]) -> str:
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

"""A goal of the school on a page: what was declared, what came of it, and what was changed since."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboards.ui.cards import Badge, badge
from dashboards.ui.chart import Chart, chart
from dashboards.ui.shell import anchor
from dashboards.ui.table import table
from monitor.report.tables import Table


@dataclass(frozen=True)
class GoalCard:
    """A goal: its number and what is aimed at, the verdict with its sentences, the facts of it, and its changes.

    `why` are the school's own words, which nobody translates. `facts` are pairs of a word and what it is; `changes`
    stand below, under `changes_title`.
    """

    name: str
    kicker: str
    title: str
    link: str
    badge: Badge
    sentences: tuple[str, ...]
    why: str
    facts: tuple[tuple[str, str], ...]
    chart: Chart | None = None
    changes_title: str = ""
    changes: Table | None = None


def goals(contents: Sequence[GoalCard]) -> Component:
    """Goals, one below the other."""
    return html.Div([_goal(content) for content in contents], className="goals")


def _goal(content: GoalCard) -> Component:
    told = html.Div(
        [
            html.Div([html.Span(content.kicker, className="goal-kicker"), badge(content.badge)], className="goal-top"),
            html.H3(anchor(content.title, content.link)),
            *(html.P(sentence) for sentence in content.sentences),
            *([html.Blockquote(content.why, className="goal-why", lang="nl")] if content.why else []),
            html.Dl([part for word, said in content.facts for part in (html.Dt(word), html.Dd(said))]),
        ],
        className="goal-told",
    )
    drawn = [chart(content.chart)] if content.chart else []
    return html.Article(
        [told, *drawn, *_changes(content)],
        className="goal" if drawn else "goal goal-alone",
        id=content.name,
    )


def _changes(content: GoalCard) -> list[Component]:
    if content.changes is None:
        return []
    return [
        html.Details([html.Summary(content.changes_title), table(content.changes)], open=True, className="goal-changes")
    ]

"""Small parts of pages: notices, response, lists, running text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from dash import html
from dash.development.base_component import Component

from dashboards.ui.cards import Badge, badge, large
from dashboards.ui.shell import anchor
from dashboards.ui.spoken import aria
from dashboards.ui.unseen import not_shown as not_shown


@dataclass(frozen=True)
class Answered:
    """How many of a group answered: the rate from 0 to 1 where it is known, and what to say."""

    who: str
    rate: float | None
    value: str
    words: str
    remark: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a list: words that lead somewhere, a verdict, and a remark."""

    words: str
    link: str
    badge: Badge
    remark: str


@dataclass(frozen=True)
class Told:
    """Something said in words under a small heading; `missing` instead of it says why it cannot be said."""

    heading: str
    sentences: tuple[str, ...]
    missing: str = ""


def notice(title: str, words: str = "", *, warm: bool = False) -> Component:
    """Something to know before the numbers are read."""
    body = [html.P(title, className="notice-title"), *([html.P(words)] if words else [])]
    return html.Div(body, className="notice notice-warm" if warm else "notice", role="note")


def responses(groups: Sequence[Answered]) -> Component:
    """How many answered, group by group."""
    return html.Div([_response(group) for group in groups], className="responses")


def _response(group: Answered) -> Component:
    meter = []
    if group.rate is not None:
        part = html.Div(className="meter-part", style={"width": f"{100 * group.rate:.1f}%"})
        meter = [html.Div(part, className="meter", **aria(hidden="true"))]
    remark = [html.P(group.remark, className="muted small")] if group.remark else []
    return html.Div(
        [
            html.H3(group.who),
            large(group.value, group.words),
            *meter,
            *remark,
        ],
        className="response",
    )


def lines(contents: Sequence[Line]) -> Component:
    """A list of things worth opening."""
    return html.Ul([html.Li(_line(content)) for content in contents], className="list said")


def _line(content: Line) -> list[Component]:
    return [
        html.Span(anchor(content.words, content.link)),
        html.Div([badge(content.badge), html.Span(content.remark, className="muted small")], className="said-head"),
    ]


def in_words(contents: Sequence[Told], about: str) -> Component:
    """What the numbers say, heading by heading; `about` is the address of what it is about."""
    blocks = [html.Div([html.H3(one.heading), *_told(one)], className="told-part") for one in contents]
    return html.Div(blocks, className="told panel", **cast("dict[str, Any]", {"data-address": about}))


def _told(content: Told) -> list[Component]:
    if content.missing:
        return [html.P(content.missing, className="told-missing")]
    return [html.P(sentence) for sentence in content.sentences]


def more(summary: str, body: Component, *, of_charts: bool = False) -> Component:
    """Something that opens on demand; charts have surfaces of their own."""
    return html.Details([html.Summary(summary), body], className="more more-charts" if of_charts else "more")


def folds(parts: Sequence[Component]) -> Component:
    """Things that open on demand, beside each other where there is room: closed they are a row."""
    return html.Div(list(parts), className="folds")


def prose(parts: Sequence[Component]) -> Component:
    """Running text of a readable width."""
    return html.Div(list(parts), className="prose")


def panel(body: Component) -> Component:
    """Something on a surface of its own."""
    return html.Div(body, className="panel")


def columns(parts: Sequence[Component]) -> Component:
    """Parts beside each other where there is room, else below each other."""
    return html.Div(list(parts), className="beside")


def heading(words: str) -> Component:
    """A heading within running text."""
    return html.H2(words)


def paragraph(words: str) -> Component:
    """A paragraph of running text."""
    return html.P(words)


def bullets(items: Sequence[str]) -> Component:
    """A list within running text."""
    return html.Ul([html.Li(item) for item in items])

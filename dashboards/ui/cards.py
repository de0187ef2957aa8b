"""Cards: one number each, with how sure it is, what changed, and where it stood before."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboards.ui.shell import anchor
from dashboards.ui.spoken import aria


@dataclass(frozen=True)
class Badge:
    """A verdict: its words, its sign (`up`, `down`, `unclear`, `break`) and whether it is good or bad news."""

    words: str
    sign: str
    tone: str = ""


@dataclass(frozen=True)
class Past:
    """One year of a small history; `broken` says why it cannot be compared with the year before it."""

    year: str
    words: str
    share: float | None = None
    low: float = 0.0
    high: float = 0.0
    broken: str = ""


@dataclass(frozen=True)
class Card:
    """A number with its words; `words` stand beside it, `beside` is a second number, `foot` says on what it rests."""

    title: str
    link: str
    value: str
    words: str
    meaning: str
    beside: str = ""
    foot: str = ""
    badge: Badge | None = None
    history: tuple[Past, ...] = ()


def cards(contents: Sequence[Card]) -> Component:
    """Cards side by side, as many as fit."""
    return html.Div([_card(content) for content in contents], className="cards")


def _card(content: Card) -> Component:
    return html.Article(
        [
            html.H3(anchor(content.title, content.link)),
            html.P(content.meaning, className="muted small"),
            large(content.value, content.words),
            *([html.P(content.beside, className="card-beside")] if content.beside else []),
            *([badge(content.badge)] if content.badge else []),
            *([history(content.history)] if len(content.history) > 1 else []),
            *([html.P(content.foot, className="card-foot")] if content.foot else []),
        ],
        className="card",
    )


def large(value: str, words: str) -> Component:
    """A large number with its words beside it."""
    return html.Div([html.Span(value, className="figure-large"), html.Span(words)], className="figure-row")


def badge(content: Badge) -> Component:
    """A verdict in words with a sign before it."""
    tone = f" verdict-{content.tone}" if content.tone else ""
    return html.Span(content.words, className=f"verdict verdict-{content.sign}{tone}")


def history(years: Sequence[Past]) -> Component:
    """A line per year: where the number stood, and between which limits it probably lies."""
    rows: list[Component] = []
    for past in years:
        if past.broken:
            rows.append(html.Li(past.broken, className="history-break"))
        rows.append(_past(past, now=past is years[-1]))
    return html.Ol(rows, className="history")


def _past(past: Past, *, now: bool) -> Component:
    marks = []
    if past.share is not None:
        width = f"{100 * (past.high - past.low):.1f}%"
        marks = [
            html.Span(className="history-range", style={"left": f"{100 * past.low:.1f}%", "width": width}),
            html.Span(className="history-dot", style={"left": f"{100 * past.share:.1f}%"}),
        ]
    return html.Li(
        [
            html.Span(past.year),
            html.Span(marks, className="history-track", **aria(hidden="true")),
            html.Span(past.words, className="history-value"),
        ],
        className="now" if now else "",
    )

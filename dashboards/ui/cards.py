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
    """One year of a small history, with its words and its number from 0 to 1 with limits; None where it is hidden.

    `joined`: it may be compared with the year before it, so a line leads from there. `broken` says why it may not.
    """

    year: str
    words: str
    share: float | None = None
    low: float = 0.0
    high: float = 0.0
    joined: bool = False
    broken: str = ""


@dataclass(frozen=True)
class Card:
    """A number with its words; `words` stand beside it, `told` says its change, `foot` on what it rests.

    `beside` is a second number. `unseen` stands in the place of a number that may not be shown.
    """

    title: str
    link: str
    value: str
    words: str
    meaning: str
    beside: str = ""
    foot: str = ""
    badge: Badge | None = None
    history: tuple[Past, ...] = ()
    told: str = ""
    unseen: Component | None = None


def cards(contents: Sequence[Card]) -> Component:
    """Cards side by side, as many as fit."""
    return html.Div([_card(content) for content in contents], className="cards")


def _card(content: Card) -> Component:
    """The parts of a card; each stands at the same height as that of its neighbours, so all are there, some empty."""
    if content.unseen is not None:
        return html.Article([*_head(content), content.unseen], className="card card-unseen")
    change = [
        *([badge(content.badge)] if content.badge else []),
        *([html.P(content.told, className="card-told")] if content.told else []),
    ]
    past = [history(content.history)] if len(content.history) > 1 else []
    return html.Article(
        [
            *_head(content),
            _now(content),
            html.Div(change, className="card-change"),
            html.Div(past),
            html.P(content.foot, className="card-foot"),
        ],
        className="card",
    )


def _now(content: Card) -> Component:
    """The number, with how sure it is and the second number beside it."""
    beside = [html.P(content.beside, className="card-beside")] if content.beside else []
    return html.Div(
        [html.Span(content.value, className="figure-large"), html.Div([html.P(content.words), *beside])],
        className="card-now",
    )


def _head(content: Card) -> list[Component]:
    return [
        html.Div(
            [html.H3(anchor(content.title, content.link)), html.P(content.meaning, className="muted small")],
            className="card-head",
        )
    ]


def large(value: str, words: str) -> Component:
    """A large number with its words beside it."""
    return html.Div([html.Span(value, className="figure-large"), html.Span(words)], className="figure-row")


def badge(content: Badge) -> Component:
    """A verdict in words with a sign before it."""
    tone = f" verdict-{content.tone}" if content.tone else ""
    return html.Span(content.words, className=f"verdict verdict-{content.sign}{tone}")


def history(years: Sequence[Past]) -> Component:
    """A small course over the years from 0 to 100 percent; no line leads over a break, and a note says why."""
    pairs = zip([None, *years], years, strict=False)
    columns = html.Ol([_past(past, before, now=past is years[-1]) for before, past in pairs], className="history")
    breaks = [html.P(past.broken, className="history-note") for past in years if past.broken]
    return html.Div([columns, *breaks], className="history-frame")


def _past(past: Past, before: Past | None, *, now: bool) -> Component:
    look = "now" if now else ""
    return html.Li(
        [
            html.Span(past.words, className="history-value"),
            html.Span(_marks(past, before), className="history-plot", **aria(hidden="true")),
            html.Span(past.year, className="history-year"),
        ],
        className=f"{look} history-broken".strip() if past.broken else look,
    )


def _marks(past: Past, before: Past | None) -> list[Component]:
    if past.share is None:
        return []
    at, reach = _percent(past.share), {"bottom": _percent(past.low), "height": _percent(past.high - past.low)}
    line = []
    if past.joined and before is not None and before.share is not None:
        line = [html.Span(className="history-line", style={"--from": _percent(before.share), "--to": at})]
    return [
        *line,
        html.Span(className="history-range", style=reach),
        html.Span(className="history-dot", style={"bottom": at}),
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"

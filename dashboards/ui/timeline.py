"""A school year as a line of time, and its meetings with their checklists: all of it words, the line beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from dash import html
from dash.development.base_component import Component

from dashboards.ui.spoken import aria
from dashboards.ui.table import table
from monitor.report.timeline import Stretch, Timeline
from monitor.texts import _

HALVES: Final = (
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l",
    "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x",
)  # fmt: skip
"""The half months of a school year by a letter (`begins-a`, `ends-x`): a place is no number of anybody."""


@dataclass(frozen=True)
class Check:
    """A line of a checklist: what belongs to it, what it is for, and how it stands (`done`: ticked)."""

    words: str
    kind: str
    stands: str
    done: bool


@dataclass(frozen=True)
class MeetingCard:
    """A meeting: what it is called, its subject, its day, its checklist, and the address of its template if any."""

    name: str
    kicker: str
    title: str
    when: str
    checks: tuple[Check, ...]
    template: str = ""


def timeline(content: Timeline, sentence: str) -> Component:
    """The line of time. Each line says its words and when it is; where it lies is drawn beside it, for eyes alone."""
    parts: list[Component] = []
    for title, lines in content.parts:
        parts += [html.H3(title), html.Ul([_line(one) for one in lines])]
    return html.Div(
        [
            html.P(sentence),
            html.Div([_scale(content), *parts], className="time"),
            html.Details([html.Summary(_("Show the year as a table")), table(content.table)], className="more"),
        ],
        className="panel time-frame",
    )


def _scale(content: Timeline) -> Component:
    """The months and the phases above the lines."""
    phases = [html.Span(words, className=_place("phase", first, last)) for words, first, last in content.phases]
    months = [html.Span(one) for one in content.months]
    return html.Div(
        [html.Div(months, className="time-months"), html.Div(phases, className="time-track time-phases")],
        className="time-scale",
        **aria(hidden="true"),
    )


def _line(one: Stretch) -> Component:
    done = html.Span(_("done"), className="time-done")
    return html.Li(
        [
            html.Span([html.Span(one.words), " ", *([done] if one.done else [])], className="time-words"),
            html.Span(one.when, className="time-when muted small"),
            html.Span(
                html.Span(className=_place(f"mark mark-{one.look}", one.first, one.last)),
                className="time-track",
                **aria(hidden="true"),
            ),
        ],
        **cast("dict[str, Any]", {"id": one.name} if one.name else {}),
    )


def _place(look: str, first: int, last: int) -> str:
    """The classes that place something from one half month up to another."""
    return f"{look} begins-{HALVES[first - 1]} ends-{HALVES[last - 1]}"


def meetings(contents: Sequence[MeetingCard]) -> Component:
    """The meetings, each with its checklist."""
    return html.Div([_meeting(one) for one in contents], className="meetings")


def _meeting(one: MeetingCard) -> Component:
    head = [
        html.P([html.Span(one.kicker), " \N{MIDDLE DOT} ", html.Span(one.when)], className="muted small"),
        html.H3(one.title),
    ]
    checks = html.Ol([_check(check) for check in one.checks], className="checks")
    kind = _("Template (Word)")
    link = html.A(kind, href=one.template, download="", **aria(label=f"{kind}: {one.title}"))
    kept = [html.P(link, className="screen-only")] if one.template else []
    return html.Article([*head, checks, *kept], className="meeting", id=one.name)


def _check(one: Check) -> Component:
    stands = html.Span([html.Span(f"{one.kind}, "), html.Span(one.stands)], className="muted small")
    return html.Li([html.Span(one.words), " ", stands], className="check check-done" if one.done else "check")


def example(words: str) -> Component:
    """Lines to write in a file, as they stand there."""
    return html.Pre(words, className="panel example", tabIndex=0, lang="nl")


def about(body: Component, address: str) -> Component:
    """Something on a surface of its own that is about the question at this address; empty: about none."""
    return html.Div(body, className="panel", **cast("dict[str, Any]", {"data-address": address} if address else {}))

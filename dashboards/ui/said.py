"""Things said one by one: sentences with a verdict or a link before them, and what people wrote in their own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboards.ui.cards import Badge, badge
from dashboards.ui.shell import anchor


@dataclass(frozen=True)
class Said:
    """A few sentences under a heading of their own; `link` leads to what they are about, `foot` says where from."""

    sentences: tuple[str, ...]
    title: str = ""
    link: str = ""
    badge: Badge | None = None
    foot: str = ""


def sayings(contents: Sequence[Said]) -> Component:
    """A list of things that are said, one below the other."""
    return html.Ul([html.Li(_saying(content)) for content in contents], className="list said")


def _saying(content: Said) -> list[Component]:
    title = anchor(content.title, content.link) if content.link else content.title
    head = [
        *([html.Strong(title)] if content.title else []),
        *([badge(content.badge)] if content.badge else []),
    ]
    return [
        *([html.Div(head, className="said-head")] if head else []),
        *(html.P(sentence) for sentence in content.sentences if sentence),
        *([html.P(content.foot, className="muted small")] if content.foot else []),
    ]


def quotes(texts: Sequence[str]) -> Component:
    """What people wrote: as plain text, whatever signs are in it; never read as markup."""
    return html.Ul([html.Li(html.Blockquote(text)) for text in texts], className="quotes")


def linked(words: str, href: str) -> Component:
    """A paragraph that is a link."""
    return html.P(anchor(words, href))

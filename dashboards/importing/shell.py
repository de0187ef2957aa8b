"""The frame of a step: the same header as every page, where one is on the way, and no number of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dashboards.importing.markup import Part, joined, tag
from monitor.texts import _, spoken

PATH: Final = "/importeren"
STYLES: Final = ("1-tokens.css", "2-layout.css", "3-parts.css", "4-charts.css", "4-navigation.css", "4-import.css")
SEAL: Final = "zegel"
"""The name of the field that proves that a form came from a page of ours, in the browser that sends it."""


@dataclass(frozen=True)
class Step:
    """A stop on the way: its name in the address, and its words."""

    name: str
    words: str


@dataclass(frozen=True)
class Screen:
    """A step as drawn: its heading (`question`), the short answer below it, and its body.

    `step` is where one is on the way (empty: beside it), `reached` the steps that may be gone back to, each with its
    address. `arrive`: the heading is told when the page is there. `waits`: the page asks how far a job is.
    """

    question: str
    lead: str
    body: Part
    step: str = ""
    reached: tuple[tuple[str, str], ...] = ()
    arrive: bool = True
    waits: str = ""


@dataclass(frozen=True)
class Frame:
    """What stands around every step: the pages of the dashboard, the school, and the seal of this browser."""

    pages: Sequence[tuple[str, str]]
    school: str
    seal: str


def steps() -> tuple[Step, ...]:
    """The way of a file, in order."""
    return (
        Step("bestand", _("File")),
        Step("kolommen", _("Columns")),
        Step("antwoorden", _("Answers")),
        Step("nakijken", _("Check")),
        Step("proef", _("Trial")),
        Step("inlezen", _("Import")),
    )


def page(screen: Screen, frame: Frame) -> str:
    """The whole page."""
    title = " \N{EN DASH} ".join((_name_of(screen), frame.school or _("School climate")))
    head = tag(
        "head",
        tag("meta", charset="UTF-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("link", rel="icon", href="/assets/favicon.svg", type="image/svg+xml"),
        (tag("link", rel="stylesheet", href=f"/assets/{name}") for name in STYLES),
        tag("script", src="/assets/page.js"),
        tag("script", src="/assets/menu.js", defer=True),
        tag("script", src="/assets/import.js", defer=True),
        tag("noscript", tag("meta", http_equiv="refresh", content="2")) if screen.waits else None,
    )
    body = tag(
        "body",
        tag("a", _("Skip to the content"), href="#page", class_="skip"),
        tag("header", tag("div", _masthead(frame), class_="wide"), class_="masthead"),
        tag("main", _main(screen), id="page", class_="wide page", tabindex=-1),
        tag("footer", tag("div", tag("p", _promise()), class_="wide"), class_="foot"),
        data_waits=screen.waits or None,
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=spoken())}"


def _name_of(screen: Screen) -> str:
    named = [step.words for step in steps() if step.name == screen.step]
    name = _("Import")
    return f"{name}: {named[0].lower()}" if named and screen.step != "inlezen" else name


def _masthead(frame: Frame) -> Markup:
    name = tag(
        "span",
        tag("span", _("School climate"), class_="brand-name"),
        tag("span", frame.school, class_="brand-school"),
    )
    links = (
        tag("li", tag("a", words, href=path, aria_current="page" if path == PATH else None))
        for path, words in frame.pages
    )
    switch = tag(
        "button",
        tag("span", class_="icon icon-sun"),
        tag("span", class_="icon icon-moon"),
        type="button",
        class_="scheme scheme-switch",
        aria_label=_("Switch between light and dark"),
    )
    return joined(
        tag("a", tag("span", class_="brand-mark"), name, href="/", class_="brand"),
        tag(
            "button",
            tag("span", class_="menu-icon"),
            _("Menu"),
            type="button",
            id="menu",
            class_="menu-button",
            aria_controls="navigation",
            aria_expanded="false",
        ),
        switch,
        tag("nav", tag("ul", links, class_="nav", id="navigation"), class_="pages", aria_label=_("Pages")),
    )


def _main(screen: Screen) -> Markup:
    return joined(
        tag(
            "div",
            _way(screen),
            tag("h1", screen.question, tabindex=-1, data_arrive=screen.arrive),
            tag("p", screen.lead, class_="lead") if screen.lead else None,
            class_="page-head",
        ),
        screen.body,
    )


def _way(screen: Screen) -> Markup | None:
    """Where one is; the steps that were passed are links."""
    if not screen.step:
        return None
    reached = dict(screen.reached)
    stops = []
    for number, step in enumerate(steps(), 1):
        here = step.name == screen.step
        inside = (tag("span", str(number), class_="number"), tag("span", step.words, class_="words"))
        to = reached.get(step.name)
        stop = tag("a", inside, href=to) if to and not here else tag("span", inside, class_="stop-here")
        stops.append(tag("li", stop, aria_current="step" if here else None))
    return tag("nav", tag("ol", stops, class_="way"), aria_label=_("Steps of the import"))


def _promise() -> str:
    return _(
        "Names, addresses and moments are left out when a file is taken in. The file itself is removed from this "
        "computer's temporary folder afterwards, within an hour at most."
    )


def form(frame: Frame, action: str, *parts: Part, **attributes: str | None) -> Markup:
    """A form of a page of ours; `action` is the last part of its route."""
    sealed = tag("input", type="hidden", name=SEAL, value=frame.seal)
    return tag("form", sealed, *parts, method="post", action=f"{PATH}/{action}", **attributes)


def hidden(name: str, value: str) -> Markup:
    """Something that a form sends along."""
    return tag("input", type="hidden", name=name, value=value)


def button(words: str, *, kind: str = "primary", **attributes: str | bool | None) -> Markup:
    """A button that sends its form; `kind` is `primary`, `second` or `quiet`."""
    return tag("button", words, type="submit", class_=f"button button-{kind}", **attributes)


def alert(message: str, remedy: str = "") -> Markup:
    """What went wrong and what to do; the page goes there first."""
    return tag(
        "div",
        tag("p", message, class_="notice-title"),
        tag("p", remedy) if remedy else None,
        class_="notice notice-warm lines",
        role="alert",
        tabindex=-1,
        data_arrive=True,
    )


def notice(title: str, *words: str, warm: bool = False) -> Markup:
    """Something to know."""
    told = (tag("p", each) for each in words if each)
    return tag(
        "div",
        tag("p", title, class_="notice-title"),
        told,
        class_="notice notice-warm" if warm else "notice",
        role="note",
    )


def section(title: str, *parts: Part) -> Markup:
    """A part of a step under its own heading."""
    return tag("section", tag("div", tag("h2", title), class_="section-head"), *parts, class_="section")


def more(summary: str, *parts: Part, is_open: bool = False) -> Markup:
    """Something that opens on demand."""
    return tag("details", tag("summary", summary), *parts, class_="more", open=is_open)


def field(label: str, control: Markup, *, name: str, hint: str = "") -> Markup:
    """A labelled control; the hint is told with it (the control says `aria-describedby`)."""
    told = tag("p", hint, id=f"{name}-hint", class_="muted small") if hint else None
    return tag("div", tag("label", label, for_=name), control, told, class_="field")


def select(
    name: str, options: Sequence[tuple[str, str]], chosen: str, *,
    described: str | None = None, is_required: bool = False, is_disabled: bool = False,
) -> Markup:  # fmt: skip
    """A native menu of (value, words)."""
    lines = [tag("option", words, value=value, selected=value == chosen) for value, words in options]
    return tag(
        "select",
        lines,
        id=name,
        name=name,
        aria_describedby=described,
        required=is_required,
        disabled=is_disabled,
        class_="menu",
    )

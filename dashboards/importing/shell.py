"""The frame of a step: the same header as every page, where one is on the way, and no number of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dashboards import sheet_parts
from dashboards.markup import Part, joined, tag
from dashboards.masthead import masthead
from dashboards.sheet import Sheet, sheet
from monitor.texts import _

PATH: Final = "/importeren"


@dataclass(frozen=True)
class Step:
    """A stop on the way: its name in the address, and its words."""

    name: str
    words: str


@dataclass(frozen=True)
class Screen:
    """A step as drawn: its heading (`question`), the short answer below it, and its body.

    `step` is where one is on the way (empty: beside it), `reached` the steps that may be gone back to, each with its
    address. `arrive`: the heading is told when the page is there. `waits`: the page asks how far a job is. `about` says
    of which survey, year and file it is.
    """

    question: str
    lead: str
    body: Part
    step: str = ""
    reached: tuple[tuple[str, str], ...] = ()
    arrive: bool = True
    waits: str = ""
    about: Part = None


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


def page(screen: Screen, frame: Frame, status: int = 200) -> Sheet:
    """The whole page."""
    head = (
        tag("script", src="/assets/menu.js", defer=True),
        tag("script", src="/assets/import.js", defer=True),
        tag("noscript", tag("meta", http_equiv="refresh", content="2")) if screen.waits else None,
    )
    return sheet(
        _name_of(screen),
        _main(screen),
        foot=_promise(),
        school=frame.school,
        beside=masthead(frame.pages, PATH),
        head=head,
        waits=screen.waits,
        status=status,
    )


def _name_of(screen: Screen) -> str:
    named = [step.words for step in steps() if step.name == screen.step]
    name = _("Import")
    return f"{name}: {named[0].lower()}" if named and screen.step != "inlezen" else name


def _main(screen: Screen) -> Markup:
    return joined(
        tag(
            "div",
            _way(screen),
            tag("h1", screen.question, tabindex=-1, data_arrive=screen.arrive),
            tag("p", screen.lead, class_="lead") if screen.lead else None,
            screen.about,
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
    """A form of the wizard; `action` is the last part of its route."""
    return sheet_parts.form(f"{PATH}/{action}", frame.seal, *parts, **attributes)

"""Where one is in the wizard: the frame, the visit, and what is to be told first."""

from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from dashboards.importing.shell import PATH, Frame, form, steps
from dashboards.importing.words import survey_and_year
from dashboards.markup import Part, tag
from dashboards.sheet_parts import button, hidden, notice
from monitor.desk_terms import Looked
from monitor.texts import _


@dataclass(frozen=True)
class Here:
    """The frame around a step, the id of the visit, and something to tell before all else."""

    frame: Frame
    visit: str = ""
    told: Markup | None = None


def address(step: str, **query: str) -> str:
    """The address of a step."""
    return f"{PATH}?{urlencode({'stap': step, **query})}"


def reached(step: str, here: Here) -> tuple[tuple[str, str], ...]:
    """The steps before this one, with their addresses."""
    names = [each.name for each in steps()]
    return tuple((name, address(name, id=here.visit)) for name in names[: names.index(step)])


def visit_field(here: Here) -> Markup:
    """The id of the visit, in a form."""
    return hidden("id", here.visit)


def onward(words: str) -> Markup:
    """The foot of a form: to the next step."""
    return tag("div", button(words), class_="actions")


def tick(name: str, words: str, *, is_ticked: bool = False, is_required: bool = False) -> Markup:
    """A box to tick, with its words beside it."""
    box = tag("input", type="checkbox", id=name, name=name, value="ja", checked=is_ticked, required=is_required)
    return tag("div", box, tag("label", words, for_=name), class_="tick")


def or_not(words: str, otherwise: str) -> Markup:
    """The foot of a form that asks whether something is meant: the button, and back to the imports without it."""
    return tag("div", button(words), tag("a", otherwise, href=PATH, class_="button button-second"), class_="actions")


def for_good(words: str) -> tuple[Markup, ...]:
    """The foot of a form of which nothing can be undone: that one knows it, and the button."""
    return tick("definitief", _("I know that this is final."), is_required=True), or_not(words, _("Not yet"))


def stop(here: Here) -> Markup:
    """The way out: the file is removed."""
    return form(
        here.frame,
        "stoppen",
        visit_field(here),
        button(_("Stop, and remove the file"), kind="quiet"),
        class_="stop",
    )


def about(looked: Looked, here: Here) -> tuple[Markup, ...]:
    """Of which survey, year and file a step is, with the way back to choose otherwise; and that a sample is made up."""
    words = f"{survey_and_year(looked.wave, looked.asked.year, looked.title)} · {looked.asked.name}"
    link = tag("a", _("Change the survey or the year"), href=address("bestand", id=here.visit))
    if not looked.asked.is_sample:
        return (tag("p", words, " · ", link, class_="muted"),)
    made_up = _("These are made-up answers of a school that does not exist. Nothing of them is stored.")
    return tag("p", words, class_="muted"), notice(made_up)


def told(here: Here, *parts: Part) -> tuple[Part, ...]:
    """A body with what is to be told first in front of it."""
    return (here.told, *parts)

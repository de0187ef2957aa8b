"""The fields of the forms of a werkgroep: each with its label, a hint, and what is wrong with what was typed."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboards.declaring.filled import (
    DEADLINE,
    GIVEN_UP,
    MARGIN,
    NUMBER,
    REASON,
    SURE,
    TARGET,
    WAY,
    WHOLE,
    WHY,
    Filled,
)  # fmt: skip
from dashboards.markup import Part, joined, tag
from dashboards.sheet_parts import alert
from monitor.definition.workgroup import Start
from monitor.goals import LONGEST_WHY
from monitor.report.evaluation.startfoto import texts
from monitor.texts import _

Options = Iterable[tuple[str, Sequence[tuple[str, str]]]]
"""The lines of a menu by part: (heading, lines of (value, words)); without a heading they stand by themselves."""


def typed(filled: Filled, name: str, label: str, *, usual: object = "", hint: str = "", unit: str = "") -> Markup:
    """A field for a whole number."""
    control = tag(
        "input", id=name, name=name, type="text", inputmode="numeric", autocomplete="off", maxlength=6,
        value=filled.value(name, usual), required=True, class_="text",
        **_told_by(filled, name, hint),
    )  # fmt: skip
    inside = tag("span", control, tag("span", unit, class_="unit"), class_="with-unit") if unit else control
    return _field(filled, name, label, inside, hint)


def written(
    filled: Filled, name: str, label: str, *, usual: object = "", hint: str = "",
    is_required: bool = False, longest: int = LONGEST_WHY,
) -> Markup:  # fmt: skip
    """A field for a sentence or two."""
    control = tag(
        "textarea", filled.value(name, usual), id=name, name=name, rows=3, maxlength=longest,
        required=is_required, class_="text", **_told_by(filled, name, hint),
    )  # fmt: skip
    return _field(filled, name, label, control, hint)


def menu(filled: Filled, name: str, label: str, options: Options, *, usual: object = "", hint: str = "") -> Markup:
    """A native menu, its lines under headings where these have words."""
    chosen = filled.value(name, usual)
    control = tag(
        "select", [_lines(heading, lines, chosen) for heading, lines in options], id=name, name=name,
        required=True, class_="menu", **_told_by(filled, name, hint),
    )  # fmt: skip
    return _field(filled, name, label, control, hint)


def _lines(heading: str, lines: Sequence[tuple[str, str]], chosen: str) -> Markup:
    inside = [tag("option", words, value=value, selected=value == chosen) for value, words in lines]
    return tag("optgroup", inside, label=heading) if heading else joined(inside)


def tick(filled: Filled, name: str, words: str) -> Markup:
    """A box that has to be ticked."""
    box = tag("input", type="checkbox", id=name, name=name, value="ja", required=True, **_told_by(filled, name, ""))
    return tag("div", tag("label", box, tag("span", words), for_=name, class_="tick"), _fault(filled, name))


def _field(filled: Filled, place: str, label: str, control: Markup, hint: str) -> Markup:
    told = tag("p", hint, id=f"{place}-hint", class_="muted small") if hint else None
    return tag("div", tag("label", label, for_=place), told, control, _fault(filled, place), class_="field")


def _fault(filled: Filled, place: str) -> Markup | None:
    fault = filled.faults.get(place)
    if fault is None:
        return None
    told = (tag("strong", _("Not right:")), " ", fault.message, " ", fault.remedy)
    return tag("p", told, id=f"{place}-fault", class_="field-fault")


def _told_by(filled: Filled, place: str, hint: str) -> dict[str, str | None]:
    """What is read aloud with a field: its hint, and what is wrong."""
    is_wrong = place in filled.faults
    told = (*([f"{place}-hint"] if hint else []), *([f"{place}-fault"] if is_wrong else []))
    return {"aria_describedby": " ".join(told) or None, "aria_invalid": "true" if is_wrong else None}


def what_is_wrong(filled: Filled) -> Markup | None:
    """What stands above a form that was not taken; the faults of its fields stand there once more, as links."""
    if not filled.faults:
        return None
    whole = filled.faults.get(WHOLE)
    if whole is not None:
        return alert(whole.message, whole.remedy)
    named = _labels()
    links = [tag("a", f"{named[place]}: {fault.message}", href=f"#{place}") for place, fault in filled.faults.items()]
    return alert(
        _("This could not be taken yet. Nothing was stored, and what you typed still stands here."), _below(links)
    )


def _labels() -> dict[str, str]:
    """What each field is called."""
    return {
        NUMBER: _("Number"), WAY: _("Direction"), TARGET: _("Target"), MARGIN: _("Margin"),
        DEADLINE: _("Decided by the answers of"), WHY: _("Why this goal?"), REASON: _("Why do you change it?"),
        GIVEN_UP: _("Why do you withdraw it?"), SURE: _("Freeze it"),
        **{one.key: one.title for one in texts(Start())},
    }  # fmt: skip


def _below(links: Sequence[Markup]) -> Part:
    """Each on a line of its own: an alert keeps the breaks of its lines."""
    return [part for link in links for part in (link, "\n")][:-1]

"""Answers: what do the answers mean, scale by scale? A text that is no answer counts only once somebody says which."""

from markupsafe import Markup

from dashboards.importing.shell import Screen, form
from dashboards.importing.steps.here import Here, about, onward, reached, stop, told, visit_field
from dashboards.markup import Part, tag
from dashboards.sheet_parts import more, notice, section, select
from monitor.desk_terms import Looked, Repair, SeenOption, SeenScale
from monitor.texts import _, n_

NOT_COUNTED = ""
"""The value in a menu for a text that stays no answer."""


def field_of(repair: Repair) -> str:
    """The name of the menu of a text."""
    return f"h{repair.key}"


def answers(looked: Looked, here: Here) -> Screen:
    """The step: first the scales with something to choose."""
    strange = [scale for scale in looked.scales if scale.repairs or scale.unread]
    usual = [scale for scale in looked.scales if not (scale.repairs or scale.unread)]
    lead = n_(
        "One list of answers holds something that is no answer of its questions.",
        "{n} lists of answers hold something that is no answer of their questions.",
        len(strange),
    ).format(n=len(strange))
    known = n_("One list of answers fits", "{n} lists of answers fit", len(usual)).format(n=len(usual))
    shown = [section(_title(scale), tag("div", _scale(scale, looked), class_="panel scale")) for scale in strange]
    fits = [tag("div", tag("h2", _title(scale)), _scale(scale, looked), class_="scale") for scale in usual]
    return Screen(
        question=_("What do the answers mean?"),
        lead=lead if strange else _("Every answer in the file is an answer of its question."),
        body=told(
            here,
            form(
                here.frame,
                "antwoorden",
                visit_field(here),
                shown,
                more(known, fits) if fits else None,
                onward(_("Continue: check")),
                class_="step-form",
            ),
            stop(here),
        ),
        step="antwoorden",
        reached=reached("antwoorden", here),
        about=about(looked, here),
    )


def _title(scale: SeenScale) -> str:
    first, last = scale.options[0].label, [one for one in scale.options if not one.apart][-1].label
    return _("From “{first}” to “{last}”").format(first=first, last=last)


def _scale(scale: SeenScale, looked: Looked) -> tuple[Part, ...]:
    asked = n_("One question", "{n} questions", len(scale.questions)).format(n=len(scale.questions))
    turned = (
        notice(_("Asked the other way round: here disagreeing is the favourable answer."), *scale.reversed)
        if scale.reversed
        else None
    )
    unread = n_(
        "One answer is none of these, and too rare to show; it does not count.",
        "{n} answers are none of these, and too rare to show; they do not count.",
        scale.unread,
    ).format(n=scale.unread)
    return (
        tag("ul", [tag("li", _option(one)) for one in scale.options], class_="options"),
        tag("ul", [tag("li", _repair(one, scale, looked)) for one in scale.repairs], class_="columns")
        if scale.repairs
        else None,
        tag("p", unread, class_="muted small") if scale.unread else None,
        turned,
        more(asked, tag("ul", [tag("li", text) for text in scale.questions])),
    )


def _option(option: SeenOption) -> Part:
    apart = {"unknown": _("counts apart: does not know"), "refused": _("does not count: no answer wanted")}
    words = [apart[option.apart]] if option.apart else []
    words += [] if option.given else [_("not in this file")]
    return option.label, tag("span", f" ({'; '.join(words)})", class_="muted small") if words else None


def is_kept(repair: Repair, looked: Looked) -> bool:
    """Whether the mapping file of the school says what a text means, and nothing else was said of it here."""
    here = looked.asked.decisions.answers.get(repair.items[0], {})
    return repair.code is not None and repair.text not in here


def _repair(repair: Repair, scale: SeenScale, looked: Looked) -> tuple[Markup, ...]:
    name = field_of(repair)
    times = n_("{n} time in the file", "{n} times in the file", repair.count).format(n=repair.count)
    kept = is_kept(repair, looked)
    nothing = [] if kept else [(NOT_COUNTED, _("is no answer, do not count"))]
    options = [*nothing, *((one.code, one.label) for one in scale.options)]
    meant = {one.code: one.label for one in scale.options}.get(repair.suggested or "")
    hint = _("{times}. Probably “{answer}” is meant.").format(times=times, answer=meant) if meant else f"{times}."
    hint = _("{times}. Decided at an earlier import.").format(times=times) if kept else hint
    return (
        tag(
            "div",
            tag("label", f"“{repair.text}”", for_=name, class_="heading"),
            tag("p", hint, class_="muted small", id=f"{name}-hint"),
        ),
        tag("div", select(name, options, repair.code or NOT_COUNTED, described=f"{name}-hint"), class_="meaning"),
    )

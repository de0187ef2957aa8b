"""Check: what is to be mended, what is in the way, and what is good to know? One click mends all that is alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards.importing.shell import Screen, form
from dashboards.importing.steps.here import Here, about, address, reached, stop, told, visit_field
from dashboards.importing.steps.warned import blocking, without_column
from dashboards.importing.words import Told, findings, in_the_way
from dashboards.markup import tag
from dashboards.sheet_parts import button, hidden, more, section
from monitor.desk_terms import Looked, Repair, SeenFinding
from monitor.texts import _, n_

ALL = "alle"
"""The value of the button that mends everything that is proposed."""


@dataclass(frozen=True)
class Mend:
    """A text with the answer that is probably meant."""

    repair: Repair
    answer: str


def mends(looked: Looked) -> tuple[Mend, ...]:
    """The texts that are no answer yet, and nearly read as one."""
    return tuple(
        Mend(repair, next(one.label for one in scale.options if one.code == repair.suggested))
        for scale in looked.scales
        for repair in scale.repairs
        if repair.suggested and not repair.code
    )


def check(looked: Looked, here: Here) -> Screen:
    """The step."""
    to_mend, blocked = mends(looked), tuple(in_the_way(looked))
    warnings, infos = findings(looked.findings, "warning", _asked_about(looked)), findings(looked.findings, "info")
    return Screen(
        question=_("Is there anything to mend?"),
        lead=_lead(to_mend, (*blocked, *looked.unlinked), warnings),
        body=told(
            here,
            blocking(looked, here),
            without_column(looked, tag("a", _("Link a column to it"), href=address("kolommen", id=here.visit))),
            _mending(to_mend, here),
            _unclear(looked, here),
            section(_("Good to know before you go on"), _list(warnings)) if warnings else None,
            more(_("What else was noticed ({n})").format(n=len(infos)), _list(infos)) if infos else None,
            tag(
                "div",
                tag(
                    "a", _("Continue: the trial"), href=address("proef", id=here.visit), class_="button button-primary"
                ),
                class_="actions",
            ),
            stop(here),
        ),
        step="nakijken",
        reached=reached("nakijken", here),
        about=about(looked, here),
    )


def _asked_about(looked: Looked) -> frozenset[str]:
    """The headings of the columns of which the texts that are no answer are shown here or in the step before."""
    items = {item for repair in looked.repairs for item in repair.items}
    return frozenset(column.heading for column in looked.columns if column.item in items)


def _lead(to_mend: Sequence[Mend], open_: Sequence[object], warnings: Sequence[Told]) -> str:
    if to_mend:
        return n_("One kind of slip can be mended.", "{n} kinds of slips can be mended.", len(to_mend)).format(
            n=len(to_mend)
        )
    if open_:
        return _("Nothing to mend, but read the warning below first.")
    return _("Nothing to mend. Read what is good to know.") if warnings else _("Nothing to mend.")


def _mending(to_mend: Sequence[Mend], here: Here) -> Markup | None:
    if not to_mend:
        return None
    lines = [tag("li", _asked(one), _button(one, here)) for one in to_mend]
    all_ = (
        form(here.frame, "herstellen", visit_field(here), hidden("herstel", ALL), button(_("Mend all of these")))
        if len(to_mend) > 1
        else None
    )
    return section(_("To mend"), tag("ul", lines, class_="list mends"), all_)


def _asked(mend: Mend) -> Markup:
    said = n_("{n} time “{text}”: do you mean “{answer}”?", "{n} times “{text}”: do you mean “{answer}”?",
              mend.repair.count)  # fmt: skip
    return tag("span", said.format(n=mend.repair.count, text=mend.repair.text, answer=mend.answer))


def _button(mend: Mend, here: Here) -> Markup:
    words = n_("Yes, mend it", "Yes, mend all {n}", mend.repair.count).format(n=mend.repair.count)
    spoken = _("{words}: “{text}” becomes “{answer}”").format(words=words, text=mend.repair.text, answer=mend.answer)
    return form(
        here.frame,
        "herstellen",
        visit_field(here),
        hidden("herstel", mend.repair.key),
        button(words, kind="second", aria_label=spoken),
    )


def _unclear(looked: Looked, here: Here) -> Markup | None:
    left = [one for one in looked.repairs if not one.suggested and not one.code]
    if not left:
        return None
    words = n_(
        "One text is no answer, and it is not clear which is meant. It does not count.",
        "{n} texts are no answer, and it is not clear which is meant. They do not count.",
        len(left),
    ).format(n=len(left))
    link = tag("a", _("Choose what they mean"), href=address("antwoorden", id=here.visit))
    return tag("div", tag("p", words, class_="notice-title"), tag("p", link), class_="notice", role="note")


def _list(all_: Sequence[Told]) -> Markup:
    return tag("ul", [tag("li", *_told(one)) for one in all_], class_="list findings")


def _told(one: Told) -> Iterator[Markup]:
    yield tag("span", one.message, class_="lines")
    if one.places:
        yield tag("span", "; ".join(one.places), class_="muted small")


def plain(all_: Sequence[SeenFinding]) -> Markup | None:
    """The warnings about something that was stored."""
    warnings = findings(all_, "warning")
    return _list(warnings) if warnings else None

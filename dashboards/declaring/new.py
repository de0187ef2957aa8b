"""The form for a new goal: first what it is about, then where the school wants to be, with what can be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dashboards.address import link
from dashboards.declaring.controls import menu, typed, what_is_wrong, written
from dashboards.declaring.filled import (
    DEADLINE,
    GROUP,
    MARGIN,
    NUMBER,
    TARGET,
    WAY,
    WHY,
    Fault,
    Filled,
    read_goal,
)
from dashboards.declaring.numbers import Number, deadlines, groups, number_at, offered
from dashboards.markup import Part, tag
from dashboards.sheet_parts import button, form, hidden, notice, section
from monitor.goals import MOST_ACTIVE, Goal
from monitor.report import words
from monitor.report.goal_words import feasible_sentence, subject
from monitor.results import SCHOOL, Results
from monitor.texts import _

PATH: Final = "/doelen/nieuw"
WAYS: Final = ("up", "down")


@dataclass(frozen=True)
class About:
    """What a new goal is about: a number and a group of which it is shown."""

    number: Number
    node: str


def about(results: Results, said: Mapping[str, str]) -> About | None:
    """What an address or a form names, if there is such a number; another group than those shown is the school."""
    number = number_at(results, said.get(NUMBER, ""))
    if number is None:
        return None
    node = said.get(GROUP, SCHOOL)
    return About(number, node if node in {one for one, _words in groups(results, number)} else SCHOOL)


def meant(results: Results, chosen: About, said: Mapping[str, str]) -> tuple[Goal, dict[str, Fault]]:
    """The goal that a form means, and what of it cannot be read."""
    given, faults = read_goal(said, deadlines(results, chosen.number.survey))
    way = said.get(WAY, "")
    if way not in WAYS:
        faults[WAY] = Fault(_("Choose whether it should be at least or at most so much."))
    return chosen.number.goal(chosen.node, direction=way, **given), faults


def body(results: Results, active: int, chosen: About | None, filled: Filled, seal: str) -> Part:
    """The page; `active` are the goals that there are already."""
    if not results.releases:
        return notice(
            _("There are no numbers yet."),
            _("A goal starts from a number. Close a survey first; then its numbers are here to choose from."),
        )
    if active >= MOST_ACTIVE and not filled.values:
        return notice(
            _("There are {n} goals already.").format(n=active),
            _("More than three at once is too much for one year. Withdraw one first, or wait until one is judged."),
        )
    return (what_is_wrong(filled), _choosing(results, chosen, filled), _declaring(results, chosen, filled, seal))


def _choosing(results: Results, chosen: About | None, sent: Filled) -> Markup:
    """The first form: it only asks for this page again, so it can be sent as an address."""
    values = {NUMBER: chosen.number.key, GROUP: chosen.node} if chosen else {}
    filled = Filled(values, {name: fault for name, fault in sent.faults.items() if name == NUMBER})
    options = list(offered(results))
    if chosen is not None and chosen.number.key not in {key for _part, lines in options for key, _words in lines}:
        options = [("", [(chosen.number.key, subject(results, _as_goal(chosen)))]), *options]
    which = groups(results, chosen.number) if chosen else []
    return section(
        _("1. What is the goal about?"),
        tag(
            "form",
            menu(filled, NUMBER, _("Number"), options),
            menu(filled, GROUP, _("Group"), [("", which)]) if len(which) > 1 else None,
            button(_("Show this number"), kind="second"),
            method="get", action=PATH, class_="panel step-form declare-form",
        ),
    )  # fmt: skip


def _as_goal(chosen: About) -> Goal:
    return chosen.number.goal(chosen.node, direction="up", target=50, margin=0, deadline="", why="")


def _declaring(results: Results, chosen: About | None, filled: Filled, seal: str) -> Markup | None:
    if chosen is None:
        return None
    number, locale = chosen.number, results.locale
    share = number.share(results, chosen.node)
    title = _("2. Where do you want to be?")
    if not share.shown:
        return section(
            title, notice(_("No goal can be set on this number: it is not shown."), words.level(share, locale))
        )
    now = _("Now: {level} in {year}, of {answers}.").format(
        level=words.level(share, locale), year=number.year, answers=words.answers(share.n or 0, locale)
    )
    return section(
        title,
        tag(
            "div",
            tag("h3", subject(results, _as_goal(chosen))),
            tag("p", now),
            tag("p", feasible_sentence(share, locale), class_="feasible"),
            class_="panel declare-help",
        ),
        form(
            PATH, seal, hidden(NUMBER, number.key), hidden(GROUP, chosen.node), _fields(results, number, filled),
            tag("p", _("It is a draft first: you can still change it, and nobody is held to it."), class_="muted"),
            button(_("Keep as a draft")), class_="panel step-form declare-form",
        ),
    )  # fmt: skip


def _fields(results: Results, number: Number, filled: Filled) -> Part:
    return (
        tag(
            "div",
            menu(filled, WAY, _("Direction"), [("", ways())], usual=number.better or "up"),
            typed(filled, TARGET, _("Target"), unit="%", hint=_("From 1 to 99.")),
            typed(filled, MARGIN, _("Margin"), usual=0, unit=_("points"), hint=margin_hint()),
            menu(
                filled, DEADLINE, _("Decided by the answers of"),
                [("", [(year, year) for year in deadlines(results, number.survey)])],
            ),
            class_="fields",
        ),
        written(filled, WHY, _("Why this goal?"), hint=why_hint()),
    )  # fmt: skip


def ways() -> list[tuple[str, str]]:
    """The two directions of a goal."""
    return [("up", _("at least")), ("down", _("at most"))]


def margin_hint() -> str:
    """What a margin is."""
    return _("So many points short still count as reached; 0 to 20.")


def why_hint() -> str:
    """What to write as why, and what not."""
    return _("A sentence or two, for everybody who reads the goals. Write no name.")


def address(number: str) -> str:
    """Where a goal about this number begins."""
    return link(PATH, **{NUMBER: number})

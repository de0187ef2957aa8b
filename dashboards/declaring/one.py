"""One goal: what it is now, and what can still be done to it - amend, freeze, withdraw, each with a plain question."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from dashboards.address import link
from dashboards.declaring.controls import menu, tick, typed, what_is_wrong, written
from dashboards.declaring.filled import (
    DEADLINE,
    GIVEN_UP,
    MARGIN,
    REASON,
    SEEN,
    SURE,
    TARGET,
    WHICH,
    WHY,
    Fault,
    Filled,
    changed,
    read_goal,
)
from dashboards.declaring.new import margin_hint, why_hint
from dashboards.declaring.numbers import deadlines
from dashboards.markup import Part, tag
from dashboards.sheet_parts import button, form, hidden, more, section
from monitor.goals import Declared, Done, Goal
from monitor.report import words
from monitor.report.goal_words import aim, feasible_sentence, small_step_sentence, subject
from monitor.results import Results
from monitor.texts import _

PATH: Final = "/doelen/wijzigen"
FREEZE, WITHDRAW = "/doelen/vastzetten", "/doelen/intrekken"
DONE: Final = "gedaan"
"""The word in the address that says what was done just now."""


def address(number: int, done: str = "") -> str:
    """Where a goal is changed; `done` is what was done to it just now."""
    return link(PATH, **{WHICH: str(number), **({DONE: done} if done else {})})


def title(results: Results, goal: Goal) -> str:
    """What a goal is about and what is aimed at."""
    return f"{subject(results, goal)}: {aim(goal, results.locale)}"


def lead(declared: Declared) -> str:
    """What it is now."""
    if not declared.intact:
        return _("What was written down of this goal was changed afterwards. It cannot be changed here.")
    return {
        "draft": _("This is a draft. It counts once it is frozen, before the answers of {year} come in."),
        "frozen": _("This goal is frozen. The answers of {year} decide."),
        "withdrawn": _("This goal was withdrawn. It stays to be seen."),
    }[declared.state].format(year=declared.goal.deadline)


def meant(results: Results, goal: Goal, said: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Fault]]:
    """What a form changes of a goal, and what of it cannot be read."""
    given, faults = read_goal(said, years(results, goal))
    return ({} if faults else changed(goal, given)), faults


def years(results: Results, goal: Goal) -> list[str]:
    """The school years that can decide on a goal: its own among them."""
    return sorted({goal.deadline, *deadlines(results, goal.survey)})


def body(results: Results, declared: Declared, filled: Filled, seal: str, done: str = "") -> Part:
    """The page of a goal."""
    sent = (hidden(WHICH, str(declared.number)), hidden(SEEN, declared.deeds[-1].sha256))
    open_ = declared.intact and not declared.withdrawn
    return (
        what_is_wrong(filled) or _done(declared, done, results.locale),
        _amended(declared, results.locale),
        _freezing(filled, seal, sent) if open_ and not declared.frozen else None,
        _amending(results, declared, filled, seal, sent) if open_ else None,
        _withdrawing(declared, filled, seal, sent) if open_ else None,
        tag("p", tag("a", _("To the goals"), href=link("/doelen"))),
    )


def _done(declared: Declared, done: str, locale: str) -> Markup | None:
    """What was done just now, in a notice that is read aloud."""
    if done not in ("ontwerp", "vastgezet", "bijgesteld", "ingetrokken"):
        return None
    told = {
        "ontwerp": _("The draft is kept."),
        "vastgezet": _("The goal is frozen."),
        "bijgesteld": _("The change is kept."),
        "ingetrokken": _("The goal is withdrawn."),
    }[done]
    frozen = declared.frozen
    lines = [
        tag("p", told, class_="notice-title"),
        *([_hash(declared.deeds[-1], locale)] if frozen and done in ("vastgezet", "bijgesteld") else []),
    ]
    return tag("div", lines, class_="notice", role="alert", tabindex=-1, data_arrive=True)


def _hash(deed: Done, locale: str) -> Markup:
    return tag(
        "p",
        _("On {day}, with this hash:").format(day=day(deed, locale)),
        " ",
        _code(deed),
        " ",
        _("Note it in the minutes of the meeting: it shows later that nothing was changed."),
    )


def _code(deed: Done) -> Markup:
    return tag("code", deed.sha256, class_="hash")


def day(deed: Done, locale: str) -> str:
    """The day of a deed."""
    return words.date(dt.datetime.fromisoformat(deed.at).date(), locale)


def _amended(declared: Declared, locale: str) -> Markup | None:
    """What was changed since it was frozen, and what it was before."""
    frozen = declared.frozen
    if frozen is None:
        return None
    changes = [tag("li", _change(was, deed, locale)) for was, deed in declared.amendments]
    return section(
        _("What is kept of it"),
        tag("p", _("Frozen on {day}, with this hash:").format(day=day(frozen, locale)), " ", _code(frozen)),
        tag("ul", changes, class_="amended") if changes else None,
    )


def _change(was: Goal, deed: Done, locale: str) -> str:
    told = _("{day}: it was {before}, it became {after}. {why}")
    return told.format(
        day=day(deed, locale), before=_as_it_was(was, locale), after=_as_it_was(deed.goal, locale), why=deed.reason
    )


def _as_it_was(goal: Goal, locale: str) -> str:
    return _("{aim}, decided by {year}").format(aim=aim(goal, locale), year=goal.deadline)


def _freezing(filled: Filled, seal: str, sent: Part) -> Markup:
    """Frozen is for good, so it is asked with what that means, and the box is never ticked beforehand."""
    return section(
        _("Freeze it"),
        form(
            FREEZE, seal, sent,
            tag("p", _("A frozen goal cannot be removed. Do this before the answers that decide come in.")),
            tag("p", _("Whoever changes it later gives a reason, and what it was stays beside it.")),
            tick(filled, SURE, _("We agreed on this goal. I know that freezing it is final.")),
            button(_("Freeze this goal for good")), class_="panel step-form declare-form",
        ),
    )  # fmt: skip


def _amending(results: Results, declared: Declared, filled: Filled, seal: str, sent: Part) -> Markup:
    goal, frozen = declared.goal, declared.frozen is not None
    share = results.share(goal.survey, goal.start, goal.item, goal.measure, goal.base, goal.node)
    small = small_step_sentence(share, goal)
    fields = tag(
        "div",
        typed(filled, TARGET, _("Target"), usual=goal.target, unit="%", hint=_("From 1 to 99.")),
        typed(filled, MARGIN, _("Margin"), usual=goal.margin, unit=_("points"), hint=margin_hint()),
        menu(
            filled, DEADLINE, _("Decided by the answers of"), [("", [(one, one) for one in years(results, goal)])],
            usual=goal.deadline,
        ),
        class_="fields",
    )  # fmt: skip
    reason = written(
        filled, REASON, _("Why do you change it?"), is_required=True,
        hint=_("It stays to be seen beside what was frozen. Write no name."),
    )  # fmt: skip
    return section(
        _("Amend it") if frozen else _("Change the draft"),
        form(
            PATH, seal, sent, tag("p", feasible_sentence(share, results.locale), class_="feasible"),
            tag("p", small, class_="feasible") if small else None, fields,
            written(filled, WHY, _("Why this goal?"), usual=goal.why, hint=why_hint()), reason if frozen else None,
            button(_("Keep the change"), kind="second"), class_="panel step-form declare-form",
        ),
    )  # fmt: skip


def _withdrawing(declared: Declared, filled: Filled, seal: str, sent: Part) -> Markup:
    told = (
        _("A withdrawn goal stays to be seen. If the answers are in already, it is judged all the same.")
        if declared.frozen
        else _("A draft that is withdrawn stays to be seen as well, and leaves room for another goal.")
    )
    asked = form(
        WITHDRAW, seal, sent, tag("p", told),
        written(filled, GIVEN_UP, _("Why do you withdraw it?"), is_required=True,
                hint=_("It stays to be seen. Write no name.")),
        button(_("Withdraw this goal"), kind="second"), class_="step-form declare-form",
    )  # fmt: skip
    return more(_("Withdraw this goal"), asked, is_open=GIVEN_UP in filled.values)

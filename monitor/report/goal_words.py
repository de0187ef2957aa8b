"""A goal in words: reached, not reached, or not to be told yet and which way it leans."""

import datetime as dt
from collections.abc import Iterator

from monitor.definition.indicators import Direction, indicators
from monitor.definition.model import as_read
from monitor.goals import Declared, Goal, GoalStatus
from monitor.report.numerals import date, percent, points
from monitor.report.pulse_words import interim_sentences
from monitor.report.words import answers as answers_words
from monitor.report.words import level
from monitor.results import Indicator, Reason, Results, Share
from monitor.statistics.power import Detectable, smallest_detectable
from monitor.statistics.sureness import Reached, leans, reached
from monitor.texts import _


def goal_number(number: int) -> str:
    """What a goal is called by its number, the same in a table of actions as above its chart."""
    return _("Goal {number}").format(number=number)


def frozen_on(results: Results, declared: Declared, locale: str = "nl-BE") -> str:
    """The day on which a goal was frozen; that it came first, where what decides was closed on that very day.

    Raises:
        ValueError: it is a draft.
    """
    if declared.frozen is None:
        raise ValueError("a draft was not frozen")
    day, goal = dt.datetime.fromisoformat(declared.frozen.at).date(), declared.goal
    told = date(day, locale)
    decides = results.release(goal.survey, goal.deadline) if goal.deadline in results.years(goal.survey) else None
    if decides is None or decides.manifest.closed_on != day:
        return told
    return _("{date}, before the survey was closed that day").format(date=told)


def goal_sentence(
    goal: float, sureness: float | Reason, better: Direction = "up", locale: str = "nl-BE", *,
    decided: Reached | None = None,
) -> str:  # fmt: skip
    """Whether a goal was reached, as sure as the answers allow.

    Args:
        goal: the share that was aimed at, 0 to 1.
        sureness: how sure it is that it was reached, 0 to 1; or why nothing can be said.
        better: `up` for a goal of at least so much, `down` for one of at most so much.
        locale: region, for numbers.
        decided: the verdict where several goals are judged together; else that of this sureness alone.
    """
    aimed = percent(goal, locale)
    led = _("Goal: at least {goal}.") if better == "up" else _("Goal: at most {goal}.")
    return f"{led.format(goal=aimed)} {verdict_sentence(sureness, decided)}"


def verdict_sentence(sureness: float | Reason, decided: Reached | None = None) -> str:
    """The verdict on a goal in words; the arguments are those of `goal_sentence`."""
    if isinstance(sureness, Reason):
        return f"{_('Whether it was reached cannot be told.')} {sureness.text}"
    sure = round(100 * sureness)
    if reached(sureness) is Reached.UNDECIDED:
        sure = min(94, max(6, sure))  # 95 and 5 would be a verdict
    match decided or reached(sureness), leans(sureness):
        case Reached.YES, _way:
            return _("Reached, and that is almost certain.")
        case Reached.NO, _way:
            return _("Not reached, and that is almost certain.")
        case _, True:
            told = _("Whether it was reached cannot be told yet: rather yes than no (sureness {sure} of 100).")
        case _, False:
            told = _("Whether it was reached cannot be told yet: rather no than yes (sureness {sure} of 100).")
        case _:
            told = _("Whether it was reached cannot be told yet: it may as well be as not.")
    return told.format(sure=sure)


def verdict_name(verdict: Reached) -> str:
    """A verdict in two or three words."""
    names = {
        Reached.YES: _("Reached"), Reached.NO: _("Not reached"), Reached.UNDECIDED: _("Cannot be told yet"),
    }  # fmt: skip
    return names[verdict]


def standing_name(status: GoalStatus) -> str:
    """The same for any goal: a draft, one that waits for its deadline, one that was withdrawn."""
    declared = status.declared
    if not declared.intact:
        return _("Was changed afterwards")
    if declared.withdrawn and not declared.counts:
        return _("Withdrawn")
    if declared.frozen is None:
        return _("Draft")
    if not status.final:
        return (
            _("Interim")
            if len(status.shares) > 1 or status.interims
            else _("Waits for {year}").format(year=status.goal.deadline)
        )
    return verdict_name(status.verdict)


def aim(goal: Goal, locale: str = "nl-BE") -> str:
    """What is aimed at: "minstens 60%, met een marge van 2 punten"."""
    led = _("at least {goal}") if goal.direction == "up" else _("at most {goal}")
    said = led.format(goal=percent(goal.aimed, locale))
    if not goal.margin:
        return said
    return _("{goal}, with a margin of {points}").format(goal=said, points=points(goal.margin / 100, locale))


def subject(results: Results, goal: Goal) -> str:
    """What a goal is about: an indicator by its title, else the question with the answers that count; and the group."""
    named = indicator_of(goal)
    release = results.release(goal.survey, goal.start)
    if named:
        said = as_read(named.title, results.locale)
    else:
        measure = results.estimates(goal.survey, goal.start).measure(goal.item, goal.measure)
        labels = [results.label(goal.survey, goal.start, goal.item, code) for code in measure.codes] if measure else []
        answers = ", ".join(f"\N{LEFT DOUBLE QUOTATION MARK}{one}\N{RIGHT DOUBLE QUOTATION MARK}" for one in labels)
        said = f"{results.text(goal.survey, goal.start, goal.item)} {answers}"
    group = next((node.label for node in release.manifest.nodes if node.id == goal.node and node.parent), "")
    return f"{said} ({group})" if group else said


def indicator_of(goal: Goal) -> Indicator | None:
    """The indicator that a goal is about, if it is about one."""
    wanted = goal.item, goal.measure, goal.base
    return next(
        (one for one in indicators() if goal.survey in one.surveys and (one.item, one.measure, one.base) == wanted),
        None,
    )


def sentences(status: GoalStatus, locale: str = "nl-BE") -> tuple[str, ...]:
    """What may be said of a goal: the verdict and how sure it is, or why there is none yet."""
    goal, declared = status.goal, status.declared
    if status.reason is not None and not declared.intact:
        return (
            status.reason.text,
            _("So there is no verdict. Ask who keeps the computer of the school what happened."),
        )
    if declared.withdrawn and not declared.counts:
        return (_("Withdrawn before the answers came in, so there is no verdict."),)
    if declared.frozen is None:
        return (
            _("This is a draft. It counts once it is frozen, before the answers of {year} come in.").format(
                year=goal.deadline
            ),
        )
    between = tuple(said for one in status.interims for said in interim_sentences(one, goal, locale))
    if not status.final:
        return (*_interim(status, locale), *between)
    return (*_judged(status), *between)


def _judged(status: GoalStatus) -> tuple[str, ...]:
    """The verdict and how sure it is, or why there is none."""
    if status.reason is not None:
        return (verdict_sentence(status.reason),)
    assert status.sureness is not None, "what is final has a sureness or a reason"
    told = [verdict_sentence(status.sureness, status.verdict)]
    if status.held_back:
        told.append(
            _("By itself it would be sure enough. But {n} goals are judged together, and then more is asked.").format(
                n=status.together
            )
        )
    if status.declared.withdrawn:
        told.append(_("It was withdrawn after the answers came in, so it is judged all the same."))
    return tuple(told)


def _interim(status: GoalStatus, locale: str) -> Iterator[str]:
    latest = status.latest
    if latest is not None and latest.year > status.goal.start:
        yield _("Interim in {year}: {level}. That is no verdict.").format(year=latest.year, level=level(latest, locale))
    yield _("The verdict comes with the numbers of {year}.").format(year=status.goal.deadline)


def small_step_sentence(share: Share, goal: Goal) -> str:
    """That the step to a goal is smaller than what so many answers can show; nothing where it is not."""
    seen = _shown_by(share)
    if seen is None or share.share is None:
        return ""
    up = goal.direction == "up"
    step, shows = (goal.aimed - share.share, seen.rise) if up else (share.share - goal.aimed, seen.fall)
    if shows is not None and step >= shows:
        return ""
    return _("Mind: the step to your goal is smaller than that. With so many answers such a change cannot be shown.")


def feasible_sentence(share: Share, locale: str = "nl-BE") -> str:
    """Which rise and fall so many answers would show: help with choosing a target; why not where it cannot be said."""
    if share.share is None or share.n is None:
        return share.reason.text if share.reason else ""
    seen = _shown_by(share)
    if seen is None:
        return _("With so few answers, or a share of nobody or everybody, no feasible goal can be worked out.")
    told = []
    if seen.rise is not None:
        told.append(_("a rise from {points} on").format(points=points(seen.rise, locale)))
    if seen.fall is not None:
        told.append(_("a fall from {points} on").format(points=points(seen.fall, locale)))
    return _("A feasible goal: with {answers} you can show {changes}.").format(
        answers=answers_words(share.n, locale), changes=_(" or ").join(told)
    )


def _shown_by(share: Share) -> Detectable | None:
    """The smallest changes that so many answers show; None with too few, or where nobody or everybody answered so."""
    if share.share is None or share.n is None or share.few or not 0 < share.share < 1:
        return None
    return smallest_detectable(share.n, share.n, share.share, base=share.rounding)

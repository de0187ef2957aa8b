"""The summary on one page: what a reader who stops here should know."""

from dataclasses import replace
from itertools import zip_longest

from monitor.definition.model import as_read
from monitor.definition.workgroup import Workgroup
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.direction_words import way
from monitor.report.evaluation.document import Block, KeyFigure, KeyFigures, Points, Section, Text
from monitor.report.evaluation.goals import frozen, in_a_sentence
from monitor.report.evaluation.school_year import Asked, SchoolYear
from monitor.report.evaluation.voices import key_figure, remarks
from monitor.results import Verdict
from monitor.texts import _

NAME = "samenvatting"
LARGE = 2
"""Numbers per survey that stand large on the first page."""
TOLD = 6
"""Changes that the summary tells."""


def section(view: SchoolYear, own: Workgroup) -> Section:
    """Response in a sentence, the first numbers of every survey, the goals, the clear changes, and what comes next."""
    blocks = without_plans(
        view, own, more=_("More numbers changed: see below, at “{part}”.").format(part=_("What changed?"))
    )
    blocks += [Text(_("What we do next"), "heading"), Points(own.next_steps, own=True)] if own.next_steps else []
    return Section(NAME, _("Summary"), tuple(blocks))


def without_plans(view: SchoolYear, own: Workgroup, *, more: str, remarked: bool = False) -> list[Block]:
    """The summary up to what comes next.

    Args:
        view: the year.
        own: what the school wrote.
        more: where the changes are that have no place here.
        remarked: with what the school says of the numbers in it.
    """
    large, told = first(view), listed(view)
    at_large, at_told = (
        (
            remarks(view, large, own, named=True),
            remarks(view, [one for one in told if one not in large], own, named=True),
        )
        if remarked
        else ([], [])
    )
    goals = tuple(in_a_sentence(view, one) for one in frozen(view))
    blocks: list[Block] = [Text(own.preface, "own")] if own.preface else []
    blocks += [Text(response_sentence(view), "lead"), figures(view), *at_large]
    blocks += [Text(_("Our goals"), "heading"), Points(goals)] if goals else []
    blocks += [Text(_("What changed?"), "heading"), Points(tuple(_changes(view, more))), *at_told]
    return blocks


def figures(view: SchoolYear) -> KeyFigures:
    """The first numbers of every survey, large."""
    return KeyFigures(tuple(_large(view, one) for one in first(view)))


def response_sentence(view: SchoolYear) -> str:
    """Who answered, of every survey, in one sentence."""
    told = []
    for survey in view.surveys():
        got = view.results.response(survey.id, view.year)
        people, forms = words.noun(survey.audience), words.count(got.forms, view.locale)
        rate = "" if got.rate is None else f" ({words.percent(got.rate, view.locale)})"
        told.append(f"{forms} {people}{rate}")
    return _("In {year} these people of {school} answered: {who}.").format(
        year=view.year, school=view.results.school, who=", ".join(told)
    )


def _large(view: SchoolYear, one: Asked) -> KeyFigure:
    """A number with whose it is before its name, for on this page those of all groups stand beside each other."""
    figure = key_figure(view, one)
    return replace(figure, title=f"{view.called(one.survey.id)}: {say.lowered(figure.title)}")


def first(view: SchoolYear) -> list[Asked]:
    """The numbers of every survey that stand large: the first that may be shown, and what became clearly worse."""
    shown = ([one for one in view.asked(survey) if one.share.shown] for survey in view.surveys())
    return [one for group in shown for one in _large_of(group)]


def _large_of(shown: list[Asked]) -> list[Asked]:
    """The first numbers; the largest of those that became clearly worse takes the last place if it is not there yet.

    A school sees what went well by itself; what went worse has to be as large.
    """
    usual, worse = shown[:LARGE], _largest([one for one in shown if _became_worse(one)])[:1]
    return usual if not worse or worse[0] in usual else [*usual[: LARGE - 1], *worse]


def _became_worse(one: Asked) -> bool:
    """Whether a number changed beyond chance, and not for the better; a fall where no way is the better one."""
    change = one.change
    if change is None or not change.beyond_chance:
        return False
    return say.tone(change, one.indicator.better) == "bad" or (
        one.indicator.better is None and change.verdict is Verdict.FALL
    )


def _largest(changed: list[Asked]) -> list[Asked]:
    """Clear changes, the one first that is the largest at the least."""
    return sorted(changed, key=lambda one: -one.moved)


def _in_turn(clear: list[Asked]) -> list[Asked]:
    """Clear changes, the surest size first, those for the worse and the others in turn.

    Wherever a list of them is cut off, both are in it.
    """
    worse = _largest([one for one in clear if _became_worse(one)])
    other = _largest([one for one in clear if not _became_worse(one)])
    begins = (worse, other) if worse[:1] == _largest(clear)[:1] else (other, worse)
    return [one for pair in zip_longest(*begins) for one in pair if one is not None]


def listed(view: SchoolYear) -> list[Asked]:
    """The clear changes that the summary tells."""
    return _clear(view)[:TOLD]


def _compared(view: SchoolYear) -> list[Asked]:
    return [one for survey in view.surveys() for one in view.asked(survey) if one.change is not None]


def _clear(view: SchoolYear) -> list[Asked]:
    return _in_turn([one for one in _compared(view) if one.change is not None and one.change.beyond_chance])


def _changes(view: SchoolYear, more: str) -> list[str]:
    """The clear changes, for the worse and for the better in turn, and what the rest of the numbers does not say."""
    every = _compared(view)
    if not every:
        return [_("This is the first year: from the second one on years are compared.")]
    clear = _clear(view)
    told = [_line(view, one) for one in listed(view)]
    if len(clear) > TOLD:
        told.append(more)
    if len(clear) < len(every):
        told.append(_("Of the other numbers it cannot be determined whether they changed, or they cannot be compared."))
    return told


def _line(view: SchoolYear, one: Asked) -> str:
    """A change as a sentence of its own: who said what, how much that moved and between what limits, and which way."""
    assert one.change is not None, "only what changed comes here"
    moved = f"{say.short_verdict(one.change, view.locale)} ({say.beside_verdict(one.change, None, view.locale)})"
    return " ".join(filter(None, (f"{_said(view, one)}: {moved}.", way(one.change, one.indicator.better))))


def _said(view: SchoolYear, one: Asked) -> str:
    """A share in a sentence, without its full stop; with the name of the survey where two are of the same people."""
    who = words.upper(words.of_all(one.share, one.audience, view.locale))
    if one.of_those_who_know:
        who = _("{who} who know it").format(who=who)
    said = words.led(as_read(one.indicator.sentence, view.locale), who).rstrip(".")
    alike = [each for each in view.surveys() if each.audience == one.audience]
    return said if len(alike) == 1 else f"{view.called(one.survey.id)}: {said}"

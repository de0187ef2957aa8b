"""What changed since the wave before, and what cannot be told: the indicators first, then what stands out elsewhere."""

from collections.abc import Sequence

from monitor.report import colours, words
from monitor.report import sentences as say
from monitor.report.change_marks import step, steps_legend
from monitor.report.direction_words import judged_sentence
from monitor.report.evaluation.document import Block, Diagram, Native, Points, Section, Text
from monitor.report.evaluation.school_year import Asked, SchoolYear, shares_series
from monitor.report.figures import Step, steps
from monitor.report.marks import Tone
from monitor.report.standing_out import standing_out
from monitor.report.tables import of_changes
from monitor.results import Change, Notable, SurveyInfo
from monitor.texts import _

NAME = "veranderingen"
MOST, LEAST = 8, 3
"""Indicators in a chart: the clear changes that fit on a page, and others where few are clear; its table has all."""


def section(view: SchoolYear) -> Section:
    """A chart per survey of both years; in a first year, that there is nothing to compare yet."""
    held = [(survey, asked) for survey in view.surveys() if (asked := compared(view, survey))]
    title = _("What changed?")
    if not held:
        return Section(NAME, title, (Text(_("This is the first year: from the second one on years are compared.")),))
    blocks: list[Block] = [Text(_("A change is told only when it is more than chance. “Cannot be determined” does not "
                                  "mean that nothing changed: there are too few answers to tell."))]  # fmt: skip
    blocks += [diagram(view, survey, asked) for survey, asked in held]
    blocks += _apart(view, held)
    blocks += _worth_a_look(view, [one.change for _survey, asked in held for one in drawn_of(asked) if one.change])
    return Section(NAME, title, tuple(blocks))


def compared(view: SchoolYear, survey: SurveyInfo) -> list[Asked]:
    """The indicators that have an earlier year: clear changes first, the surest size before; others last."""
    found = [one for one in view.asked(survey) if one.change is not None]
    return sorted(found, key=lambda one: (_rank(one), -one.moved))


def _rank(asked: Asked) -> int:
    """Clear changes, then what cannot be told, then what does not compare."""
    if asked.change is None or not asked.change.comparable:
        return 2
    return 0 if asked.change.beyond_chance else 1


def diagram(view: SchoolYear, survey: SurveyInfo, asked: Sequence[Asked]) -> Diagram:
    """Where every indicator stood and where it stands now."""
    changes = [(view.title(one), one.change) for one in asked if one.change is not None]
    before, name = changes[0][1].from_year, view.called(survey.id)
    drawn = drawn_of(asked)
    caption = _("{theme}: from {before} to {after}").format(theme=name, before=before, after=view.year)
    return Diagram(
        name=f"{survey.id}-verandering",
        title=f"{name} \N{EN DASH} {say.lowered(say.summary(change for _title, change in changes))}",
        sentence=_sentence(view, asked),
        figure=steps([_step(view, one) for one in drawn]),
        table=of_changes(
            caption, _("Number"), changes, [words.verdict_words(change.verdict) for _title, change in changes]
        ),
        native=_native(view, before, drawn),
        legend=steps_legend(before, view.year, _tones(drawn)),
        notes=(_response(view, survey, before),),
    )


def drawn_of(asked: Sequence[Asked]) -> Sequence[Asked]:
    """Of indicators in their order the clear changes; where there are few, those after them as well."""
    clear = sum(one.change is not None and one.change.beyond_chance for one in asked)
    return asked[: min(MOST, max(LEAST, clear))]


def _native(view: SchoolYear, before: str, asked: Sequence[Asked]) -> Native:
    """Both years beside each other; where they do not compare, the later year alone."""
    comparable = [one.change for one in asked if one.change is not None]
    earlier = (one.before if one.comparable else None for one in comparable)
    later = (one.after for one in comparable)
    return Native(
        "bars",
        tuple(_category(view, one) for one in asked),
        (shares_series(before, earlier, colours.MIDDLE), shares_series(view.year, later, colours.STRONG_FOR)),
    )


def _category(view: SchoolYear, asked: Asked) -> str:
    """A number with what cannot be told of it: two bars of different lengths show a change to whoever looks."""
    if asked.change is None or asked.change.beyond_chance:
        return view.title(asked)
    return f"{view.title(asked)} ({words.verdict_words(asked.change.verdict)})"


def _response(view: SchoolYear, survey: SurveyInfo, before: str) -> str:
    return say.response_beside(
        view.results.response(survey.id, before), view.results.response(survey.id, view.year), view.locale
    )


def _sentence(view: SchoolYear, asked: Sequence[Asked]) -> str:
    """The largest change beyond chance in words; without one, what could have been seen."""
    first = next((one for one in asked if one.change is not None and one.change.beyond_chance), None)
    if first is not None and first.change is not None:
        told = judged_sentence(first.change, first.indicator.better, view.locale)
        return _("The clearest change is in “{question}”: {told}").format(
            question=view.title(first), told=f"{told[0].lower()}{told[1:]}"
        )
    change = asked[0].change
    seen = words.detectable_sentence(change, view.locale) if change is not None else ""
    return seen or _("No number can be compared between these years.")


def _step(view: SchoolYear, asked: Asked) -> Step:
    assert asked.change is not None, "only what has an earlier year comes here"
    return step(view.title(asked), asked.change, asked.indicator.better, view.locale)


def _tones(asked: Sequence[Asked]) -> list[Tone]:
    return [say.tone(one.change, one.indicator.better) for one in asked if one.change is not None]


def _apart(view: SchoolYear, held: Sequence[tuple[SurveyInfo, Sequence[Asked]]]) -> list[Block]:
    """Which numbers cannot be compared with the year before, and why."""
    why: dict[tuple[str, str], list[str]] = {}
    for survey, asked in held:
        for one in asked:
            if one.change is not None and not one.change.comparable:
                reason = view.called(survey.id), one.change.reason or ""
                why.setdefault(reason, []).append(say.lowered(view.title(one)))
    told = _("{survey}: {numbers}. {reason}")
    lines = [told.format(survey=survey, numbers=", ".join(of), reason=reason) for (survey, reason), of in why.items()]
    return [Text(_("Which numbers cannot be compared?"), "heading"), Points(tuple(lines))] if lines else []


def _worth_a_look(view: SchoolYear, told: Sequence[Change]) -> list[Block]:
    """What stands out among the other questions; with no clear change in the charts either, that nothing does."""
    surveys = [one.id for one in view.surveys()]
    found = standing_out(view.results, view.year, surveys, told)
    if found:
        lead = _(
            "Among the other questions these stand out most. Of all changes that stand out, those in the charts too, "
            "about 1 in 10 is still chance."
        )
        lines = tuple(_line(view, one) for one in found)
        return [Text(_("What else stands out?"), "heading"), Text(lead), Points(lines)]
    if any(one.beyond_chance for one in told):
        return []
    return [Text(_("No change since the year before stands out from what chance does."))]


def _line(view: SchoolYear, found: Notable) -> str:
    change, results = found.change, view.results
    item = next(one for one in results.items(change.survey, view.year) if one.id == change.item)
    measure = next(one for one in results.measures(change.survey, view.year, item.id) if one.id == change.measure)
    question = results.text(change.survey, view.year, item.id)
    counted = say.counted(results, change.survey, view.year, item, measure)
    told = judged_sentence(change, measure.better, view.locale)
    return f"{view.called(change.survey)}, “{question}” ({counted}): {told}"

"""Which changes among all questions are worth a look, for the first screen and for the evaluation of a year."""

from collections.abc import Collection, Iterable
from typing import Final

from monitor.results import Change, Notable, Results

MOST: Final = 5
"""Changes that are told."""
_ABOUT_PEOPLE: Final = "context"
"""The section with questions about who somebody is: a school does not change those."""


def standing_out(results: Results, year: str, surveys: Collection[str], told: Collection[Change] = ()) -> list[Notable]:
    """The changes of these surveys since the wave before that stand out: the largest of each question, largest first.

    Each is beyond chance by itself as well, and none is a change of who the people are, nor one beyond chance that
    was told already.
    """
    known = {_measured(one) for one in told if one.beyond_chance}
    before = {one.id: results.year_before(one.id, year) for one in results.surveys()}
    found = [
        one
        for earlier in sorted({before[survey] or year for survey in surveys} - {year})
        for one in results.worth_a_look(earlier, year)
        if one.change.survey in surveys and before[one.change.survey] == earlier and _tells_something(results, one)
        if _measured(one.change) not in known
    ]
    return largest(found)


def largest(found: Iterable[Notable]) -> list[Notable]:
    """The largest change of each question, the largest question first, at most `MOST`."""
    by_question: dict[tuple[str, str], Notable] = {}
    for one in sorted(found, key=lambda one: -abs(one.change.change or 0)):
        by_question.setdefault((one.change.survey, one.change.item), one)
    return list(by_question.values())[:MOST]


def _measured(change: Change) -> tuple[str, str, str]:
    """What a change is of: a survey, a question and its measure."""
    return change.survey, change.item, change.measure


def _tells_something(results: Results, found: Notable) -> bool:
    asked = results.release(found.change.survey, found.change.to_year).manifest.survey
    return found.change.beyond_chance and asked.item(found.change.item).section != _ABOUT_PEOPLE

"""The command before a survey: plan."""

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import JsonOption
from monitor.cli.output import print_json, print_table, say
from monitor.errors import CallError
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.statistics.planning import Plan, Sight

MOST_PEOPLE = 3000
"""More are no single school, and the exact sums would take too long."""
_RESPONSE = re.compile(r"(\d{1,3})(?:\.\.(\d{1,3}))?%?")
_STEP = 10


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("plan", help="Before a survey: which changes a school of this size would see.")(plan)


def plan(
    families: Annotated[
        int,
        typer.Option(
            "--families", "--people", metavar="NUMBER", help="How many families (pupils, staff members) can answer."
        ),
    ],
    response: Annotated[
        str,
        typer.Option("--response", metavar="40..60", help="Response in percent that you count on: 50, or from .. to."),
    ] = "40..60",
    share: Annotated[
        int,
        typer.Option(
            "--share", metavar="70", min=1, max=99, help="The figure now, in percent: who are satisfied, or bullied."
        ),
    ] = 70,
    base: Annotated[
        int,
        typer.Option(
            "--base",
            metavar="3",
            min=1,
            max=5,
            help="Base to which counts are rounded: 5 for bullying and other sensitive questions (1: not rounded).",
        ),
    ] = 3,
    json_: JsonOption = False,
) -> None:
    """Print which rise and fall would show, and what would show more; no workspace is needed."""
    from monitor.report.plan_words import sentences, table
    from monitor.statistics import planning

    responses = tuple(one / 100 for one in _responses(response))
    _refuse_people(families)
    made = planning.plan(families, responses, share=share / 100, base=base)
    if json_:
        print_json(_report(made))
        return
    headings, *rows = table(made)
    print_table(headings, rows)
    say()
    for sentence in sentences(made):
        say(sentence)


def _refuse_people(families: int) -> None:
    from monitor.statistics.estimate import LEAST

    if families < LEAST:
        raise CallError(
            _("Of {n} people no number may be shown, so there is nothing to plan.").format(n=families),
            remedy=_("Give at least {least} behind --families.").format(least=LEAST),
        )
    if families > MOST_PEOPLE:
        raise CallError(
            _("{n} people are more than one school has.").format(n=families),
            remedy=_("Give at most {most} behind --families: all who can answer in one school.").format(
                most=MOST_PEOPLE
            ),
        )


def _responses(given: str) -> list[int]:
    """The responses to work out, in percent: every ten from the lowest on, and the highest."""
    found = _RESPONSE.fullmatch(given.strip())
    if not found:
        raise CallError(
            _("{given!r} is no response.").format(given=given),
            remedy=_("Write a percentage, such as 50, or two with two dots between them, such as 40..60."),
        )
    low = int(found[1])
    high = int(found[2] or low)
    if not 1 <= low <= 100 or not 1 <= high <= 100:
        raise CallError(
            _("A response lies from 1 to 100%, not at {given}.").format(given=given),
            remedy=_("Write a percentage, such as 50, or two with two dots between them, such as 40..60."),
        )
    if low > high:
        raise CallError(
            _("In {given} the first percentage is higher than the second.").format(given=given),
            remedy=_("Write the lowest first: {low}..{high}.").format(low=high, high=low),
        )
    return list(dict.fromkeys((*range(low, high, _STEP), high)))


def _report(made: "Plan") -> dict[str, Any]:
    return {
        "families": made.people,
        "share": made.share,
        "base": made.base,
        "responses": [_row(sight) for sight in made.sights],
    }


def _row(sight: "Sight") -> dict[str, Any]:
    """A response as JSON: shares with four decimals, which is far more than so many answers can tell."""
    row = {"response": sight.response, "answers": sight.answers, "smallest_real": _short(sight.smallest_real)}
    for name, seen in (("", sight.share), ("scale_", sight.scale), ("two_years_", sight.two_years)):
        row |= {f"{name}fall": seen and _short(seen.fall), f"{name}rise": seen and _short(seen.rise)}
    return row | {"reason": sight.reason.text if sight.reason else None}


def _short(size: float | None) -> float | None:
    return None if size is None else round(size, 4)

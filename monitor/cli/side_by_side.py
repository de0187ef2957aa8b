"""What `results --funnel` and `compare --audiences` print: steps of a funnel, and two groups side by side."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.explaining import say_rounded
from monitor.cli.output import print_table, say
from monitor.definition.model import as_read
from monitor.errors import CallError
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.results import Results, SurveyInfo
    from monitor.statistics.funnel import Funnel, FunnelChange
    from monitor.statistics.gap import Gap

FunnelOption = Annotated[
    bool,
    typer.Option(
        "--funnel", help="Step by step instead: asked, knows enough to judge, satisfied among those who know."
    ),
]
AudiencesOption = Annotated[
    bool, typer.Option("--audiences", help="Parents, pupils and staff side by side instead, in the same year.")
]


def require_every_survey(option: str, survey: str | None) -> None:
    """Refuse one survey beside an option that holds surveys side by side.

    Raises:
        CallError: a survey is named.
    """
    message = _("{option} holds the surveys side by side, so it takes them all.").format(option=option)
    _require_none(survey, message, _("Leave out --survey."))


def require_no_file(option: str, output: Path | None) -> None:
    """Refuse a file beside an option whose rows have another shape.

    Raises:
        CallError: a file is named.
    """
    message = _("{option} writes no file.").format(option=option)
    _require_none(output, message, _("Leave out -o, or use --json and keep what is printed."))


def _require_none(given: object, message: str, remedy: str) -> None:
    if given is not None:
        raise CallError(message, remedy=remedy)


def funnel_report(found: "Results") -> list[dict[str, Any]]:
    """Every step of every funnel of every year, with the change since the year before."""
    from monitor.statistics.funnel_listing import funnel_rows

    rows: list[dict[str, Any]] = []
    for survey in found.surveys():
        before = {after: year for year, after in pairwise(survey.years)}
        for year in survey.years:
            for funnel in found.funnels(survey.id, year):
                item = funnel.of_all.item
                changed = changed_since(found, survey.id, item, before[year], year) if year in before else None
                rows += funnel_rows(funnel, changed)
    return rows


def changed_since(found: "Results", survey: str, item: str, before: str, after: str) -> "FunnelChange":
    """What became of the steps of a funnel between two years, of which one at least has them."""
    from monitor.statistics.funnel import funnel_change

    return funnel_change(found.changes(survey, before, after), item)


def gap_report(found: "Results") -> list[dict[str, Any]]:
    """Every two groups side by side, of every year."""
    from monitor.statistics.gap_listing import gap_row

    return [gap_row(gap) for year in found.years() for gap in found.gaps(year)]


def print_funnels(found: "Results") -> None:
    """The funnels of the latest year of each survey: a table of steps, then each in words."""
    funnels = [(survey, one) for survey in found.surveys() for one in found.funnels(survey.id, survey.latest)]
    headings = (
        _("survey"), _("year"), _("indicator"), _("answers"), _("know"), _("satisfied of who know"),
        _("satisfied of all"),
    )  # fmt: skip
    needed = _(
        "There are no steps to show. They need a question on how satisfied people are, with an answer such as "
        "“I do not know”, and none of these surveys has one."
    )
    print_table(headings, [_steps(found, survey, one) for survey, one in funnels], nothing=needed)
    if funnels:
        say()
        words = [_told(found, survey, one) for survey, one in funnels]
        print_table((_("survey"), _("year"), _("indicator"), _("in words")), words)
        say_rounded()


def _steps(found: "Results", survey: "SurveyInfo", funnel: "Funnel") -> tuple[str, ...]:
    from monitor.report.words import level

    title = as_read(funnel.indicator.title, found.locale)
    steps = [level(step, found.locale) for step in funnel.steps]
    return survey.id, survey.latest, title, str(funnel.asked or ""), *steps


def _told(found: "Results", survey: "SurveyInfo", funnel: "Funnel") -> tuple[str, ...]:
    from monitor.report.funnel_words import funnel_change_sentences, funnel_sentence

    said = [funnel_sentence(funnel, survey.audience, found.locale)]
    for before, after in pairwise(survey.years[-2:]):
        changed = changed_since(found, survey.id, funnel.of_all.item, before, after)
        said += funnel_change_sentences(changed, found.locale)
    return survey.id, survey.latest, as_read(funnel.indicator.title, found.locale), " ".join(said)


def print_gaps(found: "Results") -> None:
    """Two groups side by side in the latest year: the gaps first, the largest before the others, and those in words."""
    from monitor.statistics.gap import GapVerdict
    from monitor.statistics.gap_listing import chosen

    year = found.latest_year() or ""
    gaps = chosen(found.gaps(year))
    headings = (_("year"), _("groups"), _("subject"), _("question"), _("figures"), _("difference in points"))
    lines = [_beside(found, one) for one in gaps]
    print_table((*headings, _("verdict"), _("why")), lines, nothing=_no_gaps(found, year))
    if clear := [one for one in gaps if one.verdict is GapVerdict.GAP]:
        say()
        print_table((*headings[:3], _("in words")), [_said(found, one) for one in clear])
    if lines:
        say_rounded()


def _no_gaps(found: "Results", year: str) -> str:
    """Why there are no two figures to set side by side in a year, and what that needs."""
    groups = {survey.audience for survey in found.surveys() if year in survey.years}
    if len(groups) > 1 and found.gaps(year):
        return _(
            "In {year} the groups share questions, but of none of these both figures may be shown. Most often too few "
            "people answered."
        ).format(year=year)
    return _(
        "There is nothing to set side by side in {year}. That needs closed surveys of two groups in the same school "
        "year, for instance of parents and of staff, with questions on the same subject."
    ).format(year=year)


def _beside(found: "Results", gap: "Gap") -> tuple[str, ...]:
    from monitor.report.gap_words import gap_title, gap_verdict_words, side_words
    from monitor.report.numerals import signed_points

    figures = " / ".join(side_words(side, found.locale) for side in gap.sides)
    moved = signed_points(gap.numbers.difference) if gap.numbers else ""
    return *_place(gap), gap_title(gap, found.locale), figures, moved, gap_verdict_words(gap.verdict), gap.reason or ""


def _said(found: "Results", gap: "Gap") -> tuple[str, ...]:
    from monitor.report.gap_words import gap_sentence

    return *_place(gap), gap_sentence(gap, found.locale)


def _place(gap: "Gap") -> tuple[str, str, str]:
    return gap.year, " - ".join(side.survey for side in gap.sides), gap.subject

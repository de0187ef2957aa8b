"""Which of the released surveys a command is about, and up to which year."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.errors import CallError
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.results import Results

OnlySurveyOption = Annotated[
    str | None,
    typer.Option("--survey", metavar="ID", help="Only of this survey: an id such as `ouders` (else of all)."),
]

AsOfOption = Annotated[
    str | None,
    typer.Option("--year", metavar="2024-2025", help="As things stood in this school year (else in the latest)."),
]


def only_of(found: "Results", survey: str | None, year: str | None) -> "Results":
    """The results of one survey, or of the age variants of a name (`leerlingen`), without what came after a year.

    Raises:
        CallError: there are releases, and none of them is of this survey or of this year.
    """
    return _up_to(_of_survey(found, survey), year)


def _up_to(found: "Results", year: str | None) -> "Results":
    if year is None or not found.releases:
        return found
    if year not in found.years():
        raise CallError(
            _("There are no released numbers of {year}.").format(year=year),
            remedy=_("Choose one of these: {years}.").format(years=", ".join(found.years())),
        )
    return replace(found, releases=tuple(one for one in found.releases if one.manifest.year <= year))


def _of_survey(found: "Results", survey: str | None) -> "Results":
    if survey is None or not found.releases:
        return found
    known = {one.manifest.survey.id for one in found.releases}
    wanted = {survey} & known or {one for one in known if re.fullmatch(rf"{re.escape(survey)}-\d+-\d+", one)}
    if not wanted:
        raise CallError(
            _("There are no released numbers of {survey}.").format(survey=survey),
            remedy=_("Choose one of these: {surveys}.").format(surveys=", ".join(sorted(known))),
        )
    return replace(found, releases=tuple(one for one in found.releases if one.manifest.survey.id in wanted))


def meant(results: "Results", survey: str, year: str, typed: str) -> str:
    """The code that was probably meant: one that is nearly the same, or that of a number whose title was typed."""
    from difflib import get_close_matches

    from monitor.definition.model import as_read

    known = results.estimates(survey, year).items
    titles = {as_read(one.title, results.locale).lower(): one.item for one in results.indicators(survey)}
    by_title = [titles[one] for one in get_close_matches(typed.lower(), titles, n=1)]
    near = next((one for one in (*by_title, *get_close_matches(typed, known, n=1)) if one in known), "")
    told = _("Did you mean {code} (“{question}”)?")
    return told.format(code=near, question=results.text(survey, year, near)) if near else ""

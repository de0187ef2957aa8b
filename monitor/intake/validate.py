"""Validate: may these answers go on? Faults in answers are findings; a file of another kind is refused."""

from collections.abc import Iterator, Sequence

from monitor.definition.called import called
from monitor.definition.model import Survey
from monitor.errors import FileRefused, Place
from monitor.intake.answers import Answers, Checked, found
from monitor.intake.choices import Choices
from monitor.intake.export import Export, Finding
from monitor.intake.linking import link_columns
from monitor.intake.times import DayOrder, asks_for_order, dated_rows, day_order, school_years
from monitor.texts import _, n_

_CLEARLY, _CLEARLY_AMONG_OURS = 2, 1.25
_NEARLY_ALL = 0.95


def refuse_several_rows(export: Export) -> None:
    """Check that a row is a person.

    Raises:
        FileRefused: the tool writes several rows per person (events, repeated groups).
    """
    for finding in export.findings:
        if finding.code == "E-SEVERAL-ROWS":
            raise _refused(export, finding.message, _("Export one row per person, without repeated parts."))


def validate(
    answers: Answers,
    *,
    year: str | None = None,
    candidates: Sequence[Survey] = (),
    refuse_other_year: bool = True,
    keep_year: bool = False,
    dates: DayOrder | None = None,
) -> Checked:
    """The answers with all findings about them.

    Args:
        answers: what mapping made of the export.
        year: the school year the answers are imported for, such as `2025-2026`; not checked if absent.
        refuse_other_year: refuses a file of another school year; otherwise (a dry run) that is a finding.
        keep_year: takes it in for this year all the same, and says so: somebody knows better than the times.
        candidates: the other surveys that the export may belong to, to name the right one.
        dates: whether day or month goes first in the times, where a person said so.

    Raises:
        FileRefused: no row or item, nothing but personal columns, another survey or school year.
    """
    export = answers.export
    if not export.rows:
        raise _refused(export, _("The file has headings but no answers."), _("Export the responses again."))
    _refuse_other_survey(answers, candidates)
    if not answers.items:
        _refuse_unknown(answers)
    dated = _year_findings(export, year, dates, refuse=refuse_other_year, keep=keep_year) if year is not None else ()
    return Checked(
        answers,
        (*export.findings, *_order_findings(export, dates), *dated, *answers.findings, *_unread(answers)),
    )


def _refuse_unknown(answers: Answers) -> None:
    export = answers.export
    if all(link.role in ("identifier", "metadata") for link in answers.links):
        raise _refused(
            export,
            _(
                "The file has only columns about people (such as names and e-mail addresses), and no "
                "answers to questions."
            ),
            _("Export the responses of the survey, not the list of participants."),
        )
    raise _refused(
        export,
        n_(
            "The one column of this file is no question of the survey {survey}.",
            "None of the {count} columns of this file is a question of the survey {survey}.",
            len(export.columns),
        ).format(count=len(export.columns), survey=answers.survey.id),
        _(
            "Give the survey that was asked with --survey, or make a definition of this export with "
            "`schoolklimaat survey "
            "draft`. Were the headings changed? Then link them in a mapping file (--mapping)."
        ),
    )


def _refuse_other_survey(answers: Answers, candidates: Sequence[Survey]) -> None:
    """Another survey fits if it explains clearly more columns than this one, and at least three.

    Our own surveys share questions: parents' and staff's two thirds. A school's own questionnaire may be made of ours,
    so there it takes twice as many.
    """
    ours = answers.survey.id in {survey.id for survey in candidates}
    clearly = _CLEARLY_AMONG_OURS if ours else _CLEARLY
    here = len({link.column.index for link in answers.links if link.item})
    best: tuple[int, str] = (0, "")
    for survey in candidates:
        if survey.id != answers.survey.id:
            links, _findings = link_columns(answers.export, survey, {}, Choices())
            best = max(best, (sum(link.item is not None for link in links), survey.id))
    if best[0] >= 3 and best[0] >= clearly * here:
        raise _refused(
            answers.export,
            _(
                "This file holds the survey {found}, not {asked}: {count} columns match {found}, {here} match {asked}."
            ).format(found=best[1], asked=answers.survey.id, count=best[0], here=here),
            _("Import it with --survey {found}.").format(found=best[1]),
        )


def _order_findings(export: Export, said: DayOrder | None) -> Iterator[Finding]:
    """A question where the order of day and month decides the school year and nothing tells it."""
    told = day_order(export)
    if said is not None and told not in (None, said):
        message = _("The times in this file are written {told}, other than --dates {said} says. Check the school year.")
        yield found(export, "warning", "W-DATES-OTHERWISE", message.format(told=told, said=said))
    if said is None and (asked := asks_for_order(export)) is not None:
        column = next(column for column in export.columns if column.index == asked)
        message = _(
            'In the column "{heading}" day and month cannot be told apart (5/9 may be 5 September or 9 May), and the '
            "school year depends on it. Say which goes first with --dates day-month or --dates month-day."
        )
        yield found(export, "warning", "W-DATE-ORDER", message.format(heading=column.heading), column)


def other_year(export: Export, year: str, dates: DayOrder | None = None) -> str | None:
    """The school year of the answers, if (nearly) none of them may be from this one; `dates` as for `validate`."""
    dated, years = dated_rows(export), school_years(export, dates or day_order(export))
    if not dated or years[year] >= (1 - _NEARLY_ALL) * dated:
        return None
    return max(sorted(years), key=lambda one: years[one])


def _year_findings(
    export: Export, year: str, dates: DayOrder | None, *, refuse: bool, keep: bool
) -> tuple[Finding, ...]:
    other = other_year(export, year, dates)
    if other is None:
        return ()
    then = _("They count for {year}, because you said so.") if keep else _("The import itself will be refused.")
    message = _("The answers in this file are not from the school year {year} but from {found}.")
    message = message.format(year=year, found=other)
    if refuse and not keep:
        remedy = _("Import it with --year {found}, or choose the right file. Is {year} right? Then add --keep-year.")
        raise _refused(export, message, remedy.format(found=other, year=year))
    return (found(export, "warning", "W-OTHER-YEAR", f"{message} {then.format(year=year)}"),)


def _unread(answers: Answers) -> tuple[Finding, ...]:
    """Items of which too many answers were not recognised: the scale was probably another one."""
    findings = []
    for item in answers.items:
        if item.item.options and item.is_unread:
            column = next(c for c in answers.export.columns if c.index == item.columns[0])
            message = _(
                "Many answers in this column are no options of item {item}, so the question is not counted. Were other "
                "answers offered? Then link them in the mapping file, or give the item a new version."
            ).format(item=called(answers.survey, item.item))
            findings.append(found(answers.export, "warning", "W-OTHER-OPTIONS", message, column))
    return tuple(findings)


def _refused(export: Export, message: str, remedy: str) -> FileRefused:
    return FileRefused(message, remedy=remedy, place=Place(file=export.file, sheet=export.dialect.sheet))

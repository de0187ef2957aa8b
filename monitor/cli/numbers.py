"""Commands about numbers: results, compare, audit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.choosing import OnlySurveyOption, only_of
from monitor.cli.files import FactsOption, require_sheet, write_sheet
from monitor.cli.opening import opened
from monitor.cli.options import JsonOption, WorkspaceOption
from monitor.cli.output import print_json, print_table, progress, say, warn
from monitor.cli.reminding import remind
from monitor.cli.scales import say_scale_changes, say_scales
from monitor.cli.side_by_side import (
    AudiencesOption,
    FunnelOption,
    funnel_report,
    gap_report,
    print_funnels,
    print_gaps,
    require_every_survey,
    require_no_file,
)
from monitor.definition.model import as_read
from monitor.errors import WorkspaceRefused
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.definition.indicators import Base
    from monitor.disclosure.release import AuditResult
    from monitor.report.sheets import Sheet
    from monitor.results import Results, SurveyInfo


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("results", help="The shares that may be shown.")(results)
    app.command("compare", help="What changed between school years.")(compare)
    app.command("audit", help="Attack every release; exit code 4 if one gives way.")(audit)


def results(
    survey: OnlySurveyOption = None,
    output: FactsOption = None,
    funnel: FunnelOption = False,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Print the indicators of the latest year of each survey, or every share as JSON or to a file."""
    from monitor.report.sheets import of_shares

    if funnel:
        require_no_file("--funnel", output)
        _show(_read(workspace, survey, None, of_shares, silent=json_), funnel_report, print_funnels, as_json=json_)
        return
    found = _read(workspace, survey, output, of_shares, silent=json_)
    if json_:
        from monitor.rows import result_rows

        print_json(result_rows(found))
        return
    if not found.surveys():
        say_nothing_closed()
        return
    headings = (_("survey"), _("year"), _("indicator"), _("base"), "n", _("share"), _("from"), _("to"), _("remark"))
    print_table(headings, [line for one in found.surveys() for line in _shares(found, one)], nothing=_no_shares())
    told = _(
        "Every count was rounded at random, to protect people: n is one of them, and a share may differ a little by "
        "it. Forms are exact."
    )
    say(told)
    say_scales(found)
    _say_breaks(found)
    if groups := [line for one in found.surveys() for line in _responses(found, one)]:
        say()
        names = (_("survey"), _("year"), _("group"), _("forms"), _("could answer"), _("response"))
        print_table(names, groups)


def _read(
    workspace: Path | None, survey: str | None, output: Path | None, of: "Callable[[Results], Sheet]", *, silent: bool
) -> "Results":
    """What may be shown of the workspace, written to a file as well where one is named; reminds of what is due."""
    from monitor import pipeline

    require_sheet(output)
    school = opened(workspace)
    found = only_of(_undamaged(pipeline.results(school)), survey)
    remind(school)
    if output:
        write_sheet(output, found, of, silent=silent)
    return found


def _show(
    found: "Results",
    report: "Callable[[Results], list[dict[str, Any]]]",
    printed: "Callable[[Results], None]",
    *,
    as_json: bool,
) -> None:
    """What an option shows instead: as JSON, or printed."""
    if as_json:
        print_json(report(found))
    elif found.surveys():
        printed(found)
    else:
        say_nothing_closed()


def _undamaged(found: "Results") -> "Results":
    """The results, after saying on stderr which releases were kept out of them.

    Raises:
        WorkspaceRefused: there is none but damaged ones.
    """
    told = [" ".join(filter(None, (f"{one.release}: {one.message}", one.remedy))) for one in found.problems]
    if told and not found.surveys():
        raise WorkspaceRefused("\n".join(told))
    for line in told:
        warn(line)
    return found


def _no_shares() -> str:
    return _("None of these surveys has a question of which a percentage can be given.")


def _responses(found: "Results", survey: "SurveyInfo") -> Iterator[tuple[str, ...]]:
    from monitor.report.numerals import percent

    for node, one in found.responses_by_group(survey.id, survey.latest):
        rate = "" if one.rate is None else percent(one.rate, found.locale)
        yield survey.id, survey.latest, node.label, str(one.forms), str(one.enrolled or ""), rate


def say_nothing_closed() -> None:
    """Say that there are no numbers yet, and how they come."""
    say(_("No wave was closed yet. Close one with `schoolklimaat close`."))


@dataclass(frozen=True)
class _Line:
    """A share to print: of an indicator, or of the headline measure of an item."""

    title: str
    item: str
    measure: str
    base: "Base"


def _lines(found: "Results", survey: "SurveyInfo") -> Iterator[_Line]:
    """The indicators of a survey; for one that has none, the headline measure of each item."""
    indicators = found.indicators(survey.id)
    for one in indicators:
        yield _Line(as_read(one.title, found.locale), one.item, one.measure, one.base)
    for item in () if indicators else found.items(survey.id, survey.latest):
        for measure in found.measures(survey.id, survey.latest, item.id)[:1]:
            text = found.text(survey.id, survey.latest, item.id)
            chosen = measure.id.partition("option:")[2]
            title = f"{text} [{found.label(survey.id, survey.latest, item.id, chosen)}]" if chosen else text
            yield _Line(title, item.id, measure.id, measure.bases[0])


def _shares(found: "Results", survey: "SurveyInfo") -> Iterator[tuple[str, ...]]:
    from monitor.report.numerals import percent
    from monitor.report.words import level

    for line in _lines(found, survey):
        share = found.share(survey.id, survey.latest, line.item, line.measure, line.base)
        numbers = () if share.few else (share.share, share.low, share.high)
        told = [percent(number, found.locale) for number in numbers if number is not None]
        told = told or ([level(share, found.locale), "", ""] if share.shown else ["", "", ""])
        remark = share.reason.text if share.reason else _break_before(found, survey, line.item)
        yield survey.id, survey.latest, line.title, line.base, str(share.n or ""), *told, remark


def _break_before(found: "Results", survey: "SurveyInfo", item: str) -> str:
    """Why the share of an item cannot be held against that of the year before; empty if it can."""
    for before, after in pairwise(survey.years[-2:]):
        if otherwise := found.asked_otherwise(survey.id, item, before, after):
            reasons = " ".join(reason.text for reason in otherwise)
            return _("Not to be compared with {year}: {reasons}").format(year=before, reasons=reasons)
    return ""


def _say_breaks(found: "Results") -> None:
    """Say what changed in the waves as a whole between the last two years of each survey, the response included."""
    from monitor.report.words import response_change_sentence

    for survey in found.surveys():
        for before, after in pairwise(survey.years[-2:]):
            told = [one.text for one in found.breaks(survey.id, before, after)]
            first, then = (found.response(survey.id, year) for year in (before, after))
            if between := response_change_sentence(first, then, found.locale):
                told.append(between)
            for sentence in told:
                say(f"! {survey.id}, {before} - {after}: {sentence}")


def compare(
    survey: OnlySurveyOption = None,
    output: FactsOption = None,
    audiences: AudiencesOption = False,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Print what changed in the indicators since the year before, or every change as JSON or to a file."""
    from monitor.report.sheets import of_changes

    if audiences:
        require_no_file("--audiences", output)
        require_every_survey("--audiences", survey)
        _show(_read(workspace, None, None, of_changes, silent=json_), gap_report, print_gaps, as_json=json_)
        return
    found = _read(workspace, survey, output, of_changes, silent=json_)
    if json_:
        from monitor.rows import compare_rows

        print_json(compare_rows(found))
        return
    if not found.surveys():
        say_nothing_closed()
        return
    if not any(len(one.years) > 1 for one in found.surveys()):
        only_one = _(
            "There are numbers of one school year only, so there is nothing to compare yet. With the next one there is."
        )
        say(only_one)
        return
    _print_changes(found)


def _print_changes(found: "Results") -> None:
    points, why = _("change in points"), _("why")
    headings = (_("survey"), _("indicator"), _("base"), _("from"), _("to"), points, _("verdict"), why)
    print_table(headings, [line for one in found.surveys() for line in _changes(found, one)], nothing=_no_shares())
    say_scale_changes(found)
    _say_breaks(found)


def _changes(found: "Results", survey: "SurveyInfo") -> Iterator[tuple[str, ...]]:
    from monitor.report.numerals import signed_points
    from monitor.report.words import verdict_words

    for before, after in pairwise(survey.years[-2:]):
        for line in _lines(found, survey):
            change = found.change(survey.id, line.item, line.measure, before, after, line.base)
            moved = "" if change.change is None else signed_points(change.change)
            why = change.reason or ""
            yield survey.id, line.title, line.base, before, after, moved, verdict_words(change.verdict), why


def audit(
    release: Annotated[
        Path | None,
        typer.Option(
            "--release",
            metavar="DIR",
            help="One release folder, by itself (else every one, those of one wave together).",
        ),
    ] = None,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Attack the releases from their files alone."""
    from monitor import pipeline

    folder = release or opened(workspace).releases_folder
    with progress(_("Attacking")) as step:
        found = pipeline.audit(folder, single=release is not None, progress=step)
    if json_:
        print_json([{"release": name, **result.model_dump()} for name, result in found])
    elif not found:
        say_nothing_closed()
    else:
        _say_audited(found)
    if not all(result.passed for _name, result in found):
        raise typer.Exit(4)


def _say_audited(found: "Sequence[tuple[str, AuditResult]]") -> None:
    """A line per release, and on stderr what is wrong with those that failed."""
    verdicts = {True: _("passed"), False: _("FAILED")}
    headings = (_("release"), _("numbers"), _("targets"), _("fewest values"), _("result"))
    rows = [(name, str(r.facts), str(r.targets), str(r.min_values), verdicts[r.passed]) for name, r in found]
    print_table(headings, rows)
    for name, result in found:
        for problem in result.problems:
            warn(f"{name}: {problem}")

"""Commands about numbers: results, compare, audit."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.changes import print_changes
from monitor.cli.choosing import AsOfOption, OnlySurveyOption, only_of
from monitor.cli.explaining import no_shares, say_bases, say_rounded
from monitor.cli.files import FactsOption, require_sheet, write_sheet
from monitor.cli.lines import break_before, lines, say_breaks
from monitor.cli.network import (
    AnewOption,
    ProcessesOption,
    SchoolOption,
    audit_network,
    network_at,
    releases_of,
    require_no_network,
    results_network,
)
from monitor.cli.opening import opened, opened_either
from monitor.cli.options import JsonOption, WorkspaceOption
from monitor.cli.output import print_json, print_table, progress, say, warn
from monitor.cli.reminding import remind
from monitor.cli.scales import say_scales
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
from monitor.errors import WorkspaceRefused
from monitor.texts import _
from monitor.workspace import Workspace

if TYPE_CHECKING:
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
    year: AsOfOption = None,
    output: FactsOption = None,
    funnel: FunnelOption = False,
    school: SchoolOption = None,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Print the indicators of the latest year of each survey, or every share as JSON or to a file."""
    from monitor.report.sheets import of_shares

    network = network_at(workspace)
    if network is not None and school is None:
        results_network(network, (survey, year), json=json_, more=funnel or output is not None)
        return
    if funnel:
        require_no_file("--funnel", output)
        chosen = _read(workspace, (survey, year), None, of_shares, silent=json_, school=school)
        _show(chosen, funnel_report, print_funnels, as_json=json_)
        return
    found = _read(workspace, (survey, year), output, of_shares, silent=json_, school=school)
    if json_:
        from monitor.rows import result_rows

        print_json(result_rows(found))
        return
    if not found.surveys():
        say_nothing_closed()
        return
    headings = (_("survey"), _("year"), _("indicator"), _("base"), "n", _("share"), _("from"), _("to"), _("remark"))
    print_table(headings, [line for one in found.surveys() for line in _shares(found, one)], nothing=no_shares())
    say_rounded()
    say_bases()
    say_scales(found)
    say_breaks(found)
    say()
    names = (_("survey"), _("year"), _("group"), _("forms"), _("could answer"), _("response"))
    print_table(names, [line for one in found.surveys() for line in _responses(found, one)])


def _read(
    workspace: Path | None,
    about: tuple[str | None, str | None],
    output: Path | None,
    of: "Callable[[Results], Sheet]",
    *,
    silent: bool,
    school: str | None = None,
) -> "Results":
    """What may be shown of a survey up to a year, written to a file where one is named; reminds of what is due."""
    require_sheet(output)
    found = only_of(_undamaged(_of_school(workspace, school)), *about)
    if output:
        write_sheet(output, found, of, silent=silent)
    return found


def _of_school(workspace: Path | None, school: str | None) -> "Results":
    """What may be shown of a school: of that of the workspace, or of one of a network; reminds of what is due."""
    from monitor import pipeline
    from monitor.results import Results

    network = network_at(workspace)
    if network is not None and school is not None:
        return Results.load(releases_of(network, school))
    require_no_network({"--school": school})
    whole = opened(workspace)
    found = pipeline.results(whole)
    remind(whole)
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


def _responses(found: "Results", survey: "SurveyInfo") -> Iterator[tuple[str, ...]]:
    """The response of the whole school, and of each group of which it is known how many could answer."""
    from monitor.report.numerals import percent

    whole = (_("Whole school"), found.response(survey.id, survey.latest))
    groups = ((node.label, one) for node, one in found.responses_by_group(survey.id, survey.latest))
    for name, one in (whole, *groups):
        rate = "" if one.rate is None else percent(one.rate, found.locale)
        yield survey.id, survey.latest, name, str(one.forms), str(one.enrolled or ""), rate


def say_nothing_closed() -> None:
    """Say that there are no numbers yet, and how they come."""
    say(_("No wave was closed yet. Close one with `schoolklimaat close`."))


def _shares(found: "Results", survey: "SurveyInfo") -> Iterator[tuple[str, ...]]:
    from monitor.report.numerals import percent
    from monitor.report.words import level

    for line in lines(found, survey):
        share = found.share(survey.id, survey.latest, line.item, line.measure, line.base)
        numbers = () if share.few else (share.share, share.low, share.high)
        told = [percent(number, found.locale) for number in numbers if number is not None]
        told = told or ([level(share, found.locale), "", ""] if share.shown else ["", "", ""])
        remark = share.reason.text if share.reason else break_before(found, survey, line.item)
        yield survey.id, survey.latest, line.title, line.base, str(share.n or ""), *told, remark


def compare(
    survey: OnlySurveyOption = None,
    year: AsOfOption = None,
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
        _show(_read(workspace, (None, year), None, of_changes, silent=json_), gap_report, print_gaps, as_json=json_)
        return
    found = _read(workspace, (survey, year), output, of_changes, silent=json_)
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
    print_changes(found)


def audit(
    release: Annotated[
        Path | None,
        typer.Option(
            "--release",
            metavar="DIR",
            help="One release folder, by itself (else every one, those of one wave together).",
        ),
    ] = None,
    processes: ProcessesOption = None,
    anew: AnewOption = False,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Attack the releases from their files alone."""
    from monitor import pipeline

    school = None if release else opened_either(workspace)
    if school is not None and not isinstance(school, Workspace):
        audit_network(school, processes, anew=anew, json=json_)
        return
    require_no_network({"--processes": processes, "--anew": anew or None})
    folder = school.releases_folder if school is not None else release
    assert folder is not None, "one of both is there"
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

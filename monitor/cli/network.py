"""What init, close, audit and results do in the workspace of a network of schools."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from monitor.cli.asking import is_meant_or_unasked
from monitor.cli.output import print_json, print_table, progress, say, say_done, warn
from monitor.errors import CallError, once_kept
from monitor.school_years import school_year as year_of
from monitor.texts import _, n_
from monitor.workspace import Locale, is_network, school_year, workspace_path

if TYPE_CHECKING:
    from monitor.legal import Grounds
    from monitor.network.auditing import SchoolAudit
    from monitor.network.closing import Closed
    from monitor.network.settings import Network

EngineOption = Annotated[
    Literal["local", "spark"] | None,
    typer.Option(
        "--engine",
        metavar="local|spark",
        help="What counts. With spark the answers go to Spark; only at local[…] do they stay on this computer.",
    ),
]
MasterOption = Annotated[
    str | None,
    typer.Option("--master", metavar="URL", help="Where Spark is: local[2], spark://host:port or sc://host:port."),
]
ProcessesOption = Annotated[
    int | None,
    typer.Option(
        "--processes", metavar="NUMBER", min=1, max=256,
        help="How many schools of a network at a time (else one per core).",
    ),
]  # fmt: skip
AuditFactsOption = Annotated[
    bool | None,
    typer.Option(
        "--audit-facts/--no-audit-facts",
        help="Attack the releases that schools hand in before a network adopts them (it does, unless told not to).",
    ),
]
AnewOption = Annotated[
    bool, typer.Option("--anew", help="Attack releases of a network again that did not change since the last time.")
]
SchoolOption = Annotated[
    str | None, typer.Option("--school", metavar="CODE", help="One school of a network: its code in the network.")
]


@dataclass(frozen=True)
class How:
    """How a network closes a wave, as somebody asked for it."""

    engine: str
    master: str | None
    processes: int | None
    audit_facts: bool
    yes: bool
    json: bool


def require_no_network(options: Mapping[str, object]) -> None:
    """Refuse options of a network in the workspace of one school; those that were not given are None.

    Raises:
        CallError: one was given.
    """
    given = [name for name, value in options.items() if value is not None]
    if given:
        raise CallError(
            _("{option} is for the workspace of a network; this is that of one school.").format(option=given[0]),
            remedy=_("Leave {option} out, or name the workspace of the network with --workspace.").format(
                option=given[0]
            ),
        )


def init_network(root: Path, name: str | None, dataset: str | None, locale: Locale, *, network: bool) -> None:
    """Make the workspace of a network, asking for its name when it is not given.

    Raises:
        CallError: `--network` without `--dataset`, or the other way round.
    """
    from monitor.network.settings import new_network

    if not network or dataset is None:
        raise CallError(
            _("A network is made with --network and --dataset together."),
            remedy=_("For example: schoolklimaat init --network --name NAME --dataset DIR"),
        )
    made = new_network(root, name or typer.prompt(_("Name of the network")), dataset, locale)
    say_done(_("The workspace of {school} is in {folder}.").format(school=made.settings.name, folder=made.root))
    told = _("When schools have handed in, close their wave: schoolklimaat close --survey ouders --year {year}")
    say(told.format(year=year_of(dt.date.today())))


def close_network(network: "Network", survey: str, year: str, given: "Grounds", how: How) -> None:
    """Close a wave of a network, after asking on a terminal whether it is meant."""
    from monitor.network import closing

    if not how.json:
        say(_("Closing is final: the numbers of every school that handed in are frozen then."))
    if not is_meant_or_unasked(yes=how.yes or how.json):
        say(_("Nothing was closed."))
        return
    processes = how.processes or cores()
    with progress(_("Protecting")) as step, closing.begun(how.engine, how.master) as engine:
        found = closing.close(
            network, survey, school_year(year), engine,
            processes=processes, given=given, attack=how.audit_facts, progress=step,
        )  # fmt: skip
    with once_kept(_("The wave {wave} is closed.").format(wave=f"{survey}_{year}")):
        _tell(found, json=how.json)
    if found.exit_code:
        raise typer.Exit(found.exit_code)


def cores() -> int:
    """How many processes this program may run at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _print(found: "Closed") -> None:
    """What became of the schools, for another program."""
    told = {done: [one.school for one in found.of(done)] for done in ("closed", "adopted", "there")}
    left = [{"school": one.school, "why": one.problem} for one in found.of("left-out")]
    print_json(
        {
            "survey": found.survey, "year": found.year, **told, "left_out": left,
            "schools": found.projected.schools, "numbers": found.projected.facts,
        }
    )  # fmt: skip


def _tell(found: "Closed", *, json: bool) -> None:
    """What became of the schools; of one that is left out only why, never how many answered."""
    if json:
        _print(found)
        return
    out = found.of("left-out")
    for one in out:
        warn(f"{one.school}: {one.problem}")
    said = _("{wave}: {closed} schools closed, {adopted} adopted as the school made them, {there} done before.")
    say(
        said.format(
            wave=f"{found.survey}_{found.year}", closed=len(found.of("closed")), adopted=len(found.of("adopted")),
            there=len(found.of("there")),
        )
    )  # fmt: skip
    totals = _("The network has {numbers} numbers of {schools} schools.")
    say(totals.format(numbers=found.projected.facts, schools=found.projected.schools))
    if out:
        left = n_(
            "One school is left out. Mend what is said above, and give the same command again.",
            "{n} schools are left out. Mend what is said above, and give the same command again.",
            len(out),
        )
        say(left.format(n=len(out)))


def audit_network(network: "Network", processes: int | None, *, anew: bool, json: bool) -> None:
    """Attack the releases of every school of a network."""
    from monitor.network import auditing

    with progress(_("Attacking")) as step:
        found = auditing.audit(network, processes=processes or cores(), anew=anew, progress=step)
    if json:
        print_json(
            [
                {"school": one.school, "release": name, **result.model_dump()}
                for one in found
                for name, result in one.results
            ]
        )
    else:
        _say_audited(found)
    if not all(one.passed for one in found):
        raise typer.Exit(4)


def _say_audited(found: "Sequence[SchoolAudit]") -> None:
    for one in found:
        for name, result in one.results:
            for problem in result.problems:
                warn(f"{one.school} {name}: {problem}")
    results = [result for one in found for _name, result in one.results]
    if not results:
        say(_("No wave was closed yet. Close one with `schoolklimaat close`."))
        return
    told = _("{passed} of {all} releases of {schools} schools passed; every number keeps at least {values} values.")
    least = min((result.min_values for result in results if result.targets), default=0)
    passed = sum(result.passed for result in results)
    say(told.format(passed=passed, all=len(results), schools=len(found), values=least))
    if kept := sum(one.kept for one in found):
        said = n_(
            "One school did not change since the last audit; --anew attacks it again.",
            "{n} schools did not change since the last audit; --anew attacks them again.",
            kept,
        )
        say(said.format(n=kept))


def network_at(workspace: Path | None) -> "Network | None":
    """The network whose workspace is meant; nothing if it is that of a school, or none at all."""
    root = workspace_path(workspace)
    if not is_network(root):
        return None
    from monitor.network.settings import Network

    return Network(root)


def releases_of(network: "Network", school: str) -> Path:
    """Where the releases of one school of the network lie.

    Raises:
        CallError: there is no such school.
    """
    if school not in network.schools():
        raise CallError(
            _("There is no school {school} in this network.").format(school=school),
            remedy=_("`schoolklimaat results` names the schools."),
        )
    return network.releases_of(school)


def results_network(network: "Network", about: tuple[str | None, str | None], *, json: bool, more: bool) -> None:
    """The waves of a network with their schools; the numbers of one school are asked for with `--school`.

    Raises:
        CallError: `more` than that is asked for: a file, or a funnel.
    """
    from monitor.network.projection import schools_of, waves_of

    if more:
        raise CallError(
            _("A network lists its schools on the screen, or as JSON."),
            remedy=_("Give --school CODE as well, for the numbers of one school."),
        )
    survey, year = about
    waves = [one for one in waves_of(network) if survey in (None, one[0]) and year in (None, one[1])]
    rows = [(*wave, *school) for wave in waves for school in schools_of(network, *wave)]
    if json:
        names = ("survey", "year", "school", "name", "region", "forms", "enrolled", "min_values")
        print_json([dict(zip(names, row, strict=False)) for row in rows])
        return
    headings = (
        _("survey"), _("year"), _("school"), _("name"), _("region"), _("forms"), _("could answer"), _("fewest values"),
    )  # fmt: skip
    nothing = _("No wave was closed yet. Close one with `schoolklimaat close`.")
    print_table(headings, [["" if one is None else str(one) for one in row[:8]] for row in rows], nothing=nothing)
    if rows:
        say(_("The numbers of one school: schoolklimaat results --school CODE"))


def serve_network(network: "Network", school: str | None, host: str, port: int, **guarded: Any) -> None:
    """Serve the dashboard of a network, or that of one of its schools with where it stands among the others.

    `guarded` is what the dashboard needs where people sign in: then each sees the school of the own account.

    Raises:
        CallError: the network has no such school; or one school is asked for where each account has its own.
    """
    from importlib import import_module

    from monitor.between.results import NetworkResults
    from monitor.between.seen import InNetwork

    if school is not None and guarded:
        raise CallError(
            _("Where people sign in, each sees the school of the own account: --school does not go with that."),
            remedy=_("Leave out --school, or --host, --name and --accounts."),
        )
    if school is not None and school not in network.schools():
        raise CallError(
            _("The network has no school {school}.").format(school=school),
            remedy=_("Give the code that the school has in the network, such as school-001."),
        )
    settings = network.settings
    seen = InNetwork(NetworkResults.load(network.root), settings.name, school or "", settings.locale)
    # by name: the dashboard stands above the command line
    serve = import_module("dashboards.server").serve
    releases = network.releases_of(school) if school else network.schools_folder / "-"
    if guarded:
        guarded = {**guarded, "releases_of": network.releases_of}
    serve(releases, host=host, port=port, tell=say, network=seen, **guarded)

"""The command close: a wave gets its numbers, with the ground on which people were asked."""

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.asking import is_meant_or_unasked
from monitor.cli.before_closing import say_before
from monitor.cli.network import (
    AuditFactsOption,
    EngineOption,
    How,
    MasterOption,
    ProcessesOption,
    close_network,
    require_no_network,
)
from monitor.cli.opening import opened_either
from monitor.cli.options import JsonOption, SurveyOption, WorkspaceOption, YearOption, YesOption
from monitor.cli.output import print_json, progress, say, warn
from monitor.cli.reminding import remind
from monitor.errors import once_kept
from monitor.texts import _
from monitor.workspace import Workspace

if TYPE_CHECKING:
    from monitor.disclosure.release import Manifest


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("close", help="Close a wave: protect its numbers, attack them, freeze them.")(close)


def close(
    survey: SurveyOption,
    year: YearOption,
    legal_basis: Annotated[
        str | None,
        typer.Option(
            "--legal-basis", metavar="TEXT", help="Legal basis on which people were asked (else the settings)."
        ),
    ] = None,
    notice: Annotated[
        str | None,
        typer.Option("--notice", metavar="TEXT", help="Which notice people got, with its version (else the settings)."),
    ] = None,
    engine: EngineOption = None,
    master: MasterOption = None,
    processes: ProcessesOption = None,
    audit_facts: AuditFactsOption = None,
    yes: YesOption = False,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Close a wave, after asking on a terminal whether it is meant."""
    from monitor import legal, pipeline

    engine = engine or "local"
    pipeline.require_engine(engine, master)
    given, school = legal.given(legal_basis, notice), opened_either(workspace)
    if not isinstance(school, Workspace):
        how = How(engine, master, processes, audit_facts=audit_facts is not False, yes=yes, json=json_)
        close_network(school, survey, year, given, how)
        return
    require_no_network({"--processes": processes, "--audit-facts": audit_facts})
    say_before(pipeline.to_close(school, survey, year, given=given), silent=json_)
    if not is_meant_or_unasked(yes=yes or json_):
        say(_("Nothing was closed."))
        return
    with progress(_("Protecting")) as step:
        release = pipeline.close_wave(school, survey, year, given=given, engine=engine, master=master, progress=step)
    with once_kept(_("The wave {wave} is closed.").format(wave=release.manifest.wave)):
        _say_grounds_differ(school, release.manifest)
        _tell(release.manifest, json_=json_)
        remind(school)


def _tell(manifest: "Manifest", *, json_: bool) -> None:
    if json_:
        grounds = {"legal_basis": manifest.legal_basis, "notice": manifest.notice}
        print_json({"release": manifest.wave, **manifest.audit.model_dump(), **grounds})
        return
    told = _("{wave} is closed: {facts} numbers, each with at least {values} possible values.")
    audit = manifest.audit
    say(told.format(wave=manifest.wave, facts=audit.facts, values=audit.min_values))
    recorded = _("Recorded for good: legal basis: {basis}; notice: {notice}.")
    say(recorded.format(basis=manifest.legal_basis, notice=manifest.notice))
    if manifest.weighted_headline:
        say(_("Recorded for good: the weighted figure is the headline of this wave."))


def _say_grounds_differ(school: Workspace, manifest: "Manifest") -> None:
    """Say on stderr which ground the settings have otherwise than what was recorded."""
    from monitor import legal

    written = school.settings.grounds(manifest.survey.id, manifest.year)
    for sentence in legal.otherwise(written, manifest.legal_basis, manifest.notice, ("--legal-basis", "--notice")):
        warn(sentence)

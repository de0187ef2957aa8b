"""Commands about numbers: close, results, compare, audit."""

from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.options import JsonOption, SurveyOption, WorkspaceOption, YearOption
from monitor.cli.output import print_json, print_table, progress, say
from monitor.texts import _
from monitor.workspace import open_workspace, workspace_path


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("close", help="Close a wave: protect its numbers, attack them, freeze them.")(close)
    app.command("results", help="The shares that may be shown.")(results)
    app.command("compare", help="What changed between school years.")(compare)
    app.command("audit", help="Attack every release; exit code 4 if one gives way.")(audit)


def close(survey: SurveyOption, year: YearOption, json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """Close a wave."""
    from monitor import pipeline

    with progress(_("Protecting")) as step:
        release = pipeline.close_wave(open_workspace(workspace_path(workspace)), survey, year, progress=step)
    manifest = release.manifest
    if json_:
        print_json({"release": manifest.wave, **manifest.audit.model_dump()})
        return
    say(
        _("{wave} is closed: {facts} numbers, each with at least {values} possible values.").format(
            wave=manifest.wave, facts=manifest.audit.facts, values=manifest.audit.min_values
        )
    )


def results(json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """Print the shares of the latest year, or all of them as JSON."""
    from monitor import pipeline

    found = pipeline.results(open_workspace(workspace_path(workspace)))
    rows = found.result_rows()
    if json_:
        print_json(rows)
        return
    latest = [row for row in rows if row["node"] == "school" and row["headline"] and row["shown"]]
    headings = (_("survey"), _("year"), _("item"), _("indicator"), _("base"), "n", _("share"), _("from"), _("to"))
    print_table(headings, [_result_cells(row) for row in latest])


def _result_cells(row: dict[str, Any]) -> tuple[str, ...]:
    names = (row["survey"], row["year"], row["item"], row["indicator"], row["base"])
    return (*names, str(row["n"]), _percent(row["share"]), _percent(row["low"]), _percent(row["high"]))


def compare(json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """Print the changes of the headline indicators, or all of them as JSON."""
    from monitor import pipeline

    rows = pipeline.results(open_workspace(workspace_path(workspace))).compare_rows()
    if json_:
        print_json(rows)
        return
    latest = [row for row in rows if row["node"] == "school" and row["headline"]]
    headings = (_("survey"), _("item"), _("indicator"), _("base"), _("from"), _("to"), _("change"), _("verdict"))
    print_table(headings, [_change_cells(row) for row in latest])


def _change_cells(row: dict[str, Any]) -> tuple[str, ...]:
    names = ("survey", "item", "indicator", "base", "from", "to")
    change = "" if row["change"] is None else f"{row['change'] * 100:+.0f}"
    return (*(str(row[name]) for name in names), change, row["verdict"])


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f} %"


def audit(
    release: Annotated[
        Path | None, typer.Option("--release", metavar="DIR", help="One release folder (else every one).")
    ] = None,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Attack the releases from their files alone."""
    from monitor import pipeline

    folder = release or open_workspace(workspace_path(workspace)).releases_folder
    with progress(_("Attacking")) as step:
        found = pipeline.audit(folder, single=release is not None, progress=step)
    rows = [{"release": name, **result.model_dump()} for name, result in found]
    if json_:
        print_json(rows)
    else:
        verdicts = {True: _("passed"), False: _("FAILED")}
        headings = (_("release"), _("numbers"), _("targets"), _("fewest values"), _("result"))
        print_table(
            headings,
            [
                (r["release"], str(r["facts"]), str(r["targets"]), str(r["min_values"]), verdicts[r["passed"]])
                for r in rows
            ],
        )
    if not all(row["passed"] for row in rows):
        raise typer.Exit(4)

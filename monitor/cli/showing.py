"""Commands that show: demo, serve."""

import os
import time
from functools import partial
from typing import Annotated, Any

import typer

from monitor.cli.network import SchoolOption, require_no_network, serve_network
from monitor.cli.opening import opened_either
from monitor.cli.options import WorkspaceOption
from monitor.cli.output import progress, say
from monitor.cli.users import accounts_of
from monitor.errors import CallError, once_kept
from monitor.texts import _, n_
from monitor.this_computer import is_this_computer
from monitor.workspace import OpenId, Workspace, workspace_path

PORT = 8050
SECRET = "SCHOOLKLIMAAT_OPENID_SECRET"

HostOption = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Address to serve on; only this computer by default.")
]
PortOption = Annotated[int, typer.Option("--port", metavar="NUMBER", min=0, max=65535, help="Port of the dashboard.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("demo", help="A made-up school: import nine exports, close, show the dashboard.")(demo)
    app.command("serve", help="Show the dashboard of the workspace.")(serve)


def demo(
    port: PortOption = PORT,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop before the dashboard.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Make the workspace of the sample school and show its dashboard."""
    from monitor import sample

    started = time.monotonic()
    root = workspace_path(workspace)
    kept = _("What was made before that stays; the same command goes on from there.")
    with once_kept(kept), progress(_("Sample school")) as step:
        made = sample.make_workspace_of_sample(root, progress=step, tell=say)
    seconds = round(time.monotonic() - started)
    told = n_("Done in {seconds} second: {folder}", "Done in {seconds} seconds: {folder}", seconds)
    say(told.format(seconds=seconds, folder=made.root))
    if not no_serve:
        _serve(made, "127.0.0.1", port)


def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = PORT,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Have people sign in (always so for other computers).")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="Name under which other computers open it; may be repeated."),
    ] = None,
    of_school: SchoolOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve the dashboard until it is stopped; other computers than this one only where people sign in."""
    place = opened_either(workspace)
    if isinstance(place, Workspace):
        require_no_network({"--school": of_school})
        shown = partial(_serve, place)
    else:
        shown = partial(serve_network, place, of_school)
    if not accounts and not name and is_this_computer(host):
        shown(host, port)
        return
    with accounts_of(place) as keeper:
        names = [*(name or ()), *place.settings.dashboard_names]
        shown(host, port, keeper=keeper, names=names, **_provider(place.settings.openid))


def _provider(openid: OpenId | None) -> dict[str, Any]:
    """What the dashboard needs for signing in with an account elsewhere; nothing where that is not set.

    Raises:
        CallError: the secret is not given.
    """
    if openid is None:
        return {}
    secret = os.environ.get(SECRET, "")
    if not secret:
        raise CallError(
            _("The settings name a provider of accounts, but its secret is not given."),
            remedy=_("Set {variable} to the secret that the provider gave.").format(variable=SECRET),
        )
    from importlib import import_module

    made = import_module("dashboards.auth.openid").Provider(openid.issuer, openid.client_id, secret, openid.name)
    return {"provider": made}


def _serve(workspace: Workspace, host: str, port: int, **guarded: Any) -> None:
    from importlib import import_module

    from monitor.desk import DeskOfWorkspace
    from monitor.goal_desk import GoalDeskOfWorkspace
    from monitor.goals_read import GoalsOfWorkspace

    desk, goals = DeskOfWorkspace(workspace.root), GoalsOfWorkspace(workspace.catalogue_file)
    # by name: `monitor` may be used without the dashboard, and the dashboard stands above the command line
    serve = import_module("dashboards.server").serve
    own = {
        "benchmarks": workspace.benchmarks,
        "desk": desk,
        "goals": goals,
        "goal_desk": GoalDeskOfWorkspace(workspace.root, goals.look_again),
        "own": workspace.own_words,
        **guarded,
    }
    serve(workspace.releases_folder, host=host, port=port, tell=say, **own)

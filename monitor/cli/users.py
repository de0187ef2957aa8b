"""Commands about accounts: user add, list, remove, invite, reset, log."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.network import require_no_network
from monitor.cli.opening import opened_either
from monitor.cli.options import JsonOption, WorkspaceOption, YesOption
from monitor.cli.output import print_json, print_table, say, say_done
from monitor.roles import Role, role_name
from monitor.texts import _
from monitor.workspace import Workspace

if TYPE_CHECKING:
    from monitor.accounts import Accounts
    from monitor.network.settings import Network

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the account, such as an.peeters.")]
RoleOption = Annotated[
    Role,
    typer.Option("--role", metavar="director|werkgroep|ouderraad|beheerder", help="What the account may see and do."),
]
UrlOption = Annotated[
    str, typer.Option("--url", metavar="ADDRESS", help="Address under which the dashboard is opened, for the link.")
]
HERE = "http://127.0.0.1:8050"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    users = typer.Typer(no_args_is_help=True)
    users.command("add", help="A new account; prints the link with which its owner chooses a password.")(add)
    users.command("list", help="Who has an account, and in which role.")(list_)
    users.command("remove", help="Remove an account; whoever is signed in with it is out at once.")(remove)
    users.command("invite", help="A new link for an invitation that was not taken up.")(invite)
    users.command("reset", help="A new link for who forgot the password or lost the phone; the old ones end.")(reset)
    users.command("log", help="Who opened which page on which day.")(log)
    app.add_typer(users, name="user", help="Accounts: who may look at the dashboard.")


def add(
    name: NameArgument,
    role: RoleOption,
    password: Annotated[
        bool, typer.Option("--password", help="Ask for the password here instead of printing a link.")
    ] = False,
    mail: Annotated[
        str | None,
        typer.Option("--mail", metavar="ADDRESS", help="E-mail address with which its owner may sign in elsewhere."),
    ] = None,
    url: UrlOption = HERE,
    school: Annotated[
        str | None,
        typer.Option("--school", metavar="CODE", help="In a network: the school of the account, by its code there."),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Add an account; a password is asked for, and is no option: options stay in the history of the terminal."""
    with _accounts(workspace) as accounts:
        if not accounts.in_network:
            require_no_network({"--school": school})
        of = school or ""
        if password:
            chosen: str = typer.prompt(_("Password"), hide_input=True, confirmation_prompt=_("Once more"))
            accounts.users.add_with_password(name, role, chosen, accounts.school, mail=mail, school=of)
            say_done(_("{name} has an account.").format(name=name))
        else:
            _say_link(name, accounts.users.add(name, role, mail, of), url)


def list_(json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List the accounts."""
    with _accounts(workspace) as accounts:
        found, network = accounts.users.all(), accounts.in_network
    if json_:
        print_json(
            [
                {"name": e.name, "role": e.role, "active": e.active, "code": e.with_code, "since": f"{e.made_on}"}
                | ({"school": e.school} if network else {})
                for e in found
            ]
        )
    elif not found:
        say(_("Nobody has an account yet."))
    else:
        rows = [(e.name, role_name(e.role), _("active") if e.active else _("invited"), f"{e.made_on}") for e in found]
        _print_rows(
            (_("name"), _("role"), _("state"), _("since")), rows, [e.school for e in found] if network else None
        )


def remove(name: NameArgument, yes: YesOption = False, workspace: WorkspaceOption = None) -> None:
    """Remove an account."""
    from monitor.cli.asking import is_meant_or_unasked

    with _accounts(workspace) as accounts:
        accounts.users.require(name)
        say(_("The account of {name} will be gone. What it opened stays in the log for a year.").format(name=name))
        if not is_meant_or_unasked(yes=yes):
            say(_("Nothing was changed."))
            return
        accounts.users.remove(name)
    say_done(_("The account of {name} is gone.").format(name=name))


def invite(name: NameArgument, url: UrlOption = HERE, workspace: WorkspaceOption = None) -> None:
    """Print a new link for somebody who is invited already."""
    with _accounts(workspace) as accounts:
        _say_link(name, accounts.users.invite(name), url)


def reset(name: NameArgument, url: UrlOption = HERE, workspace: WorkspaceOption = None) -> None:
    """Let somebody begin again: password, phone, recovery codes and sessions end."""
    with _accounts(workspace) as accounts:
        _say_link(name, accounts.users.reset(name), url)


def log(json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List who opened what, the newest day first."""
    with _accounts(workspace) as accounts:
        found, network = accounts.openings(), accounts.in_network
    if json_:
        print_json(
            [
                {"day": f"{one.day}", "name": one.name, "page": one.page} | ({"school": one.school} if network else {})
                for one in found
            ]
        )
    elif not found:
        say(_("Nobody has opened a page yet."))
    else:
        rows = [(f"{one.day}", one.name, one.page) for one in found]
        _print_rows((_("day"), _("name"), _("page")), rows, [one.school for one in found] if network else None)


def _print_rows(headings: Sequence[str], rows: Sequence[Sequence[str]], schools: Sequence[str] | None) -> None:
    """A table; in a network each row says of which of the `schools` it is."""
    if schools is not None:
        headings = (*headings, _("school"))
        rows = [(*row, school) for row, school in zip(rows, schools, strict=True)]
    print_table(headings, rows)


@contextmanager
def _accounts(workspace: Path | None) -> "Iterator[Accounts]":
    with accounts_of(opened_either(workspace)) as accounts:
        yield accounts


@contextmanager
def accounts_of(place: "Workspace | Network") -> "Iterator[Accounts]":
    """The accounts of a school or of a network, closed afterwards."""
    from monitor.accounts import open_accounts

    if isinstance(place, Workspace):
        accounts = open_accounts(place)
    else:
        from monitor.network.known import KnownSchools

        accounts = open_accounts(place, schools=KnownSchools(place))
    try:
        yield accounts
    finally:
        accounts.close()


def _say_link(name: str, token: str, url: str) -> None:
    say_done(
        _("Give {name} this link. It holds for seven days and serves once; you see it only now.").format(name=name)
    )
    say_done(f"{url.rstrip('/')}/uitnodiging?sleutel={token}")

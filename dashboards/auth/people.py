"""The page of who keeps the accounts: who has one, a link for somebody new, and who opened what."""

from collections.abc import Callable

from flask import g, request
from markupsafe import Markup

from dashboards.auth import cookie
from dashboards.auth.keeper import Keeper, Listed
from dashboards.auth.sheets import Field, form, refusal, sheet
from dashboards.doors import IMPORT, INVITATION, USERS
from dashboards.markup import tag
from dashboards.pages import PAGES
from dashboards.seal import seal_of
from dashboards.sheet import Sheet
from dashboards.sheet_parts import alert, field, section, select, table
from monitor.errors import CallError, SchoolklimaatError
from monitor.report.numerals import date
from monitor.roles import RIGHTS, ROLES, Role, role_name
from monitor.texts import _


def people_sheet(keeper: Keeper, told: Markup | None = None, *, status: int = 200) -> Sheet:
    """The accounts of the school."""
    seal = seal_of(cookie.session())
    listed = tag("ul", [_line(one, seal) for one in keeper.users.all()], class_="list people")
    names = {page.path: page.name() for page in PAGES} | {IMPORT: _("Import")}
    opened = [(date(one.day), one.name, names.get(one.page, one.page)) for one in keeper.openings()]
    visits = (
        table(_("Who opened what, in the last year"), [_("Day"), _("Name"), _("Page")], opened)
        if opened
        else tag("p", _("Nobody has opened a page yet."))
    )
    return sheet(
        _("The accounts of the school"),
        told,
        section(_("Who has an account?"), listed),
        section(_("Invite somebody"), _invitation_form(seal)),
        section(_("Who opened what?"), visits),
        lead=_("You see who may look, and no number of the school."),
        status=status,
    )


def _line(user: Listed, seal: str) -> Markup:
    state = _("active") if user.active else _("invited")
    buttons = [
        form(USERS, seal, [], words, sends=[("wat", what), ("wie", user.name)], kind="second")
        for what, words in (
            ("opnieuw", _("New link for {name}").format(name=user.name)),
            ("weg", _("Remove {name}").format(name=user.name)),
        )
    ]
    what = tag("span", f"{role_name(user.role)} \N{MIDDLE DOT} {state}", class_="muted")
    return tag("li", tag("p", tag("strong", user.name), " ", what), tag("div", buttons, class_="buttons"))


def _invitation_form(seal: str) -> Markup:
    roles = sorted(ROLES, key=_may_do)
    role = field(_("Role"), select("rol", [(one, role_name(one)) for one in roles], roles[0]), name="rol")
    name = Field("wie", _("Name of the account"), "off", hint=_("For instance: an.peeters"))
    return form(USERS, seal, [name, role], _("Make a link"), sends=[("wat", "nieuw")])


def _may_do(role: Role) -> tuple[bool, bool, bool, int]:
    """How much a role may, the weightiest first: to invite somebody in haste gives the least."""
    rights = RIGHTS[role]
    return rights.takes_in, rights.keeps_users, rights.declares, len(rights.levels)


def people_sent(keeper: Keeper) -> Sheet:
    """Somebody is invited, begins again, or is removed."""
    does: dict[str, Callable[[Keeper, str], Markup]] = {"nieuw": _invited, "opnieuw": _again, "weg": _removed}
    asked, name = does.get(request.form.get("wat", "")), request.form.get("wie", "")
    try:
        if asked is None:
            raise CallError(_("Nothing was changed."))
        return people_sheet(keeper, asked(keeper, name))
    except SchoolklimaatError as error:
        return people_sheet(keeper, refusal(error.message, error.remedy), status=400)


def _invited(keeper: Keeper, name: str) -> Markup:
    role = next((one for one in ROLES if one == request.form.get("rol")), None)
    if role is None:
        raise CallError(_("Choose a role. Nothing was changed."))
    return _link(name, keeper.users.add(name, role))


def _again(keeper: Keeper, name: str) -> Markup:
    _require_somebody_else(name)
    return _link(name, keeper.users.reset(name))


def _removed(keeper: Keeper, name: str) -> Markup:
    _require_somebody_else(name)
    keeper.users.remove(name)
    return alert(_("The account of {name} is gone.").format(name=name))


def _require_somebody_else(name: str) -> None:
    if name.strip().casefold() == g.viewer.name:
        raise CallError(
            _("This is your own account. Nothing was changed."),
            remedy=_("Somebody else who keeps the accounts can do that, or the command `schoolklimaat user`."),
        )


def _link(name: str, token: str) -> Markup:
    address = f"{request.host_url.rstrip('/')}{INVITATION}?sleutel={token}"
    told = _("Give {name} this link. It holds for seven days and serves once; you see it only now.").format(name=name)
    return alert(told, tag("code", address, class_="link"))

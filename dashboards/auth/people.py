"""The page of who keeps the accounts: who has one, a link for somebody new, and who opened what."""

from collections.abc import Callable

from flask import Response, g, request
from markupsafe import Markup

from dashboards.auth import cookie
from dashboards.auth.keeper import Keeper, Listed
from dashboards.auth.sheets import NOTHING, Field, form, notice, paragraph, section, sheet, table
from dashboards.doors import INVITATION, USERS
from monitor.errors import CallError, SchoolklimaatError
from monitor.report.numerals import date
from monitor.roles import ROLES, role_name
from monitor.texts import _


def people_sheet(keeper: Keeper, told: Markup = NOTHING, *, status: int = 200) -> Response:
    """The accounts of the school."""
    mark = cookie.mark_of(cookie.session())
    listed = Markup('<ul class="list people">{}</ul>').format(
        Markup("").join(_line(one, mark) for one in keeper.users.all())
    )
    opened = [(date(one.day), one.name, one.page) for one in keeper.visits()]
    visits = (
        table(_("Who opened what, in the last year"), [_("Day"), _("Name"), _("Page")], opened)
        if opened
        else paragraph(_("Nobody has opened a page yet."))
    )
    body = (
        told,
        section(_("Who has an account?"), listed),
        section(_("Invite somebody"), _invitation_form(mark)),
        section(_("Who opened what?"), visits),
    )
    lead = _("You see who may look, and no number of the school.")
    return sheet(_("The accounts of the school"), Markup("").join(body), lead=lead, status=status)


def _line(user: Listed, mark: str) -> Markup:
    state = _("active") if user.active else _("invited")
    buttons = Markup("").join(
        form(USERS, mark, [], words, hidden=[Field("wat", "", "", value=what), Field("wie", "", "", value=user.name)])
        for what, words in (
            ("opnieuw", _("New link for {name}").format(name=user.name)),
            ("weg", _("Remove {name}").format(name=user.name)),
        )
    )
    return Markup('<li><p><strong>{}</strong> <span class="muted">{} \N{MIDDLE DOT} {}</span></p>{}</li>').format(
        user.name, role_name(user.role), state, Markup('<div class="buttons">{}</div>').format(buttons)
    )


def _invitation_form(mark: str) -> Markup:
    options = Markup("").join(Markup('<option value="{}">{}</option>').format(one, role_name(one)) for one in ROLES)
    role = Markup('<div class="field"><label for="rol">{}</label><select id="rol" name="rol">{}</select></div>').format(
        _("Role"), options
    )
    name = Field("wie", _("Name of the account"), "off", hint=_("For instance: an.peeters"))
    return form(USERS, mark, [name, role], _("Make a link"), hidden=[Field("wat", "", "", value="nieuw")])


def people_sent(keeper: Keeper) -> Response:
    """Somebody is invited, begins again, or is removed."""
    does: dict[str, Callable[[Keeper, str], Markup]] = {"nieuw": _invited, "opnieuw": _again, "weg": _removed}
    asked, name = does.get(request.form.get("wat", "")), request.form.get("wie", "")
    try:
        if asked is None:
            raise CallError(_("Nothing was changed."))
        return people_sheet(keeper, asked(keeper, name))
    except SchoolklimaatError as error:
        return people_sheet(keeper, notice(error.message, error.remedy, alert=True), status=400)


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
    return notice(_("The account of {name} is gone.").format(name=name), alert=True)


def _require_somebody_else(name: str) -> None:
    if name.strip().casefold() == g.viewer.name:
        raise CallError(
            _("This is your own account. Nothing was changed."),
            remedy=_("Somebody else who keeps the accounts can do that, or the command `schoolklimaat user`."),
        )


def _link(name: str, token: str) -> Markup:
    address = f"{request.host_url.rstrip('/')}{INVITATION}?sleutel={token}"
    told = _("Give {name} this link. It holds for seven days and serves once; you see it only now.").format(name=name)
    return Markup(
        '<div class="notice" role="alert"><p class="notice-title">{}</p><p><code class="link">{}</code></p></div>'
    ).format(told, address)

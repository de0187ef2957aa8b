"""The page of who keeps the accounts: who has one, a link for somebody new, and who opened what."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from flask import request
from markupsafe import Markup

from dashboards.auth import cookie
from dashboards.auth.choosing import named_schools
from dashboards.auth.keeper import Keeper, Listed
from dashboards.auth.sheets import Field, form, refusal, sheet
from dashboards.auth.viewing import viewer_of_request
from dashboards.doors import IMPORT, INVITATION, SCHOOLS, USERS
from dashboards.markup import tag
from dashboards.pages import PAGES_OF_NETWORK
from dashboards.seal import seal_of
from dashboards.sheet import Sheet
from dashboards.sheet_parts import alert, field, section, select, table
from monitor.errors import CallError, SchoolklimaatError
from monitor.report.numerals import date
from monitor.roles import ROLES, Rights, Role, rights_in, role_name
from monitor.texts import _, n_

MOST_LISTED: Final = 100
"""Accounts of a network that stand below each other; of more than these a school is chosen first."""
MOST_OPENINGS: Final = 300
"""Lines of the log on a page; the command `user log` gives them all."""


def people_sheet(keeper: Keeper, told: Markup | None = None, *, status: int = 200) -> Sheet:
    """The accounts of the school; of the network, or of the one school in it that is looked at."""
    seal, schools = seal_of(cookie.session()), dict(named_schools(keeper))
    title, lead = (
        (_("The accounts of the network"), _("You see who may look, and at which school."))
        if keeper.in_network
        else (_("The accounts of the school"), _("You see who may look, and no number of the school."))
    )
    return sheet(
        title,
        told,
        section(_("Who has an account?"), *_listed(keeper, seal, schools)),
        section(_("Invite somebody"), _invitation_form(seal, schools if keeper.in_network else None)),
        section(_("Who opened what?"), *_opened(keeper, schools)),
        lead=lead,
        status=status,
    )


def _listed(keeper: Keeper, seal: str, schools: Mapping[str, str]) -> list[Markup]:
    """Who has an account; in a network those of the school that is looked at, or of all if that is not too many."""
    users, viewer = keeper.users.all(), viewer_of_request()
    shown = [one for one in users if viewer.school in ("", one.school)]
    if keeper.in_network and len(shown) > MOST_LISTED:
        shown = [one for one in users if not one.school]
    left = len(users) - len(shown)
    told = n_("{n} account is not listed here.", "{n} accounts are not listed here.", left).format(n=left)
    choose = tag("p", told, " ", tag("a", _("Choose a school"), href=SCHOOLS))
    return [tag("ul", [_line(one, seal, schools) for one in shown], class_="list people"), *([choose] if left else [])]


def _opened(keeper: Keeper, schools: Mapping[str, str]) -> list[Markup]:
    """Who opened what, in a network of which school, or of the one that is looked at."""
    names = {page.path: page.name() for page in PAGES_OF_NETWORK} | {IMPORT: _("Import")}
    found = keeper.openings(school=viewer_of_request().school, most=MOST_OPENINGS + 1)
    if not found:
        return [tag("p", _("Nobody has opened a page yet."))]
    headings = [_("Day"), _("Name"), _("Page"), *([_("School")] if keeper.in_network else [])]
    rows = [
        (
            date(one.day),
            one.name,
            names.get(one.page, one.page),
            *([schools.get(one.school, one.school) or _("The network as a whole")] if keeper.in_network else []),
        )
        for one in found[:MOST_OPENINGS]
    ]
    older = [tag("p", _("The older lines: `schoolklimaat user log`."))] if len(found) > MOST_OPENINGS else []
    return [table(_("Who opened what, in the last year"), headings, rows), *older]


def _line(user: Listed, seal: str, schools: Mapping[str, str]) -> Markup:
    state = _("active") if user.active else _("invited")
    buttons = [
        form(USERS, seal, [], words, sends=[("wat", what), ("wie", user.name)], kind="second")
        for what, words in (
            ("opnieuw", _("New link for {name}").format(name=user.name)),
            ("weg", _("Remove {name}").format(name=user.name)),
        )
    ]
    said = [role_name(user.role), *([schools.get(user.school, user.school)] if user.school else []), state]
    what = tag("span", " \N{MIDDLE DOT} ".join(said), class_="muted")
    return tag("li", tag("p", tag("strong", user.name), " ", what), tag("div", buttons, class_="buttons"))


def _invitation_form(seal: str, schools: Mapping[str, str] | None) -> Markup:
    """The form for somebody new; `schools` are those of a network."""
    roles = sorted(ROLES, key=partial(_may_do, rights_in(network=schools is not None)))
    role = field(_("Role"), select("rol", [(one, role_name(one)) for one in roles], roles[0]), name="rol")
    name = Field("wie", _("Name of the account"), "off", hint=_("For instance: an.peeters"))
    of = [] if schools is None else [_which_school(schools)]
    return form(USERS, seal, [name, role, *of], _("Make a link"), sends=[("wat", "nieuw")])


def _which_school(schools: Mapping[str, str]) -> Markup:
    choices = [("", _("No school: who keeps the accounts of the network")), *schools.items()]
    return field(_("School"), select("school", choices, viewer_of_request().school), name="school")


def _may_do(rights_of: Mapping[Role, Rights], role: Role) -> tuple[bool, bool, bool, int]:
    """How much a role may, the weightiest first: to invite somebody in haste gives the least."""
    rights = rights_of[role]
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
    return _link(name, keeper.users.add(name, role, school=request.form.get("school", "")))


def _again(keeper: Keeper, name: str) -> Markup:
    _require_somebody_else(name)
    return _link(name, keeper.users.reset(name))


def _removed(keeper: Keeper, name: str) -> Markup:
    _require_somebody_else(name)
    keeper.users.remove(name)
    return alert(_("The account of {name} is gone.").format(name=name))


def _require_somebody_else(name: str) -> None:
    if name.strip().casefold() == viewer_of_request().name:
        raise CallError(
            _("This is your own account. Nothing was changed."),
            remedy=_("Somebody else who keeps the accounts can do that, or the command `schoolklimaat user`."),
        )


def _link(name: str, token: str) -> Markup:
    address = f"{request.host_url.rstrip('/')}{INVITATION}?sleutel={token}"
    told = _("Give {name} this link. It holds for seven days and serves once; you see it only now.").format(name=name)
    return alert(told, tag("code", address, class_="link"))

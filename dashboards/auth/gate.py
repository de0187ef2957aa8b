"""The gate: deny by default, before every route and every callback, by the table of doors alone."""

from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from dash import Dash
from flask import Flask, Response, abort, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboards.auth import cookie, sheets
from dashboards.auth.keeper import Keeper
from dashboards.auth.routes import add_routes
from dashboards.doors import IMPORT, SIGN_IN, USERS, Door
from dashboards.protection import door_asked
from monitor.errors import SchoolklimaatError
from monitor.roles import Viewer
from monitor.texts import _

if TYPE_CHECKING:
    from dashboards.auth.openid import Provider

BUSY: Final = 503


def guard(app: Dash, keeper: Keeper, doors: tuple[Door, ...], provider: "Provider | None" = None) -> None:
    """Let through who may; add the pages with which people sign in."""
    server: Flask = app.server
    server.before_request(partial(_stop_who_may_not, keeper, doors))
    server.after_request(_keep_nowhere)
    server.register_error_handler(SchoolklimaatError, _refused)
    add_routes(server, keeper, doors, provider.name if provider else "")
    if provider is not None:
        from dashboards.auth.openid import add_provider

        add_provider(server, keeper, provider)


def _stop_who_may_not(keeper: Keeper, doors: tuple[Door, ...]) -> AnyResponse | None:
    """An answer instead of the one that was asked for; None: let through, and known who is looking."""
    door = door_asked(doors)
    if door is None:
        abort(404)
    if door.page and _from_another_site():
        return sheets.again(request.full_path.rstrip("?"))
    if door.anybody:
        return None
    sent = cookie.session()
    viewer = keeper.viewer(sent) if sent else None
    if viewer is None:
        return _sign_in_first(door)
    if viewer.role not in door.who:
        return _not_for(viewer, door)
    g.viewer = viewer
    if door.path == IMPORT and request.method == "GET":  # the other pages are written down as they are drawn
        keeper.opened(viewer, IMPORT)
    return None


def _keep_nowhere(answer: Response) -> Response:
    """Neither a browser nor what stands between keeps a page: it is asked for anew, by who may."""
    if not request.path.startswith(("/assets/", "/_dash-component-suites/")):
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _refused(error: SchoolklimaatError) -> Response:
    """Something the program cannot do just now (another command holds the workspace, say)."""
    return sheets.told(_("That did not work"), error.message, error.remedy, status=BUSY)


def _from_another_site() -> bool:
    """Whether a link on another site (in a mail, say) led here: the browser then keeps the cookie to itself."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Site") == "cross-site"


def _sign_in_first(door: Door) -> AnyResponse:
    if not door.page or request.method != "GET":
        return sheets.told(_("Sign in first"), _("You are not signed in, or no longer."), status=401)
    wanted = request.full_path.rstrip("?")
    return redirect(SIGN_IN if wanted == "/" else f"{SIGN_IN}?{urlencode({'verder': wanted})}", 303)


def _not_for(viewer: Viewer, door: Door) -> AnyResponse:
    if door.path == "/" and viewer.rights.keeps_users:
        return redirect(USERS, 303)
    return sheets.told(
        _("This is not for your account"),
        _("Your account does not give access to this part. Somebody else in the school can open it."),
        status=403,
    )

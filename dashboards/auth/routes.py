"""Signing in and out, invitations, the own account: what is asked, and which page answers."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from dashboards.auth import cookie, sheets, signing
from dashboards.auth.choosing import schools_sent, schools_sheet
from dashboards.auth.keeper import Keeper
from dashboards.auth.people import people_sent, people_sheet
from dashboards.doors import ACCOUNT, CODE, INVITATION, PASSWORD, SCHOOLS, SIGN_IN, SIGN_OUT, USERS, Door
from dashboards.seal import seal_of
from monitor.errors import AccessRefused, WaitFirst
from monitor.texts import _

LONGEST_SEARCH = 2000


def add_routes(server: Flask, keeper: Keeper, doors: tuple[Door, ...], provider: str = "") -> None:
    """Add the pages of accounts to the server; `provider` is the name of where people have an account already."""
    in_network: tuple[tuple[str, Callable[[], AnyResponse], Callable[[], AnyResponse]], ...] = (
        (SCHOOLS, lambda: schools_sheet(keeper), lambda: schools_sent(keeper)),
    )
    desk = Desk(keeper, frozenset(door.path for door in doors if door.page and not door.forms), provider)
    for path, asked, sent in (
        (SIGN_IN, desk.sign_in_sheet, desk.sign_in),
        (CODE, desk.code_sheet, desk.give_code),
        (INVITATION, desk.invitation_sheet, desk.accept),
        (ACCOUNT, desk.account_sheet, None),
        (PASSWORD, desk.password_sheet, desk.change_password),
        (USERS, lambda: people_sheet(keeper), lambda: people_sent(keeper)),
        (SIGN_OUT, None, desk.sign_out),
        *(in_network if keeper.in_network else ()),
    ):
        if asked is not None:
            server.add_url_rule(path, f"ask {path}", asked, methods=["GET"])
        if sent is not None:
            server.add_url_rule(path, f"send {path}", _only_our_forms(sent), methods=["POST"])


def _only_our_forms(answer: Callable[[], AnyResponse]) -> Callable[[], AnyResponse]:
    """A route that takes forms of our own pages alone."""

    def answered() -> AnyResponse:
        if not cookie.comes_from_our_form():
            return sheets.told(
                _("This form could not be taken"),
                _("The page was open for too long, or the browser keeps no cookies of this site."),
                _("Open the dashboard anew and try again. On another computer it needs an address with https."),
                status=403,
            )
        return answer()

    return answered


class Desk:
    """Answers what people ask and send; `pages` are where one may be sent on to."""

    def __init__(self, keeper: Keeper, pages: frozenset[str], provider: str) -> None:
        self._keeper, self._pages, self._provider = keeper, pages, provider

    def sign_in_sheet(self) -> Response:
        """The form to sign in."""
        onward = self._onward(request.args.get("verder"))
        return self._for_anybody(lambda seal: signing.sign_in_sheet(seal, onward, provider=self._provider))

    def sign_in(self) -> AnyResponse:
        """A name and a password were sent."""
        onward, name = self._onward(request.form.get("verder")), request.form.get("naam", "")
        try:
            session, owes_code = self._keeper.sign_in(name, request.form.get("wachtwoord", ""), _address())
        except AccessRefused as error:
            return _refused(error, signing.sign_in_sheet(_seal(), onward, provider=self._provider, error=error))
        if owes_code:
            return cookie.give(_sent_on(f"{CODE}?{urlencode({'verder': onward})}"), session)
        return cookie.give(_sent_on(onward), session)

    def code_sheet(self) -> Response:
        """The form for the code of the phone."""
        return self._for_anybody(lambda seal: signing.code_sheet(seal, self._onward(request.args.get("verder"))))

    def give_code(self) -> AnyResponse:
        """A code was sent."""
        onward = self._onward(request.form.get("verder"))
        try:
            session = self._keeper.give_code(cookie.session(), request.form.get("code", ""), _address())
        except AccessRefused as error:
            return _refused(error, signing.code_sheet(_seal(), onward, error=error))
        return cookie.give(_sent_on(onward), session)

    def invitation_sheet(self) -> Response:
        """The form with which an invitation is taken up."""
        token = request.args.get("sleutel", "")
        invited = self._keeper.invited(token)
        if invited is None:
            return signing.no_invitation_sheet()
        school = self._called(invited.school)
        return self._for_anybody(lambda seal: signing.invitation_sheet(seal, token, invited, school=school))

    def accept(self) -> AnyResponse:
        """A password was chosen."""
        token, password = request.form.get("sleutel", ""), request.form.get("wachtwoord", "")
        invited = self._keeper.invited(token)
        if invited is None:
            return signing.no_invitation_sheet()
        try:
            _require_same(password, request.form.get("nogmaals", ""))
            accepted = self._keeper.accept(token, password, request.form.get("code", ""))
        except AccessRefused as error:
            school = self._called(invited.school)
            return _refused(error, signing.invitation_sheet(_seal(), token, invited, school=school, error=error))
        if not accepted.recovery_codes:
            return cookie.give(_sent_on("/"), accepted.session)
        return cookie.give(signing.recovery_sheet(accepted.recovery_codes), accepted.session)

    def account_sheet(self) -> Response:
        """The own account."""
        return signing.account_sheet(_seal(), g.viewer, self._called(g.viewer.school))

    def sign_out(self) -> AnyResponse:
        """The button to sign out."""
        self._keeper.sign_out(cookie.session())
        return cookie.take(_sent_on(SIGN_IN))

    def password_sheet(self) -> Response:
        """The form for another password."""
        return signing.password_sheet(_seal(), g.viewer)

    def change_password(self) -> AnyResponse:
        """Another password was sent."""
        old, new = request.form.get("huidig", ""), request.form.get("wachtwoord", "")
        try:
            _require_same(new, request.form.get("nogmaals", ""))
            session = self._keeper.change_password(cookie.session(), old, new, _address())
        except AccessRefused as error:
            return _refused(error, signing.password_sheet(_seal(), g.viewer, error=error))
        return cookie.give(_sent_on(ACCOUNT), session)

    def _for_anybody(self, made: Callable[[str], Response]) -> Response:
        """A page with a form for somebody who may have no cookie yet."""
        value = cookie.session() or cookie.nothing_yet()
        return cookie.give(made(seal_of(value)), value)

    def _called(self, school: str) -> str:
        """The name of a school of the network; empty where there is none."""
        return self._keeper.schools().get(school, school) if school else ""

    def _onward(self, wanted: str | None) -> str:
        """Where somebody wanted to go: a page of ours with its query, else the first page."""
        try:
            parts = urlsplit((wanted or "")[:LONGEST_SEARCH])
        except ValueError:
            return "/"
        if parts.scheme or parts.netloc or parts.path not in self._pages:
            return "/"
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _require_same(password: str, repeated: str) -> None:
    if password != repeated:
        raise AccessRefused(_("The two passwords are not the same."))


def _refused(error: AccessRefused, answer: Response) -> Response:
    """The form once more, saying why; a try too many says when it may be sent again."""
    answer.status_code = 401
    if isinstance(error, WaitFirst):
        answer.status_code = 429
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _sent_on(place: str) -> Response:
    return Response(status=303, headers={"Location": place})


def _seal() -> str:
    return seal_of(cookie.session())


def _address() -> str:
    return request.remote_addr or ""

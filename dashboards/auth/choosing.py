"""The page on which who keeps a network chooses what is looked at: one school, or the network as a whole.

The choice is kept with the session. No address of a page, of a callback or of a file names a school, so there is none
that could name another one than may be seen.
"""

from flask import Response, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from dashboards.auth import cookie
from dashboards.auth.keeper import Keeper
from dashboards.auth.sheets import form, refusal, sheet
from dashboards.auth.viewing import viewer_of_request
from dashboards.doors import SCHOOLS
from dashboards.markup import tag
from dashboards.seal import seal_of
from dashboards.sheet import Sheet
from dashboards.sheet_parts import field, select
from monitor.errors import AccessRefused, CallError
from monitor.texts import _


def schools_sheet(keeper: Keeper, told: Markup | None = None, *, status: int = 200) -> Sheet:
    """The schools of the network, by name, and which one is looked at."""
    viewer = viewer_of_request()
    choices = [("", _("The network as a whole")), *named_schools(keeper)]
    school = field(_("School"), select("school", choices, viewer.school), name="school")
    sent = form(SCHOOLS, seal_of(cookie.session()), [school], _("Look at this"))
    back = tag("p", tag("a", _("To the overview"), href="/"))
    now = dict(choices).get(viewer.school, viewer.school)
    lead = _("You look at: {school}. Every page and every file shows that, until you choose again or sign out.").format(
        school=now
    )
    return sheet(_("Choose a school"), told, sent, back, lead=lead, status=status)


def schools_sent(keeper: Keeper) -> AnyResponse:
    """A school was chosen."""
    try:
        keeper.look_at(cookie.session(), request.form.get("school", ""))
    except (AccessRefused, CallError) as error:
        return schools_sheet(keeper, refusal(error.message, error.remedy), status=400)
    return Response(status=303, headers={"Location": "/"})


def named_schools(keeper: Keeper) -> list[tuple[str, str]]:
    """The schools of the network by name: (code, words); the code tells apart those of one name."""
    named = keeper.schools()
    words = {code: name if name == code else f"{name} ({code})" for code, name in named.items()}
    return sorted(words.items(), key=lambda one: (one[1].casefold(), one[0]))

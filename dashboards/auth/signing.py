"""What stands on the pages with which people sign in, and on that of their own account."""

from collections.abc import Sequence

import segno
from markupsafe import Markup

from dashboards.auth.keeper import Invited
from dashboards.auth.sheets import Field, form, refusal, sheet, told
from dashboards.doors import ACCOUNT, CODE, INVITATION, PASSWORD, SCHOOLS, SIGN_IN, SIGN_OUT, USERS, WITH_PROVIDER
from dashboards.markup import tag
from dashboards.sheet import Sheet
from dashboards.sheet_parts import notice
from monitor.errors import SchoolklimaatError
from monitor.roles import Role, Viewer, role_name
from monitor.texts import _


def sign_in_sheet(seal: str, onward: str, *, provider: str = "", error: SchoolklimaatError | None = None) -> Sheet:
    """Name and password, or the account that people have elsewhere (`provider` is its name)."""
    fields = [
        Field("naam", _("Name of the account"), "username"),
        Field("wachtwoord", _("Password"), "current-password", "password"),
    ]
    sent = form(SIGN_IN, seal, fields, _("Sign in"), sends=[("verder", onward)])
    help_ = tag("p", _("Forgotten? Who keeps the accounts of your school sends you a new link."))
    lead = _("These numbers are for the people of the school who have an account.")
    words = _("Sign in with {provider}").format(provider=provider)
    other = tag("p", tag("a", words, href=WITH_PROVIDER, class_="button button-primary")) if provider else None
    return sheet(_("Sign in"), _error(error), other, sent, help_, lead=lead)


def code_sheet(seal: str, onward: str, *, error: SchoolklimaatError | None = None) -> Sheet:
    """The code of the phone."""
    hint = _("Lost your phone? Type one of your recovery codes instead.")
    fields = [Field("code", _("Code of the app"), "one-time-code", hint=hint)]
    sent = form(CODE, seal, fields, _("Go on to the dashboard"), sends=[("verder", onward)])
    back = tag("p", tag("a", _("Begin again"), href=SIGN_IN))
    lead = _("Open the app on your phone and copy the six digits of “Schoolklimaat”.")
    return sheet(_("Your code"), _error(error), sent, back, lead=lead)


def no_invitation_sheet() -> Sheet:
    """A link that is used, too old, or none."""
    return told(
        _("This link does not work"),
        _("This invitation was used already, or no longer holds."),
        _("Ask who keeps the accounts of your school for a new one."),
        status=410,
    )


def invitation_sheet(
    seal: str, token: str, invited: Invited, *, school: str = "", error: SchoolklimaatError | None = None
) -> Sheet:
    """A password to choose, and for some the secret for the app on their phone; in a network of this school."""
    fields: list[Field | Markup] = [_whose(invited.name), *_new_password()]
    if invited.secret:
        fields += [
            _for_the_phone(invited),
            Field("code", _("Code of the app"), "one-time-code", "digits", _("Six digits, to see that it works.")),
        ]
    sent = form(INVITATION, seal, fields, _("Make my account ready"), sends=[("sleutel", token)])
    lead = _("Your name is “{name}”, your role: {role}. Choose a password that you use nowhere else.").format(
        name=invited.name, role=_role_at(invited.role, school)
    )
    return sheet(_("Welcome"), _error(error), sent, lead=lead)


def _role_at(role: Role, school: str) -> str:
    """A role, and in a network of which school."""
    return ", ".join((role_name(role), *([school] if school else [])))


def _whose(name: str) -> Markup:
    """For password keepers alone: of which account the password is."""
    return tag("input", type="text", name="naam", autocomplete="username", value=name, readonly=True, hidden=True)


def _new_password() -> list[Field]:
    hint = _("At least 12 characters. Four words that have nothing to do with each other are easy to remember.")
    return [
        Field("wachtwoord", _("New password"), "new-password", "password", hint),
        Field("nogmaals", _("The same password once more"), "new-password", "password"),
    ]


def _for_the_phone(invited: Invited) -> Markup:
    """The secret as a picture and as text, for an app that makes codes."""
    drawn = Markup(segno.make(invited.address, error="m").svg_inline(scale=4, border=4, dark="#16202c", light="#fff"))
    label = _("Picture for the app; the same key stands below it as text.")
    groups = " ".join(invited.secret[place : place + 4] for place in range(0, len(invited.secret), 4))
    why = _(
        "With your role you sign in with a code of your phone as well. Open an app that makes such codes "
        "(an authenticator) and let it read this picture."
    )
    return tag(
        "fieldset",
        tag("legend", _("Your phone")),
        tag("p", why),
        tag("div", drawn, class_="code-picture", role="img", aria_label=label),
        tag("p", _("Or type this key in the app:"), " ", tag("code", groups, class_="secret")),
        class_="phone",
    )


def recovery_sheet(codes: Sequence[str]) -> Sheet:
    """The recovery codes, this once."""
    listed = tag("ul", [tag("li", tag("code", code)) for code in codes], class_="recovery")
    on = tag("p", tag("a", _("To the overview"), href="/", class_="button button-primary"))
    lead = _("Your account is ready. Keep these recovery codes: each serves once, for when you lose your phone.")
    warned = notice(_("You see these codes only now."), _("Print them or write them down, and keep them apart."))
    return sheet(_("Your recovery codes"), warned, listed, on, lead=lead)


def account_sheet(seal: str, viewer: Viewer, school: str = "") -> Sheet:
    """Who is signed in, in a network looking at which school, and how that ends."""
    out = form(SIGN_OUT, seal, [], _("Sign out"))
    links = [(PASSWORD, _("Choose another password"))]
    if viewer.rights.keeps_users:
        of_network = _("The accounts of the network")
        links.append((USERS, of_network if viewer.in_network else _("The accounts of the school")))
    if viewer.rights.every_school:
        links.append((SCHOOLS, _("Choose a school")))
    if viewer.rights.numbers:
        links.append(("/", _("To the overview")))
    listed = tag("ul", [tag("li", tag("a", words, href=path)) for path, words in links], class_="ways")
    lead = _("You are signed in as “{name}” ({role}).").format(name=viewer.name, role=_role_at(viewer.role, school))
    return sheet(_("Your account"), listed, out, lead=lead)


def password_sheet(seal: str, viewer: Viewer, *, error: SchoolklimaatError | None = None) -> Sheet:
    """Another password."""
    old = Field("huidig", _("The password that you have now"), "current-password", "password")
    fields: list[Field | Markup] = [_whose(viewer.name), old, *_new_password()]
    sent = form(PASSWORD, seal, fields, _("Change the password"))
    back = tag("p", tag("a", _("Back to your account"), href=ACCOUNT))
    lead = _("You are signed out everywhere else.")
    return sheet(_("Choose another password"), _error(error), sent, back, lead=lead)


def _error(error: SchoolklimaatError | None) -> Markup | None:
    return refusal(error.message, error.remedy) if error else None

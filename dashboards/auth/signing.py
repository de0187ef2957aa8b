"""What stands on the pages with which people sign in, and on that of their own account."""

from collections.abc import Sequence

import segno
from flask import Response
from markupsafe import Markup

from dashboards.auth.keeper import Invited
from dashboards.auth.sheets import NOTHING, Field, form, notice, paragraph, sheet, told
from dashboards.doors import ACCOUNT, CODE, INVITATION, PASSWORD, SIGN_IN, SIGN_OUT, USERS, WITH_PROVIDER
from monitor.errors import SchoolklimaatError
from monitor.roles import Viewer, role_name
from monitor.texts import _


def sign_in_sheet(mark: str, onward: str, *, provider: str = "", error: SchoolklimaatError | None = None) -> Response:
    """Name and password, or the account that people have elsewhere (`provider` is its name)."""
    fields = [
        Field("naam", _("Name of the account"), "username"),
        Field("wachtwoord", _("Password"), "current-password", "password"),
    ]
    sent = form(SIGN_IN, mark, fields, _("Sign in"), hidden=[_onward(onward)])
    help_ = paragraph(_("Forgotten? Who keeps the accounts of your school sends you a new link."))
    lead = _("These numbers are for the people of the school who have an account.")
    other = Markup('<p><a class="button" href="{}">{}</a></p>').format(
        WITH_PROVIDER, _("Sign in with {provider}").format(provider=provider)
    )
    return sheet(_("Sign in"), Markup("").join((_error(error), other if provider else NOTHING, sent, help_)), lead=lead)


def code_sheet(mark: str, onward: str, *, error: SchoolklimaatError | None = None) -> Response:
    """The code of the phone."""
    hint = _("Lost your phone? Type one of your recovery codes instead.")
    fields = [Field("code", _("Code of the app"), "one-time-code", hint=hint)]
    sent = form(CODE, mark, fields, _("Go on to the dashboard"), hidden=[_onward(onward)])
    back = Markup('<p><a href="{}">{}</a></p>').format(SIGN_IN, _("Begin again"))
    lead = _("Open the app on your phone and copy the six digits of “Schoolklimaat”.")
    return sheet(_("Your code"), Markup("").join((_error(error), sent, back)), lead=lead)


def no_invitation_sheet() -> Response:
    """A link that is used, too old, or none."""
    return told(
        _("This link does not work"),
        _("This invitation was used already, or no longer holds."),
        _("Ask who keeps the accounts of your school for a new one."),
        status=410,
    )


def invitation_sheet(mark: str, token: str, invited: Invited, *, error: SchoolklimaatError | None = None) -> Response:
    """A password to choose, and for some the secret for the app on their phone."""
    fields: list[Field | Markup] = [_whose(invited.name), *_new_password()]
    if invited.secret:
        fields += [
            _for_the_phone(invited),
            Field("code", _("Code of the app"), "one-time-code", "digits", _("Six digits, to see that it works.")),
        ]
    hidden = [
        Field("sleutel", "", "", value=token),
    ]
    sent = form(INVITATION, mark, fields, _("Make my account ready"), hidden=hidden)
    lead = _("Your name is “{name}”, your role: {role}. Choose a password that you use nowhere else.").format(
        name=invited.name, role=role_name(invited.role)
    )
    return sheet(_("Welcome"), Markup("").join((_error(error), sent)), lead=lead)


def _whose(name: str) -> Markup:
    """For password keepers alone: of which account the password is."""
    return Markup('<input type="text" name="naam" autocomplete="username" value="{}" readonly hidden>').format(name)


def _new_password() -> list[Field]:
    hint = _("At least 12 characters. Four words that have nothing to do with each other are easy to remember.")
    return [
        Field("wachtwoord", _("New password"), "new-password", "password", hint),
        Field("nogmaals", _("The same password once more"), "new-password", "password"),
    ]


def _for_the_phone(invited: Invited) -> Markup:
    """The secret as a picture and as text, for an app that makes codes."""
    drawn = Markup(segno.make(invited.address, error="m").svg_inline(scale=4, border=4, dark="#16202c", light="#fff"))
    picture = Markup('<div class="code-picture" role="img" aria-label="{}">{}</div>').format(
        _("Picture for the app; the same key stands below it as text."), drawn
    )
    groups = " ".join(invited.secret[place : place + 4] for place in range(0, len(invited.secret), 4))
    text = Markup('<p>{} <code class="secret">{}</code></p>').format(_("Or type this key in the app:"), groups)
    why = paragraph(
        _(
            "With your role you sign in with a code of your phone as well. Open an app that makes such codes "
            "(an authenticator) and let it read this picture."
        )
    )
    return Markup('<fieldset class="phone"><legend>{}</legend>{}{}{}</fieldset>').format(
        _("Your phone"), why, picture, text
    )


def recovery_sheet(codes: Sequence[str]) -> Response:
    """The recovery codes, this once."""
    lines = Markup("").join(Markup("<li><code>{}</code></li>").format(code) for code in codes)
    listed = Markup('<ul class="recovery">{}</ul>').format(lines)
    on = Markup('<p><a class="button" href="/">{}</a></p>').format(_("To the overview"))
    lead = _("Your account is ready. Keep these recovery codes: each serves once, for when you lose your phone.")
    warned = notice(_("You see these codes only now."), _("Print them or write them down, and keep them apart."))
    return sheet(_("Your recovery codes"), Markup("").join((warned, listed, on)), lead=lead)


def account_sheet(mark: str, viewer: Viewer) -> Response:
    """Who is signed in, and how that ends."""
    out = form(SIGN_OUT, mark, [], _("Sign out"))
    links = [(PASSWORD, _("Choose another password"))]
    if viewer.rights.keeps_users:
        links.append((USERS, _("The accounts of the school")))
    if viewer.rights.numbers:
        links.append(("/", _("To the overview")))
    listed = Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(*link) for link in links)
    lead = _("You are signed in as “{name}” ({role}).").format(name=viewer.name, role=role_name(viewer.role))
    body = Markup('<ul class="ways">{}</ul>{}').format(listed, out)
    return sheet(_("Your account"), body, lead=lead)


def password_sheet(mark: str, viewer: Viewer, *, error: SchoolklimaatError | None = None) -> Response:
    """Another password."""
    old = Field("huidig", _("The password that you have now"), "current-password", "password")
    fields: list[Field | Markup] = [_whose(viewer.name), old, *_new_password()]
    sent = form(PASSWORD, mark, fields, _("Change the password"))
    back = Markup('<p><a href="{}">{}</a></p>').format(ACCOUNT, _("Back to your account"))
    lead = _("You are signed out everywhere else.")
    return sheet(_("Choose another password"), Markup("").join((_error(error), sent, back)), lead=lead)


def _onward(place: str) -> Field:
    return Field("verder", "", "", value=place)


def _error(error: SchoolklimaatError | None) -> Markup:
    return notice(error.message, error.remedy, alert=True) if error else NOTHING

"""The pages outside the dashboard: small, whole without JavaScript, in the look of the dashboard.

Everything that is filled in is escaped by `Markup.format`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Response
from markupsafe import Markup

from dashboards.auth.cookie import FIELD
from dashboards.frame import promise
from monitor.texts import _, spoken

_SHEET = Markup("""<!DOCTYPE html>
<html lang="{spoken}">
  <head>
    <meta charset="UTF-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{title} \N{EN DASH} {site}</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/1-tokens.css">
    <link rel="stylesheet" href="/assets/2-layout.css">
    <link rel="stylesheet" href="/assets/3-parts.css">
    <link rel="stylesheet" href="/assets/4-accounts.css">
    <script src="/assets/page.js"></script>
  </head>
  <body>
    <a class="skip" href="#page">{skip}</a>
    <header class="masthead"><div class="wide">
      <a class="brand" href="/"><span class="brand-mark"></span><span class="brand-name">{site}</span></a>
    </div></header>
    <main class="wide page sheet" id="page" tabindex="-1">
      <div class="page-head"><h1>{title}</h1>{lead}</div>
      {body}
    </main>
    <footer class="foot"><div class="wide"><p>{promise}</p></div></footer>
  </body>
</html>""")

_AGAIN = Markup("""<!DOCTYPE html>
<html lang="{spoken}">
  <head><meta charset="UTF-8"><meta name="robots" content="noindex"><title>{title}</title>
  <meta http-equiv="refresh" content="0; url={address}"></head>
  <body><main><h1>{title}</h1><p><a href="{address}">{go_on}</a></p></main></body>
</html>""")

NOTHING: Final = Markup("")


@dataclass(frozen=True)
class Field:
    """A field of a form: its name, its words, what it is for (as browsers and password keepers know it), and a hint."""

    name: str
    label: str
    purpose: str
    kind: str = "text"
    hint: str = ""
    value: str = ""


def sheet(title: str, body: Markup, *, lead: str = "", status: int = 200) -> Response:
    """A page."""
    whole = _SHEET.format(
        spoken=spoken(),
        title=title,
        site=_("School climate"),
        skip=_("Skip to the content"),
        lead=Markup('<p class="lead">{}</p>').format(lead) if lead else NOTHING,
        body=body,
        promise=promise(),
    )
    return Response(whole, status, mimetype="text/html")


def told(title: str, message: str, remedy: str = "", *, status: int) -> Response:
    """A page that only says something, and leads back."""
    body = Markup('{}<p><a href="/">{}</a></p>').format(notice(message, remedy), _("To the overview"))
    return sheet(title, body, status=status)


def again(address: str) -> Response:
    """A page that asks for itself once more, now from a page of ours, so that the browser sends its cookie along.

    The address begins with one slash: it cannot lead to another host.
    """
    safe = "/" + address.lstrip("/\\")
    words = {"spoken": spoken(), "title": _("School climate"), "go_on": _("Go on to the dashboard")}
    return Response(_AGAIN.format(address=safe, **words), mimetype="text/html")


def notice(message: str, remedy: str = "", *, alert: bool = False) -> Markup:
    """Something to know; an `alert` is read aloud at once."""
    more = Markup("<p>{}</p>").format(remedy) if remedy else NOTHING
    look = Markup('class="notice notice-warm" role="alert"') if alert else Markup('class="notice" role="note"')
    return Markup('<div {}><p class="notice-title">{}</p>{}</div>').format(look, message, more)


def form(
    action: str, mark: str, fields: Sequence[Field | Markup], button: str, *, hidden: Iterable[Field] = ()
) -> Markup:
    """A form of ours: its mark, its fields below each other, and one button."""
    kept = [Field(FIELD, "", "", value=mark), *hidden]
    secret = Markup("").join(
        Markup('<input type="hidden" name="{}" value="{}">').format(one.name, one.value) for one in kept
    )
    shown = Markup("").join(one if isinstance(one, Markup) else _field(one) for one in fields)
    return Markup(
        '<form class="sheet-form" method="post" action="{}">{}{}<button class="button">{}</button></form>'
    ).format(action, secret, shown, button)


def _field(field: Field) -> Markup:
    hint_id = f"{field.name}-hint"
    hint = Markup('<p class="hint" id="{}">{}</p>').format(hint_id, field.hint) if field.hint else NOTHING
    described = Markup(' aria-describedby="{}"').format(hint_id) if field.hint else NOTHING
    digits = Markup(' inputmode="numeric"') if field.kind == "digits" else NOTHING
    return Markup(
        '<div class="field"><label for="{name}">{label}</label>{hint}'
        '<input id="{name}" name="{name}" type="{kind}" autocomplete="{purpose}" value="{value}"'
        ' spellcheck="false" autocapitalize="none" required{described}{digits}></div>'
    ).format(
        name=field.name,
        label=field.label,
        hint=hint,
        kind="text" if field.kind == "digits" else field.kind,
        purpose=field.purpose,
        value=field.value,
        described=described,
        digits=digits,
    )


def section(title: str, *parts: Markup) -> Markup:
    """A part of a page under its own heading."""
    return Markup('<section class="section"><h2>{}</h2>{}</section>').format(title, Markup("").join(parts))


def paragraph(text: str) -> Markup:
    """A paragraph."""
    return Markup("<p>{}</p>").format(text)


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str | Markup]]) -> Markup:
    """A table whose first column names its rows."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in headings)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first, Markup("").join(Markup("<td>{}</td>").format(one) for one in rest)
        )
        for first, *rest in rows
    )
    return Markup(
        '<div class="table-frame panel" tabindex="0" role="region" aria-label="{0}"><table class="table">'
        "<caption>{0}</caption><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
    ).format(caption, head, body)

"""The pages of accounts: small sheets with one form each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards import sheet_parts
from dashboards.markup import Part, tag
from dashboards.sheet import Sheet, page_head
from dashboards.sheet import sheet as whole_sheet
from dashboards.sheet_parts import alert, button, hidden, notice
from monitor.texts import _


@dataclass(frozen=True)
class Field:
    """A field of a form: its name, its words, what it is for (as browsers and password keepers know it), and a hint."""

    name: str
    label: str
    purpose: str
    kind: str = "text"
    hint: str = ""
    value: str = ""


def sheet(title: str, *body: Part, lead: str = "", status: int = 200) -> Sheet:
    """A page."""
    return whole_sheet(title, (page_head(title, lead), *body), kind="sheet", status=status)


def told(title: str, message: str, remedy: str = "", *, status: int) -> Sheet:
    """A page that only says something, and leads back."""
    return sheet(title, notice(message, remedy), tag("p", tag("a", _("To the overview"), href="/")), status=status)


def again(address: str) -> Sheet:
    """A page that asks for itself once more, now from a page of ours, so that the browser sends its cookie along.

    The address begins with one slash: it cannot lead to another host.
    """
    safe = "/" + address.lstrip("/\\")
    title = _("School climate")
    on = tag("p", tag("a", _("Go on to the dashboard"), href=safe))
    refresh = tag("meta", http_equiv="refresh", content=f"0; url={safe}")
    return whole_sheet(title, (page_head(title), on), kind="sheet", head=refresh)


def refusal(message: str, remedy: str = "") -> Markup:
    """Why a form was not taken."""
    return alert(message, remedy)


def form(
    action: str,
    seal: str,
    fields: Sequence[Field | Markup],
    words: str,
    *,
    sends: Iterable[tuple[str, str]] = (),
    kind: str = "primary",
) -> Markup:
    """A form of ours: its fields below each other, what it sends along, and one button with these words."""
    shown = [one if isinstance(one, Markup) else _field(one) for one in fields]
    kept = [hidden(*one) for one in sends]
    return sheet_parts.form(action, seal, kept, shown, button(words, kind=kind), class_="sheet-form")


def _field(field: Field) -> Markup:
    is_code = field.kind == "digits"
    control = tag(
        "input",
        id=field.name,
        name=field.name,
        type="text" if is_code else field.kind,
        autocomplete=field.purpose,
        value=field.value,
        spellcheck="false",
        autocapitalize="none",
        required=True,
        aria_describedby=f"{field.name}-hint" if field.hint else None,
        inputmode="numeric" if is_code else None,
        class_="text",
    )
    return sheet_parts.field(field.label, control, name=field.name, hint=field.hint)

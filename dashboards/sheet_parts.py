"""What sheets are made of: forms with their seal, native controls, things to know."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboards.markup import Part, tag
from dashboards.seal import FIELD
from monitor.texts import _


def form(action: str, seal: str, *parts: Part, **attributes: str | None) -> Markup:
    """A form of a page of ours, with the seal of the browser that gets it."""
    return tag("form", hidden(FIELD, seal), *parts, method="post", action=action, **attributes)


def hidden(name: str, value: str) -> Markup:
    """Something that a form sends along."""
    return tag("input", type="hidden", name=name, value=value)


def button(words: str, *, kind: str = "primary", **attributes: str | bool | None) -> Markup:
    """A button that sends its form; `kind` is `primary`, `second` or `quiet`."""
    return tag("button", words, type="submit", class_=f"button button-{kind}", **attributes)


def alert(message: str, remedy: Part = None) -> Markup:
    """What went wrong or was done, and what to do; it is read aloud at once, and the page goes there first."""
    return tag(
        "div",
        tag("p", message, class_="notice-title"),
        tag("p", remedy) if remedy else None,
        class_="notice notice-warm lines",
        role="alert",
        tabindex=-1,
        data_arrive=True,
    )


def notice(title: str, *words: str, warm: bool = False) -> Markup:
    """Something to know."""
    told = (tag("p", each) for each in words if each)
    return tag(
        "div",
        tag("p", title, class_="notice-title"),
        told,
        class_="notice notice-warm" if warm else "notice",
        role="note",
    )


def section(title: str, *parts: Part) -> Markup:
    """A part of a page under its own heading."""
    return tag("section", tag("div", tag("h2", title), class_="section-head"), *parts, class_="section")


def more(summary: str, *parts: Part, is_open: bool = False) -> Markup:
    """Something that opens on demand."""
    return tag("details", tag("summary", summary), *parts, class_="more", open=is_open)


def field(label: str, control: Markup, *, name: str, hint: str = "") -> Markup:
    """A labelled control; the hint is told with it (the control says `aria-describedby`)."""
    told = tag("p", hint, id=f"{name}-hint", class_="muted small") if hint else None
    return tag("div", tag("label", label, for_=name), control, told, class_="field")


def select(
    name: str, options: Sequence[tuple[str, str]], chosen: str, *,
    described: str | None = None, is_required: bool = False, is_disabled: bool = False,
) -> Markup:  # fmt: skip
    """A native menu of (value, words)."""
    lines = [tag("option", words, value=value, selected=value == chosen) for value, words in options]
    return tag(
        "select",
        lines,
        id=name,
        name=name,
        aria_describedby=described,
        required=is_required,
        disabled=is_disabled,
        class_="menu",
    )


def file_choice(
    name: str, words: str, *, accept: str, megabytes: int, told: str = "", is_required: bool = False
) -> tuple[Markup, ...]:
    """A button that lets somebody choose a file, and a line that says which; the hint `NAME-hint` is told with it.

    The browser's own button speaks the browser's language, so it is out of sight and its label is the button; without
    JavaScript, where nothing could say what was chosen, it is the browser's own that shows (4-forms.css).
    """
    nothing = told or _("No file chosen yet.")
    return (
        tag(
            "input",
            type="file",
            id=name,
            name=name,
            accept=accept,
            required=is_required,
            class_="file",
            aria_describedby=f"{name}-hint",
            data_largest=str(megabytes * 1_000_000),
            data_too_large=_("This file is larger than {megabytes} MB.").format(megabytes=megabytes),
        ),
        tag("label", words, for_=name, class_="button button-second file-button"),
        tag(
            "p", nothing, id=f"{name}-chosen", role="status", class_="file-name",
            data_nothing=nothing, data_chosen=_("Chosen: {file}"),
        ),
    )  # fmt: skip


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[Part]]) -> Markup:
    """A table whose first column names its rows."""
    head = tag("thead", tag("tr", [tag("th", one, scope="col") for one in headings]))
    body = [tag("tr", tag("th", first, scope="row"), [tag("td", one) for one in rest]) for first, *rest in rows]
    inner = tag("table", tag("caption", caption), head, tag("tbody", body), class_="table")
    return tag("div", inner, class_="table-frame panel", tabindex=0, role="region", aria_label=caption)

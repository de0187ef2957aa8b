"""HTML from Python: every text is escaped, so that a heading of somebody's file is never taken for markup."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

Part = Markup | str | None | Iterable["Part"]
"""What stands in an element: markup, text (which is escaped), nothing, or several of these."""

_EMPTY: Final = frozenset(("input", "link", "meta"))


def tag(name: str, /, *children: Part, **attributes: str | int | bool | None) -> Markup:
    """An element; `class_` is `class`, `aria_label` is `aria-label`; true is a bare attribute, None and false none."""
    told = Markup("").join(_attribute(key, value) for key, value in attributes.items())
    opened = Markup("<{}{}>").format(Markup(name), told)  # names are ours, never of a file
    return opened if name in _EMPTY else Markup("{}{}</{}>").format(opened, joined(*children), Markup(name))


def joined(*parts: Part) -> Markup:
    """Parts one after the other."""
    return Markup("").join(map(_part, parts))


def _part(part: Part) -> Markup:
    if part is None:
        return Markup("")
    return escape(part) if isinstance(part, str) else joined(*part)


def _attribute(name: str, value: str | int | bool | None) -> Markup:
    if value is None or value is False:
        return Markup("")
    key = Markup(name.rstrip("_").replace("_", "-"))
    return Markup(" {}").format(key) if value is True else Markup(' {}="{}"').format(key, str(value))

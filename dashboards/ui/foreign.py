"""Words in another language than the page, marked as such: who listens hears them pronounced as they are meant."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

LONG: Final = 20
"""Characters from which a text is recognised wherever it stands; a shorter one ("Ja") only by itself or in quotes."""

_QUOTED: Final = re.compile(r"""(?<=[“"])[^“”"]+(?=[”"])""")


def mark_foreign(parts: Any, foreign: Mapping[str, str]) -> Any:
    """The parts of a page, every text of another language in an element that says which.

    Args:
        parts: components and texts; the components are changed in place, for they were made for this page.
        foreign: texts of another language, with that language.
    """
    if not foreign:
        return parts
    longest = sorted((text for text in foreign if len(text) >= LONG), key=len, reverse=True)
    return _marked(parts, foreign, longest)


def _marked(parts: Any, foreign: Mapping[str, str], longest: list[str]) -> Any:
    if isinstance(parts, str):
        pieces = list(_pieces(parts, foreign, longest))
        return pieces[0] if len(pieces) == 1 else pieces
    if isinstance(parts, list | tuple):
        return [piece for part in parts for piece in _flat(_marked(part, foreign, longest))]
    children = getattr(parts, "children", None)
    if children is not None and not getattr(parts, "lang", None):
        parts.children = _marked(children, foreign, longest)
    return parts


def _flat(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def _pieces(text: str, foreign: Mapping[str, str], longest: list[str]) -> Iterator[str | Component]:
    """A text in pieces, those of another language as elements; in one piece where there are none."""
    if spoken := foreign.get(text) or _of_all(text.split(", "), foreign):
        yield html.Span(text, lang=spoken)
        return
    start, end = _first(text, foreign, longest)
    if start == end:
        yield text
        return
    yield from (part for part in (text[:start],) if part)
    yield html.Span(text[start:end], lang=foreign[text[start:end]])
    if text[end:]:
        yield from _pieces(text[end:], foreign, longest)


def _of_all(labels: list[str], foreign: Mapping[str, str]) -> str | None:
    """The language of answers that were counted together, where it is one."""
    found = {foreign.get(label) for label in labels}
    return found.pop() if len(found) == 1 else None


def _first(text: str, foreign: Mapping[str, str], longest: list[str]) -> tuple[int, int]:
    """Where the first text of another language stands, the longest of those that begin there; nowhere: two noughts."""
    places = [(place, -len(one)) for one in longest if (place := text.find(one)) >= 0]
    places += [(found.start(), found.start() - found.end()) for found in _QUOTED.finditer(text) if found[0] in foreign]
    place, length = min(places, default=(0, 0))
    return place, place - length

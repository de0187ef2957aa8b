"""A drawn page as it goes over the line: written as JSON and compressed once, then sent to whoever asks for the same.

To write the JSON of a page takes longer than all else that is done for somebody who asks for it again; compressed it is
a twentieth of the size, so that many pages can be kept.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component
from flask import Flask, Response, request

EFFORT = 6
"""Of the compression, 1 to 9: 9 makes a page a hundredth smaller and takes three times as long."""


_PLAIN = frozenset((str, int, float, bool, type(None)))


class Ready(Exception):
    """Ends a callback of which the answer is ready: Dash would write it anew at each visit."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


def send_what_is_ready(server: Flask) -> None:
    """Have answers that are ready sent as they are."""
    server.register_error_handler(Ready, lambda ready: ready.answer)


@dataclass(frozen=True)
class Written:
    """The answer to a browser that asked for a page, compressed; `path` is that of the page."""

    path: str
    compressed: bytes

    def answer(self) -> Response:
        """What is sent, compressed for who reads that."""
        if request.accept_encodings["gzip"] > 0:
            return Response(self.compressed, mimetype="application/json", headers={"Content-Encoding": "gzip"})
        return Response(gzip.decompress(self.compressed), mimetype="application/json")


def written(path: str, places: Sequence[tuple[str, str]], parts: Sequence[object]) -> Written:
    """The parts of a page, each in its place.

    Args:
        path: of the page.
        places: the element and the property where each part belongs.
        parts: components, texts, mappings.
    """
    from plotly.io.json import to_json_plotly  # what Dash writes its answers with

    response = {place: {name: as_sent(part)} for (place, name), part in zip(places, parts, strict=True)}
    text: str = to_json_plotly({"multi": True, "response": response})
    return Written(path, gzip.compress(text.encode(), EFFORT, mtime=0))


def as_sent(part: object) -> Any:
    """Components as the mappings that a browser gets: to write those as JSON takes a fifth of the time."""
    if type(part) in _PLAIN:  # most are, and to ask whether it is a component takes long
        return part
    if isinstance(part, list | tuple):
        return [each if type(each) in _PLAIN else as_sent(each) for each in part]  # a chart has thousands
    if isinstance(part, dict):
        return {name: as_sent(value) for name, value in part.items()}
    if isinstance(part, Component):
        return {name: as_sent(value) for name, value in _mapping(part).items()}
    return part


def _mapping(part: Component) -> dict[str, Any]:
    """A component as `to_plotly_json` gives it, which tries every property that there is: a page has thousands."""
    own: dict[str, Any] = vars(part)
    props = {name: own[name] for name in part._prop_names if name in own}
    if part._valid_wildcard_attributes:
        props |= {name: own[name] for name in own if name.startswith(tuple(part._valid_wildcard_attributes))}
    return {"props": props, "type": part._type, "namespace": part._namespace}

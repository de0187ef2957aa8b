"""What a browser may send to the one door of all callbacks: the shape that Dash sends, of a callback that there is.

Dash believes what it gets, and fails somewhere within where it is anything else. Here it is held against the callbacks
first; what a choice or an address says is not looked at: that is checked against the menus, by the callbacks.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dash import Dash
from flask import Flask, Response, request

from dashboards.doors import UPDATE
from monitor.texts import _

DEEPEST: Final = 12
"""Lists and objects within each other: a callback sends six, the id of a menu included."""
LONGEST_TEXT: Final = 10_000
"""Characters: five times the longest address that is read."""
Parts = Sequence[Mapping[str, str]]
"""The inputs of a callback: pairs of an id and a property."""


def refuse_malformed(app: Dash) -> None:
    """Answer 400 to what no page of ours sends, before any callback; who may ask at all is decided before."""
    server: Flask = app.server

    @server.before_request
    def stop_malformed() -> Response | None:
        if request.path != UPDATE or request.method != "POST":
            return None
        if request.is_json and is_call(read(request.get_data()), app.callback_map):
            return None
        return Response(_("This question is none of a page of this dashboard."), 400, mimetype="text/plain")


def read(sent: bytes) -> object:
    """What was sent, if it is JSON that is neither too deep nor holds too long a text; else None."""
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError):
        return None
    return found if _is_small(found, DEEPEST) else None


def is_call(body: object, known: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether this asks for a callback that the server has, in its shape; `known` are the callbacks by output."""
    if not isinstance(body, dict) or not isinstance(output := body.get("output"), str):
        return False
    callback = known.get(output, {})
    if "callback" not in callback:  # unknown, or one of those that run in the browser
        return False
    changed = body.get("changedPropIds", [])
    return (
        _are(body.get("outputs"), _named(output), values=False)
        and _are(body.get("inputs"), callback["inputs"])
        and _are(body.get("state", []), callback["state"])
        and isinstance(changed, list)
        and all(isinstance(one, str) for one in changed)
    )


def _named(output: str) -> Parts:
    """The outputs that the name of a callback is made of: `a.children`, or `..a.children...b.data..`."""
    names = output[2:-2].split("...") if output.startswith("..") else [output]
    return [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names]


def _are(sent: object, wanted: Parts, *, values: bool = True) -> bool:
    """Whether these are the parts of a callback in their order; a single output comes without a list."""
    parts = sent if isinstance(sent, list) else [sent]
    if isinstance(sent, list) is (not values and len(wanted) == 1) or len(parts) != len(wanted):
        return False
    return all(_is(part, one) for part, one in zip(parts, wanted, strict=True))


def _is(sent: object, wanted: Mapping[str, str]) -> bool:
    if not wanted["id"].startswith("{"):
        return isinstance(sent, dict) and sent.get("id") == wanted["id"] and sent.get("property") == wanted["property"]
    keys = json.loads(wanted["id"]).keys()  # of all menus, say: a list of parts, each with an id of these keys
    return isinstance(sent, list) and all(
        isinstance(one, dict)
        and isinstance(one.get("id"), dict)
        and one["id"].keys() == keys
        and all(isinstance(value, str) for value in one["id"].values())
        and one.get("property") == wanted["property"]
        for one in sent
    )


def _is_small(found: object, deep: int) -> bool:
    if isinstance(found, str):
        return len(found) <= LONGEST_TEXT
    if isinstance(found, dict):
        return deep > 0 and all(len(key) <= LONGEST_TEXT and _is_small(one, deep - 1) for key, one in found.items())
    return not isinstance(found, list) or (deep > 0 and all(_is_small(one, deep - 1) for one in found))

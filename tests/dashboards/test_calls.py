"""What is no call of a callback is refused before any callback: with 400, a short text, and nothing in the log."""

import copy
import json
import logging

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.app import create_app
from dashboards.calls import DEEPEST, LONGEST_TEXT, is_call, read
from dashboards.doors import UPDATE
from tests.support import releases

DRAW = "..page.children...navigation.children...school.children...drawn.data.."
PARTS = (("page", "children"), ("navigation", "children"), ("school", "children"), ("drawn", "data"))
ADDRESS = [{"id": "address", "property": name, "value": value} for name, value in (("pathname", "/"), ("search", ""))]
DRAWN = {
    "output": DRAW,
    "outputs": [{"id": part, "property": of} for part, of in PARTS],
    "inputs": ADDRESS,
    "changedPropIds": ["address.pathname"],
}
CHOSEN = {
    "output": "address.search",
    "outputs": {"id": "address", "property": "search"},
    "inputs": [[{"id": {"type": "choice", "name": "jaar"}, "property": "value", "value": "2025-2026"}]],
    "changedPropIds": ['{"name":"jaar","type":"choice"}.value'],
    "state": ADDRESS,
}
MENU = CHOSEN["inputs"][0][0]


@pytest.fixture(scope="module")
def app():
    return create_app(releases.one_year())


@pytest.fixture(scope="module")
def browser(app) -> FlaskClient:
    return app.server.test_client()


def deep(levels: int) -> object:
    return [] if levels == 1 else [deep(levels - 1)]


def with_(body: dict, **changed: object) -> bytes:
    return json.dumps(body | changed).encode()


MALFORMED = {
    "nothing": b"",
    "no json": b"{",
    "no utf-8": b'{"output": "\xff"}',
    "a number too long": b"9" * 5000,
    "nested past any stack": b"[" * 90_000,
    "objects past any stack": b'{"a":' * 15_000,
    "null": b"null",
    "a list": json.dumps([DRAWN]).encode(),
    "a text": b'"x"',
    "an empty object": b"{}",
    "an output that is not there": with_(DRAWN, output="page.children"),
    "an output of the browser itself": with_(
        DRAWN,
        output="drawn.id",
        outputs={"id": "drawn", "property": "id"},
        inputs=[{"id": "drawn", "property": "data"}],
    ),
    "an output that is no text": with_(DRAWN, output=["page.children"]),
    "an output of dots": with_(DRAWN, output="...."),
    "no outputs": with_(DRAWN, outputs=None),
    "one output of many": with_(DRAWN, outputs=DRAWN["outputs"][0]),
    "fewer outputs": with_(DRAWN, outputs=DRAWN["outputs"][:3]),
    "outputs in another order": with_(DRAWN, outputs=DRAWN["outputs"][::-1]),
    "outputs as texts": with_(DRAWN, outputs=["page.children"] * 4),
    "one output in a list": with_(CHOSEN, outputs=[CHOSEN["outputs"]]),
    "inputs as an object": with_(DRAWN, inputs={"0": ADDRESS[0]}),
    "inputs as texts": with_(DRAWN, inputs=["address.pathname", "address.search"]),
    "inputs as lists": with_(DRAWN, inputs=[[ADDRESS[0]], [ADDRESS[1]]]),
    "no inputs": with_(DRAWN, inputs=[]),
    "too many inputs": with_(DRAWN, inputs=[*ADDRESS, ADDRESS[0]]),
    "inputs without an id": with_(DRAWN, inputs=[{"property": "pathname"}, ADDRESS[1]]),
    "inputs without a property": with_(DRAWN, inputs=[{"id": "address"}, ADDRESS[1]]),
    "inputs of another part": with_(DRAWN, inputs=[{"id": "page", "property": "children"}, ADDRESS[1]]),
    "an id that is a number": with_(DRAWN, inputs=[{**ADDRESS[0], "id": 7}, ADDRESS[1]]),
    "a state that is not asked": with_(DRAWN, state=ADDRESS),
    "no state": with_(CHOSEN, state=[]),
    "a state as an object": with_(CHOSEN, state={"search": ""}),
    "menus without their list": with_(CHOSEN, inputs=[MENU]),
    "menus as texts": with_(CHOSEN, inputs=[["jaar"]]),
    "a menu whose id is a text": with_(CHOSEN, inputs=[[{**MENU, "id": "jaar"}]]),
    "a menu whose id has other keys": with_(CHOSEN, inputs=[[{**MENU, "id": {"type": "choice"}}]]),
    "a menu whose id is deep": with_(CHOSEN, inputs=[[{**MENU, "id": {"type": "choice", "name": {"a": 1}}}]]),
    "another property of a menu": with_(CHOSEN, inputs=[[{**MENU, "property": "data"}]]),
    "changes as a text": with_(DRAWN, changedPropIds="address.pathname"),
    "changes as objects": with_(DRAWN, changedPropIds=[{}]),
    "changes as numbers": with_(DRAWN, changedPropIds=7),
    "too deep a value": with_(DRAWN, inputs=[{**ADDRESS[0], "value": deep(DEEPEST - 2)}, ADDRESS[1]]),
    "too long a value": with_(DRAWN, inputs=[{**ADDRESS[0], "value": "a" * (LONGEST_TEXT + 1)}, ADDRESS[1]]),
    "too long a key": with_(DRAWN, inputs=[{**ADDRESS[0], "value": {"a" * (LONGEST_TEXT + 1): 1}}, ADDRESS[1]]),
    "too long a change": with_(DRAWN, changedPropIds=["a" * (LONGEST_TEXT + 1)]),
}


def test_what_is_no_call_is_refused_before_any_callback(app, browser, monkeypatch, caplog):
    for callback in app.callback_map.values():
        if "callback" in callback:
            monkeypatch.setitem(callback, "callback", lambda *_, **__: pytest.fail("a callback was called"))
    caplog.set_level(logging.INFO)
    for what, body in MALFORMED.items():
        answer = browser.post(UPDATE, data=body, content_type="application/json")
        assert answer.status_code == 400, what
        assert len(answer.data) < 100, what
        assert answer.text == "Deze vraag komt van geen pagina van dit dashboard.", what
        assert answer.headers["X-Frame-Options"] == "DENY"
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert browser.post(UPDATE, data=with_(DRAWN), content_type=kind).status_code == 400
    assert caplog.records == []


def test_what_a_page_sends_is_answered(browser):
    far = {"inputs": [{**ADDRESS[0], "value": deep(9)}, ADDRESS[1]]}
    for body in (DRAWN, CHOSEN, DRAWN | {"state": []}, DRAWN | far, CHOSEN | {"inputs": [[]]}):
        assert browser.post(UPDATE, json=body).status_code in (200, 204)


def places(body: object, at: tuple = ()) -> list[tuple]:
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    return [at, *(place for key, one in inner for place in places(one, (*at, key)))]


def replaced(body: object, at: tuple, by: object) -> object:
    if not at:
        return by
    made = copy.deepcopy(body)
    inner = made
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = by
    return made


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=4)
    | st.sampled_from(["\ud800", "page", "address", "__proto__", ".", "..", DRAW, "?vraag=\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "property", "value"]), inner),
    max_leaves=6,
)  # fmt: skip
CHANGED = st.one_of(
    st.builds(replaced, st.just(body), st.sampled_from(places(body)), ANYTHING) for body in (DRAWN, CHOSEN)
)


@given(CHANGED)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_an_honest_call_with_anything_in_the_place_of_a_part_is_answered_or_refused_and_never_a_fault(
    app, browser, body
):
    sent = json.dumps(body).encode()
    answer = browser.post(UPDATE, data=sent, content_type="application/json")
    assert answer.status_code in (200, 204, 400)
    assert (answer.status_code == 400) is not is_call(read(sent), app.callback_map)

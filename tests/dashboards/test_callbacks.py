"""The callbacks with honest and with forged values: nothing but what the menus offer comes out."""

import json

import pytest
from dash import no_update
from hypothesis import given
from hypothesis import strategies as st

from dashboards.callbacks import asked_by, chosen_address, drawn_page
from dashboards.pages import PAGES
from tests.dashboards.conftest import words_of
from tests.support import releases

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def sent(**choices):
    return [
        [
            {"id": {"type": "choice", "name": name}, "property": "value", "value": value}
            for name, value in choices.items()
        ]
    ]


def test_a_choice_becomes_an_address(results):
    found = chosen_address(results, "/vraag", "", asked_by(sent(vragenlijst="personeel")))
    assert "vragenlijst=personeel" in found


def test_a_choice_that_no_longer_fits_gives_way(results):
    search = "?vragenlijst=ouders&vraag=bk_terecht_kind"
    found = chosen_address(results, "/vraag", search, asked_by(sent(vragenlijst="personeel", vraag="bk_terecht_kind")))
    assert "bk_terecht_kind" not in found


def test_nothing_happens_while_the_address_already_says_so(results):
    asked = asked_by(sent(vragenlijst="ouders", vraag="com_tevreden"))
    assert chosen_address(results, "/vraag", "", asked) is no_update
    assert chosen_address(results, "/vraag", "", {}) is no_update
    assert chosen_address(releases.nothing(), "/vraag", "", asked) is no_update


@given(ANYTHING)
def test_forged_inputs_are_texts_by_name_or_nothing(inputs):
    assert all(isinstance(name, str) and isinstance(value, str) for name, value in asked_by(inputs).items())


@given(ANYTHING, ANYTHING)
def test_forged_addresses_draw_a_page_of_ours(path, search):
    _parts, _navigation, _school, told = drawn_page(releases.one_year(), path, search)
    assert told["path"] in {page.path for page in PAGES}


@pytest.mark.parametrize(
    "search",
    [
        "?vragenlijst=../../vault",
        "?vragenlijst=ouders&vraag=ctx_niveau&maat=option:secret",
        "?vragenlijst=ouders&vraag=com_toelichting",
        "?vragenlijst=ouders&basis=C&jaar=1999-2000",
    ],
)
def test_a_forged_query_shows_what_a_menu_could_show(results, search):
    parts, *_rest = drawn_page(results, "/vraag", search)
    said = words_of(parts)
    assert "wat het adres vraagt, is er niet" in said
    assert "secret" not in said
    assert "vault" not in said


def posted(client, **changes):
    body = {
        "output": "..page.children...navigation.children...school.children...drawn.data..",
        "outputs": [
            {"id": "page", "property": "children"},
            {"id": "navigation", "property": "children"},
            {"id": "school", "property": "children"},
            {"id": "drawn", "property": "data"},
        ],
        "inputs": [
            {"id": "address", "property": "pathname", "value": "/"},
            {"id": "address", "property": "search", "value": ""},
        ],
        "changedPropIds": ["address.pathname"],
    } | changes
    return client.post("/_dash-update-component", json=body)


def test_the_server_answers_a_browser(client):
    answer = posted(client)
    assert answer.status_code == 200
    assert answer.json["response"]["school"]["children"] == "Basisschool De Linde"


def test_forged_values_over_the_wire_give_the_default_page(client):
    forged = [
        {"id": "address", "property": "pathname", "value": {"$ne": 1}},
        {"id": "address", "property": "search", "value": ["?vraag=x"]},
    ]
    answer = posted(client, inputs=forged)
    assert answer.status_code == 200
    assert answer.json["response"]["drawn"]["data"]["path"] == "/"


def test_the_layout_holds_no_data(client):
    layout = json.dumps(client.get("/_dash-layout").json)
    assert "De Linde" not in layout
    assert "%" not in layout.replace("100%", "")

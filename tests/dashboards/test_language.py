"""The dashboard in the reader's language: chosen in the address, kept in a cookie, of one request alone."""

import re
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from dash import html
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.callbacks import drawn_page
from dashboards.ui.chart import SAFE
from dashboards.ui.shell import empty_frame
from monitor import texts
from monitor.results import Results
from tests.dashboards.conftest import components
from tests.support.accounts import as_user


def asked(client: FlaskClient, path: str, search: str = "") -> dict[str, Any]:
    """What a browser gets that draws a page."""
    outputs = [("page", "children"), ("navigation", "children"), ("school", "children"), ("drawn", "data")]
    body = {
        "output": f"..{'...'.join('.'.join(one) for one in outputs)}..",
        "outputs": [{"id": name, "property": of} for name, of in outputs],
        "inputs": [
            {"id": "address", "property": "pathname", "value": path},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": [],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()["response"]
    return found


def spoken_by(client: FlaskClient, path: str = "/", search: str = "") -> str:
    return str(asked(client, path, search)["drawn"]["data"]["spoken"])


def lang_of(page: str) -> str:
    found = re.search(r'<html lang="([^"]*)">', page)
    assert found
    return found[1]


def test_a_visitor_reads_dutch_and_may_choose_english(client: FlaskClient) -> None:
    first = client.get("/")
    assert (lang_of(first.text), first.headers["Content-Language"]) == ("nl-BE", "nl-BE")
    assert "Set-Cookie" not in first.headers
    chosen = client.get("/?taal=en")
    assert (lang_of(chosen.text), chosen.headers["Content-Language"]) == ("en", "en")
    assert "<title>School climate</title>" in chosen.text
    assert "This dashboard needs JavaScript." in chosen.text
    kept = chosen.headers["Set-Cookie"]
    assert kept.startswith("taal=en; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(kept.split("; "))
    assert lang_of(client.get("/jaren").text) == "en"
    assert "Skip to the content" in client.get("/_dash-layout").text
    assert "What changed?" in str(asked(client, "/jaren"))
    assert lang_of(client.get("/?taal=nl").text) == "nl-BE"
    assert "Wat is er veranderd?" in str(asked(client, "/jaren"))


def test_the_address_goes_before_the_cookie(client: FlaskClient) -> None:
    client.set_cookie("taal", "nl")
    assert spoken_by(client, search="?taal=en&wie=ouders") == "en"
    assert spoken_by(client, search="?wie=ouders") == "nl-BE"


@pytest.mark.parametrize("wrong", ["fr", "nl-NL", "", "en ", "EN", "<script>", "en;Path=/x"])
def test_what_is_no_language_of_ours_counts_as_not_said(client: FlaskClient, wrong: str) -> None:
    answer = client.get("/", query_string={"taal": wrong})
    assert (answer.status_code, lang_of(answer.text)) == (200, "nl-BE")
    assert "Set-Cookie" not in answer.headers
    client.set_cookie("taal", wrong)
    assert spoken_by(client) == "nl-BE"


@pytest.mark.parametrize("search", ["?taal=en&taal=nl", "?taal=nl&taal=en", "?taal=fr&taal=en", "?taal=%65n"])
def test_a_page_and_its_callbacks_agree(client: FlaskClient, search: str) -> None:
    """Where they did not, the page would load itself anew for ever."""
    page = lang_of(client.get(f"/{search}").text)
    assert spoken_by(client, search=search) == page


@pytest.mark.parametrize(
    "body", ["[]", '{"inputs": 3}', '{"inputs": [[], 1, {"property": "search", "value": [2]}]}', "{"]
)
def test_a_forged_callback_speaks_the_usual_language(client: FlaskClient, body: str) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.headers["Content-Language"] == "nl-BE"


def test_no_cache_gives_the_page_of_one_reader_to_another(client: FlaskClient) -> None:
    for path in ("/", "/_dash-layout", "/nergens"):
        assert "Cookie" in client.get(path).headers["Vary"], path
    with client.get("/assets/1-tokens.css") as file:
        assert "Cookie" not in file.headers.get("Vary", "")
        assert "Content-Language" not in file.headers


def test_a_page_that_does_not_exist_says_so_in_english(client: FlaskClient) -> None:
    answer = client.get("/nergens?taal=en")
    assert (answer.status_code, lang_of(answer.text)) == (404, "en")
    assert "This page does not exist" in answer.text


def test_whoever_starts_the_dashboard_chooses_for_those_who_do_not(results: Results) -> None:
    with texts.speaking("en"):
        app = create_app(results)
    assert lang_of(app.server.test_client().get("/").text) == "en"


def test_dutch_is_that_of_the_school(results: Results) -> None:
    dutch = SimpleNamespace(locale="nl-NL")
    app = create_app(results, renewed=lambda: dutch)  # type: ignore[arg-type, return-value] # all that is asked of it
    assert lang_of(app.server.test_client().get("/").text) == "nl-NL"


def test_a_request_leaves_nothing_behind(client: FlaskClient) -> None:
    texts.use("nl")
    client.get("/?taal=en")
    assert asked(client, "/jaren")
    assert (texts.language(), texts.spoken()) == ("nl", "nl-BE")


def test_two_threads_with_two_languages_do_not_mix(results: Results) -> None:
    """The threads of a server serve one reader after the other, and several at once."""
    app = create_app(results)

    def visit(chosen: str) -> set[tuple[str, bool, bool]]:
        client, found = app.server.test_client(), set()
        client.set_cookie("taal", chosen)
        for _turn in range(4):
            said = asked(client, "/cijfers")
            words = str(said["page"])
            found.add(
                (said["drawn"]["data"]["spoken"], "Zo leest u een cijfer" in words, "How to read a number" in words)
            )
        return found

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(visit, ["nl", "en"] * 4))
    assert found == [{("nl-BE", True, False)}, {("en", False, True)}] * 4


def test_a_chart_has_the_safe_settings_and_numbers_of_its_language(results: Results) -> None:
    for chosen, separators in (("nl", ",."), ("en", ".,")):
        with texts.speaking(chosen):
            graphs = [one for one in components(drawn_page(results, "/vraag", "")[0]) if getattr(one, "figure", None)]
        assert graphs
        assert all(one.config == {**SAFE, "locale": chosen} for one in graphs)
        assert {one.figure["layout"]["separators"] for one in graphs} == {separators}


def test_the_footer_names_each_language_in_itself() -> None:
    with texts.speaking("en"):
        links = [one for one in components(empty_frame()) if isinstance(one, html.A) and getattr(one, "hrefLang", None)]
    told = [(one.children, one.lang, one.href, getattr(one, "aria-current", None)) for one in links]
    assert told == [("Nederlands", "nl", "?taal=nl", None), ("English", "en", "?taal=en", "true")]


@pytest.mark.parametrize("path", ["/aanmelden", "/importeren"])
@pytest.mark.parametrize(("search", "lang"), [("", "nl-BE"), ("?taal=en", "en")])
def test_pages_outside_dash_name_their_language(open_school, path: str, search: str, lang: str) -> None:
    _school, sessions, client = open_school
    client.delete_cookie("taal")
    answer = as_user(client, sessions["director"]).get(path + search)
    client.delete_cookie("taal")
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text

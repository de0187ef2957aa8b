"""Headers, hosts, origins, and doors that stay shut."""

import subprocess
import sys

import pytest

from dashboards.app import create_app
from dashboards.frame import without_versions
from dashboards.protection import LARGEST_REQUEST, headers, same_origin
from tests.support import releases

UPDATE = "/_dash-update-component"


@pytest.mark.parametrize("path", ["/", "/jaren", "/assets/1-tokens.css", "/_dash-layout", "/nergens"])
def test_every_answer_carries_the_headers(client, path):
    with client.get(path) as answer:
        answer.get_data()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    is_sheet = path == "/nergens"  # a page outside Dash: no inline script, no inline style
    assert ("script-src 'self' 'sha256-" in policy) is not is_sheet
    assert ("unsafe-inline" in policy) is not is_sheet
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == ("same-origin" if is_sheet else "no-referrer")
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_no_other_host_in_the_policy():
    assert "http" not in headers(["'sha256-x'"])["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/_mcp", "/_reload-hash", "/nergens", "/assets/../app.py", "/_dash-", "/grafiek/", "/dossier/", "/healthy"]
)
def test_unknown_paths_are_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/_mcp", "/_mcp/", "/mcp"])
def test_no_assistant_protocol_even_if_the_environment_asks_for_it(monkeypatch, path):
    monkeypatch.setenv("DASH_MCP_ENABLED", "true")
    client = create_app(releases.one_year()).server.test_client()
    assert client.get(path).status_code == 404
    assert client.post(path, json={}).status_code == 404


def test_debug_stays_off_even_if_the_environment_asks_for_it(monkeypatch):
    monkeypatch.setenv("DASH_DEBUG", "true")
    app = create_app(releases.one_year())
    config = app.server.test_client().get("/").text
    assert '"ui": true' not in config
    assert not app.server.debug


@pytest.mark.parametrize(
    ("sent", "allowed"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://127.0.0.1:8050"}, True),
        ({"Origin": "http://127.0.0.1:9999"}, False),
        ({"Origin": "https://elders.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://["}, False),
        ({"Origin": "http://[::1"}, False),
    ],
)
def test_only_our_own_pages_may_ask(sent, allowed):
    assert same_origin(sent, "127.0.0.1:8050") is allowed


def test_a_page_of_another_site_cannot_call(client):
    assert client.post(UPDATE, json={}, headers={"Origin": "https://elders.example"}).status_code == 403
    assert client.post(UPDATE, json={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("host", ["elders.example", "elders.example:8050", "127.0.0.1.elders.example"])
def test_a_name_bound_to_this_computer_is_refused(client, host):
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "Dit is niet het adres van het dashboard" in answer.text
    assert "elders" not in answer.text


@pytest.mark.parametrize("host", ["[", "[::1", "127.0.0.1]", "[abc]", "//", "@", "127.0.0.1@elders.example"])
def test_what_is_no_host_is_refused_without_a_fault(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050", "[::1]:8050"])
def test_this_computer_is_served(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_large_requests_are_refused(client):
    assert client.post(UPDATE, json={"x": "a" * LARGEST_REQUEST}).status_code == 413


def test_the_page_is_dutch_and_says_no_versions(client):
    page = client.get("/").text
    assert '<html lang="nl-BE">' in page
    assert "python_version" not in page
    assert "dash_version" not in page
    assert sys.version.split()[0] not in page
    assert 'content="IE' in page or "viewport" in page
    assert "og:" not in page
    assert "twitter:" not in page


def test_versions_are_taken_out_of_the_settings():
    found = without_versions('<script id="x">{"python_version": "3", "a": {"b": 1}}</script>')
    assert found == '<script id="x">{"a": {"b": 1}}</script>'


def test_everything_comes_from_here(client):
    page = client.get("/").text
    assert "https://" not in page.replace("https://dash-version", "")
    assert 'src="http' not in page
    assert "//" not in page.replace("<!--", "").split("<body>")[0].replace("http://www.w3.org", "")


def test_nothing_happens_at_import():
    code = "import dashboards.app, dashboards.server, dash; assert not dash._callback.GLOBAL_CALLBACK_LIST"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_dashboards_live_side_by_side():
    first = create_app(releases.one_year()).server.test_client()
    second = create_app(releases.nothing()).server.test_client()
    assert first.get("/").status_code == second.get("/").status_code == 200
    assert first.get("/_dash-dependencies").json == second.get("/_dash-dependencies").json != []


def test_an_unknown_page_says_so_in_dutch_and_does_not_repeat_the_address(client):
    answer = client.get("/<script>nergens")
    assert answer.status_code == 404
    assert '<html lang="nl-BE">' in answer.text
    assert "Deze pagina bestaat niet" in answer.text
    assert "nergens" not in answer.text
    assert answer.text.count("<script") == answer.text.count('<script src="/assets/page.js"></script>') == 1
    assert answer.headers["Content-Type"].startswith("text/html")


def test_no_package_that_is_installed_beside_us_can_add_to_the_pages(monkeypatch):
    asked = []
    monkeypatch.setattr("importlib_metadata.distributions", lambda **_: asked.append(1) or [])
    monkeypatch.setattr("dash._hooks.HooksManager._registered", False)
    create_app(releases.nothing())
    assert asked == []

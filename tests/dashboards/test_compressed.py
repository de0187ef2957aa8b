"""What is sent compressed, to whom, and how much script a page takes."""

import gzip
import re
from pathlib import Path

import pytest

ASSETS = Path("dashboards/assets")
MOST_SCRIPT = 1_000_000
"""Bytes of JavaScript that the first page may take."""
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def test_the_scripts_of_the_index_page_take_less_than_a_megabyte(client):
    """With the program that draws the charts, which a page fetches when it has a chart."""
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', client.get("/").text)
    assert len(scripts) > 8
    assert not any("plotly" in script for script in scripts)
    charts = re.findall(r'"(/assets/plotly[^"]+)"', (ASSETS / "charts.js").read_text(encoding="utf-8"))
    assert len(charts) == 1
    sent = whole = 0
    for script in [*scripts, *charts]:
        with client.get(script, headers=GZIP) as answer:
            sent += len(answer.data)
            content = gzip.decompress(answer.data) if "Content-Encoding" in answer.headers else answer.data
        with client.get(script) as plain:
            assert "Content-Encoding" not in plain.headers
            assert plain.data == content
            whole += len(plain.data)
    assert whole > 3 * MOST_SCRIPT
    assert sent <= MOST_SCRIPT


@pytest.mark.parametrize("path", ["/assets/1-tokens.css", "/_dash-dependencies", "/assets/page.js"])
def test_styles_scripts_and_answers_are_compressed_for_who_reads_it(client, path):
    with client.get(path, headers=GZIP) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert int(answer.headers["Content-Length"]) == len(answer.data)
    with client.get(path, headers={"Accept-Encoding": "gzip;q=0, br"}) as plain:
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert gzip.decompress(answer.data) == plain.data


@pytest.mark.parametrize("path", ["/", "/assets/source-sans-3.woff2", "/assets/maan.svg", "/nergens"])
def test_the_frame_what_is_small_and_what_is_compressed_already_stay_as_they_are(client, path):
    with client.get(path, headers=GZIP) as answer:
        assert "Content-Encoding" not in answer.headers
        answer.get_data()


def test_a_browser_that_has_a_file_is_not_sent_it_again(client):
    with client.get("/assets/1-tokens.css", headers=GZIP) as answer:
        tag = answer.headers["ETag"]
    assert tag.startswith("W/")
    with client.get("/assets/1-tokens.css", headers={**GZIP, "If-None-Match": tag}) as again:
        assert again.status_code == 304
        assert again.data == b""


def test_a_question_for_the_headers_alone_gets_no_body(client):
    with client.head("/assets/1-tokens.css", headers=GZIP) as answer:
        assert answer.status_code == 200
        assert answer.data == b""


@pytest.mark.parametrize(
    "script",
    ["/assets/page.js?m=1", "/assets/1-tokens.css?m=17.5", "/assets/plotly-basic.min.js?m=4"],
)
def test_a_browser_keeps_a_file_of_which_the_address_names_the_edition(client, script):
    with client.get(script) as answer:
        assert set(answer.headers["Cache-Control"].split(", ")) == {"public", "max-age=31536000", "immutable"}


@pytest.mark.parametrize(
    "path",
    ["/assets/page.js", "/assets/favicon.svg", "/assets/nergens.js?m=1", "/?m=1", "/health?m=1"],
)
def test_whatever_may_change_under_its_address_is_asked_for_again(client, path):
    with client.get(path) as answer:
        assert "max-age" not in answer.headers.get("Cache-Control", "")
        assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_every_script_and_style_sheet_of_a_page_is_kept(client):
    page = client.get("/").text
    files = re.findall(r'<script[^>]* src="([^"]+)"', page) + re.findall(r'rel="stylesheet" href="([^"]+)"', page)
    assert len(files) > 20
    for file in files:
        with client.get(file) as answer:
            assert answer.cache_control.max_age == 31536000, file

"""Files of charts: every chart has three, each of the same numbers as the page; what is not on offer is not there."""

import io
import re
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from flask import Flask
from openpyxl import load_workbook

from dashboards import downloads
from dashboards.app import create_app
from dashboards.downloads import name_of, plain
from dashboards.kept import Kept
from dashboards.looking import Looking
from dashboards.pages import PAGES, page_at
from dashboards.pages.page import draw
from dashboards.ui.chart import FILES, charts_in
from tests.dashboards.conftest import components
from tests.support import releases

SVG = "/grafiek/vraag.svg?vragenlijst=ouders&jaar=2025-2026&vraag=com_tevreden&welke=jaren"


def links(parts):
    found = [getattr(each, "href", "") for each in components(parts)]
    return [each for each in found if each.startswith("/grafiek/")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_chart_of_every_page_has_its_files(client, results, page):
    parts = draw(page, results, {}).parts
    charts = list(charts_in(parts))
    offered = links(parts)
    assert len(offered) == len(FILES) * len(charts)
    for chart, each in zip([chart for chart in charts for _kind in FILES], offered, strict=True):
        if urlsplit(each).path.endswith(".png") and chart is not charts[0]:
            continue  # the image of one chart per page: it is made of the same SVG as the others
        answer = client.get(each)
        assert answer.status_code == 200, each
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="basisschool-de-linde_')
        if ".svg" in each:
            root = fromstring(answer.text)
            assert root[0].text == chart.title
            assert root[1].text == chart.sentence
            said = " ".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))
            assert "Bron: Basisschool De Linde" in said
            assert "afgerond" in said
            assert "2025-2026" in said


def test_a_workbook_holds_the_table_and_what_explains_it(client, results):
    page = page_at("/vraag")
    chart = next(each for each in charts_in(draw(page, results, {}).parts) if each.name == "groepen")
    link = next(each for each in links(draw(page, results, {}).parts) if ".xlsx" in each and "groepen" in each)
    answer = client.get(link)
    book = load_workbook(io.BytesIO(answer.data))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0][:2] == [column.title for column in chart.table.columns[:2]]
    assert [title for title in rows[0] if "tussen" in title.lower()] == [
        "Waarschijnlijk tussen: laagste", "Waarschijnlijk tussen: hoogste",
    ]  # fmt: skip
    assert len(rows) == len(chart.table.rows) + 1
    for mine, shown in zip(rows[1:], chart.table.rows, strict=True):
        assert mine[0] == shown[0]
        assert mine[1] is None if shown[1] == "\N{EN DASH}" else f"{mine[1]:.0%}" == shown[1]
    notes = " ".join(str(row[0].value) for row in book.worksheets[1].iter_rows())
    assert chart.title in notes
    assert "Bron: Basisschool De Linde" in notes
    assert "afgerond op een veelvoud van 3" in notes


@pytest.mark.parametrize("chart", ["antwoorden", "jaren", "groepen"])
def test_the_source_of_a_picture_is_who_when_and_what_and_not_how_it_was_drawn(client, chart):
    root = fromstring(client.get(f"{SVG.partition('welke')[0]}welke={chart}").text)
    said = " ".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))
    told = " ".join(said[said.index("Bron: ") :].split())
    assert told.startswith(
        "Bron: Basisschool De Linde. Wie antwoordde: Ouders; Schooljaar: 2025-2026; Vraag: Hoe tevreden"
    )
    assert re.findall(r"Balken|Welke antwoorden|Geteld over", told) == []
    assert "?." not in told
    assert chart == "antwoorden" or "Geteld: “Tevreden” of “Zeer tevreden”, van alle ouders" in said


def test_the_name_of_a_file_tells_school_question_and_year(client):
    name = client.get(SVG).headers["Content-Disposition"]
    assert name == (
        'attachment; filename="basisschool-de-linde_ouders_hoe-tevreden-ben-je-over-wat-de-school_vraag_jaren_2025-2026'
        '.svg"'
    )
    theme = client.get("/grafiek/jaren.svg?vragenlijst=ouders&thema=hulp&welke=thema-hulp")
    assert "_ouders_hulp-zoeken_jaren-vergelijken_thema-hulp_2024-2025_2025-2026.svg" in str(theme.headers)


@pytest.mark.parametrize(
    ("words", "said"),
    [("Één, twéé & drie?", "een-twee-drie"), ("x" * 60, "x" * 40), ("\N{EN DASH}", ""), ("../../etc", "etc")],
)
def test_names_are_plain_letters(words, said):
    assert plain(words) == said


def test_a_page_without_years_in_its_menus_names_the_latest(results):
    page = page_at("/vraag")
    chart = next(charts_in(draw(page, results, {}).parts))
    assert name_of(results, page, [], chart).endswith("_antwoorden_2025-2026")


@pytest.mark.parametrize(
    "address",
    [
        "/grafiek/vraag.svg",
        "/grafiek/vraag.svg?welke=bestaat-niet",
        "/grafiek/vraag.pdf?welke=jaren",
        "/grafiek/vraag.svg/?welke=jaren",
        "/grafiek/nergens.svg?welke=jaren",
        "/grafiek/../vraag.svg?welke=jaren",
        "/grafiek/..%2f..%2fvault.svg?welke=jaren",
        "/grafiek/cijfers.png?welke=jaren",
        "/grafiek/vraag.svg?welke=jaren&vraag=geheim",
        "/grafiek/vraag.svg?welke=jaren&jaar=1999-2000",
        "/grafiek/vraag.svg?welke=jaren&vragenlijst=ouders'--",
        f"/grafiek/vraag.svg?welke=jaren&x={'y' * 3000}",
        "/grafiek/",
    ],
)
def test_what_is_not_on_offer_is_not_there(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "geheim" not in answer.text


def test_a_file_cannot_be_posted_to(client):
    assert client.post(SVG).status_code in (404, 405)


def test_before_the_first_release_there_is_no_file():
    client = create_app(releases.nothing()).server.test_client()
    assert client.get("/grafiek/vraag.svg?welke=jaren").status_code == 404


def test_other_choices_give_other_files_and_the_same_choices_the_same_bytes(client, results):
    first, again = (client.get(SVG).data for _time in range(2))
    anew = create_app(results).server.test_client().get(SVG).data
    assert first == again == anew
    other = urlencode(dict(parse_qsl(urlsplit(SVG).query)) | {"jaar": "2024-2025"})
    assert client.get(f"/grafiek/vraag.svg?{other}").data != first
    image, same = (create_app(results).server.test_client().get(SVG.replace(".svg", ".png")).data for _ in range(2))
    assert image == same
    assert image.startswith(b"\x89PNG")


def test_a_file_is_not_kept_by_a_proxy_and_runs_nothing(client):
    answer = client.get(SVG)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script|\son\w+=|href", answer.text)


def test_of_a_page_that_may_not_be_opened_there_is_no_file(results):
    server, may = Flask("files"), tuple(page for page in PAGES if page.path == "/jaren")
    downloads.register(server, Looking(lambda: results, may, None), Kept())
    browser, files = (
        server.test_client(),
        {
            page.path: next(link for link in links(draw(page, results, {}).parts) if ".svg" in link)
            for page in (page_at("/jaren"), page_at("/vraag"))
        },
    )
    assert browser.get(files["/jaren"]).status_code == 200
    assert browser.get(files["/vraag"]).status_code == 404

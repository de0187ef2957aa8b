"""What somebody meets who is new here: a school without numbers, and a link that works on one computer only."""

import json
from pathlib import Path

import dashboards
from dashboards.app import create_app
from dashboards.callbacks import drawn_page
from dashboards.looking import Looking
from dashboards.pages import PAGES, page_at
from dashboards.pages.page import draw
from monitor.errors import CallError
from monitor.texts import speaking
from tests.dashboards.conftest import words_of
from tests.support import releases


def test_a_school_without_numbers_hears_where_they_come_from():
    said = words_of(draw(page_at("/"), releases.nothing(), {}).parts)
    assert "De directie leest onder “Importeren” antwoorden in, en sluit daar de bevraging af." in said


def test_in_the_netherlands_it_is_called_enquete():
    with speaking("nl", "nl-NL"):
        said = words_of(draw(page_at("/"), releases.nothing(), {}).parts)
    assert "sluit daar de enquête af" in said


def test_before_the_first_numbers_who_may_import_gets_the_way_there_and_the_school_its_name(desk):
    app = create_app(releases.nothing(), desk=desk)
    with app.server.test_request_context("/"):
        looking = Looking(releases.nothing, PAGES, None, imports=True, called=desk.school)
        assert looking.school() == "De Linde"
        desk.refuses["school"] = CallError("De werkmap is weg.")
        assert looking.school() == ""
        assert Looking(releases.one_year, PAGES, None, called=desk.school).school() == releases.one_year().school
    parts, _nav, school, told = drawn_page(releases.nothing(), "/", "", PAGES, looking.also(), school="De Linde")
    assert (school, told["title"]) == ("De Linde", "Overzicht \N{EN DASH} De Linde")
    sent = json.dumps([part.to_plotly_json() for part in parts], default=lambda part: part.to_plotly_json())
    assert '"href": "/importeren"' in sent
    assert "Lees de eerste antwoorden in" in words_of(parts)
    assert "Lees de eerste" not in words_of(drawn_page(releases.nothing(), "/", "")[0])  # not for who may not
    assert "Lees de eerste" not in words_of(drawn_page(releases.one_year(), "/", "", PAGES, looking.also())[0])


def test_no_english_stands_where_the_page_will_come(client):
    assert "Loading..." not in client.get("/").text
    css = (Path(dashboards.__file__).parent / "assets/2-layout.css").read_text("utf-8")
    assert "._dash-loading { visibility: hidden; }" in css  # the programs of Dash say it once more


def test_every_button_that_copies_can_say_that_the_link_works_here_only():
    parts = draw(page_at("/vraag"), releases.sample_results(), {}).parts
    sent = json.dumps([part.to_plotly_json() for part in parts], default=lambda part: part.to_plotly_json())
    assert sent.count('"data-here": "Deze link werkt alleen op deze computer."') == sent.count('"data-copied"') > 1

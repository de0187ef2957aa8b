"""What somebody meets who is new here: a school without numbers, and a link that works on one computer only."""

import json

from dashboards.pages import page_at
from dashboards.pages.page import draw
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


def test_every_button_that_copies_can_say_that_the_link_works_here_only():
    parts = draw(page_at("/vraag"), releases.sample_results(), {}).parts
    sent = json.dumps([part.to_plotly_json() for part in parts], default=lambda part: part.to_plotly_json())
    assert sent.count('"data-here": "Deze link werkt alleen op deze computer."') == sent.count('"data-copied"') > 1

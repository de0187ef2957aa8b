"""An item in a message has its question beside its id, cut where a word ends."""

import pytest

from monitor.definition import library
from monitor.definition.called import called, shortened

SURVEY = library.survey("ouders")


@pytest.mark.parametrize(
    ("text", "longest", "said"),
    [
        ("Kort genoeg", 11, "Kort genoeg"),
        ("Kort genoeg", 10, "Kort …"),
        ("twee  regels\nop één", 40, "twee regels op één"),
        ("een twee drie", 9, "een twee …"),
        ("een, twee", 6, "een …"),
        ("Onafgebroken", 6, "Onafg …"),
        ('Wat is "pesten"?', 40, "Wat is 'pesten'?"),
    ],
)
def test_a_question_is_cut_after_a_word(text: str, longest: int, said: str) -> None:
    assert shortened(text, longest) == said


def test_an_item_has_its_question_beside_its_id() -> None:
    assert called(SURVEY, "kl_veilig") == 'kl_veilig ("Mijn kind voelt zich veilig op school.")'
    assert called(SURVEY, SURVEY.item("kl_veilig"), 20) == 'kl_veilig ("Mijn kind voelt …")'


def test_an_item_of_an_earlier_year_stands_alone() -> None:
    assert called(SURVEY, "vroeger") == "vroeger"


def test_an_item_without_a_question_stands_alone() -> None:
    bare = SURVEY.item("kl_veilig").model_copy(update={"text": {}})
    assert called(SURVEY, bare) == "kl_veilig"

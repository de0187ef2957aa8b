"""Who answered every question of a scale, and what each of their answers counts for."""

from dataclasses import replace

import numpy as np

from monitor.anonymous import COUNTED_BEFORE
from monitor.counting.complete import complete_cases
from tests.support.protection import answers, satisfaction, survey
from tests.support.scale_worlds import scale_of
from tests.support.tables import like

ITEMS = [satisfaction("sfeer"), satisfaction("veilig")]
ASKED = survey(*ITEMS)
PEOPLE = [
    ("", {"sfeer": "tevreden", "veilig": "neutraal"}),
    ("", {"sfeer": "tevreden", "veilig": "weet_niet"}),
    ("", {"sfeer": "zeer_ontevreden"}),
    ("", {}),
    ("", {"sfeer": "zeer_tevreden", "veilig": "ontevreden"}),
]


def test_who_lacks_one_answer_or_does_not_know_is_left_out() -> None:
    found = complete_cases(answers(ASKED, PEOPLE), ASKED, scale_of(ITEMS, "2.5"))
    assert found.points.tolist() == [[4, 3], [5, 2]]
    assert found.person.tolist() == [0, 4]


def test_a_reversed_question_is_turned() -> None:
    turned = like(ITEMS[1], reverse=True)
    asked = survey(ITEMS[0], turned)
    found = complete_cases(answers(asked, PEOPLE), asked, scale_of(asked.items, "2.5", reversed=["veilig"]))
    assert found.points.tolist() == [[4, 3], [5, 4]]


def test_forms_of_one_family_are_of_one_person_unless_it_was_counted_before() -> None:
    people = [("", {"sfeer": "tevreden", "veilig": "neutraal"})] * 5
    contributor = np.array([7, 3, 7, COUNTED_BEFORE, COUNTED_BEFORE], dtype=np.int32)
    found = complete_cases(replace(answers(ASKED, people), contributor=contributor), ASKED, scale_of(ITEMS, "2.5"))
    assert found.person[0] == found.person[2]
    assert len(set(found.person.tolist())) == 4


def test_nobody_answered_everything() -> None:
    found = complete_cases(answers(ASKED, PEOPLE[1:4]), ASKED, scale_of(ITEMS, "2.5"))
    assert found.points.shape == (0, 2)

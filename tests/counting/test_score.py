"""Scores: worked out by hand, and against fractions for every way to answer."""

from itertools import product

import numpy as np
import pytest

from monitor.counting.score import scored
from monitor.counting.tally import answered, chosen, tally
from monitor.definition.derived import derived_item
from tests.support.protection import answers, item, satisfaction, survey
from tests.support.scale_worlds import category, scale_of

FOUR = [satisfaction(name) for name in ("a", "b", "c", "d")]

BY_HAND = [
    # answers to four items of 1 to 5 (0: none, 6: weet niet), category with cuts 2.5 and 3.5
    ((3, 3, 4, 4), 3),  # 14/4 = 3.5, just high
    ((3, 3, 4, 3), 2),  # 13/4
    ((5, 2, 0, 6), 3),  # 7/2 = 3.5, half answered
    ((5, 0, 0, 6), 0),  # one of four answered
    ((2, 3, 0, 0), 2),  # 5/2 = 2.5, just middle
    ((2, 2, 3, 0), 1),  # 7/3
    ((0, 0, 0, 0), 0),
]


@pytest.mark.parametrize(("given", "expected"), BY_HAND)
def test_a_score_by_hand(given: tuple[int, ...], expected: int) -> None:
    columns = {one.id: np.array([code], dtype=np.int8) for one, code in zip(FOUR, given, strict=True)}
    assert scored(columns, scale_of(FOUR, "2.5", "3.5"), FOUR).tolist() == [expected]


@pytest.mark.parametrize("cuts", [("1.67", "2.34"), ("1.5", "2.5"), ("2",), ("3",)])
@pytest.mark.parametrize("turned", [(), ("b",)])
def test_every_way_to_answer_has_the_category_that_fractions_give(
    cuts: tuple[str, ...], turned: tuple[str, ...]
) -> None:
    three = [item(name, ("x", "y", "z", "geen"), values=True, unknown=("geen",)) for name in ("a", "b", "c")]
    scale = scale_of(three, *cuts, reversed=turned)
    ways = list(product((None, "x", "y", "z", "geen"), repeat=3))
    codes = [[0 if code is None else 1 + three[0].codes().index(code) for code in way] for way in ways]
    columns = {one.id: np.array(codes, dtype=np.int8)[:, place] for place, one in enumerate(three)}
    names = [None, *(step.code for step in scale.categories)]
    found = [names[code] for code in scored(columns, scale, three).tolist()]
    assert found == [category(scale, three, way) for way in ways]


def test_a_scale_is_counted_per_group_like_an_item() -> None:
    asked = survey(*FOUR)
    scale = scale_of(FOUR, "2.5", "3.5")
    happy, unhappy, silent = ({one.id: code for one in FOUR} for code in ("tevreden", "ontevreden", "weet_niet"))
    counted = tally(answers(asked, [("1A", happy), ("1A", unhappy), ("2A", happy), ("2A", silent)]), asked, [scale])
    derived = derived_item(scale, asked)
    assert counted.groups == ("", "1A", "2A")
    assert answered(counted, derived).tolist() == [0, 2, 1]
    assert chosen(counted, derived).tolist() == [[0, 0, 0], [1, 0, 1], [0, 0, 1]]
    assert (counted + counted).counts["schaal"].tolist() == [[0] * 5, [0, 2, 0, 2, 0], [2, 0, 0, 2, 0]]

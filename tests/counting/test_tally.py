"""The tally against pandas, and what it makes true of routing and exclusive options."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import answered, chosen, tally
from monitor.definition.codebook import codebook
from monitor.definition.model import ItemType
from tests.support.protection import answers, item, survey

ASKED = survey(
    item("sfeer", ("goed", "slecht", "weet_niet")),
    item("bronnen", ("brief", "gesprek", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",)),
    item("rangorde", ("a", "b"), type=ItemType.RANKING),
    item("open", (), type=ItemType.OPEN),
)


def some_answers(seed: int, n: int, groups: tuple[str, ...]) -> AnonymousAnswers:
    random = np.random.default_rng(seed)
    codes = {column.name: random.integers(0, column.answers + 2, n).astype(np.int8) for column in codebook(ASKED)}
    return AnonymousAnswers("proef", groups, random.integers(0, len(groups) + 1, n).astype(np.int16), codes)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(0, 60))
def test_counts_are_those_of_a_pandas_crosstab(seed: int, n: int) -> None:
    given_answers = some_answers(seed, n, ("1A", "1B"))
    counted = tally(given_answers, ASKED)
    for name in ("sfeer", "rangorde:a", "rangorde:b", "bronnen:brief", "bronnen:gesprek"):
        table = pd.crosstab(given_answers.group, given_answers.codes[name])
        for group in range(3):
            for code in range(counted.counts[name].shape[1]):
                expected = table.loc[group, code] if group in table.index and code in table.columns else 0
                assert counted.counts[name][group, code] == expected
    assert counted.forms.tolist() == [int((given_answers.group == g).sum()) for g in range(3)]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), cut=st.integers(0, 40))
def test_tallies_of_parts_add_up_to_that_of_the_whole(seed: int, cut: int) -> None:
    whole = some_answers(seed, 40, ("1A", "1B"))
    first, second = (
        AnonymousAnswers("proef", whole.groups, whole.group[part], {k: v[part] for k, v in whole.codes.items()})
        for part in (slice(None, cut), slice(cut, None))
    )
    added = tally(first, ASKED) + tally(second, ASKED)
    for name, counts in tally(whole, ASKED).counts.items():
        assert (added.counts[name] == counts).all()


def test_groups_are_matched_by_label_when_tallies_are_added() -> None:
    first = tally(answers(ASKED, [("1B", {"sfeer": "goed"}), ("", {})]), ASKED)
    second = tally(answers(ASKED, [("1A", {"sfeer": "slecht"}), ("1B", {"sfeer": "goed"})]), ASKED)
    added = first + second
    assert added.forms_by_group() == {"": 1, "1A": 1, "1B": 2}
    assert chosen(added, ASKED.item("sfeer")).tolist() == [[0, 0, 0], [0, 1, 0], [2, 0, 0]]


def test_a_list_is_answered_by_whoever_ticked_anything() -> None:
    people = [("", {"bronnen": ("brief", "gesprek")}), ("", {"bronnen": ("geen",)}), ("", {"bronnen": ()}), ("", {})]
    counted = tally(answers(ASKED, people), ASKED)
    assert counted.counts["bronnen"].tolist() == [[2, 2, 0]]
    assert answered(counted, ASKED.item("bronnen")).tolist() == [2]
    assert chosen(counted, ASKED.item("bronnen")).tolist() == [[1, 1, 1]]


def test_none_of_these_counts_only_for_who_ticked_nothing_else() -> None:
    asked = survey(
        item("bronnen", ("geen", "brief", "weet_niet"), type=ItemType.MULTIPLE, exclusive=("geen", "weet_niet"))
    )
    people = [
        ("", {"bronnen": ("geen", "brief")}),
        ("", {"bronnen": ("geen", "weet_niet")}),
        ("", {"bronnen": ("weet_niet",)}),
    ]
    assert chosen(tally(answers(asked, people), asked), asked.items[0]).tolist() == [[1, 1, 1]]


ROUTED = survey(
    item("kent", ("ja", "nee")),
    item("bronnen", ("brief", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",)),
    item("mening", ("goed", "slecht"), shown_if={"kent": ("ja",), "bronnen": ("brief",)}),
    item("waarom", ("x", "y"), type=ItemType.MULTIPLE, shown_if={"mening": ("slecht",)}),
)


@pytest.mark.parametrize(
    ("given_answers", "mening", "waarom"),
    [
        ({"kent": "ja", "mening": "goed"}, [0, 1, 0, 0], [0, 0, 1]),
        ({"bronnen": ("brief",), "mening": "slecht", "waarom": ("x",)}, [0, 0, 1, 0], [0, 1, 0]),
        ({"kent": "nee", "mening": "slecht", "waarom": ("x",)}, [0, 0, 0, 1], [0, 0, 1]),
        ({"mening": "goed"}, [0, 0, 0, 1], [0, 0, 1]),
        ({"kent": "ja"}, [1, 0, 0, 0], [0, 0, 1]),
    ],
)
def test_an_item_counts_only_for_those_it_was_meant_for(
    given_answers: dict[str, str], mening: list[int], waarom: list[int]
) -> None:
    counted = tally(answers(ROUTED, [("", given_answers)]), ROUTED)
    assert counted.counts["mening"].tolist() == [mening]
    assert counted.counts["waarom"].tolist() == [waarom]


def test_a_column_that_the_file_did_not_have_is_no_answer() -> None:
    bare = AnonymousAnswers("proef", (), np.zeros(3, dtype=np.int16), {})
    assert tally(bare, ASKED).counts["sfeer"].tolist() == [[3, 0, 0, 0, 0]]


def test_an_item_that_depends_on_what_is_not_counted_counts_for_all() -> None:
    asked = survey(
        item("leeftijd", ("x",), type=ItemType.NUMBER), item("mening", ("a", "b"), shown_if={"leeftijd": ("x",)})
    )
    counted = tally(answers(asked, [("", {"mening": "a"})]), asked)
    assert chosen(counted, asked.item("mening")).tolist() == [[1, 0]]

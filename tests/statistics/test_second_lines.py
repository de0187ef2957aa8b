"""What a share says of all who could answer, and how many left the question open: never more than was published."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import texts
from monitor.definition.model import Condition, Item, Option
from monitor.report.second_words import second_sentences
from monitor.results import Results, SecondLines, Share
from monitor.statistics.intervals import Interval, hypergeometric, worst_case
from monitor.statistics.published import Count
from monitor.statistics.second_lines import finite, possible, second_row, worst
from tests.support.tables import GEPEST, TEVREDEN, like, release, survey

COUNTS = "{node} {item} * {n}\n{node} {item} +|++ {count}\n{node} {item} --|-|0|+|++ {n}"


def school(table: str, *items: Item, forms: int = 120, enrolled: int = 200) -> Results:
    return Results.of([release(table, asked=survey(*items) if items else None, forms=forms, enrolled=enrolled)])


def lines(found: Results, *, base: str = "A", node: str = "school", measure: str = "favourable") -> SecondLines:
    share = found.share("ouders", "2024-2025", "tevreden", measure, base, node)  # type: ignore[arg-type]  # A or B
    return found.second_lines(share)


def counts(n: int, count: int, *, node: str = "school") -> str:
    return COUNTS.format(node=node, item="tevreden", n=n, count=count)


@given(
    st.tuples(st.integers(4, 40), st.integers(0, 40), st.integers(0, 20)),
    st.sampled_from([(0, 0), (2, 2), (4, 2), (4, 4)]),
    st.integers(0, 4),
)
def test_the_limits_hold_for_every_pair_of_counts_that_rounding_allows(
    sizes: tuple[int, int, int], reach: tuple[int, int], empty: int
) -> None:
    """Every exact pair within reach of the published ones is tried, each with its own proven interval."""
    n, yes, silent = sizes
    forms = n + empty
    people = forms + silent
    count, answers = Count(min(yes, n), 0.0, reach[0]), Count(n, 0.0, reach[1])
    allowed = [
        (x, m)
        for x, m in itertools.product(range(people + 1), range(1, forms + 1))
        if abs(x - count.value) <= reach[0] and abs(m - n) <= reach[1] and x <= m
    ]
    found = possible(count, answers, forms)
    for ours, exact in ((finite, hypergeometric), (worst, worst_case)):
        every = [exact(x, m, people) for x, m in allowed]
        hull = Interval(min(one.low for one in every), max(one.high for one in every))
        assert ours(found, people) == pytest.approx(hull)


def test_exact_counts_give_the_figures_of_the_design() -> None:
    """statistics.md 1, computed there by R: 84 of 120 answers, 200 families."""
    exact = possible(Count(84, 0.0), Count(120, 0.0), 120)
    assert finite(exact, 200) == (0.645, 0.75)
    assert worst(exact, 200) == (0.42, 0.82)


def test_released_counts_promise_less_than_exact_ones() -> None:
    found = lines(school(counts(120, 84)))
    assert found.people == 200
    assert found.worst == (82 / 200, (86 + 82) / 200)
    assert found.finite is not None
    assert found.finite.low < 0.645 < 0.75 < found.finite.high
    row = second_row(found)
    assert (row["worst_low"], row["finite_high"], row["no_answer"]) == (82 / 200, found.finite.high, 0)


def test_when_everybody_answered_only_rounding_is_left() -> None:
    found = lines(school(counts(120, 84), enrolled=120))
    assert found.worst == (82 / 120, 88 / 120)
    assert found.worst_case_first


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 84 / 200), (120, 118 / 200, 1.0)])
def test_none_and_all(count: int, low: float, high: float) -> None:  # T7
    found = lines(school(counts(120, count)))
    assert found.worst is not None
    assert found.worst == pytest.approx((low, high))


def test_more_forms_than_people_is_no_line_and_no_error() -> None:  # T6
    found = lines(school(counts(120, 84), enrolled=110))
    assert (found.people, found.finite, found.worst, found.no_answer) == (None, None, None, 0)


def test_of_those_with_an_opinion_nobody_knows_how_many_there_are() -> None:
    assert lines(school(counts(120, 84)), base="B") == SecondLines("ouders", "2024-2025")
    assert second_row(SecondLines("ouders", "2024-2025")) == dict.fromkeys(
        ("finite_low", "finite_high", "worst_low", "worst_high", "no_answer")
    )


def test_a_class_says_how_many_left_it_open_and_nothing_of_all() -> None:
    found = lines(school(counts(120, 84) + "\n" + counts(27, 18, node="k1")), node="k1")
    assert (found.forms, found.no_answer, found.people, found.worst) == (30, 3, None, None)


def test_a_question_that_was_put_to_a_part_has_no_lines() -> None:
    routed = like(TEVREDEN, routing=(Condition(item="gepest", options=("vaak",)),))
    assert lines(school(counts(99, 84), routed, GEPEST)) == SecondLines("ouders", "2024-2025")


def test_a_question_that_does_not_fit_all_says_nothing_of_all() -> None:
    options = (*TEVREDEN.options, Option(code="nvt", label={"nl": "Niet van toepassing"}, not_applicable=True))
    table = "school tevreden --|-|0|+|++|wn 99\nschool tevreden +|++ 84"
    found = lines(school(table, like(TEVREDEN, options=options)))
    assert (found.no_answer, found.worst, found.finite) == (21, None, None)


def test_a_hidden_share_and_an_unknown_question_have_no_lines() -> None:
    found = school(counts(9, 6))
    assert lines(found) == SecondLines("ouders", "2024-2025")
    assert found.second_lines(Share("ouders", "2024-2025", "school", "x", "favourable", "A")).no_answer is None


def said(found: Results, audience: str = "ouders") -> tuple[str, ...]:
    share = found.share("ouders", "2024-2025", "tevreden", "favourable")
    return second_sentences(found.second_lines(share), share, audience)


def test_in_words_of_many() -> None:
    assert said(school(counts(108, 72))) == (
        "Misschien is het toeval wie antwoordde en wie niet. Dan ligt het cijfer voor alle 200 ouders van dit jaar "
        "tussen ongeveer 57% en 76%, in 95 van de 100 zulke bevragingen. Of het toeval is, weten we niet.",
        "Wat de ouders die niet antwoordden ook vinden: het cijfer voor alle 200 ligt tussen ongeveer 35% en 84%.",
        "Op ongeveer 12 van de 120 formulieren staat bij deze vraag geen bruikbaar antwoord.",
    )


def test_in_words_of_a_small_team_of_whom_nearly_everybody_answered() -> None:
    """statistics.md 1: from 80 % on the worst case stands first."""
    found = said(school(counts(18, 15), forms=18, enrolled=20), "personeel")
    assert found == (
        "Wat de personeelsleden die niet antwoordden ook vinden: het cijfer voor alle 20 ligt tussen ongeveer 13 en 20 "
        "mensen.",  # chance says no more here: its line is left out
        "Op (bijna) alle 18 formulieren is deze vraag beantwoord.",
    )


@pytest.mark.parametrize(("enrolled", "begin"), [(150, "Wat de ouders"), (151, "Misschien is het toeval")])
def test_from_eighty_percent_on_the_worst_case_stands_first(enrolled: int, begin: str) -> None:
    first, then, _last = said(school(counts(120, 84), enrolled=enrolled))
    assert first.startswith(begin)
    assert {first[:5], then[:5]} == {"Wat d", "Missc"}


def test_more_answers_than_forms_by_rounding_is_all_of_them() -> None:
    assert said(school(counts(120, 84), forms=119))[-1] == "Op (bijna) alle 119 formulieren is deze vraag beantwoord."


def test_where_nothing_can_be_said_nothing_is() -> None:
    texts.use("en")
    assert said(school(counts(9, 6))) == ()
    assert said(school(counts(108, 72), enrolled=0)) == (
        "On about 12 of the 120 forms there is no usable answer to this question.",
    )

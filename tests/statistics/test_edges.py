"""The edges of every figure: NaN, 0 of 0, 0 of n, n of n, more answers than people, one wave, a year that is missing.

Each is a defined result or a clear error, never a number that looks like one.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from monitor.errors import WorkspaceRefused
from monitor.results import Results
from monitor.rows import compare_rows, result_rows
from monitor.statistics import sureness
from monitor.statistics.change import Counted, cohens_h, newcombe, newcombe_p
from monitor.statistics.compare import Verdict
from monitor.statistics.intervals import clopper_pearson, hypergeometric, wilson, wilson_fpc, worst_case
from monitor.statistics.multiple import benjamini_hochberg, holm
from monitor.statistics.power import power, smallest_detectable
from monitor.statistics.ratio import scale_mean, top_share
from monitor.statistics.reliability import covariances, cronbach_alpha
from monitor.statistics.weighting import kish, post_stratify, rake, trim
from tests.support.tables import release

NAN = math.nan
Run = Callable[[], Any]

OF_COUNTS: dict[str, Callable[[Any, Any], Any]] = {
    "wilson": wilson,
    "clopper_pearson": clopper_pearson,
    "hypergeometric": lambda x, n: hypergeometric(x, n, 20),
    "wilson_fpc": lambda x, n: wilson_fpc(x, n, 20),
    "worst_case": lambda x, n: worst_case(x, n, 20),
    "newcombe before": lambda x, n: newcombe(Counted(x, n), Counted(5, 10)),
    "newcombe after": lambda x, n: newcombe(Counted(5, 10), Counted(x, n)),
    "newcombe_p": lambda x, n: newcombe_p(Counted(x, n), Counted(5, 10)),
    "one_year": lambda x, n: sureness.one_year(x, n, 0.7),
    "of_our_people": lambda x, n: sureness.of_our_people(x, n, 0.7, 20),
    "change": lambda x, n: sureness.change((x, n), (5, 10)),
    "within_margin": lambda x, n: sureness.within_margin(Counted(x, n), Counted(5, 10), 0.1),
}
"""Everything that takes yes of n answers."""


@pytest.mark.parametrize(
    ("x", "n"),
    [(NAN, 10), (3, NAN), (NAN, NAN), (0, 0), (1, 0), (-1, 10), (11, 10), (0, -10)],
    ids=lambda value: str(value),
)
@pytest.mark.parametrize("name", OF_COUNTS)
def test_an_impossible_share_is_an_error(name: str, x: float, n: float) -> None:
    with pytest.raises(ValueError, match=r"a share needs 0 <= x <= n and n > 0"):
        OF_COUNTS[name](x, n)


@pytest.mark.parametrize("x", [0, 10], ids=["0 of n", "n of n"])
@pytest.mark.parametrize("name", OF_COUNTS)
def test_nobody_and_everybody_have_a_result(name: str, x: int) -> None:
    got = OF_COUNTS[name](x, 10)
    numbers = np.ravel(got.interval if isinstance(got, sureness.NotWorse) else got).astype(float)
    assert np.all(np.isfinite(numbers))
    assert np.all(np.abs(numbers) <= 1)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson, lambda x, n: wilson_fpc(x, n, 20)])
def test_the_limits_of_nobody_and_of_everybody_are_0_and_1_and_mirror_each_other(interval: Run) -> None:
    nobody, everybody = interval(0, 10), interval(10, 10)  # type: ignore[call-arg]  # each takes x and n
    assert nobody.low == 0
    assert everybody.high == 1
    assert 0 < nobody.high < 0.5
    assert nobody.high == pytest.approx(1 - everybody.low)


@pytest.mark.parametrize("of", [hypergeometric, wilson_fpc, worst_case, sureness.of_our_people])
def test_more_answers_than_people_is_told_and_never_clipped(of: Callable[..., Any]) -> None:
    goal = (0.5,) if of is sureness.of_our_people else ()
    with pytest.raises(ValueError, match="more answers than people"):
        of(5, 10, *goal, 9)
    with pytest.raises(ValueError, match="more answers than people"):
        worst_case(5, 10, NAN)  # type: ignore[arg-type]  # what an empty cell of a table becomes


@pytest.mark.parametrize("interval", [hypergeometric, wilson_fpc, worst_case])
def test_when_everybody_answered_there_is_nothing_left_to_vary(interval: Callable[..., Any]) -> None:
    assert tuple(interval(4, 10, 10)) == (0.4, 0.4)


ERRORS: dict[str, tuple[Run, str]] = {
    "noise that is NaN": (lambda: wilson(5, 10, noise=NAN), "variance"),
    "noise below 0": (lambda: newcombe(Counted(5, 10, -1.0), Counted(5, 10)), "variance"),
    "level": (lambda: wilson(5, 10, NAN), "confidence"),
    "h of NaN": (lambda: cohens_h(NAN, 0.5), "between 0 and 1"),
    "h above 1": (lambda: cohens_h(0.5, 1.2), "between 0 and 1"),
    "goal of NaN": (lambda: sureness.one_year(5, 10, NAN), "goal"),
    "goal of all": (lambda: sureness.one_year(5, 10, 1.0), "goal"),
    "margin of NaN": (lambda: sureness.within_margin(Counted(5, 10), Counted(5, 10), NAN), "margin"),
    "rise of NaN": (lambda: sureness.change((5, 10), (5, 10), NAN), "rise"),
    "verdict of NaN": (lambda: sureness.reached(NAN), "between 0 and 1"),
    "power of NaN": (lambda: power(30, NAN, 30, 0.5), "between 0 and 1"),
    "power of nobody": (lambda: power(0, 0.5, 30, 0.5), "fewer answers"),
    "detectable of NaN": (lambda: smallest_detectable(30, 30, NAN), "between 0 and 1"),
    "weights of NaN": (lambda: kish([NAN, 1.0]), "weights"),
    "no weights": (lambda: trim([]), "weights"),
    "cell of NaN": (lambda: post_stratify({"1A": NAN}, {"1A": 20}), "fewer than 0"),
    "total of NaN": (lambda: post_stratify({"1A": 10}, {"1A": NAN}), "fewer than 0"),
    "cell of nobody": (lambda: post_stratify({"1A": 0}, {"1A": 20}), "nobody answered in 1A"),
    "raking of NaN": (lambda: rake([["a"]], [NAN], [{"a": 3.0}]), "fewer than 0"),
    "score of NaN": (lambda: scale_mean(np.array([3.0, NAN])), "missing"),
    "one score": (lambda: scale_mean(np.array([3.0])), "two scores"),
    "answers of nobody": (lambda: top_share(np.zeros(3), np.zeros(3)), "two units"),
    "more favourable than answers": (lambda: top_share(np.array([5.0, 1]), np.array([4.0, 4])), "some of the answers"),
    "alpha of NaN": (lambda: covariances(np.array([[3.0, NAN], [2.0, 3.0]])), "every item"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_cannot_be_computed_is_a_clear_error(name: str) -> None:
    run, said = ERRORS[name]
    with pytest.raises(ValueError, match=said):
        run()


RESULTS: dict[str, tuple[Run, object]] = {
    "p of the same shares": (lambda: newcombe_p(Counted(0, 10), Counted(0, 20)), 1.0),
    "p of nothing and everything": (lambda: newcombe_p(Counted(0, 2000), Counted(2000, 2000)), 0.0),
    "Holm of questions without a p": (lambda: holm([NAN, None, 0.01]), [None, None, 0.01]),
    "Holm of none": (lambda: holm([]), []),
    "BH of a question without a p": (lambda: benjamini_hochberg([NAN, 0.02]), [None, 0.02]),
    "power of a certain change": (lambda: power(30, 0.0, 30, 1.0), 1.0),
    "no fall from nobody": (lambda: smallest_detectable(30, 30, 0.0).fall, None),
    "no rise from everybody": (lambda: smallest_detectable(30, 30, 1.0).rise, None),
    "a goal above nobody": (lambda: sureness.reached(sureness.one_year(0, 60, 0.5)), sureness.Reached.NO),
    "a goal below everybody": (lambda: sureness.reached(sureness.one_year(60, 60, 0.5)), sureness.Reached.YES),
    "alpha where all say the same": (lambda: cronbach_alpha(covariances(np.full((5, 3), 4.0))), None),
    "everybody favourable": (lambda: top_share(np.full(9, 4.0), np.full(9, 4.0)).interval.high, 1.0),
    "nobody favourable": (lambda: top_share(np.zeros(9), np.full(9, 4.0)).interval.low, 0.0),
}


@pytest.mark.parametrize("name", RESULTS)
def test_what_can_be_told_at_the_edge_is_told(name: str) -> None:
    run, wanted = RESULTS[name]
    got = run()
    assert got == (pytest.approx(wanted, abs=1e-12) if isinstance(wanted, float) else wanted)


def answers(yes: int, n: int) -> str:
    return f"school tevreden * {n}\n school tevreden +|++ {yes}"


def pair(before: tuple[int, int], after: tuple[int, int]) -> Results:
    return Results.of([release(answers(*before), year="2023-2024"), release(answers(*after), year="2024-2025")])


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((0, 60), (0, 60), Verdict.UNDECIDED),
        ((60, 60), (60, 60), Verdict.UNDECIDED),
        ((0, 60), (60, 60), Verdict.RISE),
        ((60, 60), (0, 60), Verdict.FALL),
        ((63, 60), (30, 60), Verdict.FALL),
        ((0, 0), (30, 60), Verdict.NOT_COMPARABLE),
        ((27, 27), (30, 60), Verdict.NOT_COMPARABLE),
    ],
)
def test_released_counts_at_the_edge(before: tuple[int, int], after: tuple[int, int], verdict: Verdict) -> None:
    change = pair(before, after).change("ouders", "tevreden", "favourable", "2023-2024", "2024-2025")
    assert change.verdict is verdict
    if not change.comparable:
        assert (change.change, change.low, change.high, change.p) == (None, None, None, None)
        assert change.reason
        return
    assert change.low is not None
    assert change.high is not None
    assert change.change is not None
    assert -1 <= change.low <= change.change <= change.high <= 1
    if before == after:
        assert change.p == 1
        assert change.low < 0 < change.high


def test_a_share_of_nobody_is_hidden_with_its_reason() -> None:
    share = pair((0, 0), (30, 60)).share("ouders", "2023-2024", "tevreden", "favourable")
    assert not share.shown
    assert (share.share, share.low, share.high) == (None, None, None)
    assert share.reason is not None
    assert share.reason.code == "few-answers"


def test_more_forms_than_families_is_told_everywhere() -> None:
    results = Results.of([release(answers(60, 90), enrolled=80, forms=90)])
    found = results.response("ouders", "2024-2025")
    assert found.rate is None
    assert found.silent is None
    assert found.reason is not None
    assert found.reason.code == "more-forms-than-people"
    assert results.second_lines(results.share("ouders", "2024-2025", "tevreden", "favourable")).worst is None


def test_everybody_answered() -> None:
    results = Results.of([release(answers(60, 90), enrolled=90, forms=90)])
    assert results.response("ouders", "2024-2025").rate == 1
    lines = results.second_lines(results.share("ouders", "2024-2025", "tevreden", "favourable"))
    assert lines.worst is not None
    # nobody is silent; what is left is the rounding: 60 was 58 to 62, and 90 was 88 to 90
    assert tuple(lines.worst) == (58 / 90, 64 / 90)


def test_one_wave_has_nothing_to_compare() -> None:
    results = Results.of([release(answers(30, 60))])
    assert compare_rows(results) == []
    with pytest.raises(WorkspaceRefused, match="2023-2024"):
        results.change("ouders", "tevreden", "favourable", "2023-2024", "2024-2025")


def test_no_wave_has_nothing_at_all() -> None:
    results = Results.of([])
    assert result_rows(results) == []
    assert compare_rows(results) == []
    assert results.latest_year() is None


def test_a_year_that_is_missing_is_stepped_over_and_not_filled_in() -> None:
    years = ("2021-2022", "2022-2023", "2024-2025")
    results = Results.of([release(answers(30 + 9 * place, 90), year=year) for place, year in enumerate(years)])
    shown = {
        (row["from"], row["to"])
        for row in compare_rows(results)
        if row["item"] == "tevreden" and row["verdict"] != Verdict.NOT_COMPARABLE
    }
    assert len(shown) == 3  # neighbours that are there, and first to last
    assert results.years("ouders") == years
    with pytest.raises(WorkspaceRefused, match="2023-2024"):
        results.estimates("ouders", "2023-2024")

"""A school's share beside a figure from elsewhere: what may be compared, and what not."""

from dataclasses import replace

import pytest

from monitor.definition.benchmarks import Benchmark
from monitor.definition.source import ComparesWith
from monitor.statistics.beside import Beside, Stands, beside
from monitor.statistics.estimate import Share
from monitor.statistics.intervals import wilson
from monitor.statistics.reasons import because


def share(count: int, n: int, **more: object) -> Share:
    low, high = wilson(count, n)
    found = Share(
        "ouders", "2025-2026", "school", "vraag", "favourable", "A", count, n, count / n, float(low), float(high)
    )
    return replace(found, **more)


def figure(value: float, op: str = "=", kind: str = "A", **more: object) -> Benchmark:
    pair = ComparesWith(survey="ouders", item="vraag", comparability=kind, reason={"nl": "Omdat."})
    words = {"base_words": {"nl": "alle ouders"}, "population": {"nl": "ouders in Vlaanderen"}}
    made = Benchmark(
        id="x", value=value, op=op, measure="favourable", base="A", region="BE-VLG", year=2023, source="Bron",
        compares_with=(pair,), **words,
    )  # fmt: skip
    return replace(made, **more)


def one(school: Share, benchmark: Benchmark) -> Beside:
    (found,) = beside(school, (benchmark,))
    return found


@pytest.mark.parametrize(
    ("value", "op", "stands"),
    [
        # 84 of 120: 61.3 to 77.5 (oracle prop_ci.wilson)
        (60, "=", Stands.ABOVE), (62, "=", Stands.UNDECIDED), (77, "=", Stands.UNDECIDED), (78, "=", Stands.BELOW),
        # rounded in its source: half a point to either side
        (61, "~", Stands.UNDECIDED), (60.5, "~", Stands.ABOVE), (77.9, "~", Stands.UNDECIDED), (79, "~", Stands.BELOW),
        # a bound tells of one side alone
        (60, "<", Stands.ABOVE), (60, ">", Stands.UNDECIDED), (79, "<", Stands.UNDECIDED), (79, ">", Stands.BELOW),
    ],
)  # fmt: skip
def test_class_a_is_compared_with_an_interval(value: float, op: str, stands: Stands) -> None:
    found = one(share(84, 120), figure(value, op))
    assert found.stands is stands
    assert (found.interval is None, found.reason) == (False, None)


def test_a_figure_with_its_own_number_of_answers_is_compared_as_two_samples() -> None:
    """Newcombe, 56 of 70 less 48 of 80: 5.24 to 33.39 points (Newcombe 1998b, table II, method 10)."""
    found = one(share(56, 70), figure(60, n=80))
    assert found.interval is not None
    assert found.interval.low == pytest.approx(0.0524, abs=5e-5)
    assert found.interval.high == pytest.approx(0.3339, abs=5e-5)
    assert found.stands is Stands.ABOVE


def test_a_bound_has_no_number_of_answers() -> None:
    assert one(share(56, 70), figure(60, "<", n=80)).interval == one(share(56, 70), figure(60, "<")).interval


@pytest.mark.parametrize("value", [0, 100])
def test_nobody_and_everybody_are_defined(value: float) -> None:
    for count in (0, 120):
        assert one(share(count, 120), figure(value, n=50)).stands is not None


def test_class_b_stands_there_without_a_verdict() -> None:
    found = one(share(84, 120), figure(10, kind="B"))
    assert (found.comparability, found.figure, found.why) == ("B", 0.1, {"nl": "Omdat."})
    assert (found.stands, found.interval, found.reason) == (None, None, None)


def test_class_c_never_stands_beside_a_figure() -> None:
    assert beside(share(84, 120), (figure(10, kind="C"),)) == ()


def test_the_comparable_come_first() -> None:
    found = beside(share(84, 120), (figure(10, kind="B"), figure(20, kind="A")))
    assert [one.comparability for one in found] == ["A", "B"]


def test_nothing_stands_beside_what_is_hidden() -> None:
    hidden = Share("ouders", "2025-2026", "school", "vraag", "favourable", "A", reason=because("not-published"))
    assert beside(hidden, (figure(10),)) == ()


@pytest.mark.parametrize(
    ("school", "benchmark", "code"),
    [
        (share(20, 29), figure(10), "few-to-compare"),
        (share(84, 120), figure(10, base="B"), "benchmark-base"),
        (share(84, 120, base="B"), figure(10), "benchmark-base"),
    ],
)
def test_where_class_a_cannot_be_compared_it_is_said_why(school: Share, benchmark: Benchmark, code: str) -> None:
    found = one(school, benchmark)
    assert found.reason is not None
    assert (found.reason.code, found.stands, found.interval) == (code, None, None)


def test_a_turned_measure_turns_its_figure_and_its_sign() -> None:
    """43 % or less "weet ik niet" is 57 % or more who know."""
    school = share(84, 120, measure="known")
    found = one(school, figure(43, "<", measure="dont_know"))
    assert (found.op, found.figure) == (">", 0.57)
    assert found.stands is Stands.UNDECIDED
    assert beside(school, (figure(43, measure="ever"),)) == ()

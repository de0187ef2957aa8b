"""Many questions at once."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.statistics.multiple import benjamini_hochberg, holm

many = st.lists(st.none() | st.floats(0, 1), max_size=30)


def test_a_question_without_p_is_no_test() -> None:
    for nothing in (None, math.nan):
        assert holm([0.01, nothing, 0.03]) == [0.02, None, 0.03]
        assert benjamini_hochberg([0.01, nothing, 0.03]) == [0.02, None, 0.03]


@given(many)
def test_adjusting_makes_nothing_surer_and_keeps_the_order(p: list[float | None]) -> None:
    for method in (holm, benjamini_hochberg):
        pairs = [(a, b) for a, b in zip(p, method(p), strict=True) if a is not None and b is not None]
        assert len(pairs) == sum(one is not None for one in p)
        assert all(raw <= adjusted * (1 + 1e-12) and adjusted <= 1 for raw, adjusted in pairs)
        by_p = [adjusted for _raw, adjusted in sorted(pairs)]
        assert by_p == sorted(by_p)


@given(many)
def test_holm_is_stricter(p: list[float | None]) -> None:
    for strict, mild in zip(holm(p), benjamini_hochberg(p), strict=True):
        assert (strict is None) is (mild is None)
        if strict is not None and mild is not None:
            assert strict >= mild - 1e-12


def test_one_question_stays_as_it_is() -> None:
    assert holm([0.04]) == benjamini_hochberg([0.04]) == [0.04]
    assert holm([]) == benjamini_hochberg([]) == []


def test_thirty_questions_without_any_change_give_no_flag() -> None:
    nothing_happened = [(i + 1) / 31 for i in range(30)]
    assert min(one for one in benjamini_hochberg(nothing_happened) if one is not None) == pytest.approx(30 / 31)

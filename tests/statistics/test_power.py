"""What a school can see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.statistics.power import Detectable, power, smallest_detectable


def test_the_table_that_is_printed_before_a_survey() -> None:
    """statistics.md 2.9, computed there by another program: last year 70 %, points that show in 4 of 5 cases."""
    table = """
        n     18  30  42  75  105  120  200  280  500  700
        fall  44  36  29  22  19   18   14   12   9    8
        rise  30  27  23  19  16   15   12   11   8    7
    """.strip().splitlines()
    sizes, falls, rises = (line.split()[1:] for line in table)
    for n, fall, rise in zip(sizes, falls, rises, strict=True):
        found = smallest_detectable(int(n), int(n), 0.7)
        assert found.fall is not None
        assert found.rise is not None
        assert 100 * found.fall == pytest.approx(int(fall), abs=1)
        assert 100 * found.rise == pytest.approx(int(rise), abs=1)


@given(st.integers(20, 150), st.integers(20, 150), st.floats(0.1, 0.9), st.sampled_from([1, 3, 5]))
def test_what_is_called_detectable_shows_in_four_of_five_cases(n1: int, n2: int, p1: float, base: int) -> None:
    fall, rise = smallest_detectable(n1, n2, p1, base=base)
    if fall is not None:
        assert power(n1, p1, n2, max(p1 - fall, 0.0), base=base) >= 0.8 - 1e-9
    if rise is not None:
        assert power(n1, p1, n2, min(p1 + rise, 1.0), base=base) >= 0.8 - 1e-9


def test_rounding_costs_a_little() -> None:
    exact, rounded = power(60, 0.5, 60, 0.3), power(60, 0.5, 60, 0.3, base=5)
    assert 0.02 < exact - rounded < 0.25


def test_without_a_change_a_flag_is_rare() -> None:
    for base in (1, 3, 5):
        assert power(75, 0.6, 75, 0.6, base=base) < 0.06


def test_certain_shares_can_be_told_apart() -> None:
    assert power(40, 0.0, 40, 1.0) == pytest.approx(1)
    assert power(40, 0.0, 40, 0.0) == 0


def test_where_there_is_no_room_nothing_can_be_seen() -> None:
    assert smallest_detectable(30, 30, 0.98).rise is None
    assert smallest_detectable(10, 10, 0.5, base=5) == Detectable(None, None)


def test_fewer_answers_than_the_base_is_an_error() -> None:
    with pytest.raises(ValueError, match="rounding base"):
        power(2, 0.5, 30, 0.5, base=3)

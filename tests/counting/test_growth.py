"""How the count grows: the law that is fitted on the smaller sizes."""

import pytest

from benchmarks.growth import Counted, law


@pytest.mark.parametrize("power", [0.9, 1.0, 1.1])
def test_the_law_of_the_smaller_sizes_says_the_largest(power: float) -> None:
    found = law([Counted(size, 2 * size**power, 0.0, 0.0) for size in (1, 10, 30, 100)])
    assert found.of_a_million == pytest.approx(2, rel=0.02)
    assert found.power == pytest.approx(power, abs=0.01)
    assert found.largest_said == pytest.approx(found.largest_measured, rel=0.02)


def test_the_largest_is_no_part_of_the_law_that_it_is_held_against() -> None:
    sizes = [Counted(1, 1.0, 0.0, 0.0), Counted(10, 10.0, 0.0, 0.0), Counted(100, 500.0, 0.0, 0.0)]
    assert law(sizes).largest_said == pytest.approx(100)

"""What is measured of the tests: names that stand in the list are there, and a tracer comes back where it was."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import unmeasured

TESTS = Path(__file__).parent


def test_every_name_in_the_list_is_that_of_a_test() -> None:
    assert [name for name in (*unmeasured.FOLDERS, *unmeasured.FILES) if not (TESTS / name).exists()] == []
    assert not unmeasured.is_unmeasured(Path("cli/test_cli.py"))
    assert unmeasured.is_unmeasured(Path("attacks/test_worlds.py"))


def test_at_a_door_the_tracer_is_put_aside_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to = [lambda *_event: None]
    monkeypatch.setattr(sys, "gettrace", lambda: set_to[-1])
    monkeypatch.setattr(sys, "settrace", set_to.append)

    def broken() -> None:
        assert set_to[-1] is None
        raise ValueError("of theirs")

    with pytest.raises(ValueError, match="of theirs"):
        unmeasured.untraced(broken)()
    assert set_to[-1] is set_to[0]
    assert len(set_to) == 3


def test_of_a_property_the_body_alone_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    tracer, traced, seen = (lambda *_event: None), [], []
    traced.append(tracer)
    monkeypatch.setattr(sys, "gettrace", lambda: traced[-1])
    monkeypatch.setattr(sys, "settrace", traced.append)

    @given(st.integers())
    def a_property(_number: int) -> None:
        seen.append(traced[-1])

    body = a_property.hypothesis.inner_test
    with unmeasured.but_for_its_body(a_property):
        assert traced[-1] is None
        a_property.hypothesis.inner_test(1)
        assert traced[-1] is None
    assert seen == [tracer]
    assert traced[-1] is tracer
    assert a_property.hypothesis.inner_test is body

"""Addresses: what is not in a menu becomes the default, whatever is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.address import Choice, Menu, link, menu, read, write

OFFERED = (Choice("ouders", "Ouders"), Choice("personeel", "Personeel"))


@pytest.mark.parametrize(
    ("asked", "chosen", "rejected"),
    [
        ({"wie": "personeel"}, "personeel", False),
        ({"wie": "leerlingen"}, "ouders", True),
        ({"wie": "OUDERS"}, "ouders", True),
        ({"wie": ""}, "ouders", True),
        ({"who": "personeel"}, "ouders", False),
        ({}, "ouders", False),
    ],
)
def test_only_what_is_offered_can_be_chosen(asked, chosen, rejected):
    made = menu("wie", "Wie", OFFERED, asked)
    assert (made.chosen, made.rejected) == (chosen, rejected)


def test_a_default_that_is_not_offered_is_not_taken():
    assert menu("wie", "Wie", OFFERED, {}, default="personeel").chosen == "personeel"
    assert menu("wie", "Wie", OFFERED, {}, default="niemand").chosen == "ouders"
    assert menu("wie", "Wie", (), {"wie": "ouders"}).chosen == ""


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4))
def test_whatever_is_asked_the_choice_is_on_the_menu(asked):
    assert menu("wie", "Wie", OFFERED, asked).chosen in {"ouders", "personeel"}


@given(st.one_of(st.text(), st.none(), st.integers(), st.lists(st.text()), st.binary()))
def test_any_query_can_be_read(search):
    assert all(isinstance(name, str) and isinstance(value, str) for name, value in read(search).items())


def test_a_query_that_is_too_long_says_nothing():
    assert read("?a=" + "b" * 3000) == {}
    assert read("?a=b") == {"a": "b"}


@given(st.text(min_size=1, max_size=20).filter(lambda text: not any(0xD800 <= ord(c) <= 0xDFFF for c in text)))
def test_what_is_written_can_be_read(value):
    made = Menu("vraag", "Vraag", (Choice(value, ""),), value)
    assert read(write([made])) == {"vraag": value}


def test_addresses():
    assert link("/vraag", vraag="a b&c") == "/vraag?vraag=a+b%26c"
    assert link("/cijfers") == "/cijfers"
    assert write([]) == ""

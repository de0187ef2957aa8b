"""Two texts that a reader would call the same get the same key."""

import datetime as dt

import pytest

from monitor.intake.normalise import beginning, cell_text, key, number, without_suffix


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Akkoord", "akkoord "),
        ("Zeer\u00a0tevreden", "Zeer tevreden"),
        ("Voel je je veilig?", "Voel je je\nveilig ?"),
        ("Wat doe je \u2018nu\u2019?", "Wat doe je 'nu'"),
        ("anti\u2010pestplan", "anti-pestplan"),
        ("plan \u2013 beleid", "plan - beleid"),
        ("en zo verder\u2026", "en zo verder..."),
        ("Ouders &amp; school", "Ouders & school"),
        ("n&nbsp;v t", "n v t"),
        ("\ufeffNaam", "naam"),
        ("pes\u00adten", "pesten"),
        ("'=ja", "=ja"),
        ("Eens\u200b", "eens"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("eens", "oneens"), ("Vader", "Vader2"), ("C#", "C"), ("?", "!")])
def test_another_key(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" Ja\u00a0", "Ja"),
        (3.0, "3"),
        (2.5, "2.5"),
        (4, "4"),
        (True, "True"),
        (dt.date(2025, 1, 2), "2025-01-02"),
    ],
)
def test_a_cell_as_text(cell: object, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "value"),
    [("3", 3.0), (" 1,5 ", 1.5), (2, 2.0), (True, None), (None, None), ("3 keer", None), (dt.time(1), None)],
)
def test_a_cell_as_number(cell: object, value: float | None) -> None:
    assert number(cell) == value


@pytest.mark.parametrize(
    ("heading", "start"),
    [
        ("Hoe tevreden ben je over wat de sch...", "hoe tevreden ben je over wat de sch"),
        ("Hoe tevreden ben je.. ", "hoe tevreden ben je"),
        ("Hoe tevreden\u2026", "hoe tevreden"),
        ("Ja...", None),
        ("Hoe tevreden ben je?", None),
    ],
)
def test_a_heading_that_was_cut_off(heading: str, start: str | None) -> None:
    assert beginning(heading) == start


@pytest.mark.parametrize(
    ("heading", "bare"), [("Vader2", "vader"), ("Tevreden?12", "tevreden"), ("Groep 2", None), ("Vader", None)]
)
def test_the_digit_of_a_repeated_heading(heading: str, bare: str | None) -> None:
    assert without_suffix(heading) == bare

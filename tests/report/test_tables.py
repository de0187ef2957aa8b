"""Tables: the numbers of a chart as text, hidden ones without a number."""

import pytest

from monitor.report.tables import HIDDEN, between, detectable, of_answers, of_changes, of_shares, points
from tests.support import releases

RESULTS = releases.sample_results()
NOW = "2025-2026"


def share(results=RESULTS, survey="ouders", item="com_tevreden", measure="favourable"):
    return results.share(survey, NOW, item, measure)


def test_a_share_has_its_interval_and_its_counts():
    found = share()
    (row,) = of_shares("Tabel", "Jaar", [(NOW, found)]).rows
    assert row[0] == NOW
    assert row[3] == f"{found.count} / {found.n}"
    assert row[1].endswith("%")
    assert " en " in row[2]


def test_there_is_a_column_for_remarks_only_where_there_is_one():
    hidden = share(releases.everything_hidden(), "personeel")
    titles = [column.title for column in of_shares("Tabel", "Jaar", [(NOW, share())]).columns]
    assert "Opmerking" not in titles
    both = of_shares("Tabel", "Jaar", [(NOW, share()), (NOW, hidden)])
    assert both.columns[-1].title == "Opmerking"
    assert [bool(row[-1]) for row in both.rows] == [False, True]


def test_differences_say_how_they_were_rounded():
    assert "1 punt afwijken" in of_changes("Tabel", "Vraag", [("Vraag", change())], ["stijging"]).note
    assert of_shares("Tabel", "Jaar", [(NOW, share())]).note == ""


def test_a_hidden_share_has_a_reason_and_no_digit():
    (row,) = of_shares("Tabel", "Jaar", [("Jaar", share(releases.everything_hidden(), "personeel"))]).rows
    assert row[1:4] == (HIDDEN, HIDDEN, HIDDEN)
    assert row[4]


def change(survey="ouders", item="com_tevreden", before="2024-2025"):
    return RESULTS.change(survey, item, "favourable", before, NOW)


def test_a_change_has_verdict_and_smallest_difference():
    (row,) = of_changes("Tabel", "Vraag", [("Vraag", change())], ["stijging"]).rows
    assert row[1].endswith("%")
    assert row[3][0] in "+\N{MINUS SIGN}0"
    assert row[5] == "stijging"
    assert "/" in row[6]


def test_what_cannot_be_compared_has_no_difference():
    (row,) = of_changes("Tabel", "Vraag", [("Vraag", change(before="2023-2024"))], ["niet vergelijkbaar"]).rows
    assert row[3:5] == (HIDDEN, HIDDEN)
    assert row[6] == HIDDEN


def test_a_change_of_an_unknown_question_has_nothing():
    (row,) = of_changes("Tabel", "Vraag", [("Vraag", change(item="bestaat_niet"))], ["niet vergelijkbaar"]).rows
    assert row[1:5] == (HIDDEN,) * 4


def test_answers_have_a_column_per_option():
    spreads = [(year, RESULTS.distribution("ouders", year, "erv_gepest")) for year in releases.YEARS]
    found = of_answers("Tabel", "Jaar", spreads)
    assert [column.title for column in found.columns[:3]] == ["Jaar", "Antwoorden, afgerond", "Niet"]
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert found.rows[0][-1].isdigit()  # a refusal has a count and no share
    hidden = releases.everything_hidden().distribution("personeel", NOW, "com_tevreden")
    assert of_answers("Tabel", "Jaar", [(NOW, hidden)]).rows == ((NOW, HIDDEN),)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.124, "+12"), (-0.03, "\N{MINUS SIGN}3"), (0.004, "0"), (-0.004, "0"), (1.0, "+100")],
)
def test_points(number, text):
    assert points(number) == text


def test_limits():
    assert between(0.553, 0.688) == "55% en 69%"
    assert between(0.481, 0.9999) == "48% en 100%"


def test_the_smallest_difference_that_shows():
    fall, rise = detectable(change()).split(" / ")
    assert fall.startswith("\N{MINUS SIGN}")
    assert rise.startswith("+")
    assert detectable(change(before="2023-2024")) == HIDDEN

"""Where no row counts, it is said why, and what helps."""

import pytest

from monitor.intake.nothing_stored import nothing_stored
from monitor.intake.rows import RowAccount
from tests.intake.export_tables import SURVEY, dry_run, export


def said(**counts: int) -> list[str]:
    whole = {"stored": 0, "incomplete": 0, "test": 0, "duplicate": 0, "rejected": 0, **counts}
    return [one.message for one in nothing_stored(RowAccount(read=sum(whole.values()), **whole))]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"test": 3}, ["Preview"]),
        ({"incomplete": 2}, ["--include-incomplete"]),
        ({"rejected": 2}, ["zonder enig bekend antwoord"]),
        ({"test": 1, "incomplete": 1}, ["Preview", "--include-incomplete"]),
    ],
)
def test_every_reason_has_its_advice(counts: dict[str, int], words: list[str]) -> None:
    (message,) = said(**counts)
    advice = ("Preview", "--include-incomplete", "zonder enig bekend antwoord")
    assert [word for word in advice if word in message] == words


@pytest.mark.parametrize("counts", [{"stored": 1, "test": 5}, {"duplicate": 4}, {"duplicate": 1, "test": 1}])
def test_where_somebody_counts_or_was_stored_before_there_is_none(counts: dict[str, int]) -> None:
    assert said(**counts) == []


def test_a_file_of_previews_alone_says_so() -> None:
    table = f"| {SURVEY.say(SURVEY.item('veilig').text)} |\n| Mee eens |\n| Mee eens |"
    report = dry_run(export(table, tool="qualtrics", previews=(2, 3)))
    assert report["rows"]["test"] == 2
    (finding,) = (one for one in report["findings"] if one["code"] == "W-NOTHING-STORED")
    assert finding["severity"] == "warning"

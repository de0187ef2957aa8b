"""What one person sent twice is learnt from once."""

from pathlib import Path

from monitor.intake.doubles import one_row_each
from monitor.intake.draft import draft_survey
from monitor.intake.read import read_export
from tests.intake.export_tables import dry_run, export
from tests.support.files import write_csv

HEADINGS = ["Tijdstempel", "E-mailadres", "Wie hielp je?", "Hoe gaat het?"]


def row(minute: int, person: str, helped: str, how: str = "Goed") -> list[str]:
    return [f"2025-10-06 08:{minute:02}:00", person, helped, how]


def test_a_name_sent_twice_is_no_option_of_a_draft(tmp_path: Path) -> None:
    usual = [
        row(n, f"o{n}@example.org", "De leerkracht" if n % 2 else "Mijn ouders", "Goed" if n % 3 else "Slecht")
        for n in range(30)
    ]
    twice = [row(40, "x@example.org", "Hanne Heylenborg"), row(41, "x@example.org", "Hanne Heylenborg")]
    same_click = [row(42, "", "Bram Verhaegen"), row(42, "", "Bram Verhaegen")]
    export = read_export(write_csv(tmp_path / "a.csv", HEADINGS, usual + twice + same_click))
    assert len(one_row_each(export).rows) == 32
    labels = [option.label["nl"] for item in draft_survey(export, "eigen").items for option in item.options]
    assert "De leerkracht" in labels
    assert not {"Hanne Heylenborg", "Bram Verhaegen"} & set(labels)


def test_two_people_with_equal_answers_stay_two(tmp_path: Path) -> None:
    rows = [row(1, "a@example.org", "Mijn ouders"), row(2, "b@example.org", "Mijn ouders")]
    export = read_export(write_csv(tmp_path / "a.csv", HEADINGS, rows))
    assert len(one_row_each(export).rows) == 2


def test_a_usual_answer_is_learnt_from_any_row_of_a_person() -> None:
    """Of two rows of one person an import may store the one that nothing else was learnt from."""
    given = export("""
        | E-mail        | Gevolg        | Wat kan beter? |
        | a@b.example   | Het duurt nog |                |
        | k@v.example   | Het duurt nog | test           |
        | k@v.example   | weet niet     |                |
        | c@b.example   | Het duurt nog |                |
        """)
    drafted = draft_survey(given, "proef")
    (item,) = [item for item in drafted.items if item.options]
    assert {option.label["nl"] for option in item.options} == {"Het duurt nog", "weet niet"}
    assert dry_run(given, drafted)["items"][0]["counts"] == {"het_duurt_nog": 2, "weet_niet": 1}

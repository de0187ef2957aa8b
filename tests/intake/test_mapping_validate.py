"""Files that cannot go on are refused with what was found and what to do."""

import datetime as dt
from dataclasses import replace

import pytest

from monitor.definition.model import Item, ItemType, Survey
from monitor.errors import FileRefused
from monitor.intake.export import Export
from monitor.intake.mapping import map_export
from monitor.intake.times import school_year, school_years
from monitor.intake.validate import validate
from tests.intake.export_tables import SURVEY, export

OTHER = Survey(
    id="andere",
    audience="overig",
    version="1",
    title={"nl": "x"},
    items=tuple(Item(id=f"v{n}", type=ItemType.OPEN, text={"nl": f"Vraag {n}?"}) for n in range(4)),
)


def refusal(given: Export, **more: object) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        validate(map_export(given, SURVEY), **more)
    assert caught.value.place.file == "proef.csv"
    return caught.value


def test_no_rows() -> None:
    assert "geen antwoorden" in refusal(export("| veilig |")).message


def test_unknown_headings() -> None:
    error = refusal(export("| Kleur | Fiets |\n| rood | ja |"))
    assert (
        error.message
        == "Onbekende kolommen: geen van de 2 kolommen van dit bestand is een vraag van de vragenlijst proef."
    )
    assert "survey draft" in error.remedy


def test_only_personal_columns() -> None:
    assert "alleen kolommen over personen" in refusal(export("| Naam | E-mail |\n| Jan Smet | j@s.be |")).message


def test_another_survey() -> None:
    error = refusal(
        export("| Vraag 0? | Vraag 1? | Vraag 2? | veilig |\n| a | b | c | Mee eens |"), candidates=(SURVEY, OTHER)
    )
    assert "andere" in error.message
    assert error.remedy == "Importeer het met --survey andere."


def test_a_few_shared_questions_do_not_make_it_another_survey() -> None:
    given = export("| Vraag 0? | Vraag 1? | veilig | waar |\n| a | b | Mee eens | Nergens |")
    assert validate(map_export(given, SURVEY), candidates=(OTHER,)).answers.survey is SURVEY


def dated(*days: str) -> Export:
    return export("| Tijdstempel | veilig |\n" + "\n".join(f"| {day} | Mee eens |" for day in days))


def test_another_school_year() -> None:
    error = refusal(dated("22-11-2023 10:00:00", "23-11-2023 11:00:00"), year="2024-2025")
    assert "2023-2024" in error.message
    assert "10:00" not in error.message


def test_another_school_year_may_be_told_only() -> None:
    answers = map_export(dated("22-11-2023 10:00:00", "23-11-2023 11:00:00"), SURVEY)
    first = validate(answers, year="2024-2025", refuse_other_year=False).findings[0]
    assert (first.code, "2023-2024" in first.message) == ("W-OTHER-YEAR", True)


def test_another_school_year_is_kept_where_somebody_says_that_it_is_right() -> None:
    answers = map_export(dated("22-11-2023 10:00:00", "23-11-2023 11:00:00"), SURVEY)
    first = validate(answers, year="2024-2025", keep_year=True).findings[0]
    assert first.code == "W-OTHER-YEAR"
    assert first.message.endswith("Ze tellen voor 2024-2025, omdat u dat zei.")


@pytest.mark.parametrize(
    "days",
    [
        ("1-8-2024 10:00", "31-7-2025 10:00"),
        ("8/1/2024 10:00", "2024-09-01 10:00:00"),
        ("1-9-2023 10:00", "1-9-2024 10:00"),
        ("1980-01-01 00:00:00", "1980-01-01 00:00:00"),
        ("gisteren", "32-13-2023"),
    ],
)
def test_the_school_year_fits_or_cannot_be_known(days: tuple[str, ...]) -> None:
    assert validate(map_export(dated(*days), SURVEY), year="2024-2025").findings


def test_findings_of_the_reader_stay() -> None:
    given = export("| veilig |\n| Mee eens |")
    checked = validate(map_export(given, SURVEY))
    noted = replace(given, findings=checked.findings[:1])
    assert validate(map_export(noted, SURVEY)).findings == (*checked.findings[:1], *checked.findings)


def test_a_school_year_begins_in_august() -> None:
    assert [school_year(dt.date(2025, m, 1)) for m in (7, 8)] == ["2024-2025", "2025-2026"]
    assert school_years(dated("1-9-2024 8:00", "2-9-2024 8:00"))["2024-2025"] == 2

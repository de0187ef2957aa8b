"""The report of an import has the shape of the contract, and counts only in a dry run."""

from monitor.intake.anonymise import anonymise
from monitor.intake.mapping import map_export
from monitor.intake.report import import_report
from monitor.intake.validate import validate
from tests.intake.export_tables import SURVEY, dry_run, export

GIVEN = export(
    """
    | Klas | veilig   | waar         | beter | Naam    |
    | 3A   | Mee eens | Op het plein | x     | Ann S.  |
    | 3A   | Prima    | Nergens      |       | Bert M. |
    | 3A   |          |              |       | test    |
    """,
    joiners=(";",),
)


def test_without_a_dry_run_nothing_is_counted() -> None:
    checked = validate(map_export(GIVEN, SURVEY))
    report = import_report(checked, anonymise(checked, group_column="Klas"))
    assert list(report) == ["file", "tool", "dialect", "rows", "columns", "findings"]
    assert report["dialect"] == {
        "encoding": "utf-8", "separator": ";", "sheet": None, "heading_rows": 1, "language": None
    }  # fmt: skip
    assert report["rows"] == {
        "read": 3, "stored": 2, "incomplete": 0, "test": 1, "duplicate": 0, "rejected": 0
    }  # fmt: skip
    assert report["columns"][0] == {"heading": "Klas", "role": "metadata", "item": None, "certainty": 0.0}
    assert report["columns"][1] == {"heading": "veilig", "role": "item", "item": "veilig", "certainty": 1.0}
    assert set(report["findings"][0]) == {"severity", "code", "message", "sheet", "row", "column"}


def test_a_dry_run_counts_what_would_be_stored() -> None:
    veilig, waar, beter = dry_run(GIVEN)["items"]
    assert veilig == {
        "item": "veilig",
        "heading": "veilig",
        "type": "likert",
        "counts": {"oneens": 0, "neutraal": 0, "eens": 1, "wn": 0},
        "labels": {"oneens": "Mee oneens", "neutraal": "Tussenin", "eens": "Mee eens", "wn": "Weet ik niet"},
        "empty": 0,
        "not_shown": 0,
        "unrecognised": 1,
    }
    assert waar["counts"] == {"plein": 1, "gang": 0, "anders": 0, "geen": 1}
    assert (beter["counts"], beter["labels"], beter["empty"]) == ({"answered": 1}, {"answered": "ingevuld"}, 1)

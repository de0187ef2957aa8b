"""The pipeline finds in every sample export exactly what is true of it."""

import json
from typing import Any

import pytest

from monitor.pipeline import ImportOptions, ImportOutcome, import_file
from monitor.sample import SampleImport, sample_imports
from monitor.shipped import sample_folder

TRUTH: dict[str, Any] = {
    one["file"]: one for one in json.loads((sample_folder() / "truth.json").read_text(encoding="utf-8"))["imports"]
}


@pytest.fixture(scope="module", params=sample_imports(), ids=lambda entry: f"{entry.survey}_{entry.year}")
def tried(request: pytest.FixtureRequest) -> tuple[ImportOutcome, dict[str, Any]]:
    entry: SampleImport = request.param
    survey = str(sample_folder() / entry.survey_file) if entry.survey_file else entry.survey
    options = ImportOptions(group_column=entry.group_column or None, dry_run=True)
    outcome = import_file(sample_folder() / entry.file, survey=survey, year=entry.year, workspace=None, options=options)
    return outcome, TRUTH[entry.file]


def test_the_tool_is_recognised(tried: tuple[ImportOutcome, dict[str, Any]]) -> None:
    outcome, truth = tried
    assert outcome.report["tool"] == truth["tool"]


def test_every_row_is_accounted_for(tried: tuple[ImportOutcome, dict[str, Any]]) -> None:
    outcome, truth = tried
    assert outcome.report["rows"] == truth["rows"]


def test_the_right_rows_are_dropped_for_the_right_reason(tried: tuple[ImportOutcome, dict[str, Any]]) -> None:
    outcome, truth = tried
    assert sorted(outcome.dropped) == [(drop["row"], drop["reason"]) for drop in truth["dropped"]]


def test_every_item_is_found(tried: tuple[ImportOutcome, dict[str, Any]]) -> None:
    outcome, truth = tried
    assert [item["item"] for item in outcome.report["items"]] == list(truth["items"])


def test_every_count_of_every_item_is_exact(tried: tuple[ImportOutcome, dict[str, Any]]) -> None:
    outcome, truth = tried
    for item in outcome.report["items"]:
        expected = truth["items"][item["item"]]
        found = {name: item[name] for name in ("type", "counts", "empty", "not_shown", "unrecognised")}
        counts = {"answered": expected["answered"]} if "answered" in expected else expected["counts"]
        assert found == {**{name: expected[name] for name in found}, "counts": counts}, item["item"]

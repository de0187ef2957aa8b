"""Drafts of the sample school's files account for every cell and hold nobody's name, address, time or story."""

import json
from pathlib import Path

import pytest

from monitor.definition.draft import to_yaml
from monitor.intake.draft import draft_survey
from monitor.intake.read import read_export
from monitor.shipped import sample_folder
from tests.intake.export_tables import dry_run

SAMPLE = Path(str(sample_folder()))
FILES = sorted(file.name for file in (SAMPLE / "exports").iterdir())
CANARIES = [
    value for values in json.loads((SAMPLE / "truth.json").read_text("utf-8"))["canaries"].values() for value in values
]


@pytest.mark.parametrize("name", FILES)
def test_a_draft_of_a_sample_file(name: str) -> None:
    export = read_export(SAMPLE / "exports" / name)
    survey = draft_survey(export, "proef")
    report = dry_run(export, survey)
    said = to_yaml(survey) + json.dumps(report, ensure_ascii=False)
    assert [canary for canary in CANARIES if canary in said] == []
    assert [item["item"] for item in report["items"] if item["unrecognised"]] == []
    assert {item["item"] for item in report["items"]} == {item.id for item in survey.items}

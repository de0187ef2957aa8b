"""The published JSON Schemas are current, accept our files and refuse what the loader refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from monitor.definition.load import load_yaml
from monitor.definition.schema import FILES, schema_text
from monitor.shipped import surveys_folder

OF_FILE = {
    "ouders": "survey",
    "leerlingen": "survey",
    "personeel": "survey",
    "common": "common",
    "indicators": "indicators",
    "benchmarks": "benchmarks",
    "scales": "scales",
    "perspectives": "perspectives",
}


def published(name: str) -> Draft202012Validator:
    path = surveys_folder() / "schema" / f"{name}.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_the_published_schema_is_current(name: str) -> None:
    """If this fails: python -m monitor.definition.publish."""
    path = surveys_folder() / "schema" / f"{name}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(name)
    Draft202012Validator.check_schema(json.loads(schema_text(name)))


@pytest.mark.parametrize(("file", "name"), OF_FILE.items())
def test_it_accepts_the_shipped_file_and_is_named_in_its_first_line(file: str, name: str) -> None:
    path = surveys_folder() / f"{file}.yaml"
    assert list(published(name).iter_errors(load_yaml(path).data)) == []
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.schema.json"
    assert (path.parent / first.split("=")[1]).is_file()


GOOD = {"id": "v1", "type": "open", "text": {"nl": "Vraag"}}
WRONG: dict[str, dict[str, Any]] = {
    "unknown key": {**GOOD, "tekst": "x"},
    "missing key": {"id": "v1", "type": "open"},
    "unknown type": {**GOOD, "type": "opn"},
    "unknown language": {**GOOD, "text": {"Nederlands": "x"}},
    "version 0": {**GOOD, "version": 0},
    "code with a bar": {**GOOD, "id": "a|b"},
}


@pytest.mark.parametrize("item", WRONG.values(), ids=WRONG)
def test_it_underlines_what_the_loader_refuses(item: dict[str, Any]) -> None:
    survey = {
        "schema": "schoolklimaat/survey@1",
        "survey": {"id": "proef", "version": "1", "audience": "ouders", "title": "Proef"},
    }
    assert published("survey").is_valid({**survey, "items": [GOOD, {**GOOD, "text": "Vraag"}]})
    assert not published("survey").is_valid({**survey, "items": [item]})


def test_the_folder_holds_nothing_else() -> None:
    folder: Path = surveys_folder() / "schema"
    assert {path.name for path in folder.iterdir()} == {f"{name}.schema.json" for name in FILES}

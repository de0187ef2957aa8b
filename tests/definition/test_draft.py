"""A draft is written for a person, and for programs that read another YAML."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor import texts
from monitor.definition import library
from monitor.definition.draft import to_yaml
from monitor.definition.load import load_survey_file
from monitor.definition.model import Item, ItemType, Option, Survey


def survey(*codes: str) -> Survey:
    options = tuple(Option(code=code, label={"nl": code}) for code in codes)
    item = Item(id="v1", type=ItemType.SINGLE, text={"nl": "Gaat het goed?"}, options=options)
    return Survey(id="proef", audience="overig", version="0.1.0", title={"nl": "Proef"}, items=(item,))


OLD = (
    "no",
    "Yes",
    "ON",
    "off",
    "y",
    "N",
    "1",
    "0",
    "010",
    "1_000",
    "0b11",
    "12-30",
    "weet_niet",
    "true",
    "null",
    "1e3",
)


@pytest.mark.parametrize("version", [(1, 1), (1, 2)])
def test_codes_are_texts_in_every_yaml(version: tuple[int, int]) -> None:
    reader = YAML(typ="safe", pure=True)
    reader.version = version
    written = reader.load(to_yaml(survey(*OLD)))
    assert [option["code"] for option in written["items"][0]["options"]] == list(OLD)
    assert [option["label"] for option in written["items"][0]["options"]] == list(OLD)


def test_a_time_is_a_text_in_every_yaml() -> None:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)
    asked = survey("a", "b").model_copy(update={"title": {"nl": "8:30"}})
    assert reader.load(to_yaml(asked))["survey"]["title"] == "8:30"


def test_the_draft_says_what_to_fill_in() -> None:
    first, *lines = to_yaml(survey("ja", "nee")).splitlines()
    told = [line for line in lines if line.startswith("# ")]
    assert first.startswith("# yaml-language-server")
    assert lines[: len(told)] == told, "above the definition"
    assert told[0].startswith("# Een ontwerp")
    said = " ".join(told)
    assert all(word in said for word in ("title", "audience", "label", "favourable", "sensitive", "survey check"))
    texts.use("en")
    assert "# A draft, made from a file of a survey tool." in to_yaml(survey("ja", "nee"))
    texts.use(None)


@pytest.mark.parametrize("ours", library.surveys(), ids=lambda one: one.id)
def test_a_whole_survey_survives_being_written_down(ours: Survey, tmp_path: Path) -> None:
    """Pages, routing, flags, cut-offs, languages, versions: all but the name of a scale, which is written out."""
    file = tmp_path / "a.yaml"
    file.write_text(to_yaml(ours), encoding="utf-8")
    (loaded,) = load_survey_file(file)
    items = tuple(item.model_copy(update={"scale": None}) for item in ours.items)
    assert loaded == ours.model_copy(update={"items": items})
    assert ours.id != "ouders" or any(item.routing for item in ours.items), "routing is among what is written"

"""A draft is written for a person, and for programs that read another YAML."""

import pytest
from ruamel.yaml import YAML

from monitor import texts
from monitor.definition.draft import to_yaml
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

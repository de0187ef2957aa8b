"""What people read does not change under the same version."""

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.definition.library import surveys
from monitor.definition.model import Item, ItemType, Option, Section, Survey
from monitor.definition.publish import publish, publish_versions
from monitor.definition.versions import (
    lock_path,
    read_by_people,
    read_lock,
    unpublished,
    version_faults,
    with_new_versions,
)
from monitor.errors import DefinitionRefused

ITEM: dict[str, Any] = {
    "id": "v1",
    "type": ItemType.SINGLE,
    "section": "begin",
    "text": {"nl": "Is er {{wat}}?"},
    "options": (Option(code="ja", label={"nl": "Ja"}), Option(code="nee", label={"nl": "Nee"})),
}
SURVEY: dict[str, Any] = {
    "id": "proef",
    "audience": "ouders",
    "version": "1",
    "title": {"nl": "Proef"},
    "terms": {"wat": {"nl-BE": "iets", "nl-NL": "wat"}},
    "sections": (Section(id="begin", title={"nl": "Begin"}, intro={"nl": "Pesten is ..."}),),
}


def asked(item: dict[str, Any] | None = None, survey: dict[str, Any] | None = None) -> Survey:
    return Survey(**{**SURVEY, **(survey or {}), "items": (Item(**{**ITEM, **(item or {})}),)})


PUBLISHED = with_new_versions([asked()], {})

READ = {
    "another text": ({"text": {"nl": "Is er {{wat}} aan de hand?"}}, {}),
    "another order of the options": ({"options": ITEM["options"][::-1]}, {}),
    "another label": ({"options": (ITEM["options"][0], Option(code="nee", label={"nl": "Neen"}))}, {}),
    "another code": ({"options": (ITEM["options"][0], Option(code="neen", label={"nl": "Nee"}))}, {}),
    "another type": ({"type": ItemType.MULTIPLE}, {}),
    "another help text": ({"help": {"nl": "Denk na."}}, {}),
    "another word for a term": ({}, {"terms": {"wat": {"nl-BE": "iets", "nl-NL": "nog wat"}}}),
    "another definition of bullying": (
        {},
        {"sections": (Section(id="begin", title={"nl": "Begin"}, intro={"nl": "Pesten is nu ..."}),)},
    ),
}


@pytest.mark.parametrize(("item", "survey"), READ.values(), ids=READ)
def test_a_change_of_what_people_read_needs_a_new_version(item: dict[str, Any], survey: dict[str, Any]) -> None:
    assert list(version_faults([asked(item, survey)], PUBLISHED)) == [
        "proef > v1: Wat mensen lezen is veranderd, maar de versie is nog 1. Gebruik 2."
    ]
    raised = asked({**item, "version": 2}, survey)
    assert list(version_faults([raised], PUBLISHED)) == []
    assert list(unpublished([raised], PUBLISHED)) == ["proef > v1 > 2"]


def test_what_nobody_reads_may_change_under_the_same_version() -> None:
    silent = asked({"favourable": ("ja",), "tier": "extended", "sensitive": 1}, {"version": "2"})
    assert list(version_faults([silent], PUBLISHED)) == []


def test_a_version_may_not_be_skipped() -> None:
    assert list(version_faults([asked({"version": 3})], PUBLISHED)) == [
        "proef > v1: Versie 3 volgt niet op de laatste versie. Gebruik 2."
    ]


def test_what_was_published_stays_as_it_is() -> None:
    changed = asked({"text": {"nl": "Anders?"}})
    assert with_new_versions([changed], PUBLISHED) == PUBLISHED
    grown = with_new_versions([asked({"text": {"nl": "Anders?"}, "version": 2})], PUBLISHED)
    assert list(grown["proef"]["v1"]) == ["1", "2"]
    assert grown["proef"]["v1"]["1"] == PUBLISHED["proef"]["v1"]["1"]


def test_publishing_adds_new_versions_and_refuses_silent_changes(tmp_path: Path) -> None:
    path = tmp_path / "versions.json"
    publish_versions([asked()], path)
    first = path.read_text(encoding="utf-8")
    with pytest.raises(DefinitionRefused, match="Gebruik 2"):
        publish_versions([asked({"text": {"nl": "Anders?"}})], path)
    assert path.read_text(encoding="utf-8") == first
    publish_versions([asked({"text": {"nl": "Anders?"}, "version": 2})], path)
    assert json.loads(path.read_text(encoding="utf-8")).keys() == {"proef"}
    assert list(unpublished([asked(), asked({"text": {"nl": "Anders?"}, "version": 2})], read_lock(path))) == []


def test_the_shipped_surveys_are_published_in_the_versions_that_they_have() -> None:
    lock = read_lock(lock_path())
    assert list(version_faults(surveys(), lock)) == []
    assert list(unpublished(surveys(), lock)) == []


def test_publishing_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "versions.json").write_bytes(lock_path().read_bytes())
    monkeypatch.setattr("monitor.definition.publish.surveys_folder", lambda: tmp_path)
    monkeypatch.setattr("monitor.definition.publish.lock_path", lambda: tmp_path / "versions.json")
    publish()
    shipped = lock_path().parent
    assert (tmp_path / "versions.json").read_bytes() == lock_path().read_bytes()
    for made in (tmp_path / "schema").iterdir():
        assert made.read_bytes() == (shipped / "schema" / made.name).read_bytes()


def test_regions_that_read_other_words_share_a_fingerprint_of_both() -> None:
    item = asked().items[0]
    one_region = asked({}, {"terms": {"wat": {"nl": "iets"}}})
    assert read_by_people(asked(), item) != read_by_people(one_region, one_region.items[0])

"""A survey file becomes surveys: scales filled in, variants apart, hidden options gone, drafts as they are."""

from pathlib import Path

from monitor.definition.load import load_survey_file
from monitor.definition.model import Condition, ItemType, Survey

VARIANTS = """\
schema: schoolklimaat/survey@1
survey:
  id: proef
  version: "2"
  audience: overig
  title: {nl: Proef}
  variants: {klein: {title: Proefje}, groot: {}}
scales:
  goed3:
    kind: likert
    favourable: [goed, best]
    cutoffs: {regelmatig: goed}
    options:
      - {code: slecht, value: 1, label: Slecht}
      - {code: goed, value: 2, label: Goed}
      - {code: best, value: 3, label: Best}
      - {code: wn, label: Weet niet, dont_know: true}
sections:
  - {id: begin, title: Begin, sensitive: true}
items:
  - id: v1
    version: 2
    section: begin
    construct: sfeer
    type: likert
    scale: goed3
    hide_options: [best]
    text: Hoe is het?
    common: v1
    comparability: 1
    overrides:
      klein: {options_from: rollen, version: 3, text: Gaat het goed?, comparability: 3, hide_options: []}
  - id: v2
    type: single
    text: Welk jaar?
    variants: [groot]
    options:
      - {code: j1, label: Een, variants: [klein]}
      - {code: j2, label: Twee, variants: [groot]}
    show_if: {any: [{item: v1, in: [slecht, goed]}]}
"""

DRAFT = """\
schema: schoolklimaat/survey@1
survey: {id: uit-export, version: "1", status: concept, audience: overig, title: "Uit een export"}
terms: {naam: {nl: "{{naam}}"}}
items:
  - {id: leeftijd, type: number, text: "Hoe oud bent u, {{naam}}?"}
  - {id: volgorde, type: ranking, text: {en: Rank these}, options: [{code: A1, label: One}, {code: A2, label: "2"}]}
  - {id: mening, type: open, text: Mening, max_chars: 200}
  - {id: keuze, type: multiple, text: Keuze, options: [{code: x, label: X}, {code: anders, label: Anders, other: true}]}
  - id: stap
    type: likert
    text: Stap
    favourable: [b]
    reverse: true
    options: [{code: a, label: A}, {code: b, label: {nl: B}}]
"""


def loaded(folder: Path, text: str) -> tuple[Survey, ...]:
    path = folder / "proef.yaml"
    path.write_text(text, encoding="utf-8")
    return load_survey_file(path)


def test_each_variant_is_a_survey_of_its_own(tmp_path: Path) -> None:
    small, large = loaded(tmp_path, VARIANTS)
    assert [(one.id, one.audience, one.version, one.say(one.title)) for one in (small, large)] == [
        ("proef-klein", "overig", "2", "Proefje"),
        ("proef-groot", "overig", "2", "Proef"),
    ]
    assert [[item.id for item in one.items] for one in (small, large)] == [["v1"], ["v1", "v2"]]


def test_an_override_replaces_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    small, large = (one.item("v1") for one in loaded(tmp_path, VARIANTS))
    assert (small.version, small.text, small.comparability, small.scale) == (
        3,
        {"nl": "Gaat het goed?"},
        3,
        None,
    )
    assert (small.section, small.concept, small.common) == ("begin", "sfeer", "v1")
    assert small.codes()[:2] == ("signalen", "sensibiliseren")
    assert (large.version, large.text, large.comparability, large.scale) == (
        2,
        {"nl": "Hoe is het?"},
        1,
        "goed3",
    )


def test_hidden_options_are_gone_from_everything(tmp_path: Path) -> None:
    item = loaded(tmp_path, VARIANTS)[1].item("v1")
    assert item.codes() == ("slecht", "goed", "wn")
    assert (item.favourable, item.cutoffs) == (("goed",), {"regelmatig": "goed"})
    assert (item.valid, item.substantive, item.unknown) == (
        ("slecht", "goed", "wn"),
        ("slecht", "goed"),
        ("wn",),
    )


def test_options_of_another_variant_are_gone_and_routing_is_told(tmp_path: Path) -> None:
    item = loaded(tmp_path, VARIANTS)[1].item("v2")
    assert item.codes() == ("j2",)
    assert item.routing == (Condition(item="v1", options=("slecht", "goed")),)


def test_a_draft_of_an_export_loads(tmp_path: Path) -> None:
    (survey,) = loaded(tmp_path, DRAFT)
    assert [item.type for item in survey.items] == [
        ItemType.NUMBER,
        ItemType.RANKING,
        ItemType.OPEN,
        ItemType.MULTIPLE,
        ItemType.LIKERT,
    ]
    assert survey.say(survey.item("leeftijd").text) == "Hoe oud bent u, {{naam}}?"
    assert survey.say(survey.item("volgorde").text, "nl-NL") == "Rank these"
    assert survey.item("keuze").option("anders").other
    assert (survey.item("stap").favourable, survey.item("stap").reverse) == (("b",), True)


def test_a_survey_survives_being_stored(tmp_path: Path) -> None:
    for survey in (*loaded(tmp_path, VARIANTS), *loaded(tmp_path, DRAFT)):
        again = Survey.model_validate_json(survey.model_dump_json())
        assert (again, again.hash) == (survey, survey.hash)

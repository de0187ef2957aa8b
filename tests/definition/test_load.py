"""Faults of a definition file: all at once, each with line, what was found, what is allowed, what to do."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import texts
from monitor.definition.load import check_survey_file, load_as, load_survey_file, load_yaml
from monitor.definition.source import CommonFile
from monitor.errors import DefinitionRefused
from monitor.shipped import surveys_folder

HEAD = """\
schema: schoolklimaat/survey@1
survey: {id: proef, version: "1", audience: ouders, title: Proef}
items:
"""
GOOD = "  - {id: v1, type: single, text: Vraag, options: [{code: ja, label: Ja}, {code: nee, label: Nee}]}\n"

SHAPE = {
    "an unknown key": (
        "  - {id: v1, type: open, text: Vraag, tekst: Vraag}\n",
        'proef.yaml, regel 4, items > v1 > tekst: "tekst" is niet bekend. Toegestaan: benchmarks, common, '
        "comparability, construct, cutoffs, favourable, help, hide_options, id, max_chars, note, "
        "options, options_from, "
        "overrides, reverse, scale, section, sensitive, show_if, text, tier, type, variants, "
        'version. Bedoelt u "text"?',
    ),
    "a key that is missing": (
        "  - {id: v1, type: open}\n",
        'proef.yaml, regel 4, items > v1 > text: De sleutel "text" moet hier staan. Voeg die toe.',
    ),
    "a type that does not exist": (
        "  - {id: v1, type: singel, text: Vraag}\n",
        'proef.yaml, regel 4, items > v1 > type: "singel" is niet bekend. Toegestaan: likert, '
        "multiple, number, open, "
        'ranking, single. Bedoelt u "single"?',
    ),
    "a tier that does not exist": (
        "  - {id: v1, type: open, text: Vraag, tier: kern}\n",
        'proef.yaml, regel 4, items > v1 > tier: "kern" is niet bekend. Toegestaan: core, extended, '
        "optional. "
        "Kies er een van, of voeg het toe.",
    ),
    "text where a number belongs": (
        '  - {id: v1, type: open, text: Vraag, version: "2"}\n',
        'proef.yaml, regel 4, items > v1 > version: Gevonden: "2". Toegestaan: een geheel getal. Pas dit aan.',
    ),
    "a number where text belongs": (
        "  - {id: v1, type: open, text: Vraag, note: 3}\n",
        'proef.yaml, regel 4, items > v1 > note: Gevonden: "3". Toegestaan: tekst (zet die tussen '
        "aanhalingstekens). "
        "Pas dit aan.",
    ),
    "a version below 1": (
        "  - {id: v1, type: open, text: Vraag, version: 0}\n",
        "proef.yaml, regel 4, items > v1 > version: 0 is te laag. Gebruik 1 of meer.",
    ),
    "a sensitivity above 2": (
        "  - {id: v1, type: open, text: Vraag, sensitive: 3}\n",
        "proef.yaml, regel 4, items > v1 > sensitive: 3 is te hoog. Gebruik 2 of minder.",
    ),
    "a code with a bar in it": (
        '  - {id: "v|1", type: open, text: Vraag}\n',
        'proef.yaml, regel 4, items > v|1 > id: "v|1" mag hier niet. Toegestaan is tekst van de vorm '
        "^[A-Za-z0-9][A-Za-z0-9_-]*$.",
    ),
    "a code that is too long": (
        f"  - {{id: {'v' * 65}, type: open, text: Vraag}}\n",
        f"proef.yaml, regel 4, items > {'v' * 65} > id: Dit is te lang. Toegestaan: hoogstens 64. Maak het korter.",
    ),
    "an empty text": (
        '  - {id: v1, type: open, text: ""}\n',
        "proef.yaml, regel 4, items > v1 > text: Dit is leeg. Vul iets in, of laat de sleutel weg.",
    ),
    "a language that is no language": (
        "  - {id: v1, type: open, text: {Nederlands: Vraag}}\n",
        'proef.yaml, regel 4, items > v1 > text > Nederlands: "Nederlands" mag hier niet. Toegestaan '
        "is tekst van de vorm "
        "^[a-z]{2}(-[A-Z]{2})?$.",
    ),
    "a list where a group of keys belongs": (
        "  - {id: v1, type: open, text: [Vraag]}\n",
        "proef.yaml, regel 4, items > v1 > text: Gevonden: een lijst. Toegestaan: een groep sleutels. Pas dit aan.",
    ),
    "nothing where a list belongs": (
        "  - {id: v1, type: open, text: Vraag, favourable: }\n",
        "proef.yaml, regel 4, items > v1 > favourable: Gevonden: niets. Toegestaan: een lijst. Pas dit aan.",
    ),
    "a group of keys where a list belongs": (
        "  - {id: v1, type: open, text: Vraag, favourable: {ja: 1}}\n",
        "proef.yaml, regel 4, items > v1 > favourable: Gevonden: een groep sleutels. Toegestaan: een "
        "lijst. Pas dit aan.",
    ),
}


def written(folder: Path, text: str) -> Path:
    path = folder / "proef.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("item", "expected"), SHAPE.values(), ids=SHAPE)
def test_a_fault_in_shape_is_told_with_its_line(item: str, expected: str, tmp_path: Path) -> None:
    assert [str(fault) for fault in check_survey_file(written(tmp_path, HEAD + item + GOOD.replace("v1", "v2")))] == [
        expected
    ]


def test_all_faults_of_a_file_come_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """\
schema: schoolklimaat/survey@1
survey: {id: proef, version: "1", audience: ouders, titel: Proef, title: Proef}
items:
  - {id: v1, type: open}
  - {id: v2, type: likert, text: Vraag, scale: eens6}
  - {id: v2, type: open, text: Vraag, tier: kern}
  - id: v3
    type: single
    text: {nl-BE: Vraag}
    options: [{code: ja, lable: Ja, label: Ja}, {code: ja, label: "{{scool}}"}]
    show_if: {any: [{item: v1, in: [ja]}]}
""",
    )
    with pytest.raises(DefinitionRefused) as refused:
        load_survey_file(path)
    lines = refused.value.message.splitlines()
    assert lines[0] == "Dit bestand heeft 9 fouten:"
    assert [line.split(": ")[0].strip() for line in lines[1:]] == [
        "proef.yaml, regel 2, survey > titel",
        "proef.yaml, regel 4, items > v1 > text",
        "proef.yaml, regel 5, items > v2 > scale",
        "proef.yaml, regel 6, items > v2 > tier",
        "proef.yaml, regel 6, items > v2 > id",
        "proef.yaml, regel 9, items > v3 > text",
        "proef.yaml, regel 10, items > v3 > options > ja > lable",
        "proef.yaml, regel 10, items > v3 > options > ja > code",
        "proef.yaml, regel 10, items > v3 > options > ja > label",
    ]
    assert refused.value.exit_code == 3
    assert refused.value.place.file == "proef.yaml"


def test_a_fault_that_only_follows_from_another_is_not_told(tmp_path: Path) -> None:
    """Item v1 is cut out because it has no text; that v2 points at it is no fault of its own."""
    path = written(
        tmp_path,
        HEAD
        + "  - {id: v1, type: single, options: [{code: ja, label: Ja}]}\n"
        + GOOD.replace("v1", "v2").replace("text: Vraag", "text: Vraag, show_if: {any: [{item: v1, in: [ja]}]}"),
    )
    assert [fault.where for fault in check_survey_file(path)] == ["items > v1 > text"]


def test_faults_speak_english_too(tmp_path: Path) -> None:
    texts.use("en")
    path = written(tmp_path, HEAD + "  - {id: v1, type: likert, text: Vraag, scale: eens6}\n")
    assert [str(fault) for fault in check_survey_file(path)] == [
        'proef.yaml, line 4, items > v1 > scale: "eens6" is not known. Allowed: eens5, hoevaak4, '
        "janee_wn, kind4, "
        'pestfrequentie5, tevreden5, vaak5, weet3, zeker5. Did you mean "eens5"?'
    ]


NO_YAML = {
    "a bracket that stays open": ("schema: [a, b\nsurvey: {}\n", 2),
    "a tab": ("survey:\n\tid: x\n", 2),
    "a key twice": ("schema: a\nschema: b\n", 2),
    "an alias": ("a: &x [1]\nb: *x\n", 1),
    "a forbidden sign": ("a: \x07\n", None),
    "brackets without end": ("[" * 1500, None),
}


@pytest.mark.parametrize(("content", "line"), NO_YAML.values(), ids=NO_YAML)
def test_what_cannot_be_read_is_refused_with_its_line(content: str, line: int | None, tmp_path: Path) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        load_yaml(written(tmp_path, content))
    assert refused.value.place.file == "proef.yaml"
    assert (f"proef.yaml, regel {line}" in refused.value.message) is (line is not None)


def test_a_file_that_is_not_there_not_text_or_huge_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionRefused, match="bestaat niet"):
        load_yaml(tmp_path / "nergens.yaml")
    binary = tmp_path / "foto.yaml"
    binary.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(DefinitionRefused, match="UTF-8"):
        load_yaml(binary)
    huge = tmp_path / "groot.yaml"
    huge.write_bytes(b"#" * 2_000_001)
    with pytest.raises(DefinitionRefused, match="te groot"):
        load_yaml(huge)


@pytest.mark.parametrize("content", ["", "# niets\n", "- a\n", "tekst\n"])
def test_a_file_without_a_survey_is_refused(content: str, tmp_path: Path) -> None:
    with pytest.raises(DefinitionRefused, match="een groep sleutels"):
        load_survey_file(written(tmp_path, content))


def test_items_that_are_no_list_are_one_fault(tmp_path: Path) -> None:
    faults = check_survey_file(written(tmp_path, HEAD.replace("items:", "items: geen")))
    assert [(fault.line, fault.where) for fault in faults] == [(3, "items")]


def test_values_keep_their_kind_and_their_line(tmp_path: Path) -> None:
    file = load_yaml(written(tmp_path, 'a: 1\nb: [1.5, true, null, "2", 2023-01-01]\nc:\n  d: ja\n'))
    assert file.data == {"a": 1, "b": [1.5, True, None, "2", "2023-01-01"], "c": {"d": "ja"}}
    assert [file.line(path) for path in [("a",), ("b", 4), ("c", "d"), ("c", "nergens")]] == [1, 2, 4, 3]


def test_other_files_are_fitted_too(tmp_path: Path) -> None:
    with pytest.raises(DefinitionRefused, match='regel 1, shema: "shema" is niet bekend'):
        load_as(written(tmp_path, "shema: schoolklimaat/common@1\n"), CommonFile)


SHIPPED = load_yaml(surveys_folder() / "personeel.yaml").data


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, one in inner for deeper in places(one, (*path, key)))]


@given(
    broken=st.lists(st.sampled_from(places(SHIPPED)[1:]), min_size=1, max_size=4),
    by=st.sampled_from([None, 7, "x", [], {}, ["y"], {"z": 1}, True]),
)
def test_whatever_is_broken_in_a_survey_is_told_or_harmless(
    broken: list[tuple[Any, ...]], by: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = json.loads(json.dumps(SHIPPED))
    for path in broken:
        around: Any = data
        try:
            for part in path[:-1]:
                around = around[part]
            around[path[-1]] = by
        except (TypeError, IndexError, KeyError):
            continue
    path = written(tmp_path_factory.mktemp("broken"), json.dumps(data, ensure_ascii=False, indent=1))
    faults = check_survey_file(path)
    assert all(fault.line is not None and fault.message for fault in faults)
    if not faults:
        assert load_survey_file(path)

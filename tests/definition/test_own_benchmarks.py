"""A school group's own figures: the shape and the checks of the shipped ones, each fault with its line."""

from pathlib import Path

import pytest

from monitor.definition.own_benchmarks import own_benchmarks
from monitor.errors import DefinitionRefused
from monitor.workspace import Workspace

GOOD = """\
schema: schoolklimaat/benchmarks@1
sources:
  G1: "Scholengroep De Kust, bevraging 2025"
benchmarks:
  - id: kust_graag
    value: 78
    op: "="
    measure: favourable
    base: A
    base_words: {nl: "alle ouders"}
    population: {nl: "ouders van zes scholen"}
    region: BE-VLG
    year: 2025
    n: 900
    source: "G1:4"
    compares_with:
      - {survey: ouders, item: kl_graag, comparability: A, reason: {nl: "Zelfde vraag."}}
"""
WRONG = {
    "a name of ours": ("id: kust_graag", "id: go23_omgeving", 5, "is al in gebruik"),
    "a source that is not listed": ('"G1:4"', '"G2:4"', 15, '"G2" is niet bekend'),
    "a survey that does not exist": ("survey: ouders", "survey: oudres", 17, "ouders"),
    "a question that does not exist": ("item: kl_graag", "item: kl_grag", 17, "kl_graag"),
    "a measure that the question has not": ("measure: favourable", "measure: weekly", 8, "favourable"),
    "class A of what we do not compute": ("measure: favourable", "measure: other", 17, "klasse A"),
    "a shape that is not ours": ("value: 78", "value: 178", 6, ""),
    "a number of answers below one": ("n: 900", "n: 0", 14, ""),
}


def test_a_good_file_gives_figures_with_their_sources_in_full(tmp_path: Path) -> None:
    (tmp_path / "benchmarks.yaml").write_text(GOOD, encoding="utf-8")
    (found,) = Workspace(tmp_path).benchmarks
    assert (found.id, found.value, found.n, found.source) == (
        "kust_graag",
        78,
        900,
        "Scholengroep De Kust, bevraging 2025",
    )


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert own_benchmarks(tmp_path / "benchmarks.yaml") == ()


@pytest.mark.parametrize(("old", "new", "line", "told"), WRONG.values(), ids=WRONG)
def test_each_fault_is_told_with_file_and_line(old: str, new: str, line: int, told: str, tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.yaml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionRefused) as refused:
        own_benchmarks(path)
    assert f"benchmarks.yaml, regel {line}" in refused.value.message
    assert told in refused.value.message


def test_a_name_twice_in_one_file_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.yaml"
    path.write_text(GOOD + GOOD.split("benchmarks:\n")[1], encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=r"regel 18, benchmarks > kust_graag > id"):
        own_benchmarks(path)

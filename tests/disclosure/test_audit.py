"""The audit from the files: what it reads off, what it attacks, and the chain of releases."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.definition.model import ItemType
from monitor.disclosure.audit import audit_folder, audit_release
from monitor.disclosure.protect import protect
from monitor.disclosure.release import EVERYONE, Fact, Manifest, Node, Release
from monitor.disclosure.release_file import facts_sha256, manifest_sha256, write_release
from tests.disclosure.test_release_file import a_release
from tests.support.protection import POLICY, item, random_wave, satisfaction, survey

ASKED = survey(
    satisfaction(),
    item("gepest", ("ja", "nee"), sensitive=2),
    item("contact", ("ja", "nee"), shown_if={"gepest": ("ja",)}),
    item("bronnen", ("brief", "gesprek", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",)),
)
SIZES = {"1A": 20, "1B": 21, "2A": 22, "2B": 23}
STAGES = {"graad 1": ("1A", "1B"), "graad 2": ("2A", "2B")}


@pytest.fixture(scope="module")
def release() -> Release:
    counted, tree = random_wave(ASKED, SIZES, 1, stages=STAGES)
    protected = protect(counted, tree, ASKED, POLICY)
    manifest = a_release().manifest.model_copy(
        update={
            "survey": ASKED,
            "nodes": protected.nodes,
            "facts_sha256": facts_sha256(protected.facts),
            "audit": protected.audit,
        }
    )
    return Release(manifest, protected.facts)


def test_what_was_protected_passes_again_from_the_files(release: Release) -> None:
    steps: list[tuple[int, int]] = []
    result = audit_release(release, progress=lambda done, total: steps.append((done, total)))
    assert result.passed
    assert result.problems == ()
    assert result.min_values == 3
    assert result.facts == len(release.facts)
    assert result.targets > release.manifest.audit.targets  # the attacker no longer knows who answered
    assert steps == [(1, 3), (2, 3), (3, 3)]


def with_policy(**change: int) -> Callable[[Release], Release]:
    return lambda r: _with_manifest(r, policy=r.manifest.policy.model_copy(update=change))


def _with_manifest(release: Release, **change: object) -> Release:
    return Release(release.manifest.model_copy(update=change), release.facts)


def with_fact(chosen: str, **change: object) -> Callable[[Release], Release]:
    """The release with one fact about satisfaction changed: one with these options, of a class."""

    def changed(release: Release) -> Release:
        fits = [fact for fact in release.facts if (fact.item, fact.options) == ("tevreden", chosen)]
        fact = max(fits, key=lambda f: f.node.count("/"))
        other = replace(fact, **change)
        return Release(release.manifest, tuple(other if f == fact else f for f in release.facts))

    return changed


def without(drop: Callable[[Fact], bool]) -> Callable[[Release], Release]:
    return lambda r: Release(r.manifest, tuple(fact for fact in r.facts if not drop(fact)))


def with_node(place: int, **change: object) -> Callable[[Release], Release]:
    def changed(release: Release) -> Release:
        nodes = list(release.manifest.nodes)
        nodes[place] = nodes[place].model_copy(update=change)
        return _with_manifest(release, nodes=tuple(nodes))

    return changed


def more(node: str, parent: str, item_id: str, options: str, value: int, base: int = 3) -> Callable[[Release], Release]:
    fact = Fact(node, parent, item_id, "partition", options, value, base)
    return lambda r: Release(r.manifest, (*r.facts, fact))


def twice(release: Release) -> Release:
    return Release(release.manifest, (*release.facts, release.facts[3]))


def of_staff(release: Release) -> Release:
    return _with_manifest(release, survey=ASKED.model_copy(update={"audience": "personeel"}))


def second_school(release: Release) -> Release:
    extra = Node(id="other", parent="", label="x", level="school", forms=50)
    return _with_manifest(release, nodes=(*release.manifest.nodes, extra))


TOP = "tevreden|zeer_tevreden"


@pytest.mark.parametrize(
    ("leak", "words"),
    [
        (with_policy(k=4), "Groepen van 4"),
        (with_policy(base=1), "fijner afgerond"),
        (with_fact(TOP, value=7), "niet afgerond"),
        (with_fact(TOP, value=-3), "niet afgerond"),
        (with_fact(TOP, base=1), "niet afgerond zoals het beleid zegt"),
        (with_fact(TOP, options="heel_blij"), "antwoorden die er niet zijn"),
        (with_fact(TOP, node="school/9Z"), "niet in het manifest"),
        (with_fact(TOP, item="open"), "niet in het manifest"),
        (with_fact(TOP, kind="multiple"), "niet in het manifest"),
        (with_fact(EVERYONE, value=6), "te weinig antwoorden"),
        (with_fact(TOP, value=18), "De aanval"),
        (with_fact(TOP, value=24), "hoger dan het aantal formulieren"),
        (twice, "meer dan één keer"),
        (without(lambda f: f.options == EVERYONE and f.node.count("/") == 2), "ontbreekt"),
        (without(lambda f: f.item == "tevreden" and f.node.endswith("1A")), "ernaast of erboven"),
        (without(lambda f: f.item == "tevreden" and f.node == "school"), "ernaast of erboven"),
        (more("school/graad 1", "school", "gepest", EVERYONE, 40, 5), "zo klein"),
        (more("school/graad 1", "school", "contact", EVERYONE, 40, 5), "zo klein"),
        (with_node(2, forms=8), "minder dan 10 formulieren"),
        (with_node(1, forms=60), "niet het geheel"),
        (with_node(2, parent="elders"), "geen enkele getoonde groep"),
        (second_school, "geen school"),
        (of_staff, "tevreden mag niet getoond worden voor een groep zo klein"),
    ],
)
def test_a_release_with_a_fault_does_not_pass(release: Release, leak: Callable[[Release], Release], words: str) -> None:
    result = audit_release(leak(release))
    assert not result.passed
    assert any(words in problem for problem in result.problems), result.problems


def chained(folder: Path, *waves: str) -> None:
    previous = None
    for wave in waves:
        write_release(folder / wave, a_release(previous=previous, wave=wave))
        previous = manifest_sha256(folder / wave)


def test_a_chain_of_releases_passes(tmp_path: Path) -> None:
    chained(tmp_path, "ouders_2024-2025", "ouders_2025-2026")
    (tmp_path / "ouders_2026-2027.tmp").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    steps: list[tuple[int, int]] = []
    results = audit_folder(tmp_path, progress=lambda done, total: steps.append((done, total)))
    assert [wave for wave, _result in results] == ["ouders_2024-2025", "ouders_2025-2026"]
    assert all(result.passed for _wave, result in results)
    assert steps == [(n, 4) for n in range(1, 5)]


def test_a_release_that_was_exchanged_breaks_the_chain(tmp_path: Path) -> None:
    chained(tmp_path, "a_2024-2025", "b_2025-2026")
    manifest = tmp_path / "a_2024-2025" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("De Linde", "De Eik"))
    results = dict(audit_folder(tmp_path))
    assert results["a_2024-2025"].passed
    assert results["b_2025-2026"].problems == (
        "De vrijgave die hier als vorige genoemd wordt, ontbreekt of is veranderd.",
    )


def test_two_beginnings_are_no_chain(tmp_path: Path) -> None:
    chained(tmp_path, "a_2024-2025")
    chained(tmp_path, "b_2025-2026")
    assert [result.passed for _wave, result in audit_folder(tmp_path)] == [False, False]


def test_a_damaged_release_does_not_pass_and_says_why(tmp_path: Path) -> None:
    chained(tmp_path, "a_2024-2025")
    (tmp_path / "a_2024-2025" / "facts.parquet").write_bytes(b"")
    ((_wave, result),) = audit_folder(tmp_path)
    assert not result.passed
    assert "beschadigd" in result.problems[0]


def test_the_manifest_is_readable_by_others() -> None:
    manifest = a_release().manifest
    assert Manifest.model_validate_json(manifest.model_dump_json()) == manifest


def test_a_part_stands_after_the_group_that_it_is_a_part_of(release: Release) -> None:
    """Else what lies within a group cannot be said by going through the groups once, and they could go round."""
    school, *parts = release.manifest.nodes
    turned = release.manifest.model_copy(update={"nodes": (school, *reversed(parts))})
    assert "De groepen vormen samen geen school." in audit_release(replace(release, manifest=turned)).problems
    assert audit_release(release).passed

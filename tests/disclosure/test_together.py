"""Several releases of one wave are attacked as one: whoever has them all knows more than from each."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from zlib import crc32

import pytest

from monitor.disclosure.audit import audit_folder, audit_release, problems_together
from monitor.disclosure.detail import counted_items
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Node, Policy, Release
from monitor.disclosure.release_file import facts_sha256, manifest_sha256, write_release
from monitor.disclosure.solver import Solver
from monitor.disclosure.system import System, Wave, linked_units
from monitor.disclosure.together import MOST_BLOCKS, Releases
from monitor.disclosure.witnesses import witnessed
from tests.disclosure.test_audit import ASKED, SIZES, STAGES
from tests.disclosure.test_release_file import a_release
from tests.support.protection import POLICY, random_wave

Stages = Mapping[str, Sequence[str]]


def made(
    sizes: Mapping[str, int] = SIZES, *, stages: Stages = STAGES, policy: Policy = POLICY, noise: int = 1
) -> Release:
    """A release of a made-up school: the people are the same ones each time, the noise is not."""
    counted, _tree = random_wave(ASKED, sizes, 1, stages=stages)
    tree = reporting_tree(counted.forms_by_group(), stages, policy.k)
    protected = protect(counted, tree, ASKED, policy, random=Random(noise))
    manifest = a_release().manifest.model_copy(
        update={
            "survey": ASKED,
            "nodes": protected.nodes,
            "policy": policy,
            "facts_sha256": facts_sha256(protected.facts),
            "audit": protected.audit,
        }
    )
    return Release(manifest, protected.facts)


def with_manifest(release: Release, **change: object) -> Release:
    return Release(release.manifest.model_copy(update=change), release.facts)


@pytest.mark.parametrize("times", [1, 3])
def test_the_same_release_once_or_more_often_tells_no_more(times: int) -> None:
    release = made()
    together = Releases((release,) * times)
    wave = Wave(ASKED, release.manifest.nodes, POLICY)
    for unit in linked_units(ASKED, counted_items(ASKED)):
        alone = system_of(unit, release.facts, wave, None)
        as_one = system_of(unit, together.facts(), together.wave_for(unit), None)
        assert ends(as_one, times) == ends(alone, 0)
    assert list(problems_together(together)) == []


def ends(system: System, times: int) -> dict[str, tuple[int, int]]:
    """The bounds of one in six of the published counts; in several releases those of the first of them."""
    solver, found = Solver(system), {}
    for target, row in zip(system.targets, system.target_matrix, strict=True):
        name = target.name.replace(" 1:school", " school") if times else target.name
        if crc32(name.encode()) % 6 == 0 and ":" not in name:
            least, greatest = solver.least(row, whole=True), solver.least(-row, whole=True)
            assert least is not None
            assert greatest is not None
            found[name] = round(least.value), round(-greatest.value)
    assert found
    return found


def test_another_draw_of_the_noise_is_caught() -> None:
    (problem, *_more) = problems_together(Releases((made(), made(noise=2))))
    assert problem.startswith("Samen met een andere vrijgave van deze meting: De aanval")


def test_one_respondent_more_can_be_singled_out() -> None:
    problems = list(problems_together(Releases((made(), made({**SIZES, "2B": 24})))))
    assert problems[0].startswith("Wie alle vrijgaven van deze meting heeft, kan een groep van 1 afzonderen")
    again = list(problems_together(Releases((made({**SIZES, "2B": 24}), made()))))  # whichever comes first
    assert again[0] == problems[0]


def test_k_newcomers_are_no_smaller_group_than_is_allowed() -> None:
    sizes = {**SIZES, "2B": SIZES["2B"] + 12}
    assert Releases((made(), made(sizes))).smallest_group() == 12


def nodes(**forms: int) -> tuple[Node, ...]:
    """A tree by the paths of its finest groups (`graad 1/1A`), stages being sums of their classes."""
    found = {"school": sum(forms.values())}
    for path, n in forms.items():
        names = path.split("/")
        for depth in range(1, len(names) + 1):
            id = "/".join(("school", *names[:depth]))
            found[id] = found.get(id, 0) + n
    level = {0: "school", 1: "class", 2: "class"}
    return tuple(
        Node(id=id, parent=id.rpartition("/")[0], label=id, level=level[id.count("/")], forms=n)
        for id, n in found.items()
    )


def trees(*each: Mapping[str, int]) -> Releases:
    """Releases of which only the groups matter."""
    return Releases(tuple(with_manifest(Release(made().manifest, ()), nodes=nodes(**forms)) for forms in each))


A, B, C = {"1A": 20, "1B": 20, "1C": 20}, {"1A": 20, "1B+1C": 40}, {"1A+1B": 40, "1C": 20}


@pytest.mark.parametrize(
    ("releases", "smallest"),
    [
        pytest.param(trees(A, A), 20, id="the same"),
        pytest.param(trees(A, B), 20, id="two classes are one"),
        pytest.param(trees(B, {"1A+1B": 25, "1C": 35}), 5, id="what two unions have in common is 1B"),
        pytest.param(trees(B, C), 20, id="unions that overlap"),
        pytest.param(trees(A, {**A, "1B": 21}), 1, id="one more"),
        pytest.param(trees(A, {**A, "1B": 18}), 2, id="two withdrew"),
        pytest.param(trees(A, {**A, "1A": 22, "1B": 17}), 2, id="two more, three withdrew"),
        pytest.param(trees(A, {**A, "1D": 4}), 4, id="a class that answered late"),
        pytest.param(trees(A, {**A, "zonder-groep": 4}), 4, id="four without a class"),
        pytest.param(trees(A, {"1a": 20, "1B": 20, "1C": 20}), 20, id="a class with another name"),
        pytest.param(trees(A, {"school": 60}), 20, id="no classes"),
        pytest.param(trees({"graad 1": 20, "graad 2/2A": 11, "graad 2/2B": 13},
                           {"graad 1/1A": 9, "graad 1/1B": 11, "graad 2/2A": 11, "graad 2/2B": 13}), 9, id="a stage"),
        pytest.param(trees(A, {**A, "1A": 23}, {**A, "1A": 37}), 3, id="three releases"),
        pytest.param(trees(B, {"1A+1B": 10, "1C": 50}), 0, id="groups that cannot be"),
    ],
)  # fmt: skip
def test_the_smallest_group_that_can_be_told_apart(releases: Releases, smallest: int) -> None:
    assert releases.smallest_group() == smallest


def test_groups_with_nothing_in_common_are_refused_and_not_attacked_for_hours() -> None:
    some, others = ({f"{letter}{n}": 12 for n in range(15)} for letter in "ab")
    releases = trees(some, others)
    assert len(releases.people) == MOST_BLOCKS + 1
    assert list(problems_together(releases)) == [
        "De groepen in de vrijgaven van deze meting lijken te weinig op elkaar om samen te worden getest."
    ]


def other_answers(release: Release) -> Release:
    first, *rest = release.manifest.survey.items
    asked = ASKED.model_copy(update={"items": (first.model_copy(update={"sensitive": 1}), *rest)})
    facts = tuple(fact for fact in release.facts if fact.item != first.id or fact.node.count("/") < 2)
    return Release(release.manifest.model_copy(update={"survey": asked}), facts)


def below_k(release: Release) -> Release:
    return with_manifest(release, policy=POLICY.model_copy(update={"k": 4}))


@pytest.mark.parametrize(
    ("change", "words"),
    [(other_answers, "tellen tevreden niet op dezelfde manier"), (below_k, "volgt een regel niet")],
)
def test_releases_that_cannot_be_attacked_as_one_do_not_pass(change: Callable[[Release], Release], words: str) -> None:
    (problem,) = problems_together(Releases((made(), change(made()))))
    assert words in problem


def test_an_item_that_only_one_of_them_has_is_attacked_by_itself() -> None:
    whole = made()
    asked = ASKED.model_copy(update={"items": ASKED.items[:-1]})
    fewer = Release(
        whole.manifest.model_copy(update={"survey": asked}),
        tuple(fact for fact in whole.facts if fact.item != "bronnen"),
    )
    for releases in (Releases((whole, fewer)), Releases((fewer, whole))):
        assert [item.id for item in releases.survey.items] == [item.id for item in ASKED.items]
        assert list(problems_together(releases)) == []


def test_two_trees_protect_as_the_stricter_of_the_two() -> None:
    coarse = POLICY.model_copy(update={"k": 15, "base": 5})
    releases = Releases((made(), with_manifest(made(), policy=coarse)))
    assert releases.policy == coarse
    (unit, *_rest) = linked_units(ASKED, counted_items(ASKED))
    assert {target.need for target in system_of(unit, releases.facts(), releases.wave_for(unit), None).targets} == {5}


def written(folder: Path, name: str, release: Release, previous: str | None) -> str:
    write_release(folder / name, witnessed(with_manifest(release, previous=previous)))
    return manifest_sha256(folder / name)


def test_a_wave_is_the_same_whatever_its_folder_is_called(tmp_path: Path) -> None:
    first = written(tmp_path, "a", made(), None)
    second = written(tmp_path, "b", with_manifest(made(noise=2), school=" de  LINDE"), first)
    written(tmp_path, "c", with_manifest(made(noise=3), year="2026-2027"), second)
    results = dict(audit_folder(tmp_path))
    assert {name: result.passed for name, result in results.items()} == {"a": False, "b": False, "c": True}
    assert results["a"].problems == results["b"].problems
    assert all(audit_release(release).passed for release in (made(), made(noise=2)))

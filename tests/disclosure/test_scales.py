"""A release with derived scales: what it holds, and the audit that has its files alone."""

import datetime as dt
from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest

from monitor.counting.tally import tally
from monitor.definition.derived import DerivedScale
from monitor.disclosure.audit import audit_release
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.knowledge import most_hidden
from monitor.disclosure.protect import protect
from monitor.disclosure.release import AuditResult, Fact, Manifest, Release
from monitor.disclosure.release_file import facts_sha256, manifest_bytes
from monitor.results import Results
from monitor.rows import result_rows
from tests.support.protection import POLICY, answers, satisfaction, survey
from tests.support.scale_worlds import scale_of

ITEMS = [satisfaction(name) for name in ("sfeer", "veilig", "graag")]
ASKED = survey(*ITEMS)
SCALE = scale_of(ITEMS, "2.5", "3.5")


def release_of(people: int, unsure: int = 0, *, siblings: int = 1, from_option: int = 1) -> Release:
    """A school of one group in which so many people have an opinion, and so many do not know.

    `siblings`: so many forms in a row are of one family. Nobody chooses an option before `from_option`.
    """
    random = Random(people)
    given = [{one.id: random.choice(one.codes()[from_option:5]) for one in ITEMS} for _person in range(people)]
    given += [{one.id: "weet_niet" for one in ITEMS}] * unsure
    families = 1 + np.arange(len(given), dtype=np.int32) // siblings
    counted = tally(replace(answers(ASKED, [("", one) for one in given]), contributor=families), ASKED, [SCALE])
    tree = reporting_tree(counted.forms_by_group(), {}, POLICY.k, counted.contributors)
    protected = protect(counted, tree, ASKED, POLICY, random=random, scales=[SCALE])
    manifest = Manifest(
        wave="proef_2025-2026",
        school="Proef",
        locale="nl-BE",
        year="2025-2026",
        survey=ASKED,
        survey_hash=ASKED.hash,
        policy=POLICY,
        nodes=protected.nodes,
        enrolment={},
        audit=protected.audit,
        facts_sha256=facts_sha256(protected.facts),
        previous=None,
        closed_on=dt.date(2026, 5, 1),
        scales=(SCALE,),
        surely=protected.surely,
    )
    return Release(manifest, protected.facts)


@cache
def shown() -> Release:
    return release_of(24)


def audited(release: Release, *facts: Fact, scale: DerivedScale = SCALE) -> AuditResult:
    manifest = release.manifest.model_copy(update={"scales": (scale,)})
    return audit_release(Release(manifest, facts or release.facts))


def test_the_definition_travels_in_the_manifest() -> None:
    manifest = Manifest.model_validate_json(manifest_bytes(shown().manifest))
    assert manifest.scales == (SCALE,)
    assert manifest.survey.hash == ASKED.hash


def test_the_audit_attacks_scales_from_the_files() -> None:
    assert {fact.options for fact in shown().facts if fact.item == "schaal"} == {"*", "c2"}
    result = audited(shown())
    assert result.passed, result.problems
    assert result.targets > audit_release(replace_scales(shown())).targets


def replace_scales(release: Release) -> Release:
    facts = tuple(fact for fact in release.facts if fact.item != "schaal")
    return Release(release.manifest.model_copy(update={"scales": ()}), facts)


def test_a_scale_drawn_again_and_published_twice_does_not_pass() -> None:
    fact = next(one for one in shown().facts if one.item == "schaal" and one.options != "*")
    moved = replace(fact, value=fact.value + 3)
    assert not audited(shown(), *shown().facts, moved).passed


def test_a_scale_that_the_questionnaire_does_not_have_is_a_problem() -> None:
    odd = SCALE.model_copy(update={"items": ("sfeer", "veilig", "verdwenen")})
    result = audited(shown(), scale=odd)
    assert not result.passed
    assert any("schaal" in problem for problem in result.problems)


def test_a_scale_of_which_too_few_have_a_score_is_not_shown_and_attacked_as_such() -> None:
    hidden = release_of(8, unsure=14)
    assert not [fact for fact in hidden.facts if fact.item == "schaal"]
    assert audited(hidden).passed


def test_a_scale_that_could_be_of_too_few_families_is_not_shown_and_closes_and_passes() -> None:
    """Ten families of three children: 29 forms with a score, all content, are of ten, but 27 might be of nine.

    Whoever thought that at most 11 have a score would find that no people can have given these answers.
    """
    hidden = release_of(29, unsure=1, siblings=3, from_option=3)
    assert not [fact for fact in hidden.facts if fact.item == "schaal"]
    assert {fact.item for fact in hidden.facts} == {"sfeer", "veilig", "graag"}
    assert audited(hidden).passed
    assert not audited(Release(hidden.manifest.model_copy(update={"surely": 0}), hidden.facts)).passed


@pytest.mark.parametrize(("siblings", "sure"), [(1, 10), (2, 20), (3, 30)])
def test_the_manifest_says_how_many_forms_prove_k_people_but_not_how_large_families_are(
    siblings: int, sure: int
) -> None:
    """Nine families of two may send 18 forms, of three 27: one more proves ten. A multiple of five is printed."""
    manifest = release_of(32, siblings=siblings).manifest
    assert manifest.surely == sure
    assert Manifest.model_validate_json(manifest_bytes(manifest)).surely == sure


def test_a_scale_that_is_shown_for_fewer_answers_than_prove_k_people_breaks_a_rule() -> None:
    few = Release(shown().manifest.model_copy(update={"surely": 25}), shown().facts)
    assert [problem for problem in audit_release(few).problems if "schaal" in problem]


@pytest.mark.parametrize(("k", "base", "most"), [(10, 3, 11), (10, 5, 14), (5, 3, 8), (1, 3, 2)])
def test_what_a_hidden_number_may_be_is_what_cannot_prove_k_after_rounding(k: int, base: int, most: int) -> None:
    def may_be_hidden(count: int) -> bool:
        return count // base * base - base + 1 < k

    assert [n for n in range(60) if may_be_hidden(n)][-1] == most
    assert most_hidden(k, base) == most


def test_results_show_the_share_of_a_scale_for_the_school_and_none_of_one_that_was_hidden() -> None:
    for made, is_shown in ((shown(), True), (release_of(8, unsure=14), False)):
        rows = [row for row in result_rows(Results.of([made])) if row["item"] == "schaal"]
        assert [(row["node"], row["indicator"], row["base"]) for row in rows] == [("school", "favourable", "A")]
        assert [row["shown"] for row in rows] == [is_shown]
        assert (rows[0]["n"] is None, rows[0]["share"] is None) == (not is_shown, not is_shown)

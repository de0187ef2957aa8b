"""What a school hands in is looked at before a network adopts it: one school may not spoil the numbers of all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from monitor.disclosure.release import Fact, Manifest, Release
from monitor.disclosure.rules import problems_of
from monitor.network import adopting
from monitor.network.contribution import MOST_PEOPLE
from tests.support.protection import POLICY
from tests.support.releases import Wave, release_of

RELEASE = release_of(Wave("personeel", "2025-2026", 40, 60, groups=False))


def changed(**given: Any) -> Manifest:
    return RELEASE.manifest.model_copy(update=given)


def of(name: str, value: object) -> Manifest:
    return changed(policy=RELEASE.manifest.policy.model_copy(update={name: value}))


def test_a_sound_release_has_nothing_against_it() -> None:
    manifest = RELEASE.manifest
    assert list(adopting._less_strict(manifest, POLICY)) == []
    assert list(adopting._beyond_belief(manifest)) == []
    assert list(problems_of(RELEASE)) == []


@pytest.mark.parametrize("name", ["k", "base", "base_sensitive"])
def test_a_release_that_protects_less_than_the_network_asks_is_told(name: str) -> None:
    asked = POLICY.model_copy(update={name: getattr(POLICY, name) + 1})
    (told,) = adopting._less_strict(of(name, getattr(POLICY, name)), asked)
    assert f"{name} = {getattr(POLICY, name)}" in told


def test_a_release_that_did_not_stand_its_audit_is_told() -> None:
    failed = changed(audit=RELEASE.manifest.audit.model_copy(update={"passed": False}))
    assert list(adopting._less_strict(failed, POLICY)) == ["De cijfers doorstonden hun eigen controle niet."]


@pytest.mark.parametrize("name", ["enrolment", "enrolled"])
def test_more_people_than_a_school_has_are_told(name: str) -> None:
    (told,) = adopting._beyond_belief(changed(**{name: {"total": MOST_PEOPLE + 1}}))
    assert str(MOST_PEOPLE + 1) in told


def _more_than_all(fact: Fact) -> Fact:
    return replace(fact, value=fact.base * (40 // fact.base + 2))


def _twice_the_same(fact: Fact) -> Fact:
    return replace(fact, options=f"{fact.options}|{fact.options}")


@pytest.mark.parametrize(
    ("change", "said"), [(_more_than_all, "hoger dan het aantal"), (_twice_the_same, "antwoorden die er niet zijn")]
)
def test_a_count_beyond_the_forms_or_a_set_written_in_another_way_is_told(
    change: Callable[[Fact], Fact], said: str
) -> None:
    place = next(place for place, fact in enumerate(RELEASE.facts) if fact.options != "*")
    facts = (*RELEASE.facts[:place], change(RELEASE.facts[place]), *RELEASE.facts[place + 1 :])
    assert any(said in one for one in problems_of(Release(RELEASE.manifest, facts)))

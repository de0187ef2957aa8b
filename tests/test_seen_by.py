"""What a role sees: the same facts, fewer of them, and nothing of the groups that it does not see."""

from dataclasses import replace
from random import Random

import pytest

from dashboards.app import create_app
from monitor.definition.differences import TrendBreak
from monitor.definition.load import load_benchmarks
from monitor.disclosure.comments_file import ReleasedComments
from monitor.disclosure.release import Release
from monitor.errors import WorkspaceRefused
from monitor.results import Problem, Results
from monitor.roles import RIGHTS, ROLES
from monitor.seen_by import seen_by
from tests.support import releases
from tests.support.shown.crawler import Crawler
from tests.support.shown.declared import Declared
from tests.support.shown.pages import Reader
from tests.support.shown.words import Names

WAVE = ("ouders", "2025-2026")


def whole() -> Results:
    found = releases.sample_results()
    return replace(
        Results.of(map(releases.weighed, found.releases)), problems=(Problem("x", lambda: WorkspaceRefused("kapot")),)
    )


def test_the_rights_are_those_of_the_table() -> None:
    """privacy.md 5.4, row by row."""
    told = {role: (sorted(RIGHTS[role].levels), RIGHTS[role].comments, RIGHTS[role].takes_in) for role in ROLES}
    every = ["class", "school", "stage"]
    assert told == {
        "director": (every, True, True),
        "werkgroep": (every, True, False),
        "ouderraad": (["school", "stage"], True, False),
        "beheerder": ([], False, False),
    }
    assert [role for role in ROLES if RIGHTS[role].keeps_users] == ["beheerder"]


@pytest.mark.parametrize("role", ["director", "werkgroep"])
def test_who_sees_every_group_sees_the_results_themselves(role: str) -> None:
    found = whole()
    assert seen_by(found, role) is found  # type: ignore[arg-type]  # a role


def test_figures_from_elsewhere_that_the_school_added_are_for_every_reader() -> None:
    found = replace(whole(), own_benchmarks=load_benchmarks()[:1])
    assert seen_by(found, "ouderraad").own_benchmarks == load_benchmarks()[:1] != ()


def test_the_parents_council_sees_school_and_stages_and_no_trace_of_a_class() -> None:
    found = whole()
    seen = seen_by(found, "ouderraad")
    assert seen.problems == found.problems
    assert seen.years() == found.years()
    classes = {node.id for one in found.releases for node in one.manifest.nodes if node.level == "class"}
    assert len(classes) == 9
    for old, new in zip(found.releases, seen.releases, strict=True):
        assert {node.level for node in new.manifest.nodes} <= {"school", "stage"}
        assert set(new.facts) == {fact for fact in old.facts if fact.node not in classes}
        assert new.witnesses == ()
        told = new.manifest.model_dump_json(exclude={"survey"})
        assert [one for one in classes if f'"{one}"' in told] == []
    assert len(seen.release(*WAVE).manifest.enrolled) == 3
    assert len(seen.release(*WAVE).facts) < len(found.release(*WAVE).facts)


def test_every_share_that_is_seen_is_the_share_that_others_see() -> None:
    found = whole()
    seen = seen_by(found, "ouderraad")
    for one in seen.releases:
        wave = one.manifest.survey.id, one.manifest.year
        ours, theirs = seen.estimates(*wave).shares, found.estimates(*wave).shares
        assert ours.keys() < theirs.keys() or wave[0] == "personeel"
        assert [key for key, share in ours.items() if share != theirs[key]] == []


def test_a_weighted_figure_is_the_same_or_not_there() -> None:
    """Weighed by stages instead of classes it would be another figure for the same thing."""
    from monitor.statistics.nonresponse import weighted

    found = whole()
    share = found.share(*WAVE, "com_tevreden", "favourable")
    assert weighted(found.estimates(*WAVE), share).reason is None
    hidden = weighted(seen_by(found, "ouderraad").estimates(*WAVE), share)
    assert hidden.reason is not None
    assert hidden.reason.code == "groups-not-seen"
    assert "groepen die u niet ziet" in hidden.reason.text


def test_names_of_classes_go_out_of_the_register_and_the_enrolment() -> None:
    release = releases.release_of(releases.Wave("ouders", "2025-2026", 198, 320))
    breaks = (
        TrendBreak(kind="classes", since="2024-2025", names=("1A",)),
        TrendBreak(kind="enrolment", since="2024-2025", before=3, after=9),
    )
    manifest = release.manifest.model_copy(
        update={"breaks": breaks, "enrolment": {"total": 320, "1A": 27, "Onderbouw": 90}}
    )
    seen = seen_by(Results.of([Release(manifest, release.facts)]), "ouderraad").releases[0].manifest
    assert seen.breaks == breaks[1:]
    assert seen.enrolment == {"total": 320, "Onderbouw": 90}


def test_released_open_answers_are_for_who_sees_numbers() -> None:
    texts = ReleasedComments(survey="ouders", year="2025-2026", release="0", texts={}, texts_sha256="0")
    found = replace(whole(), open_answers=(texts,))
    assert seen_by(found, "ouderraad").open_answers == (texts,)
    assert seen_by(found, "werkgroep").open_answers == (texts,)


def test_who_keeps_the_accounts_sees_nothing_at_all() -> None:
    seen = seen_by(whole(), "beheerder")
    assert seen == Results.of([])
    assert (seen.problems, seen.open_answers) == ((), ())


def test_t5_every_number_that_the_parents_council_sees_is_explained_by_the_facts_of_everybody() -> None:
    found = releases.one_year()
    crawler, read, known = Crawler(create_app(seen_by(found, "ouderraad"))), Reader(Names(found)), Declared(found)
    random, numbers = Random(6), 0
    for path in crawler.pages():
        for page in (crawler.draw(path, ""), *crawler.several_at_once(path, 4, random)):
            shown = read.numbers(page.answer)
            numbers += len(shown)
            assert [str(one) for one in shown if not known.explains(one)] == [], page
    assert numbers > 200

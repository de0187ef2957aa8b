"""Doelen: each goal with its verdict, its course and its changes; what a role sees of them."""

import datetime as dt

import pytest

from dashboards.address import DOWNLOADS
from dashboards.app import create_app
from dashboards.pages.goals import PAGE
from dashboards.pages.overview import PAGE as OVERVIEW
from dashboards.pages.page import draw
from dashboards.server import Folder
from dashboards.ui.chart import charts_in
from monitor.disclosure.release_file import write_release
from monitor.results import Results
from monitor.roles import Role
from monitor.seen_by import seen_by
from tests.dashboards.conftest import components, words_of
from tests.support import releases
from tests.support.declared import every_state, frozen, school_with_goals
from tests.support.pulsed import pulsed, school_with
from tests.support.shown.crawler import Crawler
from tests.support.shown.declared import Declared
from tests.support.shown.pages import Reader
from tests.support.shown.words import Names


@pytest.fixture(scope="module")
def school() -> Results:
    return school_with_goals()


def drawn(results: Results) -> list[object]:
    return draw(PAGE, results, {}).parts


def goals_on(parts: object) -> dict[str, str]:
    """The words of each goal by its name."""
    articles = [
        one
        for one in components(parts)
        if getattr(one, "className", "").startswith("goal ") or getattr(one, "className", "") == "goal"
    ]
    return {one.id: " ".join(words_of(one).split()) for one in articles}


def test_an_amended_goal_shows_both_hashes_that_were_noted(school):
    told = goals_on(drawn(school))
    frozen_deed, amendment = every_state()[1].deeds[1:]
    assert f"Controlecode {frozen_deed.sha256[:12]}" in told["doel-2"]
    assert f"Controlecode van de laatste bijstelling {amendment.sha256[:12]}" in told["doel-2"]
    assert "bijstelling" not in told["doel-1"]


def test_every_goal_is_told_with_its_verdict(school):
    told = goals_on(drawn(school))
    assert list(told) == [f"doel-{number}" for number in (1, 2, 3, 4, 5, 8, 6, 7)]
    assert "Bereikt, en dat is zo goed als zeker." in told["doel-1"]
    assert "Niet bereikt, en dat is zo goed als zeker." in told["doel-2"]
    assert "eerder wel dan niet (zekerheid" in told["doel-3"]
    assert "Het oordeel komt met de cijfers van 2026-2027." in told["doel-4"]
    assert "met een marge van 2 punten" in told["doel-4"]
    assert "(1A)" in told["doel-5"]
    assert "Dit is een ontwerp." in told["doel-6"]
    assert "Ingetrokken voordat de antwoorden binnen waren" in told["doel-7"]
    assert "Daarom wordt het toch beoordeeld." in told["doel-8"]
    lead = words_of(draw(PAGE, school, {}).parts[0])
    safe = "\N{LEFT DOUBLE QUOTATION MARK}Kind voelt zich veilig\N{RIGHT DOUBLE QUOTATION MARK}"
    assert f"Bereikt: {safe}, {safe}. " in lead
    assert "Niet bereikt: " in lead
    assert "Nog niet te zeggen: " in lead


def test_a_goal_says_when_it_was_frozen_with_its_hash_and_what_was_changed(school):
    told = goals_on(drawn(school))["doel-2"]
    declared = every_state()[1]
    assert "Vastgezet op 3 juni 2024" in told
    assert declared.frozen.sha256[:12] in told
    assert "minstens 98%, beslist in 2025-2026" in told
    assert "minstens 97%, beslist in 2025-2026" in told
    assert "De nieuwe app start later." in told


def test_a_goal_has_its_course_with_the_goal_as_a_line_and_a_table(school):
    by_name = {one.name: one for one in charts_in(drawn(school))}
    first, waiting = by_name["verloop-1"], by_name["verloop-4"]
    assert [row[0] for row in first.table.rows] == ["2024-2025", "2025-2026"]
    lines = [one["x0"] for one in first.figure["layout"]["shapes"] if one["line"]["width"] == 2]
    assert lines == [0.4, 0.4]
    assert first.title.endswith("in 2025-2026 \N{EN DASH} bereikt")
    assert "Met de marge erbij telt het als bereikt vanaf de rechte lijn, bij 63%." in waiting.sentence
    assert any("nog niet bekend" in one["text"] for one in waiting.figure["layout"]["annotations"])
    client = create_app(school).server.test_client()
    for kind in ("svg", "xlsx"):
        assert client.get(f"{DOWNLOADS}doelen.{kind}?welke=verloop-1").status_code == 200
    assert client.get(f"{DOWNLOADS}doelen.svg?welke=verloop-99").status_code == 404


def test_without_goals_it_says_how_to_make_one():
    for results in (releases.sample_results(), releases.nothing()):
        told = words_of(drawn(results))
        assert "Zijn onze doelen bereikt?" in told
    assert "schoolklimaat goals add" in words_of(drawn(releases.sample_results()))
    waiting = school_with_goals([every_state()[3]])
    assert "Er is nog geen oordeel." in words_of(drawn(waiting))


def test_a_goal_that_was_changed_afterwards_has_no_verdict():
    one = frozen(every_state()[0].goal)
    object.__setattr__(one.deeds[0], "at", "2020-01-01T00:00:00+00:00")
    told = goals_on(drawn(school_with_goals([one])))["doel-1"]
    assert "Achteraf veranderd" in told
    assert "het past niet meer bij zijn controlecode" in told
    assert "Bereikt" not in told


ROLES: dict[Role, set[int]] = {
    "director": {1, 2, 3, 4, 5, 6, 7, 8}, "werkgroep": {1, 2, 3, 4, 5, 6, 7, 8}, "ouderraad": {1, 2, 3, 4, 7, 8},
    "beheerder": set(),
}  # fmt: skip
"""The parents' council sees neither drafts nor goals of a class; whoever keeps the accounts sees no number at all."""


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_goals_of_the_groups_that_it_sees_and_the_same_verdicts(school, role):
    seen = seen_by(school, role)
    assert {one.declared.number for one in seen.goal_statuses} == ROLES[role]
    assert {one.number for one in seen.goals} == ROLES[role]
    whole = {one.declared.number: one for one in school.goal_statuses}
    assert all(whole[one.declared.number] == one for one in seen.goal_statuses)
    if role == "ouderraad":
        assert "1A" not in words_of(drawn(seen))


def test_t5_every_number_of_a_goal_is_explained(school):
    page = Crawler(create_app(school)).draw("/doelen", "")
    read, known = Reader(Names(school)), Declared(school)
    numbers = read.numbers(page.answer)
    wrong = [str(one) for one in numbers if not known.explains(one)]
    assert wrong == []
    assert sum(one.unit == "percent" for one in numbers) > 40


def test_a_dashboard_follows_the_goals_and_reads_its_folder_no_oftener(tmp_path):
    release = releases.one_year().releases[0]
    declared: list = []
    folder = Folder(tmp_path, goals=lambda: tuple(declared))
    declared.append(frozen())
    assert folder.results().goals == (), "before a first release there is nothing to start from"
    write_release(tmp_path / release.manifest.wave, release)
    first = folder.results()
    assert first.goals == tuple(declared)
    assert folder.results() is first
    declared.append(frozen(number=2))
    second = folder.results()
    assert second.goals == tuple(declared)
    assert second.releases is first.releases
    assert dt.datetime.fromisoformat(second.goals[0].frozen.at).tzinfo is not None


def test_an_interim_of_a_pulse_is_told_on_the_page_and_explained():
    school = school_with(pulsed(), goals=(frozen(every_state()[3].goal.model_copy(update={"start": "2024-2025"})),))
    told = goals_on(drawn(school))["doel-1"]
    assert "Tussenstand (puls, mei 2025): " in told
    assert "Over de puls: 120 van de 320 ouders antwoordden" in told
    assert "alleen de meting van 2026-2027 beslist." in told
    page = Crawler(create_app(school)).draw("/doelen", "")
    numbers, known = Reader(Names(school)).numbers(page.answer), Declared(school)
    assert [str(one) for one in numbers if not known.explains(one)] == []
    assert {120.0, 320.0} <= {one.value for one in numbers}
    first = [words_of(draw(OVERVIEW, one, {"jaar": "2024-2025"}).parts) for one in (school, school_with())]
    assert first[0] == first[1], "the first screen counts no form of a pulse among those of the year"

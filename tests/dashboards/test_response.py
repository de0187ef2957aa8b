"""The response on a page: against enrolment, over the years, by class, weighted; and what is not known."""

import re

import pytest

from dashboards.pages import page_at
from dashboards.pages.page import draw
from monitor.disclosure.release import Release
from monitor.results import Results
from monitor.seen_by import seen_by
from monitor.statistics.nonresponse import weighted
from tests.dashboards.conftest import components, words_of
from tests.support import releases

YEAR = "2025-2026"


def drawn(results, **asked):
    return draw(page_at("/respons"), results, asked)


def figure(drawing, name):
    return next(each for each in components(drawing.parts) if getattr(each, "id", None) == name)


def bars(drawing, name):
    graph = next(each for each in components(figure(drawing, name)) if type(each).__name__ == "Graph").figure
    return [one["x"][0] for one in graph["data"]]


@pytest.fixture(scope="module")
def weighed():
    """A school of which the classes are known, two years, with the weighted figure declared as headline."""
    waves = [releases.Wave("leerlingen-9-12", year, 141, 160) for year in ("2024-2025", YEAR)]
    return Results.of([releases.weighed(releases.release_of(wave)) for wave in waves])


def test_forms_are_held_against_enrolment_over_all_years(results):
    page = drawn(results)
    assert bars(page, "jaren") == [198 / 320, 205 / 320, 212 / 320]
    assert "66% van de ouders antwoordde in 2025-2026" in words_of(figure(page, "jaren"))
    assert "212 van de 320 ouders antwoordden (66%). 108 deden dat niet." in words_of(page.parts)


def test_without_enrolment_the_page_says_what_to_do(results):
    def unknown(release):
        return Release(release.manifest.model_copy(update={"enrolment": {}}), release.facts)

    page = drawn(Results.of([unknown(one) for one in results.releases]))
    said = words_of(page.parts)
    assert bars(page, "jaren") == []
    assert "We weten niet hoeveel mensen konden antwoorden." in said
    assert "Geef het aantal mee bij de volgende import." in said


def test_a_response_that_moved_is_warned_of():
    waves = [releases.Wave("ouders", "2024-2025", 200, 320), releases.Wave("ouders", YEAR, 120, 320)]
    said = words_of(drawn(Results.of(map(releases.release_of, waves))).parts)
    assert "De respons ging van 62% naar 38%" in said


GROUPS = """
Kleuters  45  60 75%
K1        15  18 83%
K2        15  20 75%
K3        15  22 68%
Onderbouw 45  84 54%
1A        15  26 58%
2A        15  28 54%
3A        15  30 50%
Bovenbouw 45 108 42%
4A        15  34 44%
5A        15  36 42%
6A        15  38 39%
"""
"""Forms, people and response of each group: the half of 3A is no less than half."""


def test_classes_stand_in_the_order_of_the_school_and_those_below_half_are_named(weighed):
    page = drawn(weighed)
    rows = [each for each in components(figure(page, "groepen")) if type(each).__name__ == "Tr"][1:]
    assert [words_of(row).split() for row in rows] == [line.split() for line in GROUPS.strip().splitlines()]
    said = words_of(figure(page, "groepen"))
    assert "Minder dan de helft antwoordde in: Bovenbouw, 4A, 5A, 6A " in said
    assert "niet welke klas beter is" in said


def test_without_numbers_per_class_the_page_says_so(results):
    said = words_of(drawn(results).parts)
    assert "De respons van elke klas is niet bekend." in said


def test_who_sees_no_classes_is_not_told_that_the_school_does_not_know_them():
    """A school without stages: the parents' council sees it as a whole, whatever is known of its classes."""
    whole = Results.of([releases.without_stages(releases.Wave("ouders", YEAR, 198, 320))])
    for role, told in (("director", "In elke groep antwoordde"), ("ouderraad", "Met uw account ziet u geen klassen.")):
        said = words_of(drawn(seen_by(whole, role)).parts)
        assert told in said
        assert "De school zei niet" not in said
    assert "per klas" not in words_of(drawn(seen_by(whole, "ouderraad")).parts)
    page = words_of(draw(page_at("/vraag"), seen_by(whole, "ouderraad"), {}).parts)
    assert "Met uw account ziet u geen klassen." in page
    assert "zelf genoeg antwoorden" not in page


@pytest.mark.parametrize(
    ("forms", "told"),
    [(9, "In elke groep antwoordde minstens de helft"), (2, "In elke groep antwoordde minder dan de helft")],
)
def test_all_above_or_all_below_half(weighed, forms, told):
    release = weighed.release("leerlingen-9-12", YEAR)
    nodes = tuple(node.model_copy(update={"forms": forms}) if node.parent else node for node in release.manifest.nodes)
    enrolled = {node.id: 10 for node in nodes[1:]}
    changed = release.manifest.model_copy(update={"nodes": nodes, "enrolled": enrolled})
    assert told in words_of(drawn(Results.of([Release(changed, release.facts)])).parts)


def test_more_forms_than_people_in_every_class_is_no_response(weighed):
    release = weighed.release("leerlingen-9-12", YEAR)
    enrolled = {node.id: 1 for node in release.manifest.nodes[1:]}
    changed = release.manifest.model_copy(update={"enrolled": enrolled})
    said = words_of(figure(drawn(Results.of([Release(changed, release.facts)])), "groepen"))
    assert "De respons van elke klas is niet bekend." in said


def test_weighted_figures_stand_beside_and_those_that_move_are_flagged(weighed):
    estimates = weighed.estimates("leerlingen-9-12", YEAR)
    asked = {item.id for item in weighed.items("leerlingen-9-12", YEAR)}
    found = [
        weighted(estimates, weighed.share("leerlingen-9-12", YEAR, one.item, one.measure, one.base))
        for one in weighed.indicators("leerlingen-9-12")
        if one.item in asked
    ]
    flagged = [one for one in found if one.flag]
    said = words_of(drawn(weighed).parts)
    assert flagged
    assert said.count("meer dan 2 punten verschil") == len(flagged)
    assert "Weging verschuift sommige cijfers meer dan 2 punten." in said
    assert "Wegen helpt alleen als sommige groepen minder antwoordden" in said
    assert "Gewogen naar groep:" in said


def test_without_a_weighted_figure_the_reason_is_told(results):
    said = words_of(drawn(results, vragenlijst="personeel").parts)
    assert "Er zijn geen gewogen cijfers." in said
    assert re.search(r"te wegen|hoeveel mensen bij", said)


def test_where_weighting_moves_nothing_that_is_said(weighed):
    release = weighed.release("leerlingen-9-12", YEAR)
    enrolled = {node.id: 2 * node.forms for node in release.manifest.nodes[1:]}
    total = sum(enrolled[node.id] for node in release.manifest.nodes if node.parent == "school")
    changed = {"enrolled": enrolled, "enrolment": {"total": total}, "weighted_headline": False}
    said = words_of(drawn(Results.of([Release(release.manifest.model_copy(update=changed), release.facts)])).parts)
    assert "Weging verschuift geen enkel cijfer meer dan 2 punten." in said


def test_the_worst_case_is_told_of_one_number(results):
    said = words_of(drawn(results).parts)
    assert "Wat de ouders die niet antwoordden ook vinden: het cijfer voor alle 320 ligt tussen" in said


def test_who_sees_no_classes_reads_no_heading_about_them_and_no_advice_on_importing_them(results):
    staged = words_of(drawn(seen_by(results, "ouderraad")).parts)
    unknown = Results.of([releases.release_of(releases.Wave("ouders", "2025-2026", 120, 320))])
    assert "Krijgt een import een lijst van klassen" in words_of(drawn(unknown).parts)
    for said in (staged, words_of(drawn(seen_by(unknown, "ouderraad")).parts)):
        assert "per klas" not in said
        assert "Krijgt een import een lijst van klassen" not in said

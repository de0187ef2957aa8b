"""The page about the numbers: figures from elsewhere with class and source, scales, and the way to accessibility."""

import re
from dataclasses import replace

import pytest

from dashboards.pages import page_at
from dashboards.pages.page import draw
from monitor.definition.load import load_benchmarks
from monitor.disclosure.release import Release
from monitor.results import Results
from tests.dashboards.conftest import components, words_of
from tests.support import releases
from tests.support.scale_releases import with_scales

YEAR = "2025-2026"


def drawn(results):
    return draw(page_at("/cijfers"), results, {})


def sayings(drawing):
    lists = [each for each in components(drawing.parts) if "said" in str(getattr(each, "className", ""))]
    return [words_of(line) for each in lists if each.className == "list said" for line in each.children]


def test_every_figure_from_elsewhere_has_its_class_and_its_source(results):
    found = sayings(drawn(results))
    assert len(found) > 20
    assert all("Bron: " in one and re.search("klasse A: vergeleken|klasse B: ter oriëntatie", one) for one in found)


def test_class_b_is_never_compared_and_class_c_is_not_there(results):
    found = sayings(drawn(results))
    oriented = [one for one in found if "klasse B" in one]
    assert oriented
    assert not any("Bij ons" in one for one in oriented)
    pairs = [
        pair.comparability
        for info in results.surveys()
        for one in results.indicators(info.id)
        for figure in load_benchmarks()
        if figure.in_terms_of(one.measure) and (pair := figure.beside(info.id, one.item))
    ]
    assert pairs.count("C") > 0
    assert len(found) == len(pairs) - pairs.count("C")


def test_class_a_is_compared_with_chance_included():
    school = Results.of([releases.release_of(releases.Wave("leerlingen-12-18", YEAR, 300, 400, groups=False))])
    compared = [one for one in sayings(drawn(school)) if "klasse A" in one]
    assert compared
    assert all("Bij ons" in one and "toeval meegerekend" in one for one in compared)


def test_figures_that_a_school_group_added_stand_there_too(results):
    first = load_benchmarks()[0]
    own = replace(first, id="eigen", source="Scholengroep, eigen bevraging")
    assert not any("Scholengroep" in one for one in sayings(drawn(results)))
    added = replace(results, own_benchmarks=(own,))
    assert any("Bron: Scholengroep, eigen bevraging" in one for one in sayings(drawn(added)))


def test_each_way_of_protecting_is_told_with_its_surveys(results):
    """A school that asked for more from a year on: no page says of all numbers what holds of some."""
    stricter = releases.POLICY.model_copy(update={"k": 15})
    first, *others = results.releases
    changed = Release(first.manifest.model_copy(update={"policy": stricter}), first.facts)
    said = words_of(drawn(Results.of([changed, *others])).parts)
    assert "alleen getoond als minstens 15 mensen antwoordden" in said
    assert "alleen getoond als minstens 10 mensen antwoordden" in said
    assert said.count("Namen, e-mailadressen") == 1
    alone = words_of(drawn(results).parts)
    assert "minstens 15 mensen" not in alone


def test_without_anything_that_fits_the_page_says_so():
    hidden = releases.everything_hidden()
    assert "Geen cijfer van elders past bij de cijfers van deze school." in words_of(drawn(hidden).parts)


@pytest.fixture(scope="module")
def scaled():
    waves = [releases.Wave("leerlingen-9-12", year, 141, 160) for year in ("2024-2025", YEAR)]
    return Results.of([with_scales(releases.release_of(wave)) for wave in waves])


def test_scales_say_how_well_their_questions_go_together(scaled, results):
    said = words_of(drawn(scaled).parts)
    assert "Schalen van meer vragen" in said
    assert re.search(r"hangen .*samen.* \(alpha ongeveer 0,8", said)
    assert "Gemiddeld staan ze op" in said
    assert "De gemiddelde trede" in said
    assert "Schalen van meer vragen" not in words_of(drawn(results).parts)
    first = Results.of([one for one in scaled.releases if one.manifest.year == YEAR])
    assert "De gemiddelde trede" not in words_of(drawn(first).parts)


def test_accessibility_has_a_page_of_its_own(results):
    links = [getattr(each, "href", "") for each in components(drawn(results).parts)]
    assert "/toegankelijkheid" in links
    page = page_at("/toegankelijkheid")
    assert not page.listed
    said = words_of(draw(page, releases.nothing(), {}).parts)
    for told in ("voldoet gedeeltelijk", "axe", "toetsenbord", "Schermlezers", "Ombudsdienst", "26 november 2026"):
        assert told in said

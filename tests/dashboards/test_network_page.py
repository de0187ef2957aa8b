"""The page of a network: its own people see schools by name, those of a school see dots."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboards.callbacks import drawn_page
from dashboards.downloads import file_of
from dashboards.kept import Kept
from dashboards.pages import PAGES, about, about_network, page_at, pages_for
from dashboards.pages.network import PAGE
from dashboards.pages.page import draw
from dashboards.ui.chart import charts_in
from monitor.between.results import Asked, NetworkResults
from monitor.between.seen import InNetwork
from monitor.disclosure.release import Release
from monitor.report.network_table import of_bands
from monitor.report.network_words import title, unlike_schools
from monitor.results import Results
from monitor.statistics.between_schools.unlike import Place
from monitor.statistics.reasons import because
from tests.dashboards.conftest import words_of
from tests.support.projected import write_wave
from tests.support.releases import Wave, release_of

NAMES = ("Linde", "Eik", "Beuk", "Els", "Berk", "Wilg", "Esdoorn", "Hazelaar", "Kastanje", "Meidoorn", "Vlier", "Spar")
OWN = "school-03"
APART = "school-07"
CHOSEN = {"vragenlijst": "ouders", "jaar": "2025-2026", "vraag": "com_tevreden"}
SEARCH = "?vraag=com_tevreden"


def school(place: int, year: str) -> Release:
    lean = -2.5 if place == 7 and year == "2025-2026" else 0.05 * (place % 4)
    release = release_of(Wave("ouders", year, 150 + 10 * place, 400, lean, groups=False))
    return replace(release, manifest=release.manifest.model_copy(update={"school": f"De {NAMES[place]}"}))


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> NetworkResults:
    root = tmp_path_factory.mktemp("netwerk")
    regions = {f"school-{place:02}": "Kust" if place < 6 else "Kempen" for place in range(12)}
    for year in ("2024-2025", "2025-2026"):
        write_wave(root, {f"school-{place:02}": school(place, year) for place in range(12)}, regions)
    return NetworkResults.load(root)


def seen(network: NetworkResults, own: str = "") -> Results:
    return replace(Results.of([]), network=InNetwork(network, "De Scholengroep", own))


def words(results: Results, search: str = SEARCH) -> str:
    """Everything that a browser is sent of the page."""
    return json.dumps(drawn_page(results, "/netwerk", search, (PAGE,)), default=_plain, ensure_ascii=False)


def _plain(component: Any) -> Any:
    return component.to_plotly_json()


def test_the_people_of_the_network_read_which_schools_stand_out_and_changed(network: NetworkResults) -> None:
    told = words(seen(network))
    assert "Welke scholen verschillen meer dan door toeval?" in told
    assert "1 school van de 12 verschilt meer dan door toeval" in told
    higher = told.index("Meer dan toeval hoger dan de andere scholen")
    lower = told.index("Meer dan toeval lager dan de andere scholen")
    changed = told.index("Veranderd sinds 2024-2025, meer dan door toeval")
    assert higher < told.index("De Hazelaar") < lower
    assert "De Hazelaar" in told[changed:]


def test_the_people_of_a_school_read_of_no_other_school(network: NetworkResults) -> None:
    told = words(seen(network, OWN))
    assert "Waar staat onze school tussen de andere?" in told
    assert "Uw school: " in told
    assert [name for name in NAMES if f"De {name}" in told] == []
    assert "school-" not in told
    assert "Kempen" not in told


@pytest.mark.parametrize(
    ("own", "said"), [(APART, "Uw school staat hoger dan de andere scholen"), (OWN, "niet vast te stellen")]
)
def test_a_school_reads_whether_it_differs_by_more_than_chance(network: NetworkResults, own: str, said: str) -> None:
    assert said in words(seen(network, own))


def test_a_school_that_is_not_in_the_wave_is_told_so(network: NetworkResults) -> None:
    assert "Uw school deed hier niet aan mee." in words(seen(network, "school-99"))


def test_every_school_is_a_dot_and_counted_once_in_the_table(network: NetworkResults) -> None:
    found = network.beside("ouders", "2025-2026", Asked("com_tevreden", "favourable"))
    [chart] = charts_in(draw(PAGE, seen(network), CHOSEN).parts)
    dots = [trace for trace in chart.figure["data"] if trace["mode"] == "markers"]
    assert sorted(x for trace in dots for x in trace["x"]) == sorted(one.n for one in found.points)
    table = of_bands(found, "", "nl-BE")
    assert sum(int(row[1]) for row in table.rows) == len(found.points) == 12
    assert sum(int(row[2]) for row in table.rows) == sum(one.place is not Place.UNDECIDED for one in found.points)
    own = of_bands(found, OWN, "nl-BE")
    assert [row[-1] for row in own.rows].count("uw school") == 1


@pytest.mark.parametrize("kind", ["png", "svg", "xlsx"])
@pytest.mark.parametrize("own", ["", OWN])
def test_the_chart_can_be_had_as_a_file(network: NetworkResults, own: str, kind: str) -> None:
    file = file_of(seen(network, own), PAGE, kind, {**CHOSEN, "welke": "scholen"}, Kept())
    assert file is not None
    assert len(file.content) > 1000


def test_schools_may_be_compared_within_their_region(network: NetworkResults) -> None:
    [menu] = [one for one in PAGE.menus(seen(network), CHOSEN) if one.name == "vergelijk"]
    assert [one.value for one in menu.choices] == ["alle", "regio"]
    assert "Welke scholen" in words(seen(network), f"{SEARCH}&vergelijk=regio")


def test_a_network_has_no_pages_of_a_school_and_a_school_alone_none_of_a_network(network: NetworkResults) -> None:
    assert pages_for(None) == PAGES
    assert PAGE not in PAGES
    of_school = pages_for(InNetwork(network, "", OWN))
    assert PAGE in of_school
    assert tuple(page for page in of_school if page is not PAGE) == PAGES
    whole = pages_for(InNetwork(network, ""))
    assert whole[0] is PAGE
    assert page_at("/cijfers", whole) is about_network.PAGE
    assert not any(page.listed for page in whole[1:])


def test_the_link_below_every_page_leads_to_how_the_figures_of_a_network_are_made(network: NetworkResults) -> None:
    """Of a whole network by themselves, without a word of one school; of a school in it below its own."""
    whole = seen(network)
    told = words_of(draw(page_at("/cijfers", pages_for(whole.network)), whole, {}).parts)
    assert "Van minder dan 5 scholen wordt samen niets getoond" in told
    assert "Hoe de cijfers van het netwerk gemaakt zijn" in told
    assert not any(name in told for name in NAMES)
    school = draw(about.PAGE, seen(network, OWN), {})
    assert "Zo leest u een cijfer" in words_of(school.parts)
    assert "Van minder dan 5 scholen" in words_of(school.parts)
    alone = words_of(draw(about.PAGE, Results.of([]), {}).parts)
    assert "Van minder dan" not in alone
    named = re.search(r"op de bladzijden ([a-z, -]+) in de map docs/methods", told)
    assert named
    assert [page for page in named[1].split(", ") if not Path(f"docs/methods/{page}.md").is_file()] == []


def test_schools_of_one_name_are_told_apart_by_their_codes(network: NetworkResults) -> None:
    found = network.beside("ouders", "2025-2026", Asked("com_tevreden", "favourable"))
    alike = dict.fromkeys((one.code for one in found.points), "De Linde")
    assert unlike_schools(found, Place.HIGHER, alike, "nl-BE")[0].startswith(f"De Linde ({APART}): ")
    everywhere = [one._replace(place=Place.HIGHER) for one in found.points]
    listed = unlike_schools(replace(found, points=tuple(everywhere)), Place.HIGHER, alike, "nl-BE")
    assert len(listed) == len(everywhere)


def test_of_schools_that_were_not_compared_nothing_is_said(network: NetworkResults) -> None:
    """In each region there are six: five others, so comparing goes; with one fewer it does not."""
    found = network.beside("ouders", "2025-2026", Asked("com_tevreden", "favourable"))
    untested = replace(
        found, points=tuple(one._replace(reason=because("few-schools", least=5)) for one in found.points)
    )
    assert title(untested, "", "nl-BE") == title(untested, OWN, "nl-BE") == "Te weinig scholen om te vergelijken"


def test_before_a_wave_is_closed_there_is_nothing_to_see(tmp_path: Path) -> None:
    told = words(seen(NetworkResults.load(tmp_path)))
    assert "nog geen meting van het netwerk afgesloten" in told
    assert "Importeren" not in told

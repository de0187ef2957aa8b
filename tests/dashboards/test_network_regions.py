"""Schools compared within their region: with their own region alone, and the lines are those of that comparison."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dashboards.callbacks import drawn_page
from dashboards.pages.network import PAGE
from dashboards.pages.page import draw
from dashboards.ui.chart import charts_in
from monitor.between.beside import beside
from monitor.between.results import Asked, NetworkResults
from monitor.between.seen import InNetwork
from monitor.disclosure.release import Release
from monitor.results import Results
from monitor.statistics.between_schools.unlike import Place
from monitor.statistics.reasons import because
from tests.support.projected import write_wave
from tests.support.releases import Wave, release_of

YEAR = "2025-2026"
ASKED = Asked("com_tevreden", "favourable")
CHOSEN = {"vragenlijst": "ouders", "jaar": YEAR, "vraag": "com_tevreden"}
REGIONS = {f"school-{place:02}": ("Kust" if place < 7 else "Kempen" if place < 13 else "") for place in range(19)}
"""Seven, six and six that are in none: as many as a region of their own would need."""
ON_COAST, INLAND, NOWHERE = "school-02", "school-08", "school-15"


def school(place: int) -> Release:
    lean = -1.2 if place < 7 else 0.3
    release = release_of(Wave("ouders", YEAR, 150 + 10 * place, 400, lean, groups=False))
    return replace(release, manifest=release.manifest.model_copy(update={"school": f"De {place}de"}))


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> NetworkResults:
    root = tmp_path_factory.mktemp("netwerk")
    write_wave(root, {f"school-{place:02}": school(place) for place in range(19)}, REGIONS)
    return NetworkResults.load(root)


def words(network: NetworkResults, own: str = "") -> str:
    """Everything that a browser is sent of the page, compared within regions."""
    results = replace(Results.of([]), network=InNetwork(network, "De Scholengroep", own))
    page = drawn_page(results, "/netwerk", "?vraag=com_tevreden&vergelijk=regio", (PAGE,))
    return json.dumps(page, default=lambda one: one.to_plotly_json(), ensure_ascii=False)


def chart_of(network: NetworkResults, own: str, compared: str) -> Any:
    results = replace(Results.of([]), network=InNetwork(network, "De Scholengroep", own))
    [chart] = charts_in(draw(PAGE, results, {**CHOSEN, "vergelijk": compared}).parts)
    return chart


def lines_in(chart: Any) -> list[Any]:
    return [trace for trace in chart.figure["data"] if trace["mode"] == "lines"]


def test_schools_without_a_region_are_no_region_together(network: NetworkResults) -> None:
    found = network.beside("ouders", YEAR, ASKED, by_region=True)
    alone = [one for one in found.points if REGIONS[one.code] == ""]
    assert len(alone) == 6
    assert {(one.place, one.others, one.compared_with, one.reason) for one in alone} == {
        (Place.UNDECIDED, None, 0, because("no-region"))
    }
    with_region = [one for one in found.points if REGIONS[one.code]]
    assert {(one.region, one.compared_with, one.reason) for one in with_region} == {
        ("Kust", 6, None), ("Kempen", 5, None),
    }  # fmt: skip
    everybody = network.beside("ouders", YEAR, ASKED)
    assert {one.reason for one in everybody.points} == {None}


@pytest.mark.parametrize("own", [ON_COAST, INLAND])
def test_a_school_has_the_limits_of_its_own_region_as_if_there_were_no_other(network: NetworkResults, own: str) -> None:
    found = network.beside("ouders", YEAR, ASKED, by_region=True).seen_by(own)
    counts = network.counts("ouders", YEAR, ASKED)
    of_region = counts.only(np.array([REGIONS[code] == REGIONS[own] for code in counts.schools]))
    by_itself = beside(of_region, {one.code: one for one in network.schools("ouders", YEAR)}, least=5)
    everybody = network.beside("ouders", YEAR, ASKED)
    assert found.funnel
    assert by_itself.funnel
    assert everybody.funnel
    assert (found.funnel.middle, found.funnel.tau) == (by_itself.funnel.middle, by_itself.funnel.tau)
    for mine, alone, whole in zip(found.limits, by_itself.limits, everybody.limits, strict=True):
        for side in ("low", "high"):
            drawn = np.interp(alone.answers, mine.answers, getattr(mine, side))
            np.testing.assert_allclose(drawn, getattr(alone, side), atol=0.003)
        assert mine.answers == whole.answers, "else their ends would tell which dots are of the region"
        assert mine.low != whole.low
    assert found.points[0].others == next(one.others for one in by_itself.points if one.code == own)
    assert found.by_region is None, "what a school sees has no regions of others in it"
    assert len(found.points) == 19


@pytest.mark.parametrize("own", [ON_COAST, NOWHERE])
def test_within_regions_a_school_learns_where_it_stands_itself_and_of_no_other(
    network: NetworkResults, own: str
) -> None:
    """A dot that stands out between the lines of somebody else's region would be of another one."""
    whole = network.beside("ouders", YEAR, ASKED, by_region=True)
    found = whole.seen_by(own)
    assert found.points[0].place is next(one.place for one in whole.points if one.code == own)
    assert {one.place for one in found.points[1:]} == {Place.UNDECIDED}
    chart = chart_of(network, own, "regio")
    assert "De andere scholen" in {one.label for one in chart.legend}
    assert "Meer dan toeval anders" not in {one.title for one in chart.table.columns}
    assert {len(row) for row in chart.table.rows} == {len(chart.table.columns)}


def test_without_a_region_there_are_no_limits_and_neither_for_all_regions_at_once(network: NetworkResults) -> None:
    whole = network.beside("ouders", YEAR, ASKED, by_region=True)
    assert whole.funnel is None
    assert whole.by_region is not None
    assert whole.by_region.compared == {"Kust", "Kempen"}
    assert whole.by_region.funnel("") is None
    assert whole.seen_by(NOWHERE).funnel is None
    everybody = network.beside("ouders", YEAR, ASKED)
    assert everybody.seen_by(ON_COAST).funnel == everybody.funnel is not None


def test_the_chart_draws_and_says_what_is_compared(network: NetworkResults) -> None:
    mine = chart_of(network, ON_COAST, "regio")
    assert len(lines_in(mine)) == 4
    assert lines_in(mine) != lines_in(chart_of(network, ON_COAST, "alle"))
    assert "van uw regio" in mine.notes[0]
    assert "alle scholen van het netwerk" in mine.notes[1]
    assert "De andere scholen van uw regio: gemiddeld" in words(network, ON_COAST)
    whole = chart_of(network, "", "regio")
    assert lines_in(whole) == []
    [note] = whole.notes
    assert note.endswith("Daarom zijn er geen lijnen die voor alle scholen gelden.")
    level = [shape for shape in whole.figure["layout"]["shapes"] if shape["line"]["width"] == 2]
    assert level == []


def test_it_is_said_why_a_school_is_not_compared_within_a_region(network: NetworkResults) -> None:
    told = words(network, NOWHERE)
    assert "Deze school hoort in het netwerk bij geen regio. Daarom is ze niet binnen een regio vergeleken." in told
    assert "Uw school hoort bij geen regio en is dus niet binnen een regio vergeleken" in told
    assert "Te weinig scholen om te vergelijken" not in told
    assert "Kust" not in told
    assert "hoger dan de andere scholen van hun regio" in words(network)
    assert "6 scholen horen bij geen regio. Ze zijn hier dus niet vergeleken." in words(network)

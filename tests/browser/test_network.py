"""The page of a network of a thousand schools in a real browser: what holds for a school's pages holds here."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboards.pages.network import PAGE
from monitor import texts
from monitor.between.results import NetworkResults
from monitor.between.seen import InNetwork
from monitor.results import Results
from tests.browser.conftest import served
from tests.browser.test_pages import require_accessible_and_silent
from tests.support.drawn_network import YEARS, draw_network

pytestmark = pytest.mark.browser

SCHOOLS = 1000
OWN = "school-0042"
LOOKS = [("", "light", 1280), ("", "dark", 390), (OWN, "dark", 1280), (OWN, "light", 390)]
"""As the network's own people see it, and those of one of its schools."""


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> NetworkResults:
    return NetworkResults.load(draw_network(tmp_path_factory.mktemp("network"), SCHOOLS, YEARS, deep=False))


@pytest.fixture(scope="module")
def dashboards(network: NetworkResults) -> Iterator[dict[str, str]]:
    """The address of the dashboard of the network, and of one of its schools."""
    texts.use("nl")
    seen = {own: replace(Results.of([]), network=InNetwork(network, "De Scholengroep", own)) for own in ("", OWN)}
    both = {own: served(results) for own, results in seen.items()}
    yield {own: next(each) for own, each in both.items()}
    for each in both.values():
        next(each, None)


@pytest.mark.parametrize(("own", "scheme", "width"), LOOKS)
def test_the_page_of_a_thousand_schools_is_accessible_silent_and_asks_nobody_else(
    visit, dashboards, own, scheme, width
):
    watched = visit(width=width, scheme=scheme, base=dashboards[own])
    watched.open(PAGE.path)
    require_accessible_and_silent(watched, scheme)
    assert watched.page.locator("h1").count() == 1
    charts = watched.page.locator("figure.chart")
    assert charts.count() == watched.page.locator("figure.chart table").count() == 1


def test_every_school_is_drawn_and_no_school_is_a_row(visit, dashboards, network):
    watched = visit(base=dashboards[""])
    watched.open(PAGE.path)
    drawn = watched.page.evaluate(
        "[...document.querySelector('.js-plotly-plot').data].filter(each => each.mode === 'markers')"
        ".reduce((sum, each) => sum + each.x.length, 0)"
    )
    missing = watched.page.get_by_text("staan hier niet bij")
    assert drawn == SCHOOLS, missing.all_inner_texts()
    assert watched.page.locator("figure.chart tbody tr").count() <= 10

"""Every page in a real browser: accessible, silent, without foreign requests, no wider than the screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from plotly.offline import get_plotlyjs_version

from dashboards.pages import PAGES
from monitor.report import colours
from tests.browser.conftest import BODIES, DRAWN

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OTHER = {"light": "dark", "dark": "light"}
LOOKS = [(page.path, scheme, width) for page in PAGES for scheme, width in (("light", 1280), ("dark", 390))] + [
    ("/vraag?vraag=hulp_gepest", "light", 390),
    ("/vraag?vraag=erv_gepest", "dark", 1280),
    ("/vraag?basis=B", "light", 1280),
]
"""Each is looked at in the other colours too, which a page takes over while it is open."""
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that can find something else once the colours alone are others."""


def violations(page: Page, *, only: list[str] | None = None) -> list[str]:
    page.evaluate(f"if (!window.axe) {{ {AXE} }}")
    asked = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
    found = page.evaluate("asked => axe.run(document, {runOnly: asked})", asked)
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def require_accessible_and_silent(watched, scheme: str) -> None:
    """Axe finds nothing in the open page, all of it unfolded; nothing goes wrong, nobody else is asked, it fits."""
    watched.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for shown_in, only in ((scheme, None), (OTHER[scheme], OF_COLOURS)):
        watched.page.emulate_media(color_scheme=shown_in)
        watched.until(f"document.documentElement.dataset.mantineColorScheme === '{shown_in}'")
        assert violations(watched.page, only=only) == [], shown_in
    assert watched.trouble == []
    assert watched.foreign == []
    wide, screen = watched.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen


@pytest.mark.parametrize(("address", "scheme", "width"), LOOKS)
def test_a_page_is_accessible_silent_and_asks_nobody_else(visit, address, scheme, width):
    watched = visit(width=width, scheme=scheme)
    watched.open(address)
    require_accessible_and_silent(watched, scheme)


def test_only_the_small_plotly_is_fetched_and_only_for_a_chart(visit):
    """And what is there already stays in its place when the page comes (at most 0.1 is called good: web.dev/cls)."""
    watched = visit()
    watched.open("/cijfers")
    assert watched.page.locator(".js-plotly-plot").count() == 0
    assert plotly_in(watched.asked) == []
    watched.page.get_by_role("navigation").get_by_role("link", name="Jaren vergelijken").click()
    watched.until("document.querySelectorAll('.js-plotly-plot .main-svg').length > 0")
    watched.settle()
    assert plotly_in(watched.asked) == [f"{watched.base}/assets/plotly-basic.min.js?m={get_plotlyjs_version()}"]
    assert watched.page.evaluate("window.Plotly.version") == get_plotlyjs_version()
    for narrow in (False, True):
        watched = visit(width=390 if narrow else 1280)
        watched.page.add_init_script(MOVED)
        watched.open("/jaren")
        assert watched.page.evaluate("window.moved") < 0.05
    assert watched.trouble == []


MOVED = """window.moved = 0; new PerformanceObserver(seen => {
    for (const each of seen.getEntries()) { if (!each.hadRecentInput) { window.moved += each.value; } }
}).observe({ type: "layout-shift", buffered: true });"""


def plotly_in(asked):
    return [url for url in asked if "plotly" in url and ".js" in url]


def test_the_open_menu_is_accessible(visit):
    watched = visit()
    watched.open("/vraag")
    watched.page.get_by_role("textbox", name="Vraag", exact=True).click()
    assert watched.page.get_by_role("option").count() > 10
    # the list is scrolled with the arrow keys from the field that keeps the focus; axe looks for a tab stop in it
    found = [each for each in violations(watched.page) if not each.startswith("scrollable-region-focusable")]
    assert found == []


def test_every_colour_of_a_chart_has_a_dark_answer(visit):
    """A role whose rule is missing would keep the colour of the light page."""
    watched = visit(scheme="dark")
    watched.open("/vraag")
    seen = watched.page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot [style*="fill: rgb("]')]
            .filter(each => each.style.fillOpacity !== '0' && each.closest('.main-svg'))
            .map(each => [each.style.fill, getComputedStyle(each).fill])"""
    )
    kept = {(written, shown) for written, shown in seen if written == shown and written != "rgb(0, 0, 0)"}
    assert seen
    assert kept == set()
    light = {value for name, value in vars(colours).items() if isinstance(value, str) and name.isupper()}
    assert {written for written, _shown in seen} - {"rgb(0, 0, 0)"} <= light


def test_a_chart_far_below_is_drawn_when_it_comes_near_and_for_paper(visit):
    watched = visit()
    watched.page.goto(f"{watched.base}/jaren")
    watched.until(f"{DRAWN} > 0")
    few, all_of_them = watched.page.evaluate(DRAWN), watched.page.evaluate(BODIES)
    assert few < all_of_them - 2
    watched.page.emulate_media(media="print")
    shown = watched.page.evaluate(
        "getComputedStyle([...document.querySelectorAll('.chart-body')].at(-1), '::after').content"
    )
    assert "nog niet getekend" in shown
    watched.page.emulate_media(media="screen")
    watched.page.evaluate("window.scrollTo(0, 900)")
    watched.until(f"{DRAWN} > {few}")
    assert watched.page.evaluate(DRAWN) < all_of_them
    watched.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    widths = watched.page.evaluate(f"[...{DRAWN.removesuffix('.length')}].map(each => each.getAttribute('width'))")
    assert len(widths) == all_of_them
    assert len(set(widths)) == 1
    assert watched.trouble == []


def test_paper_is_light_and_complete(visit, tmp_path):
    watched = visit(scheme="dark")
    watched.open("/vraag")
    watched.page.emulate_media(media="print")
    background = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)"
    watched.page.emulate_media(media="screen")
    watched.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert watched.page.locator("details:not([open])").count() == 0
    watched.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert watched.page.locator("details[open]").count() == 0
    watched.page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")

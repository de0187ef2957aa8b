"""Paper: every card is there, whole, in order, and says what was chosen."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.pdf_text import pages_of, text_of

pytestmark = pytest.mark.browser

ADDRESSES = ["/", "/jaren", "/jaren?vragenlijst=leerlingen-9-12", "/vraag", "/vraag?vraag=erv_gepest", "/cijfers"]


def on_paper(page: Page) -> None:
    """The page as it goes to the printer: paper's style sheet, paper's width, tables open."""
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 between margins of 14 mm
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(300)


HEIGHT_OF_A_PAGE = 1001
"""Pixels of A4 between margins of 16 mm; a chart that is not higher, and is not to be broken, stands on one page."""
CHARTS = """() => [...document.querySelectorAll('.chart-body')].map(each =>
    [each.getBoundingClientRect().height, getComputedStyle(each).breakInside])"""
BOXES = """() => [...document.querySelectorAll('.card, .chart, .response, .list > li, table')].map(each => {
    const box = each.getBoundingClientRect();
    return [(each.querySelector('h3, caption, a') || each).textContent, box.left, box.top, box.right, box.bottom];
})"""
TEXTS = r"""() => [...document.querySelectorAll('#page :is(h1, h2, h3, p, a, li:not(.list > li), caption, th, td)'),
    ...document.querySelectorAll('#page .more:not(.more-charts) > summary')]
    .filter(each => each.checkVisibility()).map(each => each.innerText.replace(/\s/g, '')).filter(each => each)"""
FLOW = """() => [...document.querySelectorAll('body *')].filter(each => {
    const style = getComputedStyle(each);
    return style.columnCount !== 'auto' || style.columnWidth !== 'auto';
}).map(each => each.className)"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_everything_that_a_page_says_stands_in_the_document_within_the_width_of_the_paper(visit, address):
    watched = visit()
    watched.open(address)
    document = text_of(watched.page.pdf(prefer_css_page_size=True))
    on_paper(watched.page)
    wanted = watched.page.evaluate(TEXTS)
    assert len(wanted) > 10
    assert [each for each in wanted if each not in document] == []
    boxes = watched.page.evaluate(BOXES)
    assert boxes
    outside = [name for name, left, top, right, bottom in boxes if left < 0 or right > 689 or bottom <= top]
    assert outside == []
    assert watched.page.evaluate(FLOW) == []
    assert watched.page.evaluate("[...document.querySelectorAll('details')].every(each => each.open)")
    for height, broken in watched.page.evaluate(CHARTS):
        assert height <= HEIGHT_OF_A_PAGE
        assert broken == "avoid"


def test_the_charts_of_all_themes_are_in_the_document_and_the_last_page_holds_more_than_a_footer(visit):
    """Without the last card the document is shorter: the last page is not there for a footer."""
    watched = visit()
    watched.open("/jaren")
    printed = watched.page.pdf(prefer_css_page_size=True)
    document = text_of(printed)
    for theme in ("Hulp zoeken", "Meedenken en meedoen"):
        assert f"{theme} \N{EN DASH} ".replace(" ", "") in document
    watched.page.evaluate("document.querySelectorAll('.chart')[6].remove()")
    assert pages_of(watched.page.pdf(prefer_css_page_size=True)) < pages_of(printed)


def test_the_charts_of_a_theme_follow_each_other_on_paper(visit):
    watched = visit()
    watched.open("/jaren")
    on_paper(watched.page)
    tops = watched.page.evaluate("[...document.querySelectorAll('.chart')].map(e => e.getBoundingClientRect().top)")
    assert len(tops) == 7
    assert tops == sorted(tops)
    first = watched.page.evaluate("document.querySelector('.chart-end').getBoundingClientRect().top")
    assert first <= HEIGHT_OF_A_PAGE, "the first page is not left empty for a chart that fits no more"


def test_what_was_folded_has_its_heading_on_paper_and_two_small_charts_fit_on_a_page(visit):
    watched = visit()
    watched.open("/weten")
    on_paper(watched.page)
    assert watched.page.get_by_text("Onderwerpen waarbij niet vast te stellen is of er iets veranderde").is_visible()
    assert not watched.page.get_by_text("De andere onderwerpen").is_visible()
    heights = watched.page.evaluate("[...document.querySelectorAll('.chart')].map(e => e.offsetHeight)")
    kept = watched.page.evaluate("[...document.querySelectorAll('.chart')].map(e => e.style.breakInside)")
    assert set(kept) == {"avoid"}
    assert sorted(heights)[len(heights) // 2] * 2 < HEIGHT_OF_A_PAGE


def test_paper_says_what_was_chosen_and_when_it_was_printed(visit):
    watched = visit()
    watched.open("/jaren?vragenlijst=personeel")
    assert not watched.page.locator(".paper-only").first.is_visible()
    on_paper(watched.page)
    said = " ".join(watched.page.locator(".paper-only").all_inner_texts())
    assert f"Adres: {watched.base}/jaren?vragenlijst=personeel&van=2024-2025&tot=2025-2026&thema=alle" in said
    assert watched.page.get_by_role("heading", level=1).is_visible()
    assert watched.page.locator("button:visible, input:visible, [role=status]:visible").count() == 0
    assert "Wie antwoordde: Personeel; Van: 2024-2025; Naar: 2025-2026" in said
    assert re.search(r"Afgedrukt op \d{1,2} [a-z]+ \d{4}\.", said)
    assert watched.page.locator(".brand-school").is_visible()
    assert not watched.page.locator(".foot").is_visible()


def test_colours_survive_on_paper_and_its_margins_are_light_where_the_screen_is_dark(visit):
    watched = visit(scheme="dark")
    watched.open("/vraag")
    assert watched.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    on_paper(watched.page)
    assert watched.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    kept = watched.page.evaluate(
        "[...document.querySelectorAll('.swatch, .brand-mark, .figure-large, .bartext')]"
        ".map(each => getComputedStyle(each).printColorAdjust)"
    )
    assert set(kept) == {"exact"}

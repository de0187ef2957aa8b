"""The pages: in a row on a desktop, behind a button on a telephone; by keyboard, the current one marked."""

import pytest
from playwright.sync_api import expect

from dashboards.pages import PAGES
from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser

LISTED = [page for page in PAGES if page.listed]


def test_on_a_telephone_the_pages_are_behind_a_button_that_works_by_keyboard(visit):
    watched = visit(width=390)
    watched.open("/respons")
    page = watched.page
    button, pages = page.get_by_role("button", name="Menu"), page.get_by_role("navigation", name="Pagina's")
    expect(pages).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(pages.get_by_role("link")).to_have_count(len(LISTED))
    expect(pages.locator("[aria-current=page]")).to_have_text("Respons")
    small = page.evaluate("[...document.querySelectorAll('.nav a')].filter(each => each.offsetHeight < 44).length")
    assert small == 0
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(pages).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    pages.get_by_role("link", name="Open antwoorden").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Wat schreven mensen in hun eigen woorden?", timeout=20_000
    )
    expect(pages).to_be_hidden()
    button.click()
    page.locator("h1").click()
    expect(pages).to_be_hidden()
    assert watched.trouble == []


def test_on_a_desktop_they_stand_in_a_row_and_the_statement_in_the_footer(visit):
    watched = visit()
    watched.open("/")
    page = watched.page
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    tops = page.evaluate("[...document.querySelectorAll('.nav a')].map(each => each.getBoundingClientRect().top)")
    assert len(tops) == len(LISTED)
    assert len(set(tops)) == 1
    page.get_by_role("contentinfo").get_by_role("link", name="Toegankelijkheid").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kan iedereen dit dashboard gebruiken?", timeout=20_000)
    expect(page.locator(".nav [aria-current]")).to_have_count(0)
    assert watched.trouble == []

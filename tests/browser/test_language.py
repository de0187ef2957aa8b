"""The switch in the footer, in a browser: what was chosen stays, the page says its language, other tabs follow."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser


def test_the_switch_keeps_the_choices_and_other_tabs_follow(visit):
    watched = visit()
    page = watched.page
    watched.open("/vraag?vragenlijst=personeel")
    other = page.context.new_page()
    other.goto(f"{watched.base}/jaren")
    expect(other.get_by_role("heading", level=1)).to_have_text("Wat is er veranderd?")

    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What did the staff members answer?")
    watched.settle()
    assert "vragenlijst=personeel" in page.url
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.get_by_role("link", name="English")).to_have_attribute("aria-current", "true")
    assert page.locator("main [lang=nl]").count() > 5  # questions and answers as they were put
    assert violations(page) == []

    other.get_by_role("link", name="Vraag", exact=True).click()  # an address without a language, drawn by a callback
    expect(other.get_by_role("link", name="Skip to the content")).to_have_count(1)
    assert other.evaluate("document.documentElement.lang") == "en"
    assert watched.trouble == []
    assert watched.foreign == []

"""The link to a chart: copied where the browser allows it, an ordinary link elsewhere; it leads to the chart."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NAME = "Link naar deze grafiek"


def test_a_link_to_a_chart_is_copied_and_said(visit):
    watched = visit()
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched.open("/jaren")
    figure = watched.page.locator("#thema-hulp")
    expect(figure.get_by_role("status")).to_have_text("")
    figure.get_by_role("link", name=NAME).click()
    expect(figure.get_by_role("status")).to_have_text("Link gekopieerd")
    copied = watched.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{watched.base}/jaren?")
    assert copied.endswith("#thema-hulp")
    assert watched.page.url == f"{watched.base}/jaren"
    assert watched.trouble == []


def test_without_a_clipboard_it_is_an_ordinary_link(visit):
    watched = visit()
    watched.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    watched.open("/vraag")
    watched.page.locator("#groepen").get_by_role("link", name=NAME).click()
    watched.page.wait_for_url("**/vraag?*#groepen")
    expect(watched.page.locator("#groepen")).to_be_visible()


def test_a_refused_clipboard_leads_to_the_chart(visit):
    watched = visit()
    refuse = "{ value: { writeText: () => Promise.reject(new Error('no')) } }"
    watched.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {refuse})")
    watched.open("/vraag")
    watched.page.locator("#groepen").get_by_role("link", name=NAME).click()
    watched.page.wait_for_url("**/vraag?*#groepen")


def test_the_address_of_a_chart_scrolls_to_it(visit):
    watched = visit()
    watched.open("/vraag#groepen")
    watched.until(
        "Math.abs(document.querySelector('#groepen').getBoundingClientRect().top) < 100 || "
        "window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2"
    )
    assert watched.page.evaluate("window.scrollY") > 0
    assert watched.trouble == []

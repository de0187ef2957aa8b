"""Sharing: an address that cannot be copied is shown; files come; an address leads back (copying: test_goals.py)."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CHART = "Kopieer link naar deze grafiek"
SELECTED = "(field => field.value.slice(field.selectionStart, field.selectionEnd))(document.activeElement)"


@pytest.mark.parametrize(
    "clipboard", ["undefined", "{ writeText: () => Promise.reject(new Error('no')) }"], ids=["absent", "refused"]
)
def test_without_a_clipboard_the_address_is_shown_selected(visit, clipboard):
    watched = visit(width=390)
    watched.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    watched.open("/vraag")
    figure = watched.page.locator("#groepen")
    figure.get_by_role("button", name=CHART).click()
    expect(figure.get_by_role("status")).to_have_text("Kopieer het adres met Ctrl+C.")
    shown = figure.get_by_role("textbox", name="Adres om te kopi\N{LATIN SMALL LETTER E WITH DIAERESIS}ren")
    expect(shown).to_be_focused()
    address = shown.input_value()
    assert address.startswith(f"{watched.base}/vraag?")
    assert address.endswith("#groepen")
    assert watched.page.evaluate(SELECTED) == address
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
    watched.page.keyboard.press("Control+c")
    expect(figure.get_by_role("status")).to_have_text("Gekopieerd.")
    assert watched.trouble == []


def test_a_chart_is_kept_as_a_file_and_the_page_stays(visit):
    watched = visit()
    watched.open("/vraag?vragenlijst=ouders&vraag=com_tevreden")
    for kind, ending in (("PNG", ".png"), ("SVG", ".svg"), ("Excel", ".xlsx")):
        with watched.page.expect_download() as kept:
            watched.page.locator("#jaren").get_by_role("link", name=kind).click()
        name = kept.value.suggested_filename
        assert name.startswith("basisschool-de-linde_ouders_hoe-tevreden-ben-je")
        assert name.endswith(f"2025-2026{ending}")
        assert kept.value.path().stat().st_size > 3000
    assert watched.page.locator("figure.chart").count() == 3
    scripts = watched.page.evaluate(
        "performance.getEntriesByType('resource').filter(e => new URL(e.name).pathname.endsWith('.js'))"
        ".map(e => e.encodedBodySize)"
    )
    assert len(scripts) > 10
    assert sum(scripts) <= 1_000_000, "everything that the page loads, later parts included"
    assert watched.trouble == []


def test_the_address_of_a_chart_scrolls_to_it(visit):
    watched = visit()
    watched.open("/vraag#groepen")
    watched.until(
        "Math.abs(document.querySelector('#groepen').getBoundingClientRect().top) < 100 || "
        "window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2"
    )
    assert watched.page.evaluate("window.scrollY") > 0
    assert watched.trouble == []

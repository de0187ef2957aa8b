"""Using the dashboard: addresses, Back, menus, tables, the keyboard, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import served
from tests.support import releases

pytestmark = pytest.mark.browser


def choose(page, menu: str, line: str) -> None:
    page.get_by_role("textbox", name=menu, exact=True).click()
    page.get_by_role("option", name=line, exact=True).click()


def test_a_choice_goes_into_the_address_and_back_undoes_it(visit):
    watched = visit()
    page = watched.page
    watched.open("/jaren")
    expect(page.locator("figure.chart")).to_have_count(7)
    choose(page, "Thema", "Informatie van de school")
    expect(page.locator("figure.chart")).to_have_count(1)
    assert "thema=communicatie" in page.url
    page.go_back()
    expect(page.locator("figure.chart")).to_have_count(7)
    expect(page.get_by_role("textbox", name="Thema")).to_have_value("Alle thema's")
    assert watched.trouble == []


def test_a_choice_that_is_not_offered_shows_the_default_and_says_so(visit):
    watched = visit()
    watched.open("/vraag?vragenlijst=<script>alert(1)</script>&vraag=geheim")
    expect(watched.page.locator(".notice").first).to_contain_text("wat het adres vraagt, is er niet")
    expect(watched.page.get_by_role("textbox", name="Wie antwoordde")).to_have_value("Ouders")
    assert watched.trouble == []


def test_the_focus_stays_on_the_menu_after_a_choice(visit):
    watched = visit()
    watched.open("/jaren")
    page = watched.page
    choose(page, "Thema", "Hulp zoeken")
    expect(page.locator("figure.chart")).to_have_count(1)
    expect(page.get_by_role("textbox", name="Thema")).to_be_focused()
    page.get_by_role("radio", name="2024-2025").last.focus()
    page.keyboard.press("Space")
    expect(page.locator("h2")).to_have_text("Van 2023-2024 naar 2024-2025")
    expect(page.get_by_role("radio", checked=True)).to_be_focused()


def test_the_table_holds_the_numbers_of_the_chart(visit):
    watched = visit()
    watched.open("/vraag")
    figure = watched.page.locator("figure.chart").first
    expect(figure.get_by_role("table")).to_be_hidden()
    figure.get_by_text("Toon de cijfers als tabel").click()
    expect(figure.get_by_role("table")).to_be_visible()
    drawn = figure.locator(".bartext").all_text_contents()
    table = figure.get_by_role("table").inner_text()
    assert drawn
    assert all(number in table for number in drawn)


def test_the_keyboard_reaches_everything(visit):
    watched = visit()
    watched.open("/vraag")
    page = watched.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _step in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
    wanted = page.evaluate(
        """[...document.querySelectorAll('a[href], button, summary, input:not([type=hidden])')]
            .filter(each => each.checkVisibility() && !(each.type === 'radio' && !each.checked) && each.tabIndex >= 0)
            .map(each => each.outerHTML.slice(0, 200))"""
    )
    assert set(wanted) - reached == set()


def test_light_and_dark_can_be_switched_and_are_kept(visit):
    watched = visit()
    watched.open("/")
    page = watched.page
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Wissel tussen licht en donker").click()
    watched.until("document.documentElement.dataset.mantineColorScheme === 'dark'")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.reload()
    watched.settle()
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"


def test_targets_are_large_enough(visit):
    watched = visit(width=390)
    watched.open("/vraag")
    small = watched.page.evaluate(
        """[...document.querySelectorAll('button, summary, .nav a, label.mantine-SegmentedControl-label')]
            .map(each => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
            .filter(([, box]) => box.height > 0 && (box.height < 24 || box.width < 24)).map(([html]) => html)"""
    )
    assert small == []


def test_no_motion_for_those_who_want_none(visit):
    watched = visit()
    watched.page.emulate_media(reduced_motion="reduce")
    watched.open("/vraag")
    moving = watched.page.evaluate(
        """[...document.querySelectorAll('*')].filter(each => parseFloat(getComputedStyle(each).transitionDuration) > 0)
            .map(each => each.tagName + ' ' + each.className)"""
    )
    assert moving == []


@pytest.mark.parametrize("width", [1280, 390])
def test_an_unknown_page_has_the_look_of_the_site(visit, width):
    watched = visit(width=width)
    answer = watched.page.goto(f"{watched.base}/nergens")
    assert answer.status == 404
    expect(watched.page.get_by_role("heading", level=1)).to_have_text("Deze pagina bestaat niet")
    assert "Source Sans 3" in watched.page.evaluate("getComputedStyle(document.body).fontFamily")
    watched.page.get_by_role("link", name="Naar het overzicht").click()
    watched.settle()
    expect(watched.page.get_by_role("heading", level=1)).to_have_text("Hoe staat het ervoor?")


def test_a_wide_table_says_on_a_phone_that_there_is_more(visit):
    hint = "Schuif opzij voor de andere kolommen."
    phone, desktop = visit(width=390), visit()
    for watched in (phone, desktop):
        watched.open("/cijfers")
    expect(phone.page.get_by_text(hint)).to_be_visible()
    expect(desktop.page.get_by_text(hint)).to_be_hidden()


@pytest.fixture(scope="module", params=["one_year", "everything_hidden", "nothing"])
def meagre(request) -> Iterator[str]:
    yield from served(getattr(releases, request.param)())


@pytest.mark.parametrize("address", ["/", "/jaren", "/vraag", "/cijfers"])
def test_pages_stand_with_little_or_nothing_to_show(visit, meagre, address):
    watched = visit(base=meagre)
    watched.open(address)
    assert watched.trouble == []
    expect(watched.page.locator("h1")).to_be_visible()

"""Two people of the school at work, each with the mouse on a desktop and with the keyboard alone on a telephone.

The working group opens its goals; the parents' council finds what changed and shares it.
"""

from collections.abc import Callable, Iterator

import pytest
from argon2 import profiles
from playwright.sync_api import Locator, Page, expect

from monitor import texts
from monitor.accounts import passwords
from tests.browser.conftest import Watched, served
from tests.support.accounts import school_in
from tests.support.declared import school_with_goals

pytestmark = pytest.mark.browser

CHANGED = "Hoe tevreden ben je over wat de school aan ouders vertelt"
PAGE, CHART = "Kopieer link", "Kopieer link naar deze grafiek"


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a dashboard where people sign in, and the sessions of two who did."""
    texts.use("nl")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
        school = school_in(tmp_path_factory.mktemp("school"))
        sessions = {role: school.joins(role, role) for role in ("werkgroep", "ouderraad")}
        for address in served(school_with_goals(), keeper=school.accounts):
            yield address, sessions
        school.accounts.close()


@pytest.fixture
def as_one(visit: Callable[..., Watched], signed_in: tuple[str, dict[str, str]]) -> Callable[..., Watched]:
    """Opens a page as somebody of this role."""
    base, sessions = signed_in

    def opened(role: str, address: str = "/", *, width: int = 1280) -> Watched:
        watched = visit(width=width, base=base)
        watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        watched.page.context.add_cookies([{"name": "schoolklimaat", "value": sessions[role], "url": base}])
        watched.open(address)
        return watched

    return opened


def by_mouse(_page: Page, wanted: Locator) -> None:
    wanted.click()


def by_keyboard(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there, then Enter; nothing is pointed at."""
    for _time in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no tab stop: {wanted}")


def goes_to(page: Page, use: Callable[[Page, Locator], None], name: str) -> None:
    """To a page of the navigation, which is behind a button on a telephone."""
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():
        use(page, menu)
    use(page, page.get_by_role("navigation", name="Pagina's").get_by_role("link", name=name, exact=True))


WAYS = pytest.mark.parametrize(("use", "width"), [(by_mouse, 1280), (by_keyboard, 390)], ids=["mouse", "keyboard"])


@WAYS
def test_the_working_group_opens_its_goals(as_one, use, width):
    watched = as_one("werkgroep", width=width)
    page = watched.page
    goes_to(page, use, "Doelen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zijn onze doelen bereikt?")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title("Doelen \N{EN DASH} Basisschool De Linde")
    watched.settle()
    first, second = page.locator("#doel-1"), page.locator("#doel-2")
    expect(first.locator(".verdict")).to_have_text("Bereikt")
    expect(first).to_contain_text("Bereikt, en dat is zo goed als zeker.")
    expect(first.get_by_role("table")).to_be_hidden()
    use(page, first.get_by_text("Toon de cijfers als tabel"))
    expect(first.get_by_role("rowheader")).to_have_text(["2024-2025", "2025-2026"])
    expect(first.locator(".main-svg").first).to_be_visible()
    expect(second.get_by_role("table", name="Bijstellingen, de oudste eerst")).to_be_visible()
    use(page, second.get_by_role("heading", level=3).first.get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Zijn onze doelen bereikt?")
    watched.settle()
    assert "vraag=ver_vertrouwen" in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zijn onze doelen bereikt?")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.trouble == []


@WAYS
def test_the_parents_council_finds_what_changed_and_shares_it(as_one, use, width):
    watched = as_one("ouderraad", width=width)
    page = watched.page
    use(page, page.get_by_role("link", name="Tevreden over de informatie", exact=True).first)
    expect(page.locator(".lead")).to_contain_text(CHANGED)
    watched.settle()
    figure = page.locator("#jaren")
    told = [figure.locator(".chart-title").inner_text(), figure.locator("figcaption p").inner_text()]
    assert "2024-2025" in " ".join(told)
    assert "punten" in told[1]
    assert "maat=favourable" in page.url
    use(page, page.get_by_role("button", name=PAGE, exact=True))
    expect(page.locator(".share").first.get_by_role("status")).to_have_text("Gekopieerd.")
    whole = page.evaluate("navigator.clipboard.readText()")
    assert whole.startswith(f"{watched.base}/vraag?vragenlijst=ouders&")
    expect(figure.get_by_role("status")).to_have_text("")
    use(page, figure.get_by_role("button", name=CHART))
    expect(figure.get_by_role("status")).to_have_text("Gekopieerd.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{whole}#jaren"
    other = as_one("werkgroep", address.removeprefix(watched.base), width=width)
    expect(other.page.locator(".lead")).to_contain_text(CHANGED)
    shown = other.page.locator("#jaren")
    assert [shown.locator(".chart-title").inner_text(), shown.locator("figcaption p").inner_text()] == told
    assert watched.trouble == other.trouble == []

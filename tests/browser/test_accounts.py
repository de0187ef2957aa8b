"""From the invitation to signing out, by keyboard alone; the pages outside the dashboard are accessible."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import profiles
from werkzeug.serving import make_server

from dashboards.app import create_app
from monitor import texts
from monitor.accounts import passwords
from tests.browser.conftest import _Silent
from tests.browser.test_pages import violations
from tests.support import releases
from tests.support.accounts import PASSWORD, School, school_in

pytestmark = pytest.mark.browser


@pytest.fixture
def open_school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[School, str]]:
    """A school whose dashboard people sign in to, and its address."""
    texts.use("nl")
    monkeypatch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
    school = school_in(tmp_path)
    app = create_app(releases.one_year(), keeper=school.accounts)
    server = make_server("127.0.0.1", 0, app.server, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield school, f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    school.accounts.close()


def tabs_to(page, name):
    """Press Tab until the focus is on something of this name."""
    for _time in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText") == name:
            return
    raise AssertionError(f"no tab stop: {name}")


def types(page, name, text):
    tabs_to(page, name)
    page.keyboard.type(text)


def is_accessible(watched):
    """No violation, light and wide or dark and narrow; nothing wider than the screen, nothing asked of others."""
    for scheme, width in (("light", 1280), ("dark", 390)):
        watched.page.evaluate(f"document.documentElement.setAttribute('data-mantine-color-scheme', '{scheme}')")
        watched.page.set_viewport_size({"width": width, "height": 900})
        assert violations(watched.page) == []
        wide, screen = watched.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= screen
    watched.page.set_viewport_size({"width": 1280, "height": 900})
    assert watched.foreign == []
    assert watched.page.locator("h1").count() == 1


def enters(watched, there):
    """Press Enter and wait for what that leads to."""
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_selector(there)


def heading(words):
    return f"h1:has-text('{words}')"


OVERVIEW = "nav a[aria-current=page]"


def test_a_head_of_the_school_from_invitation_to_signing_out_by_keyboard(visit, open_school):
    school, base = open_school
    watched = visit(base=base)
    page = watched.page
    page.goto(f"{base}/uitnodiging?sleutel={school.accounts.users.add('an', 'director')}")
    is_accessible(watched)
    school.secrets["an"] = page.locator("code.secret").inner_text().replace(" ", "")
    types(page, "Nieuw wachtwoord", PASSWORD)
    types(page, "Nog een keer hetzelfde wachtwoord", PASSWORD)
    types(page, "Code van de app", school.code("an"))
    for there, next_ in (
        ("ul.recovery", "Naar het overzicht"),
        (OVERVIEW, "Account"),
        (heading("Uw account"), "Afmelden"),
        (heading("Aanmelden"), None),
    ):
        enters(watched, there)
        if there != OVERVIEW:
            is_accessible(watched)
        watched.settle()
        if next_:
            tabs_to(page, next_)
    page.go_back()
    page.reload()
    page.wait_for_selector(heading("Aanmelden"))
    assert watched.trouble == []


def test_signing_in_with_a_code_and_a_session_that_ends_while_one_looks(visit, open_school):
    school, base = open_school
    school.joins("an", "director")
    watched = visit(base=base)
    page = watched.page
    page.goto(f"{base}/vraag?vraag=com_tevreden")
    for password, there in (("verkeerd verkeerd", "[role=alert]"), (PASSWORD, heading("Uw code"))):
        types(page, "Naam van het account", "an")
        types(page, "Wachtwoord", password)
        enters(watched, there)
        is_accessible(watched)
    school.clock.later(30)
    types(page, "Code van de app", school.code("an"))
    enters(watched, OVERVIEW)
    assert page.url == f"{base}/vraag?vraag=com_tevreden"
    watched.settle()
    school.accounts.users.remove("an")
    page.locator("nav a", has_text="Over de cijfers").click()
    page.wait_for_selector(heading("Aanmelden"))
    assert "verder=%2Fcijfers" in page.url or "verder=%2Fvraag" in page.url


def test_who_keeps_the_accounts_invites_by_keyboard(visit, open_school):
    school, base = open_school
    session = school.joins("bo", "beheerder")
    watched = visit(base=base)
    watched.page.context.add_cookies([{"name": "schoolklimaat", "value": session, "url": base}])
    watched.page.goto(base)
    watched.page.wait_for_selector("h1:has-text('De accounts van de school')")
    types(watched.page, "Naam van het account", "an.peeters")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_selector("[role=alert] code")
    is_accessible(watched)
    assert watched.trouble == []

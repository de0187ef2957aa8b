"""The pages with which people sign in: forms, cookies, and what a browser of somebody else can do with them."""

import re

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.auth.sheets import again
from monitor.catalogue import catalogue
from monitor.catalogue.catalogue import Catalogue
from monitor.roles import Viewer
from tests.support import releases
from tests.support.accounts import PASSWORD, School, as_user, mark_in

HTTPS = {"base_url": "https://school.example"}


@pytest.fixture
def browser(school: School) -> FlaskClient:
    """A browser that has not been here before."""
    return create_app(releases.one_year(), keeper=school.accounts, names=["school.example"]).server.test_client()


def cookie(browser: FlaskClient) -> str:
    found = browser.get_cookie("schoolklimaat")
    return found.value if found else ""


def sent(browser: FlaskClient, path: str, query: str = "", **fields):
    """Open the page with a form and send it."""
    page = browser.get(f"{path}{query}")
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    return browser.post(path, data={**hidden, **fields})


def signs_in(browser, name="an", password=PASSWORD, query=""):
    return sent(browser, "/aanmelden", query, naam=name, wachtwoord=password)


def test_signing_in_puts_another_id_in_the_cookie(school, browser):
    """Session fixation: who planted the id of before has nothing."""
    school.joins("an", "werkgroep")
    browser.get("/aanmelden")
    before = cookie(browser)
    assert len(before) >= 43
    assert signs_in(browser).headers["Location"] == "/"
    assert cookie(browser) != before
    assert browser.get("/jaren").status_code == 200
    assert as_user(browser.application.test_client(), before).get("/jaren").status_code == 303
    assert school.accounts.viewer(before) is None


def test_a_planted_session_of_somebody_else_is_left_behind(school, browser):
    planted = school.joins("boef", "ouderraad")
    school.joins("an", "werkgroep")
    as_user(browser, planted)
    signs_in(browser)
    assert school.accounts.viewer(cookie(browser)) == Viewer("an", "werkgroep")
    assert cookie(browser) != planted


def test_the_cookie_is_for_our_pages_alone(school, browser):
    school.joins("an", "werkgroep")
    flags = {"HttpOnly", "Path=/", "SameSite=Strict"}
    here = browser.get("/aanmelden").headers["Set-Cookie"].split("; ")
    assert here[0].startswith("schoolklimaat=")
    assert set(here[1:]) == flags
    there = browser.get("/aanmelden", **HTTPS).headers["Set-Cookie"].split("; ")
    assert there[0].startswith("__Host-schoolklimaat=")
    assert set(there[1:]) == flags | {"Secure"}
    page = browser.get("/aanmelden", **HTTPS)
    fields = {"merk": mark_in(page.text), "naam": "an", "wachtwoord": PASSWORD}
    answer = browser.post("/aanmelden", data=fields, **HTTPS)
    assert answer.status_code == 303
    assert set(answer.headers["Set-Cookie"].split("; ")[1:]) == flags | {"Secure"}
    assert browser.get("/jaren", **HTTPS).status_code == 200


def test_signing_out_really_ends_it(school, browser):
    school.joins("an", "werkgroep")
    signs_in(browser)
    session = cookie(browser)
    answer = sent(browser, "/account")
    assert answer.status_code == 405  # that page takes no form: the button leads to its own door
    mark = mark_in(browser.get("/account").text)
    answer = browser.post("/account/afmelden", data={"merk": mark})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/aanmelden")
    assert cookie(browser) == ""
    assert as_user(browser, session).get("/jaren").status_code == 303
    assert school.accounts.viewer(session) is None


@pytest.mark.parametrize("mark", ["", "0" * 64, "\N{SNOWMAN}"])
def test_a_form_that_is_not_ours_does_nothing(school, browser, mark):
    """CSRF: neither signing in (as the attacker), nor out, nor inviting."""
    school.joins("an", "beheerder")
    fields = {"merk": mark, "naam": "an", "wachtwoord": PASSWORD}
    assert browser.post("/aanmelden", data=fields).status_code == 403
    signs_in(browser)
    session = cookie(browser)
    for path in ("/account/afmelden", "/gebruikers", "/account/wachtwoord", "/uitnodiging", "/aanmelden/code"):
        answer = browser.post(path, data={"merk": mark, "wat": "nieuw", "wie": "boef", "rol": "director"})
        assert answer.status_code == 403
        assert "geen cookies" in answer.text
    assert school.accounts.viewer(session) is not None
    assert [one.name for one in school.accounts.users.all()] == ["an"]


def test_the_mark_of_one_browser_is_of_no_use_in_another(school, browser):
    school.joins("an", "werkgroep")
    other = browser.application.test_client()
    mark = mark_in(other.get("/aanmelden").text)
    browser.get("/aanmelden")
    fields = {"merk": mark, "naam": "an", "wachtwoord": PASSWORD}
    assert browser.post("/aanmelden", data=fields).status_code == 403
    assert browser.application.test_client().post("/aanmelden", data=fields).status_code == 403


def test_a_wrong_password_says_nothing_of_who_exists(school, browser):
    school.joins("an", "werkgroep")
    answers = [signs_in(browser, name, "verkeerd verkeerd") for name in ("an", "niemand")]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].text.replace("an", "") == answers[1].text.replace("an", "")
    assert 'role="alert"' in answers[0].text
    assert "verkeerd verkeerd" not in answers[0].text


def test_the_sixth_try_says_how_long_to_wait(school, browser):
    for number in range(5):
        assert signs_in(browser, f"naam{number}", "verkeerd verkeerd").status_code == 401
    answer = signs_in(browser, "an", "verkeerd verkeerd")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Wacht 60 seconden" in answer.text
    school.clock.later(61)
    assert signs_in(browser, "an", "verkeerd verkeerd").status_code == 401


@pytest.mark.parametrize(("wanted", "place"), [
    ("/jaren?vragenlijst=ouders&van=2024-2025", "/jaren?vragenlijst=ouders&van=2024-2025"), ("/jaren", "/jaren"),
    ("//elders.example/jaren", "/"), ("https://elders.example/jaren", "/"), ("/\\elders.example", "/"),
    ("javascript:alert(1)", "/"), ("/gebruikers", "/"), ("/aanmelden", "/"), ("jaren", "/"), ("", "/"), ("//[x", "/"),
])  # fmt: skip
def test_who_signs_in_goes_on_to_a_page_of_ours(school, browser, wanted, place):
    school.joins("an", "werkgroep")
    page = browser.get("/aanmelden", query_string={"verder": wanted})
    fields = {"merk": mark_in(page.text), "naam": "an", "wachtwoord": PASSWORD, "verder": wanted}
    assert browser.post("/aanmelden", data=fields).headers["Location"] == place


def test_a_link_asks_to_sign_in_and_then_leads_where_it_should(school, browser):
    school.joins("an", "werkgroep")
    answer = browser.get("/jaren?vragenlijst=ouders")
    assert answer.headers["Location"] == "/aanmelden?verder=%2Fjaren%3Fvragenlijst%3Douders"
    answer = signs_in(browser, query=answer.headers["Location"].removeprefix("/aanmelden"))
    assert answer.headers["Location"] == "/jaren?vragenlijst=ouders"


def test_a_link_in_a_mail_asks_once_more_from_a_page_of_ours(school, browser):
    """SameSite=Strict keeps the cookie back from a link elsewhere: who is signed in would seem to be out."""
    as_user(browser, school.joins("an", "werkgroep"))
    answer = browser.get('/jaren?van="><script>', headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert 'content="0; url=/jaren?van=' in answer.text
    assert "<script>" not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert 'content="0; url=/elders.example"' in again("//elders.example").get_data(as_text=True)


def test_a_head_of_the_school_signs_in_with_a_code(school, browser):
    school.joins("an", "director")
    answer = signs_in(browser, query="?verder=/jaren")
    assert answer.headers["Location"] == "/aanmelden/code?verder=%2Fjaren"
    half = cookie(browser)
    assert browser.get("/jaren").status_code == 303
    school.clock.later(30)
    wrong = sent(browser, "/aanmelden/code", "?verder=/jaren", code="000000")
    assert (wrong.status_code, cookie(browser)) == (401, half)
    right = sent(browser, "/aanmelden/code", "?verder=/jaren", code=school.code("an"))
    assert right.headers["Location"] == "/jaren"
    assert cookie(browser) != half
    assert browser.get("/jaren").status_code == 200


def test_an_invitation_becomes_an_account(school, browser):
    token = school.accounts.users.add("an", "director")
    page = browser.get(f"/uitnodiging?sleutel={token}")
    assert page.status_code == 200
    assert "<svg" in page.text
    assert "http:" not in page.text.replace("http://www.w3.org", "")
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page.text)
    school.secrets["an"] = found[1].replace(" ", "")
    choice = {"wachtwoord": PASSWORD, "nogmaals": PASSWORD, "code": school.code("an")}
    query = f"?sleutel={token}"
    for wrong, said in (({"nogmaals": "x"}, "niet gelijk"), ({"code": "1"}, "code van de app"),
                        ({"wachtwoord": "kort", "nogmaals": "kort"}, "te kort")):  # fmt: skip
        answer = sent(browser, "/uitnodiging", query, **{**choice, **wrong})
        assert answer.status_code == 401
        assert said in answer.text
        assert PASSWORD not in answer.text
    answer = sent(browser, "/uitnodiging", query, **choice)
    assert len(re.findall(r"<li><code>[a-z2-9]{4}(?:-[a-z2-9]{4}){3}</code>", answer.text)) == 10
    assert browser.get("/jaren").status_code == 200
    assert browser.get(f"/uitnodiging{query}").status_code == 410
    mark = mark_in(browser.get("/account").text)
    assert browser.post("/uitnodiging", data={"merk": mark, "sleutel": token, **choice}).status_code == 410


def test_who_needs_no_code_goes_straight_on(school, browser):
    token = school.accounts.users.add("bo", "ouderraad")
    page = browser.get(f"/uitnodiging?sleutel={token}")
    assert "<svg" not in page.text
    answer = sent(browser, "/uitnodiging", f"?sleutel={token}", wachtwoord=PASSWORD, nogmaals=PASSWORD)
    assert answer.headers["Location"] == "/"
    assert browser.get("/").status_code == 200


def test_another_password(school, browser):
    school.joins("an", "werkgroep")
    signs_in(browser)
    other = browser.application.test_client()
    signs_in(other)
    new = "vier woorden zonder band"
    wrong = sent(browser, "/account/wachtwoord", huidig="x", wachtwoord=new, nogmaals=new)
    assert wrong.status_code == 401
    assert sent(browser, "/account/wachtwoord", huidig=PASSWORD, wachtwoord=new, nogmaals="x").status_code == 401
    right = sent(browser, "/account/wachtwoord", huidig=PASSWORD, wachtwoord=new, nogmaals=new)
    assert right.headers["Location"] == "/account"
    assert browser.get("/jaren").status_code == 200
    assert other.get("/jaren").status_code == 303


@pytest.mark.parametrize("role", ["ouderraad", "beheerder"])
def test_the_account_says_who_is_signed_in_and_shows_the_ways_of_the_role(school, browser, role):
    page = as_user(browser, school.joins("an", role)).get("/account").text
    assert f"“an” ({role})" in page
    assert ('href="/gebruikers"' in page) is (role == "beheerder")


def test_an_invitation_proposes_the_least_rights_first(school, browser):
    as_user(browser, school.joins("bo", "beheerder"))
    menu = re.search(r'<select id="rol".*?</select>', browser.get("/gebruikers").text)
    offered = re.findall(r'<option value="(\w+)"( selected)?>', menu[0])
    assert offered == [("ouderraad", " selected"), ("werkgroep", ""), ("beheerder", ""), ("director", "")]


def test_who_keeps_the_accounts_invites_resets_and_removes(school, browser):
    as_user(browser, school.joins("bo", "beheerder"))
    session = school.joins("an", "werkgroep")
    school.accounts.opened(Viewer("an", "werkgroep"), "/jaren")
    assert browser.get("/").headers["Location"] == "/gebruikers"
    assert re.search(
        r"<th scope=\"row\">[^<]+ 2027</th><td>an</td><td>Jaren vergelijken</td>", browser.get("/gebruikers").text
    )
    made = sent(browser, "/gebruikers", wat="nieuw", wie="els", rol="ouderraad")
    token = re.search(r"http://localhost/uitnodiging\?sleutel=([\w-]+)", made.text)[1]
    assert school.accounts.invited(token).role == "ouderraad"
    again = sent(browser, "/gebruikers", wat="opnieuw", wie="an")
    assert "sleutel=" in again.text
    assert school.accounts.viewer(session) is None
    gone = sent(browser, "/gebruikers", wat="weg", wie="els")
    assert "Het account van els is weg" in gone.text
    assert [one.name for one in school.accounts.users.all()] == ["an", "bo"]


@pytest.mark.parametrize("fields", [
    {"wat": "weg", "wie": "bo"}, {"wat": "opnieuw", "wie": "BO "}, {"wat": "weg", "wie": "niemand"}, {"wat": "iets"},
    {"wat": "nieuw", "wie": "els", "rol": "baas"}, {"wat": "nieuw", "wie": "<b>els", "rol": "ouderraad"},
])  # fmt: skip
def test_what_cannot_be_is_said_and_changes_nothing(school, browser, fields):
    as_user(browser, school.joins("bo", "beheerder"))
    answer = sent(browser, "/gebruikers", **{"wie": "", **fields})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "<b>" not in answer.text
    assert [one.name for one in school.accounts.users.all()] == ["bo"]
    assert browser.get("/gebruikers").status_code == 200


def test_a_removed_user_is_out_with_the_next_click(school, browser):
    as_user(browser, school.joins("an", "werkgroep"))
    assert browser.get("/jaren").status_code == 200
    school.accounts.users.remove("an")
    assert browser.get("/jaren").status_code == 303
    assert browser.post("/_dash-update-component", json={}).status_code == 401
    assert as_user(browser, "x" * 101).get("/jaren").status_code == 303


def test_a_workspace_that_is_busy_is_said_in_dutch(school, browser, tmp_path, monkeypatch):
    school.joins("an", "werkgroep")
    monkeypatch.setattr(catalogue, "WAIT", 0)
    other = Catalogue(tmp_path / "catalogue.sqlite")
    with other.change():
        answer = signs_in(browser)
        assert answer.status_code == 503
        assert "bezig" in answer.text
    other.close()

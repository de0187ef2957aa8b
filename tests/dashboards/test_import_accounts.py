"""The import wizard where people sign in: a visit belongs to the session in which it began."""

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.importing.routes import OWNER
from dashboards.seal import LONGEST, derived, is_sealed, own, seal_of
from tests.support import releases
from tests.support.accounts import School, as_user, mark_in
from tests.support.desks import FakeDesk
from tests.support.wizard import COLUMNS, START, at, seal, send, upload, visit_of

STEPS = ("kolommen", "antwoorden", "nakijken", "proef")


@pytest.fixture
def browsers(school: School, desk: FakeDesk) -> tuple[FlaskClient, FlaskClient]:
    """Two heads of one school, each in a browser of their own."""
    server = create_app(releases.nothing(), keeper=school.accounts, desk=desk).server
    one, other = (as_user(server.test_client(), school.joins(name, "director")) for name in ("an", "bo"))
    return one, other


def sees_nothing(browser: FlaskClient, visit: str, desk: FakeDesk) -> None:
    looks = len(desk.asked)
    for step in STEPS:
        shown = at(browser, step, id=visit)
        assert shown.status_code == 404
        assert "Voel je je veilig?" not in shown.text
    for name in ("kolommen", "inlezen", "stoppen"):
        assert send(browser, name, id=visit, **COLUMNS).status_code == 404
    assert (len(desk.asked), desk.done) == (looks, [])


def test_a_visit_is_for_nobody_but_the_session_in_which_it_began(
    school: School, desk: FakeDesk, browsers: tuple[FlaskClient, FlaskClient]
) -> None:
    one, other = browsers
    visit = visit_of(upload(one))
    assert "Voel je je veilig?" in at(one, "kolommen", id=visit).text
    assert one.get_cookie(OWNER, path="/importeren") is None, "who signed in needs no second cookie"
    sees_nothing(other, visit, desk)
    # the browser is handed to the other, or the other sends what it knows of it: the cookies of both are of no use
    session = one.get_cookie("schoolklimaat")
    assert session is not None
    for cookie in (seal(one), session.value, derived(session.value, "import")):
        other.set_cookie(OWNER, cookie, path="/importeren")
        sees_nothing(other, visit, desk)
    assert other.post("/importeren/stoppen", data={"merk": seal(one), "id": visit}).status_code == 403
    assert at(one, "proef", id=visit).status_code == 200


def test_after_signing_out_a_visit_is_not_there_any_more_nor_for_the_next_who_signs_in_there(
    school: School, desk: FakeDesk, browsers: tuple[FlaskClient, FlaskClient]
) -> None:
    one, _other = browsers
    visit, sealed = visit_of(upload(one)), seal(one)
    page = one.get("/account")
    assert one.post("/account/afmelden", data={"merk": mark_in(page.text)}).status_code == 303
    assert at(one, "kolommen", id=visit).location.startswith("/aanmelden")
    assert one.post("/importeren/inlezen", data={"merk": sealed, "id": visit}).status_code == 401
    for name in ("bo", "an"):
        as_user(one, school.signs_in(name))
        sees_nothing(one, visit, desk)
        assert one.post("/importeren/inlezen", data={"merk": sealed, "id": visit}).status_code == 403
    assert desk.done == []


def test_without_accounts_the_cookie_of_an_account_is_of_no_use(importer: FlaskClient, desk: FakeDesk) -> None:
    visit = visit_of(upload(importer))
    cookie = importer.get_cookie(OWNER, path="/importeren")
    assert cookie is not None
    other = as_user(importer.application.test_client(), cookie.value)
    sees_nothing(other, visit, desk)
    assert upload(importer, **START).status_code == 303


def test_a_seal_is_of_one_cookie_and_of_nothing_else() -> None:
    assert is_sealed("a", seal_of("a"))
    for value, given in (("b", seal_of("a")), ("a", ""), ("a", None), ("", seal_of("")), ("a", "\udcff"), ("a", "é")):
        assert not is_sealed(value, given)
    assert len({seal_of("a"), derived("a", "import"), derived("a", "openid state")}) == 3
    assert [own(one) for one in (None, "", "x" * LONGEST, "x" * (LONGEST + 1))] == ["", "", "x" * LONGEST, ""]

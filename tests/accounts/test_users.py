"""Users and their invitations, and the log of who opened what."""

import datetime as dt
from pathlib import Path

import pytest

from monitor.accounts import open_accounts
from monitor.catalogue.catalogue import Catalogue
from monitor.errors import AccessRefused, CallError, WorkspaceRefused
from monitor.roles import Viewer
from monitor.workspace import make_workspace
from tests.support.accounts import PASSWORD, School


def test_an_invitation_serves_once(school: School) -> None:
    assert school.accounts.is_empty()
    token = school.accounts.users.add("an", "ouderraad")
    assert not school.accounts.is_empty()
    assert [(one.name, one.active) for one in school.accounts.users.all()] == [("an", False)]
    accepted = school.accounts.accept(token, PASSWORD, "")
    assert accepted.recovery_codes == ()
    assert school.accounts.viewer(accepted.session) == Viewer("an", "ouderraad")
    assert [(one.name, one.active) for one in school.accounts.users.all()] == [("an", True)]
    assert school.accounts.invited(token) is None
    with pytest.raises(AccessRefused, match="al gebruikt"):
        school.accounts.accept(token, PASSWORD, "")


def test_an_invitation_holds_a_week(school: School) -> None:
    token = school.accounts.users.add("an", "ouderraad")
    school.clock.later(7 * 24 * 3600)
    assert school.accounts.invited(token) is not None
    school.clock.later(1)
    assert school.accounts.invited(token) is None
    again = school.accounts.users.invite("an")
    assert school.accounts.invited(again) is not None


def test_a_new_invitation_ends_the_one_before(school: School) -> None:
    first = school.accounts.users.add("an", "ouderraad")
    second = school.accounts.users.invite("an")
    assert school.accounts.invited(first) is None
    assert school.accounts.invited(second) is not None


def test_who_was_faster_has_it(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    from monitor.accounts import passwords

    token = school.accounts.users.add("an", "ouderraad")
    hashed = passwords.hashed

    def slow(password: str) -> str:
        monkeypatch.setattr(passwords, "hashed", hashed)
        school.accounts.accept(token, PASSWORD, "")
        return hashed(password)

    monkeypatch.setattr(passwords, "hashed", slow)
    with pytest.raises(AccessRefused, match="al gebruikt"):
        school.accounts.accept(token, "een heel ander wachtwoord", "")
    assert school.accounts.sign_in("an", PASSWORD, "10.0.0.1")


@pytest.mark.parametrize(
    ("password", "code", "said"), [("kort", "", "te kort"), (PASSWORD, "000000", "code van de app")]
)
def test_an_invitation_that_is_taken_up_wrongly_still_holds(
    school: School, password: str, code: str, said: str
) -> None:
    token = school.accounts.users.add("an", "director")
    with pytest.raises(AccessRefused, match=said):
        school.accounts.accept(token, password, code)
    assert school.accounts.invited(token) is not None


def test_a_reset_shuts_out_until_the_new_link_is_used(school: School) -> None:
    session = school.joins("an", "director")
    code = school.recovery[0]
    token = school.accounts.users.reset("an")
    assert school.accounts.viewer(session) is None
    with pytest.raises(AccessRefused):
        school.accounts.sign_in("an", PASSWORD, "10.0.0.1")
    invited = school.accounts.invited(token)
    assert invited is not None
    assert invited.secret != school.secrets["an"]
    school.secrets["an"] = invited.secret
    school.accounts.accept(token, PASSWORD, school.code("an"))
    half, _owes = school.accounts.sign_in("an", PASSWORD, "10.0.0.1")
    with pytest.raises(AccessRefused):
        school.accounts.give_code(half, code, "10.0.0.1")


def test_a_password_given_at_the_keyboard(school: School) -> None:
    school.accounts.users.add_with_password("an", "beheerder", PASSWORD)
    assert school.accounts.sign_in("an", PASSWORD, "10.0.0.1")
    with pytest.raises(AccessRefused, match="te kort"):
        school.accounts.users.add_with_password("bo", "beheerder", "kort")
    with pytest.raises(CallError, match="code van een telefoon"):
        school.accounts.users.add_with_password("bo", "director", PASSWORD)
    assert [one.name for one in school.accounts.users.all()] == ["an"]


def test_calls_that_cannot_be(school: School) -> None:
    users = school.accounts.users
    school.joins("an", "werkgroep")
    for name in ("a", "an peeters", "<b>", "x" * 61, "a/b"):
        with pytest.raises(CallError, match="geen naam"):
            users.add(name, "werkgroep")
    with pytest.raises(CallError, match="al een account"):
        users.add("AN", "werkgroep")
    with pytest.raises(CallError, match="in gebruik"):
        users.invite("an")
    for call in (users.invite, users.reset, users.remove, users.require):
        with pytest.raises(CallError, match="geen account"):
            call("niemand")


@pytest.mark.parametrize("mail", [" ", "an", "@school.example", "an@", "an@school@example", "an b@school.example"])
def test_what_is_no_address_is_refused(school: School, mail: str) -> None:
    with pytest.raises(CallError, match="geen e-mailadres"):
        school.accounts.users.add("an", "werkgroep", mail)
    assert school.accounts.is_empty()


def test_an_address_counts_beside_a_password_given_at_the_keyboard(school: School) -> None:
    school.accounts.users.add_with_password("an", "werkgroep", PASSWORD, mail="an@school.example")
    session, _owes = school.accounts.sign_in_by_mail("an@school.example")
    assert school.accounts.viewer(session) == Viewer("an", "werkgroep")


def test_who_owes_a_code_and_has_no_phone_yet_is_sent_to_the_invitation(school: School) -> None:
    """An account elsewhere stands in for the password; the phone comes with the invitation alone."""
    token = school.accounts.users.add("bo", "director", "bo@school.example")
    for _each in range(2):
        with pytest.raises(AccessRefused, match="uitnodiging") as refused:
            school.accounts.sign_in_by_mail("bo@school.example")
        assert "link" in refused.value.remedy
        invited = school.accounts.invited(token)
        assert invited is not None
        school.secrets["bo"] = invited.secret
        school.accounts.accept(token, PASSWORD, school.code("bo"))
        assert school.accounts.sign_in_by_mail("bo@school.example")[1]
        token = school.accounts.users.reset("bo")


def test_an_account_elsewhere_lets_in_after_a_reset_until_it_is_removed(school: School) -> None:
    school.accounts.users.add("an", "werkgroep", "an@school.example")
    school.accounts.users.reset("an")
    assert school.accounts.sign_in_by_mail("an@school.example")
    school.accounts.users.remove("an")
    with pytest.raises(AccessRefused, match="Niemand met uw e-mailadres"):
        school.accounts.sign_in_by_mail("an@school.example")


def test_the_log_has_a_line_per_day_person_and_page_and_forgets_after_a_year(school: School) -> None:
    an, bo = Viewer("an", "werkgroep"), Viewer("bo", "ouderraad")
    first = dt.date.fromtimestamp(school.clock.seconds)
    for viewer, page in ((an, "/"), (an, "/"), (an, "/jaren"), (bo, "/")):
        school.accounts.opened(viewer, page)
    school.clock.later(24 * 3600)
    school.accounts.opened(an, "/")
    told = [((one.day - first).days, one.name, one.page) for one in school.accounts.openings()]
    assert told == [(1, "an", "/"), (0, "an", "/"), (0, "an", "/jaren"), (0, "bo", "/")]
    school.clock.later(365 * 24 * 3600)
    school.accounts.opened(bo, "/")
    assert [(one.day - first).days for one in school.accounts.openings()] == [366, 1]


def test_a_busy_workspace_keeps_nobody_out_and_loses_no_line(school: School, tmp_path: Path) -> None:
    """Whoever imports holds the lock; who looks is known meanwhile, and the log is written afterwards."""
    session = school.joins("an", "werkgroep")
    other = Catalogue(tmp_path / "catalogue.sqlite")
    school.clock.later(29 * 60)
    with other.change():
        viewer = school.accounts.viewer(session)
        assert viewer is not None
        school.accounts.opened(viewer, "/")
        assert school.accounts.openings() == ()
    other.close()
    school.accounts.opened(viewer, "/jaren")
    assert [one.page for one in school.accounts.openings()] == ["/", "/jaren"]


def test_the_accounts_of_a_workspace_have_its_key(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", "De Linde")
    accounts = open_accounts(workspace)
    token = accounts.users.add("an", "director")
    invited = accounts.invited(token)
    accounts.close()
    again = open_accounts(workspace)
    assert again.invited(token) == invited
    assert again.school == "De Linde"
    again.close()


def test_a_workspace_without_its_key_lets_nobody_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = make_workspace(tmp_path / "w", "De Linde")
    bad = tmp_path / "bad.key"
    bad.write_text("geen sleutel")
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(bad))
    with pytest.raises(WorkspaceRefused, match="sleutel"):
        open_accounts(workspace)


def test_who_is_vouched_for_elsewhere_signs_in_by_the_address_that_was_invited(school: School, tmp_path: Path) -> None:
    school.accounts.users.add("an", "werkgroep", "An@School.example")
    session, owes_code = school.accounts.sign_in_by_mail("an@school.example ")
    assert not owes_code
    assert school.accounts.viewer(session) == Viewer("an", "werkgroep")
    with pytest.raises(AccessRefused, match="Niemand met uw e-mailadres"):
        school.accounts.sign_in_by_mail("els@school.example")
    assert all(b"school.example" not in file.read_bytes().lower() for file in tmp_path.glob("catalogue*"))


def test_who_comes_from_elsewhere_waits_for_no_invitation_but_for_the_phone_where_the_role_asks_for_one(
    school: School,
) -> None:
    school.accounts.users.add("an", "werkgroep", "an@school.example")
    school.accounts.users.add("bo", "director", "bo@school.example")
    school.accounts.users.add("cas", "werkgroep")
    assert {one.name: one.active for one in school.accounts.users.all()} == {"an": True, "bo": False, "cas": False}

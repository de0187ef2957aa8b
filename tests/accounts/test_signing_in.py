"""Signing in: sessions and their ends, codes, the limit on tries, and nothing in clear."""

import sqlite3
from pathlib import Path

import pytest

from monitor.accounts.accounts import Accounts
from monitor.catalogue.catalogue import Catalogue
from monitor.errors import AccessRefused, WaitFirst
from monitor.roles import Viewer
from tests.support.accounts import KEY, PASSWORD, School, with_everybody

HERE = "10.0.0.1"


def fails(school: School, name: str = "an", address: str = HERE, accounts: Accounts | None = None) -> None:
    with pytest.raises(AccessRefused, match="klopt niet") as refused:
        (accounts or school.accounts).sign_in(name, "een ander wachtwoord", address)
    assert not isinstance(refused.value, WaitFirst)


def test_everybody_signs_in_and_is_known(school: School) -> None:
    with_everybody(school)
    for role in ("director", "werkgroep", "ouderraad", "beheerder"):
        session = school.signs_in(role)
        assert school.accounts.viewer(session) == Viewer(role, role)
    assert school.signs_in("werkgroep") != school.signs_in("werkgroep")


def test_a_name_is_the_same_in_capitals(school: School) -> None:
    school.joins("An.Peeters", "werkgroep")
    session, owes = school.accounts.sign_in(" AN.PEETERS ", PASSWORD, HERE)
    assert not owes
    assert school.accounts.viewer(session) == Viewer("an.peeters", "werkgroep")


def test_a_password_alone_lets_no_director_in(school: School) -> None:
    school.joins("an", "director")
    session, owes_code = school.accounts.sign_in("an", PASSWORD, HERE)
    assert owes_code
    assert school.accounts.viewer(session) is None
    with pytest.raises(AccessRefused, match="code klopt niet"):
        school.accounts.give_code(session, "000000", HERE)
    with pytest.raises(AccessRefused, match="code klopt niet"):
        school.accounts.give_code(session, school.code("an"), HERE)  # the code with which the account was made
    school.clock.later(30)
    whole = school.accounts.give_code(session, school.code("an"), HERE)
    assert school.accounts.viewer(whole) == Viewer("an", "director")
    assert whole != session
    with pytest.raises(AccessRefused, match="duurde te lang"):
        school.accounts.give_code(session, school.code("an"), HERE)  # the half session was used up


def test_a_code_serves_once(school: School) -> None:
    school.joins("an", "director")
    school.signs_in("an")
    session, _owes = school.accounts.sign_in("an", PASSWORD, HERE)
    with pytest.raises(AccessRefused, match="code klopt niet"):
        school.accounts.give_code(session, school.code("an"), HERE)


def test_a_director_whose_secret_is_gone_gets_no_further(school: School, tmp_path: Path) -> None:
    school.joins("an", "director")
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        connection.execute("update users set totp = null")
    connection.close()
    session, owes_code = school.accounts.sign_in("an", PASSWORD, HERE)
    assert owes_code
    with pytest.raises(AccessRefused, match="code klopt niet"):
        school.accounts.give_code(session, "123456", HERE)


def test_the_code_must_follow_within_five_minutes(school: School) -> None:
    school.joins("an", "director")
    session, _owes = school.accounts.sign_in("an", PASSWORD, HERE)
    school.clock.later(5 * 60 + 1)
    with pytest.raises(AccessRefused, match="duurde te lang"):
        school.accounts.give_code(session, school.code("an"), HERE)


def test_a_recovery_code_stands_in_once_and_for_its_owner_alone(school: School) -> None:
    school.joins("an", "director")
    first = school.recovery[0]
    school.joins("bo", "director")
    session, _owes = school.accounts.sign_in("bo", PASSWORD, HERE)
    with pytest.raises(AccessRefused):
        school.accounts.give_code(session, first, HERE)
    session, _owes = school.accounts.sign_in("an", PASSWORD, HERE)
    assert school.accounts.viewer(school.accounts.give_code(session, first, HERE)) == Viewer("an", "director")
    session, _owes = school.accounts.sign_in("an", PASSWORD, HERE)
    with pytest.raises(AccessRefused):
        school.accounts.give_code(session, first, HERE)


def test_half_an_hour_without_use_ends_a_session(school: School) -> None:
    session = school.joins("an", "werkgroep")
    for _time in range(3):
        school.clock.later(29 * 60)
        assert school.accounts.viewer(session) is not None
    school.clock.later(30 * 60 + 1)
    assert school.accounts.viewer(session) is None


def test_twelve_hours_end_a_session_that_is_used(school: School) -> None:
    session = school.joins("an", "werkgroep")
    for _time in range(12 * 3):
        school.clock.later(20 * 60)
        assert school.accounts.viewer(session) is not None
    school.clock.later(1)
    assert school.accounts.viewer(session) is None


def test_signing_out_ends_this_session_and_no_other(school: School) -> None:
    school.joins("an", "werkgroep")
    one, other = school.signs_in("an"), school.signs_in("an")
    school.accounts.sign_out(one)
    assert school.accounts.viewer(one) is None
    assert school.accounts.viewer(other) is not None


def test_another_password_ends_every_session_but_the_new_one(school: School) -> None:
    one = school.joins("an", "werkgroep")
    other = school.signs_in("an")
    for old, new, said in ((PASSWORD, "kort", "te kort"), ("x" * 20, "vier woorden zonder band", "dat u nu hebt")):
        with pytest.raises(AccessRefused, match=said):
            school.accounts.change_password(one, old, new, HERE)
    new = school.accounts.change_password(one, PASSWORD, "vier woorden zonder band", HERE)
    assert [school.accounts.viewer(each) for each in (one, other)] == [None, None]
    assert school.accounts.viewer(new) == Viewer("an", "werkgroep")
    fails(school)
    with pytest.raises(AccessRefused, match="duurde te lang"):
        school.accounts.change_password(one, PASSWORD, "vier woorden zonder band", HERE)


def test_the_sixth_try_in_a_minute_waits_whoever_it_is(school: School) -> None:
    """Five for a user from anywhere, five from an address for anybody; then not even the right password helps."""
    school.joins("an", "werkgroep")
    school.joins("bo", "werkgroep")
    for place in range(5):
        fails(school, "an", f"10.0.0.{place}")
        school.clock.later(2)
    with pytest.raises(WaitFirst, match="Wacht 50 seconden") as refused:
        school.accounts.sign_in("an", PASSWORD, "10.0.9.9")
    assert refused.value.seconds == 50
    for name in ("c", "d", "e", "f", "g"):
        fails(school, name, "10.0.7.7")
    with pytest.raises(WaitFirst):
        school.accounts.sign_in("bo", PASSWORD, "10.0.7.7")
    school.clock.later(60)
    assert school.accounts.sign_in("an", PASSWORD, "10.0.7.7")


@pytest.mark.parametrize("name", ["an ", " an", "an\t", "AN", "an\N{NO-BREAK SPACE}"])
def test_another_spelling_of_a_name_is_no_other_name_to_guess_for(school: School, name: str) -> None:
    """Whoever guesses from many addresses has five tries for an account, however its name is typed."""
    school.joins("an", "werkgroep")
    for place in range(5):
        fails(school, "an", f"10.0.0.{place}")
    with pytest.raises(WaitFirst):
        school.accounts.sign_in(name, PASSWORD, "10.0.9.9")


def test_two_processes_share_the_count(school: School, tmp_path: Path) -> None:
    school.joins("an", "werkgroep")
    other = Accounts(Catalogue(tmp_path / "catalogue.sqlite"), KEY, "De Linde", school.clock)
    for accounts in (school.accounts, other, school.accounts, other, school.accounts):
        fails(school, "an", accounts=accounts)
    with pytest.raises(WaitFirst):
        other.sign_in("an", PASSWORD, "10.0.0.2")
    other.close()


def test_what_succeeds_does_not_count(school: School) -> None:
    school.joins("an", "werkgroep")
    for _time in range(8):
        school.signs_in("an")


def test_guessing_codes_waits_as_well(school: School) -> None:
    school.joins("an", "director")
    session, _owes = school.accounts.sign_in("an", PASSWORD, HERE)
    for number in range(5):
        with pytest.raises(AccessRefused, match="code klopt niet"):
            school.accounts.give_code(session, f"00000{number}", f"10.0.0.{number}")
    school.clock.later(30)
    with pytest.raises(WaitFirst):
        school.accounts.give_code(session, school.code("an"), "10.0.0.9")


def test_a_removed_user_is_out_at_once(school: School) -> None:
    session = school.joins("an", "werkgroep")
    school.accounts.users.remove("an")
    assert school.accounts.viewer(session) is None
    fails(school)


def test_who_is_removed_while_the_password_is_checked_does_not_get_in(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitor.accounts import passwords

    school.joins("an", "werkgroep")

    def slow(_password: str, _kept: str | None) -> bool:
        school.accounts.users.remove("an")
        return True

    monkeypatch.setattr(passwords, "is_password", slow)
    fails(school)


def test_nothing_stands_in_clear(school: School, tmp_path: Path) -> None:
    """Neither a password, a token, a session, a secret, a recovery code nor an address is in a file."""
    token = school.accounts.users.add("nog.niet", "werkgroep")
    session = school.joins("an", "director")
    half, _owes = school.accounts.sign_in("an", PASSWORD, "203.0.113.77")
    fails(school, "an", "203.0.113.77")
    for kept in tmp_path.rglob("*"):
        content = kept.read_bytes() if kept.is_file() else b""
        for word in (token, session, half, PASSWORD, school.secrets["an"], *school.recovery, "203.0.113.77"):
            assert word.encode() not in content, kept.name
            assert word.replace("-", "").encode() not in content, kept.name


def test_tries_are_forgotten_also_where_nobody_gets_in(school: School, tmp_path: Path) -> None:
    for place in range(3):
        fails(school, "niemand", f"10.0.0.{place}")
    school.clock.later(61)
    fails(school, "niemand", "10.0.0.9")
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        assert connection.execute("select count(*) from attempts").fetchone() == (2,)  # of the last try: name, address
    connection.close()


def test_old_sessions_and_tries_are_forgotten(school: School, tmp_path: Path) -> None:
    school.joins("an", "werkgroep")
    fails(school)
    school.clock.later(31 * 60)
    school.signs_in("an")
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        assert connection.execute("select count(*) from sessions").fetchone() == (1,)
        assert connection.execute("select count(*) from attempts").fetchone() == (0,)
    connection.close()

"""Passwords: what is taken, what is kept of them, and that nobody costs as much as somebody."""

import argon2
import pytest
from argon2 import PasswordHasher

from monitor.accounts import passwords
from monitor.accounts.passwords import hashed, is_password, require_strong
from monitor.errors import AccessRefused
from tests.support.accounts import PASSWORD, School


def test_the_hash_is_argon2id_as_the_rfc_advises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real profile
    kept = hashed(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PasswordHasher().verify(kept, PASSWORD)
    assert is_password(PASSWORD, kept)
    assert not is_password(PASSWORD + "x", kept)
    assert hashed(PASSWORD) != kept


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kort woord", "te kort"),
        ("x" * 201, "te lang"),
        ("Wachtwoord123!", "makkelijk te raden"),
        ("welkom2026welkom", "makkelijk te raden"),
        ("123456789012345", "makkelijk te raden"),
        ("aaaaaaaaaaaaaaa", "makkelijk te raden"),
        ("qwertyuiop2026", "makkelijk te raden"),
        ("An.Peeters.2026!", "makkelijk te raden"),
        ("Linde-linde-2026!", "makkelijk te raden"),
    ],
)
def test_what_everybody_tries_first_is_refused(password: str, said: str) -> None:
    with pytest.raises(AccessRefused, match=said) as refused:
        require_strong(password, "an.peeters", "De Linde")
    assert password not in refused.value.message


@pytest.mark.parametrize(
    "password", [PASSWORD, "xk7Qp2zRw9Lm", "ceci n'est pas une pipe", "\N{SNOWMAN}blauwe giraf danst"]
)
def test_what_nobody_guesses_is_taken(password: str) -> None:
    require_strong(password, "an.peeters", "De Linde")


def test_nobody_costs_as_much_as_somebody(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is unknown or invited is checked against a hash of the same parameters."""
    school.joins("an.peeters", "werkgroep")
    school.accounts.users.add("bo.claes", "werkgroep")
    passwords._of_nobody.cache_clear()
    passwords._of_nobody()
    checked: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str, password: str) -> bool:
        checked.append(kept.rsplit("$", 2)[0])
        return verify(self, kept, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    for name in ("an.peeters", "bo.claes", "niemand"):
        with pytest.raises(AccessRefused, match="naam of het wachtwoord klopt niet"):
            school.accounts.sign_in(name, "een ander wachtwoord", "10.0.0.1")
    assert len(checked) == 3
    assert len(set(checked)) == 1


def test_a_hash_that_is_none_opens_nothing() -> None:
    assert not is_password(PASSWORD, "")
    assert not is_password("nobody has this password", None)

"""Accounts for tests: a clock that stands still, hashes that cost nothing, one user of every role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
import pytest
from argon2 import profiles
from flask.testing import FlaskClient

from monitor.accounts import passwords
from monitor.accounts.accounts import Accounts
from monitor.accounts.place import Schools
from monitor.catalogue.catalogue import Catalogue
from monitor.roles import RIGHTS, ROLES

PASSWORD = "paard batterij nietje"
KEY = bytes(range(32))


@dataclass
class Clock:
    """Seconds since 1970, as long as a test wants."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds


@dataclass
class School:
    """The accounts of a school, their clock, and the TOTP secrets by name."""

    accounts: Accounts
    clock: Clock
    secrets: dict[str, str] = field(default_factory=dict)
    recovery: tuple[str, ...] = ()

    def joins(self, name: str, role: str, school: str = "") -> str:
        """Somebody takes up an invitation, in a network of this school; gives the session."""
        token = self.accounts.users.add(name, role, school=school)  # type: ignore[arg-type]  # a role
        invited = self.accounts.invited(token)
        assert invited is not None
        self.secrets[name] = invited.secret
        accepted = self.accounts.accept(token, PASSWORD, self.code(name) if invited.secret else "")
        self.recovery = accepted.recovery_codes or self.recovery
        return accepted.session

    def code(self, name: str) -> str:
        """What the app on the phone shows now."""
        return pyotp.TOTP(self.secrets[name]).at(self.clock.seconds)

    def signs_in(self, name: str, address: str = "10.0.0.1") -> str:
        """Somebody signs in, half a minute later; gives the session."""
        session, owes_code = self.accounts.sign_in(name, PASSWORD, address)
        assert owes_code == bool(self.secrets[name])
        if owes_code:
            self.clock.later(30)
            session = self.accounts.give_code(session, self.code(name), address)
        return session


def school_in(folder: Path, schools: Schools | None = None) -> School:
    """A school without users, or a network of these schools."""
    clock = Clock()
    return School(Accounts(Catalogue(folder / "catalogue.sqlite"), KEY, "De Linde", clock, schools), clock)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    """A school without users, whose passwords cost nothing to check."""
    monkeypatch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
    made = school_in(tmp_path)
    yield made
    made.accounts.close()


def with_everybody(school: School) -> dict[str, str]:
    """One user of every role, called after it: role to session."""
    assert [role for role in ROLES if RIGHTS[role].with_code] == ["director"]
    return {role: school.joins(role, role) for role in ROLES}


def mark_in(page: str) -> str:
    """The mark of the first form on a page."""
    found = re.search(r'name="merk" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def as_user(client: FlaskClient, session: str) -> FlaskClient:
    """A browser with this session in its cookie."""
    client.set_cookie("schoolklimaat", session)
    return client

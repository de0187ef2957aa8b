"""A school without users; passwords cost nothing to check in any of these tests."""

import pytest
from argon2 import profiles

from monitor.accounts import passwords
from tests.support.accounts import school as school


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PROFILE", profiles.CHEAPEST)

"""A school without users, whose passwords cost nothing to check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import profiles

from monitor.accounts import passwords
from tests.support.accounts import School, school_in


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PROFILE", profiles.CHEAPEST)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = school_in(tmp_path)
    yield made
    made.accounts.close()

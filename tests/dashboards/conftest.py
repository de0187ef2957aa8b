"""Dashboards without a browser: applications, their test clients, and the components in what they answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import profiles
from dash.development.base_component import Component
from flask.testing import FlaskClient

from dashboards.app import create_app
from monitor.accounts import passwords
from monitor.results import Results
from tests.support import releases
from tests.support.accounts import School, as_user, school_in, with_everybody
from tests.support.accounts import school as school
from tests.support.declared import NoGoals
from tests.support.desks import FakeDesk
from tests.support.open_network import KEEPER, Open, open_network


@pytest.fixture(scope="session")
def results() -> Results:
    """A school with three surveys and three years."""
    return releases.sample_results()


@pytest.fixture
def client(results: Results) -> FlaskClient:
    """Asks the dashboard as a program would."""
    return create_app(results).server.test_client()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    """A desk that is asked by the import wizard; files come into this test's own folder."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return FakeDesk(tmp_path)


@pytest.fixture
def importer(desk: FakeDesk) -> FlaskClient:
    """Asks a dashboard with that desk, as a browser would."""
    return create_app(releases.nothing(), desk=desk).server.test_client()


def components(parts: Any) -> Iterator[Component]:
    """Every component in a drawn page."""
    if isinstance(parts, list | tuple):
        for part in parts:
            yield from components(part)
    elif isinstance(parts, Component):
        yield parts
        yield from components(getattr(parts, "children", None))


def words_of(parts: Any) -> str:
    """All text of a drawn page."""
    if isinstance(parts, str):
        return parts
    if isinstance(parts, list | tuple):
        return " ".join(words_of(part) for part in parts)
    if isinstance(parts, Component):
        label = getattr(parts, "label", "")
        return f"{label} {words_of(getattr(parts, 'children', None))}"
    return ""


READERS = {"director", "werkgroep", "ouderraad"}
"""Who sees numbers, written down a second time."""


@pytest.fixture(scope="module")
def open_school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[School, dict[str, str], FlaskClient]]:
    """A school with one user of every role, their sessions, and a dashboard in front of its numbers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
        folder = tmp_path_factory.mktemp("school")
        school = school_in(folder)
        sessions = with_everybody(school)
        app = create_app(
            releases.one_year(), keeper=school.accounts, names=["school.example"], desk=FakeDesk(folder),
            goal_desk=NoGoals(),
        )  # fmt: skip
        yield school, sessions, app.server.test_client()
        school.accounts.close()


@pytest.fixture
def asked(open_school):
    """Asks as a role ("" for nobody): method, path, and more of a request."""
    _school, sessions, client = open_school

    def ask(role: str, path: str, method: str = "GET", **more):
        client.delete_cookie("schoolklimaat")
        if role:
            as_user(client, sessions[role])
        answer = client.open(path, method=method, **more)
        answer.get_data()
        return answer

    return ask


@pytest.fixture(scope="session")
def served_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """A network with accounts, made once; who keeps it is added to in one test, whose accounts no other test counts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
        made = open_network(tmp_path_factory.mktemp("netwerk"))
    yield made
    made.school.accounts.close()


@pytest.fixture
def opened(served_network: Open) -> Open:
    """The same, with who keeps it looking at the whole."""
    served_network.school.accounts.look_at(served_network.sessions[KEEPER], "")
    return served_network

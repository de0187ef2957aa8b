"""A provider of accounts that answers nonsense: a refusal in words, never a mistake of the program."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.auth import openid
from dashboards.auth.openid import Provider
from dashboards.seal import derived
from tests.support import releases
from tests.support.accounts import School

ISSUER = "https://elders.example"
NAMES = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
METADATA = {"issuer": ISSUER, **{name: f"{ISSUER}/{name}" for name in NAMES}}


def says(monkeypatch: pytest.MonkeyPatch, **answers: Any) -> None:
    """What the provider answers at each of its addresses, by the last part of the address."""

    def get(address: str, **_: object) -> SimpleNamespace:
        told = answers.get(address.rpartition("/")[2], METADATA)
        return SimpleNamespace(json=lambda: told)

    class Session:
        def fetch_token(self, *_: object, **__: object) -> Any:
            return answers["token_endpoint"]

    monkeypatch.setattr(openid.requests, "get", get)
    monkeypatch.setattr(Provider, "_session", lambda *_: Session())


@pytest.fixture
def browser(school: School) -> FlaskClient:
    """A browser that the provider sent back."""
    provider = Provider(ISSUER, "school", "a-secret-of-the-test-alone-0123456789", "De Linde")
    client = create_app(releases.one_year(), keeper=school.accounts, provider=provider).server.test_client()
    client.set_cookie("schoolklimaat", "c" * 43)
    return client


def comes_back(browser: FlaskClient) -> tuple[int, str]:
    state = derived("c" * 43, "openid state")
    answer = browser.get("/aanmelden/terug", query_string={"state": state, "code": "x"})
    return answer.status_code, answer.text


def test_metadata_that_are_a_list(monkeypatch: pytest.MonkeyPatch, browser: FlaskClient) -> None:
    monkeypatch.setattr(openid.requests, "get", lambda *_, **__: SimpleNamespace(json=lambda: [METADATA]))
    answer = browser.get("/aanmelden/school")
    assert answer.status_code == 503
    assert "antwoordt niet" in answer.text


@pytest.mark.parametrize("answers", [
    {"token_endpoint": ["x"]},
    {"token_endpoint": {"id_token": "x"}, "jwks_uri": [{"keys": []}]},
    {"token_endpoint": {"id_token": ["x"]}, "jwks_uri": {"keys": []}},
    {"token_endpoint": {"id_token": "x"}, "jwks_uri": {"keys": 5}},
], ids=["token", "keys", "no text", "no keys"])  # fmt: skip
def test_an_answer_that_is_no_object_lets_nobody_in(
    monkeypatch: pytest.MonkeyPatch, browser: FlaskClient, answers: dict[str, Any]
) -> None:
    says(monkeypatch, **answers)
    status, page = comes_back(browser)
    assert status == 401
    assert "We konden niet nagaan wie u bent" in page

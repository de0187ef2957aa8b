"""Signing in with an account elsewhere, against a real OpenID provider (npm `oidc-provider`) that the tests start.

The provider is looked for in `$SCHOOLKLIMAAT_OIDC_PROVIDER` (a folder with `node_modules`), else fetched with npm.
"""

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.auth import openid
from dashboards.auth.openid import Provider, require_encrypted
from monitor.errors import AccessRefused, CallError
from monitor.roles import Viewer
from tests.support import releases
from tests.support.accounts import School
from tests.support.openid_provider import fetched_into, node_for

BACK = "http://localhost/aanmelden/terug"
SECRET = "a-secret-that-only-the-test-knows-0123456789"
MAIL = "An.Peeters@school.example"


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the provider is installed; the tests are left out where it cannot be had, but never on CI."""
    given = os.environ.get("SCHOOLKLIMAAT_OIDC_PROVIDER")
    return Path(given) if given else fetched_into(tmp_path_factory.mktemp("oidc"))


@pytest.fixture(scope="module")
def running(node_modules: Path) -> Iterator[Callable[..., str]]:
    """Starts a provider that vouches for an address; gives its issuer."""
    started: dict[tuple[str, bool], str] = {}
    processes = []

    def start(mail: str = MAIL, *, verified: bool = True) -> str:
        if (mail, verified) not in started:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            script = Path(__file__).with_name("provider.mjs")
            call = [
                node_for(node_modules),
                str(script),
                str(node_modules),
                str(port),
                BACK,
                mail,
                str(verified).lower(),
            ]
            process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            processes.append(process)
            assert process.stdout is not None
            assert "listening" in process.stdout.readline()
            started[mail, verified] = f"http://127.0.0.1:{port}"
        return started[mail, verified]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def at(school: School, running) -> Callable[..., FlaskClient]:
    """A browser at a dashboard whose people have an account elsewhere."""

    def browser(**told) -> FlaskClient:
        provider = Provider(running(**told), "school", SECRET, "De Linde")
        return create_app(releases.one_year(), keeper=school.accounts, provider=provider).server.test_client()

    return browser


def there(browser: FlaskClient) -> str:
    """Go to the provider, sign in there; gives the address to which it sends the browser back."""
    return signed_in_there(browser.get("/aanmelden/school").headers["Location"])


def signed_in_there(address: str) -> str:
    parts, elsewhere = urlsplit(address), requests.Session()
    while not address.startswith(BACK):
        address = elsewhere.get(address, allow_redirects=False, timeout=10).headers["Location"]
        address = address if "://" in address else f"{parts.scheme}://{parts.netloc}{address}"
    return address


def cookie(browser: FlaskClient) -> str:
    return browser.get_cookie("schoolklimaat").value


def test_who_was_invited_signs_in_with_the_account_they_have(school, at):
    school.accounts.users.add("an", "werkgroep", "an.peeters@school.example")
    browser = at()
    assert "Aanmelden met De Linde" in browser.get("/aanmelden").text
    asked = parse_qs(urlsplit(browser.get("/aanmelden/school").headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert len(asked["state"][0]) == len(asked["nonce"][0]) == 64
    back = there(browser)
    before = cookie(browser)
    again = browser.get(back, headers={"Sec-Fetch-Site": "cross-site"})
    assert "refresh" in again.text  # the cookie is kept back from what another site asks: once more, from here
    answer = browser.get(back)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert cookie(browser) != before
    assert school.accounts.viewer(cookie(browser)) == Viewer("an", "werkgroep")
    assert browser.get("/jaren").status_code == 200
    assert browser.get(back).status_code == 401  # neither the answer nor its code serves twice


def test_the_head_of_the_school_still_owes_the_code(school, at):
    token = school.accounts.users.add("an", "director", MAIL)
    school.secrets["an"] = school.accounts.invited(token).secret
    school.accounts.accept(token, "paard batterij nietje", school.code("an"))
    browser = at()
    assert browser.get(there(browser)).headers["Location"] == "/aanmelden/code"
    assert browser.get("/jaren").status_code == 303


@pytest.mark.parametrize(("told", "said"), [
    ({"verified": False}, "niet nagaan wie u bent"), ({"mail": "bo@school.example"}, "Niemand met uw e-mailadres"),
])  # fmt: skip
def test_who_was_not_invited_or_is_not_vouched_for_stays_out(school, at, told, said):
    school.accounts.users.add("an", "werkgroep", MAIL)
    browser = at(**told)
    answer = browser.get(there(browser))
    assert answer.status_code == 401
    assert said in answer.text
    assert "@" not in answer.text
    assert browser.get("/jaren").status_code == 303


def test_an_answer_is_of_use_in_the_browser_that_asked_alone(school, at):
    """Who makes somebody else open the own answer would have them look with a foreign account."""
    school.accounts.users.add("an", "werkgroep", MAIL)
    browser = at()
    back = there(browser)
    victim = browser.application.test_client()
    assert victim.get(back).status_code == 401
    victim.get("/aanmelden/school")
    assert victim.get(back).status_code == 401
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert browser.get(back.replace(state, "0" * 64)).status_code == 401
    assert browser.get(f"/aanmelden/terug?state={state}&error=access_denied").status_code == 401
    assert browser.get(f"/aanmelden/terug?state={state}&code=geraden").status_code == 401
    assert browser.get("/aanmelden/terug").status_code == 401


@pytest.mark.parametrize("purpose", ["nonce", "verifier"])
def test_the_nonce_and_the_verifier_are_those_of_this_try(school, at, monkeypatch, purpose):
    school.accounts.users.add("an", "werkgroep", MAIL)
    browser = at()
    back = there(browser)
    derived = openid._derived
    monkeypatch.setattr(openid, "_derived", lambda value, of: derived(value, f"{of}{'x' * (of == purpose)}"))
    assert browser.get(back).status_code == 401


def test_a_token_for_others_or_of_others_is_not_taken(running, monkeypatch):
    issuer = running()
    with pytest.raises(AccessRefused, match="antwoordt niet"):
        Provider(issuer.replace("127.0.0.1", "localhost"), "school", SECRET, "x").begin("v", BACK)
    provider = Provider(issuer, "school", SECRET, "x")
    address = signed_in_there(provider.begin("v", BACK))
    answer = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    registry = openid.jwt.JWTClaimsRegistry
    seen = []

    def watched(**asked):
        seen.append(asked)
        return registry(**{**asked, "aud": {"essential": True, "value": "elders"}})

    monkeypatch.setattr(openid.jwt, "JWTClaimsRegistry", watched)
    with pytest.raises(AccessRefused, match="niet nagaan"):
        provider.finish("v", BACK, answer)
    assert seen[0]["aud"]["value"] == "school"
    assert seen[0]["iss"]["value"] == issuer


def test_a_provider_without_encryption_or_without_an_answer(school):
    with pytest.raises(CallError, match="https"):
        require_encrypted("http://school.example")
    assert require_encrypted("https://school.example") == "https://school.example"
    provider = Provider("http://127.0.0.1:9", "school", SECRET, "x")
    browser = create_app(releases.one_year(), keeper=school.accounts, provider=provider).server.test_client()
    answer = browser.get("/aanmelden/school")
    assert answer.status_code == 503
    assert "antwoordt niet" in answer.text

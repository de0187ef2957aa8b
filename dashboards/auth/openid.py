"""Signing in with the account that people already have: OpenID Connect, authorisation code with PKCE, state and nonce.

What ties an answer of the provider to the browser that asked (state, nonce, verifier) is derived from the cookie of
that browser, a random text that nobody else has: nothing is kept between the two. Who comes back is known by the
e-mail address that the provider has checked, and only if somebody invited that address before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from flask import Flask, Response, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from dashboards.auth import cookie, sheets
from dashboards.auth.keeper import Keeper
from dashboards.doors import BACK, CODE, WITH_PROVIDER
from dashboards.seal import derived, same
from monitor.errors import AccessRefused, CallError
from monitor.texts import _
from monitor.this_computer import is_this_computer

ALGORITHMS: Final = ("RS256", "PS256", "ES256")
LEEWAY: Final = 60
TIMEOUT: Final = 10
"""Seconds that clocks may differ, and that the provider may take to answer."""

_NO_ANSWER: Final = (requests.RequestException, OAuthError, JoseError, KeyError, ValueError, TypeError)
"""What comes of asking a provider that does not answer as it should; a list where an object is due is a `TypeError`."""


@dataclass(frozen=True)
class Provider:
    """Where people have their account; `name` is what the button says."""

    issuer: str
    client_id: str
    secret: str
    name: str

    def begin(self, value: str, back: str) -> str:
        """The address of the provider to which a browser with this cookie is sent; it returns to `back`."""
        address, _state = self._session(back).create_authorization_url(
            self._endpoint("authorization_endpoint"),
            state=_derived(value, "state"),
            nonce=_derived(value, "nonce"),
            code_verifier=_derived(value, "verifier"),
        )
        return str(address)

    def finish(self, value: str, back: str, answer: Mapping[str, str]) -> str:
        """The e-mail address of who comes back with this answer in a browser with this cookie.

        Raises:
            AccessRefused: it is no answer to what this browser asked, or the provider does not vouch for it.
        """
        if not value or not same(answer.get("state", ""), _derived(value, "state")):
            raise _not_vouched()
        if "code" not in answer:
            raise _not_vouched()
        try:
            claims = self._claims(self._session(back), value, answer["code"])
        except _NO_ANSWER as fault:
            raise _not_vouched() from fault
        if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
            raise _not_vouched()
        return str(claims["email"])

    def _claims(self, session: Any, value: str, code: str) -> dict[str, Any]:
        """What the provider says of who signed in, signed by its key for us and for this try."""
        token = session.fetch_token(
            self._endpoint("token_endpoint"), code=code, code_verifier=_derived(value, "verifier"), timeout=TIMEOUT
        )
        keys = KeySet.import_key_set(_object(requests.get(self._endpoint("jwks_uri"), timeout=TIMEOUT).json()))
        claims = jwt.decode(_object(token)["id_token"], keys, algorithms=list(ALGORITHMS)).claims
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client_id},
            nonce={"essential": True, "value": _derived(value, "nonce")},
            exp={"essential": True},
        ).validate(claims)
        if "email" in claims:
            return claims
        told = _object(session.get(self._endpoint("userinfo_endpoint"), timeout=TIMEOUT).json())
        return told if told["sub"] == claims["sub"] else {}

    def _session(self, back: str) -> Any:
        return OAuth2Session(
            self.client_id, self.secret, scope="openid email", redirect_uri=back, code_challenge_method="S256"
        )

    @cached_property
    def _metadata(self) -> dict[str, Any]:
        address = f"{require_encrypted(self.issuer).rstrip('/')}/.well-known/openid-configuration"
        found: dict[str, Any] = _object(requests.get(address, timeout=TIMEOUT).json())
        if found["issuer"] != self.issuer:
            raise ValueError(found["issuer"])
        return found

    def _endpoint(self, name: str) -> str:
        try:
            return require_encrypted(str(self._metadata[name]))
        except (requests.RequestException, KeyError, ValueError) as fault:
            raise AccessRefused(
                _("The place where you have your account does not answer."), remedy=_("Try again in a moment.")
            ) from fault


def require_encrypted(address: str) -> str:
    """The address, if what goes there is encrypted or stays on this computer.

    Raises:
        CallError: it is not.
    """
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and is_this_computer(parts.hostname or "")):
        return address
    raise CallError(_("The address of the provider of accounts must begin with https."))


def add_provider(server: Flask, keeper: Keeper, provider: Provider) -> None:
    """Add the way there and the way back to the server."""

    def there() -> Response:
        value = cookie.nothing_yet()
        try:
            address = provider.begin(value, _back())
        except AccessRefused as error:
            return sheets.told(_("That did not work"), error.message, error.remedy, status=503)
        return cookie.give(Response(status=303, headers={"Location": address}), value)

    def back() -> Response:
        try:
            mail = provider.finish(cookie.session(), _back(), request.args)
            session, owes_code = keeper.sign_in_by_mail(mail)
        except AccessRefused as error:
            return sheets.told(_("That did not work"), error.message, error.remedy, status=401)
        return cookie.give(Response(status=303, headers={"Location": CODE if owes_code else "/"}), session)

    server.add_url_rule(WITH_PROVIDER, "ask provider", there, methods=["GET"])
    server.add_url_rule(BACK, "back from provider", back, methods=["GET"])


def _object(told: Any) -> Any:
    """What a provider answered, if it is a JSON object.

    Raises:
        ValueError: it is something else, a list for instance.
    """
    if not isinstance(told, dict):
        raise ValueError(type(told).__name__)
    return told


def _back() -> str:
    return f"{request.host_url.rstrip('/')}{BACK}"


def _derived(value: str, purpose: str) -> str:
    """Something that only this browser and we can know, for one purpose: 64 hexadecimal digits."""
    return derived(value, f"openid {purpose}")


def _not_vouched() -> AccessRefused:
    return AccessRefused(
        _("We could not find out who you are."), remedy=_("Begin again. If it stays so, ask who keeps the accounts.")
    )

"""Codes of a phone as RFC 6238 has them, recovery codes, and the sealed secret."""

import base64
import hashlib

import pyotp
import pytest

from monitor.accounts.one_time import (
    address_of,
    mark,
    new_recovery_codes,
    new_token,
    recovery_mark,
    sealed,
    secret_of,
    step_of,
    unsealed,
)
from monitor.errors import WorkspaceRefused

RFC = base64.b32encode(b"12345678901234567890").decode()
VECTORS = [
    (59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"),
    (1234567890, "89005924"), (2000000000, "69279037"), (20000000000, "65353130"),
]  # fmt: skip
"""RFC 6238 appendix B, SHA-1, eight digits; the last six of them are the code of six digits."""


@pytest.mark.parametrize(("moment", "code"), VECTORS)
def test_the_codes_are_those_of_the_rfc(moment: int, code: str) -> None:
    assert pyotp.TOTP(RFC, digits=8).at(moment) == code
    assert step_of(code[2:], RFC, moment, None) == moment // 30


@pytest.mark.parametrize(
    ("code", "moment", "last", "holds"),
    [
        ("081804", 1111111109, None, True),
        (" 081 804", 1111111109, None, True),
        ("081804", 1111111139, None, True),
        ("081804", 1111111079, None, True),
        ("081804", 1111111140, None, False),
        ("081804", 1111111049, None, False),
        ("081804", 1111111109, 37037035, True),
        ("081804", 1111111109, 37037036, False),
        ("081805", 1111111109, None, False),
        ("", 1111111109, None, False),
        ("\N{ARABIC-INDIC DIGIT ZERO}81804", 1111111109, None, False),
    ],
)
def test_a_code_holds_for_its_half_minute_and_the_two_beside_it_and_serves_once(
    code: str, moment: int, last: int | None, holds: bool
) -> None:
    assert (step_of(code, RFC, moment, last) is not None) is holds


def test_tokens_are_long_and_kept_as_their_hash() -> None:
    token = new_token()
    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    assert mark(token) == hashlib.sha256(token.encode()).hexdigest()
    assert new_token() != token


def test_a_secret_is_the_same_at_each_look_and_another_for_each_invitation() -> None:
    key = bytes(32)
    assert secret_of("a", key) == secret_of("a", key)
    assert len({secret_of("a", key), secret_of("b", key), secret_of("a", bytes([1] * 32))}) == 3
    assert len(base64.b32decode(secret_of("a", key))) == 20
    assert pyotp.parse_uri(address_of(RFC, "an.peeters")).secret == RFC


def test_recovery_codes_are_ten_different_ones_however_they_are_typed() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert recovery_mark(codes[0].upper().replace("-", " ")) == recovery_mark(codes[0])


def test_a_sealed_secret_needs_its_key_and_its_name() -> None:
    kept = sealed(RFC, bytes(32), "an")
    assert RFC.encode() not in kept
    assert unsealed(kept, bytes(32), "an") == RFC
    for key, name in ((bytes([1] * 32), "an"), (bytes(32), "bo")):
        with pytest.raises(WorkspaceRefused, match="hoort niet bij deze accounts"):
            unsealed(kept, key, name)

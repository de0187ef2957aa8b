"""What serves once: tokens of invitations and sessions, the codes of a phone (TOTP, RFC 6238), recovery codes.

Tokens and recovery codes have so much chance in them (256 and 80 bits) that their SHA-256 can be kept as it is.
"""

import base64
import hashlib
import hmac
import secrets
from typing import Final

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyotp.exceptions import OTPVerificationError

from monitor.errors import WorkspaceRefused
from monitor.texts import _

RECOVERY_CODES: Final = 10
_GROUPS, _LETTERS = 4, "abcdefghjkmnpqrstuvwxyz23456789"
"""Of a recovery code: four groups of four letters, none of which is mistaken for another."""
WINDOW: Final = 1
"""Half minutes before and after now in which a code holds: clocks differ."""
_NONCE = 12
_ISSUER = "Schoolklimaat"


def new_token() -> str:
    """A token that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def mark(token: str) -> str:
    """What is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def secret_of(token: str, key: bytes) -> str:
    """The TOTP secret that goes with an invitation, 160 bits in base32: the same at each look, kept nowhere."""
    made = hmac.digest(key, token.encode(), "sha256")[:20]
    return base64.b32encode(made).decode("ascii")


def address_of(secret: str, name: str) -> str:
    """What an app reads in the picture (`otpauth://`)."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


def step_of(code: str, secret: str, now: float, last: int | None) -> int | None:
    """The half minute of a code that holds now; None where it does not, or was used before (`last`)."""
    digits = "".join(code.split())
    try:
        step = pyotp.TOTP(secret).verify_and_get_timecode(digits, for_time=now, valid_window=WINDOW)
    except OTPVerificationError:
        return None
    return step if last is None or step > last else None


def new_recovery_codes() -> tuple[str, ...]:
    """Codes for who lost the phone."""
    return tuple(
        "-".join("".join(secrets.choice(_LETTERS) for _place in range(4)) for _group in range(_GROUPS))
        for _code in range(RECOVERY_CODES)
    )


def recovery_mark(code: str) -> str:
    """What is kept of a recovery code, however it is typed."""
    return mark("".join(code.casefold().replace("-", "").split()))


def sealed(secret: str, key: bytes, name: str) -> bytes:
    """A TOTP secret as it is kept: AES-256-GCM under a key of the workspace, bound to the name of its account."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, secret.encode(), name.encode())


def unsealed(kept: bytes, key: bytes, name: str) -> str:
    """The secret again.

    Raises:
        WorkspaceRefused: the key of the workspace is another one.
    """
    try:
        return AESGCM(key).decrypt(kept[:_NONCE], kept[_NONCE:], name.encode()).decode()
    except InvalidTag:
        raise WorkspaceRefused(
            _("The key on this computer does not belong to these accounts."),
            remedy=_("Put the key of the workspace back, or make new invitations with `schoolklimaat user reset`."),
        ) from None

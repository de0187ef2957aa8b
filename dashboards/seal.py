"""What only a browser and we can know, worked out from the random text in its cookie: the seal of our forms is one.

Nothing is kept for it, so several processes need share nothing; a page of another site can neither read nor guess it.
"""

import hmac
from typing import Final

FIELD: Final = "merk"
"""The field of a form with its seal."""
LONGEST: Final = 100
"""Characters of a cookie that are ours."""


def own(cookie: str | None) -> str:
    """The random text of a browser; empty where it sent none, or anything that cannot be ours."""
    return cookie if cookie and len(cookie) <= LONGEST else ""


def derived(value: str, purpose: str) -> str:
    """Something for one purpose that only the browser with this random text can know: 64 hexadecimal digits."""
    return hmac.digest(value.encode("utf-8", "replace"), purpose.encode(), "sha256").hex()


def seal_of(value: str) -> str:
    """The seal in the forms of a browser."""
    return derived(value, "form")


def is_sealed(value: str, given: str | None) -> bool:
    """Whether a form with this seal is of a page that this browser got from us."""
    return bool(value) and same(seal_of(value), given or "")


def same(one: str, other: str) -> bool:
    """Whether two texts are the same, in a time that does not tell how far they are."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))

"""Passwords: long, not among the first that anybody tries, and kept as an argon2id hash alone (RFC 9106)."""

import re
import threading
from functools import cache
from importlib import resources

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from monitor.errors import AccessRefused
from monitor.texts import _

LEAST = 12
MOST = 200
"""Characters: a longer one would only cost time."""
LEAST_DIFFERENT = 6
"""Different characters, and what must be left of a password without the words that are guessed first."""

_LEAST_OF_NAME = 4
"""Letters of a part of a name: shorter ones stand in too many words."""

PROFILE = profiles.RFC_9106_LOW_MEMORY
"""64 MiB and three passes: the second choice of RFC 9106, for machines that do other things as well."""
_at_once = threading.Semaphore(2)
"""Hashes that are computed at the same time: each takes the memory of the profile."""


def hashed(password: str) -> str:
    """The argon2id hash of a password, with its salt and parameters."""
    with _at_once:
        return PasswordHasher.from_parameters(PROFILE).hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether this is the password of a hash; without a hash (nobody of that name) it takes as long, and it is not."""
    with _at_once:
        try:
            PasswordHasher.from_parameters(PROFILE).verify(kept or _of_nobody(), password[:MOST])
        except (VerifyMismatchError, InvalidHashError):
            return False
    return kept is not None


@cache
def _of_nobody() -> str:
    return PasswordHasher.from_parameters(PROFILE).hash("nobody has this password")


def require_strong(password: str, *names: str) -> None:
    """Check a new password; `names` (of the account, of the school) must not make up most of it.

    Raises:
        AccessRefused: it is short, long, or easy to guess.
    """
    if len(password) < LEAST:
        raise AccessRefused(
            _("The password is too short: at least {n} characters.").format(n=LEAST),
            remedy=_("Take for instance four words that have nothing to do with each other."),
        )
    if len(password) > MOST:
        raise AccessRefused(_("The password is too long: at most {n} characters.").format(n=MOST))
    if len(_rest(password, names)) < LEAST_DIFFERENT:
        raise AccessRefused(
            _("This password is easy to guess: it is made of words, names or rows that everybody tries first."),
            remedy=_("Take for instance four words that have nothing to do with each other."),
        )


def _rest(password: str, names: tuple[str, ...]) -> set[str]:
    """The different letters that are left without digits, signs, and the words that are guessed first."""
    left = password.casefold()
    own = [part for name in names for part in re.split(r"\W+", name.casefold()) if len(part) >= _LEAST_OF_NAME]
    for word in sorted((*_commonest(), *own), key=len, reverse=True):
        left = left.replace(word, " ")
    return {letter for letter in left if letter.isalpha()}


@cache
def _commonest() -> tuple[str, ...]:
    text = resources.files("monitor.accounts").joinpath("commonest.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))

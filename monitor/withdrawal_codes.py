"""Withdrawal codes: by which somebody without a name may take answers back, as long as the wave is open.

A code is never kept: only its keyed hash (HMAC-SHA256 under a key derived from the wave's) stands beside the answers,
until closing. So the vault tells no code, and without the wave's key nobody can try codes out.
"""

import hmac
import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

PURPOSE = "withdrawal"
"""What the key for these hashes is derived for (`monitor.keys.key_for`)."""
SHORTEST = 6
"""Signs a code must have: shorter ones are soon those of two people, and soon guessed."""
KeyFor = Callable[[str], bytes]
"""The key of a wave for one purpose."""
_LENGTH = 32


def normalised(code: str) -> str:
    """What two spellings of a code share: no blanks, hyphens or capitals, and no noughts that a spreadsheet drops."""
    plain = unicodedata.normalize("NFKC", code).casefold()
    signs = "".join(sign for sign in plain if sign.isalnum())
    return signs.lstrip("0") if signs.isdecimal() else signs


def is_long_enough(code: str) -> bool:
    """Whether a normalised code is one."""
    return len(code) >= SHORTEST


def hash_of(code: str, key_for: KeyFor) -> bytes:
    """The keyed hash of a normalised code, 32 bytes."""
    return hmac.digest(key_for(PURPOSE), code.encode(), "sha256")


def hashes(codes: Iterable[str], key_for: KeyFor) -> "np.ndarray | None":
    """The hashes of a row of codes, a uint64 array (n, 4); noughts where there is none; `None`: nobody has one."""
    import numpy as np

    codes = tuple(codes)
    if not any(codes):
        return None
    rows = [hash_of(code, key_for) if code else bytes(_LENGTH) for code in codes]
    return np.frombuffer(b"".join(rows), dtype="<u8").reshape(len(rows), -1).astype(np.uint64)


def places_of(code: bytes, table: "np.ndarray") -> "np.ndarray":
    """For every row of such an array whether it has this hash."""
    import numpy as np

    found: np.ndarray = (table == np.frombuffer(code, dtype="<u8")).all(axis=1)
    return found

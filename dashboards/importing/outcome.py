"""What a question of a browser leads to: an address to go to, or a step to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboards.importing.shell import Screen

Said = Mapping[str, str]
"""The fields of a form, or of an address."""
REFUSED: Final = 400
FORBIDDEN: Final = 403
NOT_FOUND: Final = 404
TOO_LARGE: Final = 413
TOO_MANY: Final = 503


@dataclass(frozen=True)
class Go:
    """An address to go to."""

    address: str


@dataclass(frozen=True)
class Show:
    """A step to show."""

    screen: Screen
    status: int = 200


Outcome = Go | Show

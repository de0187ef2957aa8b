"""The colours of the charts: an orange-blue scale that the colour-blind read, one colour per role.

The figures carry the colours of the light page. The dashboard's stylesheet answers each with the token of the same
role for dark pages, so a role has a colour of its own even where two look alike.
"""

from typing import Final

STRONG_AGAINST: Final = "rgb(154, 59, 0)"
MIDWAY_AGAINST: Final = "rgb(217, 122, 54)"
"""Between the two, where one side has three steps."""
AGAINST: Final = "rgb(240, 163, 94)"
MIDDLE: Final = "rgb(201, 208, 216)"
FOR: Final = "rgb(127, 178, 218)"
STRONG_FOR: Final = "rgb(11, 79, 138)"
UNKNOWN: Final = "rgb(244, 246, 248)"
STILL: Final = "rgb(107, 120, 133)"
"""What did not change beyond chance, and the outline of the unknown."""
INK: Final = "rgb(22, 32, 44)"
MUTED: Final = "rgb(79, 93, 107)"
LINE: Final = "rgb(219, 225, 232)"
AXIS: Final = "rgb(139, 152, 166)"
SURFACE: Final = "rgb(254, 254, 254)"
ON_STRONG: Final = "rgb(255, 255, 255)"
ON_SOFT: Final = "rgb(23, 32, 44)"
ON_MIDWAY: Final = "rgb(24, 32, 44)"

FILLS: Final = {
    "strong-against": STRONG_AGAINST,
    "midway-against": MIDWAY_AGAINST,
    "against": AGAINST,
    "middle": MIDDLE,
    "for": FOR,
    "strong-for": STRONG_FOR,
    "unknown": UNKNOWN,
}
"""Fill of a part of a bar, by its role."""

LABELS: Final = {
    role: ON_STRONG if role.startswith("strong") else ON_MIDWAY if role.startswith("midway") else ON_SOFT
    for role in FILLS
}
"""Colour of the number on such a part."""

"""The theme of the component kit, in the colours of the stylesheet's tokens."""

from typing import Any

BLUE = (
    "#eef5fb",
    "#d8e7f5",
    "#b9d5ec",
    "#9ccbf5",
    "#7fb2da",
    "#4f8fc4",
    "#2d70a9",
    "#175d98",
    "#0b4f8a",
    "#083a66",
)
"""Shades of the accent, light to dark: the kit wants ten."""

NIGHT = (
    "#e8edf2",
    "#c9d2db",
    "#aab6c2",
    "#7f8e9e",
    "#3f4e5f",
    "#2e3a48",
    "#202b37",
    "#18212b",
    "#121a22",
    "#0f151c",
)
"""What the kit builds dark pages of: text, borders, surfaces, page."""


def theme() -> dict[str, Any]:
    """Colours, type and sizes for every part of the kit."""
    return {
        "primaryColor": "accent",
        "primaryShade": {"light": 8, "dark": 3},
        "colors": {"accent": list(BLUE), "dark": list(NIGHT)},
        "autoContrast": True,
        "fontFamily": "var(--font)",
        "defaultRadius": "8px",
        "respectReducedMotion": True,
        "fontSizes": {"sm": "1rem", "md": "1rem"},
    }

"""The theme of the component kit, taken from the tokens of the stylesheet."""

from typing import Any

_TOKENS = {
    "body": "--page",
    "text": "--ink",
    "dimmed": "--muted",
    "placeholder": "--muted",
    "anchor": "--accent",
    "default": "--surface",
    "default-color": "--ink",
    "default-border": "--line-strong",
    "default-hover": "--sunken",
    "error": "--warm",
}

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


def theme() -> dict[str, Any]:
    """Colours, type and sizes for every part of the kit."""
    return {
        "primaryColor": "accent",
        "primaryShade": {"light": 8, "dark": 3},
        "colors": {"accent": list(BLUE)},
        "autoContrast": True,
        "fontFamily": "var(--font)",
        "defaultRadius": "8px",
        "respectReducedMotion": True,
        "fontSizes": {"sm": "1rem", "md": "1rem"},
        "other": {"tokens": _TOKENS},
    }

"""What is said to those who listen to a page: aria attributes, whose names are no Python words."""

from typing import Any


def aria(**said: str) -> dict[str, Any]:
    """The attributes of an element: `aria(label="Pages")` is `aria-label="Pages"`."""
    return {f"aria-{name}": words for name, words in said.items()}

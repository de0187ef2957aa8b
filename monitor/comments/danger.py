"""Danger: stands in until the rules are here."""

import re


def dangers(text: str) -> tuple[str, ...]:
    """Which dangers a text names."""
    return ("violence",) if re.search(r"geslagen|mishandel|zelfmoord", text.casefold()) else ()

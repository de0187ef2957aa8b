"""How a verdict looks where there is no stylesheet: a sign before it, so that its colour only helps."""

from collections.abc import Mapping
from typing import Final

from monitor.report import colours
from monitor.report.marks import Tone

SIGNS: Final[Mapping[str, str]] = {
    "up": "\N{UPWARDS ARROW} ",
    "down": "\N{DOWNWARDS ARROW} ",
    "unclear": "? ",
    "break": "| ",
}


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour of ours."""
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    return red, green, blue


TONES: Final[Mapping[Tone, str]] = {
    "good": colours.STRONG_FOR,
    "bad": colours.STRONG_AGAINST,
    "plain": colours.INK,
    "still": colours.MUTED,
    "break": colours.MUTED,
}

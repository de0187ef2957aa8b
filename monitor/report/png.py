"""A picture as PNG: the SVG drawn by typst, with the typeface that comes with the program and no other.

Fonts of the computer are left out of it, so the same SVG gives the same bytes everywhere.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typst import Fonts

SHARPNESS: Final = 2
"""Pixels of the image per pixel of the picture: sharp on paper and on a beamer."""
_FONTS: Final = Path(__file__).parent / "fonts"
_PAGE: Final = """#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%, alt: "")
"""


def as_png(svg: str) -> bytes:
    """The image of an SVG of ours.

    Raises:
        ValueError: the text does not begin like an SVG with a size.
    """
    import typst

    size = re.match(r'<svg [^>]*width="(\d+)" height="(\d+)"', svg)
    if size is None:
        raise ValueError("an SVG of ours begins with its width and its height")
    page = _PAGE.format(width=size[1], height=size[2]).encode()
    drawn = typst.compile(page, format="png", ppi=72.0 * SHARPNESS, font_paths=fonts(), sys_inputs={"picture": svg})
    assert isinstance(drawn, bytes)  # a list only where there are several pages
    return drawn


@cache
def fonts() -> "Fonts":
    """The typeface that comes with the program, and no other."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])

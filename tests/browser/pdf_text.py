"""The letters in a PDF of Chromium, read without another program: every font has its own codes and says which."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\r?\n(.*?)\r?\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DRAWN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def text_of(pdf: bytes) -> str:
    """All text that is drawn in a PDF, in its order, without white space."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts: dict[int, dict[bytes, str]] = {}
    letters: list[str] = []
    for stream in filter(lambda each: b"BT" in each and b" Tf" in each, map(_unpacked, objects.values())):
        font: dict[bytes, str] = {}
        for name, codes in _DRAWN.findall(stream):
            if name:
                font = fonts.setdefault(int(name), _letters(objects, int(name)))
            elif font:
                width = len(next(iter(font)))
                letters += [font.get(codes[at : at + width].upper(), "") for at in range(0, len(codes), width)]
    return re.sub(r"\s", "", "".join(letters))


def _unpacked(body: bytes) -> bytes:
    found = _STREAM.search(body)
    try:
        # of a stream that ends in \r the last byte looks like the end of a line: what is before it is all that is told
        return zlib.decompressobj().decompress(found[1]) if found else b""
    except zlib.error:
        return b""


def _letters(objects: dict[int, bytes], font: int) -> dict[bytes, str]:
    """The letter behind every code of a font."""
    told = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    table = _unpacked(objects[int(told[1])]) if told else b""
    found: dict[bytes, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            found[code.upper()] = _said(letter)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = b"%0*X" % (len(first), int(first, 16) + step)
                found[code] = _said(b"%0*X" % (len(letter), int(letter, 16) + step))
    return found


def _said(letter: bytes) -> str:
    return bytes.fromhex(letter.decode()).decode("utf-16-be")

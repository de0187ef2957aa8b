"""Reads the catalogues of sentences (`*.po`) themselves, so that none has to be compiled and kept in step.

What they may hold is what ours hold: sentences, sentences with a plural, comments. A test holds what is read here
against what Babel and gettext make of the same files.
"""

import gettext
import re
from collections.abc import Iterable
from typing import Final

_ENTRY: Final = re.compile(
    r'^msgid (?P<one>"[^\n]*"(?:\n"[^\n]*")*)\n'
    r'(?:msgid_plural (?P<many>"[^\n]*"(?:\n"[^\n]*")*)\n'
    r'msgstr\[0\] (?P<said_of_one>"[^\n]*"(?:\n"[^\n]*")*)\n'
    r'msgstr\[1\] (?P<said_of_many>"[^\n]*"(?:\n"[^\n]*")*)'
    r'|msgstr (?P<said>"[^\n]*"(?:\n"[^\n]*")*))$',
    re.MULTILINE,
)
_ESCAPED: Final = re.compile(r"\\(.)")
_MEANT: Final = {"n": "\n", "t": "\t"}


class Said(gettext.NullTranslations):
    """What is said in Dutch; a sentence that it does not know stays as it is."""

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        self.sentences: dict[str, str] = {}
        self.counted: dict[str, tuple[str, str]] = {}
        for text in texts:  # of a sentence that stands in two, the later holds
            self._take_in(text)

    def _take_in(self, text: str) -> None:
        for entry in _ENTRY.finditer(text):
            one, said = _read(entry["one"]), entry["said"]
            if said is None:
                self.counted[one] = (_read(entry["said_of_one"]), _read(entry["said_of_many"]))
            elif one:  # the first entry of a file tells about the file
                self.sentences[one] = _read(said)

    def gettext(self, message: str) -> str:
        """The sentence in Dutch."""
        return self.sentences.get(message) or self.counted.get(message, (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The sentence for one, or for none and for many, in Dutch."""
        one, many = self.counted.get(msgid1, (msgid1, msgid2))
        return one if n == 1 else many


def _read(quoted: str) -> str:
    """The text of strings in quotes that stand below each other."""
    text = "".join(line[1:-1] for line in quoted.split("\n"))
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text) if "\\" in text else text

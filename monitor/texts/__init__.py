"""The words a school reads: English in the code, Dutch from the catalogues in `nl/`.

A message stands in the code as an English sentence with named places, marked with `_`:
`_("Row {row} is empty.").format(row=7)`. `nl/*.po` hold the Dutch sentences, one file per part of the
program. Dutch is the language unless `use("en")` or `$SCHOOLKLIMAAT_LANG` says otherwise.
"""

import gettext as _gettext
import io
import os
from contextvars import ContextVar
from functools import cache
from importlib import resources

LANGUAGES = ("nl", "en")
_language: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """The language in which messages are given: `nl` or `en`."""
    chosen = _language.get() or os.environ.get("SCHOOLKLIMAAT_LANG", "nl")
    return chosen if chosen in LANGUAGES else "nl"


def use(chosen: str | None) -> None:
    """Speak this language from here on (`None`: the default again)."""
    _language.set(chosen)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _catalogue(language()).gettext(message)


def n_(one: str, many: str, n: int) -> str:
    """The message for one or for many, in the chosen language."""
    return _catalogue(language()).ngettext(one, many, n)


@cache
def _catalogue(chosen: str) -> _gettext.NullTranslations:
    if chosen == "en":
        return _gettext.NullTranslations()
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=chosen)
    for entry in sorted((resources.files(__name__) / chosen).iterdir(), key=lambda file: file.name):
        if entry.name.endswith(".po"):
            for message in read_po(io.BytesIO(entry.read_bytes()), locale=chosen):
                if message.id:
                    merged[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)

"""The words a school reads: English in the code, Dutch from the catalogues in `nl/`.

A message stands in the code as an English sentence with named places, marked with `_`:
`_("Row {row} is empty.").format(row=7)`. `nl/*.po` hold the Dutch sentences, one file per part of the
program, as they are said in Flanders; `nl_NL/*.po` hold only what is said otherwise in the Netherlands. Dutch is the
language unless `use("en")` or `$SCHOOLKLIMAAT_LANG` says otherwise; whose Dutch it is, the school's settings say.
"""

import gettext as _gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import Final

from monitor.texts.catalogue import Said

LANGUAGES = ("nl", "en")
REGIONS: Final = ("nl-BE", "nl-NL")
"""Whose Dutch; the first one where nothing says."""

_CATALOGUES: Final = {"nl-BE": ("nl",), "nl-NL": ("nl", "nl_NL"), "en": ()}
"""Folders of catalogues of what is spoken; a message of a later one stands in the place of that of an earlier one."""

_language: ContextVar[str | None] = ContextVar("language", default=None)
_region: ContextVar[str] = ContextVar("region", default=REGIONS[0])


def language() -> str:
    """The language in which messages are given: `nl` or `en`."""
    chosen = (_language.get() or os.environ.get("SCHOOLKLIMAAT_LANG", "nl")).partition("-")[0]
    return chosen if chosen in LANGUAGES else "nl"


def spoken() -> str:
    """What is spoken, as `lang` of a page and as key of anything that is kept with words in it: `nl-BE`, `nl-NL`, `en`.

    A region that the chosen language names wins over the school's.
    """
    if language() == "en":
        return "en"
    chosen = _language.get() or os.environ.get("SCHOOLKLIMAAT_LANG", "")
    return chosen if chosen in REGIONS else _region.get()


def use(chosen: str | None) -> None:
    """Speak this language from here on: `nl`, `nl-BE`, `nl-NL`, `en` (`None`: the default again)."""
    _language.set(chosen)


def use_region(locale: str) -> None:
    """Speak the Dutch of this region from here on, where Dutch is spoken; an unknown region changes nothing."""
    if locale in REGIONS:
        _region.set(locale)


@contextmanager
def speaking(chosen: str, locale: str = REGIONS[0]) -> Iterator[None]:
    """Speak this language, and its Dutch of this region, within the block alone."""
    before, region = _language.set(chosen), _region.set(locale if locale in REGIONS else REGIONS[0])
    try:
        yield
    finally:
        _language.reset(before)
        _region.reset(region)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _catalogue(spoken()).gettext(message)


def n_(one: str, many: str, n: int) -> str:
    """The message for one or for many, in the chosen language."""
    return _catalogue(spoken()).ngettext(one, many, n)


@cache
def _catalogue(chosen: str) -> _gettext.NullTranslations:
    if not _CATALOGUES[chosen]:
        return _gettext.NullTranslations()
    files = [
        entry
        for folder in _CATALOGUES[chosen]
        for entry in sorted((resources.files(__name__) / folder).iterdir(), key=lambda file: file.name)
        if entry.name.endswith(".po")
    ]
    return Said(entry.read_text(encoding="utf-8") for entry in files)

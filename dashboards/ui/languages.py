"""The languages in the footer, each said in itself."""

from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboards.ui.spoken import aria
from monitor.texts import _, language

NAMES: Final = {"nl": "Nederlands", "en": "English"}
"""What each language calls itself, so that who reads no other finds it."""


def languages() -> Component:
    """A link for each language, the current one marked for ears and eyes."""
    links = [html.Li(_link(code, words)) for code, words in NAMES.items()]
    return html.Nav(html.Ul(links, className="languages"), **aria(label=_("Language of the dashboard")))


def _link(code: str, words: str) -> Component:
    """Opens the page anew in a language; a script in the page keeps what is chosen in it."""
    marked: dict[str, Any] = {**(aria(current="true") if code == language() else {}), "data-taal": code}
    return html.A(words, href=f"?taal={code}", lang=code, hrefLang=code, **marked)

"""The HTML in which the dashboard arrives: in the reader's language, without the versions of the programs behind it."""

import json
import re

from dash import Dash

from monitor.texts import _, spoken

INDEX = """<!DOCTYPE html>
<html lang="[[spoken]]">
  <head>
    {%metas%}
    <title>{%title%}</title>
    <meta name="robots" content="noindex">
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="preload" href="/assets/source-sans-3.woff2" as="font" type="font/woff2" crossorigin>
    {%css%}
  </head>
  <body>
    <noscript>[[needs]]</noscript>
    {%app_entry%}
    {%config%}
    {%scripts%}
    {%renderer%}
  </body>
</html>"""

_UNSAID = ("python_version", "dash_version", "dash_version_url", "ddk_version", "plotly_version")


class QuietDash(Dash):
    """A Dash application that does not tell which versions it runs on, and that runs nothing but our own code."""

    def _setup_hooks(self) -> None:
        """No plug-ins: Dash would look through every installed package for code that adds to a page, and run it.

        That is half a second of the start, too.
        """
        from dash._hooks import HooksManager

        self._hooks = HooksManager

    def interpolate_index(
        self,
        metas: str = "",
        title: str = "",
        css: str = "",
        config: str = "",
        scripts: str = "",
        app_entry: str = "",
        favicon: str = "",
        renderer: str = "",
    ) -> str:
        """The page, with the versions taken out of the settings that the browser gets."""
        page = super().interpolate_index(  # type: ignore[no-untyped-call]  # Dash has no types here
            metas, _("School climate"), css, without_versions(config), scripts, _quiet(app_entry), favicon, renderer
        )
        words = {"[[spoken]]": spoken(), "[[needs]]": _("This dashboard needs JavaScript.")}
        return re.sub(r"\[\[\w+\]\]", lambda found: words.get(found[0], found[0]), str(page))


def _quiet(app_entry: str) -> str:
    """Where the page will stand, without the English that Dash says until its programs are there."""
    return re.sub(r"\s*Loading\.\.\.\s*", "", app_entry)


def promise() -> str:
    """What stands below every page: that nobody can be recognised."""
    return _(
        "Every number here was rounded and checked so that nobody can be recognised. "
        "Groups with too few answers are not shown."
    )


def without_versions(config: str) -> str:
    """The settings in their script element, without the entries that name a version."""
    return re.sub(r"(?<=>)\{.*\}(?=<)", _unsaid, config, flags=re.DOTALL)


def _unsaid(settings: re.Match[str]) -> str:
    kept = {name: value for name, value in json.loads(settings[0]).items() if name not in _UNSAID}
    return json.dumps(kept)

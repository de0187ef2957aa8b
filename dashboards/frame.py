"""The HTML in which the dashboard arrives: in Dutch, without the versions of the programs behind it."""

import json
import re

from dash import Dash

INDEX = """<!DOCTYPE html>
<html lang="nl">
  <head>
    {%metas%}
    <title>{%title%}</title>
    <meta name="robots" content="noindex">
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="preload" href="/assets/source-sans-3.woff2" as="font" type="font/woff2" crossorigin>
    {%css%}
  </head>
  <body>
    <noscript>Dit dashboard heeft JavaScript nodig.</noscript>
    {%app_entry%}
    {%config%}
    {%scripts%}
    {%renderer%}
  </body>
</html>"""

_UNSAID = ("python_version", "dash_version", "dash_version_url", "ddk_version", "plotly_version")


class QuietDash(Dash):
    """A Dash application that does not tell which versions it runs on."""

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
            metas, title, css, without_versions(config), scripts, app_entry, favicon, renderer
        )
        return str(page)


def without_versions(config: str) -> str:
    """The settings in their script element, without the entries that name a version."""
    return re.sub(r"(?<=>)\{.*\}(?=<)", _unsaid, config, flags=re.DOTALL)


def _unsaid(settings: re.Match[str]) -> str:
    kept = {name: value for name, value in json.loads(settings[0]).items() if name not in _UNSAID}
    return json.dumps(kept)

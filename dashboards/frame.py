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

_NOT_FOUND = """<!DOCTYPE html>
<html lang="{spoken}">
  <head>
    <meta charset="UTF-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{title} \N{EN DASH} {site}</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/1-tokens.css">
    <link rel="stylesheet" href="/assets/2-layout.css">
  </head>
  <body>
    <header class="masthead"><div class="wide">
      <a class="brand" href="/"><span class="brand-mark"></span><span class="brand-name">{site}</span></a>
    </div></header>
    <main class="wide page"><div class="page-head">
      <h1>{title}</h1>
      <p class="lead">{advice}</p>
      <p><a href="/">{back}</a></p>
    </div></main>
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
            metas, _("School climate"), css, without_versions(config), scripts, app_entry, favicon, renderer
        )
        words = {"[[spoken]]": spoken(), "[[needs]]": _("This dashboard needs JavaScript.")}
        return re.sub(r"\[\[\w+\]\]", lambda found: words.get(found[0], found[0]), str(page))


def promise() -> str:
    """What stands below every page: that nobody can be recognised."""
    return _(
        "Every number here was rounded and checked so that nobody can be recognised. "
        "Groups with too few answers are not shown."
    )


def not_found_page() -> str:
    """What an address gets that is no page; it does not repeat the address, which anybody can write."""
    return _NOT_FOUND.format(
        spoken=spoken(),
        title=_("This page does not exist"),
        site=_("School climate"),
        advice=_("Perhaps there is a slip in the address, or the link is an old one."),
        back=_("To the overview"),
    )


def without_versions(config: str) -> str:
    """The settings in their script element, without the entries that name a version."""
    return re.sub(r"(?<=>)\{.*\}(?=<)", _unsaid, config, flags=re.DOTALL)


def _unsaid(settings: re.Match[str]) -> str:
    kept = {name: value for name, value in json.loads(settings[0]).items() if name not in _UNSAID}
    return json.dumps(kept)

"""The files that the browser gets: the right plotly, its licence, and an answer to every colour."""

import re
from pathlib import Path

from plotly.offline import get_plotlyjs_version

from monitor.report import colours

ASSETS = Path("dashboards/assets")


def test_the_bundle_is_of_the_installed_plotly():
    head = (ASSETS / "plotly-basic.min.js").read_text(encoding="utf-8")[:200]
    assert f"v{get_plotlyjs_version()}" in head
    assert "basic - minified" in head
    assert f'plotly-basic.min.js?m={get_plotlyjs_version()}"' in (ASSETS / "charts.js").read_text(encoding="utf-8")


def test_what_others_made_has_its_licence_beside_it():
    assert "MIT" in (ASSETS / "plotly-basic.licence.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License" in (ASSETS / "source-sans-3.licence.txt").read_text(encoding="utf-8")
    assert "Mozilla Public License" in Path("tests/browser/axe.licence.txt").read_text(encoding="utf-8")


def test_every_colour_of_a_figure_has_a_token():
    sheet = (ASSETS / "4-charts.css").read_text(encoding="utf-8")
    answered = set(re.findall(r"(?:fill|stroke): (rgb\(\d+, \d+, \d+\))\"", sheet))
    used = {value for name, value in vars(colours).items() if name.isupper() and isinstance(value, str)}
    assert used - answered == set()


def test_no_address_of_another_host():
    for file in ASSETS.glob("*.*"):
        if file.suffix in (".css", ".js", ".svg") and "plotly" not in file.name:
            text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert "http" not in text, file.name


def _luminance(hexadecimal: str) -> float:
    channels = [int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _tokens(dark: bool) -> dict[str, str]:
    sheet = (ASSETS / "1-tokens.css").read_text(encoding="utf-8")
    light, _between, night = sheet.partition("@media screen")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", night)) if dark else {})


def test_words_can_be_read_on_what_they_stand_on():
    """WCAG 1.4.3; axe cannot compute this for the text of a picture."""
    pairs = [
        ("ink", "page"), ("ink", "surface"), ("ink", "sunken"), ("muted", "page"), ("muted", "surface"),
        ("muted", "sunken"), ("accent", "surface"), ("accent", "page"), ("accent", "accent-soft"),
        ("warm", "warm-soft"), ("chart-on-strong", "chart-strong-for"),
        ("chart-on-strong", "chart-strong-against"), ("chart-on-soft", "chart-for"),
        ("chart-on-soft", "chart-against"), ("chart-on-midway", "chart-midway-against"),
    ]  # fmt: skip
    for dark in (False, True):
        tokens = _tokens(dark)
        poor = {pair: round(_contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
        assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


def test_marks_stand_out_from_the_page():
    """WCAG 1.4.11."""
    for dark in (False, True):
        tokens = _tokens(dark)
        for mark in ("chart-strong-for", "chart-strong-against", "chart-still", "focus", "line-strong"):
            assert _contrast(tokens[mark], tokens["surface"]) >= 3 or mark == "line-strong", mark


OF_OTHERS = re.compile(r"mantine-|main-svg|js-plotly-plot|textpoint")
"""Classes that the component kit and plotly give to their own elements."""


def test_every_class_of_the_stylesheets_is_given_to_something():
    """A class that is made of parts ("swatch-ring") stands in the code by its last part."""
    sheets = "".join(
        re.sub(r"/\*.*?\*/", "", each.read_text("utf-8"), flags=re.DOTALL) for each in ASSETS.glob("*.css")
    )
    selectors = " ".join(re.findall(r"([^{}]+)\{", sheets))
    named = {name for name in re.findall(r"\.([a-zA-Z][\w-]*)", selectors) if not OF_OTHERS.match(name)}
    files = [*Path("dashboards").rglob("*.py"), *Path("monitor/report").rglob("*.py")]
    files += [each for each in ASSETS.glob("*.js") if "plotly" not in each.name]
    written = set(re.findall(r"[a-zA-Z][\w-]*", "".join(each.read_text(encoding="utf-8") for each in files)))
    made = {f"{stem}-{part}" for stem in ("swatch", "verdict", "begins", "ends", "mark") for part in written}
    assert len(named) > 100
    assert named - written - made == set()


def test_every_kind_of_page_asks_for_its_font_together_with_its_styles(importer):
    """Else text is drawn in another font first and the whole page jumps (Lighthouse: a layout shift of 0.46)."""
    for path in ("/", "/importeren", "/nergens"):
        drawn = importer.get(path).text
        asked = '<link rel="preload" href="/assets/source-sans-3.woff2" as="font" type="font/woff2" crossorigin>'
        assert asked in drawn, path
        assert drawn.index(asked) < drawn.index('rel="stylesheet"'), path
    assert "source-sans-3.woff2" in (ASSETS / "1-tokens.css").read_text("utf-8")

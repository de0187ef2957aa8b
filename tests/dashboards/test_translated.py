"""No text of a screen is left untranslated, and what a questionnaire says is marked with its own language."""

import calendar
import re
from collections.abc import Iterator
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from dashboards.address import read
from dashboards.callbacks import drawn_page
from dashboards.pages import PAGES, page_at
from dashboards.pages.evaluation import KINDS
from dashboards.pages.page import draw
from dashboards.ui.chart import FILES
from dashboards.ui.foreign import mark_foreign
from dashboards.ui.shell import empty_frame
from monitor import texts
from monitor.definition.foreign import foreign_words
from monitor.definition.indicators import indicators
from monitor.definition.perspectives import subjects
from monitor.results import Results
from tests.dashboards.conftest import components

PATHS = [page.path for page in PAGES]
EVERY_PAGE = [*PATHS, "/vraag?vragenlijst=personeel", "/jaren?vragenlijst=leerlingen-9-12", "/?wie=ouders"]


MARKED = re.compile("\u301a[^\u301a\u301b]*\u301b")


class Marking:
    """A catalogue of a language that is none: every message stands between marks."""

    def gettext(self, message: str) -> str:
        return f"\u301a{message}\u301b"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def said_on(parts: Any) -> Iterator[str]:
    """Every text that a page says: between tags, to ears, in menus and in pictures; not what is marked as foreign."""
    if isinstance(parts, str):
        yield parts
    elif isinstance(parts, list | tuple):
        for part in parts:
            yield from said_on(part)
    elif isinstance(parts, Component):
        if not getattr(parts, "lang", None):
            yield from said_on(getattr(parts, "children", None))
        named = [
            getattr(parts, name, "") for name in ("aria-label", "label", "placeholder", "title", "nothingFoundMessage")
        ]
        yield from (name for name in named if isinstance(name, str))
        figure = getattr(parts, "figure", None)
        yield from (each["text"] for each in (figure or {}).get("layout", {}).get("annotations", []))


def unmarked(text: str) -> str:
    """What is left of a text once every marked message is out of it, the innermost first."""
    before = ""
    while before != text:
        before, text = text, MARKED.sub(" ", text)
    return text


def our_own(results: Results) -> set[str]:
    """Words that come from the definition files and the releases: they are translated there, or stay as they are."""
    said = {one.title["en"] for one in indicators()} | {one.sentence["en"] for one in indicators()}
    said |= {one.sentence["en"].removeprefix(f"So many {who}") for one in indicators() for who in PEOPLE}
    said |= {node.label for info in results.surveys() for year in info.years for node in results.nodes(info.id, year)}
    said |= {results.school, "nl|en", *NAMES_IN_THEMSELVES, *(info.id for info in results.surveys())}
    said |= {words["en"] for one in subjects().values() for words in (one.title, *one.why.values())}
    return (
        said
        | set(FILES.values())
        | set(KINDS.values())
        | MONTHS
        | set(calendar.month_abbr[1:])
        | set(results.foreign_words())
    )


MONTHS = {*calendar.month_name[1:], *calendar.month_abbr[1:]}
PEOPLE = ("parents", "pupils", "staff members")
QUOTES_NONE = (
    "/startfoto",
    "/werkjaar",
    "/cijfers",
    "/respons",
    "/doelen",
    "/open-antwoorden",
    "/toegankelijkheid",
    "/evaluatie",
)
"""Pages that say nothing in the words of a questionnaire, as long as no comment was released and no goal declared."""
NAMES_IN_THEMSELVES = ("Nederlands", "English")


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_no_message_of_a_screen_is_left_untranslated(
    address: str, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_catalogue", lambda _spoken: Marking())
    path, _mark, search = address.partition("?")
    with texts.speaking("en"):
        drawing = draw(page_at(path), results, read(search))
        own = sorted(our_own(results), key=len, reverse=True)
        said = [*said_on(drawing.parts), *said_on(empty_frame()), *(page.name() for page in PAGES), drawing.title]
    assert len(said) > 30
    left = {text: rest for text in said if (rest := without(unmarked(plain(text)), own))}
    assert left == {}


def plain(text: str) -> str:
    """Words of a picture without its mark-up and its breaks of lines."""
    return re.sub(r"(?:</?b>|<br>)+", " ", text)


def without(text: str, own: list[str]) -> str:
    """The letters of a text that are neither in a message nor in words of our own."""
    for one in own:
        if one in text:
            text = text.replace(one, " ")
    return " ".join(re.findall(r"[^\W\d_]{2,}", text))


@pytest.mark.parametrize("address", PATHS)
def test_words_of_a_questionnaire_are_marked_with_their_language(address: str, results: Results) -> None:
    path, _mark, search = address.partition("?")
    with texts.speaking("en"):
        foreign = results.foreign_words()
        parts = drawn_page(results, path, search)[0]
    marked = [one for one in components(parts) if getattr(one, "lang", None) == "nl"]
    assert marked or path in QUOTES_NONE
    long = [text for text in foreign if len(text) >= 20]
    plain = [text for text in between_tags(parts) if text in foreign or any(one in text for one in long)]
    assert plain == []


def between_tags(parts: Any) -> Iterator[str]:
    if isinstance(parts, str):
        yield parts
    elif isinstance(parts, list | tuple):
        for part in parts:
            yield from between_tags(part)
    elif isinstance(parts, Component) and not getattr(parts, "lang", None):
        yield from between_tags(getattr(parts, "children", None))


def test_nothing_is_marked_for_who_reads_the_language_of_the_questions(results: Results) -> None:
    assert results.foreign_words() == {}
    parts = drawn_page(results, "/vraag", "")[0]
    assert [one for one in components(parts) if getattr(one, "lang", None)] == []


def test_a_question_that_was_put_in_english_is_read_in_english(results: Results) -> None:
    survey = results.releases[0].manifest.survey
    first = survey.items[0].model_copy(update={"text": {"nl": "Voel je je goed?", "en": "Do you feel well?"}})
    own = survey.model_copy(update={"items": (first,), "sections": (), "title": {"fr": "Bien-être à l'école"}})
    with texts.speaking("en"):
        found = foreign_words([own], "nl-BE")
    assert "Do you feel well?" not in found
    assert found["Bien-être à l'école"] == "fr"
    assert foreign_words([own], "nl-BE") == {"Bien-être à l'école": "fr"}


def test_marks_stand_around_the_foreign_words_alone() -> None:
    foreign = {"Ja": "nl", "Nee, nooit": "nl", "Is dit een lange vraag?": "nl"}

    def pieces(text: str) -> list[str]:
        found = mark_foreign([html.P([text])], foreign)[0].children
        return [f"[{one.children}]" if isinstance(one, Component) else one for one in found]

    assert pieces("Ja") == ["[Ja]"]
    assert pieces("Jane said “Ja” or “Nee, nooit”.") == ["Jane said “", "[Ja]", "” or “", "[Nee, nooit]", "”."]
    assert pieces("About Is dit een lange vraag? in 2025") == ["About ", "[Is dit een lange vraag?]", " in 2025"]
    assert pieces("Ja, Nee, nooit") == ["Ja, Nee, nooit"]  # its own comma hides it: better unmarked than cut wrongly
    assert pieces("Just English") == ["Just English"]
    assert mark_foreign([html.P("Ja")], {})[0].children == "Ja"

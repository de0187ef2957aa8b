"""The dashboard in the reader's language: chosen in the address, kept in a cookie, of one request alone."""

import calendar
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component
from flask.testing import FlaskClient

from dashboards.address import read
from dashboards.app import create_app
from dashboards.callbacks import drawn_page
from dashboards.pages import PAGES, page_at
from dashboards.pages.page import draw
from dashboards.ui.chart import SAFE
from dashboards.ui.foreign import mark_foreign
from dashboards.ui.shell import empty_frame
from monitor import texts
from monitor.definition.foreign import foreign_words
from monitor.definition.indicators import indicators
from monitor.results import Results

PATHS = [page.path for page in PAGES]
EVERY_PAGE = [*PATHS, "/vraag?vragenlijst=personeel", "/jaren?vragenlijst=leerlingen-9-12", "/?wie=ouders"]


def asked(client: FlaskClient, path: str, search: str = "") -> dict[str, Any]:
    """What a browser gets that draws a page."""
    outputs = [("page", "children"), ("navigation", "children"), ("school", "children"), ("drawn", "data")]
    body = {
        "output": f"..{'...'.join('.'.join(one) for one in outputs)}..",
        "outputs": [{"id": name, "property": of} for name, of in outputs],
        "inputs": [
            {"id": "address", "property": "pathname", "value": path},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": [],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()["response"]
    return found


def spoken_by(client: FlaskClient, path: str = "/", search: str = "") -> str:
    return str(asked(client, path, search)["drawn"]["data"]["spoken"])


def lang_of(page: str) -> str:
    found = re.search(r'<html lang="([^"]*)">', page)
    assert found
    return found[1]


def test_a_visitor_reads_dutch_and_may_choose_english(client: FlaskClient) -> None:
    first = client.get("/")
    assert (lang_of(first.text), first.headers["Content-Language"]) == ("nl-BE", "nl-BE")
    assert "Set-Cookie" not in first.headers
    chosen = client.get("/?taal=en")
    assert (lang_of(chosen.text), chosen.headers["Content-Language"]) == ("en", "en")
    assert "<title>School climate</title>" in chosen.text
    assert "This dashboard needs JavaScript." in chosen.text
    kept = chosen.headers["Set-Cookie"]
    assert kept.startswith("taal=en; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(kept.split("; "))
    assert lang_of(client.get("/jaren").text) == "en"
    assert "Skip to the content" in client.get("/_dash-layout").text
    assert "What changed?" in str(asked(client, "/jaren"))
    assert lang_of(client.get("/?taal=nl").text) == "nl-BE"
    assert "Wat is er veranderd?" in str(asked(client, "/jaren"))


def test_the_address_goes_before_the_cookie(client: FlaskClient) -> None:
    client.set_cookie("taal", "nl")
    assert spoken_by(client, search="?taal=en&wie=ouders") == "en"
    assert spoken_by(client, search="?wie=ouders") == "nl-BE"


@pytest.mark.parametrize("wrong", ["fr", "nl-NL", "", "en ", "EN", "<script>", "en;Path=/x"])
def test_what_is_no_language_of_ours_counts_as_not_said(client: FlaskClient, wrong: str) -> None:
    answer = client.get("/", query_string={"taal": wrong})
    assert (answer.status_code, lang_of(answer.text)) == (200, "nl-BE")
    assert "Set-Cookie" not in answer.headers
    client.set_cookie("taal", wrong)
    assert spoken_by(client) == "nl-BE"


@pytest.mark.parametrize("search", ["?taal=en&taal=nl", "?taal=nl&taal=en", "?taal=fr&taal=en", "?taal=%65n"])
def test_a_page_and_its_callbacks_agree(client: FlaskClient, search: str) -> None:
    """Where they did not, the page would load itself anew for ever."""
    page = lang_of(client.get(f"/{search}").text)
    assert spoken_by(client, search=search) == page


@pytest.mark.parametrize(
    "body", ["[]", '{"inputs": 3}', '{"inputs": [[], 1, {"property": "search", "value": [2]}]}', "{"]
)
def test_a_forged_callback_speaks_the_usual_language(client: FlaskClient, body: str) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.headers["Content-Language"] == "nl-BE"


def test_no_cache_gives_the_page_of_one_reader_to_another(client: FlaskClient) -> None:
    for path in ("/", "/_dash-layout", "/nergens"):
        assert "Cookie" in client.get(path).headers["Vary"], path
    with client.get("/assets/1-tokens.css") as file:
        assert "Cookie" not in file.headers.get("Vary", "")
        assert "Content-Language" not in file.headers


def test_a_page_that_does_not_exist_says_so_in_english(client: FlaskClient) -> None:
    answer = client.get("/nergens?taal=en")
    assert (answer.status_code, lang_of(answer.text)) == (404, "en")
    assert "This page does not exist" in answer.text


def test_whoever_starts_the_dashboard_chooses_for_those_who_do_not(results: Results) -> None:
    with texts.speaking("en"):
        app = create_app(results)
    assert lang_of(app.server.test_client().get("/").text) == "en"


def test_dutch_is_that_of_the_school(results: Results) -> None:
    dutch = SimpleNamespace(locale="nl-NL")
    app = create_app(results, renewed=lambda: dutch)  # type: ignore[arg-type, return-value] # all that is asked of it
    assert lang_of(app.server.test_client().get("/").text) == "nl-NL"


def test_a_request_leaves_nothing_behind(client: FlaskClient) -> None:
    texts.use("nl")
    client.get("/?taal=en")
    assert asked(client, "/jaren")
    assert (texts.language(), texts.spoken()) == ("nl", "nl-BE")


def test_two_threads_with_two_languages_do_not_mix(results: Results) -> None:
    """The threads of a server serve one reader after the other, and several at once."""
    app = create_app(results)

    def visit(chosen: str) -> set[tuple[str, bool, bool]]:
        client, found = app.server.test_client(), set()
        client.set_cookie("taal", chosen)
        for _turn in range(4):
            said = asked(client, "/cijfers")
            words = str(said["page"])
            found.add(
                (said["drawn"]["data"]["spoken"], "Zo leest u een cijfer" in words, "How to read a number" in words)
            )
        return found

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(visit, ["nl", "en"] * 4))
    assert found == [{("nl-BE", True, False)}, {("en", False, True)}] * 4


def test_a_chart_has_the_safe_settings_and_numbers_of_its_language(results: Results) -> None:
    for chosen, separators in (("nl", ",."), ("en", ".,")):
        with texts.speaking(chosen):
            graphs = [one for one in walked(drawn_page(results, "/vraag", "")[0]) if getattr(one, "figure", None)]
        assert graphs
        assert all(one.config == {**SAFE, "locale": chosen} for one in graphs)
        assert {one.figure["layout"]["separators"] for one in graphs} == {separators}


def test_the_footer_names_each_language_in_itself() -> None:
    with texts.speaking("en"):
        links = [one for one in walked(empty_frame()) if isinstance(one, html.A) and getattr(one, "hrefLang", None)]
    told = [(one.children, one.lang, one.href, getattr(one, "aria-current", None)) for one in links]
    assert told == [("Nederlands", "nl", "?taal=nl", None), ("English", "en", "?taal=en", "true")]


# -- no text of a screen is left in the wrong language ----------------------------------------------------------------


MARKED = re.compile("\u301a[^\u301a\u301b]*\u301b")


class Marking:
    """A catalogue of a language that is none: every message stands between marks."""

    def gettext(self, message: str) -> str:
        return f"\u301a{message}\u301b"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def walked(parts: Any) -> Iterator[Component]:
    if isinstance(parts, list | tuple):
        for part in parts:
            yield from walked(part)
    elif isinstance(parts, Component):
        yield parts
        yield from walked(getattr(parts, "children", None))


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
    return said | set(calendar.month_name[1:]) | set(results.foreign_words())


PEOPLE = ("parents", "pupils", "staff members")
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


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_words_of_a_questionnaire_are_marked_with_their_language(address: str, results: Results) -> None:
    path, _mark, search = address.partition("?")
    with texts.speaking("en"):
        foreign = results.foreign_words()
        parts = drawn_page(results, path, search)[0]
    marked = [one for one in walked(parts) if getattr(one, "lang", None) == "nl"]
    assert marked or path == "/cijfers"
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
    assert [one for one in walked(parts) if getattr(one, "lang", None)] == []


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

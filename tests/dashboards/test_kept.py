"""What was drawn is kept: once per results, language and choices; bounded; whole also when many ask at once."""

import gc
import gzip
import json
import threading

from dash import Dash, Input, Output, html
from plotly.io.json import to_json_plotly

from dashboards.app import create_app
from dashboards.callbacks import PLACES, drawn_page, sent_page
from dashboards.kept import Kept
from dashboards.latest import Latest
from dashboards.looking import Looking
from dashboards.pages import PAGES
from dashboards.written import as_sent
from monitor import texts
from tests.support import releases


def test_the_same_question_is_answered_from_what_is_kept():
    kept, made, shown = Kept(), [], releases.nothing()
    for _time in range(3):
        assert kept.get(shown, "a", lambda: made.append(1) or "drawn") == "drawn"
    assert made == [1]


def test_other_results_never_get_what_is_kept_even_if_they_are_equal():
    """A viewer who may see less has results of his own."""
    kept, one, other = Kept(), releases.nothing(), releases.nothing()
    assert one == other
    assert kept.get(one, "a", lambda: "of one") == "of one"
    assert kept.get(other, "a", lambda: "of other") == "of other"


def test_results_live_as_long_as_something_of_them_is_kept():
    """Else the next results could get their place in memory, and with it their drawings."""
    kept = Kept(most=500)
    for number in range(300):
        assert kept.get(releases.nothing(), "a", lambda number=number: number) == number


def test_of_many_schools_what_nobody_looks_at_any_more_is_let_go():
    """Each school of a network has results of its own, some megabytes of them."""
    kept = Kept(most_results=2)
    schools = [releases.nothing() for _each in range(3)]
    for number in (0, 1, 0, 2):
        for key in ("a", "b"):
            kept.get(schools[number], key, lambda number=number: number)
    assert len(kept) == 4
    assert kept.get(schools[0], "a", lambda: "anew") == 0
    assert kept.get(schools[1], "a", lambda: "anew") == "anew"


def test_what_belongs_to_a_school_is_made_once_and_the_longest_unused_goes_first():
    made: list[str] = []
    latest = Latest(lambda code: made.append(code) or [code], most=2)
    first = latest("eik")
    for code in ("linde", "eik", "beuk", "eik", "linde"):
        latest(code)
    assert latest("eik") is first
    assert made == ["eik", "linde", "beuk", "linde"]


def test_another_language_is_drawn_anew():
    kept, shown = Kept(), releases.nothing()
    assert kept.get(shown, "a", lambda: "nl") == "nl"
    try:
        texts.use("en")
        assert kept.get(shown, "a", lambda: "en") == "en"
    finally:
        texts.use(None)


def test_the_longest_unused_goes_first():
    kept, shown = Kept(most=2), releases.nothing()
    for key in ("a", "b", "a", "c"):
        kept.get(shown, key, lambda key=key: key)
    assert len(kept) == 2
    assert kept.get(shown, "a", lambda: "anew") == "a"
    assert kept.get(shown, "b", lambda: "anew") == "anew"


def test_many_at_once_get_their_own():
    kept, shown, wrong = Kept(most=3), releases.nothing(), []

    def ask() -> None:
        for key in list(range(6)) * 200:
            if kept.get(shown, key, lambda key=key: key) != key:
                wrong.append(key)

    threads = [threading.Thread(target=ask) for _each in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(kept) == 3


def test_what_is_sent_is_what_was_drawn(results):
    sent = sent_page(Looking(lambda: results, PAGES, None), "/vraag", "?vragenlijst=personeel", Kept())
    drawn = drawn_page(results, "/vraag", "?vragenlijst=personeel")
    parts = json.loads(to_json_plotly(drawn))
    assert sent.path == "/vraag"
    assert json.loads(gzip.decompress(sent.compressed)) == {
        "multi": True,
        "response": {place: {name: part} for (place, name), part in zip(PLACES, parts, strict=True)},
    }


def test_what_is_sent_is_what_dash_would_have_sent(results):
    """Dash writes what a callback gives it; ours gives it an answer that is written already."""
    path, search = "/respons", "?jaar=2024-2025"
    question = question_for(path, search)
    app = create_app(results)
    ours = app.server.test_client().post("/_dash-update-component", json=question)
    theirs = Dash(__name__, suppress_callback_exceptions=True, enable_mcp=False)
    theirs.layout = html.Div()
    theirs.callback(
        [Output(place, name) for place, name in PLACES], Input("address", "pathname"), Input("address", "search")
    )(lambda path, search: drawn_page(results, path, search))
    dash = theirs.server.test_client().post("/_dash-update-component", json=question)
    assert ours.json == dash.json
    assert (ours.status_code, ours.mimetype) == (dash.status_code, dash.mimetype) == (200, "application/json")
    packed = app.server.test_client().post(
        "/_dash-update-component", json=question, headers={"Accept-Encoding": "gzip"}
    )
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.data)) == ("gzip", ours.data)
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in ours.headers["Vary"]


def test_an_address_that_is_no_address_is_kept_as_none(results):
    kept, looking = Kept(), Looking(lambda: results, PAGES, None)
    for strange in (None, 7, {"a": 1}, "x" * 5000, ""):
        sent_page(looking, "/cijfers", strange, kept)
    assert len(kept) == 1


def test_addresses_that_come_to_the_same_choices_are_drawn_once(results):
    kept, looking = Kept(), Looking(lambda: results, PAGES, None)
    made_up = ("", "?onbekend=1", "?onbekend=2", "?onbekend=1&onbekend=3")
    assert len({sent_page(looking, "/vraag", search, kept) for search in made_up}) == len(kept) == 1


def test_an_address_with_something_that_is_not_on_a_menu_is_told_so_and_drawn_apart(results):
    kept, looking = Kept(), Looking(lambda: results, PAGES, None)
    searches = ("", "?vragenlijst=x", "?vragenlijst=y", "?jaar=x")
    of_menus, wrong, also_wrong, other_menu = (sent_page(looking, "/vraag", search, kept) for search in searches)
    assert wrong is also_wrong
    assert len(kept) == len({of_menus, wrong, other_menu}) == 3


def test_a_visit_leaves_next_to_nothing_behind_that_only_a_search_for_rubbish_finds(results):
    """While it is looked for everybody waits; an exception that holds its own frames leaves two hundred things."""
    client = create_app(results).server.test_client()
    visits = 20

    def visit():
        assert client.post("/_dash-update-component", json=question_for("/", "")).status_code == 200

    visit()
    gc.collect()
    gc.disable()
    try:
        for _each in range(visits):
            visit()
        assert gc.collect() < 35 * visits
    finally:
        gc.enable()


def question_for(path, search):
    """What a browser asks when it wants a page."""
    address = {"pathname": path, "search": search}
    return {
        "output": "..page.children...navigation.children...school.children...drawn.data..",
        "outputs": [{"id": place, "property": name} for place, name in PLACES],
        "inputs": [{"id": "address", "property": name, "value": value} for name, value in address.items()],
        "changedPropIds": ["address.pathname"],
    }


def test_a_component_is_written_as_dash_would_write_it():
    """With what a browser is told in `data-` and `aria-`, which are no properties by name, in the same order."""
    inner = html.B("a", lang="nl", **{"data-m": 2})
    told = html.Div([inner, "b", None], id={"type": "x", "name": "y"}, **{"data-n": 1, "aria-label": "b"})
    written = json.loads(to_json_plotly(told))
    assert written["props"]["data-n"] == 1
    assert json.dumps(as_sent(told)) == json.dumps(written)

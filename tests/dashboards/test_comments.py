"""Open answers on a page: only what was released, as plain text whatever signs are in it."""

from dataclasses import replace

from dashboards.app import create_app
from dashboards.pages import page_at
from dashboards.pages.page import draw
from monitor import texts
from monitor.disclosure.comments_file import ReleasedComments, texts_sha256
from monitor.disclosure.release import Release
from monitor.results import Results
from tests.dashboards.conftest import components, words_of
from tests.dashboards.test_callbacks import posted
from tests.support.shown.pages import inside

YEAR = "2025-2026"
HOSTILE = "<script>alert(1)</script> **vet** [klik](javascript:alert(1)) &lt;b&gt; {{7*7}}"


def commented(results, written, survey="personeel", year=YEAR):
    about = {"survey": survey, "year": year, "release": "0" * 64}
    told = ReleasedComments(**about, texts=written, texts_sha256=texts_sha256(written))
    return replace(results, open_answers=(told,))


def drawn(results, **asked):
    return draw(page_at("/open-antwoorden"), results, asked)


def quotes(drawing):
    return [each.children for each in components(drawing.parts) if type(each).__name__ == "Blockquote"]


def test_the_page_opens_on_what_there_is_to_read_in_the_order_of_the_file(results):
    written = {"slot_nodig": ("Meer toezicht, [naam] weet ervan.", "Niets."), "slot_niets": ()}
    page = drawn(commented(results, written))
    assert quotes(page) == list(written["slot_nodig"])
    asked = results.release("personeel", YEAR).manifest.survey
    headings = [words_of(each).strip() for each in components(page.parts) if type(each).__name__ == "H2"]
    assert headings == [
        asked.say(asked.item("slot_nodig").text),
        "Hoe ze zijn afgeschermd",
        "Waarom sommige hier niet staan",
    ]


def test_the_question_is_read_in_english_where_it_was_put_so(results):
    release = results.release("personeel", YEAR)
    asked = release.manifest.survey
    question = asked.item("slot_nodig")
    english = question.model_copy(update={"text": {**question.text, "en": "What is needed most?"}})
    items = tuple(english if item is question else item for item in asked.items)
    manifest = release.manifest.model_copy(update={"survey": asked.model_copy(update={"items": items})})
    school = commented(Results.of([Release(manifest, release.facts)]), {"slot_nodig": ("Meer toezicht.",)})
    texts.use("en")
    assert "What is needed most?" in words_of(drawn(school).parts)


def test_comments_of_another_wave_are_not_there(results):
    school = commented(results, {"slot_nodig": ("Alleen van het personeel.",)})
    for asked in ({"vragenlijst": "ouders"}, {"vragenlijst": "personeel", "jaar": "2024-2025"}):
        page = drawn(school, **asked)
        assert quotes(page) == []
        assert "Van deze vragenlijst zijn geen open antwoorden vrijgegeven." in words_of(page.parts)


def test_a_text_is_a_child_of_its_quote_and_never_markup(results):
    school = commented(results, {"slot_nodig": (HOSTILE,)})
    assert quotes(drawn(school)) == [HOSTILE]
    kinds = {type(each).__name__ for each in components(drawn(school).parts)}
    assert not kinds & {"Markdown", "DangerouslySetInnerHTML", "Iframe"}
    asked = [
        {"id": "address", "property": name, "value": value}
        for name, value in (("pathname", "/open-antwoorden"), ("search", ""))
    ]
    answer = posted(create_app(school).server.test_client(), inputs=asked)
    assert "dangerously" not in answer.text.lower()
    found = [
        one["props"]["children"]
        for one in inside(answer.json["response"]["page"]["children"])
        if one["type"] == "Blockquote"
    ]
    assert found == [HOSTILE]

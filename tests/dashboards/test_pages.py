"""The pages as functions of results and choices."""

import json
import re

import pytest

from dashboards.callbacks import drawn_page
from dashboards.pages import PAGES, page_at
from dashboards.pages.page import draw
from dashboards.ui.chart import SAFE
from monitor.definition.differences import TrendBreak
from monitor.disclosure.release import Release
from monitor.errors import WorkspaceRefused
from monitor.report.words import percent
from monitor.results import Results
from monitor.texts import use
from tests.dashboards.conftest import components, words_of
from tests.support import releases

PATHS = [page.path for page in PAGES]
SCHOOLS = ["sample_results", "one_year", "everything_hidden", "nothing"]


def drawn(results, path, **asked):
    return draw(page_at(path), results, asked)


@pytest.mark.parametrize("school", SCHOOLS)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_stands_for_every_school(school, path):
    drawing = drawn(getattr(releases, school)(), path)
    headings = [each for each in components(drawing.parts) if type(each).__name__ == "H1"]
    assert len(headings) == 1
    json.dumps([part.to_plotly_json() for part in drawing.parts], default=lambda part: part.to_plotly_json())


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_dutch(results, path):
    said = words_of(drawn(results, path).parts)
    english = re.findall(r"\b(the|answers|which|between|not|shown|people|year|with)\b", said)
    assert english == []


@pytest.mark.parametrize("path", PATHS)
def test_every_chart_has_the_safe_settings_a_name_and_a_table(results, path):
    for survey in results.surveys():
        parts = drawn(results, path, vragenlijst=survey.id).parts
        graphs = [each for each in components(parts) if type(each).__name__ == "Graph"]
        assert all(graph.config is SAFE for graph in graphs)
        figures = [each for each in components(parts) if type(each).__name__ == "Figure"]
        assert len(figures) == len(graphs)
        for figure in figures:
            kinds = [type(each).__name__ for each in components(figure)]
            assert kinds.count("Table") == 1
            assert kinds.count("Figcaption") == 1
            assert any(getattr(each, "role", None) == "img" for each in components(figure))


def test_the_safe_settings_send_nothing_away():
    assert SAFE["displayModeBar"] is False
    assert SAFE["showSendToCloud"] is False
    assert SAFE["displaylogo"] is False


def test_no_picture_is_made_but_by_the_one_helper():
    from pathlib import Path

    makers = [
        file.name for file in Path("dashboards").rglob("*.py") if "dcc.Graph(" in file.read_text(encoding="utf-8")
    ]
    assert makers == ["chart.py"]


def test_ids_are_unique_on_a_page(results):
    for path in PATHS:
        ids = [str(each.id) for each in components(drawn(results, path).parts) if getattr(each, "id", None)]
        assert sorted(ids) == sorted(set(ids))


def test_the_overview_says_the_released_number(results):
    indicator = results.indicators("ouders")[0]
    share = results.share("ouders", "2025-2026", indicator.item, indicator.measure, indicator.base)
    said = words_of(drawn(results, "/").parts)
    assert percent(share.share) in said
    assert "Tevreden over de informatie" in said
    assert "212 van de 320 antwoordden" in said


def test_the_overview_of_one_group_shows_all_its_numbers(results):
    everyone = [each for each in components(drawn(results, "/").parts) if type(each).__name__ == "Article"]
    parents = [each for each in components(drawn(results, "/", wie="ouders").parts) if type(each).__name__ == "Article"]
    assert len(everyone) == 9  # three of each of three surveys
    assert len(parents) == len(results.indicators("ouders"))


def test_the_overview_of_a_past_year_knows_nothing_later(results):
    said = words_of(drawn(results, "/", jaar="2023-2024").parts)
    assert "2025-2026" not in said.replace("2025-2026 2024-2025 2023-2024", "")


def test_a_trend_break_is_told_with_its_reason(results):
    page = drawn(results, "/jaren", van="2023-2024", tot="2025-2026", thema="communicatie")
    said = words_of(page.parts)
    assert "niet te vergelijken" in said
    figure = next(each for each in components(page.parts) if type(each).__name__ == "Graph").figure
    label = next(note["text"] for note in figure["layout"]["annotations"] if "Hoe tevreden" in note["text"])
    assert "in andere woorden gesteld" in label.replace("<br>", " ")
    assert "vanaf 2024-2025 anders gevraagd" in words_of(drawn(results, "/").parts)
    assert "2024-2025 (anders gevraagd dan ervoor)" in json.dumps(
        [part.to_plotly_json() for part in drawn(results, "/vraag").parts], default=lambda part: part.to_plotly_json()
    )


def test_what_changed_in_the_waves_stands_above_the_changes():
    changed = TrendBreak(kind="enrolment", since="2024-2025", before=320, after=150)
    waves = releases.sample_results().releases
    told = {"breaks": (changed,)}
    later = [
        Release(one.manifest.model_copy(update=told if one.manifest.year == "2025-2026" else {}), one.facts)
        for one in waves
    ]
    asked = {"vragenlijst": "ouders", "tot": "2025-2026"}
    said = words_of(drawn(Results.of(later), "/jaren", **asked, van="2024-2025").parts)
    assert "Het aantal uitgenodigden ging van 320 naar 150." in said
    assert "ging van 320 naar 150" not in words_of(drawn(Results.of(waves), "/jaren", **asked).parts)


def test_years_are_compared_from_earlier_to_later_only(results):
    page = drawn(results, "/jaren", van="2025-2026", tot="2024-2025")
    assert "van=2023-2024&tot=2024-2025" in page.search.replace("vragenlijst=ouders&tot", "tot") or (
        "van=2023-2024" in page.search and "tot=2024-2025" in page.search
    )


def test_questions_about_who_somebody_is_are_no_change(results):
    assert "ctx_" not in drawn(results, "/jaren").search
    assert "In welk deel van de school" not in words_of(drawn(results, "/jaren").parts)
    assert "In welk deel van de school" not in words_of(drawn(results, "/").parts)


def test_a_sensitive_question_says_why_there_are_no_groups(results):
    said = words_of(drawn(results, "/vraag", vraag="erv_gepest").parts)
    assert "Groepen worden niet getoond" in said
    assert "gevoelig" in said


def test_groups_stand_beside_the_school(results):
    page = drawn(results, "/vraag", vraag="kl_veilig")
    groups = [each for each in components(page.parts) if getattr(each, "id", None) == "groepen-graph"]
    labels = [note["text"] for note in groups[0].figure["layout"]["annotations"]]
    assert any(label.startswith("<b>Hele school</b>") for label in labels)
    assert any(label.startswith("<b>Onderbouw</b>") for label in labels)


def test_the_base_changes_the_number(results):
    said = {base: words_of(drawn(results, "/vraag", vraag="com_tevreden", basis=base).parts) for base in ("A", "B")}
    shares = {base: results.share("ouders", "2025-2026", "com_tevreden", "favourable", base).share for base in "AB"}
    assert percent(shares["B"]) in said["B"]
    assert percent(shares["A"]) != percent(shares["B"])
    assert said["A"] != said["B"]


def test_a_hidden_school_shows_no_number(results):
    hidden = releases.everything_hidden()
    for path in ("/", "/jaren", "/vraag"):
        said = words_of(drawn(hidden, path, wie="personeel").parts)
        shown = re.findall(r"\b\d+%", said)
        assert set(shown) <= {"78%"}  # the response: forms received may be shown
        assert said.count("Te weinig antwoorden om te tonen") == 1 or path == "/jaren"


def test_a_damaged_release_is_told():
    from monitor.results import Problem

    refused = WorkspaceRefused("Het bestand is veranderd.")
    results = Results.of(releases.sample_results().releases, [Problem("ouders_2022-2023", lambda: refused)])
    said = words_of(drawn(results, "/cijfers").parts)
    assert "ouders_2022-2023" in said
    assert "Het bestand is veranderd." in said


def test_the_about_page_has_a_row_per_wave(results):
    said = words_of(drawn(results, "/cijfers").parts)
    assert said.count("versie 0.1.0, concept") == 9
    assert "12 mei 2026" in said
    assert "1.296" in said or "1.2" in said


def test_pages_speak_english_when_asked(results):
    use("en")
    assert words_of(drawn(results, "/").parts).strip().startswith("How do things stand?")


def test_what_a_page_shows_can_be_restored_from_its_query(results):
    for path in PATHS:
        parts, _navigation, school, told = drawn_page(results, path, "?vragenlijst=personeel&jaar=2024-2025")
        assert school == "Basisschool De Linde"
        assert told["path"] == path
        assert parts


def test_a_choice_that_is_not_offered_is_named(results):
    said = words_of(drawn(results, "/vraag", vragenlijst="leraren").parts)
    assert "Wie antwoordde: wat het adres vraagt, is er niet." in said


def test_a_survey_of_the_school_itself_has_a_number_per_question(results):
    known = results.release("personeel", "2025-2026")
    asked = known.manifest.survey.model_copy(
        update={"id": "eigen", "audience": "eigen", "title": {"nl": "Eigen bevraging"}}
    )
    own = Results.of([Release(known.manifest.model_copy(update={"survey": asked}), known.facts)])
    said = words_of(drawn(own, "/").parts)
    assert "Eigen bevraging" in said
    assert "Hoe tevreden ben je" in said
    for path in PATHS:
        assert drawn(own, path).parts


def test_the_question_page_asks_about_its_people(results):
    assert "Wat antwoordden de personeelsleden?" in words_of(drawn(results, "/vraag", vragenlijst="personeel").parts)
    assert "Wat antwoordden de ouders?" in words_of(drawn(results, "/vraag").parts)


def test_the_waves_stand_newest_first_in_the_order_of_the_menus(results):
    page = drawn(results, "/cijfers")
    rows = [each for each in components(page.parts) if type(each).__name__ == "Tr"][1:]
    told = [[words_of(cell).strip() for cell in row.children[:2]] for row in rows]
    names = ["Ouders", "Leerlingen 9-12 jaar", "Personeel"]
    assert told == [[name, year] for year in reversed(releases.YEARS) for name in names]


def test_paper_says_what_was_chosen(results):
    said = next(
        words_of(each)
        for each in components(drawn(results, "/jaren", vragenlijst="personeel").parts)
        if "paper-only" in str(getattr(each, "className", ""))
    )
    assert "Wie antwoordde: Personeel; Van: 2024-2025; Naar: 2025-2026; Thema: Alle thema's" in said
    assert "Afgedrukt op" in said

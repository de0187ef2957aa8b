"""One look: what may not be shown is said once, in one way; what can be done with a page stands in one place."""

import pytest

from dashboards.pages import PAGES, page_at
from dashboards.pages.page import draw
from dashboards.ui.chart import charts_in
from monitor.disclosure.release import Release
from monitor.report.chart_frame import LINE_WIDTH, place
from monitor.results import Results
from tests.dashboards.conftest import components, words_of
from tests.support import releases

HIDDEN = "Te weinig antwoorden om te tonen"


def of_class(parts: object, name: str) -> list[object]:
    return [each for each in components(parts) if name in str(getattr(each, "className", "")).split()]


def without(results: Results, survey: str, *items: str) -> Results:
    """The same school, with nothing released of these questions."""

    def less(release: Release) -> Release:
        facts = tuple(fact for fact in release.facts if fact.item not in items)
        return Release(release.manifest, facts)

    return Results.of([less(one) if one.manifest.survey.id == survey else one for one in results.releases])


@pytest.mark.parametrize("path", ["/", "/jaren", "/vraag", "/weten"])
def test_where_nothing_may_be_shown_it_is_said_once_and_no_empty_chart_is_drawn(path):
    parts = draw(page_at(path), releases.everything_hidden(), {}).parts
    assert words_of(parts).count(HIDDEN) == 1
    assert list(charts_in(parts)) == []


def test_a_theme_of_which_nothing_may_be_shown_is_named_once(results):
    asked = [each.id for each in results.items("ouders", "2025-2026") if each.section == "klimaat"]
    parts = draw(page_at("/jaren"), without(results, "ouders", *asked), {}).parts
    names = [each.name for each in charts_in(parts)]
    assert len(names) > 3
    assert "thema-klimaat" not in names
    (box,) = of_class(parts, "unseen")
    assert "Het gaat over: Sfeer en veiligheid." in words_of(box)
    (alone,) = of_class(
        draw(page_at("/jaren"), without(results, "ouders", *asked), {"thema": "klimaat"}).parts, "unseen"
    )
    assert "Het gaat over" not in words_of(alone)


def test_a_subject_of_which_nothing_may_be_shown_is_named_once(results):
    parts = draw(page_at("/weten"), without(results, "ouders", "com_tevreden", "aan_tevreden"), {}).parts
    names = [each.name for each in charts_in(parts)]
    assert len(names) > 3
    assert not {"stappen-com_tevreden", "stappen-aan_tevreden"} & set(names)
    (box,) = of_class(parts, "unseen")
    assert "Het gaat over: Tevreden over de informatie, Tevreden over de aanpak." in words_of(box)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_the_button_that_copies_the_address_stands_beside_the_heading(results, page):
    head, *others = draw(page, results, {}).parts
    (button,) = of_class(head, "copy")
    assert button.children == "Kopieer link"
    assert "/" in getattr(button, "data-address")
    outside = {id(each) for each in of_class(others, "copy")} - {id(each) for each in of_class(others, "chart-tools")}
    assert len(outside) == len(list(charts_in(others)))


def test_beside_other_surveys_a_survey_has_three_cards_each_of_another_question(results):
    parts = draw(page_at("/"), results, {}).parts
    cards = of_class(parts, "card")
    titles = [words_of(next(one for one in components(each) if type(one).__name__ == "H3")) for each in cards]
    assert len(cards) == 9
    assert [each.strip() for each in titles[:2]] == ["Tevreden over de informatie", "Tevreden over de aanpak"]
    assert "Genoeg weten over de informatie" in words_of(parts)  # among the others, on demand
    assert len(of_class(draw(page_at("/"), releases.one_year(), {}).parts, "card")) == 6


def test_a_word_never_stands_alone_on_the_last_line_of_a_label():
    (label,) = place([("Hoe de school een pestsituatie daarna blijft volgen", "", True)], bar=10).labels
    lines = label.replace("<b>", "").replace("</b>", "").split("<br>")
    assert lines == ["Hoe de school een pestsituatie", "daarna blijft volgen"]
    (long,) = place([("x" * 30 + " " + "y" * 40, "", True)], bar=10).labels
    assert long == f"<b>{'x' * 30}</b><br><b>{'y' * 40}</b>"
    assert all(len(line) <= LINE_WIDTH for line in lines)

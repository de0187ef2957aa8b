"""Years side by side: the largest change first, both ranges, and a reason for whatever is not a change."""

import re
from dataclasses import replace

import pytest

from dashboards.pages import page_at
from dashboards.pages.page import draw
from dashboards.ui.chart import charts_in
from monitor.disclosure.release import Release
from monitor.report import colours
from monitor.results import Results, Verdict
from tests.dashboards.conftest import components, words_of
from tests.support import releases

NOW, BEFORE, FIRST = "2025-2026", "2024-2025", "2023-2024"


def rows(figure) -> list[str]:
    """The labels of the rows of a chart, without line breaks."""
    notes = [each["text"] for each in figure["layout"]["annotations"] if each["xref"] == "paper"]
    return [re.sub(r"</?b>", "", each.replace("<br>", " ")) for each in notes]


def figures(results, **asked):
    parts = draw(page_at("/jaren"), results, {"tot": NOW, **asked}).parts
    return [each.figure for each in components(parts) if type(each).__name__ == "Graph"]


@pytest.mark.parametrize("survey", releases.SURVEYS)
@pytest.mark.parametrize("since", [BEFORE, FIRST])
def test_the_largest_change_stands_first_and_what_cannot_be_compared_last(results, survey, since):
    for figure in figures(results, vragenlijst=survey, van=since):
        sizes = []
        for label in rows(figure):
            item = next(
                each for each in results.items(survey, NOW) if label.startswith(results.text(survey, NOW, each.id))
            )
            measure = results.measures(survey, NOW, item.id)[0]
            change = results.change(survey, item.id, measure.id, since, NOW, measure.bases[0])
            sizes.append(-1.0 if change.change is None else abs(change.change))
        assert sizes == sorted(sizes, reverse=True)


def test_every_row_says_in_words_what_its_colour_says(results):
    """Without colour a good change is told from a bad one by its word, and either from chance."""
    for figure in figures(results, vragenlijst="ouders", van=BEFORE):
        labels = rows(figure)
        marks = [
            each["marker"]["color"] for each in figure["data"] if "marker" in each and each["marker"]["size"] != 11
        ]
        for label, colour in zip(labels, marks, strict=True):
            assert (": beter" in label) == (colour == colours.STRONG_FOR), label
            assert (": slechter" in label) == (colour == colours.STRONG_AGAINST), label
            assert ("Niet vast te stellen: alles van" in label) == (colour == colours.STILL), label


def largest_of(results, theme):
    """The size of the largest change of a theme that is more than chance."""
    asked = [item.id for item in results.items("ouders", NOW) if item.section == theme]
    measures = [(item, results.measures("ouders", NOW, item)[0]) for item in asked]
    changes = [results.change("ouders", item, one.id, BEFORE, NOW, one.bases[0]) for item, one in measures]
    return max((abs(one.change) for one in changes if one.beyond_chance), default=0)


def test_themes_in_which_something_changed_stand_first_and_the_others_are_folded(results):
    page = draw(page_at("/jaren"), results, {"vragenlijst": "ouders", "van": BEFORE}).parts
    (fold,) = [each for each in components(page) if getattr(each, "className", "") == "more more-charts"]
    folded, drawn = [one.name for one in charts_in(fold.children)], [one.name for one in charts_in(page)]
    moved = [one.name for one in charts_in(page) if re.search(r"steeg|stegen|daalde", one.title)]
    assert moved
    assert folded
    assert drawn == [*moved, *folded]
    jumps = [largest_of(results, name.removeprefix("thema-")) for name in drawn]
    assert jumps[: len(moved)] == sorted(jumps, reverse=True)[: len(moved)]
    assert not any(jumps[len(moved) :])
    themes = {each.section for each in results.items("ouders", NOW)} - {"context"}
    assert {f"thema-{one}" for one in themes} == set(drawn)
    alone = draw(page_at("/jaren"), results, {"van": BEFORE, "thema": folded[0].removeprefix("thema-")}).parts
    assert [each for each in components(alone) if getattr(each, "className", "") == "more more-charts"] == []


def test_both_years_have_their_range(results):
    (figure,) = figures(results, vragenlijst="ouders", van=BEFORE, thema="communicatie")
    change = results.change("ouders", "com_tevreden", "favourable", BEFORE, NOW)
    drawn = [each["x"] for each in figure["data"] if each["mode"] == "lines"]
    assert [change.before.low, change.before.high] in drawn
    assert [change.after.low, change.after.high] in drawn


def test_a_question_that_was_asked_otherwise_is_parted_and_says_why(results):
    (figure,) = figures(results, vragenlijst="ouders", van=FIRST, thema="communicatie")
    broken = [
        label for label in rows(figure) if "Niet vergelijkbaar. De vraag werd in andere woorden gesteld." in label
    ]
    assert len(broken) == 1
    assert sum(each["line"]["dash"] == "dash" for each in figure["layout"]["shapes"]) == 1
    said = words_of(draw(page_at("/jaren"), results, {"van": FIRST, "thema": "communicatie"}).parts)
    assert "niet te vergelijken" in said


def test_a_theme_that_was_not_asked_in_the_later_year_is_not_on_offer(results):
    """Themes are those of the later year that is chosen: a theme of another year would give an empty page."""
    new = {"van": FIRST, "tot": BEFORE, "thema": "communicatie"}
    survey = {one.manifest.year: one for one in results.releases if one.manifest.survey.id == "ouders"}

    def without(release: Release) -> Release:
        kept = tuple(fact for fact in release.facts if not fact.item.startswith("com_"))
        asked = release.manifest.survey
        items = tuple(item for item in asked.items if item.section != "communicatie")
        changed = asked.model_copy(update={"items": items})
        return Release(release.manifest.model_copy(update={"survey": changed}), kept)

    grown = Results.of([survey[FIRST], without(survey[BEFORE]), survey[NOW]])
    drawing = draw(page_at("/jaren"), grown, new)
    assert "wat het adres vraagt, is er niet" in words_of(drawing.parts)
    assert [each for each in components(drawing.parts) if type(each).__name__ == "Graph"]


def test_few_answers_are_a_reason(results):
    """A rise of bullying is worse, and what too few answered is not compared at all."""
    few = releases.release_of(releases.Wave("ouders", BEFORE, 24, 320, groups=False))
    mixed = Results.of([few, *(each for each in results.releases if each.manifest.wave != "ouders_2024-2025")])
    labels = [label for figure in figures(mixed, vragenlijst="ouders", van=BEFORE) for label in rows(figure)]
    assert labels
    assert all("Niet vergelijkbaar. Te weinig antwoorden om te vergelijken" in each for each in labels)


def test_the_direction_is_data():
    """More bullying is worse: the same rise that is good news for satisfaction is bad news here."""
    waves = [
        releases.release_of(releases.Wave("leerlingen-9-12", year, 150, 160, drift, groups=False))
        for year, drift in ((BEFORE, 0.0), (NOW, 0.0))
    ]
    results = Results.of([waves[0], _bullied_more(waves[1])])
    change = results.change("leerlingen-9-12", "erv_gepest", "regularly", BEFORE, NOW)
    assert change.verdict is Verdict.RISE
    labels = [label for figure in figures(results, vragenlijst="leerlingen-9-12", van=BEFORE) for label in rows(figure)]
    (told,) = [label for label in labels if label.startswith(results.text("leerlingen-9-12", NOW, "erv_gepest"))]
    assert re.search(r"\d+ punten hoger, tussen \d+ en \d+ punten: slechter", told)


def _bullied_more(release: Release) -> Release:
    """The release with 30 more among the answers that count as bullied regularly."""
    item = release.manifest.survey.item("erv_gepest")
    regularly = set(item.reached("regelmatig"))
    facts = tuple(
        replace(each, value=each.value + 30)
        if each.item == item.id and set(each.options.split("|")) <= regularly
        else each
        for each in release.facts
    )
    return Release(release.manifest, facts)


def test_the_response_stands_once_above_the_changes_and_in_each_file_and_is_flagged_when_it_moved(results):
    def grown(release: Release) -> Release:
        total = 900 if release.manifest.year == NOW else release.manifest.enrolment["total"]
        return Release(release.manifest.model_copy(update={"enrolment": {"total": total}}), release.facts)

    calm = words_of(draw(page_at("/jaren"), results, {}).parts)
    moved = words_of(draw(page_at("/jaren"), Results.of(map(grown, results.releases)), {}).parts)
    assert calm.count("Respons: 66% in 2025-2026, 64% in 2024-2025.") == 1
    assert "Let op" not in calm
    assert moved.count("Let op: dat scheelt meer dan 10 punten.") == 1
    files = [each.alone for each in charts_in(draw(page_at("/jaren"), results, {}).parts)]
    assert files == [("Respons: 66% in 2025-2026, 64% in 2024-2025.",)] * len(figures(results))
    assert "De respons ging van 64% naar 24%." in moved


def test_without_the_number_of_people_the_forms_are_said(results):
    def unknown(release: Release) -> Release:
        return Release(release.manifest.model_copy(update={"enrolment": {}}), release.facts)

    said = words_of(draw(page_at("/jaren"), Results.of(map(unknown, results.releases)), {}).parts)
    assert "Respons: 212 formulieren in 2025-2026, 205 in 2024-2025." in said

"""The funnel on a page: both bases printed, the counts of the release, hidden steps with their reason."""

from dashboards.pages import page_at
from dashboards.pages.page import draw
from monitor.disclosure.release import Release
from monitor.report.words import percent
from monitor.results import Results
from tests.dashboards.conftest import components, words_of
from tests.support import releases

YEAR = "2025-2026"


def drawn(results, **asked):
    return draw(page_at("/weten"), results, asked)


def figures(drawing):
    return [each for each in components(drawing.parts) if type(each).__name__ == "Figure"]


def test_every_subject_with_a_funnel_has_its_three_bars_with_their_limits(results):
    found = figures(drawn(results))
    assert [figure.id.removeprefix("stappen-") for figure in found] == [
        funnel.indicator.item for funnel in results.funnels("ouders", YEAR)
    ]
    graph = next(each for each in components(found[0]) if type(each).__name__ == "Graph").figure
    bars = [one["x"][0] for one in graph["data"] if one["type"] == "bar"]
    limits = [tuple(one["x"]) for one in graph["data"] if one.get("line", {}).get("width") == 2]
    steps = [results.share("ouders", YEAR, "com_tevreden", *key) for key in KEYS]
    assert bars == [step.share for step in steps]
    assert limits == [(step.low, step.high) for step in steps]


KEYS = (("known", "A"), ("favourable", "A"), ("favourable", "B"))


def test_both_bases_are_printed(results):
    said = words_of(drawn(results, vraag="com_tevreden").parts)
    known, of_all, of_those = (results.share("ouders", YEAR, "com_tevreden", *key) for key in KEYS)
    assert f"ongeveer {known.count} van {known.n}" in _labels(results)
    assert f"{percent(of_all.share)} (ongeveer {of_all.count} van {of_all.n})" in _labels(results)
    assert f"{percent(of_those.share)} (ongeveer {of_those.count} van {of_those.n})" in _labels(results)
    assert of_those.n == known.count
    assert "van iedereen die antwoordde" in said
    assert "van wie het weet" in said


def _labels(results):
    (figure,) = figures(drawn(results, vraag="com_tevreden"))
    graph = next(each for each in components(figure) if type(each).__name__ == "Graph").figure
    return " ".join(note["text"] for note in graph["layout"]["annotations"])


def test_subjects_of_which_no_change_can_be_determined_are_folded(results):
    parts = drawn(results).parts
    (folded,) = (each for each in components(parts) if getattr(each, "className", "") == "more")
    for line in (each for each in components(folded) if type(each).__name__ == "Li"):
        assert "punten hoger, tussen" not in words_of(line)
        assert "punten lager, tussen" not in words_of(line)
    moved = next(each for each in components(parts) if getattr(each, "className", "") == "list said")
    assert len(moved.children) + len(folded.children[1].children) == len(results.funnels("ouders", YEAR))
    for line in moved.children:
        assert any(word in words_of(line) for word in ("punten hoger, tussen", "punten lager, tussen"))


def test_what_became_of_each_step_is_told(results):
    said = words_of(drawn(results, vraag="aan_tevreden").parts)
    assert "Wat veranderde sinds 2024-2025?" in said
    assert said.count("Bij wie het weet: ") == 1
    assert "Wat veranderde" not in words_of(drawn(results, jaar="2023-2024").parts)


def test_a_subject_of_the_menu_alone_is_restored_from_the_address(results):
    page = drawn(results, vraag="com_tevreden")
    assert "vraag=com_tevreden" in page.search
    assert len(figures(page)) == 1
    assert "vraag=alle" in drawn(results, vraag="kl_graag2").search


def test_steps_that_may_not_be_shown_have_no_bar_and_a_reason():
    page = drawn(releases.everything_hidden())
    for figure in figures(page):
        graph = next(each for each in components(figure) if type(each).__name__ == "Graph").figure
        assert graph["data"] == []
    assert "te weinig antwoorden" in words_of(page.parts)


def test_with_few_answers_only_counts_are_said():
    school = Results.of([releases.release_of(releases.Wave("personeel", YEAR, 24, 40, groups=False))])
    (figure, *_rest) = figures(drawn(school))
    caption = next(each for each in components(figure) if type(each).__name__ == "Figcaption")
    graph = next(each for each in components(figure) if type(each).__name__ == "Graph").figure
    labels = [note["text"] for note in graph["layout"]["annotations"] if note["xref"] == "paper"]
    assert "%" not in words_of(caption)
    assert any("ongeveer 18 van 24" in label for label in labels)
    assert not any("%" in label for label in labels)
    assert not any("%" in text for one in graph["data"] for text in one.get("text", []))


def test_a_questionnaire_without_do_not_know_has_no_funnel(results):
    release = results.release("personeel", YEAR)
    funnelled = {funnel.indicator.item for funnel in results.funnels("personeel", YEAR)}
    items = tuple(item for item in release.manifest.survey.items if item.id not in funnelled)
    asked = release.manifest.survey.model_copy(update={"items": items})
    without = Release(release.manifest.model_copy(update={"survey": asked}), release.facts)
    assert "Niets om te tonen." in words_of(drawn(Results.of([without])).parts)
    both = Results.of([without, results.release("personeel", "2024-2025")])
    assert "Bij geen vraag van dit jaar" in words_of(drawn(both).parts)


def test_four_charts_are_there_at_once_the_others_folded_and_the_legend_stands_once(results):
    page = drawn(results)
    folded = next(each for each in components(page.parts) if "more-charts" in str(getattr(each, "className", "")))
    assert len(figures(page)) - len([each for each in components(folded) if type(each).__name__ == "Figure"]) == 4
    assert words_of(page.parts).count("waar het cijfer waarschijnlijk ligt") == 1
    assert all(len(each.content.legend) == 3 for each in figures(page)), "a file stands by itself"
    alone = drawn(results, vraag="com_tevreden")
    assert words_of(alone.parts).count("waar het cijfer waarschijnlijk ligt") == 1
    assert not any("more-charts" in str(getattr(each, "className", "")) for each in components(alone.parts))

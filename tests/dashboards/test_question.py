"""The page of a question: titles follow the base, and a title never says what the sentence says."""

import itertools

import pytest

from dashboards.pages import page_at
from dashboards.pages.page import draw
from monitor.report.words import percent
from tests.dashboards.conftest import components, words_of
from tests.support import releases


def captions(results, **asked):
    parts = draw(page_at("/vraag"), results, asked).parts
    found = [each for each in components(parts) if type(each).__name__ == "Figcaption"]
    return [[words_of(part).strip() for part in each.children] for each in found]


def test_the_title_follows_the_base(results):
    titles = {base: captions(results, vraag="com_tevreden", basis=base)[0][0] for base in ("A", "B")}
    assert "zonder “weet ik niet”" in titles["B"]
    assert "weet ik niet" not in titles["A"]
    unnamed = captions(results, vragenlijst="ouders", vraag="kl_graag", basis="B")[0][0]
    share = results.share("ouders", "2025-2026", "kl_graag", "favourable", "B")
    assert percent(share.share) in unnamed
    assert "zonder “weet ik niet”" in unnamed


def test_the_bars_say_that_they_hold_everyone(results):
    said = "De balken tonen alle antwoorden"
    assert said in words_of(draw(page_at("/vraag"), results, {"basis": "B"}).parts)
    assert said not in words_of(draw(page_at("/vraag"), results, {"basis": "A"}).parts)


@pytest.mark.parametrize("survey", releases.SURVEYS)
def test_no_title_is_said_again(results, survey):
    year = releases.YEARS[-1]
    for item in results.items(survey, year):
        for measure in results.measures(survey, year, item.id):
            asked = {"vragenlijst": survey, "jaar": year, "vraag": item.id, "maat": measure.id}
            told = captions(results, **asked)
            assert len({title for title, _sentence in told}) == len(told)
            for title, sentence in told:
                assert title.rstrip(".") not in sentence
                assert sentence.rstrip(".") not in title


@pytest.mark.parametrize(("place", "marks"), [(1, 1), (2, 13)])
def test_the_diamond_is_explained(results, place, marks):
    parts = draw(page_at("/vraag"), results, {"vraag": "kl_veilig"}).parts
    figure = [each for each in components(parts) if type(each).__name__ == "Figure"][place]
    legend = next(each for each in components(figure) if getattr(each, "className", "") == "legend")
    diamonds = [each for each in components(legend) if "swatch-diamond" in str(getattr(each, "className", ""))]
    assert len(diamonds) == 1
    assert "het gekozen jaar, 2025-2026" in words_of(legend)
    graph = next(each for each in components(figure) if type(each).__name__ == "Graph").figure
    symbols = [trace["marker"]["symbol"] for trace in graph["data"] if "marker" in trace]
    assert symbols.count("diamond") == marks


def test_pairs_of_titles_differ_between_rise_and_fall(results):
    told = [
        captions(results, vragenlijst=survey, vraag=item.id, maat=measure.id)[1][0]
        for survey in releases.SURVEYS
        for item in itertools.islice(results.items(survey, "2025-2026"), 12)
        for measure in results.measures(survey, "2025-2026", item.id)
    ]
    assert any(each.startswith("Vaker gekozen dan in 2024-2025") for each in told)

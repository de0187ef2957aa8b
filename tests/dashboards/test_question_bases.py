"""A question counted without "weet ik niet": what is said over other answers tells so, and small groups say why."""

from dashboards.pages import page_at
from dashboards.pages.page import draw
from tests.dashboards.conftest import words_of

ASKED = {"vragenlijst": "ouders", "vraag": "aan_tevreden"}


def said(results, base, **more):
    return words_of(draw(page_at("/vraag"), results, {**ASKED, "basis": base, **more}).parts)


def test_in_words_tells_over_which_answers_it_speaks(results):
    of_all, without = said(results, "A"), said(results, "B")
    assert "De verandering sinds 2024-2025 bestaat uit twee delen." in of_all
    assert "De verandering sinds 2024-2025 over alle antwoorden, ook “weet ik niet”, bestaat uit twee delen." in without
    assert "Berekend zonder “weet ik niet”." in without
    assert "Berekend zonder" not in of_all
    for both in (of_all, without):
        assert "“Weet ik niet” staat niet op de schaal en telt hier dus niet mee." in both


def test_a_question_without_do_not_know_says_nothing_of_it(results):
    told = said(results, "A", vragenlijst="leerlingen-9-12", vraag="erv_gepest")
    assert "niet op de schaal" not in told


def test_a_class_that_is_too_small_to_leave_somebody_out_is_not_said_to_have_too_few_answers(results):
    of_all, without = said(results, "A"), said(results, "B")
    assert "Te weinig antwoorden om te tonen" not in without
    assert "Te weinig antwoorden om “weet ik niet” weg te laten: K1, " in without
    assert "weg te laten" not in of_all
    shown = next(each for each in results.nodes("ouders", "2025-2026") if each.label == "K1")
    assert results.share("ouders", "2025-2026", "aan_tevreden", "favourable", "A", shown.id).shown

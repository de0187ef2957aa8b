"""What a question says in words: four things, each said or with the reason why it cannot be said."""

from dataclasses import replace

import pytest

from dashboards.pages import page_at
from dashboards.pages.page import draw
from dashboards.ui.parts import not_shown
from monitor.disclosure.release import Release
from monitor.report.second_words import why_not_of_all
from monitor.results import Results
from monitor.statistics.reasons import because
from tests.dashboards.conftest import components, words_of
from tests.support import releases

NOW = "2025-2026"
OF_ALL, WHOLE, PARTS, LINE = (
    "En iedereen die kon antwoorden in 2025-2026?",
    "Zijn alle antwoorden samen gunstiger?",
    "Weten meer mensen het, of is wie het weet tevredener?",
    "Is er een lijn over drie jaar of meer?",
)


def told(results, **asked) -> dict[str, tuple[str, bool]]:
    """Heading to what stands below it, and whether that is a reason instead."""
    parts = draw(page_at("/vraag"), results, asked).parts
    blocks = [each for each in components(parts) if getattr(each, "className", "") == "told-part"]
    return {
        words_of(each.children[0]).strip(): (
            words_of(each.children[1:]).strip(),
            any(getattr(one, "className", "") == "told-missing" for one in each.children),
        )
        for each in blocks
    }


def test_all_four_are_said_of_a_question_about_satisfaction(results):
    said = told(results, vraag="aan_tevreden")
    assert list(said) == [OF_ALL, WHOLE, PARTS, LINE]
    assert not any(missing for _words, missing in said.values())
    assert "Misschien is het toeval wie antwoordde en wie niet. Dan ligt" in said[OF_ALL][0]
    assert "Wat de ouders die niet antwoordden ook vinden" in said[OF_ALL][0]
    assert said[WHOLE][0].startswith("Neem honderd keer één antwoord uit 2024-2025")
    assert "De verandering sinds 2024-2025 bestaat uit twee delen. In punten:" in " ".join(said[PARTS][0].split())
    assert "Van 2023-2024 tot 2025-2026" in said[LINE][0]


@pytest.mark.parametrize(
    ("asked", "heading", "reason"),
    [
        ({"vraag": "aan_tevreden", "basis": "B"}, OF_ALL, "Kies daarvoor “Alle antwoorden”."),
        ({"vraag": "com_tevreden"}, LINE, "Voor een verloop zijn 3 jaren of meer nodig"),
        ({"vraag": "com_tevreden", "jaar": "2024-2025"}, WHOLE, "De vraag werd in andere woorden gesteld."),
        ({"vraag": "com_tevreden", "jaar": "2024-2025"}, PARTS, "De vraag werd in andere woorden gesteld."),
        ({"vraag": "com_tevreden", "jaar": "2023-2024"}, WHOLE, "Er is geen eerder jaar om mee te vergelijken."),
        ({"vraag": "com_tevreden", "jaar": "2023-2024"}, PARTS, "Er is geen eerder jaar om mee te vergelijken."),
        ({"vraag": "hulp_gepest"}, WHOLE, "zijn geen stappen van één schaal"),
        ({"vraag": "hulp_gepest"}, PARTS, "gaat niet over tevreden zijn"),
    ],
)
def test_what_cannot_be_said_says_why(results, asked, heading, reason):
    headings = {each: words for each, words in told(results, **asked).items() if each.split("in 20")[0] in heading}
    (found,) = headings.values()
    assert reason in found[0]
    assert found[1]


@pytest.mark.parametrize("survey", releases.SURVEYS)
def test_nothing_is_left_out_in_silence(results, survey):
    for item in results.items(survey, NOW):
        said = told(results, vragenlijst=survey, vraag=item.id)
        assert len(said) == 4
        assert all(words for words, _missing in said.values()), item.id


def of_all(results, **changed) -> str:
    item = next(each for each in results.items("ouders", NOW) if each.id == "aan_tevreden")
    share = results.share("ouders", NOW, item.id, "favourable", "A")
    given = {"item": item, "share": share, "came_in": results.response("ouders", NOW), **changed}
    return why_not_of_all(given["item"], given["share"], given["came_in"])


def test_why_nothing_is_said_of_everybody(results):
    """The reasons are those of the second lines, in the order in which they hold."""
    routed = next(each for each in results.items("ouders", NOW) if each.routing)
    share, came_in = results.share("ouders", NOW, "aan_tevreden", "favourable", "A"), results.response("ouders", NOW)
    apart = next(each for each in results.items("ouders", NOW) if each.id == "aan_tevreden")
    passed = apart.options[-1].model_copy(update={"not_applicable": True})
    assert of_all(results) == ""
    assert "een deel van de mensen" in of_all(results, item=routed)
    assert "niet bij hen past" in of_all(results, item=apart.model_copy(update={"options": (passed,)}))
    unknown = replace(came_in, rate=None, reason=because("no-enrolment"))
    assert "hoeveel mensen de vragenlijst kregen" in of_all(results, came_in=unknown)
    hidden = replace(share, reason=because("few-answers", least=10))
    assert of_all(results, share=hidden) == "Minder dan 10 antwoorden: niet getoond."


@pytest.mark.parametrize("survey", releases.SURVEYS)
def test_a_reason_stands_exactly_where_there_are_no_limits(results, survey):
    came_in = results.response(survey, NOW)
    for item in results.items(survey, NOW):
        for measure in results.measures(survey, NOW, item.id):
            for base in measure.bases:
                share = results.share(survey, NOW, item.id, measure.id, base)
                lines = results.second_lines(share)
                assert (lines.worst is None) == bool(why_not_of_all(item, share, came_in)), (item.id, measure.id, base)


def test_a_course_over_three_years_is_said_for_the_chosen_base(results):
    said = {base: told(results, vraag="aan_tevreden", basis=base)[LINE][0] for base in "AB"}
    assert said["A"] != said["B"]


def test_where_nothing_may_be_shown_one_thing_is_said_once():
    parts = draw(page_at("/vraag"), releases.everything_hidden(), {}).parts
    assert [type(each).__name__ for each in components(parts) if type(each).__name__ in ("Graph", "Figure")] == []
    assert words_of(parts).count("Te weinig antwoorden om te tonen") == 1


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (not_shown(because("few-answers", least=10)), "Te weinig antwoorden om te tonen Minder dan 10 antwoorden"),
        (not_shown(because("no-item", year=NOW)), "Hier is niets te tonen Deze vraag is in 2025-2026 niet gesteld"),
        (not_shown(None), "Te weinig antwoorden om te tonen"),
        (not_shown(None, title="Nog niets", why="Later."), "Nog niets Later."),
    ],
)
def test_what_is_not_shown_is_said_the_same_everywhere(shown, said):
    assert " ".join(words_of(shown).split()).startswith(said)
    assert shown.className == "unseen"


def test_one_release_alone_has_no_comparison(results):
    one = Results.of([release for release in results.releases if release.manifest.year == NOW])
    said = told(one, vraag="aan_tevreden")
    assert [missing for _words, missing in said.values()] == [False, True, True, True]


def test_the_response_stands_beside_the_change_and_is_flagged(results):
    def with_enrolled(release: Release) -> Release:
        enrolled = {"total": 900 if release.manifest.year == NOW else release.manifest.enrolment["total"]}
        return Release(release.manifest.model_copy(update={"enrolment": enrolled}), release.facts)

    usual = words_of(draw(page_at("/vraag"), results, {}).parts)
    moved = words_of(draw(page_at("/vraag"), Results.of(map(with_enrolled, results.releases)), {}).parts)
    assert "Respons: 66% in 2025-2026, 64% in 2024-2025." in usual
    assert "Respons: 24% in 2025-2026, 64% in 2024-2025. Let op: dat scheelt meer dan 10 punten." in moved
    assert "Let op" not in usual

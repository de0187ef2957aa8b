"""Groups side by side on a page: what is compared, what is not, and what is not shown."""

from dataclasses import replace

from dashboards.pages import page_at
from dashboards.pages.page import draw
from dashboards.ui.chart import charts_in
from monitor.disclosure.release import Release
from monitor.report.tables import HIDDEN
from monitor.results import Results
from monitor.statistics.gap import GapVerdict
from monitor.statistics.gap_listing import chosen
from tests.dashboards.conftest import components, words_of
from tests.support import releases

YEAR = "2025-2026"


def drawn(results, **asked):
    return draw(page_at("/perspectieven"), results, asked)


def figures(drawing):
    return {each.id: each for each in components(drawing.parts) if type(each).__name__ == "Figure"}


def graph(figure):
    return next(each for each in components(figure) if type(each).__name__ == "Graph").figure


def rows(figure):
    return [each for each in components(figure) if type(each).__name__ == "Tr"][1:]


def symbols(figure):
    return {one["marker"]["symbol"] for one in graph(figure)["data"] if "marker" in one}


def strokes(figure):
    return [one["line"]["width"] for one in graph(figure)["data"] if one.get("mode") == "lines"]


def test_all_groups_stand_on_the_subjects_with_a_shape_each(results):
    assert not any(name.startswith("samen") for name in figures(drawn(results)))
    found = figures(drawn(results, groepen="alle"))
    assert set(found) == {"samen", "samen-onderwerp"}
    assert symbols(found["samen-onderwerp"]) == {"square", "diamond", "circle"}
    assert strokes(found["samen"]) == strokes(found["samen-onderwerp"]) == []
    said = words_of(found["samen-onderwerp"])
    assert "alleen personeelsleden en ouders te vergelijken" in said


def test_all_groups_in_a_year_in_which_nothing_may_be_shown_say_so(results):
    nothing = replace(results, _gaps={YEAR: results.gaps(YEAR), "2024-2025": ()})
    said = words_of(drawn(nothing, jaar="2024-2025", groepen="alle").parts)
    assert "Nog niets om naast elkaar te zetten." in said


def test_every_pair_is_on_the_menu_and_an_other_one_is_not(results):
    assert "groepen=personeel.ouders" in drawn(results).search
    assert "groepen=ouders.leerlingen-9-12" in drawn(results, groepen="ouders.leerlingen-9-12").search
    assert "groepen=personeel.ouders" in drawn(results, groepen="ouders.personeel").search


def test_the_words_and_the_strokes_are_those_of_the_verdicts(results):
    page = drawn(results)
    lines = [
        gap for gap in chosen(results.gaps(YEAR)) if (gap.first.survey, gap.second.survey) == ("personeel", "ouders")
    ]
    gaps = [gap for gap in lines if gap.verdict is GapVerdict.GAP]
    found = list(figures(page).values())
    assert len(gaps) > 2
    assert sum(width == 4 for figure in found for width in strokes(figure)) == len(gaps)
    assert sum(len(rows(figure)) for figure in found) == len(lines)
    assert words_of(page.parts).count("dat is een kloof, meer dan toeval") == len(gaps)
    (fold,) = [each for each in components(page.parts) if getattr(each, "className", "") == "more more-charts"]
    folded = [one.name for one in charts_in(fold.children)]
    assert [*figures(page)][-len(folded) :] == folded, "what is folded stands last"
    assert {name for name, figure in figures(page).items() if 4 not in strokes(figure)} == set(folded)


def test_where_only_the_subject_is_the_same_there_is_no_difference(results):
    figure = figures(drawn(results, groepen="personeel.leerlingen-9-12"))["zelfde-onderwerp"]
    assert strokes(figure) == []
    told = [[words_of(cell).strip() for cell in row.children] for row in rows(figure)]
    assert {(cells[3], cells[4], cells[5]) for cells in told} == {(HIDDEN, HIDDEN, "niet te vergelijken")}
    assert "zonder verschil" in words_of(figure)


def test_topics_are_told_by_staff_minus_heard_by_parents(results):
    figure = figures(drawn(results))["onderwerp-com_onderwerpen"]
    assert "Vaker verteld dan gehoord: Wat de school doet om pesten te voorkomen" in words_of(figure)
    cells = [words_of(cell).strip() for cell in rows(figure)[0].children]
    shares = [
        results.share(survey, YEAR, gap.item, gap.share.measure).share
        for survey, gap in (("personeel", _preventie(results).first), ("ouders", _preventie(results).second))
    ]
    assert cells[3] == f"+{round(100 * (shares[0] - shares[1]))}"


def _preventie(results):
    return next(gap for gap in results.gaps(YEAR) if gap.measure == "option:preventie")


def test_a_year_in_which_a_group_did_not_answer_says_so(results):
    kept = [one for one in results.releases if (one.manifest.survey.id, one.manifest.year) != ("personeel", YEAR)]
    said = words_of(drawn(Results.of(kept)).parts)
    assert "Van deze twee groepen kan niets naast elkaar staan." in said
    assert "Er zijn geen vrijgegeven cijfers van personeel in 2025-2026." in said


def test_a_figure_that_is_not_shown_is_named_with_its_reason(results):
    def without(release):
        facts = tuple(fact for fact in release.facts if fact.item != "aan_tevreden")
        return Release(release.manifest, facts) if release.manifest.survey.id == "personeel" else release

    said = words_of(drawn(Results.of(map(without, results.releases))).parts)
    part = said[said.index("Wat hier niet staat") :]
    assert (
        "Het cijfer uit de vragenlijst personeel wordt niet getoond. Het gaat over: Tevreden over de aanpak van pesten"
        in part
    )


def test_one_group_has_nothing_beside_it():
    said = words_of(drawn(releases.one_year()).parts)
    assert "Nog niets om naast elkaar te zetten." in said


def test_without_a_gap_the_page_says_so(results):
    small = Results.of(
        [releases.release_of(releases.Wave(name, YEAR, 40, 60, groups=False)) for name in ("ouders", "personeel")]
    )
    none = replace(small, _gaps={YEAR: tuple(gap for gap in small.gaps(YEAR) if gap.verdict is not GapVerdict.GAP)})
    said = words_of(drawn(none).parts)
    assert "Personeelsleden en ouders: geen kloof die meer is dan toeval." in said
    assert "Wat duidelijk verschilt" not in said


def test_older_pupils_have_their_own_shape_and_few_answers_no_percentage():
    waves = [("ouders", 60), ("leerlingen-12-18", 120), ("leerlingen-9-12", 120), ("personeel", 20)]
    school = Results.of(
        [releases.release_of(releases.Wave(name, YEAR, forms, 200, groups=False)) for name, forms in waves]
    )
    page = drawn(school)
    assert "triangle-up" in symbols(figures(drawn(school, groepen="alle"))["samen-onderwerp"])
    staff = [
        one for one in graph(figures(page)["zelfde-vraag"])["data"] if one.get("marker", {}).get("symbol") == "square"
    ]
    assert staff
    assert all("text" not in one for one in staff)
    labels = [note["text"] for note in graph(figures(page)["zelfde-vraag"])["layout"]["annotations"]]
    assert any("personeelsleden ongeveer" in label for label in labels)


def test_it_says_first_that_who_does_not_know_is_left_out_so_that_figures_differ_from_those_elsewhere(results):
    page = drawn(results)
    said = words_of(page.parts)
    notice = said.index("Op deze bladzijde telt “weet ik niet” niet mee.")
    assert notice < said.index("Wat duidelijk verschilt")
    assert "hoger zijn dan op Overzicht en Vraag" in said
    foot = "Zonder “weet ik niet”: een cijfer kan daardoor hoger zijn dan op Overzicht."
    without = {name for name, figure in figures(page).items() if foot not in words_of(figure)}
    assert without == {name for name in figures(page) if name.startswith("onderwerp-") or name.endswith("-weten")}
    assert len(without) < len(figures(page))


def test_a_group_that_was_not_asked_is_named(results):
    asked = {item.common for item in results.items("leerlingen-9-12", YEAR)}
    told = [
        [words_of(cell).strip() for cell in row.children]
        for row in rows(figures(drawn(results, groepen="alle"))["samen"])
    ]
    unasked = [cells for cells in told if "leerlingen van 9 tot 12 jaar kregen deze vraag niet" in cells[-1]]
    assert "aan_tevreden" not in asked
    assert any("Tevreden over de aanpak van pesten" in cells[0] for cells in unasked)
    assert all(HIDDEN in cells for cells in unasked)
    said = words_of(drawn(results, groepen="ouders.leerlingen-9-12").parts)
    part = said[said.index("Wat hier niet staat") :]
    line = part[part.index("Leerlingen van 9 tot 12 jaar kregen geen vraag over: ") :]
    assert "Tevreden over de aanpak van pesten" in line[: line.index(".")]

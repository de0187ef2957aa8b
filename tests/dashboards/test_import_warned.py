"""What the steps warn of and say of themselves: questions without a column, another year, a sample, the class."""

import re
from dataclasses import replace

from flask.testing import FlaskClient

from dashboards.importing.steps import answers, check, closing, columns, trial
from dashboards.markup import joined
from monitor.desk_terms import Decisions, Named, SeenFinding
from tests.dashboards.test_import_steps import ASKED, FITTING, FRAME, HERE, OF_SAMPLE, of, page
from tests.support.desks import COLUMNS, QUESTIONS, ROWS, FakeDesk


def test_a_question_without_a_column_is_named_in_words_with_what_to_do() -> None:
    asked = of(replace(ASKED, decisions=Decisions({"Kom je heel graag?": "drop"})))
    told = of(asked.asked, columns=tuple(replace(one, proposed=None) for one in COLUMNS))
    for drawn in (page(columns.columns(of(), told, HERE), FRAME), page(check.check(told, HERE), FRAME)):
        warning = re.search(r'<div class="notice notice-warm".*?</div>', drawn)
        assert warning is not None
        assert "Voor 2 vragen is geen kolom gevonden. Die tellen niet mee." in warning[0]
        assert "<li>Kom je graag?</li><li>Wil je meer?</li>" in warning[0]
        assert "<details" not in warning[0]
    again = replace(told, findings=(SeenFinding("info", "I-ITEM-MISSING", "", "geen kolom voor vraag graag"),))
    assert "stap=kolommen&amp;id=bezoek" in page(check.check(again, HERE), FRAME)
    assert "geen kolom voor vraag graag" not in page(check.check(again, HERE), FRAME)  # told once, and in words
    whole = of(columns=FITTING, questions=QUESTIONS[:2])
    assert "geen kolom gevonden" not in page(check.check(whole, HERE), FRAME)
    many = tuple(Named(f"v{n}", f"Vraag {n}?") for n in range(12))
    drawn = page(check.check(of(questions=many), HERE), FRAME)
    assert drawn.index("Vraag 9?") < drawn.index("<summary>En nog 2</summary>") < drawn.index("Vraag 10?")


def test_a_column_whose_answers_fit_a_question_without_one_is_proposed_first() -> None:
    drawn = page(columns.columns(of(columns=FITTING), of(columns=FITTING), HERE), FRAME)
    menu = re.search(r'<select id="k6".*?</select>', drawn)
    assert menu is not None
    assert re.findall(r'value="([^"]*)"', menu[0]) == ["drop", "meer", "veilig", "graag"]
    assert ">Misschien: Wil je meer?</option>" in menu[0]
    assert '<option value="drop" selected>' in menu[0]  # nothing is chosen for you
    assert "De antwoorden passen bij een vraag zonder kolom." in drawn
    assert "De antwoorden passen" not in page(columns.columns(of(), of(), HERE), FRAME)


def test_the_column_of_the_class_is_used_and_its_form_comes_back_whole() -> None:
    drawn = page(columns.columns(of(), of(), HERE), FRAME)
    assert '<select id="k3"' not in drawn
    assert '<input type="hidden" name="k3" value="drop">' in drawn
    told = of(replace(ASKED, decisions=Decisions({"Klas": "meer"})))
    assert '<select id="k3"' in page(columns.columns(of(), told, HERE), FRAME)  # somebody said that it is a question
    without = of(columns=tuple(replace(one, is_called_group=False) for one in COLUMNS))
    assert '<select id="k3"' in page(columns.columns(without, without, HERE), FRAME)


def test_a_column_about_people_has_its_menu_out_of_sight_until_it_is_used() -> None:
    drawn = page(columns.columns(of(), of(), HERE), FRAME)
    line = re.search(r"<li><div><p class=.heading.>E-mail</p>.*?</li>", drawn)
    assert line is not None
    assert '<details class="more"><summary>Is dit toch een vraag?</summary><label for="k1">' in line[0]
    linked = tuple(replace(one, item="meer") if one.heading == "E-mail" else one for one in COLUMNS)
    assert '<details class="more" open><summary>Is dit toch een vraag?' in page(
        columns.columns(of(), of(columns=linked), HERE), FRAME
    )


def test_a_code_of_the_tool_is_told_in_the_words_of_its_question() -> None:
    coded = tuple(replace(one, heading="veilig[1]") if one.item else one for one in COLUMNS)
    drawn = page(columns.columns(of(columns=coded), of(columns=coded), HERE), FRAME)
    assert '<label for="k4" class="heading">Voel je je veilig?</label>' in drawn
    assert "In het bestand: veilig[1]" in drawn
    assert "zeker: dezelfde code" in drawn
    assert "In het bestand:" not in page(columns.columns(of(), of(), HERE), FRAME)


def test_a_wave_that_takes_no_answers_is_told_as_soon_as_the_file_is_read() -> None:
    assert "Dicht." in page(columns.columns(of(refused="Dicht."), of(refused="Dicht."), HERE), FRAME)


def test_every_step_after_the_first_says_of_which_survey_year_and_file_it_is() -> None:
    for drawn in (columns.columns(of(), of(), HERE), answers.answers(of(), HERE), check.check(of(), HERE),
                  trial.trial(of(), HERE)):  # fmt: skip
        shown = page(drawn, FRAME)
        assert "Ouders, 2025-2026 · Ouders &lt;2025&gt;.xlsx" in shown
        assert "stap=bestand&amp;id=bezoek" in shown
        assert "verzonnen" not in shown


def test_another_school_year_stands_in_the_way_and_can_be_chosen() -> None:
    found = of(other_year="2024-2025", findings=(SeenFinding("warning", "W-OTHER-YEAR", "", "met --year"),))
    for drawn in (page(check.check(found, HERE), FRAME), page(trial.trial(found, HERE), FRAME)):
        assert "De antwoorden in dit bestand zijn van schooljaar 2024-2025, en u koos 2025-2026." in drawn
        assert years_offered(drawn) == ["2024-2025", "2025-2026"]
        assert "--year" not in drawn
    assert "Goed om te weten" not in page(check.check(found, HERE), FRAME)


def years_offered(drawn: str) -> list[str]:
    """The years that the buttons of a page choose."""
    return re.findall(r'action="/importeren/jaar".*?name="jaar" value="([^"]+)"', drawn)


def test_another_school_year_is_told_as_soon_as_the_file_is_read_and_may_be_right() -> None:
    found = of(other_year="2024-2025")
    drawn = page(columns.columns(found, found, HERE), FRAME)
    assert "De datums in dit bestand vallen in schooljaar 2024-2025, en u koos 2025-2026." in drawn
    assert drawn.index("Klopt het schooljaar?") < drawn.index("Gemaakt met")
    assert years_offered(drawn) == ["2024-2025", "2025-2026"]
    right = of(replace(ASKED, keep_year=True), other_year="2024-2025")
    drawn = page(columns.columns(right, right, HERE), FRAME)
    assert "U zei dat 2025-2026 juist is." in drawn
    assert years_offered(drawn) == ["2024-2025"]  # one may change one's mind
    assert "Klopt het schooljaar?" not in drawn
    assert "/importeren/inlezen" in page(trial.trial(right, HERE), FRAME)
    assert "Klopt het schooljaar?" not in page(columns.columns(of(), of(), HERE), FRAME)


def test_a_trial_with_made_up_answers_says_so_and_ends_without_a_warning() -> None:
    found = of(OF_SAMPLE, columns=FITTING, questions=QUESTIONS[:2])
    for drawn in (columns.columns(found, found, HERE), answers.answers(found, HERE), check.check(found, HERE),
                  trial.trial(found, HERE)):  # fmt: skip
        shown = page(drawn, FRAME)
        assert "Dit zijn verzonnen antwoorden" in shown
        assert "notice-warm" not in shown
    last = page(trial.trial(found, HERE), FRAME)
    assert "Met uw eigen bestand gaat u hier verder." in last
    assert "/importeren/inlezen" not in last


def test_after_an_import_the_rows_are_told_in_the_past() -> None:
    rows = [str(joined(trial.account(ROWS, ((3, "test"),), would=would))) for would in (True, False)]
    assert ["Welke rijen niet opgeslagen zijn" in drawn for drawn in rows] == [False, True]


def test_closing_says_what_a_legal_basis_and_a_notice_are_and_links_the_papers(
    importer: FlaskClient, desk: FakeDesk
) -> None:
    drawn = page(closing.closing(desk.before_closing("ouders_2025-2026"), HERE), FRAME)
    assert '<details class="more" open><summary>Wat zijn een rechtsgrond en een informatiebrief?' in drawn
    links = re.findall(r'href="(/importeren/papier\?naam=[a-z-]+)"', drawn)
    assert len(links) == 4
    for link in links:
        paper = importer.get(link)
        assert (paper.status_code, paper.content_type) == (200, "text/plain; charset=utf-8")
        assert paper.text.startswith("# ")
    for other in ("", "README", "evidence", "../rechtsgrond", "../../README", "rechtsgrond.md"):
        assert importer.get("/importeren/papier", query_string={"naam": other}).status_code == 404


def test_answers_that_were_not_recognised_are_told_again_at_the_trial_and_before_closing(desk: FakeDesk) -> None:
    drawn = page(trial.trial(of(unread=21, unread_questions=2), HERE), FRAME)
    told = re.search(r'<div class="notice notice-warm"[^>]*><p class="notice-title">21 antwoorden.*?</div>', drawn)
    assert told is not None
    assert "21 antwoorden zijn niet herkend, bij 2 vragen." in told[0]
    assert 'href="/importeren?stap=antwoorden&amp;id=bezoek"' in told[0]
    assert "niet herkend" not in page(trial.trial(of(), HERE), FRAME)
    before = desk.before_closing("ouders_2025-2026")
    drawn = page(closing.closing(before, HERE), FRAME)
    assert "Van 12 teksten in de bestanden heeft niemand gezegd welk antwoord het is." in drawn
    assert drawn.index("“Zo 9”: Kom je graag?") < drawn.index("En nog 2")
    assert "Zo 10" not in drawn
    assert "Naar de lijst met imports" in drawn
    decided = replace(before, undecided=(), uncounted=())
    assert "Naar de lijst met imports" not in page(closing.closing(decided, HERE), FRAME)


def test_what_names_danger_says_who_must_read_it_and_who_can_show_it(desk: FakeDesk) -> None:
    found = replace(desk.before_closing("ouders_2025-2026"), unread_danger=True)
    drawn = page(closing.closing(found, HERE), FRAME)
    assert "De schoolleider leest ze nu. Dat kan niet op dit scherm" in drawn
    assert "Voor wie het programma draait: schoolklimaat comments urgent --survey ouders --year 2025-2026" in drawn

"""The working year: what the program knows to be done, the line of time, the topics, and the template of a meeting."""

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import docx
import pytest

from monitor.definition.workgroup import Workgroup
from monitor.errors import WorkspaceRefused
from monitor.goals import Declared, Done
from monitor.report.evaluation.meeting import template
from monitor.report.known_done import actions_in, goals_in, meetings_of, unwritten, working_year, years_on_offer
from monitor.report.meetings import meetings
from monitor.report.timeline import half_month, timeline
from monitor.report.topics import of_every_topic
from monitor.report.year_file import TEMPLATES, Year, made
from monitor.results import Results
from tests.support import releases
from tests.support.declared import GOAL, done, frozen, school_with_goals

YEAR = "2025-2026"
FULL: dict[str, Any] = {
    "startfoto": {"achtergrond": "a", "visie": "b", "samenwerking": "c", "gewenst": "d"},
    "acties": (
        {"wat": "Nieuwsbrief", "doel": 1, "van": dt.date(2025, 10, 1), "tot": dt.date(2026, 5, 31), "wie": "werkgroep",
         "uren": 10, "geleerd": "Kort."},
        {"wat": "Oud", "doel": 1, "van": dt.date(2024, 10, 1), "tot": dt.date(2024, 11, 1)},
    ),
    "overleggen": (
        {"nummer": 1, "datum": dt.date(2025, 9, 16), "gedaan": (1, 2, 3)},
        {"nummer": 2, "datum": dt.date(2024, 10, 8), "gedaan": (1, 2, 3)},
        {"nummer": 3, "gedaan": {1: dt.date(2026, 1, 13)}},
    ),
    "communicatie": (
        {"onderwerp": "aanpak", "kanaal": "nieuwsbrief", "gepland": dt.date(2025, 10, 1),
         "verstuurd": dt.date(2025, 10, 7)},
        {"onderwerp": "aanpak", "kanaal": "infoavond", "gepland": dt.date(2024, 10, 1)},
        {"onderwerp": "taal", "kanaal": "nieuwsbrief"},
    ),
    "vervolg": ("Door.",),
}  # fmt: skip


def own(**changed: Any) -> Workgroup:
    return Workgroup.model_validate({**FULL, **changed})


@pytest.fixture(scope="module")
def school() -> Results:
    return school_with_goals([frozen(GOAL, 1)])


def by(results: Results, year: str, words: Workgroup) -> list[str]:
    """Who ticked each line, a letter each: by hand, by the program, or nobody."""
    return ["".join(one.by[:1] or "-" for one in each.lines) for each in meetings_of(results, year, words)]


def test_the_program_ticks_what_it_knows_and_the_file_what_people_did(school: Results) -> None:
    assert by(school, YEAR, own()) == ["hhhp", "---p", "h--", "-pp", "-ppp", "--p", "pp-"]
    third = meetings_of(school, YEAR, own())[2]
    assert (third.lines[0].on, third.day, third.chosen) == (dt.date(2026, 1, 13), dt.date(2026, 1, 13), False)
    assert by(releases.sample_results(), YEAR, Workgroup()) == ["----", "---p", "---", "---", "----", "---", "---"]


def test_what_was_written_of_another_year_stays_there(school: Results) -> None:
    """Dated words are of their year; words without a date are of the year that the werkgroep is in."""
    assert by(school, "2024-2025", own()) == ["----", "hhhp", "---", "-pp", "-p--", "---", "---"]
    assert by(school, "2026-2027", own()) == ["----", "----", "---", "---", "----", "---", "---"]
    second = meetings_of(school, "2024-2025", own())[1]
    assert (second.day, second.chosen) == (dt.date(2024, 10, 8), True)


@pytest.mark.parametrize(("part", "ticks"), [
    ({"doel": None}, "--pp"), ({"wie": None}, "-p-p"), ({"tot": None}, "-p-p"), ({"van": dt.date(2026, 5, 31)}, "-ppp"),
])  # fmt: skip
def test_an_action_counts_with_its_goal_its_role_and_its_end(school: Results, part: Any, ticks: str) -> None:
    assert by(school, YEAR, own(acties=({**FULL["acties"][0], **part},)))[4] == ticks


def test_four_actions_at_once_are_not_ticked_nor_those_without_what_was_learned(school: Results) -> None:
    four = own(acties=(FULL["acties"][0],) * 4)
    assert by(school, YEAR, four)[4] == "--pp"
    unlearned = own(acties=({**FULL["acties"][0], "geleerd": None},))
    assert by(school, YEAR, unlearned)[5] == "---"


def test_a_goal_is_of_the_years_from_its_freezing_to_its_deadline() -> None:
    later = GOAL.model_copy(update={"start": "2025-2026", "deadline": "2026-2027"})
    gone = done(frozen(later, 2), "withdraw", later, 2)
    school = school_with_goals([frozen(later, 1), gone, done(None, "draft", later, 3)])
    of = {year: [one.declared.number for one in goals_in(school, year)] for year in ("2022-2023", YEAR, "2026-2027")}
    assert of == {"2022-2023": [], YEAR: [1], "2026-2027": [1]}
    assert [one.declared.number for one in goals_in(school, "2023-2024")] == [1, 2], "withdrawn in that year"
    assert by(school, "2026-2027", Workgroup())[6] == "---", "its answers are not in yet"


def test_the_years_on_offer_are_those_with_numbers_and_the_one_to_prepare() -> None:
    school = releases.sample_results()
    assert years_on_offer(school, Workgroup()) == ("2026-2027", YEAR, "2024-2025", "2023-2024")
    ahead = Workgroup.model_validate({"overleggen": ({"nummer": 1, "datum": dt.date(2026, 9, 1)},)})
    assert (working_year(school, ahead), years_on_offer(school, ahead)[0]) == ("2026-2027", "2027-2028")
    assert (working_year(Results.of([]), Workgroup()), years_on_offer(Results.of([]), Workgroup())) == ("", ())


@pytest.mark.parametrize(("day", "place"), [
    (dt.date(2025, 8, 1), 1), (dt.date(2025, 8, 16), 2), (dt.date(2025, 12, 31), 10), (dt.date(2026, 1, 15), 11),
    (dt.date(2026, 7, 31), 24), (dt.date(2025, 7, 31), 1), (dt.date(2026, 8, 1), 24),
])  # fmt: skip
def test_a_day_has_its_half_month_on_the_line(day: dt.date, place: int) -> None:
    assert half_month(day, YEAR) == place


def test_the_line_of_time_says_when_everything_is_and_its_table_says_the_same(school: Results) -> None:
    found = timeline(school, YEAR, own(), meetings_of(school, YEAR, own()))
    assert found.months == ("aug", "sep", "okt", "nov", "dec", "jan", "feb", "mrt", "apr", "mei", "jun", "jul")
    parts = dict(found.parts)
    assert [one.when for one in parts["Overleggen"]][:3] == [
        "16 september 2025",
        "meestal in oktober",
        "meestal in januari",
    ]
    ((action,), (goal,)) = parts["Acties"], parts["Doelen"]
    assert (action.words, action.when) == ("Nieuwsbrief (werkgroep)", "1 oktober 2025 tot 31 mei 2026")
    assert (action.first, action.last, action.done) == (5, 20, True)
    closed = school.release("ouders", YEAR).manifest.closed_on
    assert goal.words == "Doel 1: Tevreden over de informatie"
    assert goal.when.startswith("vastgezet op 3 juni 2024; beslist op 12 mei 2026: ")
    assert (goal.first, goal.last, closed) == (1, 19, dt.date(2026, 5, 12))
    assert [row[2] for row in found.table.rows] == [one.when for _title, lines in found.parts for one in lines]
    open_ended = own(acties=({"wat": "Buddy's", "van": dt.date(2026, 3, 1)},))
    (waits,) = dict(timeline(school, YEAR, open_ended, ()).parts)["Acties"]
    assert (waits.when, waits.first, waits.last, waits.done) == ("vanaf 1 maart 2026", 15, 24, False)
    before = timeline(school, "2024-2025", Workgroup(), meetings("2024-2025", Workgroup()))
    (ahead,) = dict(before.parts)["Doelen"]
    assert ahead.when == "vastgezet op 3 juni 2024; de antwoorden van 2025-2026 beslissen"


def test_every_topic_is_told_with_its_way_and_what_parents_heard() -> None:
    school = releases.sample_results()
    table = of_every_topic(school, YEAR, own())
    rows = {row[0]: row[1:] for row in table.rows}
    assert len(rows) == 8
    assert "Weet ik niet" not in rows
    assert not any("{{" in topic for topic in rows), "a term is said in the words of the region"
    planned, sent, heard = rows["Wat de school doet als er gepest wordt, en met welke methode"]
    assert (planned, sent) == (
        "Via een nieuwsbrief of brief: 1 oktober 2025",
        "Via een nieuwsbrief of brief: 7 oktober 2025",
    )
    share = school.share("ouders", YEAR, "com_onderwerpen", "option:aanpak").share
    assert share is not None
    assert heard == f"{round(100 * share)}%"
    assert {row[-1] for row in of_every_topic(school, "2026-2027", Workgroup()).rows} == {"\N{EN DASH}"}


def test_a_template_has_agenda_checklist_and_room_and_no_number_of_a_survey(school: Results) -> None:
    for name, number in TEMPLATES.items():
        paper = docx.Document(io.BytesIO(made(Year(school, YEAR, own()), name)))
        text = "\n".join(one.text for one in paper.paragraphs)
        one = meetings_of(school, YEAR, own())[number - 1]
        assert all(line.words in text for line in one.lines)
        assert all(point in text for point in one.agenda)
        assert text.count("\N{BALLOT BOX WITH CHECK}") == sum(one.ticked)
        assert "%" not in text
        assert ("vorige keer" in text) is (number > 1)
        assert ("Daarna: " in text) is (number < 7)
        assert "vastgelegd op" not in text
        decided, does = paper.tables
        assert [cell.text.strip() for cell in decided.rows[1].cells] == ["", "", ""]
        assert does.rows[1].cells[0].text == "Nieuwsbrief"
    assert template(1, school, "2026-2027", own()).subtitle == "Schooljaar 2026-2027, meestal in september"
    with pytest.raises(WorkspaceRefused, match="nog geen vrijgegeven cijfers"):
        template(1, Results.of([]), YEAR, own())


def test_the_actions_of_a_year_are_those_that_run_in_it() -> None:
    assert [one.what for one in actions_in(YEAR, own())] == ["Nieuwsbrief"]
    assert [one.what for one in actions_in("2024-2025", own())] == ["Oud"]
    assert actions_in("2026-2027", own()) == ()


def test_a_goal_that_was_withdrawn_before_a_year_is_not_of_that_year() -> None:
    declared = done(frozen(GOAL, 1), "withdraw", GOAL, 1, answers_in=True)
    early: Done = replace(declared.deeds[-1], at="2024-09-01T10:00:00+00:00")
    school = school_with_goals([replace(declared, deeds=(*declared.deeds[:-1], early.sealed()))])
    assert [bool(goals_in(school, year)) for year in ("2023-2024", "2024-2025", YEAR)] == [True, True, False]


def test_a_goal_that_was_frozen_after_its_school_year_but_before_its_answers_is_of_that_year() -> None:
    """As in the sample school, which takes in years that are over: only what the answers decide can be told."""
    late: Done = replace(frozen(GOAL, 1).deeds[-1], at="2026-11-27T10:00:00+00:00", before="")
    school = school_with_goals([Declared(1, (late.sealed(),))])
    assert [bool(goals_in(school, year)) for year in ("2024-2025", YEAR, "2026-2027")] == [False, True, False]
    assert [by(school, YEAR, Workgroup())[place] for place in (3, 6)] == ["-pp", "p--"]
    (goal,) = dict(timeline(school, YEAR, Workgroup(), ()).parts)["Doelen"]
    assert (goal.first, goal.last, goal.done) == (24, 24, True)
    assert goal.when.startswith("vastgezet op 27 november 2026; beslist op 12 mei 2026: ")


def test_a_goal_that_was_withdrawn_before_its_answers_is_not_judged() -> None:
    declared = done(frozen(GOAL, 1), "withdraw", GOAL, 1)
    gone: Done = replace(declared.deeds[-1], at="2025-10-01T10:00:00+00:00")
    school = school_with_goals([replace(declared, deeds=(*declared.deeds[:-1], gone.sealed()))])
    assert [by(school, YEAR, Workgroup())[place] for place in (3, 6)] == ["-pp", "---"]


def test_what_the_evaluation_leaves_out_is_named_as_it_stands_in_the_file() -> None:
    assert unwritten(YEAR, Workgroup()) == ("voorwoord", "acties", "vervolg", "ondertekening")
    assert unwritten(YEAR, own()) == ("voorwoord", "ondertekening")
    assert unwritten("2026-2027", own(voorwoord="Dank.", ondertekening="De directie")) == ("acties",)

"""What somebody who reads an evaluation for the first time asks at once: it stands where the question comes up."""

import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from monitor.definition.workgroup import Workgroup
from monitor.goals import Declared
from monitor.report.chart_sheets import of_table
from monitor.report.documents.poster import _told, as_poster
from monitor.report.evaluation import changes, funnel, goals, summary
from monitor.report.evaluation.document import Block, Diagram, Numbers, Points, Text
from monitor.report.evaluation.evaluation import evaluation, letter, starting_picture
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.standing_out import standing_out
from monitor.report.tables import of_changes
from monitor.results import Results, Verdict
from monitor.statistics.reasons import because
from monitor.statistics.sureness import Reached
from tests.support.declared import GOAL, frozen, school_with_goals

FIRST, BEFORE, YEAR = "2023-2024", "2024-2025", "2025-2026"
CHANGED = "Wat is er veranderd?"


@pytest.fixture(scope="module")
def school() -> Results:
    return school_with_goals()


@pytest.fixture(scope="module")
def view(school: Results) -> SchoolYear:
    return SchoolYear(school, YEAR)


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [one.words for one in blocks if isinstance(one, Text) and one.look == "heading"]


def below(blocks: tuple[Block, ...], heading: str) -> Iterator[str]:
    """The points below a heading, up to the next one."""
    there = False
    for one in blocks:
        if isinstance(one, Text) and one.look == "heading":
            there = one.words == heading
        elif there and isinstance(one, Points):
            yield from one.items


def test_why_a_goal_cannot_be_told_yet_although_the_number_is_beyond_it(view: SchoolYear) -> None:
    undecided = [one for one in goals.frozen(view) if one.final and one.verdict is Reached.UNDECIDED and one.latest]
    assert undecided
    for one in undecided:
        assert one.latest is not None
        assert one.latest.low is not None
        assert one.latest.high is not None
        said = goals.in_a_sentence(view, one)
        between = f"tussen ongeveer {round(100 * one.latest.low)}% en {round(100 * one.latest.high)}%"
        assert f"{between}; {one.goal.target - one.goal.margin}% ligt daartussen in {one.latest.year})" in said


def test_where_a_goal_of_an_earlier_year_stands_now() -> None:
    goal = GOAL.model_copy(update={"item": "kl_veilig", "start": FIRST, "deadline": BEFORE})
    school = school_with_goals([frozen(goal)])
    view = SchoolYear(school, YEAR)
    (early,) = goals.frozen(view)
    now = school.share(goal.survey, YEAR, goal.item, goal.measure, goal.base, goal.node)
    assert now.share is not None
    told = f"In {YEAR} is het {round(100 * now.share)}%, tussen ongeveer {round(100 * (now.low or 0))}%"
    assert told in goals.in_a_sentence(view, early)
    drawn = goals.diagram(view, early)
    assert told in drawn.sentence
    assert [row[0] for row in drawn.table.rows][-1] == YEAR
    assert drawn.native.categories[-1] == YEAR
    assert f"dit doel was voor {BEFORE}" in drawn.sentence
    assert drawn.sentence.count(BEFORE) == 1
    assert YEAR not in goals.in_a_sentence(SchoolYear(school, goal.deadline), early)


@pytest.mark.parametrize(
    "goal",
    [
        frozen(GOAL),
        frozen(GOAL.model_copy(update={"start": FIRST, "deadline": BEFORE, "node": "klas-1A"})),
        replace(
            (whole := frozen(GOAL.model_copy(update={"start": FIRST, "deadline": BEFORE}))),
            deeds=tuple(replace(one, reason="Achteraf veranderd.") for one in whole.deeds),
        ),
    ],
    ids=["of this year", "of a class", "changed afterwards"],
)
def test_of_another_goal_nothing_is_said_afterwards(goal: Declared) -> None:
    school = school_with_goals([goal])
    (status,) = goals.frozen(SchoolYear(school, YEAR))
    assert "dit doel was voor" not in goals.in_a_sentence(SchoolYear(school, YEAR), status)


def test_a_question_that_was_asked_otherwise_since_says_nothing_of_a_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    goal = GOAL.model_copy(update={"item": "kl_veilig", "start": FIRST, "deadline": BEFORE})
    school = school_with_goals([frozen(goal)])
    (early,) = goals.frozen(SchoolYear(school, YEAR))
    told = (because("wording"),)
    monkeypatch.setattr(Results, "asked_otherwise", lambda *_asked: told)
    assert "dit doel was voor" not in goals.in_a_sentence(SchoolYear(school, YEAR), early)


def test_every_goal_has_a_row_with_what_was_aimed_at_found_and_said(view: SchoolYear) -> None:
    section = goals.section(view)
    assert section is not None
    (overview,) = (one.table for one in section.blocks if isinstance(one, Numbers))
    judged = goals.frozen(view)
    assert [row[0].partition(":")[0] for row in overview.rows] == [f"Doel {one.declared.number}" for one in judged]
    assert [row[3] for row in overview.rows] == [one.goal.deadline for one in judged]
    for one, row in zip(judged, overview.rows, strict=True):
        assert f"{one.goal.target}%" in row[2]
        assert one.latest is None or row[4].endswith(f"({one.latest.year})")


def test_the_goals_come_before_the_changes_and_the_rest_of_those_has_a_place(school: Results, view: SchoolYear) -> None:
    first = evaluation(school, YEAR, Workgroup()).sections[0]
    assert headings(first.blocks) == ["Onze doelen", CHANGED]
    assert any(f"zie verderop, bij \N{LEFT DOUBLE QUOTATION MARK}{CHANGED}" in one
               for one in below(first.blocks, CHANGED))  # fmt: skip
    sent = letter(school, YEAR, Workgroup()).sections[0]
    assert any("in de evaluatie staan ze allemaal. U kunt ze op school" in one for one in below(sent.blocks, CHANGED))


def test_a_letter_thanks_and_is_signed_also_where_nobody_wrote_a_signature(school: Results) -> None:
    said, signed = (
        [one.words for part in letter(school, YEAR, own).sections for one in part.blocks if isinstance(one, Text)]
        for own in (Workgroup(), Workgroup.model_validate({"ondertekening": "An, namens de werkgroep"}))
    )
    assert "Wij danken iedereen die de vragenlijst invulde." in said
    assert said[-1] == f"Met vriendelijke groet, {school.school}"
    assert signed[-1] == "An, namens de werkgroep"


def test_a_large_change_of_few_answers_does_not_come_before_a_surer_one(view: SchoolYear) -> None:
    first, second, *_rest = (one for one in view.asked(view.surveys()[0]) if one.change is not None)
    large, sure = (
        replace(one, change=replace(one.change, change=change, low=low, high=high, verdict=Verdict.RISE))
        for one, (change, low, high) in ((first, (0.3, 0.01, 0.59)), (second, (0.1, 0.06, 0.14)))
        if one.change is not None
    )
    assert summary._in_turn([large, sure]) == [sure, large]
    unclear = replace(sure, change=replace(sure.change, verdict=Verdict.UNDECIDED)) if sure.change else sure
    assert unclear.moved > sure.moved


def test_a_poster_has_the_changes_below_that_heading_and_not_the_goals(school: Results) -> None:
    whole = evaluation(school, YEAR, Workgroup())
    shown = _told(whole, "a4")["changes"]
    assert shown[0] == next(below(whole.sections[0].blocks, CHANGED))
    assert not any("(doel " in one for one in shown)
    drawn = np.asarray(Image.open(io.BytesIO(as_poster(whole, "a4"))).convert("L"))
    inked = (drawn < 250).any(axis=1).tolist()
    last = len(inked) - 1 - inked[::-1].index(True)
    source = next(at for at in range(last, 0, -1) if not any(inked[at - 10 : at]))  # between its lines there is less
    assert 20 < last - source < 80, "the source stands apart from what is above it"


def test_what_cannot_be_compared_says_why(view: SchoolYear) -> None:
    apart = [
        (one.id, view.title(asked), asked.change)
        for one in view.surveys()
        for asked in view.asked(one)
        if (asked.change is not None and not asked.change.comparable)
    ]
    assert apart
    told = list(below(changes.section(view).blocks, "Welke cijfers zijn niet te vergelijken?"))
    assert len(told) == len({(survey, change.reason) for survey, _title, change in apart})
    for _survey, title, change in apart:
        assert any(title.lower() in line.lower() and (change.reason or "?") in line for line in told)


def test_a_change_that_a_chart_tells_is_not_told_again_with_other_limits(school: Results, view: SchoolYear) -> None:
    surveys = [one.id for one in view.surveys()]
    drawn = [
        one.change
        for survey in view.surveys()
        for one in changes.drawn_of(changes.compared(view, survey))
        if one.change
    ]
    every = standing_out(school, YEAR, surveys)
    rest = standing_out(school, YEAR, surveys, drawn)
    of = {(one.survey, one.item, one.measure) for one in drawn}
    assert any((one.change.survey, one.change.item, one.change.measure) in of for one in every)
    assert not any((one.change.survey, one.change.item, one.change.measure) in of for one in rest)


def test_where_everybody_knows_there_is_no_step_to_draw(school: Results, view: SchoolYear) -> None:
    funnels = [one for survey in view.surveys() for one in school.funnels(survey.id, YEAR)]
    everybody = [one for one in funnels if one.knows.share == 1]
    assert everybody
    section = funnel.section(view)
    assert section is not None
    drawn = {one.name for one in section.blocks if isinstance(one, Diagram)}
    assert drawn
    assert not drawn & {funnel.diagram(view, one, "personeel").name for one in everybody}


def test_an_end_of_a_change_beyond_chance_is_not_nothing(school: Results) -> None:
    change = school.change("ouders", "com_tevreden", "favourable", BEFORE, YEAR)

    def range_of(low: float, high: float, verdict: Verdict) -> str:
        one = replace(change, change=(low + high) / 2, low=low, high=high, verdict=verdict)
        return of_changes("Tabel", "Cijfer", [("Cijfer", one)], [""]).rows[0][4]

    minus = "\N{MINUS SIGN}"
    assert range_of(0.003, 0.2, Verdict.RISE) == "+0 en +20"
    assert range_of(-0.2, -0.003, Verdict.FALL) == f"{minus}20 en {minus}0"
    assert range_of(-0.003, 0.2, Verdict.UNDECIDED) == "0 en +20"
    rising = replace(change, change=0.1, low=0.003, high=0.2, verdict=Verdict.RISE)
    sheet = of_table("Blad", of_changes("Tabel", "Cijfer", [("Cijfer", rising)], [""]), ())
    lowest, highest = (
        next(at for at, column in enumerate(sheet.columns) if column.title.endswith(end))
        for end in (": laagste", ": hoogste")
    )
    assert (sheet.rows[0][lowest], sheet.rows[0][highest]) == (0, 20)


def test_a_starting_picture_says_that_its_year_is_the_first(school: Results) -> None:
    assert starting_picture(school, YEAR, Workgroup()).subtitle.endswith(", de eerste meting")

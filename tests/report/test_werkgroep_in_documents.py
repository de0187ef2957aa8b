"""What the werkgroep wrote, where it belongs: the actions of the year, remarks at their own number, falls as large."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from monitor.definition.workgroup import Workgroup
from monitor.report.documents.poster import _told
from monitor.report.evaluation.document import Diagram, Document, KeyFigures, Numbers, Points, Text
from monitor.report.evaluation.evaluation import evaluation, letter, starting_picture, year_plan
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.evaluation.summary import first, listed
from monitor.report.evaluation.voices import FIRST
from monitor.report.tables import Table
from monitor.results import Results, Verdict
from tests.support.declared import school_with_goals

YEAR, BEFORE = "2025-2026", "2024-2025"


@pytest.fixture(scope="module")
def school() -> Results:
    return school_with_goals()


def own(**parts: Any) -> Workgroup:
    return Workgroup.model_validate(parts)


TWO_YEARS = own(
    acties=(
        {"wat": "Van vorig jaar", "doel": 1, "van": dt.date(2024, 10, 1), "tot": dt.date(2024, 12, 1)},
        {"wat": "Van dit jaar", "doel": 2, "van": dt.date(2025, 10, 1), "tot": dt.date(2026, 5, 1)},
        {"wat": "Van beide jaren", "van": dt.date(2025, 5, 1), "tot": dt.date(2025, 10, 1)},
    ),
    communicatie=(
        {"onderwerp": "aanpak", "kanaal": "infoavond", "verstuurd": dt.date(2024, 10, 1)},
        {"onderwerp": "aanpak", "kanaal": "nieuwsbrief", "verstuurd": dt.date(2025, 10, 1)},
    ),
)


def tables(document: Document, part: str) -> list[Table]:
    return [
        block.table
        for section in document.sections
        if section.name == part
        for block in section.blocks
        if isinstance(block, Numbers)
    ]


@pytest.mark.parametrize("kind", [evaluation, year_plan])
def test_a_document_of_a_year_has_the_actions_and_messages_of_that_year_alone(kind: Any, school: Results) -> None:
    for year, ran, way in (
        (YEAR, ["Van dit jaar", "Van beide jaren"], "oktober 2025"),
        (BEFORE, ["Van vorig jaar", "Van beide jaren"], "oktober 2024"),
    ):
        actions, told = tables(kind(school, year, TWO_YEARS), "acties")
        assert [row[0] for row in actions.rows] == ran
        assert [row[3].partition(" ")[2] for row in told.rows] == [way]


def test_a_goal_has_one_number_in_every_table_chart_and_sentence(school: Results) -> None:
    document = evaluation(school, YEAR, TWO_YEARS)
    (actions, _told_topics) = tables(document, "acties")
    assert [row[1] for row in actions.rows] == ["Doel 2", "\N{EN DASH}"]
    titles = [one.title for one in document.diagrams() if one.name.startswith("doel-")]
    goals = [title.partition(":")[0] for title in titles]
    assert "Doel 2" in goals
    (plan,) = tables(year_plan(school, YEAR, TWO_YEARS), "doelen")
    assert [row[0].partition(":")[0] for row in plan.rows] == goals
    summary = next(one for one in document.sections if one.name == "samenvatting")
    said = " ".join(item for one in summary.blocks if isinstance(one, Points) for item in one.items)
    assert all(f"({one.lower()})" in said for one in goals)
    for status in school.goal_statuses:
        if status.declared.counts and status.latest is not None and status.latest.share is not None:
            last, (_led, _by, about) = status.latest, said.partition(f"(doel {status.declared.number}): ")
            told = f"ongeveer {last.count} van {last.n}" if last.few else f"{round(100 * last.share)}%"
            stands = about.partition(".")[0]
            assert f"({told}" in stands
            assert stands.endswith(f" in {last.year})")


def remarked(school: Results) -> tuple[Workgroup, dict[str, list[str]]]:
    """A remark at every number of parents, and the ids in their order."""
    view = SchoolYear(school, YEAR)
    ids = {one.id: [asked.indicator.id for asked in view.asked(one)] for one in view.surveys()}
    return own(opmerkingen={name: f"Over {name}." for names in ids.values() for name in names}), ids


def test_a_remark_stands_right_below_what_shows_its_number(school: Results) -> None:
    words, ids = remarked(school)
    document = evaluation(school, YEAR, words)
    for survey, names in ids.items():
        blocks = next(one for one in document.sections if one.name == survey).blocks
        assert isinstance(blocks[0], KeyFigures)
        large, drawn = blocks[1], blocks[3] if len(names) > FIRST else blocks[1]
        assert isinstance(large, Points)
        assert [one.rpartition("Over ")[2].rstrip(".") for one in large.items] == names[:FIRST]
        if len(names) > FIRST:
            assert isinstance(blocks[2], Diagram)
            assert isinstance(drawn, Points)
            assert [one.rpartition("Over ")[2].rstrip(".") for one in drawn.items] == names[FIRST:]


def test_the_letter_has_the_remarks_at_the_numbers_that_it_shows_each_once(school: Results) -> None:
    words, _ids = remarked(school)
    view, document = SchoolYear(school, YEAR), letter(school, YEAR, words)
    said = [
        item
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Points) and block.own
        for item in block.items
    ]
    assert len(said) == len(set(said))
    for one in (*first(view), *listed(view)):
        assert any(f"Over {one.indicator.id}." in item for item in said), one.indicator.id


def test_the_letter_says_how_to_read_it_and_where_to_turn(school: Results) -> None:
    plain = letter(school, YEAR, Workgroup())
    said = " ".join(
        text
        for section in plain.sections
        for block in section.blocks
        for text in ((block.words,) if isinstance(block, Text) else block.items if isinstance(block, Points) else ())
    )
    assert "betekent: van elke honderd ouders die deze vraag beantwoordden" in said
    assert "Stel ze aan de leerkracht van uw kind" in said
    figure = next(block.figures[0] for block in plain.sections[0].blocks if isinstance(block, KeyFigures))
    assert f"\N{LEFT DOUBLE QUOTATION MARK}{figure.value}\N{RIGHT DOUBLE QUOTATION MARK} betekent" in said
    mine = letter(school, YEAR, own(contact="Bel ons."))
    assert any(isinstance(one, Text) and one.words == "Bel ons." for one in mine.sections[1].blocks)
    assert not any(isinstance(one, Text) and "leerkracht" in one.words for one in mine.sections[1].blocks)


def test_a_fall_stands_as_large_as_the_first_numbers_on_every_poster(school: Results) -> None:
    for year in (BEFORE, YEAR):
        view = SchoolYear(school, year)
        for survey in view.surveys():
            shown = [one for one in view.asked(survey) if one.share.shown]
            worse = [
                one
                for one in shown
                if one.change is not None
                and one.change.verdict in (Verdict.RISE, Verdict.FALL)
                and (one.change.verdict is Verdict.RISE) != (one.indicator.better == "up")
            ]
            large = [one for one in first(view) if one.survey.id == survey.id]
            assert len(large) == min(2, len(shown))
            if worse:
                most = max(worse, key=lambda one: abs(one.change.change or 0.0) if one.change else 0.0)
                assert {one.indicator.id for one in large} & {one.indicator.id for one in worse}
                assert most in large or any(one in worse for one in shown[:2])


def figure(title: str, tone: Any) -> Any:
    return {"title": title, "value": "1%", "meaning": "", "told": tone, "tone": tone}


def test_the_square_takes_of_each_group_what_became_worse(school: Results) -> None:
    from monitor.report.evaluation.document import KeyFigure

    document = evaluation(school, YEAR, Workgroup())
    summary = document.sections[0]
    figures = KeyFigures(
        tuple(
            KeyFigure(title, "1%", "", tone=tone)
            for title, tone in (("A: een", "good"), ("A: twee", "bad"), ("B: een", "still"), ("B: twee", "good"))
        )
    )
    blocks = tuple(figures if isinstance(one, KeyFigures) else one for one in summary.blocks)
    made = replace(document, sections=(replace(summary, blocks=blocks), *document.sections[1:]))
    assert [one["title"] for one in _told(made, "square")["figures"]] == ["A: twee", "B: een", "A: een"]


def test_where_a_list_is_cut_off_both_ways_are_in_it(school: Results) -> None:
    for year in (BEFORE, YEAR):
        found = listed(SchoolYear(school, year))
        bad = [(one.change.verdict is Verdict.RISE) != (one.indicator.better == "up") for one in found if one.change]
        if any(bad) and not all(bad):
            assert len(set(bad[:2])) == 2, year


def test_the_first_wave_has_no_change_to_put_in_front(school: Results) -> None:
    document = starting_picture(school, YEAR, Workgroup())
    assert document.sections[0].blocks

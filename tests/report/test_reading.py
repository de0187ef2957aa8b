"""An evaluation as it is read: what stays together, what fits, and that the same gives the same anywhere."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from monitor.definition.workgroup import Workgroup
from monitor.report.documents.columns import column_shares
from monitor.report.documents.docx import as_docx
from monitor.report.documents.grouped import Group, Line, grouped
from monitor.report.documents.pdf import as_pdf
from monitor.report.documents.poster import as_poster
from monitor.report.documents.pptx import as_pptx
from monitor.report.documents.xlsx import as_xlsx
from monitor.report.evaluation.document import Document, Numbers, Points, Section, Text
from monitor.report.evaluation.evaluation import evaluation, letter, starting_picture
from monitor.report.evaluation.method import section as method
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.tables import Column, Table
from monitor.results import Results
from tests.support import releases
from tests.support.declared import school_with_goals
from tests.support.documents import pages_of, texts_of_docx, texts_of_pptx

YEAR = "2025-2026"
LONG = "We vertellen wat we deden, wat we leerden en wat we volgend jaar anders willen doen. " * 6
MUCH = Workgroup.model_validate({
    "voorwoord": LONG, "vervolg": tuple(f"{number}. {LONG}" for number in range(1, 6)), "ondertekening": "De directie",
    "contact": "Vragen? Spreek ons aan.", "startfoto": dict.fromkeys(
        ("achtergrond", "visie", "samenwerking", "gewenst"), LONG),
    "acties": ({"wat": "Een avond over online pesten", "van": dt.date(2025, 11, 18), "wie": "werkgroep"},),
})  # fmt: skip


@pytest.fixture(scope="module")
def school() -> Results:
    return school_with_goals()


def said(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("own", [Workgroup(), MUCH], ids=["nothing of its own", "a lot of its own"])
@pytest.mark.parametrize("year", ["2023-2024", YEAR])
def test_a_letter_has_two_pages_and_a_starting_picture_one_whatever_a_school_writes(
    own: Workgroup, year: str, school: Results
) -> None:
    made, first = letter(school, year, own), starting_picture(school, year, own)
    pages = pages_of(as_pdf(made))
    assert len(pages) == 2
    assert len(pages_of(as_pdf(first))) == 1
    assert first.year == "2023-2024", "the picture is of where the school started"
    if own.next_steps:
        assert all(one in said(pages) for one in ("5. We vertellen", "Vragen? Spreek ons aan.", "De directie"))


def test_the_summary_is_one_page_whatever_a_school_writes(school: Results) -> None:
    document = evaluation(school, YEAR, MUCH)
    pages = pages_of(as_pdf(replace(document, sections=document.sections[:2])))
    assert pages[1].lstrip().startswith("Samenvatting")
    assert "5. We vertellen" in pages[1]
    assert pages[2].lstrip().startswith("Wie antwoordde er?")


def test_every_goal_has_its_number_verdict_and_reasons_and_every_change_of_it(school: Results) -> None:
    document = evaluation(school, YEAR, Workgroup())
    (goals,) = (one for one in document.sections if one.name == "doelen")
    titles = [one.title for one in document.diagrams() if one.name.startswith("doel-")]
    assert [one.split(":")[0] for one in titles] == ["Doel 1", "Doel 2", "Doel 3", "Doel 4", "Doel 5", "Doel 8"]
    assert [one.split(" \N{EN DASH} ")[1] for one in titles[:3]] == ["bereikt", "niet bereikt", "nog niet te zeggen"]
    (changed,) = (block.items for block in goals.blocks if isinstance(block, Points))
    assert "minstens 98%" in changed[0]
    assert "De nieuwe app start later." in changed[0]


def test_two_policies_are_told_with_their_surveys_below_one_heading(school: Results) -> None:
    release = next(one for one in school.releases if (one.manifest.survey.id, one.manifest.year) == ("personeel", YEAR))
    stricter = release.manifest.policy.model_copy(update={"k": 15})
    changed = replace(release, manifest=release.manifest.model_copy(update={"policy": stricter}))
    other = Results.of([changed if one is release else one for one in school.releases])
    blocks = method(SchoolYear(other, YEAR)).blocks
    headings = [one.words for one in blocks if isinstance(one, Text) and one.look == "heading"]
    assert len(headings) == len(set(headings)) == 3
    told = " ".join(line for one in blocks if isinstance(one, Points) for line in one.items)
    assert "Personeel: Een groep wordt alleen getoond als minstens 15 mensen antwoordden." in told
    assert "Ouders, Leerlingen 9-12 jaar: Een groep wordt alleen getoond als minstens 10 mensen antwoordden." in told


def test_a_table_by_itself_has_a_slide_and_a_text_has_the_numbers_of_charts_at_its_back(school: Results) -> None:
    whole = evaluation(school, YEAR, MUCH)
    document = replace(whole, sections=tuple(one for one in whole.sections if one.name in ("respons", "acties")))
    assert "Een avond over online pesten" in said(texts_of_pptx(as_pptx(document)))
    captions = [one.table.caption for one in document.diagrams()]
    headings = texts_of_docx(as_docx(document))
    at_the_back = headings[headings.index("Alle cijfers") + 1 :]
    assert [one for one in at_the_back if one in captions][: len(captions)] == captions


def of(*blocks: Text | Points | Numbers) -> list[Group]:
    return list(grouped(Section("deel", "Deel", blocks), lambda lines: len(lines) <= 1))


ROWS = Numbers(Table("Tabel", (Column("Wat"),), (("een",),)))


def test_words_before_something_drawn_lead_to_it_if_they_fit() -> None:
    lead, more = Text("Vooraf."), Text("Meer.")
    assert of(lead, ROWS) == [Group(ROWS, [Line("Vooraf.")])]
    assert of(lead, more, ROWS) == [Group(before=[Line("Vooraf."), Line("Meer.")]), Group(ROWS)]


def test_words_after_a_table_and_below_a_heading_stand_by_themselves() -> None:
    after, heading = Points(("Erna.",)), Text("Kop", "heading")
    alone = Group(before=[Line("Erna.", point=True)])
    assert of(ROWS, after) == [Group(ROWS), alone]
    assert of(ROWS, heading, after) == [
        Group(ROWS), Group(before=[Line("Kop", heading=True), Line("Erna.", point=True)])
    ]  # fmt: skip
    assert of() == []


@pytest.mark.parametrize(("room", "wide"), [(200, 0.5), (40, 0.4), (5, 0.3)])
def test_a_column_with_more_to_say_is_wider_and_each_has_room_for_its_longest_word(room: int, wide: float) -> None:
    table = Table("Tabel", (Column("Wat"), Column("Aantal")), (("een heel lang onderwerp van een vraag", "3"),))
    shares = column_shares(table, room)
    assert sum(shares) == pytest.approx(1)
    assert shares[0] > wide
    assert shares[1] * max(room, 21) >= len("Aantal")


_ELSEWHERE = """
import time
later = 1927800000.0
there = time.localtime(later)
time.time, time.localtime = lambda: later, lambda *moment: there
from tests.report.test_reading import fingerprints, YEAR
from monitor.definition.workgroup import Workgroup
from monitor.report.evaluation.evaluation import letter
from tests.support import releases
print(fingerprints(letter(releases.sample_results(), YEAR, Workgroup())))
"""


def fingerprints(document: Document) -> str:
    """What the formats say: the bytes where they are to be the same, the words of the others."""
    exact = (as_pdf(document), as_poster(document, "square"), as_poster(document, "a4"), as_xlsx(document))
    words = [repr(texts_of_docx(as_docx(document))), repr(texts_of_pptx(as_pptx(document)))]
    return " ".join(hashlib.sha256(one).hexdigest()[:12] for one in (*exact, *(one.encode() for one in words)))


def test_another_process_on_another_day_in_another_time_zone_makes_the_same() -> None:
    """A document of the same numbers, in a process with other hashes, another clock and another time zone."""
    here = fingerprints(letter(releases.sample_results(), YEAR, Workgroup()))
    elsewhere = {**os.environ, "PYTHONHASHSEED": "4242", "TZ": "Pacific/Auckland", "SCHOOLKLIMAAT_LANG": "nl"}
    told = subprocess.run([sys.executable, "-c", _ELSEWHERE], check=True, capture_output=True, text=True, env=elsewhere)
    assert told.stdout.split("\n")[-2] == here

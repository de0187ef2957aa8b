"""Startfoto: the first wave beside the four texts; who writes them by the form changes no other line of the file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.pages.evaluation import PAGE as EVALUATION_PAGE
from dashboards.pages.page import draw
from dashboards.pages.starting import PAGE
from dashboards.server import Folder
from monitor import pipeline
from monitor.definition.start_texts import stamp
from monitor.definition.workgroup import Start, Workgroup, Written, workgroup
from monitor.disclosure import release_file
from monitor.goal_desk import GoalDeskOfWorkspace
from monitor.report.documents.pdf import as_pdf
from monitor.report.evaluation.document import KeyFigures
from monitor.report.evaluation.evaluation import starting_picture
from monitor.results import Results
from monitor.workspace import Workspace
from tests.dashboards.conftest import components, words_of
from tests.dashboards.test_declaring_forms import send, words
from tests.support import releases

FORM = "/doelen/startfoto"
TEXTS = {"achtergrond": "Er was ruzie: veel.", "visie": "Samen # sterk", "samenwerking": "a\nb", "gewenst": "'Rust'"}
BY_HAND = """# van de werkgroep, niet weghalen
acties:
  - {wat: Buddy's, van: 2025-10-01}
startfoto:   # van september
  achtergrond: >
    Oud en
    lang
  # een opmerking
  visie: Ook oud

# wat er komt
vervolg:
  - Verder.
"""


@pytest.fixture(scope="module")
def results() -> Results:
    years = ("2024-2025", "2025-2026")
    return Results.of([releases.release_of(releases.Wave("ouders", year, 120, 320)) for year in years])


@pytest.fixture
def school(tmp_path: Path) -> Workspace:
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    release_file.write_release(
        workspace.releases_folder / "ouders", releases.release_of(releases.Wave("ouders", "2025-2026", 120, 320))
    )
    return workspace


@pytest.fixture
def browser(school: Workspace) -> FlaskClient:
    desk = GoalDeskOfWorkspace(school.root)
    app = create_app(Folder(school.releases_folder).results(), goal_desk=desk, own=school.own_words)
    return app.server.test_client()


def seen(school: Workspace) -> dict[str, str]:
    return {"stand": stamp(workgroup(school.root / "werkgroep.yaml").start)}


def drawn(results: Results, **options: Any) -> str:
    return " ".join(words_of(draw(PAGE, results, {}, **options).parts).split())


def test_the_screen_says_what_the_page_on_paper_says_of_the_first_wave(results: Results) -> None:
    own = Workgroup(startfoto=Start.model_validate(TEXTS))
    paper = starting_picture(results, "2025-2026", own)
    told = drawn(replace(results, written=Written(own)))
    assert "2024-2025" in told
    assert "2025-2026" not in told
    (figures,) = (one for one in paper.sections[0].blocks if isinstance(one, KeyFigures))
    for one in figures.figures:
        assert all(part.strip().lower() in told.lower() for part in one.title.split(":"))
        assert one.value in told
        assert one.sureness in told
    for text in TEXTS.values():
        assert " ".join(text.split()) in told
    assert "nog niet geschreven" not in told
    links = [str(getattr(one, "href", "")) for one in components(draw(PAGE, results, {}).parts)]
    assert "/dossier/2024-2025/startfoto.pdf" in links
    assert as_pdf(paper).startswith(b"%PDF")


def test_without_texts_it_says_where_they_are_written_and_leads_there_who_may(results: Results) -> None:
    told = drawn(results)
    assert "De vier teksten zijn nog niet geschreven." in told
    assert "werkgroep.yaml" in told
    assert "Hoe we op school willen samenleven." in told
    leads = [str(getattr(one, "href", "")) for one in components(draw(PAGE, results, {}, declares=True).parts)]
    assert FORM in leads
    assert FORM not in [str(getattr(one, "href", "")) for one in components(draw(PAGE, results, {}).parts)]


def test_who_may_not_write_is_told_who_does_and_is_sent_to_no_form(results: Results) -> None:
    written = replace(results, written=Written(Workgroup(startfoto=Start.model_validate(TEXTS))))
    for told in (drawn(results), drawn(written)):
        assert "De werkgroep en de directie schrijven deze teksten." in told
        assert "De vier teksten schrijven" not in told
    assert "De vier teksten schrijven" in drawn(results, declares=True)
    assert "formulier" not in " ".join(words_of(draw(EVALUATION_PAGE, results, {}).parts).split())


def test_a_file_with_faults_is_told_with_the_way_to_them(results: Results) -> None:
    told = drawn(replace(results, written=Written(faults="werkgroep.yaml, regel 2: fout")))
    assert "Het bestand werkgroep.yaml kan niet gelezen worden." in told


def test_the_form_writes_the_texts_and_leaves_every_other_line(browser: FlaskClient, school: Workspace) -> None:
    file = school.root / "werkgroep.yaml"
    file.write_text(BY_HAND, encoding="utf-8")
    assert "Ook oud" in words(browser.get(FORM))
    sent = send(browser, FORM, **seen(school), **TEXTS)
    assert (sent.status_code, sent.location) == (303, f"{FORM}?bewaard=ja")
    assert workgroup(file).start == Start.model_validate(TEXTS)
    was, now = BY_HAND.splitlines(), file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in was if line not in was[3:7] and line != was[8]]
    assert [line for line in now if line in kept] == kept
    assert "De teksten zijn bewaard." in words(browser.get(sent.location))
    assert send(browser, FORM, **seen(school)).status_code == 303
    assert workgroup(file).start == Start()
    assert workgroup(file).next_steps == ("Verder.",)


def test_without_a_file_the_example_comes_along(browser: FlaskClient, school: Workspace) -> None:
    assert send(browser, FORM, **seen(school), **TEXTS).status_code == 303
    text = (school.root / "werkgroep.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Wat de werkgroep zelf schrijft.")
    assert workgroup(school.root / "werkgroep.yaml").start == Start.model_validate(TEXTS)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("acties: nee\n", "Dit bestand heeft 1 fout"),
        ('{"startfoto": {"visie": "x"}, "vervolg": ["a"]}\n', "zo geschreven dat het hier niet gewijzigd kan worden"),
    ],
)
def test_a_file_that_cannot_be_changed_here_stays_as_it_is(
    browser: FlaskClient, school: Workspace, content: str, told: str
) -> None:
    looked = {"stand": stamp(Start(visie="x"))}
    (school.root / "werkgroep.yaml").write_text(content, encoding="utf-8")
    refused = send(browser, FORM, **looked, **TEXTS)
    assert refused.status_code == 400
    assert told in words(refused)
    assert (school.root / "werkgroep.yaml").read_text(encoding="utf-8") == content


def test_a_colleague_and_a_text_that_is_too_long_are_told_with_what_was_typed(
    browser: FlaskClient, school: Workspace
) -> None:
    looked = seen(school)
    long = send(browser, FORM, **looked, **{**TEXTS, "visie": "x" * 601})
    assert long.status_code == 400
    assert 'id="visie-fault"' in long.text
    assert "601" in words(long)
    assert send(browser, FORM, **looked, **TEXTS).status_code == 303
    late = send(browser, FORM, **looked, **{**TEXTS, "visie": "Iets anders"})
    assert late.status_code == 400
    assert "Iemand wijzigde deze teksten intussen." in words(late)
    assert "Iets anders" in late.text
    assert workgroup(school.root / "werkgroep.yaml").start.vision == TEXTS["visie"]

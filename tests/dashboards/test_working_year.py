"""Werkjaar: where the werkgroep is in its year; what it wrote is read again, and a slip in it is told with its line."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dash import html

from dashboards.app import create_app
from dashboards.own_words import WithOwnWords
from dashboards.pages.page import draw
from dashboards.pages.working_year import PAGE
from monitor.definition.workgroup import Workgroup, Written, example_lines, workgroup
from monitor.errors import WorkspaceRefused
from monitor.results import Results
from monitor.seen_by import seen_by
from monitor.workspace import Workspace
from tests.dashboards.conftest import components, words_of
from tests.report.test_working_year import FULL
from tests.support import releases
from tests.support.declared import GOAL, frozen, school_with_goals

YEAR = "2025-2026"


@pytest.fixture(scope="module")
def school() -> Results:
    written = Written(Workgroup.model_validate(FULL))
    return replace(school_with_goals([frozen(GOAL, 1)]), written=written)


def told(results: Results, **asked: str) -> str:
    return " ".join(words_of(draw(PAGE, results, asked).parts).split())


def of_class(parts: Any, name: str) -> list[Any]:
    return [one for one in components(parts) if name in str(getattr(one, "className", "")).split()]


def test_the_page_says_what_comes_next_and_how_each_line_stands(school: Results) -> None:
    parts = draw(PAGE, school, {}).parts
    assert "Aan de beurt: tweede overleg, meestal in oktober. Luisteren: hoe vragen we het?" in told(school)
    first, *others = of_class(parts, "meeting")
    checks = [" ".join(words_of(one).split()) for one in of_class(first, "check")]
    assert [one.rpartition(", ")[2] for one in checks] == ["klaar", "klaar", "klaar", "ziet het programma"]
    assert len(of_class(first, "check-done")) == 4
    assert "voorbereiden" in checks[0]
    assert "klaar op 13 januari 2026" in words_of(others[1])
    assert "nog te doen" in words_of(others[0])
    links = [one.href for one in components(parts) if isinstance(one, html.A) and "/dossier/" in str(one.href)]
    assert links[0] == f"/dossier/{YEAR}/overleg/overleg-1-start.docx"
    assert len(links) == 7


def test_when_everything_is_done_it_says_so(school: Results) -> None:
    meetings = [{"nummer": number, "gedaan": (1, 2, 3, 4)} for number in range(1, 8)]
    done = Workgroup.model_validate({"overleggen": tuple(meetings)})
    assert "Alle zeven overleggen zijn klaar." in told(replace(school, written=Written(done)))


def test_the_line_of_time_is_words_with_a_table_behind_it(school: Results) -> None:
    parts = draw(PAGE, school, {}).parts
    (frame,) = of_class(parts, "time-frame")
    assert [one.children for one in components(frame) if isinstance(one, html.H3)] == ["Overleggen", "Acties", "Doelen"]
    assert {getattr(one, "aria-hidden", None) for one in of_class(frame, "mark")} == {None}
    hidden = [one for one in of_class(frame, "time-track") if "time-phases" not in one.className]
    assert {getattr(one, "aria-hidden", None) for one in hidden} == {"true"}
    assert all(words_of(one).strip() == "" for one in hidden), "nothing is said by its place alone"
    (table,) = [one for one in components(frame) if isinstance(one, html.Table)]
    assert len(of_class(frame, "mark")) == len([one for one in components(table) if isinstance(one, html.Tr)]) - 1
    assert "begins-e ends-t" in next(iter(of_class(frame, "mark-action"))).className


def test_a_year_to_prepare_has_its_usual_months_and_no_numbers(school: Results) -> None:
    page = told(school, jaar="2026-2027")
    assert "Aan de beurt: eerste overleg, meestal in september." in page
    assert "Voor dit jaar zijn geen acties opgeschreven." in page
    assert "%" not in page
    client = create_app(school).server.test_client()
    assert client.get("/dossier/2026-2027/overleg/overleg-3-denken.docx").status_code == 200
    assert client.get("/dossier/2026-2027/overleggen.ics").status_code == 200
    assert client.get("/dossier/2026-2027/evaluatie.pdf").status_code == 404
    assert client.get("/dossier/2027-2028/overleg/overleg-3-denken.docx").status_code == 404
    assert create_app(releases.nothing()).server.test_client().get(f"/dossier/{YEAR}/overleggen.ics").status_code == 404


def test_too_many_actions_at_once_are_warned_of(school: Results) -> None:
    own = Workgroup.model_validate({**FULL, "acties": (FULL["acties"][0],) * 4})
    assert "liepen meer dan 3 acties tegelijk" in told(replace(school, written=Written(own)))
    assert "tegelijk" not in told(school)


def test_every_role_that_reads_sees_what_the_werkgroep_wrote(school: Results) -> None:
    assert "Nieuwsbrief (werkgroep)" in told(seen_by(school, "ouderraad"))
    assert seen_by(school, "beheerder").written == Written()


def test_what_is_written_is_read_again_after_a_moment_and_a_slip_is_told_with_its_line(tmp_path: Path) -> None:
    file, now, whole = tmp_path / "werkgroep.yaml", [0.0], releases.one_year()
    current = WithOwnWords(lambda: whole, Workspace(tmp_path).own_words, lambda: now[0])
    first = current()
    assert first.written == Written()
    file.write_text("acties:\n  - {wat: Buddy's, van: 2025-10-01}\n", encoding="utf-8")
    assert current() is first, "pages are kept by this object"
    now[0] = 2.0
    assert "Buddy's" in told(current())
    assert current() is current()
    file.write_text("acties:\n  - {wat: Buddy's, van: morgen}\n", encoding="utf-8")
    now[0] = 4.0
    page = told(current())
    assert "Het bestand werkgroep.yaml kan niet gelezen worden." in page
    assert "regel 2" in page
    assert "Buddy's" not in page
    file.unlink()
    now[0] = 6.0
    assert current().written == Written()
    other = releases.nothing()
    whole = other
    assert current().releases == ()


def test_a_logo_that_cannot_be_read_does_not_hide_the_year() -> None:
    def own() -> tuple[Workgroup, bytes | None]:
        raise WorkspaceRefused("Het logo is te groot.", remedy="Maak het kleiner.")

    results = WithOwnWords(releases.one_year, own)()
    assert results.written.faults == "Het logo is te groot.\nMaak het kleiner."


def test_the_lines_to_copy_can_be_read_as_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "werkgroep.yaml"
    for parts in (("acties", "overleggen", "communicatie"), ("startfoto",), ("vervolg",)):
        file.write_text("\n".join(example_lines(parts)) + "\n", encoding="utf-8")
        found = workgroup(file)
        assert found.model_dump(by_alias=True, exclude_defaults=True).keys() == set(parts)
    assert example_lines(("niets",)) == ()

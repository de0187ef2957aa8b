"""The way through the import wizard, asked as a program would."""

import json
import re
from pathlib import Path
from typing import IO, Any

import pytest
from flask.testing import FlaskClient

from dashboards.importing.inbox import Inbox
from monitor.errors import CallError
from tests.support.desks import SLIP, FakeDesk, refusal
from tests.support.wizard import ANSWERS, COLUMNS, START, at, inbox_of, seal, send, upload, visit_of, waited


def test_the_whole_way(importer: FlaskClient, desk: FakeDesk, tmp_path: Path) -> None:
    visit = visit_of(upload(importer))
    assert "Welke kolom is welke vraag?" in at(importer, "kolommen", id=visit).text
    assert send(importer, "kolommen", id=visit, **COLUMNS).location == f"/importeren?stap=antwoorden&id={visit}"
    assert "Wat betekenen de antwoorden?" in at(importer, "antwoorden", id=visit).text
    assert send(importer, "antwoorden", id=visit, **ANSWERS).location == f"/importeren?stap=nakijken&id={visit}"
    assert "bedoelt u “Akkoord”?" in at(importer, "nakijken", id=visit).text
    mended = importer.get(send(importer, "herstellen", id=visit, herstel=SLIP.key).location).text
    assert "bedoelt u “Akkoord”?" not in mended
    assert re.search(r'<div class="notice" role="status"><p class="notice-title">12 antwoorden zijn hersteld', mended)
    assert "hersteld." not in at(importer, "nakijken", id=visit, hersteld="x").text
    send(importer, "aantal", id=visit, aantal="80")
    assert "40 van de 80" in at(importer, "proef", id=visit).text
    done = waited(importer, send(importer, "inlezen", id=visit))
    assert "De antwoorden zijn ingelezen" in done.text
    ((_name, asked),) = desk.done
    assert asked.enrolled == 80
    assert asked.group_column == "Klas"
    assert asked.decisions.columns == {"Kom je heel graag?": "graag"}
    assert asked.decisions.answers["graag"] == {"Akoord": "eens"}
    assert inbox_of(tmp_path) == []
    assert "stap=klaar" in waited_location(importer, send(importer, "inlezen", id=visit))  # sent twice: done once
    assert len(desk.done) == 1


def waited_location(importer: FlaskClient, answer: Any) -> str:
    return str(importer.get(answer.location).location)


def test_closing_says_what_it_means_asks_once_more_and_tells_the_audit(importer: FlaskClient, desk: FakeDesk) -> None:
    shown = at(importer, "afsluiten", golf="ouders_2025-2026").text
    assert "Ze liggen dan vast" in shown
    assert "gevaar voor een kind" in shown
    assert "Kom je heel graag?" in shown
    grounds = {"golf": "ouders_2025-2026", "grond": "taak", "brief": "versie 2"}
    unsure = send(importer, "afsluiten", **grounds)
    assert unsure.status_code == 400
    assert 'value="versie 2"' in unsure.text
    assert desk.done == []
    done = waited(importer, send(importer, "afsluiten", definitief="ja", **grounds))
    assert "Test geslaagd" in done.text
    assert "1442 cijfers" in done.text
    assert desk.done == [("close", ("ouders_2025-2026", "taak", "versie 2"))]


def test_an_import_is_taken_back_after_one_more_question(importer: FlaskClient, desk: FakeDesk) -> None:
    assert "Import 7 terugdraaien?" in at(importer, "terugdraaien", **{"import": "7"}).text
    assert desk.done == []
    answer = send(importer, "terugdraaien", **{"import": "7"})
    assert "Import 7 is teruggedraaid." in importer.get(answer.location).text
    assert desk.done == [("undo", 7)]
    for wrong in ("3", "99", "", "x", "7; DROP"):  # 3 is of a closed wave
        assert at(importer, "terugdraaien", **{"import": wrong}).status_code == 404
    for forged in ("", "x", "-1", "9" * 30):
        assert send(importer, "terugdraaien", **{"import": forged}).status_code == 400
    assert len(desk.done) == 1


def test_with_a_desk_the_navigation_has_the_page(importer: FlaskClient) -> None:
    body = {
        "output": "..page.children...navigation.children...school.children...drawn.data..",
        "outputs": [
            {"id": part, "property": what}
            for part, what in (
                ("page", "children"), ("navigation", "children"), ("school", "children"), ("drawn", "data"),
            )
        ],
        "inputs": [
            {"id": "address", "property": "pathname", "value": "/"},
            {"id": "address", "property": "search", "value": ""},
        ],
        "changedPropIds": [],
    }  # fmt: skip
    answer = importer.post("/_dash-update-component", json=body)
    assert "/importeren" in json.dumps(answer.json["response"]["navigation"])


def test_what_is_refused_is_told_at_its_step_and_nothing_is_lost(importer: FlaskClient, desk: FakeDesk) -> None:
    desk.refuses["look"] = refusal()
    answer = upload(importer)
    shown = importer.get(answer.location).text
    assert "ouders.xlsx: Dit is een PDF." in shown
    assert "Exporteer opnieuw." in shown
    assert "Al gekozen: ouders.xlsx" in shown
    assert 'value="50"' in shown
    visit = visit_of(answer)
    assert at(importer, "proef", id=visit).status_code == 303
    assert send(importer, "inlezen", id=visit).status_code == 303
    assert desk.done == []
    del desk.refuses["look"]
    again = send(importer, "bestand", id=visit, **START, blad="Blad2")  # the file needs not be chosen again
    assert again.location == f"/importeren?stap=kolommen&id={visit}"
    assert desk.asked[-1].sheet == "Blad2"
    send(importer, "kolommen", id=visit, **{**COLUMNS, "k5": ""})
    assert "U hebt nog niet gekozen" in at(importer, "kolommen", id=visit).text
    send(importer, "aantal", id=visit, aantal="nul")
    assert "geheel getal" in at(importer, "proef", id=visit).text
    desk.refuses["look"] = ValueError("jan@example.org")
    send(importer, "kolommen", id=visit, **COLUMNS)
    shown = at(importer, "kolommen", id=visit).text
    assert "Het programma maakte een fout." in shown
    assert "jan@example.org" not in shown


@pytest.mark.parametrize("name", ["take_in", "close"])
def test_a_job_that_is_refused_says_so_and_can_be_tried_again(importer: FlaskClient, desk: FakeDesk, name: str) -> None:
    desk.refuses[name] = refusal("De werkmap is bezet.", "Wacht even.")
    visit = visit_of(upload(importer))
    form = {"take_in": ("inlezen", {"id": visit}), "close": ("afsluiten", {"golf": "ouders_2025-2026"})}[name]
    sent = send(importer, form[0], definitief="ja", grond="a", brief="b", **form[1])
    shown = waited(importer, sent).text
    assert "De werkmap is bezet." in shown
    assert "Wacht even." in shown
    del desk.refuses[name]
    done = waited(importer, send(importer, form[0], definitief="ja", grond="a", brief="b", **form[1])).text
    assert "ingelezen" in done or "afgesloten" in done
    assert [what for what, _how in desk.done] == [name]


def test_while_a_job_runs_nothing_else_is_decided_and_its_state_is_told(importer: FlaskClient, desk: FakeDesk) -> None:
    visit = visit_of(upload(importer))
    desk.goes_on.clear()
    first = send(importer, "inlezen", id=visit)
    try:
        job = first.location.rpartition("taak=")[2]
        for name, fields in (("inlezen", {}), ("kolommen", COLUMNS), ("stoppen", {})):
            assert send(importer, name, id=visit, **fields).location == first.location
        assert at(importer, "proef", id=visit).location == first.location
        assert send(importer, "bestand", id=visit, **START).location == first.location
        assert at(importer, "klaar", taak=job).location == first.location
        assert 'role="status"' in at(importer, "bezig", taak=job).text
        state = importer.get(f"/importeren/stand?taak={job}").json
        assert state == {"words": "Bezig: de kolommen worden gekoppeld (2 van 5).", "far": 20, "to": ""}
    finally:
        desk.goes_on.set()
    assert "ingelezen" in waited(importer, first).text
    assert len(desk.done) == 1


def test_another_file_that_arrives_while_the_first_is_stored_does_not_take_its_place(
    importer: FlaskClient, desk: FakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upload takes seconds; meanwhile another tab may say that the file is to be taken in."""
    visit = visit_of(upload(importer))
    (first,) = inbox_of(tmp_path)
    receive, meanwhile = Inbox.receive, []

    def slowly(inbox: Inbox, stream: IO[bytes], largest: int) -> Path:
        desk.goes_on.clear()
        meanwhile.append(send(importer, "inlezen", id=visit))
        return receive(inbox, stream, largest)

    monkeypatch.setattr(Inbox, "receive", slowly)
    try:
        late = upload(importer, b"andere antwoorden", id=visit)
        assert late.location == meanwhile[0].location
        assert inbox_of(tmp_path) == [first]
    finally:
        desk.goes_on.set()
    assert "ingelezen" in waited(importer, late).text
    assert inbox_of(tmp_path) == []


def test_stopping_removes_the_file(importer: FlaskClient, tmp_path: Path) -> None:
    visit = visit_of(upload(importer))
    assert len(inbox_of(tmp_path)) == 1
    assert send(importer, "stoppen", id=visit).location == "/importeren"
    assert inbox_of(tmp_path) == []
    assert at(importer, "kolommen", id=visit).status_code == 404


def test_the_sample_is_a_copy_that_cannot_be_stored(importer: FlaskClient, desk: FakeDesk, tmp_path: Path) -> None:
    visit = visit_of(send(importer, "voorbeeld"))
    assert desk.asked[-1].file != tmp_path / "voorbeeld"
    assert "/importeren/inlezen" not in at(importer, "proef", id=visit).text
    send(importer, "stoppen", id=visit)
    assert (tmp_path / "voorbeeld").exists()


def test_a_workspace_that_cannot_be_read_is_told_on_the_page(importer: FlaskClient, desk: FakeDesk) -> None:
    desk.refuses |= {"waves": CallError("De werkmap is weg."), "school": CallError("De werkmap is weg.")}
    shown = importer.get("/importeren")
    assert shown.status_code == 200
    assert "De werkmap is weg." in shown.text
    del desk.refuses["waves"]
    desk.refuses["undo"] = refusal("Die meting is dicht.")
    assert "Die meting is dicht." in send(importer, "terugdraaien", **{"import": "7"}).text
    desk.refuses["before_closing"] = refusal("Niets om af te sluiten.")
    assert "Niets om af te sluiten." in send(importer, "afsluiten", golf="x", definitief="ja").text


def test_back_at_the_first_step_the_file_and_the_year_are_there_still(importer: FlaskClient, desk: FakeDesk) -> None:
    visit = visit_of(upload(importer, jaar="2024-2025"))
    shown = at(importer, "bestand", id=visit).text
    assert "Al gekozen: ouders.xlsx" in shown
    assert '<option value="2024-2025" selected>' in shown
    data = {"merk": seal(importer), **START, "id": visit}
    again = importer.post("/importeren/bestand", data=data, content_type="multipart/form-data")
    assert visit_of(again) == visit
    assert (desk.asked[-1].name, desk.asked[-1].year) == ("ouders.xlsx", "2025-2026")


def test_the_year_of_the_dates_is_chosen_or_the_chosen_one_kept(importer: FlaskClient, desk: FakeDesk) -> None:
    visit = visit_of(upload(importer, jaar="2024-2025"))
    assert send(importer, "jaar", id=visit, jaar="2025-2026").status_code == 400  # nothing is asked of this file
    desk.changed = {"other_year": "2025-2026"}
    visit = visit_of(upload(importer, jaar="2024-2025"))
    for wrong in ("1999-2000", "<b>", ""):
        assert send(importer, "jaar", id=visit, jaar=wrong).status_code == 400
    assert send(importer, "jaar", id=visit, jaar="2024-2025").location == f"/importeren?stap=kolommen&id={visit}"
    assert (desk.asked[-1].year, desk.asked[-1].keep_year) == ("2024-2025", True)
    send(importer, "jaar", id=visit, jaar="2025-2026")
    assert (desk.asked[-1].year, desk.asked[-1].keep_year) == ("2025-2026", False)


def test_without_its_address_the_file_that_lies_here_is_told(importer: FlaskClient, desk: FakeDesk) -> None:
    send(importer, "voorbeeld")
    assert "U was bezig met" not in importer.get("/importeren").text  # nothing is lost with a sample
    visit = visit_of(upload(importer))
    shown = importer.get("/importeren").text
    assert "U was bezig met “ouders.xlsx”, schooljaar 2025-2026." in shown
    assert f"stap=kolommen&amp;id={visit}" in shown
    assert f"stap=bestand&amp;id={visit}" in shown
    assert "U was bezig met" not in importer.application.test_client().get("/importeren").text  # another browser
    desk.refuses["look"] = refusal()
    refused = visit_of(upload(importer))
    shown = importer.get("/importeren").text
    assert f"stap=kolommen&amp;id={refused}" not in shown
    assert f"stap=bestand&amp;id={refused}" in shown
    for one in (visit, refused):
        send(importer, "stoppen", id=one)
    assert "U was bezig met" not in importer.get("/importeren").text

"""What is handed in beside the answers: a questionnaire of the school's own, a list of classes, a number per class."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboards.importing.fields import CLASS_LIST, MEGABYTES, QUESTIONNAIRE
from monitor.desk_terms import HANDED_IN, Handed
from tests.support.desks import FakeDesk, refusal
from tests.support.wizard import COLUMNS, at, inbox_of, send, upload, visit_of, waited

OWN = {QUESTIONNAIRE: ("..\\vragen <b>.yaml", b"schema: x")}
LIST = {CLASS_LIST: ("klassen.csv", b"1A;24")}


def inside(handed: Handed | None) -> tuple[str, bytes]:
    assert handed is not None
    assert re.fullmatch(r"[0-9a-f]{32}", handed.file.name)
    return handed.name, handed.file.read_bytes()


def test_a_questionnaire_that_is_handed_in_is_the_one_that_is_meant_and_lies_here_alone(
    importer: FlaskClient, desk: FakeDesk, tmp_path: Path
) -> None:
    shown = importer.get("/importeren").text
    assert '<option value="bestand">Een eigen vragenlijst, uit een bestand</option>' in shown
    desk.refuses["look"] = refusal("vragen.yaml, regel 3: fout.")
    visit = visit_of(upload(importer, beside=OWN | LIST))
    (asked,) = desk.asked
    assert asked.survey == HANDED_IN
    assert (inside(asked.questionnaire), inside(asked.class_list)) == (
        ("vragen <b>.yaml", b"schema: x"),
        LIST[CLASS_LIST],
    )
    lying = set(inbox_of(tmp_path))
    assert lying == {one.file for one in asked.handed}
    assert len(lying) == 3
    shown = at(importer, "bestand", id=visit).text
    assert "vragen.yaml, regel 3: fout." in shown
    assert "Al gekozen: vragen &lt;b&gt;.yaml" in shown
    assert "Al gekozen: klassen.csv" in shown
    assert '<option value="bestand" selected>' in shown
    # mended, and handed in once more: the rest lies here still
    del desk.refuses["look"]
    better = {QUESTIONNAIRE: ("beter.yaml", b"schema: y")}
    again = upload(importer, b"", "", beside=better, id=visit)
    assert again.location == f"/importeren?stap=kolommen&id={visit}"
    now = desk.asked[-1]
    assert (inside(now.questionnaire), now.class_list, now.file) == (
        ("beter.yaml", b"schema: y"),
        asked.class_list,
        asked.file,
    )
    assert set(inbox_of(tmp_path)) == {one.file for one in now.handed}


def test_what_lies_here_goes_when_it_is_not_used_any_more(
    importer: FlaskClient, desk: FakeDesk, tmp_path: Path
) -> None:
    visit = visit_of(upload(importer, beside=OWN | LIST))
    (asked,) = desk.asked
    # another one of the menu, and no list: both are gone
    upload(importer, b"", "", id=visit, vragenlijst="ouders", geenlijst="ja")
    assert (desk.asked[-1].survey, desk.asked[-1].handed) == ("ouders", (Handed(asked.file, asked.name),))
    assert inbox_of(tmp_path) == [asked.file]
    # another list in the place of one that is not to be used
    for called in ("een.csv", "twee.csv"):
        upload(importer, b"", "", beside={CLASS_LIST: (called, b"1A;9")}, id=visit, geenlijst="ja")
        assert inside(desk.asked[-1].class_list) == (called, b"1A;9")
        assert len(inbox_of(tmp_path)) == 2


def test_what_was_handed_in_goes_with_the_import(importer: FlaskClient, desk: FakeDesk, tmp_path: Path) -> None:
    visit = visit_of(upload(importer, beside=OWN | LIST))
    assert send(importer, "stoppen", id=visit).status_code == 303
    assert inbox_of(tmp_path) == []
    visit = visit_of(upload(importer, beside=OWN | LIST))
    waited(importer, send(importer, "inlezen", id=visit))
    ((_name, stored),) = desk.done
    assert stored.questionnaire.name == "vragen <b>.yaml"
    assert inbox_of(tmp_path) == []


@pytest.mark.parametrize("name", [QUESTIONNAIRE, CLASS_LIST])
def test_what_is_too_large_beside_the_answers_leaves_nothing(
    importer: FlaskClient, desk: FakeDesk, tmp_path: Path, name: str
) -> None:
    most = MEGABYTES[name] * 1_000_000
    answer = upload(importer, beside={**OWN, **LIST, name: ("x", b"x" * (most + 1))})
    assert answer.status_code == 413
    assert f"groter dan {MEGABYTES[name]} MB" in answer.text
    assert (desk.asked, inbox_of(tmp_path)) == ([], [])
    assert upload(importer, beside={name: ("x", b"x" * most)}).status_code == 303


def test_a_questionnaire_that_was_not_handed_in_and_a_form_that_is_refused_leave_nothing(
    importer: FlaskClient, desk: FakeDesk, tmp_path: Path
) -> None:
    answer = upload(importer, vragenlijst=HANDED_IN)
    assert answer.status_code == 400
    assert "Het bestand van de vragenlijst is niet gekozen." in answer.text
    assert upload(importer, beside=OWN | LIST, jaar="2031-2032").status_code == 400
    assert upload(importer, b"", "", beside=OWN | LIST).status_code == 400
    for forged in ("eigen:../x.yaml", "../x.yaml", "eigen:"):
        assert upload(importer, vragenlijst=forged).status_code == 400
    assert (desk.asked, inbox_of(tmp_path)) == ([], [])


def test_how_many_could_answer_is_filled_in_for_each_class(importer: FlaskClient, desk: FakeDesk) -> None:
    visit = visit_of(upload(importer, beside=LIST))
    send(importer, "kolommen", id=visit, **COLUMNS)
    desk.changed["enrolled_by_class"] = {"1A": 24, "6B": 20}  # 6B: of the list alone
    send(importer, "aantal", id=visit, aantal="")
    shown = at(importer, "proef", id=visit).text
    assert re.findall(r'<label for="n\d">(\w+)</label>', shown) == ["1A", "1B", "6B"]
    assert re.findall(r'<input type="number" id="n\d" name="n\d" min="0" max="1000000" value="(\d*)"', shown) == [
        "24",
        "",
        "20",
    ]
    assert desk.asked[-1].class_list is not None
    send(importer, "aantal", id=visit, aantal="80", n0="25", n1="", n2="0")
    asked = desk.asked[-1]
    assert (asked.enrolled, asked.classes, asked.class_list) == (80, {"1A": 25, "6B": 0}, None)
    looks = len(desk.asked)
    assert send(importer, "aantal", id=visit, aantal="80", n0="25").status_code == 400
    for wrong in ("-1", "x", "1.5", "9" * 9):
        send(importer, "aantal", id=visit, aantal="80", n0=wrong, n1="", n2="")
        assert "geheel getal van 0 tot" in at(importer, "proef", id=visit).text
    assert len(desk.asked) == looks


def test_what_the_settings_say_and_what_is_due_is_told(importer: FlaskClient, desk: FakeDesk) -> None:
    desk.changed |= {"overruled": ("De hele school: 80.",), "enrolled": 80, "is_declared": True}
    visit = visit_of(upload(importer))
    shown = at(importer, "proef", id=visit).text
    assert "De hele school: 80." in shown
    assert 'name="aantal"' not in shown, "what the settings say is not asked"
    desk.tells = {"reminders": ("Vernietig ze.",), "overruled": ("In de instellingen staat iets anders.",)}
    assert "Vernietig ze." in waited(importer, send(importer, "inlezen", id=visit)).text
    grounds = {"golf": "ouders_2025-2026", "grond": "a", "brief": "b", "definitief": "ja"}
    closed = waited(importer, send(importer, "afsluiten", **grounds)).text
    assert "Vernietig ze." in closed
    assert "In de instellingen staat iets anders." in closed


def test_the_numbers_of_classes_are_asked_where_there_are_classes(importer: FlaskClient, desk: FakeDesk) -> None:
    visit = visit_of(upload(importer))
    assert "Hoeveel in elke klas?" not in at(importer, "proef", id=visit).text
    send(importer, "kolommen", id=visit, **COLUMNS)
    assert "Hoeveel in elke klas?" in at(importer, "proef", id=visit).text

"""The answers of a closed wave are destroyed on the screen: asked once more, by whoever may take files in alone."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from dashboards.importing.steps import begin, closing, forgetting
from dashboards.importing.steps.here import Here
from monitor.roles import ROLES
from monitor.wave_terms import SeenWave
from tests.dashboards.test_import_steps import FRAME, HERE, page
from tests.support.desks import FakeDesk, refusal
from tests.support.wizard import at, send

CLOSED = "ouders_2024-2025"


def test_what_goes_and_what_stays_is_said_before_the_answers_of_a_closed_wave_are_destroyed(
    importer: FlaskClient, desk: FakeDesk
) -> None:
    listed = importer.get("/importeren").text
    assert f"stap=vernietigen&amp;golf={CLOSED}" in listed
    assert len(re.findall("stap=vernietigen", listed)) == 1  # not of a wave that is open, nor of one without answers
    shown = at(importer, "vernietigen", golf=CLOSED).text
    parts = [shown.index(words) for words in ("Wat weggaat", "Alle antwoorden", "niet vrijgegeven zijn", "Wat blijft",
                                               "antwoorden die vrijgegeven zijn", "logboek", "Back-ups")]  # fmt: skip
    assert parts == sorted(parts)
    assert "tot 6 oktober 2026" in shown
    unsure = send(importer, "vernietigen", golf=CLOSED)
    assert (unsure.status_code, desk.done) == (400, [])
    assert "Vink aan dat u dit weet" in unsure.text
    done = importer.get(send(importer, "vernietigen", golf=CLOSED, definitief="ja").location).text
    assert desk.done == [("forget", CLOSED)]
    assert "De antwoorden van Ouders, 2024-2025 zijn vernietigd. De cijfers blijven." in done
    assert "stap=vernietigen" not in done


def test_an_address_cannot_say_that_answers_are_gone_that_are_there(importer: FlaskClient, desk: FakeDesk) -> None:
    for name in (CLOSED, "<b>", "ouders_1999-2000"):
        assert "zijn vernietigd. De cijfers" not in at(importer, "bestand", vernietigd=name).text
    assert at(importer, "vernietigen", golf="../vault").status_code == 400
    assert send(importer, "vernietigen", golf="ouders_2025-2026", definitief="ja").status_code == 400
    desk.refuses["forget"] = refusal("Lees eerst wat gevaar kan noemen.")
    assert "Lees eerst wat gevaar" in send(importer, "vernietigen", golf=CLOSED, definitief="ja").text
    assert desk.done == []


def test_answers_that_may_not_be_kept_any_longer_are_told_as_such(importer: FlaskClient, desk: FakeDesk) -> None:
    assert "mogen niet langer" not in importer.get("/importeren").text
    desk.changed = {"is_due": True}
    assert "Deze antwoorden mogen niet langer bewaard worden." in importer.get("/importeren").text
    before = desk.before_forgetting(CLOSED)
    told = {
        "van een later jaar. Deze antwoorden mogen dus niet": replace(before, by_event=True, is_due=True),
        "Sinds 6 oktober 2026 mogen deze": replace(before, is_due=True),
        "tot er cijfers van een later jaar zijn. Vroeger mag ook.": replace(before, until=""),
    }
    for words, found in told.items():
        assert words in page(forgetting.forgetting(found, HERE), FRAME)


def test_before_closing_it_is_said_that_the_answers_can_go_afterwards(desk: FakeDesk) -> None:
    before = desk.before_closing("ouders_2025-2026")
    told = page(closing.closing(replace(before, until="2027-10-06"), HERE), FRAME)
    assert "Daarna kunt u de antwoorden zelf vernietigen" in told
    assert "ten laatste vóór 6 oktober 2027" in told
    assert "ten laatste vóór" not in page(closing.closing(before, HERE), FRAME)


@pytest.mark.parametrize("role", ["", *ROLES])
def test_nobody_but_the_head_of_the_school_gets_as_far_as_the_form(asked, role: str) -> None:
    for method in ("GET", "POST"):
        answer = asked(role, "/importeren/vernietigen", method, data={"golf": CLOSED, "definitief": "ja"})
        if role == "director":  # sent on to the first step; and without the seal of its browser, refused
            assert answer.status_code == (303 if method == "GET" else 403)
            assert method == "GET" or "niet van deze browser" in answer.text
        else:
            assert answer.status_code in ({303, 401} if role == "" else {303, 403})
            assert "niet van deze browser" not in answer.text


def test_a_wave_of_the_network_is_told_as_such() -> None:
    handed = SeenWave("ouders_2025-2026", "Ouders", "2025-2026", "handed", ())
    drawn = str(begin.begin(begin.Offered((), (), (handed,)), begin.Filled(), Here(FRAME)).body)
    assert "Overgedragen aan het netwerk, dat deze meting afsluit." in drawn
    assert "vernietigd" not in drawn

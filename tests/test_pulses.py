"""Pulses: a look at a goal in between, as sure as R reckons it, never a verdict, and never among the yearly numbers."""

import datetime as dt
import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import monitor
from monitor.disclosure.release import Release
from monitor.goals import statuses
from monitor.pulses import interims
from monitor.report.evaluation.document import Diagram, Document
from monitor.report.evaluation.goals import section
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.goal_words import sentences, standing_name
from monitor.report.pulse_words import interim_sentences
from monitor.rows import goal_rows
from monitor.seen_by import seen_by
from monitor.statistics.sureness import Reached
from tests.support.declared import FROZEN_AT, GOAL, Counts, done, frozen
from tests.support.pulsed import CLOSED, Counted, pulse, pulsed, school_with
from tests.support.shown.declared import Declared as Explained
from tests.support.shown.evaluations import Reader
from tests.support.shown.words import Names

ROOT = Path(monitor.__file__).parent.parent
FILE = Path(os.environ.get("SCHOOLKLIMAAT_ORACLES", ROOT.parent / "shared" / "oracles")) / "10_goals.json"
SAFE = GOAL.model_copy(update={"item": "kl_veilig", "target": 60, "deadline": "2026-2027"})


def changed(release: Release, **told: object) -> Release:
    return Release(release.manifest.model_copy(update=told), release.facts)


@pytest.mark.skipif(not FILE.exists(), reason="the oracle cases are not here")
def test_a_pulse_is_as_sure_as_r_reckons_for_the_same_counts() -> None:
    cases = [one for one in json.loads(FILE.read_text())["cases"] if one["kind"] == "goal.one_year"]
    assert len(cases) > 5
    school = school_with(pulsed())
    for case in cases:
        x, n, wanted = (case["inputs"][name] for name in ("x", "n", "goal"))
        (one,) = interims(frozen(SAFE.model_copy(update={"target": round(100 * wanted)})), Counted(school, x, n))
        assert one.sureness == pytest.approx(case["expected"]["midp_confidence"], rel=1e-6, abs=1e-8), case["name"]


def test_the_figure_is_what_the_facts_of_the_pulse_say() -> None:
    """Counted from the facts by hand: nothing of the yearly waves is in it."""
    release = pulsed()
    (status,) = school_with(release, goals=(frozen(SAFE),)).goal_statuses
    (one,) = status.interims
    counts = {fact.options: fact.value for fact in release.facts if (fact.item, fact.node) == ("kl_veilig", "school")}
    good = counts["eens"] + counts["helemaal_eens"]
    assert (one.share.count, one.share.n) == (good, one.share.n)
    assert one.share.share == pytest.approx(
        good / sum(n for code, n in counts.items() if code.isidentifier()), abs=0.03
    )
    assert (one.month, one.response.forms, one.response.enrolled, one.audience) == ("2025-05", 120, 320, "ouders")


@pytest.mark.parametrize("x", [0, 120])
def test_no_verdict_reckons_with_a_pulse(x: int) -> None:
    between = partial(interims, waves=Counted(school_with(pulsed()), x, 120))
    counts = Counts({"kl_veilig": (120, 170)})
    goal = GOAL.model_copy(update={"item": "kl_veilig", "target": 64})
    goals = [frozen(goal), frozen(goal, 2)]
    without, beside = statuses(goals, counts), statuses(goals, counts, between)
    assert all(len(one.interims) == 1 for one in beside)
    assert [replace(one, interims=()) for one in beside] == list(without)
    (open_,) = statuses([frozen(SAFE)], counts, between)
    assert (open_.final, open_.sureness, open_.verdict) == (False, None, Reached.UNDECIDED)
    said = " ".join(sentences(open_))
    assert "zo goed als zeker" not in said
    assert "alleen de meting van 2026-2027 beslist" in said


BEFORE, AFTER = dt.date(2024, 6, 2), dt.date(2026, 9, 1)
DECIDED = GOAL.model_copy(update={"item": "kl_veilig"})


@pytest.mark.parametrize(("goal", "release", "there"), [
    (DECIDED, pulsed(), True),
    (DECIDED, pulsed(year="2023-2024"), False),
    (DECIDED, pulsed(year="2025-2026", closed_on=dt.date(2025, 10, 1)), True),
    (DECIDED, pulsed(year="2025-2026", closed_on=dt.date(2026, 5, 12)), False),
    (SAFE, pulsed(year="2025-2026", closed_on=AFTER), True),
    (DECIDED, pulsed(closed_on=BEFORE), False),
    (DECIDED, pulsed(pulse(("com_tevreden", "bk_online", "kl_graag"))), False),
    (DECIDED.model_copy(update={"survey": "personeel"}), pulsed(), False),
], ids=["between", "before the start", "before the wave that decides", "on the day of the wave that decides",
        "the deadline is ahead", "closed before the goal was frozen", "without the question", "of another survey"],
)  # fmt: skip
def test_a_pulse_counts_only_between_the_start_and_the_wave_that_decides(goal, release, there) -> None:
    (status,) = school_with(release, goals=(frozen(goal),)).goal_statuses
    assert bool(status.interims) is there


def test_only_a_goal_that_counts_has_an_interim() -> None:
    withdrawn = done(frozen(SAFE, 2), "withdraw", SAFE, 2)
    changed_later = frozen(SAFE, 3)
    object.__setattr__(changed_later.deeds[0], "at", "2020-01-01T00:00:00+00:00")
    goals = (
        done(None, "draft", SAFE),
        withdrawn,
        changed_later,
        frozen(SAFE.model_copy(update={"start": "2022-2023"})),
    )
    assert [one.interims for one in school_with(pulsed(), goals=goals).goal_statuses] == [(), (), (), ()]


def test_pulses_stand_in_the_order_of_their_months() -> None:
    later = pulsed(pulse(month="2026-03").model_copy(update={"id": "ouders-puls-2"}), "2025-2026", closed_on=AFTER)
    (status,) = school_with(later, pulsed(), goals=(frozen(SAFE),)).goal_statuses
    assert [one.month for one in status.interims] == ["2025-05", "2026-03"]
    assert standing_name(status) == "Tussenstand"


ASKED = pulse()
REWORDED = tuple(
    one.model_copy(update={"text": {"nl": "Anders?"}}) if one.id == "kl_veilig" else one for one in ASKED.items
)


@pytest.mark.parametrize(("asked", "code", "said"), [
    (ASKED.model_copy(update={"items": REWORDED}), "wording", "De vraag was anders gesteld"),
    (ASKED.model_copy(update={"audience": "personeel"}), "audience", "aan andere mensen gesteld"),
    (ASKED.model_copy(update={"one_response_per": "person"}), "one-response-per", ""),
], ids=["other words", "other people", "a form for somebody else"])  # fmt: skip
def test_what_measures_something_else_says_why_and_no_figure(asked, code: str, said: str) -> None:
    (status,) = school_with(pulsed(asked), goals=(frozen(SAFE),)).goal_statuses
    (one,) = status.interims
    assert one.reason is not None
    assert (one.reason.code, one.sureness, one.share.share, one.share.low, one.share.count) == (
        code, None, None, None, None,
    )  # fmt: skip
    first, *_rest = interim_sentences(one, SAFE)
    assert first.startswith("Tussenstand (puls, mei 2025): er is geen cijfer.")
    assert "%" not in first


def test_t5_a_pulse_of_too_few_shows_no_figure_and_says_why() -> None:
    of_class = SAFE.model_copy(update={"node": "klas-1A"})
    (status,) = school_with(pulsed(forms=70), goals=(frozen(of_class),)).goal_statuses
    (one,) = status.interims
    assert not one.share.shown
    assert one.share.reason is not None
    assert one.sureness is None
    first, *_rest = interim_sentences(one, of_class)
    assert first == f"Tussenstand (puls, mei 2025): er is geen cijfer. {one.share.reason.text}"
    (row,) = goal_rows(school_with(pulsed(forms=70), goals=(frozen(of_class),)))
    (told,) = row["pulses"]
    assert (told["value"], told["low"], told["high"], told["sureness"]) == (None, None, None, None)


@pytest.mark.parametrize(("x", "said"), [
    (90, "Dat leunt naar bereikt (zekerheid 99 van 100)."), (60, "Dat leunt naar niet bereikt (zekerheid 1 van 100)."),
    (74, "Dat leunt naar bereikt (zekerheid 64 van 100)."),
])  # fmt: skip
def test_a_pulse_is_told_with_which_way_it_leans_and_what_it_is(x: int, said: str) -> None:
    """In whole fractions: of 120 at .6, P(X < 74) + P(X = 74) / 2 is .64264; of 60 it is .0136, of 90 .9997."""
    (one,) = interims(frozen(SAFE), Counted(school_with(pulsed()), x, 120))
    first, response, last = interim_sentences(one, SAFE)
    assert first.startswith("Tussenstand (puls, mei 2025): ")
    assert first.endswith(said)
    assert response.startswith("Over de puls: 120 van de 320 ouders antwoordden (38%).")
    assert last == "Een puls is een korte tussenmeting en geen oordeel: alleen de meting van 2026-2027 beslist."


def test_what_leans_neither_way_says_so() -> None:
    (one,) = interims(frozen(SAFE), Counted(school_with(pulsed()), 72, 120))
    first, *_rest = interim_sentences(replace(one, sureness=0.5), SAFE)
    assert first.endswith("Dat leunt naar geen van beide.")


def test_pulses_are_never_among_the_yearly_numbers() -> None:
    """Two pulses that say quite another thing than the years: every yearly figure stays what it was."""
    pulses = [pulsed(), pulsed(year="2025-2026", closed_on=AFTER)]
    without, beside = school_with(whole=True), school_with(*pulses, whole=True)
    assert beside.years() == without.years()
    assert beside.years("ouders") == without.years("ouders")
    for item in ("kl_veilig", "bk_online"):
        asked = ("ouders", item, without.measures("ouders", "2025-2026", item)[0].id)
        assert beside.course(*asked) == without.course(*asked)
        assert beside.change(*asked, "2024-2025", "2025-2026") == without.change(*asked, "2024-2025", "2025-2026")
    assert beside.gaps("2025-2026") == without.gaps("2025-2026")
    assert beside.worth_a_look("2024-2025", "2025-2026") == without.worth_a_look("2024-2025", "2025-2026")
    assert [one.id for one in beside.surveys() if one.pulse] == ["ouders-puls"]
    assert [one.shares for one in beside.goal_statuses] == [one.shares for one in without.goal_statuses]
    ahead = school_with(pulsed(year="2026-2027", closed_on=AFTER), whole=True)
    assert (ahead.latest_year(), ahead.years()) == (without.latest_year(), without.years())


def test_a_school_with_only_a_pulse_has_its_year() -> None:
    only = school_with().of([pulsed()])
    assert (only.years(), only.latest_year(), only.school) == (("2024-2025",), "2024-2025", "Basisschool De Linde")


def test_a_role_sees_the_same_interim_of_the_groups_that_it_sees() -> None:
    of_class = SAFE.model_copy(update={"node": "klas-1A"})
    school = school_with(pulsed(), goals=(frozen(SAFE), frozen(of_class, 2)))
    (seen,) = seen_by(school, "ouderraad").goal_statuses
    assert seen == school.goal_statuses[0]
    assert seen.interims[0].share.shown


def test_the_json_of_a_goal_has_its_pulses() -> None:
    (row,) = goal_rows(school_with(pulsed(), goals=(frozen(SAFE),)))
    (told,) = row["pulses"]
    assert told["survey"] == "ouders-puls"
    assert (told["month"], told["forms"], told["enrolled"], told["reason"]) == ("2025-05", 120, 320, None)
    assert 0 < told["low"] < told["value"] < told["high"] < 1
    assert (row["sureness"], row["verdict"]) == (None, "nog-niet-te-zeggen")


def test_closed_on_the_day_of_freezing_counts() -> None:
    frozen_on = dt.date.fromisoformat(FROZEN_AT[:10])
    for day, there in ((frozen_on, 1), (frozen_on - dt.timedelta(days=1), 0)):
        assert len(interims(frozen(SAFE), Counted(school_with(changed(pulsed(), closed_on=day)), 5, 120))) == there
    assert frozen_on < CLOSED


def test_the_evaluation_tells_it_at_the_goal_with_every_number_explained_and_nowhere_else() -> None:
    school = school_with(pulsed(), goals=(frozen(SAFE),))
    view = SchoolYear(school, "2024-2025")
    assert [one.id for one in view.surveys()] == ["ouders", "personeel"]
    told = section(view)
    assert told is not None
    said = " ".join(block.sentence for block in told.blocks if isinstance(block, Diagram))
    assert "Tussenstand (puls, mei 2025): " in said
    document = Document(
        "evaluatie", "", "", school.school, view.year, "nl-BE", "nl", CLOSED, "", (told,),
    )  # fmt: skip
    found = list(Reader(Names(school)).numbers(document))
    known = Explained(school)
    assert len(found) > 10
    assert [str(one) for one in found if not known.explains(one)] == []

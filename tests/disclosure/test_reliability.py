"""What a release may tell of alpha: coarse, of fifty people for sure, and of how many the facts alone must say."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.definition.model import Option
from monitor.disclosure.audit import audit_release
from monitor.disclosure.release import Fact, Release, ScaleReliability
from monitor.disclosure.reliability import reliability_problems, step_of, stepped, surely_complete
from monitor.disclosure.rules import problems_of
from tests.support.protection import satisfaction, survey
from tests.support.scale_worlds import scale_of
from tests.support.tables import SCALE as OPTIONS
from tests.support.tables import TEVREDEN, like, release
from tests.support.tables import survey as of_parents

ITEMS = [satisfaction(name) for name in ("sfeer", "veilig", "graag")]
ASKED = survey(*ITEMS)
SCALE = scale_of(ITEMS, "2.5", "3.5")
VALUED = "|".join(ITEMS[0].substantive)


def of_item(item: str, **counts: int) -> list[Fact]:
    return [
        Fact("school", "", item, "partition", VALUED if name == "valued" else name, n, 3) for name, n in counts.items()
    ]


def surely(facts: list[Fact], forms: int = 100) -> int:
    return surely_complete(SCALE, ASKED, facts, forms)


def test_whoever_lacks_an_answer_may_lack_one_to_one_question_only() -> None:
    """Of 100 forms 88, 94 and 91 at least have a value (two less than was told): 12 + 6 + 9 may lack one."""
    facts = [*of_item("sfeer", valued=90), *of_item("veilig", valued=96), *of_item("graag", valued=93)]
    assert surely(facts) == 100 - 12 - 6 - 9


def test_counts_of_single_answers_tell_it_less_surely() -> None:
    """Five counts of 18 are 80 at least; together they were 90, which is 88 at least."""
    single = [Fact("school", "", "sfeer", "partition", code, 18, 3) for code in ITEMS[0].substantive]
    others = [*of_item("veilig", valued=102), *of_item("graag", valued=102)]
    assert surely([*single, *others]) == 80
    assert surely([*single, *of_item("sfeer", valued=90), *others]) == 88


def test_counts_of_groups_and_of_other_questions_tell_nothing() -> None:
    of_group = [replace(one, node="1A", parent="school") for one in of_item("sfeer", valued=99)]
    assert surely([*of_group, *of_item("elders", valued=99)]) == 0
    assert surely([]) == 0


def test_where_every_answer_has_a_value_everyone_who_answered_has_one() -> None:
    plain = [like(TEVREDEN, id=name, options=OPTIONS[:5]) for name in ("een", "twee")]
    facts = [Fact("school", "", one.id, "partition", "*", 96, 3) for one in plain]
    assert surely_complete(scale_of(plain, "2.5"), of_parents(*plain), facts, 100) == 100 - 6 - 6


@given(st.integers(50, 120), st.floats(0, 0.3), st.integers(0, 10_000))
def test_never_more_are_sure_than_answered_everything(people: int, lacking: float, seed: int) -> None:
    random, draw = np.random.default_rng(seed), Random(seed)
    given_ = random.random((people, 3)) > lacking
    facts = []
    for place, item in enumerate(ITEMS):
        count = int(given_[:, place].sum())
        value = count // 3 * 3 + 3 * draw.choice([0, 1]) * (count % 3 > 0)
        facts += of_item(item.id, valued=value)
    assert surely(facts, people) <= int(given_.all(axis=1).sum())


@pytest.mark.parametrize(
    ("sensitive", "sure", "step"), [(0, 50, 0.1), (0, 199, 0.1), (0, 200, 0.05), (1, 200, 0.05), (2, 900, 0.1)]
)
def test_fewer_people_and_own_experience_have_coarser_steps(sensitive: int, sure: int, step: float) -> None:
    items = [like(TEVREDEN, id=name, sensitive=sensitive) for name in ("een", "twee")]
    assert step_of(scale_of(items, "2.5"), of_parents(*items), sure) == step


@pytest.mark.parametrize(
    ("value", "step", "told"),
    [
        (0.7499, 0.1, 0.7), (0.7501, 0.1, 0.8), (-3.0, 0.1, 0.0), (0.04, 0.1, 0.0), (1.0, 0.1, 0.9), (0.97, 0.1, 0.9),
        (0.7251, 0.05, 0.75), (0.7249, 0.05, 0.7), (0.99, 0.05, 0.95), (0.6, 0.05, 0.6), (-0.01, 0.05, 0.0),
    ],
)  # fmt: skip
def test_a_value_goes_to_the_nearest_step(value: float, step: float, told: float) -> None:
    assert stepped(value, step) == told
    assert stepped(told, step) == told


FACTS = [*of_item("sfeer", valued=90), *of_item("veilig", valued=96), *of_item("graag", valued=93)]
TOLD = ScaleReliability(scale="schaal", step=0.1, n=73, alpha=0.8, omega=0.8)


def of(told: ScaleReliability, facts: list[Fact] = FACTS) -> Release:
    made = release("", asked=ASKED, forms=100)
    manifest = made.manifest.model_copy(update={"scales": (SCALE,), "reliability": (told,)})
    return Release(manifest, tuple(facts))


def problems(told: ScaleReliability, facts: list[Fact] = FACTS) -> list[str]:
    return list(reliability_problems(of(told, facts).manifest, facts))


@pytest.mark.parametrize(
    "told", [TOLD, TOLD.model_copy(update={"omega": None}), TOLD.model_copy(update={"alpha": 0.0, "omega": 0.9})]
)
def test_what_is_told_as_it_must_be_passes(told: ScaleReliability) -> None:
    assert problems(told) == []


@pytest.mark.parametrize(
    "change",
    [
        {"alpha": 0.8123}, {"omega": 0.79}, {"alpha": 1.0}, {"alpha": -0.3}, {"step": 0.05}, {"n": 74}, {"n": 72},
        {"scale": "elders"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_told_finer_or_of_others_breaks_a_rule(change: dict[str, object]) -> None:
    told = TOLD.model_copy(update=change)
    assert len(problems(told)) == 1
    assert problems(told)[0] in list(problems_of(of(told)))


def test_an_alpha_of_fewer_than_fifty_for_sure_breaks_a_rule() -> None:
    few = [*of_item("sfeer", valued=78), *of_item("veilig", valued=87), *of_item("graag", valued=90)]
    assert surely(few) == 49
    told = TOLD.model_copy(update={"n": 49})
    assert len(problems(told, few)) == 1
    assert problems(told.model_copy(update={"alpha": None}), few)
    assert not problems(told.model_copy(update={"alpha": None, "omega": None}), few)


def test_a_release_that_tells_too_much_of_alpha_does_not_pass_its_audit() -> None:
    said = audit_release(of(TOLD.model_copy(update={"alpha": 0.8123}))).problems
    assert "De betrouwbaarheid van schaal is niet afgerond zoals het moet, of gaat over te weinig mensen." in said


def test_an_option_without_a_value_is_no_answer() -> None:
    refusing = like(TEVREDEN, id="een", options=(*OPTIONS, Option(code="nvt", label={"nl": "n.v.t."})))
    facts = [Fact("school", "", "een", "partition", "*", 99, 3), *of_item("een", **{"--": 30, "wn": 60})]
    other = like(TEVREDEN, id="twee")
    asked = of_parents(refusing, other)
    assert surely_complete(scale_of([refusing, other], "2.5"), asked, facts, 100) == 0

"""Two groups side by side: which rows there are, which figures stand in them, and what keeps them from a difference."""

from collections.abc import Iterable

import pytest

from monitor.definition.library import survey as shipped
from monitor.definition.model import Condition, Item, Survey
from monitor.statistics.estimate import Estimates, estimate
from monitor.statistics.gap import Gap, GapVerdict
from monitor.statistics.gap_listing import gap_row
from monitor.statistics.perspectives import Asked, about, gaps
from tests.support.tables import TEVREDEN, like, release

YEAR, BEFORE = "2024-2025", "2023-2024"
SHARED = like(TEVREDEN, common="aan_tevreden", comparability=1)
FAVOURABLE = ("aan_tevreden", "favourable", "B")


def asked(audience: str, *items: Item, name: str = "") -> Survey:
    return Survey(
        id=name or audience, audience=audience, version="1", title={"nl": "Vragen"}, terms=shipped("ouders").terms,
        items=items or (SHARED,),
    )  # fmt: skip


def wave(survey: Survey, n: int, known: int, favourable: int, *, year: str = YEAR, item: str = "tevreden") -> Estimates:
    """So many answered, so many of them did not say "weet ik niet", so many were favourable."""
    lines = f"school {item} * {n}\n school {item} --|-|0|+|++ {known}\n school {item} +|++ {favourable}"
    return estimate(release(lines, asked=survey, year=year))


def found(waves: Iterable[Estimates], year: str = YEAR) -> dict[tuple[str, str, str], Gap]:
    return {(gap.subject, gap.measure, gap.base): gap for gap in gaps(year, waves)}


def only(waves: Iterable[Estimates], year: str = YEAR) -> Gap:
    return found(waves, year)[FAVOURABLE]


STAFF, PARENTS = wave(asked("personeel"), 36, 33, 27), wave(asked("ouders"), 198, 180, 99)


def test_staff_minus_parents_over_those_with_an_opinion_and_over_all() -> None:
    rows = found([PARENTS, STAFF])
    assert list(rows) == [FAVOURABLE, ("aan_tevreden", "favourable", "A"), ("aan_tevreden", "known", "A")]
    gap = rows[FAVOURABLE]
    assert [side.survey for side in gap.sides] == ["personeel", "ouders"]
    assert [(side.share.count, side.share.n) for side in gap.sides if side.share] == [(27, 33), (99, 180)]
    assert (gap.level, gap.year, gap.verdict, gap.reason) == (1, YEAR, GapVerdict.GAP, None)
    assert gap.answer == ("Tevreden", "Zeer tevreden")
    assert gap.title == {"nl": "Tevreden over de aanpak van pesten", "en": "Satisfied with how bullying is dealt with"}
    assert gap.numbers is not None
    assert gap.numbers.difference == pytest.approx(27 / 33 - 99 / 180)
    assert 0 < gap.numbers.low < gap.numbers.difference < gap.numbers.high
    over_all = rows["aan_tevreden", "favourable", "A"]
    assert over_all.numbers is not None
    assert over_all.numbers.difference == pytest.approx(27 / 36 - 99 / 198)


def test_groups_are_subtracted_in_one_order_and_never_a_group_from_itself() -> None:
    """Staff, parents, pupils, then others; the two age forms of pupils are one audience."""
    surveys = [
        asked("ouders"), asked("overig"), asked("leerlingen", name="leerlingen-9-12"), asked("personeel"),
        asked("leerlingen", name="leerlingen-12-18"),
    ]  # fmt: skip
    rows = gaps(YEAR, [wave(one, 99, 90, 60) for one in surveys])
    pairs = dict.fromkeys(tuple(side.survey for side in row.sides) for row in rows)
    assert list(pairs) == [
        ("personeel", "ouders"), ("personeel", "leerlingen-12-18"), ("personeel", "leerlingen-9-12"),
        ("personeel", "overig"), ("ouders", "leerlingen-12-18"), ("ouders", "leerlingen-9-12"), ("ouders", "overig"),
        ("leerlingen-12-18", "overig"), ("leerlingen-9-12", "overig"),
    ]  # fmt: skip


def test_the_two_age_forms_of_pupils_compare_each_in_their_own_way() -> None:
    """The older pupils got the words of the parents, the younger others: a difference, and figures side by side."""
    items = {name: shipped(name).item("kl_goed_voelen") for name in ("ouders", "leerlingen-9-12", "leerlingen-12-18")}
    waves = []
    for name, item in items.items():
        favourable, valid = "|".join(item.favourable), "|".join(item.substantive)
        lines = (
            f"school {item.id} * 99\n school {item.id} {valid} 90\n"
            f" school {item.id} {favourable} {45 if name == 'ouders' else 78}"
        )
        waves.append(estimate(release(lines, asked=asked(name.partition("-")[0], item, name=name))))
    rows = {row.second.survey: row for row in gaps(YEAR, waves) if (row.measure, row.base) == ("favourable", "B")}
    older, younger = rows["leerlingen-12-18"], rows["leerlingen-9-12"]
    assert (older.level, older.verdict, older.why) == (1, GapVerdict.GAP, None)
    assert (younger.level, younger.verdict, younger.numbers) == (3, GapVerdict.NOT_COMPARABLE, None)
    assert [reason.code for reason in younger.reasons] == ["orientation"]
    assert younger.why is not None
    assert "vier stappen" in younger.why["nl"]
    assert all(side.share and side.share.shown for side in younger.sides)


@pytest.mark.parametrize(
    ("staff", "verdict", "codes"),
    [
        ((12, 12, 12), GapVerdict.GAP, []),  # 12 answers: shown as counts elsewhere, and enough for a gap
        ((12, 12, 9), GapVerdict.UNDECIDED, []),
        ((30, 30, 0), GapVerdict.GAP, []),
        ((30, 30, 30), GapVerdict.GAP, []),
        ((9, 9, 9), GapVerdict.NOT_COMPARABLE, ["hidden-of"]),
        ((30, 9, 9), GapVerdict.NOT_COMPARABLE, ["hidden-of"]),
        ((0, 0, 0), GapVerdict.NOT_COMPARABLE, ["hidden-of"]),
    ],
)
def test_ten_answers_of_each_group_are_needed(
    staff: tuple[int, int, int], verdict: GapVerdict, codes: list[str]
) -> None:
    gap = only([PARENTS, wave(asked("personeel"), *staff)])
    assert (gap.verdict, [reason.code for reason in gap.reasons]) == (verdict, codes)
    assert (gap.numbers is None) is (verdict is GapVerdict.NOT_COMPARABLE)


def test_both_hidden_are_both_told() -> None:
    gap = only([wave(asked("ouders"), 9, 9, 3), wave(asked("personeel"), 9, 9, 3)])
    assert gap.reason == (
        "Het cijfer uit de vragenlijst personeel wordt niet getoond. "
        "Het cijfer uit de vragenlijst ouders wordt niet getoond."
    )


def test_a_group_without_a_release_that_year_has_its_reason() -> None:
    gap = only([PARENTS, wave(asked("personeel"), 36, 33, 27, year=BEFORE)])
    assert (gap.level, gap.numbers, gap.first.share) == (1, None, None)
    assert gap.second.share is not None
    assert gap.reason == "Er zijn geen vrijgegeven cijfers van personeel in 2024-2025."
    assert {gap.reason for gap in gaps("2019-2020", [PARENTS, STAFF])} == {
        "Er zijn geen vrijgegeven cijfers van personeel in 2019-2020. "
        "Er zijn geen vrijgegeven cijfers van ouders in 2019-2020."
    }


def test_a_question_left_out_that_year_has_its_reason() -> None:
    now = wave(asked("personeel", like(TEVREDEN, id="anders")), 36, 33, 27, item="anders")
    gap = only([PARENTS, now, wave(asked("personeel"), 36, 33, 27, year=BEFORE)])
    assert gap.reason == "De vragenlijst personeel had deze vraag niet in 2024-2025."


def test_what_one_group_was_never_asked_is_no_row_and_a_reason_when_asked_for() -> None:
    now = wave(asked("personeel", like(TEVREDEN, id="anders")), 36, 33, 27, item="anders")
    assert gaps(YEAR, [PARENTS, now]) == ()
    groups = Asked("personeel", {YEAR: now}), Asked("ouders", {YEAR: PARENTS})
    (gap,) = about("aan_tevreden", YEAR, *groups)
    assert (gap.level, gap.first.item, gap.first.share, gap.verdict) == (None, "", None, GapVerdict.NOT_COMPARABLE)
    assert [reason.code for reason in gap.reasons] == ["not-asked-of"]
    assert gap.second.share is not None


def other(**change: object) -> list[str]:
    """Why parents do not compare with staff when their question was put in another way."""
    item = like(SHARED, **change)
    known = "|".join(item.substantive)
    lines = f"school tevreden * 198\n school tevreden {known} 180\n school tevreden {'|'.join(item.favourable)} 99"
    gap = only([STAFF, estimate(release(lines, asked=asked("ouders", item)))])
    assert gap.numbers is None
    return [reason.code for reason in gap.reasons]


def test_words_answers_and_what_counts_must_be_the_same() -> None:
    labels = tuple(one.model_copy(update={"label": {"nl": f"{one.label['nl']}!"}}) for one in SHARED.options)
    assert other(text={"nl": "Hoe tevreden ben jij?"}) == ["words-differ"]
    assert other(options=labels) == ["answers-differ"]
    assert other(options=labels, comparability=2) == ["answers-differ"]
    assert other(options=SHARED.options[1:]) == ["answers-differ"]
    assert other(favourable=("++",)) == ["numerator"]
    assert other(comparability=3) == ["orientation"]
    assert other(routing=(Condition(item="eerder", options=("ja",)),)) == ["asked-of-some"]


def test_at_level_2_the_words_may_differ() -> None:
    item = like(SHARED, text={"nl": "Hoe tevreden ben jij?"}, comparability=2)
    gap = only([STAFF, wave(asked("ouders", item), 198, 180, 99)])
    assert (gap.level, gap.verdict) == (2, GapVerdict.GAP)


def test_where_one_group_has_no_dont_know_only_those_with_an_opinion_are_held_beside_each_other() -> None:
    """Pupils are not offered "weet ik niet" on being bullied: all of theirs, beside the parents who know."""
    without = like(SHARED, options=SHARED.options[:-1])
    lines = "school tevreden * 141\n school tevreden +|++ 60"
    pupils = estimate(release(lines, asked=asked("leerlingen", without)))
    rows = found([PARENTS, pupils])
    assert list(rows) == [FAVOURABLE]
    assert [(side.share.n, side.share.base) for side in rows[FAVOURABLE].sides if side.share] == [
        (180, "B"),
        (141, "A"),
    ]
    assert rows[FAVOURABLE].numbers is not None


def test_where_no_group_has_a_dont_know_there_is_one_row() -> None:
    without = like(SHARED, options=SHARED.options[:-1])
    lines = "school tevreden * 141\n school tevreden +|++ 60"
    rows = found([estimate(release(lines, asked=asked(name, without))) for name in ("leerlingen", "ouders")])
    assert list(rows) == [("aan_tevreden", "favourable", "A")]


TOPICS = {name: shipped(name).item("com_onderwerpen") for name in ("personeel", "ouders")}


def ticked(name: str, item: Item, n: int, **ticks: int) -> Estimates:
    lines = f"school {item.id} * {n}\n" + "\n".join(f"school {item.id} {code} {x}" for code, x in ticks.items())
    return estimate(release(lines, asked=asked(name.partition("-")[0], item, name=name)))


def test_topics_told_minus_topics_heard() -> None:
    """From 83 % of staff who say it was told to 49 % of parents who heard it: 34 points more told than heard."""
    rows = found([
        ticked("ouders", TOPICS["ouders"], 204, preventie=99, aanpak=72, taal=30),
        ticked("personeel", TOPICS["personeel"], 36, preventie=30, aanpak=15),
    ])  # fmt: skip
    told = rows["com_onderwerpen", "option:preventie", "A"]
    assert [side.audience for side in told.sides] == ["personeel", "ouders"]
    assert told.answer == ("Wat de school doet om pesten te voorkomen",)
    assert told.verdict is GapVerdict.GAP
    assert told.numbers is not None
    assert told.numbers.difference == pytest.approx(30 / 36 - 99 / 204)
    assert rows["com_onderwerpen", "option:aanpak", "A"].verdict is GapVerdict.UNDECIDED
    hidden = rows["com_onderwerpen", "option:taal", "A"]
    assert [reason.code for reason in hidden.reasons] == ["hidden-of"]
    assert hidden.second.share is not None


def test_an_answer_that_the_other_list_splits_or_lacks_cannot_be_added_up() -> None:
    """Pupils tick their teacher or another adult at school: ticks overlap, so "school" cannot be made of them."""
    items = {name: shipped(name).item("hulp_gepest") for name in ("ouders", "leerlingen-9-12")}
    rows = found([
        ticked("ouders", items["ouders"], 198, school=129, hulplijn=69, extern=30),
        ticked("leerlingen-9-12", items["leerlingen-9-12"], 126, leerkracht=60, volw_school=30, hulplijn=42),
    ])  # fmt: skip
    assert rows["hulp_gepest", "option:hulplijn", "A"].numbers is not None
    for code in ("school", "familie", "extern"):
        assert [reason.code for reason in rows["hulp_gepest", f"option:{code}", "A"].reasons] == ["no-such-answer"]
    assert ("hulp_gepest", "option:anders", "A") not in rows


def test_an_answer_in_other_words_is_another_answer_at_level_1() -> None:
    item = shipped("ouders").item("rol_ouderwerking")
    options = tuple(
        one.model_copy(update={"label": {"nl": "Iets anders"}}) if one.code == "beleid" else one for one in item.options
    )
    rows = found([
        ticked("ouders", item, 198, signalen=99, beleid=60),
        ticked("personeel", like(item, options=options), 66, signalen=60, beleid=30),
    ])  # fmt: skip
    assert rows["rol_ouderwerking", "option:signalen", "A"].numbers is not None
    assert [one.code for one in rows["rol_ouderwerking", "option:beleid", "A"].reasons] == ["answers-differ"]


def test_one_answer_beside_several_has_no_measure_in_common() -> None:
    item = like(TOPICS["ouders"], common="aan_tevreden", comparability=1, text=SHARED.text)
    (gap,) = gaps(YEAR, [STAFF, ticked("ouders", item, 198, preventie=99)])
    assert (gap.measure, gap.verdict) == ("favourable", GapVerdict.NOT_COMPARABLE)
    assert [reason.code for reason in gap.reasons] == ["answers-differ"]


def test_a_subject_of_a_school_s_own_has_no_title_and_comes_last() -> None:
    own = like(SHARED, id="eigen", common="eigen", comparability=2)
    waves = []
    for name in ("personeel", "ouders"):
        lines = "school eigen * 99\n school eigen +|++ 60\n school tevreden * 99\n school tevreden +|++ 60"
        waves.append(estimate(release(lines, asked=asked(name, own, SHARED))))
    rows = gaps(YEAR, waves)
    assert list(dict.fromkeys(row.subject for row in rows)) == ["aan_tevreden", "eigen"]
    assert (rows[-1].title, rows[-1].why) == (None, None)


def test_a_row_has_the_numbers_of_both_groups_in_order() -> None:
    row = gap_row(only([PARENTS, STAFF]))
    assert {key: row[key] for key in ("subject", "item", "audiences", "n", "counts", "level", "verdict", "why")} == {
        "subject": "aan_tevreden", "item": "tevreden", "audiences": ["personeel", "ouders"], "n": [33, 180],
        "counts": [27, 99], "level": 1, "verdict": "kloof", "why": None,
    }  # fmt: skip
    assert row["shares"] == [pytest.approx(27 / 33), pytest.approx(99 / 180)]
    empty = gap_row(only([PARENTS, wave(asked("personeel"), 36, 33, 27, year=BEFORE)]))
    assert (empty["n"], empty["difference"], empty["low"], empty["high"]) == ([None, 180], None, None, None)
    assert empty["reason_codes"] == ["no-wave"]

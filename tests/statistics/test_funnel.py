"""The awareness funnel: which indicators have one, its steps and their bases, and what may not be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.definition.indicators import indicators
from monitor.definition.library import survey as shipped
from monitor.definition.library import surveys
from monitor.definition.model import Condition, Item, Survey
from monitor.statistics.compare import Verdict, compare
from monitor.statistics.estimate import Estimates, estimate
from monitor.statistics.funnel import Funnel, funnel_change, funnels, has_funnel
from monitor.statistics.funnel_listing import funnel_rows
from monitor.statistics.rounding import variance
from tests.support.shown import arithmetic
from tests.support.tables import like, release

ITEM = shipped("ouders").item("com_tevreden")
VALID, KNOWN, SATISFIED = "*", "|".join(ITEM.substantive), "|".join(ITEM.favourable)


def asked(*items: Item) -> Survey:
    return Survey(id="ouders", audience="ouders", version="1", title={"nl": "Vragen"}, items=items or (ITEM,))


def wave(
    n: int | None, known: int | None, satisfied: int | None, *, year: str = "2024-2025", item: Item = ITEM,
    enrolled: int = 320,
) -> Estimates:  # fmt: skip
    counts = ((VALID, n), (KNOWN, known), (SATISFIED, satisfied))
    lines = [f"school {item.id} {options} {count}" for options, count in counts if count is not None]
    return estimate(release("\n".join(lines), asked=asked(item), year=year, enrolled=enrolled, forms=210))


def only(*counts: int | None) -> Funnel:
    (funnel,) = funnels(wave(*counts))
    return funnel


def test_asked_knows_satisfied_with_both_bases() -> None:
    """207 answered, 177 of them know, 132 of those are satisfied: 75 % of who know, 64 % of all."""
    funnel = only(207, 177, 132)
    assert (funnel.indicator.id, funnel.survey, funnel.year) == (
        "ouders-com_tevreden-favourable", "ouders", "2024-2025",
    )  # fmt: skip
    assert (funnel.response.enrolled, funnel.response.forms, funnel.asked) == (320, 210, 207)
    assert [(step.count, step.n, step.base) for step in funnel.steps] == [
        (177, 207, "A"), (132, 177, "B"), (132, 207, "A"),
    ]  # fmt: skip
    for step in funnel.steps:
        assert step.count is not None
        assert step.n is not None
        expected = arithmetic.part((step.count, variance(3)), (step.n, variance(3)))
        assert (step.share, step.low, step.high) == pytest.approx((expected.share, expected.low, expected.high))


def test_what_has_a_funnel_follows_from_the_indicators() -> None:
    """Satisfied beside a base of those who know; not where "nee" is not knowing, and not without "weet ik niet"."""
    found = {
        (one.audience, one.item)
        for one in indicators()
        for each in surveys()
        if each.id in one.surveys and has_funnel(one, each.item(one.item))
    }
    assert {("ouders", "com_tevreden"), ("ouders", "aan_tevreden"), ("ouders", "com_duidelijk")} <= found
    assert {("personeel", "com_tevreden"), ("leerlingen", "com_duidelijk")} <= found
    items = {item for _audience, item in found}
    assert items.isdisjoint({"bk_wie", "bk_online", "com_onderwerpen", "erv_gepest", "zek_herkennen"})
    wanted = [
        one.item for one in indicators() if (one.audience, one.measure, one.beside) == ("ouders", "favourable", "B")
    ]
    assert [item for audience, item in sorted(found) if audience == "ouders"] == sorted(wanted)
    assert wanted[:2] == ["com_tevreden", "aan_tevreden"]


def test_an_item_that_offers_no_dont_know_that_year_has_no_funnel() -> None:
    without = like(ITEM, options=ITEM.options[:-1])
    assert (
        funnels(
            estimate(release(f"school com_tevreden * 99\n school com_tevreden {SATISFIED} 60", asked=asked(without)))
        )
        == ()
    )


@pytest.mark.parametrize("counts", [(60, 30, 0), (60, 30, 30), (60, 60, 60), (60, 60, 0), (300, 12, 12)])
def test_none_and_all_are_defined(counts: tuple[int, int, int]) -> None:
    funnel = only(*counts)
    n, known, satisfied = counts
    assert [step.share for step in funnel.steps] == pytest.approx([known / n, satisfied / known, satisfied / n])
    for step in funnel.steps:
        assert step.low is not None
        assert step.high is not None
        assert 0 <= step.low <= (step.share or 0.0) <= step.high <= 1


def test_each_step_that_is_hidden_has_its_reason() -> None:
    def codes(*counts: int | None) -> list[str | None]:
        return [step.reason.code if step.reason else None for step in only(*counts).steps]

    assert codes(9, 9, 3) == ["few-answers"] * 3
    assert codes(None, None, None) == ["not-published"] * 3
    assert codes(207, 9, 6) == [None, "few-answers", None]
    assert codes(207, 0, 3) == [None, "few-answers", None]
    assert codes(27, None, 18) == ["not-published", "not-published", None]  # so many are published of 10 to 29
    assert codes(207, 177, None) == [None, "not-published", "not-published"]
    assert only(27, None, 18).asked == only(27, 24, None).asked == 27
    assert only(9, 9, 3).asked is None


@pytest.mark.parametrize(
    ("counts", "expected"), [((66, 30, 33), 30), ((207, 9, 12), 9), ((207, 0, 3), 0), ((30, 33, 33), 30)]
)
def test_no_more_are_satisfied_than_know_it(counts: tuple[int, int, int], expected: int) -> None:
    """Each count was rounded on its own: 33 satisfied among 30 who know are 30."""
    of_all = only(*counts).of_all
    assert of_all.count == expected
    assert of_all.n is not None
    part = arithmetic.part((expected, variance(3)), (of_all.n, variance(3)))
    assert (of_all.share, of_all.low, of_all.high) == pytest.approx((part.share, part.low, part.high))
    assert of_all.noise == pytest.approx(part.noise)


@given(st.tuples(*[st.integers(4, 90)] * 3))
def test_satisfied_of_all_is_the_product_of_the_steps(thirds: tuple[int, int, int]) -> None:
    satisfied, known, n = sorted(3 * one for one in thirds)
    knows, among, of_all = only(n, known, min(satisfied + 3, n)).steps
    assert None not in (knows.share, among.share, of_all.share)
    assert of_all.share == pytest.approx((knows.share or 0.0) * (among.share or 0.0), abs=1e-12)
    assert (of_all.count or 0) <= (among.n or 0) == knows.count


def test_a_routed_question_is_told_apart() -> None:
    assert not only(207, 177, 132).routed
    (routed,) = funnels(wave(207, 177, 132, item=like(ITEM, routing=(Condition(item="eerder", options=("ja",)),))))
    assert routed.routed


def test_the_change_of_each_step_is_that_of_compare() -> None:
    """More people know it, and as many are satisfied: of those who know fewer are."""
    before, after = wave(207, 99, 90, year="2023-2024"), wave(207, 180, 93)
    changes = compare(before, after)
    change = funnel_change(changes, "com_tevreden")
    assert (change.from_year, change.to_year) == ("2023-2024", "2024-2025")
    assert [step.verdict for step in change.steps] == [Verdict.RISE, Verdict.FALL, Verdict.UNDECIDED]
    assert change.steps == tuple(
        changes["com_tevreden", measure, base, "school"]
        for measure, base in (("known", "A"), ("favourable", "B"), ("favourable", "A"))
    )
    with pytest.raises(KeyError):
        funnel_change(changes, "aan_tevreden")


def test_rows_of_a_funnel() -> None:
    before, after = wave(207, 99, 90, year="2023-2024"), wave(207, 180, 93)
    (first,), (then,) = funnels(before), funnels(after)
    rows = list(funnel_rows(then, funnel_change(compare(before, after), "com_tevreden")))
    assert [(row["step"], row["count"], row["n"], row["base"], row["verdict"]) for row in rows] == [
        ("knows", 180, 207, "A", "stijging"),
        ("satisfied", 93, 180, "B", "daling"),
        ("satisfied_of_all", 93, 207, "A", "niet-vast-te-stellen"),
    ]
    assert {(row["enrolled"], row["forms"], row["asked"], row["from"]) for row in rows} == {
        (320, 210, 207, "2023-2024")
    }
    assert rows[0]["response"] == pytest.approx(210 / 320)
    alone = list(funnel_rows(first, None))
    assert [(row["from"], row["change"], row["verdict"]) for row in alone] == [(None, None, None)] * 3
    hidden = list(funnel_rows(only(9, 9, 3), None))
    assert {(row["count"], row["share"], row["shown"], row["reason_code"]) for row in hidden} == {
        (None, None, False, "few-answers")
    }


def test_without_enrolment_the_funnel_starts_at_the_forms() -> None:
    (funnel,) = funnels(wave(207, 177, 132, enrolled=0))
    assert (funnel.response.enrolled, funnel.response.rate, funnel.response.forms) == (None, None, 210)
    assert funnel.response.reason is not None

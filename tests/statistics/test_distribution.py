"""How answers are spread over the options."""

import pytest

from monitor.statistics.distribution import Distribution, distribution, tone
from monitor.statistics.estimate import estimate
from tests.support.tables import GEPEST, TEVREDEN, like, release

ALL = """
    school tevreden *            120
    school tevreden --|-|0|+|++   99
    school tevreden --            12
    school tevreden -             18
    school tevreden 0             21
    school tevreden +             33
    school tevreden ++            15
    school tevreden wn            21
    school tevreden +|++          48
    school gepest   *             60
    school gepest   niet|soms|vaak|wn 55
    school gepest   niet          40
    school gepest   soms          10
    school gepest   vaak           5
    school gepest   wn             0
    school gepest   liever         5
    k1     tevreden *             33
    k1     tevreden --|-|0|+|++   27
    k1     tevreden +|++          15
    k1     tevreden --|-|0        12
    k1     tevreden wn             6
    k2     tevreden *             12
    k2     tevreden +|++           6
    k3     tevreden *              9
    school kanalen  *            120
    school kanalen  brief         60
    school kanalen  site          30
    school kanalen  avond        123
"""


def spread(item: str, node: str = "school") -> Distribution:
    return distribution(estimate(release(ALL)), item, node)


def table(found: Distribution) -> list[str]:
    return [
        f"{'|'.join(p.options)} {p.count} {'-' if p.share is None else f'{p.share:.3f}'} {p.tone}" for p in found.parts
    ]


def test_every_option_with_what_it_says() -> None:
    found = spread("tevreden")
    assert (found.n, found.detail, found.shown) == (120, "options", True)
    assert table(found) == [
        "-- 12 0.100 unfavourable",
        "- 18 0.150 unfavourable",
        "0 21 0.175 neutral",
        "+ 33 0.275 favourable",
        "++ 15 0.125 favourable",
        "wn 21 0.175 dont_know",
    ]
    assert [part.label for part in found.parts][3:] == ["Tevreden", "Zeer tevreden", "Weet ik niet"]


def test_a_refusal_is_in_no_base() -> None:
    assert table(spread("gepest"))[-2:] == ["wn 0 0.000 dont_know", "liever 5 - outside"]
    assert spread("gepest").n == 55


def test_three_categories() -> None:
    found = spread("tevreden", "k1")
    assert found.detail == "categories"
    assert table(found) == ["--|-|0 12 0.364 mixed", "+|++ 15 0.455 favourable", "wn 6 0.182 dont_know"]


def test_one_number_only() -> None:
    found = spread("tevreden", "k2")
    assert found.detail == "some"
    assert table(found) == ["+|++ 6 0.500 favourable"]
    assert found.parts[0].label == "Tevreden, Zeer tevreden"


def test_ticks_are_shares_of_everyone_who_answered_and_never_more() -> None:
    assert table(spread("kanalen")) == ["brief 60 0.500 plain", "site 30 0.250 plain", "avond 120 1.000 plain"]


@pytest.mark.parametrize(
    ("item", "node", "code"),
    [
        ("tevreden", "k3", "few-answers"),
        ("gepest", "k1", "not-published"),
        ("tevreden", "k9", "no-group"),
        ("open", "school", "no-item"),
        ("onbekend", "school", "no-item"),
    ],
)
def test_hidden_with_the_reason(item: str, node: str, code: str) -> None:
    found = spread(item, node)
    assert not found.shown
    assert (found.n, found.parts, found.detail) == (None, (), None)
    assert found.reason is not None
    assert found.reason.code == code


def test_tones() -> None:
    assert tone(TEVREDEN, ("+", "++")) == "favourable"
    assert tone(TEVREDEN, ("0", "-")) == "mixed"
    assert tone(GEPEST, ("vaak",)) == "plain"
    even = like(TEVREDEN, options=tuple(o for o in TEVREDEN.options if o.code != "0"))
    assert [tone(even, (code,)) for code in even.codes()[:2]] == ["unfavourable", "unfavourable"]

"""Rows of the contract, and the short list."""

import json

from monitor.statistics.compare import Change, Verdict, compare
from monitor.statistics.estimate import estimate
from monitor.statistics.listing import change_row, notable, share_row
from tests.support.tables import TEVREDEN, like, release, survey


def change(item: str, p: float | None, *, measure: str = "favourable", base: str = "A") -> Change:
    said = Verdict.NOT_COMPARABLE if p is None else Verdict.UNDECIDED
    return Change(
        "ouders", item, measure, base, "school", "2023-2024", "2024-2025", None, None,
        change=None if p is None else 0.1, low=-0.1, high=0.3, p=p, verdict=said,
    )  # fmt: skip


def names(*changes: tuple[str, Change]) -> list[str]:
    return [one.change.item for one in notable(changes)]


def test_the_list_keeps_few_accidents_within_a_family() -> None:
    clear = ("ouders", change("a", 0.001))
    weak = [("ouders", change(f"b{i}", 0.08 + i / 100)) for i in range(20)]
    assert names(clear, *weak) == ["a"]
    assert names(*weak) == []
    assert names(weak[0]) == ["b0"]  # alone in its family


def test_families_are_audience_and_measure() -> None:
    weak = [("ouders", change(f"b{i}", 0.3)) for i in range(20)]
    alone = ("leerlingen", change("a", 0.08))
    other = ("ouders", change("c", 0.08, measure="regularly"))
    assert names(alone, other, *weak) == ["a", "c"]


def test_all_options_are_one_family() -> None:
    options = [("ouders", change(f"b{i}", 0.08, measure=f"option:{i}")) for i in range(3)]
    weak = [("ouders", change(f"c{i}", 0.9, measure=f"option:{i}")) for i in range(20)]
    assert names(*options) == ["b0", "b1", "b2"]
    assert names(*options, *weak) == []


def test_no_question_counts_twice() -> None:
    known = ("ouders", change("a", 0.001, measure="known"))
    the_same = ("ouders", change("a", 0.001, measure="dont_know"))
    other_base = ("ouders", change("a", 0.001, base="B"))
    assert [one.change.measure for one in notable([known, the_same, other_base])] == ["known"]
    assert [one.change.measure for one in notable([the_same])] == ["dont_know"]


def test_what_could_not_be_tested_is_not_counted() -> None:
    assert names(("ouders", change("a", 0.09)), *[("ouders", change(f"n{i}", None)) for i in range(50)]) == ["a"]


def test_each_change_states_its_family_and_its_size() -> None:
    """Those that could not be tested do not count; the options of all questions are one family."""
    family = [("ouders", change("a", 0.001)), ("ouders", change("b", 0.5)), ("ouders", change("c", None))]
    options = [("ouders", change(f"o{i}", 0.02, measure=f"option:{i}")) for i in range(3)]
    found = {one.change.item: (one.audience, one.family, one.tested) for one in notable([*family, *options])}
    assert found == {"a": ("ouders", "favourable", 2)} | {f"o{i}": ("ouders", "option:", 3) for i in range(3)}


def test_the_clearest_first() -> None:
    assert names(("ouders", change("a", 0.02)), ("ouders", change("b", 0.001))) == ["b", "a"]


def test_rows_of_the_contract() -> None:
    table = "school tevreden * 120\n school tevreden +|++ {}\n k1 tevreden * 9"
    earlier = estimate(release(table.format(48), year="2023-2024"))
    later = estimate(release(table.format(81), year="2024-2025"))
    shares = [share_row(share, "kop") for share in later.shares.values()]
    changes = [change_row(one, None) for one in compare(earlier, later).values()]
    asked = "survey year node item indicator base n share low high shown reason"
    assert shares[0].keys() >= set(asked.split())
    wanted = "survey item indicator base node from to change low high p verdict comparable reason"
    assert changes[0].keys() >= set(wanted.split())
    for row in shares:
        assert row["headline"] == "kop"
        numbers = [row[name] for name in ("n", "count", "share", "low", "high")]
        assert all(number is not None for number in numbers) if row["shown"] else numbers == [None] * 5
        assert (row["reason"] is None) is row["shown"]
    for row in changes:
        numbers = [row[name] for name in ("change", "low", "high", "p")]
        assert all(number is not None for number in numbers) if row["comparable"] else numbers == [None] * 4
        assert (row["verdict"] == "niet-vergelijkbaar") is not row["comparable"]
    assert json.loads(json.dumps(changes)) == changes
    assert changes[0]["verdict"] == "stijging"


def test_an_item_in_another_version_is_said_by_code() -> None:
    earlier = estimate(release("school tevreden * 120", year="2023-2024"))
    later = estimate(release("school tevreden * 120", asked=survey(like(TEVREDEN, version=2))))
    row = change_row(compare(earlier, later)["tevreden", "favourable", "A", "school"], None)
    assert row["reason_codes"] == ["version"]
    assert row["reason"] == "Het is een andere versie van de vraag."

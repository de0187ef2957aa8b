"""Tables of groups side by side and of weighted figures: what the chart shows, and why something is not there."""

from dataclasses import replace

from monitor.report.side_tables import of_gaps, of_weighted
from monitor.report.tables import HIDDEN
from monitor.statistics.gap import Gap
from monitor.statistics.nonresponse import Weighted
from monitor.statistics.reasons import because
from tests.statistics.test_perspectives import BEFORE, PARENTS, STAFF, asked, only, wave

GAP = only([PARENTS, STAFF])


def row(gap: Gap) -> tuple[str, ...]:
    return of_gaps("Samen", [gap], "nl-BE").rows[0][1:]


def test_two_groups_with_their_difference() -> None:
    assert row(GAP) == (
        "82% (ongeveer 27 van 33)", "55%", "+27", "+6 en +42", "kloof", "dezelfde vraag voor iedereen",
    )  # fmt: skip
    table = of_gaps("Samen", [GAP], "nl-BE")
    assert [column.title for column in table.columns[1:3]] == ["personeelsleden", "ouders"]
    assert table.note == "Het verschil is personeelsleden min ouders; het is berekend voor het afronden."


def test_without_a_difference_stands_why() -> None:
    apart = replace(GAP, numbers=None, reasons=(because("orientation"),))
    assert row(apart)[2:5] == (HIDDEN, HIDDEN, "niet te vergelijken")
    assert row(apart)[5].startswith("Alleen het onderwerp is hetzelfde")
    absent = only([PARENTS, wave(asked("personeel"), 36, 33, 27, year=BEFORE)])
    assert row(absent)[0] == HIDDEN


def test_a_weighted_figure_beside_the_plain_one() -> None:
    share = GAP.second.share
    assert share is not None
    plain = Weighted(share)
    moved = replace(plain, share=0.6, low=0.52, high=0.67, apart=0.05)
    same = replace(moved, apart=0.01)
    why = replace(plain, reason=because("no-groups-to-weigh"))
    found = of_weighted("Gewogen", [("Tevreden", moved), ("Veilig", same), ("Graag", why)], "nl-BE").rows
    assert found[0] == ("Tevreden", "55%", "60%", "52% en 67%", "ja")
    assert found[1][4] == "nee"
    assert found[2][2:4] == (HIDDEN, HIDDEN)
    assert "niets te wegen" in found[2][4]

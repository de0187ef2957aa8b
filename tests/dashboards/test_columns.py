"""Charts in two columns: the order of the page is read column by column, and neither column is much longer."""

from dashboards.ui.chart import Chart, charts, charts_in
from monitor.report.tables import Table


def _chart(name: str, height: int) -> Chart:
    return Chart(name, name, "", {"data": [], "layout": {"height": height}}, Table("", (), ()), "/jaren")


def _columns(*heights: int) -> list[list[int]]:
    drawn = charts([_chart(f"c{number}", height) for number, height in enumerate(heights)])
    return [[each.figure["layout"]["height"] for each in charts_in(column)] for column in drawn.children]


def test_the_columns_are_about_as_long_and_keep_the_order():
    assert _columns(500, 100, 100, 100) == [[500], [100, 100, 100]]
    assert _columns(300, 310, 320, 330, 340) == [[300, 310, 320], [330, 340]]


def test_one_chart_has_the_whole_width():
    assert _columns(400) == [[400]]

"""Where a share probably lies, in charts that a school can edit: a thin line through the end of its bar or its mark.

The limits stand in the workbook behind the chart, beside the values. How long a line is follows from them there, so it
stays right when a school changes a number.
"""

from collections.abc import Sequence
from typing import Any, Final

from monitor.report import colours
from monitor.report.documents.signs import channels
from monitor.report.evaluation.document import Native, Series
from monitor.texts import _

_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WIDE: Final = 15_875
"""How wide a line is, in English Metric Units: a point and a quarter."""
_COLUMNS: Final = 4
"""Of a series with ranges: its two limits, and how far each is from the value."""
_SHEET: Final = "Sheet1"
"""The name of the sheet that the values of a chart stand in."""


def ranged(native: Native) -> list[Series]:
    """The series whose values each have a place where they probably lie; parts of a whole have none."""
    return [] if native.kind == "stacked" else [one for one in native.series if any(one.ranges)]


def explained(native: Native) -> str:
    """What the thin lines of a chart are, for no legend of these programs says it; empty where it has none."""
    return _("The thin line: where the figure probably lies.") if ranged(native) else ""


def add_ranges(chart: Any, data: Any, native: Native) -> None:
    """Give a chart, and the workbook behind it, the ranges of its shares.

    Args:
        chart: what is drawn.
        data: what it was drawn from, as python-pptx holds it.
        native: what it shows.
    """
    if not ranged(native):
        return
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(data, native))
    for drawn, series in zip(chart.plots[0].series, native.series, strict=True):
        if series in ranged(native):
            _draw(drawn._element, series, _first(native, series), vertical=native.kind == "lines")


def _first(native: Native, series: Series) -> int:
    """The first column of the ranges of a series, after the names, the values of all series, and other ranges."""
    return 2 + len(native.series) + _COLUMNS * ranged(native).index(series)


def _workbook(data: Any, native: Native) -> bytes:
    """The workbook of a chart, with the ranges beside the values."""
    from pptx.chart.xlsx import CategoryWorkbookWriter

    class Ranged(CategoryWorkbookWriter):
        def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
            super()._populate_worksheet(workbook, worksheet)  # type: ignore[no-untyped-call]  # its types are not told
            for series in ranged(native):
                _write(worksheet, series, 2 + native.series.index(series), _first(native, series))

    made: bytes = Ranged(data).xlsx_blob  # type: ignore[no-untyped-call]  # its types are not told
    return made


def _write(sheet: Any, series: Series, value: int, first: int) -> None:
    """The limits of a series, and after them how far they are from its values, which stand in the column `value`."""
    of_value, low, high = (_letter(one) for one in (value, first, first + 1))
    heads = (_("{name}: at least"), _("{name}: at most"), _("{name}: to the lowest"), _("{name}: to the highest"))
    sheet.write_row(0, first - 1, [head.format(name=series.name) for head in heads])
    for row, (limits, lengths) in enumerate(zip(series.ranges, _lengths(series), strict=True), start=2):
        if limits is not None and lengths is not None:
            sheet.write_row(row - 1, first - 1, limits)
            sheet.write_formula(row - 1, first + 1, f"={of_value}{row}-{low}{row}", None, lengths[0])
            sheet.write_formula(row - 1, first + 2, f"={high}{row}-{of_value}{row}", None, lengths[1])


def _lengths(series: Series) -> list[tuple[int, int] | None]:
    """How far a line goes down from each value, and how far up."""
    return [
        None if limits is None or value is None else (value - limits[0], limits[1] - value)
        for value, limits in zip(series.values, series.ranges, strict=True)
    ]


def _letter(column: int) -> str:
    """A column of a workbook, the first being A."""
    from pptx.chart.xlsx import CategoryWorkbookWriter

    letter: str = CategoryWorkbookWriter._column_reference(column)  # type: ignore[no-untyped-call]  # its types are not told
    return letter


def _draw(series_element: Any, series: Series, first: int, *, vertical: bool) -> None:
    """The thin lines of a series; the order of the parts, here and in the series, is fixed."""
    from pptx.oxml import parse_xml

    held = _lengths(series)
    down, up = (_numbers(first + 2 + side, [None if one is None else one[side] for one in held]) for side in (0, 1))
    colour = "".join(f"{one:02X}" for one in channels(_seen_on(series.colour)))
    direction = '<c:errDir val="y"/>' if vertical else ""  # bars have one direction only, and no word for it
    lines = parse_xml(
        f'<c:errBars xmlns:c="{_CHART}" xmlns:a="{_DRAWING}">{direction}'
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{up}</c:plus><c:minus>{down}</c:minus>"
        f'<c:spPr><a:ln w="{_WIDE}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    series_element.find(f"{{{_CHART}}}cat").addprevious(lines)


def _numbers(column: int, told: Sequence[int | None]) -> str:
    """A column of the workbook, with what stands in it; a cell without a number has no point."""
    letter = _letter(column)
    points = (f'<c:pt idx="{at}"><c:v>{one}</c:v></c:pt>' for at, one in enumerate(told) if one is not None)
    return (
        f"<c:numRef><c:f>{_SHEET}!${letter}$2:${letter}${len(told) + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(told)}"/>{"".join(points)}</c:numCache></c:numRef>'
    )


def _seen_on(fill: str) -> str:
    """The colour of a line that is seen on white and on the bar that it begins in."""
    return colours.AXIS if fill == colours.INK else colours.INK

"""Charts that a school can edit in its own programs: the same look in slides and in texts.

A chart is made once, as slides hold it; a text gets the same chart with the same small workbook behind it. Numbers in
that workbook are whole percentages that the document shows anyway, and nothing else.
"""

from collections.abc import Callable
from typing import Any, Final

from monitor.report import colours
from monitor.report.documents.ranges import add_ranges, ranged
from monitor.report.documents.signs import channels
from monitor.report.evaluation.document import Native

Slide = Any
Chart = Any
"""python-pptx tells the types of its shapes and charts only in part."""
FONT: Final = "Calibri"
"""The typeface of texts and slides: every office program has it, or one of the same widths."""
_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_ROOM_FOR_NUMBER: Final = 8
"""Percent of the scale that a number takes where bars begin."""
_MOST_OF_CHART: Final = 0.75
"""The part of the width of a chart that its bars have at most; names take the rest."""
_ON: Final = {colours.MIDDLE: colours.ON_SOFT}
"""The colour of a number on a bar that is not dark."""
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NO_LEADS: Final = (
    f'<c:extLst xmlns:c="{_CHART}"><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)
"""No lines from bars to numbers that were moved: they would look like a part of the thin line."""
PERCENT: Final = '0"%"'
"""How a value is shown: 47 as 47%; an empty cell as nothing."""


def add_chart(slide: Slide, native: Native, place: tuple[int, int, int, int], *, size: int = 11) -> Any:
    """A chart on a slide.

    Args:
        slide: what it stands on.
        native: what it shows.
        place: left, top, width and height in English Metric Units (914,400 to the inch).
        size: points of its words; those at the marks are a little smaller.
    """
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked": XL_CHART_TYPE.BAR_STACKED_100,
        "lines": XL_CHART_TYPE.LINE_MARKERS,
    }
    data: Any = CategoryChartData(number_format=PERCENT)  # type: ignore[no-untyped-call]  # its types are not told
    data.categories = native.categories
    for series in native.series:
        data.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(kinds[native.kind], *place, data)
    _dress(frame.chart, native, size)
    add_ranges(frame.chart, data, native)
    return frame


def _dress(chart: Chart, native: Native, size: int) -> None:
    """Our colours, numbers at the marks, one scale from 0 to 100, and no ornament."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.font.name, chart.font.size = FONT, Pt(size)
    chart.font.color.rgb = rgb(colours.INK)
    chart.has_title = False
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    _axes(chart, turned=native.kind != "lines")
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format = PERCENT
    plot.data_labels.number_format_is_linked = False
    plot.data_labels.font.size = Pt(size - 1)
    if native.kind == "lines":
        _label_lines(plot, native)
    else:
        plot.gap_width = 55
        if ranged(native):
            _label_bars(plot, native, size)
    for drawn, series in zip(plot.series, native.series, strict=True):
        for look in _looks(drawn) if native.kind == "lines" else (_filled(drawn.format.fill),):
            look.rgb = rgb(series.colour)


def _looks(line: Any) -> tuple[Any, ...]:
    """All that has a colour in a line: itself, and its marks, which else have another one, in the legend too."""
    return line.format.line.color, _filled(line.marker.format.fill), line.marker.format.line.color


def _label_bars(plot: Any, native: Native, size: int) -> None:
    """The numbers of bars with ranges where the bars begin, or after the thin line where that begins there as well."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    for drawn, series in zip(plot.series, native.series, strict=True):
        labels = drawn.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
        labels.number_format, labels.number_format_is_linked = PERCENT, False
        labels.font.size, labels.font.color.rgb = Pt(size - 1), rgb(_ON.get(series.colour, colours.ON_STRONG))
        labels._element.append(parse_xml(_NO_LEADS))
        for place, (value, limits) in enumerate(zip(series.values, series.ranges, strict=False)):
            if value is not None and limits is not None and limits[0] < _ROOM_FOR_NUMBER:
                label = drawn.points[place].data_label
                label.font.size, label.font.color.rgb = Pt(size - 1), rgb(colours.INK)
                label.position = XL_LABEL_POSITION.OUTSIDE_END
                _move_right(label, (limits[1] - value) / 100 * _MOST_OF_CHART)


def _move_right(label: Any, part: float) -> None:
    """Put a number further to the right than its position says, by a part of the width of the chart."""
    from pptx.oxml import parse_xml

    label._get_or_add_dLbl().idx.addnext(
        parse_xml(
            f'<c:layout xmlns:c="{_CHART}"><c:manualLayout><c:x val="{part:.4f}"/><c:y val="0"/></c:manualLayout>'
            "</c:layout>"
        )
    )


def _label_lines(plot: Any, native: Native) -> None:
    """The numbers of the first line, beside its marks, for above and below stands where they probably lie.

    The others say theirs in their names, and run behind these numbers.
    """
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.oxml import parse_xml

    first, *others = plot.series
    labels = first.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.RIGHT
    labels.number_format, labels.number_format_is_linked = PERCENT, False
    ground = "".join(f"{one:02X}" for one in channels(colours.SURFACE))
    labels._element.numFmt.addnext(
        parse_xml(
            f'<c:spPr xmlns:c="{_CHART}" xmlns:a="{_DRAWING}"><a:solidFill><a:srgbClr val="{ground}"/></a:solidFill>'
            "</c:spPr>"
        )
    )
    for series in others:
        series.data_labels.show_value = False


def _axes(chart: Chart, *, turned: bool) -> None:
    """Percentages from 0 to 100; categories read from top to bottom."""
    values, categories = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, 100, 25
    values.tick_labels.number_format = PERCENT
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = rgb(colours.LINE)
    values.format.line.fill.background()
    categories.format.line.color.rgb = rgb(colours.AXIS)
    categories.has_major_gridlines = False
    categories.reverse_order = turned
    _name_all(categories)
    if turned:
        from pptx.enum.chart import XL_TICK_LABEL_POSITION

        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the axis is upside down, so high is below


def _name_all(categories: Any) -> None:
    """Every category has its name, also where a program would skip every second one."""
    from pptx.oxml import parse_xml

    skip = parse_xml(f'<c:tickLblSkip xmlns:c="{_CHART}" val="1"/>')
    last = categories._element.find(f"{{{_CHART}}}noMultiLvlLbl")
    last.addprevious(skip)


def _filled(fill: Any) -> Any:
    fill.solid()
    return fill.fore_color


def rgb(words: str) -> Any:
    """A colour of ours as these programs have it."""
    from pptx.dml.color import RGBColor

    made: Callable[[int, int, int], Any] = RGBColor
    return made(*channels(words))


def parts_of(native: Native) -> tuple[bytes, bytes]:
    """A chart as the two files that any document can hold: its drawing, and the workbook behind it."""
    from pptx import Presentation
    from pptx.util import Inches

    slides = Presentation()
    slide: Slide = slides.slides.add_slide(slides.slide_layouts[6])
    frame = add_chart(slide, native, (0, 0, Inches(6), Inches(4)))
    part = frame.chart.part
    return part.blob, part.chart_workbook.xlsx_part.blob

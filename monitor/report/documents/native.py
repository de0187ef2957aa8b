"""Charts that a school can edit in its own programs: the same look in slides and in texts.

A chart is made once, as slides hold it; a text gets the same chart with the same small workbook behind it. Numbers in
that workbook are whole percentages that the document shows anyway, and nothing else.
"""

from collections.abc import Callable
from typing import Any, Final

from monitor.report import colours
from monitor.report.documents.signs import channels
from monitor.report.evaluation.document import Native

Slide = Any
Chart = Any
"""python-pptx tells the types of its shapes and charts only in part."""
FONT: Final = "Calibri"
"""The typeface of texts and slides: every office program has it, or one of the same widths."""
_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
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
    for drawn, series in zip(plot.series, native.series, strict=True):
        for look in _looks(drawn) if native.kind == "lines" else (_filled(drawn.format.fill),):
            look.rgb = rgb(series.colour)


def _looks(line: Any) -> tuple[Any, ...]:
    """All that has a colour in a line: itself, and its marks, which else have another one, in the legend too."""
    return line.format.line.color, _filled(line.marker.format.fill), line.marker.format.line.color


def _label_lines(plot: Any, native: Native) -> None:
    """The numbers of the first line, on the side where the next line is not; the others say theirs in their names."""
    from pptx.enum.chart import XL_LABEL_POSITION

    first, *others = plot.series
    first.data_labels.show_value, first.data_labels.position = True, XL_LABEL_POSITION.ABOVE
    for place, (value, beside) in enumerate(
        zip(*(one.values for one in native.series[:2]), strict=True) if others else ()
    ):
        if value is not None and beside is not None and value < beside:
            first.points[place].data_label.position = XL_LABEL_POSITION.BELOW
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

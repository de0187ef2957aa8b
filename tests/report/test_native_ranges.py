"""Where a number probably lies, in charts that a school can edit: the limits that the tables show, and no others."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree

from monitor.definition.workgroup import Workgroup
from monitor.report import colours
from monitor.report.documents.docx import as_docx
from monitor.report.documents.native import parts_of
from monitor.report.documents.pptx import as_pptx
from monitor.report.evaluation.document import Diagram, Document, Native, Series
from monitor.report.evaluation.evaluation import evaluation
from monitor.report.tables import between
from tests.support import releases
from tests.support.declared import school_with_goals
from tests.support.documents import texts_of_docx, texts_of_pptx

YEAR = "2025-2026"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_ORDER = {
    "bars": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
    "lines": "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth extLst",
}
"""The children of a series in the order of ECMA-376, CT_BarSer and CT_LineSer; PowerPoint takes no other."""
_OF_LABELS = (
    "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize "
    "separator showLeaderLines leaderLines extLst"
)
_OF_LABEL = f"idx delete layout tx {_OF_LABELS.removeprefix('dLbl delete ')}"
_OF_RANGE = "errDir errBarType errValType noEndCap plus minus val spPr extLst"


@pytest.fixture(scope="module")
def whole() -> Document:
    return evaluation(school_with_goals(), YEAR, Workgroup())


@pytest.fixture(scope="module")
def few(whole: Document) -> Document:
    """A few of its parts, with charts of every kind: writing all of them takes long."""
    return replace(whole, sections=tuple(one for one in whole.sections if one.name in ("respons", "ouders", "doelen")))


@pytest.fixture(scope="module")
def slides(few: Document) -> bytes:
    return as_pptx(few)


@pytest.fixture(scope="module")
def text(few: Document) -> bytes:
    return as_docx(few)


def names(parent: etree._Element) -> list[str]:
    return [one.tag.removeprefix(_C) for one in parent]


def in_order(parent: etree._Element, order: str) -> bool:
    places = [order.split().index(one) for one in names(parent)]
    return places == sorted(places)


def numbers(parent: etree._Element, path: str) -> dict[int, int]:
    """The numbers that a drawing remembers, by the place of their category."""
    found = parent.iterfind(f"{path}/{_C}numRef/{_C}numCache/{_C}pt".replace("c:", _C))
    return {int(one.get("idx")): int(float(one[0].text)) for one in found}


def ranges(series: etree._Element) -> dict[int, tuple[int, int]]:
    """From where to where the thin lines of a series go, by the place of their category."""
    value, less, more = (numbers(series, path) for path in ("c:val", "c:errBars/c:minus", "c:errBars/c:plus"))
    assert less.keys() == more.keys()
    return {place: (value[place] - less[place], value[place] + more[place]) for place in less}


def series_of(drawing: bytes) -> list[etree._Element]:
    return list(etree.fromstring(drawing).iter(f"{_C}ser"))


def drawings_in(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return [parts.read(name) for name in parts.namelist() if re.search(r"charts/chart\d+\.xml$", name)]


SHARES = Series("2025-2026", (63, None, 4, 100), colours.STRONG_FOR, ((56, 69), None, (2, 9), (92, 100)))


@pytest.mark.parametrize("kind", ["bars", "lines"])
def test_a_chart_of_shares_has_a_thin_line_from_the_lower_to_the_upper_limit(kind: str) -> None:
    aim = Series("Doel: 62%", (62, 62, 62, 62), colours.STRONG_AGAINST)
    native = Native(kind, ("a", "b", "c", "d"), (SHARES, aim))  # type: ignore[arg-type]  # from the parameters
    drawing, workbook = parts_of(native)
    shares, aimed = series_of(drawing)
    assert ranges(shares) == {0: (56, 69), 2: (2, 9), 3: (92, 100)}
    assert aimed.find(f"{_C}errBars") is None
    assert all(in_order(one, _ORDER[kind]) for one in (shares, aimed))
    assert all(in_order(one, _OF_LABELS) for series in (shares, aimed) for one in series.iterfind(f"{_C}dLbls"))
    (line,) = shares.findall(f"{_C}errBars")
    assert in_order(line, _OF_RANGE)
    told = {one.tag.removeprefix(_C): one.get("val") for one in line if one.get("val")}
    direction = {"errDir": "y"} if kind == "lines" else {}
    assert told == {**direction, "errBarType": "both", "errValType": "cust", "noEndCap": "0"}
    assert_in_the_workbook(line, workbook)


def test_no_number_of_a_bar_stands_in_its_thin_line() -> None:
    drawing, _workbook = parts_of(Native("bars", ("a", "b", "c", "d"), (SHARES,)))
    (series,) = series_of(drawing)
    labels = series.find(f"{_C}dLbls")
    assert labels is not None
    assert [one.get("val") for one in labels.findall(f"{_C}dLblPos")] == ["inBase"]
    (moved,) = labels.findall(f"{_C}dLbl")
    assert in_order(labels, _OF_LABELS)
    assert in_order(moved, _OF_LABEL)
    assert [moved[0].get("val"), *(one.get("val") for one in moved.findall(f"{_C}dLblPos"))] == ["2", "outEnd"]
    (right,) = moved.iter(f"{_C}x")
    assert 0.02 < float(right.get("val")) < 0.05  # from 4% to 9% on a scale that is part of the chart


def assert_in_the_workbook(line: etree._Element, workbook: bytes) -> None:
    """The limits stand beside the values, and the lengths of the lines follow from them when somebody changes one."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[:5] for row in rows] == [
        ["a", 63, 62, 56, 69], ["b", None, 62, None, None], ["c", 4, 62, 2, 9], ["d", 100, 62, 92, 100],
    ]  # fmt: skip
    assert [row[5:] for row in rows] == [
        ["=B2-D2", "=E2-B2"], [None, None], ["=B4-D4", "=E4-B4"], ["=B5-D5", "=E5-B5"],
    ]  # fmt: skip
    where = [one.text for one in line.iter(f"{_C}f")]
    assert where == ["Sheet1!$G$2:$G$5", "Sheet1!$F$2:$F$5"]


def test_a_chart_without_ranges_and_one_of_parts_of_a_whole_have_no_such_lines() -> None:
    bare = Series("Respons", (63, None), colours.STRONG_FOR)
    for native in (Native("bars", ("a", "b"), (bare,)), Native("stacked", ("a", "b", "c", "d"), (SHARES,))):
        drawing, workbook = parts_of(native)
        assert not [one for one in series_of(drawing) if one.find(f"{_C}errBars") is not None]
        sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
        assert sheet is not None
        assert sheet.max_column == 2


def told(document: Document) -> Iterator[tuple[Diagram, Series]]:
    return ((one, series) for one in document.diagrams() for series in one.native.series)


def test_both_programs_draw_the_ranges_of_the_document(few: Document, slides: bytes, text: bytes) -> None:
    drawn = [
        {place: limits for place, limits in enumerate(series.ranges) if limits is not None}
        for _diagram, series in told(few)
    ]
    assert sum(map(len, drawn)) > 10
    for content in (slides, text):
        found = [ranges(series) for drawing in drawings_in(content) for series in series_of(drawing)]
        assert sorted(map(str, found)) == sorted(map(str, drawn))


def test_the_ranges_are_those_of_the_tables_and_every_share_has_one(whole: Document) -> None:
    """The column of a table is made by another function than the chart."""
    for diagram, series in told(whole):
        if diagram.name == "respons" or series.colour == colours.STRONG_AGAINST:
            assert series.ranges == ()  # everybody who answered is counted; an aim has no chance in it
            continue
        assert [one is None for one in series.ranges] == [one is None for one in series.values]
        if diagram.table.columns[2].title == "Waarschijnlijk tussen" and "verandering" not in diagram.name:
            rows = {row[0]: row[2] for row in diagram.table.rows}
            for category, limits in zip(diagram.native.categories, series.ranges, strict=True):
                assert limits is None or rows[category] == between(limits[0] / 100, limits[1] / 100)


def test_what_is_hidden_has_no_range() -> None:
    document = evaluation(releases.everything_hidden(), YEAR, Workgroup())
    assert not [one for _diagram, series in told(document) for one in series.ranges if one is not None]
    for content in (as_pptx(document), as_docx(document)):
        assert not [drawing for drawing in drawings_in(content) if b"errBars" in drawing]


def test_what_explains_the_thin_lines_stands_below_every_chart_that_has_them(
    few: Document, slides: bytes, text: bytes
) -> None:
    said = "Het dunne streepje: waar het cijfer waarschijnlijk ligt."
    with_lines = sum(any(limits for one in chart.native.series for limits in one.ranges) for chart in few.diagrams())
    assert 0 < with_lines < len(list(few.diagrams()))
    for told in (texts_of_pptx(slides), texts_of_docx(text)):
        assert told.count(said) == with_lines

"""Who checks the crawler: an exact count is put where somebody might put one, and each of them is reported.

The count is one that the published number may stand for: one more than the multiple of three that was released.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from dashboards.app import create_app
from dashboards.pages import overview, question_charts, question_groups, question_years
from dashboards.ui import chart as chart_parts
from monitor.disclosure.release import Fact, Release
from monitor.disclosure.release_file import read_release
from monitor.report.tables import Table
from monitor.results import Results
from tests.support import releases
from tests.support.shown import collected
from tests.support.shown.crawler import Crawler
from tests.support.shown.declared import Declared
from tests.support.shown.pages import Reader
from tests.support.shown.words import Names

ITEM = "com_tevreden"
SEARCH = f"?vragenlijst=ouders&jaar=2025-2026&vraag={ITEM}&maat=favourable&basis=A"


@pytest.fixture(scope="module")
def results() -> Results:
    return releases.one_year()


@pytest.fixture(scope="module")
def known(results: Results) -> Declared:
    return Declared(results)


@pytest.fixture(scope="module")
def exact(results: Results) -> int:
    """A true count of the school that the released one may stand for."""
    share = results.share("ouders", "2025-2026", ITEM, "favourable")
    assert share.count is not None
    assert share.count % 3 == 0
    return share.count + 1


def unexplained(results: Results, known: Declared, path: str = "/vraag", search: str = SEARCH) -> list[str]:
    page = Crawler(create_app(results)).draw(path, search)
    return [str(one) for one in Reader(Names(results)).numbers(page.answer) if not known.explains(one)]


def in_figures(
    change: Callable[[dict[str, Any], int], None], page: Any = question_years, maker: str = "dots"
) -> Callable[..., Any]:
    """A mutation of the figure of the years, or of another figure of the page."""

    def mutated(patch: pytest.MonkeyPatch, exact: int) -> None:
        true = getattr(page, maker)

        def leaking(*arguments: Any) -> dict[str, Any]:
            figure: dict[str, Any] = true(*arguments)
            change(figure, exact)
            return figure

        patch.setattr(page, maker, leaking)

    return mutated


def in_groups(change: Callable[[dict[str, Any], int], None]) -> Callable[..., Any]:
    """A mutation of the figure of the groups."""
    return in_figures(change, question_groups, "multiples")


def first_trace(name: str, value: Callable[[int], Any]) -> Callable[..., Any]:
    return in_figures(lambda figure, exact: figure["data"][0].update({name: value(exact)}))


def marker(name: str, value: Callable[[int], Any]) -> Callable[..., Any]:
    def change(figure: dict[str, Any], exact: int) -> None:
        next(one for one in figure["data"] if "marker" in one)["marker"][name] = value(exact)

    return in_figures(change)


def laid_out(change: Callable[[dict[str, Any], int], Any]) -> Callable[..., Any]:
    return in_figures(lambda figure, exact: change(figure["layout"], exact))


def in_a_cell(patch: pytest.MonkeyPatch, exact: int) -> None:
    true = question_years.of_shares

    def leaking(*arguments: Any) -> Table:
        table = true(*arguments)
        first = table.rows[0]
        rows = ((*first[:3], f"{exact} / {first[3].partition(' / ')[2]}"), *table.rows[1:])
        return Table(table.caption, table.columns, rows, table.note)

    patch.setattr(question_years, "of_shares", leaking)


def in_an_alt_text(patch: pytest.MonkeyPatch, exact: int) -> None:
    true = chart_parts.aria
    patch.setattr(chart_parts, "aria", lambda **said: true(**{**said, "label": f"Grafiek van {exact} ouders"}))


def in_a_title(patch: pytest.MonkeyPatch, exact: int) -> None:
    true = chart_parts.chart
    patch.setattr("dashboards.pages.question.chart", lambda content: html.Div([true(content), f"({exact})"]))


def in_a_link(patch: pytest.MonkeyPatch, exact: int) -> None:
    true = question_charts.link_to
    patch.setattr(question_charts, "link_to", lambda path, chosen: f"{true(path, chosen)}&van={exact}")


def in_an_attribute(patch: pytest.MonkeyPatch, exact: int) -> None:
    true = chart_parts.table
    patch.setattr(chart_parts, "table", lambda content: html.Div(true(content), **{"data-n": exact}))


def in_a_class_name(patch: pytest.MonkeyPatch, exact: int) -> None:
    true = chart_parts.table
    patch.setattr(chart_parts, "table", lambda content: html.Div(true(content), className=f"breed-{exact}"))


def in_a_style(patch: pytest.MonkeyPatch, exact: int) -> None:
    true = chart_parts.table
    patch.setattr(
        chart_parts, "table", lambda content: html.Div(true(content), style={"width": f"{exact / 2 + 0.1:.1f}%"})
    )


def in_the_store(patch: pytest.MonkeyPatch, exact: int) -> None:
    from dashboards import callbacks

    true = callbacks.drawn_page

    def leaking(*arguments: Any, **more: Any) -> tuple[Any, ...]:
        *parts, told = true(*arguments, **more)
        return (*parts, {**told, "n": exact})

    patch.setattr(callbacks, "drawn_page", leaking)


LEAKS: dict[str, Callable[[pytest.MonkeyPatch, int], None]] = {
    "hovertext": first_trace("hovertext", lambda exact: f"{exact} antwoorden"),
    "hovertemplate": first_trace("hovertemplate", lambda exact: f"{exact} van 113"),
    "customdata": first_trace("customdata", lambda exact: [exact]),
    "customdata as text": first_trace("customdata", lambda exact: [["n", str(exact)]]),
    "meta": first_trace("meta", lambda exact: {"n": exact}),
    "the text of a mark": first_trace("text", lambda exact: [f"<b>{exact}</b>"]),
    "an unrounded share": first_trace("x", lambda exact: [exact / 113]),
    "the height of a mark": first_trace("y", lambda exact: [exact]),
    "the size of a mark": marker("size", lambda exact: exact),
    "the colour of a mark": marker("color", lambda exact: f"rgb({exact}, 79, 138)"),
    "the width of a line": first_trace("line", lambda exact: {"width": exact / 10, "color": "rgb(11, 79, 138)"}),
    "an annotation": laid_out(
        lambda layout, exact: layout["annotations"][0].update(text=f"<b>Hele school</b> n={exact}")
    ),
    "the range of an axis": laid_out(lambda layout, exact: layout["xaxis"].update(range=[0, exact / 100])),
    "the height of a chart": laid_out(lambda layout, exact: layout.update(height=layout["height"] + exact)),
    "a shape": laid_out(lambda layout, exact: layout["shapes"][0].update(x0=exact / 113)),
    "the mark of a group": in_groups(lambda figure, exact: figure["data"][1].update(x=[exact / 113])),
    "the height of a group": in_groups(lambda figure, exact: figure["data"][1].update(y=[exact])),
    "the year of a group": in_groups(lambda figure, exact: figure["layout"]["annotations"][-6].update(text=f"{exact}")),
    "what groups are held against": in_groups(
        lambda figure, exact: figure["layout"]["shapes"][5].update(x0=exact / 113, x1=exact / 113)
    ),
    "a table cell": in_a_cell,
    "an alt text": in_an_alt_text,
    "beside a chart": in_a_title,
    "a link": in_a_link,
    "an attribute": in_an_attribute,
    "a class name": in_a_class_name,
    "a style": in_a_style,
    "the store of the browser": in_the_store,
}


def test_without_a_leak_nothing_is_reported(results: Results, known: Declared) -> None:
    assert unexplained(results, known) == []


@pytest.mark.parametrize("leak", LEAKS)
def test_an_exact_count_is_reported(
    leak: str, results: Results, known: Declared, exact: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    LEAKS[leak](monkeypatch, exact)
    assert unexplained(results, known) != []


def test_a_number_of_another_group_is_reported(
    results: Results, known: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A released number excuses itself where it belongs, and nowhere else: two groups whose rows are swapped."""
    true = question_groups.of_shares

    def swapped(*arguments: Any) -> Table:
        table = true(*arguments)
        different = sorted(table.rows, key=lambda row: row[3])
        names = {row[0]: other[0] for row, other in zip(different, reversed(different), strict=True)}
        return Table(table.caption, table.columns, tuple((names[row[0]], *row[1:]) for row in table.rows), table.note)

    monkeypatch.setattr(question_groups, "of_shares", swapped)
    assert unexplained(results, known) != []


def test_an_exact_number_on_a_card_is_reported(
    results: Results, known: Declared, exact: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unexplained(results, known, "/", "") == []
    monkeypatch.setattr(overview.words, "answers", lambda _n, _locale: f"ongeveer {exact} antwoorden")
    assert unexplained(results, known, "/", "") != []


def test_an_exact_count_in_the_page_source_is_seen(results: Results, exact: int) -> None:
    leaking, silent = create_app(results), create_app(releases.nothing())
    leaking.index_string = leaking.index_string.replace("</body>", f"<!-- {exact} --></body>")
    assert list(Crawler(leaking).sources()) != list(Crawler(silent).sources())


def test_a_number_in_the_layout_is_seen(results: Results, exact: int) -> None:
    leaking = create_app(results)
    frame: Component = leaking.layout
    leaking.layout = html.Div([frame, html.Span(f"{exact}")])
    assert list(Crawler(leaking).sources()) != list(Crawler(create_app(releases.nothing())).sources())


def test_a_callback_or_a_door_that_is_not_known_stops_the_crawler(results: Results) -> None:
    app = create_app(results)
    app.server.add_url_rule("/cijfers.xlsx", "download", lambda: "")
    with pytest.raises(AssertionError, match="new door"):
        Crawler(app)


def test_exact_counts_in_the_tables_fall_to_the_attack(demo_workspace: Path) -> None:
    """The attack runs on what the pages say: with exact counts in their tables it narrows them down."""
    release = read_release(demo_workspace / "releases" / "ouders_2025-2026")

    def findings(shown: Results) -> list[bool]:
        page = Crawler(create_app(shown)).draw("/vraag", SEARCH)
        facts = collected.as_facts(collected.counts_in([page.answer], release.manifest), release.manifest)
        assert facts
        return [finding.passed for finding in collected.attacked(facts, release.manifest)]

    assert all(findings(Results.of([release])))
    assert not all(findings(Results.of([_exactly(release)])))


def _exactly(release: Release) -> Release:
    """The release with the counts of one question unrounded: the way it would be without the second waist."""
    facts = tuple(
        Fact(one.node, one.parent, one.item, one.kind, one.options, one.value + 1, one.base)
        if one.item == ITEM
        else one
        for one in release.facts
    )
    return Release(release.manifest, facts)


def test_the_answers_are_json_all_through(results: Results) -> None:
    """What the reader does not walk into would not be seen: everything that comes is text, number, list or mapping."""
    answer = Crawler(create_app(results)).draw("/vraag", SEARCH).answer
    assert json.loads(json.dumps(answer)) == answer

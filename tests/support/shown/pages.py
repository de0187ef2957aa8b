"""The numbers on a page of the dashboard: the tree of its components is read as a browser gets it.

What a number is about follows from where it stands: a card and a chart name their question in their link, a row of a
table in its first cell, a part of the page in its heading.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from monitor.texts import _
from tests.support.shown import pictures
from tests.support.shown.found import Found, Scope, Unit, in_text, plain
from tests.support.shown.shipped import EXAMPLE, without_file
from tests.support.shown.words import Names

Component = dict[str, Any]
LOOKS: dict[str, set[Any]] = {
    "tabIndex": {-1, 0},
    "maxDropdownHeight": {360},
    "transitionDuration": {0},
    "comboboxProps.transitionProps.duration": {0},
    "style.height": set(),  # pixels of a chart: held against its figure
    "size": {"44px"},
}
"""Looks of components: the path of the property, and all values that it ever has."""
BARE: dict[str, Unit] = {
    "Change in points": "points",
    "Smallest change that shows": "points",
    "Probably between": "points",
    "Difference in points": "points",
    "Mean step": "mean",
    "Do the questions go together?": "alpha",
}
"""Columns whose numbers stand there without a unit."""
TOLD = ("mean", "alpha")
"""Units that a column has whatever the other columns are."""
ABOUT = "data-address"
"""The address of what a part of a page in words is about."""
RESPONSE = "Respons:"
"""How a sentence begins that is about the whole survey, wherever it stands."""
WHERE = {"vragenlijst": "surveys", "vraag": "items", "jaar": "years"}


class Reader:
    """Reads the numbers of pages of one school."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.without_names = names.without
        self._every = frozenset(names.surveys.values())
        self._shared = cache(self._shared_by)
        self._questions = cache(self._questions_by)

    def numbers(self, page: Any, path: str = "page") -> list[Found]:
        """Every number of a page, or of anything else that the dashboard answers."""
        return list(self._read(page, path, Scope()))

    def _read(self, value: Any, path: str, scope: Scope, bare: Unit = "count") -> Iterator[Found]:
        if isinstance(value, dict):
            yield from self._component(value, path, scope) if is_component(value) else self._mapping(value, path, scope)
        elif isinstance(value, list):
            for place, inner in enumerate(value):
                yield from self._read(inner, f"{path}[{place}]", scope, bare)
        elif isinstance(value, str):
            yield from self._text(value, path, scope, bare)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield Found("share" if isinstance(value, float) else "count", float(value), path, scope, str(value))

    def _text(self, text: str, path: str, scope: Scope, bare: Unit) -> Iterator[Found]:
        if path.rpartition(".")[2] in ("href", ABOUT):
            for part in (
                without_file(urlsplit(text).path),
                urlsplit(text).fragment,
                *(each for _n, each in _query(text)),
            ):
                yield from in_text(self._names.without(part.removeprefix("thema-")), path, scope)
            return
        yield from in_text(self._names.without(text), path, self._told(text, scope), bare)

    def _told(self, text: str, scope: Scope) -> Scope:
        """What a sentence is about: a question that it quotes, a shared subject with which it begins, the response."""
        if scope.items is None and (shared := self._shared(text)):
            return scope.at(items=frozenset(shared), node="school")
        if text.startswith(RESPONSE):
            return scope.at(items=frozenset(("",)))
        if scope.items is None or len(scope.items) < 2:
            return scope
        said = plain(text)
        if "\N{LEFT DOUBLE QUOTATION MARK}" not in said:
            return scope
        quoted = [items for name, items in self._names.items.items() if f"\N{LEFT DOUBLE QUOTATION MARK}{name}" in said]
        return self._narrowed(scope, set().union(*quoted)) if quoted else scope

    def _shared_by(self, text: str) -> set[str]:
        """The questions about the subject with which a text begins."""
        return next((items for title, items in self._names.titles.items() if same_start(plain(text), title)), set())

    def _mapping(self, value: dict[str, Any], path: str, scope: Scope) -> Iterator[Found]:
        for name, inner in value.items():
            yield from self._read(inner, f"{path}.{name}", scope)

    def _component(self, component: Component, path: str, scope: Scope) -> Iterator[Found]:
        props, kind = component["props"], component["type"]
        scope = self.scope_of(component, scope)
        if kind == "Pre" and props["children"] == EXAMPLE:
            return
        if kind == "Table":
            yield from self._table(props, f"{path}.{kind}", scope)
            return
        if kind == "Graph":
            yield from self._graph(props, f"{path}.{kind}", scope)
            return
        for name, value in props.items():
            if name == "style" and value == room_for(props.get("children")):
                continue
            yield from self._property(name, value, f"{path}.{kind}.{name}", scope)

    def _property(self, name: str, value: Any, path: str, scope: Scope) -> Iterator[Found]:
        if name == "style":
            for place, size in value.items():
                yield from self._style(size, f"{path}.{place}", scope)
        elif name == "comboboxProps":
            assert value["transitionProps"]["duration"] in LOOKS["comboboxProps.transitionProps.duration"]
            yield from self._read({**value, "transitionProps": {}}, path, scope)
        elif not isinstance(value, dict | list) and value in LOOKS.get(name, ()):
            return
        else:
            yield from self._read(value, path, scope)

    def _style(self, size: Any, path: str, scope: Scope) -> Iterator[Found]:
        """A place or a width in percent with a decimal is a number; so is anything else with digits."""
        if isinstance(size, str) and re.fullmatch(r"-?\d+\.\d%", size):
            yield Found("tenths", float(size.rstrip("%")), path, scope, size)
        else:
            yield from self._read(size, path, scope)

    def _graph(self, props: dict[str, Any], path: str, scope: Scope) -> Iterator[Found]:
        figure = props["figure"]
        yield from pictures.numbers_in(figure, f"{path}.figure", scope, self)
        rest = {name: value for name, value in props.items() if name != "figure"}
        if rest["style"] == {"height": f"{figure['layout']['height']}px"}:
            rest["style"] = {}
        for name, value in rest.items():
            yield from self._property(name, value, f"{path}.{name}", scope)

    def _table(self, props: dict[str, Any], path: str, scope: Scope) -> Iterator[Found]:
        caption, head, body = props["children"]
        yield from self._read(caption, f"{path}.caption", scope)
        yield from self._read(head, f"{path}.head", scope)
        units = [_bare(title) for title in texts(head)]
        signed = "points" in units
        scope = self._captioned(" ".join(texts(caption)), scope)
        for number, row in enumerate(body["props"]["children"]):
            cells = row["props"]["children"]
            about = self.row_scope(" ".join(texts(cells[0])), scope)
            for unit, cell in zip(units, cells, strict=True):
                yield from self._cell(cell, f"{path}.row[{number}]", about, unit if signed or unit in TOLD else "count")

    def _cell(self, cell: Component, path: str, scope: Scope, bare: Unit) -> Iterator[Found]:
        for name, value in cell["props"].items():
            for one in self._read(value, f"{path}.{name}", scope, bare if name == "children" else "count"):
                # "0,1 lager tot 0,2 hoger" is in points elsewhere, and in steps in the column of steps
                yield replace(one, unit=bare) if bare in TOLD and one.unit == "points" else one

    def _captioned(self, caption: str, scope: Scope) -> Scope:
        named = {id_ for name, id_ in self._names.surveys.items() if name in caption}
        years = set(re.findall(r"20\d\d-20\d\d", caption))
        return scope.at(
            surveys=frozenset(named) if named and not scope.surveys else None,
            years=frozenset(years) if years and scope.years is None else None,
        )

    def scope_of(self, component: Component, scope: Scope) -> Scope:
        """What a component is about, as far as it says so itself."""
        kind, props = component["type"], component["props"]
        if kind == "Li" and scope.items is None and (shared := self._shared(" ".join(texts(component)))):
            return scope.at(items=frozenset(shared), node="school")
        if ABOUT in props:
            return self._asked(dict(_query(props[ABOUT])), scope).at(node=scope.node or "school")
        if kind == "Figure":
            return self._of_chart(component, scope)
        if goal := self._names.goals.get(str(props.get("id"))):
            survey, item, node = goal
            return scope.at(surveys=self._names.with_pulses(survey), items=frozenset((item,)), node=node)
        if kind in ("Article", "Li"):
            asked = [dict(_query(href)) for href in hrefs(component) if href.startswith("/vraag?")]
            return self._asked(asked[0], scope).at(years=scope.years, node="school") if asked else scope
        if kind == "Section" or props.get("className") == "response":
            heading = next(iter(_headings(component)), "")
            survey = self._names.surveys.get(heading)
            return scope.at(surveys=frozenset((survey,))) if survey else scope
        return scope

    def _of_chart(self, figure: Component, scope: Scope) -> Scope:
        asked = next((dict(_query(href)) for href in hrefs(figure) if "vragenlijst=" in href), {})
        together = next((dict(_query(href)) for href in hrefs(figure) if "/perspectieven" in href), {})
        if together:
            return self._of_groups(str(figure["props"].get("id", "")), frozenset((together["jaar"],)))
        if "thema" in asked:
            items = self._names.theme(asked["vragenlijst"], asked["thema"])
            years = frozenset((asked["van"], asked["tot"]))
            return Scope(frozenset((asked["vragenlijst"],)), items, years, "school")
        found = self._asked(asked, scope)
        if figure["props"].get("id") == "groepen":
            return found.at(years=frozenset((asked["jaar"],)))
        return found.at(node=found.node or "school")

    def _of_groups(self, name: str, years: frozenset[str]) -> Scope:
        """A chart of groups side by side is about all surveys of a year; some are about one subject."""
        subject = self._names.subjects.get(name.removeprefix("onderwerp-"))
        return Scope(self._every, frozenset(subject) if subject else None, years, "school")

    def _asked(self, asked: dict[str, str], scope: Scope) -> Scope:
        names = {WHERE[name]: frozenset((value,)) for name, value in asked.items() if name in WHERE}
        names.pop("years", None)
        return scope.at(**names)

    def row_scope(self, label: str, scope: Scope) -> Scope:
        """What a row is about, by its first cell: a year, a group, a question; else what its table is about."""
        text = plain(label)
        if dated := re.fullmatch(r"(.+), (20\d\d-20\d\d)", text):
            return self.row_scope(dated[1], scope).at(years=frozenset((dated[2],)))
        if text[:9] in self._names.years:
            return scope.at(years=frozenset((text[:9],)))
        if text in self._names.nodes and scope.node is None:
            return scope.at(node=self._names.nodes[text])
        if scope.items is None and scope.surveys in (None, self._every) and (shared := self._shared(text)):
            return scope.at(items=frozenset(shared), node="school")
        named = self._questions(text)
        if not named or (scope.items is not None and len(scope.items) == 1):
            return scope
        return self._narrowed(scope, named)

    def _questions_by(self, text: str) -> set[tuple[str, str]]:
        """The questions (survey, item) with whose words a text begins."""
        return set().union(*(items for name, items in self._names.items.items() if same_start(text, name)))

    @staticmethod
    def _narrowed(scope: Scope, named: Iterable[tuple[str, str]]) -> Scope:
        items = {item for survey, item in named if scope.surveys is None or survey in scope.surveys}
        return scope.at(items=frozenset(items), node=scope.node or "school") if items else scope


def same_start(text: str, name: str) -> bool:
    """Whether a label begins with a name, wherever lines were broken in it."""
    return text.replace(" ", "").startswith(name.replace(" ", ""))


def is_component(value: dict[str, Any]) -> bool:
    """Whether a mapping is a component as Dash sends it."""
    return value.keys() == {"props", "type", "namespace"}


def _bare(title: str) -> Unit:
    return next((unit for words, unit in BARE.items() if _(words) == title), "count")


def _query(href: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(href).query)


def inside(value: Any) -> Iterator[Component]:
    """Every component in something, the outermost first."""
    if isinstance(value, list):
        for one in value:
            yield from inside(one)
    elif isinstance(value, dict) and is_component(value):
        yield value
        yield from inside(value["props"].get("children"))


def hrefs(component: Component) -> Iterator[str]:
    """The addresses of the links in a component."""
    return (one["props"]["href"] for one in inside(component) if "href" in one["props"])


def texts(value: Any) -> list[str]:
    """The texts in something, one by one."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return texts(value["props"].get("children")) if isinstance(value, dict) else []


def _headings(component: Component) -> Iterator[str]:
    return (" ".join(texts(one)) for one in inside(component) if one["type"] in ("H2", "H3"))


def room_for(part: Any) -> dict[str, str] | None:
    """The room that is kept for a chart: as high as its figure, whose height is explained by itself."""
    if not isinstance(part, dict) or part.get("type") != "Graph":
        return None
    return {"minHeight": f"{part['props']['figure']['layout']['height']}px"}

"""Menus: each is a list of what was released."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards.address import Menu
from dashboards.ui.kit import dmc
from dashboards.ui.spoken import aria
from monitor.texts import _

CHOICE = "choice"
FEW = 3
"""A menu of at most so many lines shows them all at once, if they are short together."""

SHORT = 48
"""Characters that fit into such a row, with `AROUND` for the air around each line."""
AROUND = 6


def choices(menus: Iterable[Menu]) -> Component:
    """The menus of a page; one with a single line is no choice and is left out."""
    return html.Div(
        [_control(each) for each in menus if len(each.choices) > 1],
        className="choices",
        role="group",
        **aria(label=_("What you want to see")),
    )


def _control(menu: Menu) -> Component:
    short = sum(len(choice.label) + AROUND for choice in menu.choices) <= SHORT
    row = short and len(menu.choices) <= FEW
    control = _row(menu) if row else _list(menu)
    look = "choice choice-wide" if menu.wide else "choice choice-row" if row else "choice"
    return html.Div(control, className=look)


def _id(menu: Menu) -> dict[str, str]:
    return {"type": CHOICE, "name": menu.name}


def _list(menu: Menu) -> Component:
    control: Component = dmc.Select(
        id=_id(menu),
        label=menu.label,
        data=_lines(menu),
        value=menu.chosen,
        allowDeselect=False,
        searchable=len(menu.choices) > 12,
        nothingFoundMessage=_("Nothing found"),
        checkIconPosition="right",
        maxDropdownHeight=360,
        size="md",
        comboboxProps={"withinPortal": False, "transitionProps": {"duration": 0}},
    )
    return control


def _lines(menu: Menu) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    for group, members in groupby(menu.choices, key=lambda choice: choice.group):
        items = [{"value": choice.value, "label": choice.label} for choice in members]
        lines.extend([{"group": group, "items": items}] if group else items)
    return lines


def _row(menu: Menu) -> Component:
    return html.Div(
        [
            html.Span(menu.label, className="choice-label", id=f"label-{menu.name}"),
            dmc.SegmentedControl(
                id=_id(menu),
                data=[{"value": choice.value, "label": choice.label} for choice in menu.choices],
                value=menu.chosen,
                fullWidth=True,
                size="md",
                transitionDuration=0,
                **aria(labelledby=f"label-{menu.name}"),
            ),
        ]
    )

"""A chart as a notebook shows it: a picture that stands alone, its numbers below it, and the same for plotly."""

import base64
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from monitor.report.figures import LegendEntry
from monitor.report.svg import Picture, as_svg
from monitor.report.tables import Table
from monitor.texts import _

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure

_ABOVE = 60
"""Pixels above a figure of plotly for its title."""


@dataclass(frozen=True)
class Chart:
    """A chart with its message, the sentence that says how to read it, and the numbers that it is drawn from.

    A notebook that ends a cell with it shows a picture that needs no network, with a text for who cannot see it, and a
    table that can be opened. `figure` is the chart for plotly, `numbers` the table as pandas has it.
    """

    title: str
    sentence: str
    drawn: dict[str, Any]
    table: Table
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    source: str

    def __repr__(self) -> str:
        return f"Chart({self.title!r})"

    @property
    def svg(self) -> str:
        """The picture as SVG: title, sentence, legend, marks, notes and source."""
        return as_svg(Picture(self.title, self.sentence, self.drawn, self.legend, self.notes, self.source))

    @cached_property
    def numbers(self) -> "pd.DataFrame":
        """The table below the chart, in the words of the reader: whole percents, as the screen shows them."""
        import pandas as pd

        return pd.DataFrame(list(self.table.rows), columns=[column.title for column in self.table.columns])

    @property
    def figure(self) -> "Figure":
        """The same chart as a figure of plotly, with its title above it."""
        from plotly.graph_objects import Figure

        made = Figure(self.drawn)
        height, margin = self.drawn["layout"]["height"], self.drawn["layout"]["margin"]
        return made.update_layout(title=self.title, height=height + _ABOVE, margin={**margin, "t": _ABOVE})

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        picture = base64.b64encode(self.svg.encode()).decode()
        said = escape(f"{self.title} {self.sentence}", quote=True)
        table = self.numbers.to_html(index=False, escape=True, border=0)
        return (
            f'<img alt="{said}" style="max-width: 100%" src="data:image/svg+xml;base64,{picture}">'
            f"<details><summary>{escape(_('The numbers of this chart'))}</summary>{table}</details>"
        )

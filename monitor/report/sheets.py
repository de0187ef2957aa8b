"""Facts to work on in a spreadsheet: the rows of `results --json` and `compare --json` as tables with headings.

Every cell is a released fact or a function of facts; the vault is not needed. `monitor.report.sheet_files` writes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from monitor.definition.indicators import indicators
from monitor.definition.model import wording
from monitor.report.sheet_words import notes_on_changes, notes_on_shares
from monitor.results import Results
from monitor.rows import compare_rows, result_rows
from monitor.texts import _

Cell = str | int | float | None
Look = Literal["text", "whole", "share", "change", "chance"]


@dataclass(frozen=True)
class Column:
    """A column: its key in the rows of the contract, its heading, and how its numbers are shown."""

    key: str
    title: str
    look: Look = "text"


@dataclass(frozen=True)
class Sheet:
    """A table with a name, a heading per column, and notes that explain its numbers.

    `title` stands above it on paper, where the name of a sheet is not to be seen.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    title: str = ""


def of_shares(found: Results) -> Sheet:
    """Every share that may be shown, and every one that may not, with its reason and without a number."""
    words = _Words(found)
    rows = [{**row, **words.of(row, (row["year"],))} for row in result_rows(found)]
    columns = (
        Column("survey", _("survey")),
        Column("year", _("school year")),
        Column("group", _("group")),
        Column("title", _("title of the indicator")),
        Column("question", _("question")),
        Column("counted", _("answers that count")),
        Column("base", _("counted over")),
        Column("n", _("answers (rounded)"), "whole"),
        Column("count", _("of which counted (rounded)"), "whole"),
        Column("share", _("share"), "share"),
        Column("low", _("share: at least"), "share"),
        Column("high", _("share: at most"), "share"),
        Column("shown", _("shown")),
        Column("reason", _("why not shown")),
        Column("forms", _("forms received"), "whole"),
        Column("enrolled", _("people who could answer"), "whole"),
        Column("finite_low", _("of all, if silence is chance: at least"), "share"),
        Column("finite_high", _("of all, if silence is chance: at most"), "share"),
        Column("worst_low", _("of all, whatever the silent think: at least"), "share"),
        Column("worst_high", _("of all, whatever the silent think: at most"), "share"),
        Column("no_answer", _("forms without an answer to it (about)"), "whole"),
        Column("node", _("code of the group")),
        Column("item", _("code of the question")),
        Column("indicator", _("code of the measure")),
        Column("headline", _("code of the indicator")),
        Column("reason_code", _("code of the reason")),
        Column("weighted", _("weighted share"), "share"),
        Column("weighted_low", _("weighted share: at least"), "share"),
        Column("weighted_high", _("weighted share: at most"), "share"),
        Column("weighted_flag", _("weighted share lies further off than two points")),
    )
    return Sheet(_("results"), columns, _cells(columns, rows), notes_on_shares(found))


def of_changes(found: Results) -> Sheet:
    """Every change between two years, and every pair that cannot be compared, with its reason and without a number."""
    words = _Words(found)
    rows = [{**row, **words.of(row, (row["to"], row["from"]))} for row in compare_rows(found)]
    columns = (
        Column("survey", _("survey")),
        Column("from", _("from school year")),
        Column("to", _("to school year")),
        Column("group", _("group")),
        Column("title", _("title of the indicator")),
        Column("question", _("question")),
        Column("counted", _("answers that count")),
        Column("base", _("counted over")),
        Column("change", _("change in the share"), "change"),
        Column("low", _("change: at least"), "change"),
        Column("high", _("change: at most"), "change"),
        Column("p", _("chance of such a change by accident"), "chance"),
        Column("verdict", _("verdict")),
        Column("comparable", _("comparable")),
        Column("reason", _("why not comparable")),
        Column("breaks", _("what else changed")),
        Column("response_from", _("response of the first year"), "share"),
        Column("response_to", _("response of the later year"), "share"),
        Column("response_flag", _("response moved more than 10 points")),
        Column("effect", _("size of the change (Cohen's h)"), "chance"),
        Column("node", _("code of the group")),
        Column("item", _("code of the question")),
        Column("indicator", _("code of the measure")),
        Column("headline", _("code of the indicator")),
        Column("reason_codes", _("codes of the reasons")),
        Column("weighted_change", _("change in the weighted share"), "change"),
        Column("weighted_low", _("weighted change: at least"), "change"),
        Column("weighted_high", _("weighted change: at most"), "change"),
        Column("weighted_verdict", _("verdict on the weighted change")),
        Column("weighted_reason", _("why both years are unweighted")),
    )
    return Sheet(_("changes"), columns, _cells(columns, rows), notes_on_changes(found))


class _Words:
    """The words behind the codes of a row: looked up once per group, question and measure."""

    def __init__(self, found: Results) -> None:
        self._found = found
        self._label = cache(self._label_of)
        self._question = cache(self._question_of)
        self._titles = {one.id: wording(one.title, found.locale) for one in indicators()}

    def of(self, row: Mapping[str, Any], years: tuple[str, ...]) -> dict[str, str]:
        """Group, question and counted answers of a row, in the words of the first of these years that has them.

        And what the share is called on the first screen, if it is one of those.
        """
        asked = [self._question(row["survey"], year, row["item"], row["indicator"]) for year in years]
        groups = [self._label(row["survey"], year, row["node"]) for year in years]
        question, counted = next((one for one in asked if one[0]), ("", ""))
        title = self._titles.get(row["headline"], "")
        return {"group": next(filter(None, groups), ""), "title": title, "question": question, "counted": counted}

    def _label_of(self, survey: str, year: str, node: str) -> str:
        return next((one.label for one in self._found.nodes(survey, year) if one.id == node), "")

    def _question_of(self, survey: str, year: str, item: str, measure: str) -> tuple[str, str]:
        estimates = self._found.estimates(survey, year)
        if item not in {**estimates.items, **estimates.scales}:
            return "", ""
        measures = self._found.measures(survey, year, item)
        codes = next((one.codes for one in measures if one.id == measure), ())
        known = {one.code for one in estimates.asked(item).options}
        labels = (self._found.label(survey, year, item, code) for code in codes if code in known)
        return self._found.text(survey, year, item), "; ".join(labels)


def _cells(columns: Iterable[Column], rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[Cell, ...], ...]:
    keys = [column.key for column in columns]
    return tuple(tuple(_cell(row[key]) for key in keys) for row in rows)


def _cell(value: Any) -> Cell:
    """A value of a row: a list (codes, or what has a text) becomes one text, a truth a word, no value stays none."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(one["text"] if isinstance(one, dict) else str(one) for one in value)
    return value if value is None or isinstance(value, int | float) else str(value)

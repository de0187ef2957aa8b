"""LimeSurvey: csv in four heading modes, and xlsx, also with headings of two merged rows.

The modes: codes (`P5[O1]`), full text (`Question [Sub]`), code and text (`P5[O1]. Question [Sub]`) and
abbreviated (`Question.. [Sub]`). `N/A` means that the question was not shown, an empty cell that it was not
answered. A response without a submit date was not finished; an anonymised survey writes 1980-01-01 in each.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from monitor.intake.export import Column, Export, Finding, Purpose, Tool
from monitor.intake.formats.base import built, ignored, is_whole, made, plain_text, split_brackets
from monitor.intake.formats.own_columns import LIMESURVEY, purpose_in
from monitor.intake.formats.two_rows import columns_below_questions
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, fold, key
from monitor.intake.times import share_of_times
from monitor.intake.words import OTHER, is_comment
from monitor.texts import _

TICKED = frozenset(("Y", "Yes", "Ja", "Oui", "Sí", "Sì", "Sim", "Tak"))
UNTICKED = frozenset(("N", "No", "Nee", "Nein", "Non", "Não", "Nie"))
_NOT_SHOWN = "N/A"
_NOT_SHOWN_ELSEWHERE = frozenset(("N.v.t.", "N.V.T.", "n.v.t.", "k. A.", "S.O."))
_LEADING = 20
_ENOUGH_ROWS = 3
_TELLING: frozenset[Purpose] = frozenset(("submitted", "last_page", "language", "end", "referrer"))
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\[[^\[\]]+\])*")
_NUMBERED_CODE = re.compile(r"_?(\d+X\d+X\d+)([A-Za-z_#][\w#]*)?")
"""Survey, group and question number run together, and the code of an option: `123X4X56SQ001`."""
_DOTTED_PART = re.compile(r"(.*[^.])\.{2,3}([^.](?:.*[^.])?)\.")
_EXPRESSION = re.compile(r"\{.+\}", re.DOTALL)
_SEPARATORS = (". ", ": ", " - ", " | ")
_TIMING = re.compile(
    r"(?:group|question|groeps?|vraag|gruppen|fragen)[ .-]?(?:time|tijd|zeit)\b.*|temps (?:pour|de) .*"
    r"|(?:grouptime|[a-z0-9_]*time)\d*|total[ .]time|tota(?:al|le?)[ .]?tijd|gesamtzeit|temps[ .]total",
    re.DOTALL,
)
_WITHOUT_DATES = "1980-01-01"


class LimeSurvey:
    """The reader of LimeSurvey."""

    tool: Tool = "limesurvey"

    def recognises(self, table: Table) -> float:
        """Sure by its own columns; fairly sure by the shape of headings and by yes and no in every option.

        Its names are everyday ones (`Response ID`, `Date submitted`), so a tool that is sure of itself goes first.
        """
        if len(table.headings) > 1:
            return 0.6 if _options_with_both(table, columns_below_questions(table)) else 0.0
        own = _own(table)
        if len(own) >= 2 and _TELLING & set(own.values()):
            return 0.95
        brackets = sum(heading.rstrip().endswith("]") for heading in table.headings[0])
        if _separator(table) or (brackets and 0 in own):
            return 0.8
        coded = all(_CODE.fullmatch(heading) for heading in table.headings[0] if heading)
        telling = brackets >= 3 and (coded or _NOT_SHOWN in _words(table) or _options_with_both(table, _columns(table)))
        return 0.6 if telling else 0.0

    def read(self, table: Table) -> Export:
        """The table as an export of LimeSurvey."""
        columns = _columns(table) if len(table.headings) == 1 else columns_below_questions(table)
        columns = _without_brackets(columns)
        submitted = next((column.index for column in columns if column.purpose == "submitted"), None)
        dates = table.column(submitted) if submitted is not None else ()
        completed = [not _is_absent(cell_text(date)) for date in dates] if submitted is not None else None
        numbered = _has_numbered_options(table, columns)
        return built(
            table,
            self.tool,
            columns,
            completed=completed,
            not_shown=_not_shown(table, columns),
            ticked=TICKED | {"1"} if numbered else TICKED,
            unticked=UNTICKED | {"0"} if numbered else UNTICKED,
            findings=without_dates([cell_text(date) for date in dates if date is not None], columns),
            language=_language(table, columns),
        )


def _words(table: Table) -> set[str]:
    return {cell for row in table.rows for cell in row if isinstance(cell, str)}


def _is_absent(text: str) -> bool:
    """Whether there is no date; "NA" is what R writes for it."""
    return not text or text in (_NOT_SHOWN, "NA")


def _own(table: Table) -> dict[int, Purpose]:
    """LimeSurvey's own columns, which stand before the questions, under code, text or both."""
    separator = _separator(table)
    own: dict[int, Purpose] = {}
    for index, heading in enumerate(table.headings[0][:_LEADING]):
        code, _mark, text = heading.partition(separator) if separator else (heading, "", "")
        purpose = purpose_in(LIMESURVEY, code) or (purpose_in(LIMESURVEY, text) if text else None)
        if purpose is not None and (purpose == "other" or purpose not in own.values()):
            own[index] = purpose
    return own | _by_place(table, own)


def _by_place(table: Table, own: dict[int, Purpose]) -> dict[int, Purpose]:
    """The two columns before the last page under unknown names: whole numbers that never return, and moments."""
    numbers = table.column(0)
    counted = all(map(is_whole, numbers)) and len(set(numbers)) == len(numbers)
    if own.get(2) != "last_page" or own.get(0) not in (None, "response_id") or not (0 in own or counted):
        return {}
    cells = [None if _is_absent(cell_text(cell)) else cell for cell in table.column(1)]
    dated = 1 not in own and share_of_times(cells) == 1.0
    return {0: "response_id", 1: "submitted"} if dated else {0: "response_id"}


def _separator(table: Table) -> str | None:
    """What stands between code and text, if the headings have both."""
    headings = [heading for heading in table.headings[0] if heading]
    for separator in _SEPARATORS:
        coded = sum(
            separator in heading and _CODE.fullmatch(heading.split(separator, 1)[0]) is not None for heading in headings
        )
        if len(headings) >= 3 and coded >= 0.8 * len(headings):
            return separator
    return None


def _columns(table: Table) -> tuple[Column, ...]:
    own, separator = _own(table), _separator(table)
    headings = table.headings[0]
    coded = all(_CODE.fullmatch(heading) for heading in headings if heading)
    dotted = _are_dotted(headings)
    columns = []
    for index, heading in enumerate(headings):
        if index in own:
            columns.append(made(index, heading, own[index]))
        elif _TIMING.fullmatch(fold(heading)) and index > len(own) and _is_timing(table, index):
            columns.append(made(index, heading, "other"))
        elif _EXPRESSION.fullmatch(heading):
            columns.append(ignored(made(index, heading)))
        elif dotted:
            columns.append(_undotted(index, heading, headings))
        else:
            columns.append(_column(index, heading, separator, coded=coded))
    return tuple(columns)


def _are_dotted(headings: Sequence[str]) -> bool:
    """Whether R made names of the headings: a dot for every sign that is no letter or number."""
    return not any(" " in heading for heading in headings) and sum("." in text for text in headings) > len(headings) / 2


def _undotted(index: int, heading: str, headings: Sequence[str]) -> Column:
    """A column with its words apart again; `Kies.je...Peer.` is the option Peer of the question Kies je."""
    column = replace(made(index, heading), question=heading.replace(".", " ").strip())
    match = _DOTTED_PART.fullmatch(heading)
    if match is None or sum(other.startswith(match[1] + "..") for other in headings) < 2:
        return column
    return replace(column, question=match[1].replace(".", " "), part=match[2].replace(".", " "))


def _is_timing(table: Table, index: int) -> bool:
    texts = table.texts(index)
    return all(re.fullmatch(r"\d+(?:[.,]\d+)?", text) for text in texts)


def _column(index: int, heading: str, separator: str | None, *, coded: bool) -> Column:
    column = made(index, heading)
    if (numbered := _NUMBERED_CODE.fullmatch(heading)) is not None:
        base, part = numbered[1], numbered[2]
        return replace(column, question=base, part=part, code=f"{base}[{part}]" if part else base)
    if coded:
        question, part = split_brackets(heading)
        return replace(column, question=question, part=part, code=heading or None)
    code, text = None, heading
    if separator and separator in heading:
        before, after = heading.split(separator, 1)
        if _CODE.fullmatch(before):
            code, text = before, after
    question, part = split_brackets(text)
    part = plain_text(part) if part else None
    return replace(column, question=plain_text(question), part=part, code=code)


def _without_brackets(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with `kan_SQ001` read as `kan[SQ001]`: exports for R and SPSS know no brackets.

    A question's code has no underscore of its own; one that no other column shares is left whole.
    """
    items = [column for column in columns if column.role == "item" and column.code is not None]
    if any(column.part is not None for column in items):
        return columns
    codes = Counter((column.code or "").partition("_")[0] for column in items)
    return tuple(
        replace(column, question=base, part=part, code=f"{base}[{part}]")
        if column.role == "item" and column.code == column.heading and part and codes[base] > 1
        else column
        for column in columns
        for base, _mark, part in [(column.code or "").partition("_")]
    )


def _siblings(columns: tuple[Column, ...]) -> list[list[Column]]:
    """The columns of one question with a part each, where there are several."""
    groups: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.part is not None and column.role == "item":
            groups[column.question].append(column)
    return [group for group in groups.values() if len(group) > 1]


def _options_with_both(table: Table, columns: tuple[Column, ...]) -> bool:
    """Whether somewhere every option of a question says yes or no, which other tools leave empty."""
    for group in _siblings(columns):
        said = [set(table.texts(column.index)) - {_NOT_SHOWN} for column in group]
        plain = [words for words in said if words and words <= TICKED | UNTICKED]
        if len(plain) >= 2 and any(words & TICKED for words in plain) and any(words & UNTICKED for words in plain):
            return True
    return False


def _is_text_beside(column: Column) -> bool:
    """Whether a column holds the text of "other" or a remark, not a tick."""
    return column.part is not None and (key(column.part) in OTHER or is_comment(column.part))


def _has_numbered_options(table: Table, columns: tuple[Column, ...]) -> bool:
    """Whether the export was told to write 1 and 0 for ticked and not ticked."""
    for group in _siblings(columns):
        said = [set(table.texts(column.index)) - {_NOT_SHOWN} for column in group if not _is_text_beside(column)]
        words = set().union(*said)
        if words == {"1", "0"}:
            return True
    return False


def _not_shown(table: Table, columns: tuple[Column, ...]) -> frozenset[str]:
    """The words for "not shown": those of other languages only where they can mean nothing else.

    They stand among yes and no in the column of an option, or in all columns of a question together.
    """
    found = {_NOT_SHOWN} if any(_NOT_SHOWN in row for row in table.rows) else set()
    for group in _siblings(columns):
        for column in group:
            words = set(table.texts(column.index))
            if words & (TICKED | UNTICKED) and words <= TICKED | UNTICKED | _NOT_SHOWN_ELSEWHERE | {_NOT_SHOWN}:
                found |= words & _NOT_SHOWN_ELSEWHERE
        found |= _said_in_whole_rows(table, group)
    return frozenset(found)


def _said_in_whole_rows(table: Table, group: list[Column]) -> set[str]:
    """The words for "not shown" that a row has in every column of a question or in none of them."""
    rows = [{row[column.index] for column in group} for row in table.rows]
    return {
        word
        for word in _NOT_SHOWN_ELSEWHERE
        if sum(row == {word} for row in rows) >= _ENOUGH_ROWS and all(word not in row or row == {word} for row in rows)
    }


def without_dates(dates: list[str], columns: tuple[Column, ...]) -> list[Finding]:
    """What to say of an anonymous survey, which has the same date in every response."""
    if not dates or not all(date.startswith(_WITHOUT_DATES) for date in dates):
        return []
    message = _("The survey was set to anonymous: LimeSurvey wrote 1 January 1980 for every date.")
    heading = next(column.heading for column in columns if column.purpose == "submitted")
    return [Finding("info", "I-NO-DATES", message, column=heading)]


_LANGUAGE_WORDS = {
    "nl": ("respons", "reactie", "datum verstuurd", "datum ingediend", "laatste pagina", "begin taal", "begintaal"),
    "de": ("antwort", "datum abgeschickt", "letzte seite", "startsprache"),
    "fr": ("id de la réponse", "date de soumission", "dernière page"),
    "en": ("response id", "answer id", "date submitted", "last page"),
}


def _language(table: Table, columns: tuple[Column, ...]) -> str | None:
    """The language most responses began in, else that of the tool's own headings."""
    spoken = next((column for column in columns if column.purpose == "language"), None)
    if spoken is not None and (texts := table.texts(spoken.index)):
        ((language, _often),) = Counter(texts).most_common(1)
        return language if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z-]{1,12})?", language) else None
    own = [fold(column.heading) for column in columns if column.purpose is not None]
    for language, words in _LANGUAGE_WORDS.items():
        if any(heading.startswith(words) for heading in own):
            return language
    return None

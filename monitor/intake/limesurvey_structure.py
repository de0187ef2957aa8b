"""The structure of a LimeSurvey survey: groups, questions, subquestions and answers, in each of its languages.

LimeSurvey writes it in three ways: texts inside the questions and answers with a row for each language (`.lss` up
to LimeSurvey 3, seen with DBVersion 178 and 365), texts in tables of their own (`question_l10ns` and so on, from
LimeSurvey 4), and as a text file. All three become a `Structure`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.definition.model import LocalText
from monitor.intake.formats.base import plain_text
from monitor.intake.sandbox import Contents

Row = Mapping[str, str]
_STYLE = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,5000}>|<!--.*?-->", re.DOTALL)
_LANGUAGE = re.compile(r"([a-z]{2})(?:-([A-Z]{2}))?(?![a-z])")


@dataclass(frozen=True)
class Answer:
    """One answer of a list; `scale` tells the two lists of a dual scale apart."""

    code: str
    label: LocalText
    scale: int = 0


@dataclass(frozen=True)
class Subquestion:
    """A row of an array (`scale` 0) or a column of it (1), or an option of a multiple choice."""

    code: str
    text: LocalText
    scale: int = 0


@dataclass(frozen=True)
class LimeQuestion:
    """A question as LimeSurvey knows it: `kind` is its type letter, `relevance` the expression that shows it."""

    qid: str
    gid: str
    kind: str
    code: str
    text: LocalText
    other: bool = False
    relevance: str = ""
    rows: tuple[Subquestion, ...] = ()
    columns: tuple[Subquestion, ...] = ()
    answers: tuple[Answer, ...] = ()
    exclusive: frozenset[str] = frozenset()
    """The options that exclude the others."""


@dataclass(frozen=True)
class Group:
    """A page: its title, and the expression that shows it."""

    gid: str
    title: LocalText
    relevance: str = ""


@dataclass(frozen=True)
class Structure:
    """A whole survey, in the order in which it was put; its own language is the first of `languages`."""

    title: LocalText
    languages: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    questions: tuple[LimeQuestion, ...] = ()


def language_of(code: str) -> str | None:
    """LimeSurvey's code of a language as a definition has it: `nl-informal` is `nl`; nothing for `zh-Hans`."""
    match = _LANGUAGE.match(code)
    if match is None or (code[2:3] == "-" and match[2] is None and not code.endswith("informal")):
        return None
    return match[1] + (f"-{match[2]}" if match[2] else "")


def said(texts: Mapping[str, str]) -> LocalText:
    """A text per language of a definition, without mark-up; languages that a definition cannot name are left out.

    As in LimeSurvey's exports a tag leaves no blank behind, and a line break does.
    """
    found: dict[str, str] = {}
    for code, text in texts.items():
        language = language_of(code)
        plain = plain_text(_TAG.sub("", _STYLE.sub("", text)))
        if language is not None and plain:
            found.setdefault(language, plain)
    return found


def structure_of(contents: Contents) -> Structure:
    """The structure in the tables of a `.lss`, as the sandbox hands them over."""
    tables = {sheet.name: _rows(sheet.rows) for sheet in contents.sheets if sheet.name != "responses"}
    return _Reader(tables).structure()


def _rows(rows: Sequence[Sequence[object]]) -> list[Row]:
    names = [str(name) for name in rows[0]]
    return [
        {name: "" if cell is None else str(cell) for name, cell in zip(names, row, strict=True)} for row in rows[1:]
    ]


@dataclass
class _Reader:
    tables: Mapping[str | None, list[Row]]
    texts: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    def structure(self) -> Structure:
        settings = next(iter(self.tables["surveys"]), {})
        languages = [settings.get("language", ""), *settings.get("additional_languages", "").split()]
        titles = {row["surveyls_language"]: row["surveyls_title"] for row in self.tables["surveys_languagesettings"]}
        self.texts = {
            "gid": self._texts("group_l10ns", "gid", "group_name"),
            "qid": self._texts("question_l10ns", "qid", "question"),
            "aid": self._texts("answer_l10ns", "aid", "answer"),
        }
        groups = self._groups()
        return Structure(
            title=said(titles),
            languages=tuple(dict.fromkeys(known for one in languages if (known := language_of(one)) is not None)),
            groups=groups,
            questions=self._questions([group.gid for group in groups]),
        )

    def _texts(self, table: str, key: str, text: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.tables[table]:
            found[row[key]][row["language"]] = row[text]
        return found

    def _together(self, rows: Iterable[Row], key: tuple[str, ...], own: str, text: str) -> list[tuple[Row, LocalText]]:
        """The rows that differ in their language only as one, each with its text in all languages."""
        first: dict[tuple[str, ...], Row] = {}
        texts: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        for row in rows:
            name = tuple(row[part] for part in key)
            first.setdefault(name, row)
            if row.get("language"):
                texts[name][row["language"]] = row[text]
            texts[name] |= self.texts[own].get(row.get(own, ""), {})
        return [(row, said(texts[name])) for name, row in first.items()]

    def _groups(self) -> tuple[Group, ...]:
        found = self._together(self.tables["groups"], ("gid",), "gid", "group_name")
        found.sort(key=lambda pair: _number(pair[0]["group_order"]))
        return tuple(Group(row["gid"], text, row["grelevance"]) for row, text in found)

    def _questions(self, groups: list[str]) -> tuple[LimeQuestion, ...]:
        subquestions, answers, exclusive = self._subquestions(), self._answers(), self._exclusive()
        everything = self._together(self.tables["questions"], ("qid",), "qid", "question")
        found = [(row, text) for row, text in everything if row["parent_qid"] in ("", "0")]
        place = {gid: order for order, gid in enumerate(groups)}
        found.sort(key=lambda pair: (place.get(pair[0]["gid"], len(place)), _number(pair[0]["question_order"])))
        made = []
        for row, text in found:
            parts = subquestions.get(row["qid"], [])
            made.append(
                LimeQuestion(
                    qid=row["qid"],
                    gid=row["gid"],
                    kind=row["type"],
                    code=row["title"],
                    text=text,
                    other=row["other"] == "Y",
                    relevance=row["relevance"],
                    rows=tuple(part for part in parts if part.scale == 0),
                    columns=tuple(part for part in parts if part.scale == 1),
                    answers=tuple(answers.get(row["qid"], ())),
                    exclusive=exclusive.get(row["qid"], frozenset()),
                )
            )
        return tuple(made)

    def _subquestions(self) -> dict[str, list[Subquestion]]:
        rows = [
            *self.tables["subquestions"],
            *(r for r in self.tables["questions"] if r["parent_qid"] not in ("", "0")),
        ]
        found: dict[str, list[Subquestion]] = defaultdict(list)
        for row, text in self._ordered(rows, ("qid",), "qid", "question", "question_order"):
            found[row["parent_qid"]].append(Subquestion(row["title"], text, _number(row["scale_id"])))
        return found

    def _answers(self) -> dict[str, list[Answer]]:
        found: dict[str, list[Answer]] = defaultdict(list)
        key = ("qid", "code", "scale_id")
        for row, text in self._ordered(self.tables["answers"], key, "aid", "answer", "sortorder"):
            found[row["qid"]].append(Answer(row["code"], text, _number(row["scale_id"])))
        return found

    def _ordered(
        self, rows: Iterable[Row], key: tuple[str, ...], own: str, text: str, order: str
    ) -> list[tuple[Row, LocalText]]:
        found = self._together(rows, key, own, text)
        return sorted(found, key=lambda pair: (_number(pair[0]["scale_id"]), _number(pair[0][order])))

    def _exclusive(self) -> dict[str, frozenset[str]]:
        rows = [row for row in self.tables["question_attributes"] if row["attribute"] == "exclude_all_others"]
        return {row["qid"]: frozenset(filter(None, re.split(r"[;,\s]+", row["value"]))) for row in rows}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0

"""The LimeSurvey side of the sandbox: the XML of a `.lss`, and of the `.lss` and `.lsr` in a `.lsa`, as tables.

The XML is a stranger's: no document type, no entities, and it is read piece by piece, so that 13 MB of it does not
become a tree in memory. Of the settings of the survey only what explains answers goes out: the names and addresses
of who made it stay here. The participants and the timings in an archive are not opened at all.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from monitor.intake.archive import members_called
from monitor.intake.sandbox_terms import NOT_SHOWN, Limits, Refused

SECTIONS = {
    "answers": ("qid", "code", "answer", "sortorder", "language", "scale_id", "aid"),
    "answer_l10ns": ("aid", "answer", "language"),
    "groups": ("gid", "group_name", "group_order", "language", "grelevance"),
    "group_l10ns": ("gid", "group_name", "language"),
    "questions": ("qid", "parent_qid", "gid", "type", "title", "question", "other", "question_order", "language",
                  "scale_id", "relevance"),
    "subquestions": ("qid", "parent_qid", "gid", "type", "title", "question", "question_order", "language",
                     "scale_id"),
    "question_l10ns": ("qid", "question", "language"),
    "question_attributes": ("qid", "attribute", "value", "language"),
    "surveys": ("sid", "language", "additional_languages", "anonymized"),
    "surveys_languagesettings": ("surveyls_survey_id", "surveyls_language", "surveyls_title"),
}  # fmt: skip
"""The sections of a `.lss` that are read, with their fields."""

RESPONSES = "responses"
_DEPTH = 12
"""Elements within elements; LimeSurvey's own files have at most five."""


def read_structure(data: bytes, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    """The sections of a `.lss`, each a table under the names of its fields.

    Raises:
        Refused: the XML is damaged, dangerous, or larger than allowed.
    """
    rows: dict[str, list[list[Any]]] = {name: [] for name in SECTIONS}
    for section, row in _rows(data):
        if section in rows:
            found = {field.tag: _text(field) for field in row}
            rows[section].append([found.get(name) for name in SECTIONS[section]])
            _few(len(rows[section]), limits)
    for section, fields in SECTIONS.items():
        yield _sheet(section)
        yield list(fields)
        yield from rows[section]


def read_archive(data: bytes, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    """The structure in a `.lsa`, and then its responses under the names of the columns in LimeSurvey's database.

    Raises:
        Refused: the archive is unsafe or damaged, or lacks one of the two.
    """
    parts = members_called(data, limits, (".lss", ".lsr"))
    structure = [content for name, content in parts if name.endswith(".lss")]
    responses = [content for name, content in parts if name.endswith(".lsr")]
    if len(structure) != 1 or len(responses) != 1:
        raise Refused("limesurvey-archive")
    yield from read_structure(structure[0], limits)
    yield from _responses(responses[0], limits)


def _responses(data: bytes, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    """The responses; a field that one of them does not have (NULL in the database) was not put to that person."""
    names: dict[str, None] = {}
    found: list[dict[str, str]] = []
    for _section, row in _rows(data, names):
        found.append({_name(field.tag): _text(field) for field in row})
        names.update(dict.fromkeys(found[-1]))
        _few(len(found), limits)
        if len(names) > limits.columns:
            raise Refused("too-large", rows=limits.rows, columns=limits.columns)
    yield _sheet(RESPONSES)
    yield list(names)
    yield from ([row.get(name, NOT_SHOWN) or None for name in names] for row in found)


def _few(rows: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise Refused("too-large", rows=limits.rows, columns=limits.columns)


def _sheet(name: str) -> dict[str, Any]:
    return {"sheet": {"name": name, "kind": "limesurvey"}}


def _name(tag: str) -> str:
    """A column as the database calls it: an element of XML cannot begin with a figure or hold a `#`."""
    return tag.lstrip("_").replace("-", "#")


def _text(field: Element) -> str:
    return field.text or ""


def _rows(data: bytes, fields: dict[str, None] | None = None) -> Iterator[tuple[str, Element]]:
    """Every row with the section that it stands in; `fields` receives the names that the section lists, in order."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        events = iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True)
        yield from _found(events, {} if fields is None else fields)
    except DefusedXmlException as error:
        raise Refused("unsafe-xml") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("damaged") from error


def _found(events: Iterable[tuple[str, Element]], fields: dict[str, None]) -> Iterator[tuple[str, Element]]:
    path: list[str] = []
    for event, element in events:
        if event == "start":
            path.append(element.tag)
            if len(path) > _DEPTH:
                raise Refused("unsafe-xml")
            continue
        path.pop()
        if element.tag == "fieldname":
            fields[_name(_text(element))] = None
        if element.tag == "row" and len(path) > 1:
            yield path[-2], element
        if element.tag in ("row", "fieldname") or len(path) < 3:
            element.clear()

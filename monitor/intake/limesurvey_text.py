"""LimeSurvey's structure as a text file (`.txt`, `.tsv`): a row for every group, question, part and answer.

Rows belong to what stands above them; each language repeats all rows after those of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.intake.limesurvey_structure import Answer, Group, LimeQuestion, Structure, Subquestion, language_of, said
from monitor.intake.normalise import cell_text, key
from monitor.intake.not_answers import what_it_defines
from monitor.intake.sandbox import Contents


def is_structure_text(contents: Contents) -> bool:
    """Whether the file is a table with the column names of a structure."""
    return any(
        sheet.rows and what_it_defines(list(map(cell_text, sheet.rows[0]))) == "structure" for sheet in contents.sheets
    )


@dataclass
class _Part:
    """A row as it is first met, with its texts in every language; `parts` are the rows below it that belong to it."""

    row: Mapping[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, str, str], "_Part"] = field(default_factory=dict)

    def again(self, kind: str, row: Mapping[str, str]) -> "_Part":
        """The part with this name, met for the first time or in one more language."""
        found = self.parts.setdefault((kind, row["type/scale"] if kind in ("SQ", "A") else "", row["name"]), _Part(row))
        found.texts.setdefault(row["language"], row["text"])
        return found


def structure_in_text(contents: Contents) -> Structure:
    """The structure in the rows of a text file."""
    survey, settings, titles = _Part({}), dict[str, str](), dict[str, str]()
    group, question = survey, survey
    for row in _rows(contents.sheets[0].rows):
        kind = row["class"]
        if kind == "S":
            settings[row["name"]] = row["text"]
        elif kind == "SL" and row["name"] == "surveyls_title":
            titles[row["language"]] = row["text"]
        elif kind == "G":
            group = _group(survey, row)
        elif kind == "Q":
            question = group.again("Q", row)
        elif kind in ("SQ", "A"):
            question.again(kind, row)
    spoken = [language for part in survey.parts.values() for one in part.parts.values() for language in one.texts]
    known = [settings.get("language", ""), *settings.get("additional_languages", "").split(), *titles, *spoken]
    languages = dict.fromkeys(language for one in known if (language := language_of(one)) is not None)
    groups = [part for (kind, *_rest), part in survey.parts.items() if kind == "G"]
    return Structure(
        title=said(titles),
        languages=tuple(languages),
        groups=tuple(_as_group(place, part) for place, part in enumerate(groups)),
        questions=tuple(one for place, part in enumerate(groups) for one in _questions(place, part)),
    )


def _group(survey: _Part, row: Mapping[str, str]) -> _Part:
    """The group of this row; in one more language it is the one in the same place, as its name is translated."""
    same = [part for part in survey.parts.values() if row["language"] not in part.texts]
    if same and row["language"] != same[0].row["language"]:
        same[0].texts[row["language"]] = row["name"]
        return same[0]
    return survey.again("G", {**row, "text": row["name"], "name": str(len(survey.parts))})


def _rows(rows: Sequence[Sequence[object]]) -> Iterator[dict[str, str]]:
    names = [key(str(name)) for name in rows[0]]
    for cells in rows[1:]:
        row = dict.fromkeys(("class", "type/scale", "name", "relevance", "text", "language", "other"), "")
        row |= {name: "" if cell is None else str(cell) for name, cell in zip(names, cells, strict=False)}
        yield row


def _as_group(place: int, part: _Part) -> Group:
    return Group(str(place), said(part.texts), part.row["relevance"])


def _questions(place: int, group: _Part) -> Iterator[LimeQuestion]:
    for part in group.parts.values():
        row, below = part.row, part.parts.items()
        found = [_subquestion(one) for (kind, *_name), one in below if kind == "SQ"]
        answers = [one for (kind, *_name), one in below if kind == "A"]
        yield LimeQuestion(
            qid=row.get("id") or row["name"],
            gid=str(place),
            kind=row["type/scale"],
            code=row["name"],
            text=said(part.texts),
            other=row["other"] == "Y",
            relevance=row["relevance"],
            rows=tuple(one for one in found if one.scale == 0),
            columns=tuple(one for one in found if one.scale == 1),
            answers=tuple(Answer(one.row["name"], said(one.texts), _scale(one.row)) for one in answers),
            exclusive=frozenset(filter(None, row.get("exclude_all_others", "").replace(",", ";").split(";"))),
        )


def _subquestion(part: _Part) -> Subquestion:
    return Subquestion(part.row["name"], said(part.texts), _scale(part.row))


def _scale(row: Mapping[str, str]) -> int:
    return int(row["type/scale"]) if row["type/scale"].isdecimal() else 0

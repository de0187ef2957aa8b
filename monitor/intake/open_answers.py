"""Open answers: the texts of those who are new, apart from everything else they answered.

Only items that the survey declares as open: what is written behind "other, namely" stays behind at the door, and so
does a column of an open item that holds addresses or telephone numbers.
"""

from collections.abc import Iterator
from typing import Any

from monitor.intake.answers import Answers
from monitor.intake.export import Finding
from monitor.intake.joining import Joining
from monitor.intake.normalise import cell_text
from monitor.intake.nothing import nothing
from monitor.intake.report import with_finding
from monitor.texts import _, n_


def texts_of(answers: Answers, joining: Joining) -> tuple[tuple[str, str], ...]:
    """Pairs of the id of an open item and what a newly stored respondent wrote; whoever keeps them shuffles them."""
    return tuple(pair for place in joining.anonymised.kept for pair in _written(answers, place))


def _written(answers: Answers, place: int) -> Iterator[tuple[str, str]]:
    """What one row says, per open item; several columns of an item are one text."""
    row = answers.export.rows[place]
    parts: dict[str, list[str]] = {}
    for link in answers.links:
        if link.role == "free_text" and link.item is not None and (text := _clean(cell_text(row[link.column.index]))):
            parts.setdefault(link.item, []).append(text)
    yield from ((item, "\n".join(texts)) for item, texts in parts.items())


def _clean(text: str) -> str:
    """The text without what steers a screen; nothing if it only says that there is nothing to say."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    shown = "\n".join("".join(letter for letter in line if letter.isprintable()) for line in lines if line)
    return "" if nothing(shown) or not any(letter.isalnum() for letter in shown) else shown


def told_of_open_answers(
    report: dict[str, Any], answers: Answers, year: str, *, taken: int, urgent: int
) -> dict[str, Any]:
    """The report of a file whose open answers are kept apart: that some may name danger first, then that they are kept.

    How many they are is told in a dry run only (whose report has `items`): there nothing is taken, and so there is
    nothing to read yet.
    """
    columns = {link.column.heading for link in answers.links if link.role == "free_text" and link.item}
    if not columns:
        return report
    findings = [one for one in report["findings"] if one["code"] != "I-FREE-TEXT" or one["column"] not in columns]
    report, dry_run = {**report, "findings": findings}, "items" in report
    if taken or dry_run:
        said = _would_be_taken(taken) if dry_run else _taken()
        report = with_finding(report, Finding("info", "I-OPEN-ANSWERS", said))
    if urgent:
        said = _would_be_urgent(urgent) if dry_run else _urgent(answers.survey.id, year)
        report = with_finding(report, Finding("warning", "W-OPEN-DANGER", said))
    return report


def _taken() -> str:
    return _(
        "Open answers were taken to be read, apart from the other answers of who wrote them. They are shown only if "
        "two people release them."
    )


def _would_be_taken(texts: int) -> str:
    return n_(
        "One open answer would be taken to be read.", "{n} open answers would be taken to be read.", texts
    ).format(n=texts)


def _urgent(survey: str, year: str) -> str:
    return _(
        "One or more open answers may name danger to a child. Read them now: `schoolklimaat comments urgent --survey "
        "{survey} --year {year}`"
    ).format(survey=survey, year=year)


def _would_be_urgent(texts: int) -> str:
    return n_(
        "One open answer may name danger to a child. Import the file and read it first.",
        "{n} open answers may name danger to a child. Import the file and read them first.",
        texts,
    ).format(n=texts)

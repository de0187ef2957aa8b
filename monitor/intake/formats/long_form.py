"""Long form: one answer per row, with the question beside it, as databases write them.

Such a table cannot be counted as people; it is turned into a row per person first.
"""

from collections.abc import Iterator

from monitor.intake.export import Finding
from monitor.intake.layout import Table
from monitor.intake.normalise import key
from monitor.texts import _

_QUESTIONS = (
    "question | question code | question id | questionid | questioncode | item | item id | item code | variable | "
    "vraag | vraagcode | vraag code | vraag id | vraagnummer | vraagtekst | stelling | variabele"
)
_ANSWERS = (
    "answer | answer code | answer id | answertext | answer text | value | response | score | antwoord | "
    "antwoordcode | antwoord code | antwoordtekst | waarde | reactie"
)
_MOST_COLUMNS = 15
_FEWEST_ROWS = 4
_MOSTLY_ONCE = 0.8
"""A list of several choices gives a person several rows for one question."""


def long_form(table: Table) -> Iterator[Finding]:
    """An error if every row is one answer: a column of questions that return, and one of answers beside it."""
    names = [key(heading.replace("_", " ")) for heading in table.headings[0]]
    questions = [index for index, name in enumerate(names) if name in _QUESTIONS.split(" | ")]
    answers = [index for index, name in enumerate(names) if name in _ANSWERS.split(" | ")]
    if not questions or not answers or table.width > _MOST_COLUMNS or len(table.rows) < _FEWEST_ROWS:
        return
    others = (index for index in range(table.width) if index not in (*questions, *answers))
    person = next((index for index in others if _is_person(table, index, questions[0])), None)
    if person is None:
        return
    message = _(
        "In this file every row is one answer, with its question in column {question}: a person has several rows. "
        "Export it with a column per question, or make a pivot table of it with {person} as rows and {question} as "
        "columns."
    )
    heading, who = table.headings[0][questions[0]], table.headings[0][person]
    text = message.format(question=heading, person=who)
    yield Finding("error", "E-SEVERAL-ROWS", text, sheet=table.sheet.name, column=heading)


def _is_person(table: Table, index: int, question: int) -> bool:
    """Whether a column names who answered: it returns from row to row, but mostly once with one question."""
    rows = [(row[index], row[question]) for row in table.rows if row[index] is not None and row[question] is not None]
    people, questions = {person for person, _question in rows}, {asked for _person, asked in rows}
    return (
        1 < len(people) <= len(rows) / 2
        and 1 < len(questions) <= len(rows) / 2
        and len(set(rows)) >= _MOSTLY_ONCE * len(rows)
    )

"""Joining: what a file adds to a wave that has imports already, so that each respondent is stored once."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from monitor.anonymous import AnonymousAnswers
from monitor.intake.anonymise import Anonymised
from monitor.intake.answers import Answers
from monitor.intake.marking import marks_of, newcomers
from monitor.intake.rows import Outcome
from monitor.marks import Marks, recognise


@dataclass(frozen=True)
class Joining:
    """The answers that are new to a wave and their marks, and how many others the wave had already.

    `changed` of those stored `before` have other answers now, `recoded` the same ones, read otherwise;
    `by_answers_alone` have neither a time nor a number to be known by.
    """

    anonymised: Anonymised
    marks: Marks
    before: int
    changed: int
    recoded: int
    by_answers_alone: int

    @property
    def answers(self) -> AnonymousAnswers:
        """What may be kept."""
        return self.anonymised.answers

    @property
    def rows(self) -> dict[str, int]:
        """The account of the rows of the file."""
        return asdict(self.anonymised.rows)


def joined(
    answers: Answers,
    outcome: Outcome,
    anonymise: Callable[[frozenset[int]], Anonymised],
    secret: bytes,
    earlier: Mapping[int, Marks],
) -> Joining:
    """What the file adds to a wave whose imports left these marks.

    Args:
        answers: the export under its survey.
        outcome: what became of each row within the file.
        anonymise: makes the answers without the people, given the places of rows that were stored before.
        secret: the wave's key for marks.
        earlier: the marks of each import that counts.
    """
    new = newcomers(answers, outcome, secret)
    found = recognise(new, earlier)
    stored = [one for one in new if one.kept and one.person not in found.known]
    return Joining(
        anonymised=anonymise(frozenset(found.known)),
        marks=marks_of(stored),
        before=len(found.known),
        changed=len(found.changed),
        recoded=len(found.recoded),
        by_answers_alone=sum(one.kept and not one.has_moment and not one.has_number for one in new),
    )

"""Joining: what a file adds to a wave that has imports already, so that each respondent is stored once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, replace

from monitor.anonymous import AnonymousAnswers
from monitor.intake.anonymise import Anonymised
from monitor.intake.answers import Answers
from monitor.intake.marking import marks_of, newcomers
from monitor.intake.rows import Fate, Outcome
from monitor.intake.withdrawal import told_of_codes, withdrawal_codes
from monitor.marks import Marks, recognise
from monitor.withdrawal_codes import KeyFor, hash_of, hashes

WITHDRAWN = "withdrawn"
"""Why a row is left out of which the answers were withdrawn before; the account of the rows counts it as a double."""


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
    key_for: KeyFor,
    earlier: Mapping[int, Marks],
    withdrawn: Collection[bytes] = (),
) -> Joining:
    """What the file adds to a wave whose imports left these marks.

    Args:
        answers: the export under its survey.
        outcome: what became of each row within the file.
        anonymise: makes the answers without the people, given the places of rows that were stored before.
        key_for: the wave's key for a purpose.
        earlier: the marks of each import that counts.
        withdrawn: the hashes of the withdrawal codes that were used: who has one of them stays out.
    """
    new = newcomers(answers, outcome, key_for("marks"))
    found = recognise(new, earlier)
    codes = withdrawal_codes(answers)
    gone = {place for place, code in _of_stored(codes, outcome) if hash_of(code, key_for) in withdrawn}
    known = found.known | gone
    stored = [one for one in new if one.kept and one.person not in known]
    anonymised = anonymise(frozenset(known))
    hashed = hashes((codes.get(place, "") for place in anonymised.places), key_for)
    told = told_of_codes(answers, codes, anonymised.kept, gone)
    withdrew = {answers.export.row_numbers[place] for place in gone}
    return Joining(
        anonymised=replace(
            anonymised,
            answers=replace(anonymised.answers, withdrawal=hashed),
            dropped=tuple((row, WITHDRAWN if row in withdrew else why) for row, why in anonymised.dropped),
            findings=(*anonymised.findings, *told),
        ),
        marks=marks_of(stored),
        before=len(known),
        changed=len(found.changed),
        recoded=len(found.recoded),
        by_answers_alone=sum(one.kept and not one.has_moment and not one.has_number for one in new),
    )


def _of_stored(codes: Mapping[int, str], outcome: Outcome) -> list[tuple[int, str]]:
    return [(place, code) for place, code in codes.items() if code and outcome.fates[place] is Fate.STORED]

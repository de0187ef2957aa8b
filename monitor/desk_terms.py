"""What the import desk and a screen say to each other: a file is shown, decided about, taken in, closed.

Imports nothing, so that a screen may know these words without knowing where answers lie. Whatever stands in a
`Looked` is for the eyes of the one who brought the file: it holds counts of rows and examples, and is never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

DROP = "drop"
"""What a column means that is of no use."""
HANDED_IN = "bestand"
"""Instead of the id of a questionnaire: one that is handed in beside the answers."""


@dataclass(frozen=True)
class Decisions:
    """What a person decided about a file: heading to question (or `DROP`), per question label to code."""

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Handed:
    """A file that was handed in, and what it was called, which is never part of a path."""

    file: Path
    name: str


@dataclass(frozen=True)
class Asked:
    """A file and what somebody said of it; `name` is what the file was called.

    `survey` is the id of one of the questionnaires on offer, or `HANDED_IN`: that in `questionnaire`. `class_list` says
    how many could answer in each class; `classes`, what was filled in by hand, goes before it. `group_column` is the
    heading of the column with the class; `is_sample`: made-up answers, never to be stored among those of a real school.
    `keep_year`: somebody said that the year is right, although the times in the file lie in another.
    """

    file: Path
    name: str
    survey: str
    year: str
    enrolled: int | None = None
    sheet: str | None = None
    dates: Literal["day-month", "month-day"] | None = None
    include_incomplete: bool = False
    mend_letters: bool = False
    keep_year: bool = False
    group_column: str | None = None
    decisions: Decisions = Decisions()
    is_sample: bool = False
    questionnaire: Handed | None = None
    class_list: Handed | None = None
    classes: Mapping[str, int] = field(default_factory=dict)

    @property
    def handed(self) -> tuple[Handed, ...]:
        """The file with the answers, and what was handed in beside it."""
        beside = (one for one in (self.questionnaire, self.class_list) if one is not None)
        return (Handed(self.file, self.name), *beside)


@dataclass(frozen=True)
class Named:
    """Something to choose from: its id, and its words."""

    id: str
    words: str


@dataclass(frozen=True)
class SeenColumn:
    """One column of a file, as somebody sees it who decides what it means.

    `item` is the question that it is (with `certainty` 0..1), `proposed` the one that it may be. `examples` are at most
    three values, empty where they could tell of a person: `personal` says in words why. `is_twice`: another column
    has the same heading, so nothing can be said of this one alone. `may_be_group`: it may hold the class;
    `is_called_group`: its heading says so as well; `was_group`: it did, the last time. `fits` are the questions without
    a column that it may be by its answers alone; its heading says nothing of the kind.
    """

    number: int
    heading: str
    role: str
    item: str | None = None
    proposed: str | None = None
    certainty: float = 0.0
    examples: tuple[str, ...] = ()
    personal: str = ""
    is_twice: bool = False
    may_be_group: bool = False
    is_called_group: bool = False
    was_group: bool = False
    fits: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeenOption:
    """An answer of a scale: whether anybody gave it, and whether it counts apart (`unknown`, `refused`).

    How often is not said: that number is protected as soon as the wave is closed, and nothing here needs it.
    """

    code: str
    label: str
    given: bool
    apart: str = ""


@dataclass(frozen=True)
class Repair:
    """A text of the file that is no answer of its questions, and the answer that is probably meant.

    `key` names it in a form; `code` is what was decided, `suggested` what is proposed.
    """

    key: str
    text: str
    count: int
    items: tuple[str, ...]
    suggested: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class SeenScale:
    """The questions that have the same answers, those answers, and the texts that are none of them.

    `reversed` are the questions that are asked the other way round; `unread` counts answers that are too rare to show.
    """

    questions: tuple[str, ...]
    options: tuple[SeenOption, ...]
    repairs: tuple[Repair, ...] = ()
    reversed: tuple[str, ...] = ()
    unread: int = 0


@dataclass(frozen=True)
class SeenFinding:
    """Something to know of the file: how grave (`error`, `warning`, `info`), its code, where, and in words.

    `column` is the heading of the column that it is about, if it is about one.
    """

    severity: str
    code: str
    where: str
    message: str
    column: str = ""


@dataclass(frozen=True)
class Looked:
    """A file as a trial import found it.

    `tool` to `language` are what was detected; `questions` those of the survey. `rows` is the account of the rows (read
    is the sum of the rest), `dropped` the rows that would not be stored, with the reason, `in_all` how many the wave
    would have with those of earlier files. `enrolled` is how many could answer; `is_declared`: the settings of the
    school say so. `small` are the classes with fewer answers than `least`; `refused` says why an import would not be
    allowed. `overruled` are sentences about what was said here, where the settings of the school say otherwise.
    `other_year` is the school year that the times in the file are of, where it is another than was chosen. `unread`
    are the answers that would be stored as not recognised, of so many questions.
    """

    asked: Asked
    title: str
    wave: str
    tool: str
    sheet: str | None
    heading_rows: int
    encoding: str | None
    separator: str | None
    language: str | None
    questions: tuple[Named, ...]
    columns: tuple[SeenColumn, ...]
    scales: tuple[SeenScale, ...]
    findings: tuple[SeenFinding, ...]
    rows: Mapping[str, int]
    dropped: tuple[tuple[int, str], ...]
    enrolled: int | None
    groups: tuple[str, ...]
    small: tuple[str, ...]
    least: int
    in_all: int
    is_declared: bool = False
    refused: str = ""
    enrolled_by_class: Mapping[str, int] = field(default_factory=dict)
    overruled: tuple[str, ...] = ()
    other_year: str = ""
    unread: int = 0
    unread_questions: int = 0

    @property
    def unlinked(self) -> tuple[Named, ...]:
        """The questions that no column is, nor may be until somebody says so."""
        there = {one.item or one.proposed for one in self.columns}
        return tuple(one for one in self.questions if one.id not in there)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """The texts of all scales that are no answer."""
        return tuple(repair for scale in self.scales for repair in scale.repairs)


@dataclass(frozen=True)
class TakenIn:
    """What became of a file: the number of its import (None: nothing was new), the account and the findings.

    `reminders` are sentences about what may not be kept any longer.
    """

    number: int | None
    wave: str
    title: str
    year: str
    rows: Mapping[str, int]
    dropped: tuple[tuple[int, str], ...]
    findings: tuple[SeenFinding, ...]
    reminders: tuple[str, ...] = ()

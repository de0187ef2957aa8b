"""A contribution: what one school gave its network of one wave, and what can be wrong with it."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from monitor.definition.differences import TrendBreak, was_observed
from monitor.definition.model import Frozen, Survey
from monitor.disclosure.release_file import FACTS, MANIFEST
from monitor.disclosure.witnesses import WITNESSES
from monitor.errors import CallError, FileRefused, InputRefused, Place
from monitor.legal import Grounds, OneLine
from monitor.texts import _

Kind = Literal["facts", "codes"]
SCHOOL = r"^[a-z0-9][a-z0-9-]{0,39}$"
"""How the code of a school in a dataset may be written."""
ANSWERS = "answers.parquet"
MOST_PEOPLE = 100_000
"""No school has so many families, pupils or staff; one number of more would drown those of all other schools."""
FILES = {"facts": (FACTS, MANIFEST, WITNESSES), "codes": (ANSWERS,)}
"""The files of a contribution of each kind."""


class Agreement(Frozen):
    """The written agreement under which a school hands over answers: which it is, and when it was signed."""

    reference: Annotated[OneLine, Field(min_length=1)]
    signed_on: dt.date


class Contribution(Frozen):
    """What one school contributed of one wave: its record in the dataset.

    `files` are the SHA-256 of each file by name. `enrolment` is how many could answer (`total` and per class label),
    `stages` the reporting tree and `grounds` on what ground people were asked, as the school has them: a network needs
    them to close a wave from codes. `thresholds` is where the school asked for more protection than the policy.
    `breaks` is what its files showed beyond the questionnaire; of released numbers their manifest tells it.
    """

    format: Literal[1] = 1
    school: Annotated[str, Field(pattern=SCHOOL)]
    name: str
    kind: Kind
    year: Annotated[str, Field(pattern=r"^20\d\d-20\d\d$")]
    survey: Survey
    survey_hash: str
    files: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]]
    forms: int = Field(ge=0, le=MOST_PEOPLE)
    locale: Literal["nl-BE", "nl-NL"] = "nl-BE"
    enrolment: dict[str, Annotated[int, Field(ge=0, le=MOST_PEOPLE)]] = Field(default_factory=dict)
    stages: dict[str, list[str]] = Field(default_factory=dict)
    grounds: Grounds = Field(default_factory=Grounds)
    thresholds: dict[str, int] = Field(default_factory=dict)
    agreement: Agreement | None = None
    breaks: tuple[TrendBreak, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> "Contribution":
        if self.survey_hash != self.survey.hash or {*self.files} != {*FILES[self.kind]}:
            raise ValueError("the record is not of one piece")
        if (self.agreement is not None) != (self.kind == "codes"):
            raise ValueError("codes have an agreement, facts need none")
        if self.breaks and (self.kind == "facts" or not all(map(was_observed, self.breaks))):
            raise ValueError("breaks are what the files showed, and stand beside codes")
        return self

    def as_json(self, indent: int | None = None) -> str:
        """The record as it is written, and what its fingerprint is of: without breaks as before there were any."""
        return self.model_dump_json(indent=indent, exclude=None if self.breaks else {"breaks"})

    @property
    def folder(self) -> str:
        """Where the files lie in the dataset."""
        return f"{self.kind}/survey={self.survey.id}/year={self.year}/school={self.school}"

    @property
    def all_files(self) -> tuple[str, ...]:
        """The SHA-256 of all files: equal for the same files, whatever the school is called."""
        return tuple(sorted(self.files.values()))


def school_code(text: str) -> str:
    """The code of a school in a dataset.

    Raises:
        CallError: it may not be written so.
    """
    if not re.fullmatch(SCHOOL.strip("^$"), text):
        raise CallError(
            _("{text!r} cannot be the code of a school.").format(text=text),
            remedy=_(
                "Write it as the network gave it to you: at most 40 small letters, digits and hyphens, without spaces "
                "(such as school-001)."
            ),
        )
    return text


def damaged(contribution: Contribution, file: str) -> FileRefused:
    """The refusal of a file that is gone, or not the one that the school wrote."""
    told = _("What the school {school} contributed is not whole: this file is gone, damaged or was changed.")
    return FileRefused(told.format(school=contribution.school), remedy=_again(), place=Place(file=file))


def record_damaged(school: str, file: str) -> FileRefused:
    """The refusal of a record that cannot be read, or that is about something else than its name says."""
    told = _("The record of what the school {school} contributed cannot be read, or is of something else.")
    return FileRefused(told.format(school=school), remedy=_again(), place=Place(file=file))


def twice_under_two_codes(schools: Sequence[str], file: str) -> FileRefused:
    """The refusal of the same files under several schools: one of them is not theirs."""
    told = _("The same files lie in the dataset under several schools: {schools}. None of them is counted.")
    return FileRefused(
        told.format(schools=", ".join(schools)),
        remedy=_("Find out which school it is, and take the records of the others away."),
        place=Place(file=file),
    )


def contributed_otherwise(known: Contribution, file: str) -> InputRefused:
    """The refusal of a second contribution of the same school to the same wave."""
    told = _("The school {school} contributed {wave} before, and with other content. Nothing was written.")
    return InputRefused(
        told.format(school=known.school, wave=f"{known.survey.id}_{known.year}"),
        remedy=_(
            "A school contributes a wave once. Is the code of the school right? If what lies there must go, the "
            "network takes its record away first, and nothing may have been made of it yet."
        ),
        place=Place(file=file),
    )


def _again() -> str:
    return _("Have the school contribute again: the network takes away this record first.")

"""The dataset of a network: what its schools contributed, by survey, school year and school.

```
codes/survey=<id>/year=<2025-2026>/school=<code>/answers.parquet
facts/survey=<id>/year=<…>/school=<code>/{facts.parquet,manifest.json,witnesses.parquet}
contributions/survey=<id>/year=<…>/school=<code>.json
```

The record of a contribution is written last and names the SHA-256 of each file: files without a record are those of a
school that was broken off, and are not read. A school contributes a wave once.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from monitor.counting.engines import Part
from monitor.definition.model import Frozen, Survey
from monitor.errors import FileRefused
from monitor.legal import Grounds
from monitor.stores import Store

SCHOOL = r"^[a-z0-9][a-z0-9-]{0,39}$"
"""How the code of a school in a dataset may be written."""
ANSWERS = "answers.parquet"


class Agreement(Frozen):
    """The written agreement under which a school hands over answers: which it is, and when it was signed."""

    reference: str = Field(min_length=1, max_length=200)
    signed_on: dt.date


class Contribution(Frozen):
    """What one school contributed of one wave: its record in the dataset.

    `files` are the SHA-256 of each file by name. `enrolment` is how many could answer (`total` and per class label),
    `stages` the reporting tree and `grounds` on what ground people were asked, as the school has them: a network needs
    them to close a wave from codes.
    """

    format: int = 1
    school: Annotated[str, Field(pattern=SCHOOL)]
    name: str
    kind: Literal["facts", "codes"]
    year: str
    survey: Survey
    survey_hash: str
    files: dict[str, str]
    forms: int
    locale: Literal["nl-BE", "nl-NL"] = "nl-BE"
    enrolment: dict[str, int] = Field(default_factory=dict)
    stages: dict[str, list[str]] = Field(default_factory=dict)
    grounds: Grounds = Field(default_factory=Grounds)
    agreement: Agreement | None = None


@dataclass(frozen=True)
class Contributions:
    """What lies in a dataset of one wave: of which questionnaire, what can be used, and of whom not and why.

    `survey` is None where there is no contribution that can be read.
    """

    survey: Survey | None
    usable: tuple[Contribution, ...]
    refused: Mapping[str, FileRefused]


@dataclass(frozen=True)
class Dataset:
    """A dataset in a folder or elsewhere."""

    store: Store

    @classmethod
    def open(cls, url: str | Path) -> "Dataset":
        """The dataset in this folder, or under this address; an empty one if there is nothing yet.

        Raises:
            InputRefused: no program of this kind can open it, or it cannot be reached.
        """
        return cls(Store(str(url)))

    def waves(self) -> tuple[tuple[str, str], ...]:
        """The survey and the school year of each wave of which there are contributions, sorted."""
        raise NotImplementedError

    def contributions(self, survey: str, year: str, *, definition: Survey | None = None) -> Contributions:
        """What schools contributed of this wave, each file held against its SHA-256.

        `definition` is the questionnaire that is meant; without it, the one that most schools have.
        """
        raise NotImplementedError

    def parts(self, survey: str, year: str, *, definition: Survey | None = None) -> tuple[Part, ...]:
        """The answers of each school that contributed codes, to be counted by an engine; only those that can be used."""
        raise NotImplementedError

    def part(self, contribution: Contribution) -> Part:
        """The answers that a school contributed, to be counted by an engine."""
        raise NotImplementedError

    def files(self, contribution: Contribution) -> Iterator[tuple[str, bytes]]:
        """The files of a contribution by name, each held against its SHA-256: the release of a school, to be adopted.

        Raises:
            FileRefused: one is gone or damaged.
        """
        raise NotImplementedError

    def add(self, contribution: Contribution, files: Mapping[str, bytes]) -> bool:
        """Write what a school contributes, the record last; whether it was written: the same again is left as it is.

        Raises:
            InputRefused: the school contributed this wave before, and other bytes; or the dataset cannot be reached.
        """
        raise NotImplementedError

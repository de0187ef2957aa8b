"""The dataset of a network: what its schools contributed, by survey, school year and school.

```
codes/survey=<id>/year=<2025-2026>/school=<code>/answers.parquet
facts/survey=<id>/year=<…>/school=<code>/{facts.parquet,manifest.json,witnesses.parquet}
contributions/survey=<id>/year=<…>/school=<code>.json
```

The record of a contribution is written last and names the SHA-256 of each file: files without a record are those of a
school that was broken off, and are not read. A school contributes a wave once.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from monitor.counting.answers_file import other_questionnaire
from monitor.counting.engines import Part
from monitor.definition.model import Survey
from monitor.errors import FileRefused
from monitor.network.contribution import (
    ANSWERS,
    Contribution,
    contributed_otherwise,
    damaged,
    record_damaged,
    twice_under_two_codes,
)
from monitor.stores import Store, without_password

_RECORDS = "contributions"


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
            InputRefused: this program cannot open such an address.
        """
        return cls(Store.at(str(url)))

    def waves(self) -> tuple[tuple[str, str], ...]:
        """The survey and the school year of each wave of which there are contributions, sorted.

        Raises:
            InputRefused: the dataset cannot be reached.
        """
        surveys = _values(self.store.names(_RECORDS), "survey")
        return tuple(
            (survey, year)
            for survey in surveys
            for year in _values(self.store.names(f"{_RECORDS}/survey={survey}"), "year")
        )

    def contributions(self, survey: str, year: str, *, definition: Survey | None = None) -> Contributions:
        """What schools contributed of this wave, each file held against its SHA-256; sorted by school.

        `definition` is the questionnaire that is meant; without it, the one that most schools have.

        Raises:
            InputRefused: the dataset cannot be reached.
        """
        found, refused = self._records(survey, year)
        meant = definition or most_usual([one.survey for one in found.values()])
        with_files: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for school, one in found.items():
            with_files[one.all_files].append(school)
        usable = []
        for school, one in found.items():
            try:
                self._require_usable(one, meant or one.survey, with_files[one.all_files])
                usable.append(one)
            except FileRefused as fault:
                refused[school] = fault
        return Contributions(meant, tuple(usable), dict(sorted(refused.items())))

    def parts(self, survey: str, year: str, *, definition: Survey | None = None) -> tuple[Part, ...]:
        """The answers of each school that contributed codes and can be used, to be counted by an engine.

        Raises:
            InputRefused: the dataset cannot be reached.
        """
        usable = self.contributions(survey, year, definition=definition).usable
        return tuple(self.part(one) for one in usable if one.kind == "codes")

    def part(self, contribution: Contribution) -> Part:
        """The answers that a school contributed, to be counted by an engine."""
        source = self.store.where(f"{contribution.folder}/{ANSWERS}")
        return Part(contribution.school, source, contribution.forms)

    def files(self, contribution: Contribution) -> Iterator[tuple[str, bytes]]:
        """The files of a contribution by name, each held against its SHA-256: the release of a school, to be adopted.

        Raises:
            FileRefused: one is gone or damaged.
            InputRefused: the dataset cannot be reached.
        """
        for name, sha256 in contribution.files.items():
            content = self.store.read(f"{contribution.folder}/{name}")
            if content is None or hashlib.sha256(content).hexdigest() != sha256:
                raise damaged(contribution, self._told(f"{contribution.folder}/{name}"))
            yield name, content

    def add(
        self, contribution: Contribution, files: Mapping[str, bytes], *, arriving: Callable[[], None] | None = None
    ) -> bool:
        """Write what a school contributes, the record last; whether it was written: the same again is left as it is.

        `arriving` is called when the files lie there, before the record makes them count.

        Raises:
            FileRefused: the record of what the school contributed before is damaged.
            InputRefused: the school contributed this wave before, and other bytes; or the dataset cannot be reached.
        """
        assert contribution.files == {name: hashlib.sha256(one).hexdigest() for name, one in files.items()}
        if self.holds(contribution):
            return False
        for name, content in files.items():
            self.store.write(f"{contribution.folder}/{name}", content)
        if arriving:
            arriving()
        record = _record_name(contribution.survey.id, contribution.year, contribution.school)
        self.store.write(record, contribution.as_json(indent=1).encode())
        return True

    def holds(self, contribution: Contribution) -> bool:
        """Whether the dataset has this contribution already.

        Raises:
            FileRefused: the record of what the school contributed before is damaged.
            InputRefused: it has another one of the same school and wave; or it cannot be reached.
        """
        survey, year, school = contribution.survey.id, contribution.year, contribution.school
        if not self.has(survey, year, school):
            return False
        known = self._record(survey, year, school)
        if (known.kind, known.files) != (contribution.kind, contribution.files):
            raise contributed_otherwise(known, self._told(_record_name(survey, year, school)))
        return True

    def require_whole(self, contribution: Contribution) -> None:
        """Check that the files of a contribution lie there as the record names them.

        Raises:
            FileRefused: one is gone or damaged.
            InputRefused: the dataset cannot be reached.
        """
        for name, sha256 in contribution.files.items():
            file = f"{contribution.folder}/{name}"
            if self.store.sha256(file) != sha256:
                raise damaged(contribution, self._told(file))

    def has(self, survey: str, year: str, school: str) -> bool:
        """Whether there is a record of this school in this wave.

        Raises:
            InputRefused: the dataset cannot be reached.
        """
        return self.store.read(_record_name(survey, year, school)) is not None

    def require_none(self, survey: str, year: str, school: str) -> None:
        """Check that nothing is known of this school in this wave.

        Raises:
            InputRefused: something is; or the dataset cannot be reached.
        """
        if self.has(survey, year, school):
            known = self._record(survey, year, school)
            raise contributed_otherwise(known, self._told(_record_name(survey, year, school)))

    def _schools(self, survey: str, year: str) -> tuple[str, ...]:
        names = self.store.names(f"{_RECORDS}/survey={survey}/year={year}")
        return _values([name.removesuffix(".json") for name in names if name.endswith(".json")], "school")

    def _records(self, survey: str, year: str) -> tuple[dict[str, Contribution], dict[str, FileRefused]]:
        """The records of a wave by school, and why some cannot be read."""
        found, refused = dict[str, Contribution](), dict[str, FileRefused]()
        known: dict[str, Survey] = {}  # of a thousand schools the questionnaire is in memory once
        for school in self._schools(survey, year):
            try:
                one = self._record(survey, year, school)
            except FileRefused as fault:
                refused[school] = fault
            else:
                asked = known.setdefault(one.survey_hash, one.survey)
                found[school] = one.model_copy(update={"survey": asked})
        return found, refused

    def _record(self, survey: str, year: str, school: str) -> Contribution:
        """The record of a contribution, which is about the school, the survey and the year that its name says."""
        name = _record_name(survey, year, school)
        content = self.store.read(name)
        try:
            found = Contribution.model_validate_json(content or b"")
        except ValidationError as fault:
            raise record_damaged(school, self._told(name)) from fault
        if (found.survey.id, found.year, found.school) != (survey, year, school):
            raise record_damaged(school, self._told(name))
        return found

    def _require_usable(self, one: Contribution, meant: Survey, schools: Sequence[str]) -> None:
        """Check that a contribution is of the questionnaire that is meant, whole, and nobody else's.

        `schools` are all that contributed these same files.

        Raises:
            FileRefused: it is not.
        """
        record = self._told(_record_name(one.survey.id, one.year, one.school))
        if one.survey_hash != meant.hash:
            raise other_questionnaire(record, one.survey_hash, meant.hash)
        if len(schools) > 1:
            raise twice_under_two_codes(schools, record)
        self.require_whole(one)

    def _told(self, name: str) -> str:
        return without_password(self.store.where(name))


def _record_name(survey: str, year: str, school: str) -> str:
    return f"{_RECORDS}/survey={survey}/year={year}/school={school}.json"


def _values(names: Sequence[str], key: str) -> tuple[str, ...]:
    """The values in names such as `survey=ouders`."""
    return tuple(name.removeprefix(f"{key}=") for name in names if name.startswith(f"{key}="))


def most_usual(surveys: Sequence[Survey]) -> Survey | None:
    """The questionnaire, word for word, that most of these are; the first of those where several are as usual."""
    by_hash = {one.hash: one for one in reversed(surveys)}
    counted = Counter(one.hash for one in surveys).most_common(1)
    return by_hash[counted[0][0]] if counted else None

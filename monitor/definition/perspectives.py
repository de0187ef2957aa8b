"""The subjects that several groups are asked about: from `surveys/perspectives.yaml`, checked against the surveys.

How far two groups compare is said by the items (`common`, `comparability`); of two items the weaker counts. The file
adds what a subject is called, and why two groups compare no better.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

from pydantic import Field

from monitor.definition.faults import Problem, not_known, refused
from monitor.definition.library import surveys
from monitor.definition.load import FittedFile, fit_file
from monitor.definition.model import Item, LocalText
from monitor.definition.source import Code, Source, Text
from monitor.shipped import surveys_folder
from monitor.texts import _

SAME_WORDS, SAME_SUBJECT, ORIENTATION = 1, 2, 3
"""The levels: the same words and answers; turned to the respondent; the same subject only."""


class WhySource(Source):
    """Why two groups compare no better."""

    level: int = Field(ge=SAME_SUBJECT, le=ORIENTATION)
    reason: Text


class SubjectSource(Source):
    """A subject that items of several groups share."""

    key: Code = Field(description="`common` of the items.")
    title: Text
    why: tuple[WhySource, ...] = Field(default=(), description="One for each level but 1 that occurs.")


class PerspectivesFile(Source):
    """`perspectives.yaml`."""

    format: Literal["schoolklimaat/perspectives@1"] = Field(alias="schema")
    subjects: tuple[SubjectSource, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Subject:
    """What several groups are asked about."""

    key: str
    title: LocalText
    why: dict[int, LocalText]


def level_between(one: Item, other: Item) -> int:
    """How far the answers of two groups compare: 1 to 3, the weaker of what the two items say.

    Raises:
        ValueError: the items are not about the same subject.
    """
    if one.common is None or one.common != other.common or one.comparability is None or other.comparability is None:
        raise ValueError("the items are not about the same subject")
    return max(one.comparability, other.comparability)


@cache
def subjects() -> dict[str, Subject]:
    """The subjects by key, in the order in which they are shown.

    Raises:
        DefinitionRefused: `surveys/perspectives.yaml` has faults.
    """
    return check_subjects(fit_file(surveys_folder() / "perspectives.yaml", PerspectivesFile))


def check_subjects(file: FittedFile[PerspectivesFile]) -> dict[str, Subject]:
    """The subjects of a file, once it has every subject that two groups share, each with its reasons.

    Raises:
        DefinitionRefused: with every fault of the file.
    """
    sources, levels = file.value.subjects, _levels()
    found = [problem for place, one in enumerate(sources) for problem in _problems(one, place, levels)]
    keys = [one.key for one in sources]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            message = _('"{name}" is already in use. Choose another name.').format(name=key)
            found.append(Problem(("subjects", place, "key"), message))
    for key in levels.keys() - set(keys):
        message = _("Two groups are asked about {key}, but it is not here. Add it.").format(key=key)
        found.append(Problem(("subjects",), message))
    if found:
        raise refused([file.yaml.fault(problem) for problem in found])
    return {one.key: Subject(one.key, one.title, {each.level: each.reason for each in one.why}) for one in sources}


def _levels() -> dict[str, set[int]]:
    """Every subject that two groups share, with the levels that occur between them."""
    asking = defaultdict(list)
    for survey in surveys():
        for item in survey.items:
            if item.common is not None:
                asking[item.common].append((survey.audience, item))
    found: dict[str, set[int]] = defaultdict(set)
    for key, asked in asking.items():
        for (one, first), (other, second) in combinations(asked, 2):
            if one != other:
                found[key].add(level_between(first, second))
    return found


def _problems(source: SubjectSource, place: int, levels: dict[str, set[int]]) -> Iterator[Problem]:
    path = ("subjects", place)
    if source.key not in levels:
        yield Problem((*path, "key"), not_known(source.key, levels))
        return
    wanted, given = levels[source.key] - {SAME_WORDS}, [each.level for each in source.why]
    for level in sorted(wanted - set(given)):
        message = _("Two groups compare at level {level} here. Say why, under why.").format(level=level)
        yield Problem(path, message)
    for n, level in enumerate(given):
        if level not in wanted or level in given[:n]:
            message = _("No two groups compare at level {level} here, or it stands here twice. Take it away.")
            yield Problem((*path, "why", n), message.format(level=level))

"""What the werkgroep writes down in `werkgroep.yaml`: its starting picture, its actions, what was told to parents.

The file is in Dutch, for the people who fill it in are no programmers. Nothing in it is a number of the survey and no
name of a person is asked: an action has a role that does it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from pathlib import Path as FilePath
from typing import Annotated, Final

from pydantic import ConfigDict, Field

from monitor.definition.faults import Problem, not_known, refused
from monitor.definition.indicators import indicators
from monitor.definition.load import fit_file, load_common
from monitor.definition.model import as_read
from monitor.definition.source import Source, Words
from monitor.texts import _, language

WORKGROUP_FILE: Final = "werkgroep.yaml"
TOPICS: Final = "onderwerpen"
CHANNELS: Final = "kanalen"
"""The response options of `com_onderwerpen` and `com_kanalen`: what can be told, and by which way."""
LINES: Final = (4, 4, 3, 3, 4, 3, 3)
"""How many lines the checklist of each meeting has (`monitor.report.meeting_words`)."""
MEETINGS: Final = len(LINES)
AT_ONCE: Final = 3
"""Actions that run at the same time before there is a warning: with more, nothing gets the attention it needs."""
_Grade = Annotated[int, Field(ge=1, le=5)]


class Part(Source):
    """A part of the file, with the Dutch names that stand there."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Start(Part):
    """The four texts of the first meeting."""

    background: Words | None = Field(default=None, alias="achtergrond")
    vision: Words | None = Field(default=None, alias="visie")
    cooperation: Words | None = Field(default=None, alias="samenwerking")
    wanted: Words | None = Field(default=None, alias="gewenst")


class Action(Part):
    """Something that the werkgroep tries; `who` is a role, `hours` what it costs, `grade` 1 to 5 how it is valued."""

    what: Words = Field(alias="wat")
    goal: int | None = Field(default=None, alias="doel", ge=1)
    begin: dt.date = Field(alias="van")
    end: dt.date | None = Field(default=None, alias="tot")
    who: Words | None = Field(default=None, alias="wie")
    hours: Annotated[float, Field(ge=0)] | Annotated[int, Field(ge=0)] | None = Field(default=None, alias="uren")
    grade: _Grade | None = Field(default=None, alias="waardering")
    learned: Words | None = Field(default=None, alias="geleerd")

    def runs_on(self, day: dt.date) -> bool:
        """Whether it runs on that day; an action without an end goes on."""
        return self.begin <= day and (self.end is None or day <= self.end)


class Meeting(Part):
    """One of the seven meetings: when it is or was, and what was done of its checklist, by the number of the line.

    `done` names the lines, or says of each on which day.
    """

    number: Annotated[int, Field(ge=1, le=MEETINGS)] = Field(alias="nummer")
    date: dt.date | None = Field(default=None, alias="datum")
    done: tuple[int, ...] | dict[int, dt.date] = Field(default=(), alias="gedaan")

    @property
    def days(self) -> dict[int, dt.date | None]:
        """The lines that were done, each with its day if that was written down."""
        return dict(self.done) if isinstance(self.done, dict) else dict.fromkeys(self.done)


class Told(Part):
    """One topic that parents are told about by one way: planned for a month or day, and when it was sent."""

    topic: Words = Field(alias="onderwerp")
    channel: Words = Field(alias="kanaal")
    planned: dt.date | None = Field(default=None, alias="gepland")
    sent: dt.date | None = Field(default=None, alias="verstuurd")


class Workgroup(Part):
    """Everything in the file; all of it may be left out."""

    start: Start = Field(default=Start(), alias="startfoto")
    actions: tuple[Action, ...] = Field(default=(), alias="acties")
    meetings: tuple[Meeting, ...] = Field(default=(), alias="overleggen")
    told: tuple[Told, ...] = Field(default=(), alias="communicatie")
    preface: Words | None = Field(default=None, alias="voorwoord")
    remarks: dict[str, Words] = Field(default_factory=dict, alias="opmerkingen")
    next_steps: tuple[Words, ...] = Field(default=(), alias="vervolg")
    signed: Words | None = Field(default=None, alias="ondertekening")
    contact: Words | None = Field(default=None, alias="contact")

    def crowded(self) -> dt.date | None:
        """The first day on which more actions run than are good for it."""
        days = sorted(one.begin for one in self.actions)
        return next((day for day in days if sum(one.runs_on(day) for one in self.actions) > AT_ONCE), None)


@dataclass(frozen=True)
class Written:
    """What stands in the file now; with `faults`, one on each line, nothing of it can be read."""

    words: Workgroup = field(default_factory=Workgroup)
    faults: str = ""


def workgroup(path: FilePath) -> Workgroup:
    """What the werkgroep wrote; an empty one without the file.

    Raises:
        DefinitionRefused: with every fault and its line: a word that is not known here, a date that is none, an
            indicator, topic or channel that does not exist, an action that ends before it begins.
    """
    if not path.is_file():
        return Workgroup()
    stamp = path.stat()
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=1)
def _read(path: FilePath, _changed: int, _size: int) -> Workgroup:
    """The file as it was at its last change: a dashboard asks every few seconds, and to read it takes long."""
    if _says_nothing(path.read_text(encoding="utf-8", errors="replace")):
        return Workgroup()
    file = fit_file(path, Workgroup)
    found = list(_problems(file.value))
    if found:
        raise refused([file.yaml.fault(problem) for problem in found])
    return file.value


def _says_nothing(text: str) -> bool:
    """Whether every line is empty or a remark, as in the example that nobody touched yet."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def put_example(path: FilePath) -> bool:
    """Put an example of the file where there is none yet, every line of it a remark; whether it was put there."""
    if path.exists():
        return False
    path.write_text(_example(), "utf-8")
    return True


def _example() -> str:
    return resources.files(__package__).joinpath("werkgroep-voorbeeld.yaml").read_text("utf-8")


def example_lines(parts: Sequence[str]) -> tuple[str, ...]:
    """The lines of the example for these parts of the file, as they are written once the mark before them is gone."""
    found, shown = [], False
    for line in _example().splitlines():
        bare = line.removeprefix("# ")
        if not line.startswith("#") or not bare.startswith(" "):  # an empty line, a remark, or where a part begins
            shown = line.startswith("# ") and bare.rstrip(":") in parts
        if shown:
            found.append(bare)
    return tuple(found)


def _problems(file: Workgroup) -> Iterator[Problem]:
    titles = {one.id: as_read(one.title, language()) for one in indicators()}
    for name in file.remarks:
        if name not in titles:
            yield Problem(("opmerkingen", name), _no_number(name, titles))
    for place, action in enumerate(file.actions):
        if action.end is not None and action.end < action.begin:
            yield Problem(("acties", place, "tot"), _("An action ends after it begins."))
    numbers = [one.number for one in file.meetings]
    for place, number in enumerate(numbers):
        if number in numbers[:place]:
            yield Problem(("overleggen", place, "nummer"), _("This meeting stands there already."))
    for place, meeting in enumerate(file.meetings):
        yield from _no_lines(place, meeting)
    yield from _told_problems(file)


def _no_lines(place: int, meeting: Meeting) -> Iterator[Problem]:
    """The ticks of a meeting at lines that its checklist does not have."""
    most = LINES[meeting.number - 1]
    for line in meeting.days:
        if not 1 <= line <= most:
            told = _("The list of meeting {number} has no line {line}: its lines are 1 to {most}.")
            yield Problem(("overleggen", place, "gedaan"), told.format(number=meeting.number, line=line, most=most))


def _no_number(name: str, titles: Mapping[str, str]) -> str:
    """What to say of a remark at a number that does not exist; people write its title rather than its name."""
    near = [one for one, title in titles.items() if title.lower() == name.lower()]
    near = near or get_close_matches(name, titles, n=3)
    if not near:
        return not_known(name, titles)
    return _('"{found}" is not the name of a number. Did you mean {names}?').format(
        found=name, names=", ".join(f"{one} ({titles[one]})" for one in near)
    )


def _told_problems(file: Workgroup) -> Iterator[Problem]:
    """The topics and channels that are no response options."""
    options = {name: {one.code for one in load_common().option_sets[name]} for name in (TOPICS, CHANNELS)}
    for place, told in enumerate(file.told):
        for key, code, name in (("onderwerp", told.topic, TOPICS), ("kanaal", told.channel, CHANNELS)):
            if code not in options[name]:
                yield Problem(("communicatie", place, key), not_known(code, options[name]))

"""The starting picture of the first meeting: the first numbers beside what the werkgroep wrote about its school."""

from dataclasses import dataclass

from monitor.definition.workgroup import Start, Workgroup
from monitor.report.evaluation.document import Block, Section, Text
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.evaluation.summary import figures, response_sentence
from monitor.texts import _

NAME = "startfoto"


@dataclass(frozen=True)
class StartText:
    """One of the four texts: its key in `werkgroep.yaml`, its title, what was written, and what belongs there."""

    key: str
    title: str
    written: str
    hint: str


def texts(start: Start) -> tuple[StartText, ...]:
    """The four texts of the first meeting, in the order in which they are talked about."""
    return (
        StartText("achtergrond", _("Background"), start.background or "",
                  _("What happened at school, and why we look at this now.")),
        StartText("visie", _("Our vision"), start.vision or "", _("How we want to live together at school.")),
        StartText("samenwerking", _("How we work together now"), start.cooperation or "",
                  _("Who does what, and who talks to whom.")),
        StartText("gewenst", _("What we want to reach"), start.wanted or "",
                  _("What is different in a year; up to three goals.")),
    )  # fmt: skip


def first_wave(view: SchoolYear) -> SchoolYear:
    """The year that the picture is of: the first of which the school has numbers."""
    return SchoolYear(view.results, min(view.results.years()))


def section(view: SchoolYear, own: Workgroup) -> Section:
    """One page: who answered, the first number of every survey, and the four texts, or what is to be written there."""
    blocks: list[Block] = [Text(response_sentence(view), "lead"), figures(view)]
    for one in texts(own.start):
        blocks += [Text(one.title, "heading"), *([Text(one.written, "own")] if one.written else _to_write(one.hint))]
    return Section(NAME, _("How do we start?"), tuple(blocks))


def _to_write(hint: str) -> list[Text]:
    return [Text(hint, "note"), Text("", "blank")]

"""The starting picture of the first meeting: the first numbers beside what the werkgroep wrote about its school."""

from monitor.definition.workgroup import Workgroup
from monitor.report.evaluation.document import Block, Section, Text
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.evaluation.summary import figures, response_sentence
from monitor.texts import _

NAME = "startfoto"


def section(view: SchoolYear, own: Workgroup) -> Section:
    """One page: who answered, the first number of every survey, and the four texts, or what is to be written there."""
    texts = (
        (_("Background"), own.start.background, _("What happened at school, and why we look at this now.")),
        (_("Our vision"), own.start.vision, _("How we want to live together at school.")),
        (_("How we work together now"), own.start.cooperation, _("Who does what, and who talks to whom.")),
        (_("What we want to reach"), own.start.wanted, _("What is different in a year; up to three goals.")),
    )
    blocks: list[Block] = [Text(response_sentence(view), "lead"), figures(view)]
    for title, written, hint in texts:
        blocks += [Text(title, "heading"), *([Text(written, "own")] if written else _to_write(hint))]
    return Section(NAME, _("How do we start?"), tuple(blocks))


def _to_write(hint: str) -> list[Text]:
    return [Text(hint, "note"), Text("", "blank")]

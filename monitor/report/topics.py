"""What parents are told and what they heard: every topic, with when it was planned and sent, and by which way."""

from monitor.definition.library import survey
from monitor.definition.workgroup import Workgroup
from monitor.report import words
from monitor.report.evaluation.actions import HEARD, WAYS, heard, options, told_in
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.tables import HIDDEN, Column, Table
from monitor.results import Results
from monitor.texts import _


def of_every_topic(results: Results, year: str, own: Workgroup) -> Table:
    """A topic of the survey for parents per row: planned and sent with the way, and how many say they heard of it."""
    view, locale = SchoolYear(results, year), results.locale
    topics, ways = _topics(results), options(results, WAYS)
    ours = [one for one in own.told if told_in(one, year)]
    columns = (Column(_("Topic")), Column(_("Planned")), Column(_("Sent")), Column(_("Parents who heard of it"), True))
    rows = []
    for code, label in topics.items():
        told = [one for one in ours if one.topic == code]
        planned = [f"{ways[one.channel]}: {words.date(one.planned, locale)}" for one in told if one.planned]
        sent = [f"{ways[one.channel]}: {words.date(one.sent, locale)}" for one in told if one.sent]
        rows.append((label, "; ".join(planned) or HIDDEN, "; ".join(sent) or HIDDEN, heard(view, code)))
    note = _("Parents who heard of it: the part of those who answered that ticked the topic, by whatever way.")
    return Table(_("Topics in {year}: told and heard").format(year=year), columns, tuple(rows), note)


def _topics(results: Results) -> dict[str, str]:
    """The options of the question that name a topic: not the one of who heard nothing or does not know."""
    asked = survey("ouders").item(HEARD)
    topics = {one.code for one in asked.options if not (one.exclusive or one.dont_know or one.prefer_not)}
    return {code: label for code, label in options(results, HEARD).items() if code in topics}

"""What the werkgroep did: its actions with what they cost and taught, and what parents were told and heard."""

import datetime as dt
from collections.abc import Mapping

from monitor.definition.library import survey
from monitor.definition.workgroup import AT_ONCE, Action, Told, Workgroup
from monitor.report import words
from monitor.report.evaluation.document import Block, Numbers, Section, Text
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.goal_words import goal_number
from monitor.report.known_done import actions_in
from monitor.report.tables import HIDDEN, Column, Table
from monitor.results import Results
from monitor.school_years import school_year
from monitor.texts import _

NAME = "acties"
HEARD = "com_onderwerpen"
WAYS = "com_kanalen"
"""What parents are asked: of which topics the school told them something this year, and by which way."""


def section(view: SchoolYear, own: Workgroup) -> Section | None:
    """The actions that ran in the year and what was told in it; None where nothing was written down of that year."""
    own = of_year(view.year, own)
    blocks: list[Block] = []
    if own.actions:
        blocks.append(Numbers(of_actions(own, view.locale)))
    crowded = own.crowded()
    if crowded is not None:
        told = _("From {date} on more than {n} actions ran at once. With fewer, each gets more attention.")
        blocks.append(Text(told.format(date=words.date(crowded, view.locale), n=AT_ONCE), "note"))
    if own.told:
        blocks.append(Numbers(of_topics(view, own)))
    return Section(NAME, _("What did we do?"), tuple(blocks)) if blocks else None


def of_year(year: str, own: Workgroup) -> Workgroup:
    """What the werkgroep wrote, with the actions that run in a school year and what was told in it."""
    told = tuple(one for one in own.told if told_in(one, year))
    return own.model_copy(update={"actions": actions_in(year, own), "told": told})


def told_in(one: Told, year: str) -> bool:
    """Whether something was planned or sent in a school year; what has no date is of every year."""
    days = [day for day in (one.sent, one.planned) if day is not None]
    return not days or any(school_year(day) == year for day in days)


def of_actions(own: Workgroup, locale: str) -> Table:
    """An action per row: the goal it serves, when, who, its hours, its grade, and what was learned."""
    columns = (
        Column(_("Action")),
        Column(_("Goal")),
        Column(_("When")),
        Column(_("Who")),
        Column(_("Hours"), numeric=True),
        Column(_("Appreciation, 1 to 5"), numeric=True),
        Column(_("What we learned")),
    )
    rows = tuple(_action(one, locale) for one in own.actions)
    return Table(_("Actions of the werkgroep"), columns, rows)


def _action(one: Action, locale: str) -> tuple[str, ...]:
    return (
        one.what,
        HIDDEN if one.goal is None else goal_number(one.goal),
        when(one.begin, one.end, locale),
        one.who or HIDDEN,
        HIDDEN if one.hours is None else words.count(round(one.hours), locale),
        HIDDEN if one.grade is None else str(one.grade),
        one.learned or HIDDEN,
    )


def when(begin: dt.date, end: dt.date | None, locale: str) -> str:
    """From when to when something runs."""
    if end is None:
        return _("from {date} on").format(date=words.date(begin, locale))
    if end == begin:
        return words.date(begin, locale)
    return _("{begin} to {end}").format(begin=words.date(begin, locale), end=words.date(end, locale))


def of_topics(view: SchoolYear, own: Workgroup) -> Table:
    """A topic and the way it was told per row: planned, sent, and how many parents say that they heard of it."""
    topics, channels = options(view.results, HEARD), options(view.results, WAYS)
    columns = (
        Column(_("Topic")),
        Column(_("By which way")),
        Column(_("Planned")),
        Column(_("Sent")),
        Column(_("Parents who heard of it"), numeric=True),
    )
    rows = tuple(_topic(view, one, topics, channels) for one in own.told)
    note = _("Parents who heard of it: the part of those who answered that ticked the topic, by whatever way.")
    return Table(_("What parents were told, and what they heard"), columns, rows, note)


def _topic(view: SchoolYear, one: Told, topics: Mapping[str, str], channels: Mapping[str, str]) -> tuple[str, ...]:
    planned, sent = (HIDDEN if day is None else words.date(day, view.locale) for day in (one.planned, one.sent))
    return topics[one.topic], channels[one.channel], planned, sent, heard(view, one.topic)


def heard(view: SchoolYear, topic: str) -> str:
    """How many parents say that they heard of a topic, where that may be shown."""
    parents = next((one for one in view.surveys() if one.audience == "ouders"), None)
    if parents is None:
        return HIDDEN
    share = view.results.share(parents.id, view.year, HEARD, f"option:{topic}")
    return words.level(share, view.locale) if share.shown else HIDDEN


def options(results: Results, item: str) -> dict[str, str]:
    """The response options of a question to parents by their code, in the words of the region."""
    asked = survey("ouders")
    return {one.code: asked.as_read(one.label, results.locale) for one in asked.item(item).options}

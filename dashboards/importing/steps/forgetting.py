"""Forgetting: the answers of a closed wave are destroyed; what goes, and what stays, before it is done."""

import datetime as dt

from markupsafe import Markup

from dashboards.importing.shell import Screen, form
from dashboards.importing.steps.here import Here, for_good, told
from dashboards.importing.words import survey_and_year
from dashboards.markup import tag
from dashboards.sheet_parts import hidden, notice, section
from monitor.report.numerals import date
from monitor.texts import _
from monitor.wave_terms import BeforeForgetting


def forgetting(before: BeforeForgetting, here: Here) -> Screen:
    """What destroying the answers means, and whether it must be done by now."""
    name = survey_and_year(before.wave, before.year, before.title)
    return Screen(
        question=_("Destroy the answers of {name}?").format(name=name),
        lead=_("That cannot be undone. The numbers stay."),
        body=told(
            here,
            notice(_term(before), warm=before.is_due),
            section(_("What goes"), _list(_goes(before))),
            section(_("What stays"), _list(_stays())),
            form(
                here.frame, "vernietigen", hidden("golf", before.wave), *for_good(_("Destroy the answers")),
                class_="panel step-form",
            ),
        ),
    )  # fmt: skip


def day_of(until: str) -> str:
    """A day (ISO) as people write it."""
    return date(dt.date.fromisoformat(until))


def _term(before: BeforeForgetting) -> str:
    if before.by_event:
        return _("There are numbers of a later year, so these answers may not be kept any longer.")
    if before.is_due:
        return _("Since {day} these answers may not be kept any longer.").format(day=day_of(before.until))
    if before.until:
        return _("They may stay until {day}, or until there are numbers of a later year. You may do it sooner.").format(
            day=day_of(before.until)
        )
    return _("They may stay until there are numbers of a later year. You may do it sooner.")


def _goes(before: BeforeForgetting) -> tuple[str, ...]:
    answers = _("All answers, and the key that opens them.")
    comments = (_("Open answers that were not released."),) if before.has_comments else ()
    never = _("Nobody can look into these answers afterwards, or make other numbers of them: not even this program.")
    return (answers, *comments, never)


def _stays() -> tuple[str, ...]:
    return (
        _("The numbers, and the open answers that were released: every page shows what it shows now."),
        _("What was decided about columns and answers, for next year."),
        _("The line in the log that proves on which day the answers were destroyed."),
        _("Backups of the folder of the school, made before today: have those destroyed as well."),
    )


def _list(points: tuple[str, ...]) -> Markup:
    return tag("div", tag("ul", [tag("li", point) for point in points]), class_="prose")

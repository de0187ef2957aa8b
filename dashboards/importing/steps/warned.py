"""Warned: what stands in the way of an import, and the questions without a column; open, in words, with what to do."""

from markupsafe import Markup

from dashboards.importing.shell import form
from dashboards.importing.steps.here import Here, visit_field
from dashboards.importing.words import in_the_way
from dashboards.markup import Part, tag
from dashboards.sheet_parts import button, hidden, more, notice, section
from monitor.desk_terms import Looked
from monitor.texts import _, n_

MOST = 10
"""So many questions are named at once; the others open on demand."""


def blocking(looked: Looked, here: Here) -> Markup | None:
    """Why the file cannot be taken in as it is; of another school year with the way to choose that one."""
    words = tuple(in_the_way(looked))
    if not words:
        return None
    ways = _years(looked, here) if looked.other_year and not looked.asked.keep_year else None
    return section(_("In the way of the import"), [notice(one, warm=True) for one in words], ways)


def other_year(looked: Looked, here: Here) -> Part:
    """That the times in the file lie in another school year, told as soon as the file is read, with both ways on."""
    if not looked.other_year:
        return None
    if looked.asked.keep_year:
        kept = _("The dates in this file lie in school year {found}. You said that {year} is right.")
        return notice(kept.format(found=looked.other_year, year=looked.asked.year)), _years(looked, here)
    title = _("The dates in this file lie in school year {found}, and you chose {year}.")
    why = _("Answers that count for the wrong year make the numbers of both years wrong.")
    said = notice(title.format(found=looked.other_year, year=looked.asked.year), why, warm=True)
    return section(_("Is the school year right?"), said, _years(looked, here))


def _years(looked: Looked, here: Here) -> Markup:
    """The year of the dates, or the one that was chosen; what was chosen for good is not asked again."""
    year = looked.asked.year
    choose = button(_("Choose school year {year}").format(year=looked.other_year))
    keep = button(_("Go on: {year} is right").format(year=year), kind="second")
    offered = [(looked.other_year, choose)] + ([] if looked.asked.keep_year else [(year, keep)])
    ways = [form(here.frame, "jaar", visit_field(here), hidden("jaar", one), words) for one, words in offered]
    return tag("div", ways, class_="actions")


def unread(looked: Looked, remedy: Part) -> Markup | None:
    """How many answers would be stored as not recognised, and of how many questions."""
    if not looked.unread:
        return None
    of = n_("{n} answer was not recognised", "{n} answers were not recognised", looked.unread).format(n=looked.unread)
    asked = n_("at one question", "at {m} questions", looked.unread_questions).format(m=looked.unread_questions)
    title = _("{answers}, {questions}. They do not count.").format(answers=of, questions=asked)
    return tag(
        "div", tag("p", title, class_="notice-title"), tag("p", remedy), class_="notice notice-warm", role="note"
    )


def without_column(looked: Looked, remedy: Part) -> Markup | None:
    """The questions of which the file has no column, in words."""
    missing = [tag("li", one.words) for one in looked.unlinked]
    if not missing:
        return None
    title = n_(
        "No column was found for one question. It does not count.",
        "No column was found for {n} questions. They do not count.",
        len(missing),
    ).format(n=len(missing))
    rest = _("And {n} more").format(n=len(missing) - MOST)
    return tag(
        "div",
        tag("p", title, class_="notice-title"),
        tag("ul", missing[:MOST]),
        more(rest, tag("ul", missing[MOST:])) if missing[MOST:] else None,
        tag("p", remedy),
        class_="notice notice-warm",
        role="note",
    )

"""Warned: what stands in the way of an import, and the questions without a column; open, in words, with what to do."""

from markupsafe import Markup

from dashboards.importing.steps.here import Here, address
from dashboards.importing.words import in_the_way
from dashboards.markup import Part, tag
from dashboards.sheet_parts import more, notice, section
from monitor.desk_terms import Looked
from monitor.texts import _, n_

MOST = 10
"""So many questions are named at once; the others open on demand."""


def blocking(looked: Looked, here: Here) -> Markup | None:
    """Why the file cannot be taken in as it is; of another school year with the way to choose that one."""
    words = tuple(in_the_way(looked))
    if not words:
        return None
    return section(_("In the way of the import"), [notice(one, warm=True) for one in words], _other_year(looked, here))


def _other_year(looked: Looked, here: Here) -> Markup | None:
    if not looked.other_year:
        return None
    words = _("To the first step, with school year {year}").format(year=looked.other_year)
    to = address("bestand", id=here.visit, jaar=looked.other_year)
    return tag("div", tag("a", words, href=to, class_="button button-second"), class_="actions")


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

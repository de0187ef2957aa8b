"""What somebody must know before groups are held side by side: who was not asked, and that "weet ik niet" is left out.

Overzicht and Vraag count "weet ik niet" among the answers, unless they say otherwise; here it is left out, for one
group may have had it and the other not. So one figure has two values on two pages, and it must be said why.
"""

from collections.abc import Iterable, Sequence

from dash.development.base_component import Component

from dashboards.ui.parts import notice
from monitor.report.gap_words import group_words, subject_words
from monitor.report.words import upper
from monitor.results import Results
from monitor.statistics.gap import Gap, Side
from monitor.texts import _

KNOWN = "known"
LEFT_OUT = "B"
"""The base of those who gave another answer than "weet ik niet"."""


def without_unknown(gaps: Sequence[Gap]) -> list[Component]:
    """That "weet ik niet" is left out of figures of this page, and what that does to them; nothing where it is not."""
    if not left_out(gaps):
        return []
    told = [_("So a figure can be higher here than on Overview and Question, where it usually counts.")]
    if any(gap.measure == KNOWN for gap in gaps):
        told.append(_("Where the question is who knows of something, it counts here too."))
    return [notice(_("“I do not know” is left out on this page."), " ".join(told))]


def unknown_note(gaps: Iterable[Gap]) -> str:
    """The same for one chart; empty where nothing is left out of it."""
    told = _("Without “I do not know”: so a figure can be higher than on Overview.")
    return told if left_out(gaps) else ""


def left_out(gaps: Iterable[Gap]) -> bool:
    """Whether "weet ik niet" is left out of one of the figures."""
    return any(gap.base == LEFT_OUT for gap in gaps)


def not_asked(results: Results, year: str, groups: Iterable[Side], subject: str) -> list[Side]:
    """The groups that answered in this year, and were not asked about a subject in it."""
    held = {info.id for info in results.surveys() if year in info.years}
    return [
        side
        for side in groups
        if side.survey in held and all(item.common != subject for item in results.items(side.survey, year))
    ]


def not_asked_words(groups: Sequence[Side]) -> str:
    """Which groups were not asked, to stand beside a subject; empty where all were."""
    if not groups:
        return ""
    return _("{groups} did not get this question").format(groups=_(" and ").join(map(group_words, groups)))


def asked_of_one(results: Results, year: str, gaps: Sequence[Gap], pair: Sequence[Side]) -> list[str]:
    """For each group of a pair the subjects that the other one was asked about and it was not, as a sentence.

    Args:
        results: The released results.
        year: The school year.
        gaps: Every pair of that year: a subject that no two groups share is not among them.
        pair: The two groups.
    """
    titles = {gap.subject: subject_words(gap, results.locale) for gap in gaps}
    missed = {subject: not_asked(results, year, pair, subject) for subject in titles}
    found = {side.survey: [titles[subject] for subject, groups in missed.items() if groups == [side]] for side in pair}
    return [
        _("{people} did not get a question about: {subjects}.").format(
            people=upper(group_words(side)), subjects=", ".join(found[side.survey])
        )
        for side in pair
        if found[side.survey]
    ]

"""What `compare` prints: each number in both years, the change with its limits, and what can be said of it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.cli.explaining import no_shares, say_bases, say_rounded, say_verdicts
from monitor.cli.lines import lines, say_breaks
from monitor.cli.output import print_table
from monitor.cli.scales import say_scale_changes
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.results import Change, Results, SurveyInfo


def print_changes(found: "Results") -> None:
    """The last two years of each survey side by side, then what the columns mean."""
    years = (_("from"), _("to"), _("in the first year"), _("in the later year"))
    change = (_("change in points"), _("points: at least"), _("points: at most"), _("verdict"), _("why"))
    headings = (_("survey"), _("indicator"), _("base"), *years, *change)
    print_table(headings, [line for one in found.surveys() for line in _changes(found, one)], nothing=no_shares())
    say_verdicts()
    say_rounded()
    say_bases()
    say_scale_changes(found)
    say_breaks(found)


def _changes(found: "Results", survey: "SurveyInfo") -> Iterator[tuple[str, ...]]:
    from monitor.report.words import verdict_words

    for before, after in pairwise(survey.years[-2:]):
        for line in lines(found, survey):
            change = found.change(survey.id, line.item, line.measure, before, after, line.base)
            told = (*_levels(change, found.locale), *_points(change), verdict_words(change.verdict))
            yield survey.id, line.title, line.base, before, after, *told, change.reason or ""


def _levels(change: "Change", locale: str) -> Iterator[str]:
    from monitor.report.words import level

    for share in (change.before, change.after):
        yield level(share, locale) if share is not None and share.shown else ""


def _points(change: "Change") -> Iterator[str]:
    from monitor.report.numerals import signed_points

    for moved in (change.change, change.low, change.high):
        yield "" if moved is None else signed_points(moved)

"""The derived scales in what `results` and `compare` print: a table of their own, below that of the indicators."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.cli.explaining import say_scale_columns
from monitor.cli.output import print_table, say
from monitor.definition.model import as_read
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.results import Results, SurveyInfo


def say_scales(found: "Results") -> None:
    """Print the scales of the latest year of each survey; nothing where there are none."""
    lines = [line for survey in found.surveys() for line in _scales(found, survey)]
    if lines:
        say()
        headings = (_("survey"), _("year"), _("scale"), "n", _("share"), _("from"), _("to"), _("mean step"), "alpha")
        print_table((*headings, _("remark")), lines)
        say_scale_columns()


def _scales(found: "Results", survey: "SurveyInfo") -> Iterator[tuple[str, ...]]:
    from monitor.report.scale_words import consistency_words, mean_words, scale_title, share_words
    from monitor.report.words import level

    for one in found.scales(survey.id, survey.latest):
        told = share_words(one, found.locale)
        if one.share.few:
            told = (level(one.share, found.locale), "", "")
        without = one.consistency.reason
        reason = one.share.reason or one.mean.reason
        remark = reason.text if reason else _("Without alpha: {reason}").format(reason=without.text) if without else ""
        yield (
            survey.id, survey.latest, scale_title(one, found.locale), str(one.share.n or ""), *told,
            mean_words(one.mean, found.locale), consistency_words(one.consistency, found.locale),
            remark,
        )  # fmt: skip


def say_scale_changes(found: "Results") -> None:
    """Print what became of the scales since the year before; nothing where there are none."""
    lines = [line for survey in found.surveys() for line in _changes(found, survey)]
    if lines:
        say()
        headings = (_("survey"), _("scale"), _("from"), _("to"), _("change in points"), _("verdict"))
        print_table((*headings, _("verdict on the mean step"), _("why")), lines)


def _changes(found: "Results", survey: "SurveyInfo") -> Iterator[tuple[str, ...]]:
    from monitor.report.numerals import signed_points
    from monitor.report.words import verdict_words

    for before, after in pairwise(survey.years[-2:]):
        for name, item in found.estimates(survey.id, after).scales.items():
            change = found.change(survey.id, name, "favourable", before, after)
            mean = found.mean_change(survey.id, name, before, after)
            moved = "" if change.change is None else signed_points(change.change)
            title, verdicts = as_read(item.text, found.locale), (change.verdict, mean.verdict)
            why = change.reason or " ".join(one.text for one in mean.reasons)
            yield survey.id, title, before, after, moved, *map(verdict_words, verdicts), why

"""Which numbers a command prints of a survey, and what stands in the way of comparing its years."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.cli.output import say
from monitor.definition.model import as_read
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.definition.indicators import Base
    from monitor.results import Results, SurveyInfo


@dataclass(frozen=True)
class Line:
    """A share to print: of an indicator, or of the headline measure of an item."""

    title: str
    item: str
    measure: str
    base: "Base"


def lines(found: "Results", survey: "SurveyInfo") -> Iterator[Line]:
    """The indicators of a survey; for one that has none, the headline measure of each item."""
    indicators = found.indicators(survey.id)
    for one in indicators:
        yield Line(as_read(one.title, found.locale), one.item, one.measure, one.base)
    for item in () if indicators else found.items(survey.id, survey.latest):
        for measure in found.measures(survey.id, survey.latest, item.id)[:1]:
            text = found.text(survey.id, survey.latest, item.id)
            chosen = measure.id.partition("option:")[2]
            title = f"{text} [{found.label(survey.id, survey.latest, item.id, chosen)}]" if chosen else text
            yield Line(title, item.id, measure.id, measure.bases[0])


def break_before(found: "Results", survey: "SurveyInfo", item: str) -> str:
    """Why the share of an item cannot be held against that of the year before; empty if it can."""
    for before, after in pairwise(survey.years[-2:]):
        if otherwise := found.asked_otherwise(survey.id, item, before, after):
            reasons = " ".join(reason.text for reason in otherwise)
            return _("Not to be compared with {year}: {reasons}").format(year=before, reasons=reasons)
    return ""


def say_breaks(found: "Results") -> None:
    """Say what changed in the waves as a whole between the last two years of each survey, the response included."""
    from monitor.report.words import response_change_sentence

    for survey in found.surveys():
        for before, after in pairwise(survey.years[-2:]):
            told = [one.text for one in found.breaks(survey.id, before, after)]
            first, then = (found.response(survey.id, year) for year in (before, after))
            if between := response_change_sentence(first, then, found.locale):
                told.append(between)
            for sentence in told:
                say(f"! {survey.id}, {before} - {after}: {sentence}")

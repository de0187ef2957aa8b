"""One school year of a school's results, as the parts of an evaluation read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.definition.model import as_read
from monitor.report import sentences as say
from monitor.report.evaluation.document import Series
from monitor.report.tables import Table
from monitor.results import Change, Indicator, Item, Measure, Results, Share, SurveyInfo
from monitor.texts import _


@dataclass(frozen=True)
class Asked:
    """An indicator as it was asked in a year: its question, its share, and the change since the wave before.

    `earlier` is None in the first year of a survey; the change is None then.
    """

    survey: SurveyInfo
    indicator: Indicator
    item: Item
    measure: Measure
    share: Share
    earlier: str | None
    change: Change | None

    @property
    def audience(self) -> str:
        """Whose answers these are."""
        return self.survey.audience

    @property
    def of_those_who_know(self) -> bool:
        """Whether it counts only those who know: others could say that they do not."""
        return self.indicator.base != "A" and bool(self.item.unknown)

    @property
    def moved(self) -> float:
        """How far a share moved, to put the clearest change first: at the least, where that is beyond chance.

        Few answers make large changes, and those are the least sure.
        """
        change = self.change
        if change is None or change.low is None or change.high is None:
            return 0.0
        return min(abs(change.low), abs(change.high)) if change.beyond_chance else abs(change.change or 0.0)


@dataclass(frozen=True)
class SchoolYear:
    """The results of a school with the year that is looked back on."""

    results: Results
    year: str

    @property
    def locale(self) -> str:
        """The region, for words and numbers."""
        return self.results.locale

    def surveys(self) -> list[SurveyInfo]:
        """The surveys that were held this year; of a pulse only the goals tell."""
        return [one for one in self.results.surveys() if self.year in one.years and not one.pulse]

    def called(self, survey: str) -> str:
        """How a survey is called: by its audience."""
        return say.survey_name(self.results, survey)

    def earlier(self, survey: SurveyInfo) -> str | None:
        """The last year before this one in which the survey was held."""
        return self.results.year_before(survey.id, self.year)

    def asked(self, survey: SurveyInfo) -> list[Asked]:
        """The indicators of a survey that were asked this year, in the order of the first screen."""
        return [self._asked(survey, *found) for found in self._with_questions(survey)]

    def title(self, asked: Asked) -> str:
        """The name of an indicator, with the base where it is not everyone."""
        title = as_read(asked.indicator.title, self.locale)
        return _("{title} (of those who know)").format(title=title) if asked.of_those_who_know else title

    def _with_questions(self, survey: SurveyInfo) -> Iterator[tuple[Indicator, Item]]:
        items = {item.id: item for item in self.results.items(survey.id, self.year)}
        return ((one, items[one.item]) for one in self.results.indicators(survey.id) if one.item in items)

    def _asked(self, survey: SurveyInfo, indicator: Indicator, item: Item) -> Asked:
        results, earlier = self.results, self.earlier(survey)
        what = (item.id, indicator.measure)
        share = results.share(survey.id, self.year, *what, indicator.base)
        change = results.change(survey.id, *what, earlier, self.year, indicator.base) if earlier else None
        measure = next(one for one in results.measures(survey.id, self.year, item.id) if one.id == indicator.measure)
        return Asked(survey, indicator, item, measure, share, earlier, change)


def whole_percent(share: Share | None) -> int | None:
    """A share as an editable chart holds it: whole percent; nothing where few answered."""
    if share is None or share.share is None or share.few:
        return None
    return round(100 * share.share)


def whole_range(share: Share | None) -> tuple[int, int] | None:
    """Between which whole percentages a share probably lies, where an editable chart holds the share itself."""
    if whole_percent(share) is None or share is None or share.low is None or share.high is None:
        return None
    return round(100 * share.low), round(100 * share.high)


def shares_series(name: str, shares: Iterable[Share | None], colour: str) -> Series:
    """Shares as one colour of an editable chart, each with where it probably lies."""
    told = tuple(shares)
    return Series(name, tuple(map(whole_percent, told)), colour, tuple(map(whole_range, told)))


def captioned(table: Table, note: str) -> Table:
    """A table with one more note below it."""
    return Table(table.caption, table.columns, table.rows, " ".join(part for part in (table.note, note) if part))

"""Results: what screens, reports and commands read. Every number in it is a function of releases.

The vault may be absent. Nothing is computed before it is asked for, and nothing twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.definition.benchmarks import Benchmark
from monitor.definition.foreign import foreign_words
from monitor.definition.indicators import Base, Indicator, Measure, indicators, measures_of
from monitor.definition.model import Item
from monitor.definition.workgroup import Written
from monitor.disclosure.comments_file import ENDING, ReleasedComments, read_of_release, texts_in, waves_in
from monitor.disclosure.release import Node, Release
from monitor.errors import WorkspaceRefused
from monitor.goals import Declared, GoalStatus, statuses
from monitor.kept_out import Problem, read_each, two_of_one
from monitor.pulses import interims
from monitor.statistics.comparable import differences, wave_breaks
from monitor.statistics.compare import Change, Verdict, compare
from monitor.statistics.consistency import ScaleFigures, scale_figures
from monitor.statistics.course import Course, course
from monitor.statistics.distribution import Distribution, Part, distribution
from monitor.statistics.estimate import Estimates, Key, Share, estimate
from monitor.statistics.funnel import Funnel, funnels
from monitor.statistics.gap import Gap
from monitor.statistics.intervals import Interval
from monitor.statistics.listing import Notable, notable, tested
from monitor.statistics.perspectives import gaps
from monitor.statistics.reasons import Reason
from monitor.statistics.response import Response, response, responses_by_group
from monitor.statistics.scales import MeanChange, MeanStep, mean_change
from monitor.statistics.second_lines import SecondLines, second_lines
from monitor.statistics.split import Split, split
from monitor.statistics.whole_scale import WholeScale, whole_scale
from monitor.survey_info import SurveyInfo
from monitor.texts import _, language

if TYPE_CHECKING:
    from monitor.between.seen import InNetwork

__all__ = [
    "Change", "Course", "Distribution", "Indicator", "Interval", "Item", "MeanChange", "MeanStep", "Measure", "Node",
    "Notable", "Part", "Problem", "Reason", "Response", "Results", "ScaleFigures", "SecondLines", "Share", "Split",
    "SurveyInfo", "Verdict", "WholeScale",
]  # fmt: skip

SCHOOL = "school"


@dataclass(frozen=True)
class Results:
    """Everything that may be shown about a school."""

    releases: tuple[Release, ...]
    problems: tuple[Problem, ...] = ()
    open_answers: tuple[ReleasedComments, ...] = ()
    own_benchmarks: tuple[Benchmark, ...] = ()
    """The figures from elsewhere that a school group added itself (`Workspace.benchmarks`)."""
    goals: tuple[Declared, ...] = ()
    judged: tuple[GoalStatus, ...] | None = None
    """The goals that a school declared; where not all is seen, as they were judged over everything."""
    network: "InNetwork | None" = None
    """The network that the school is one of, or that is looked at as a whole, as far as it may be seen."""
    written: Written = field(default_factory=Written)
    """What the werkgroep wrote itself; nothing of it is a number of a survey."""
    _estimates: dict[tuple[str, str], Estimates] = field(default_factory=dict, repr=False, compare=False)
    _changes: dict[tuple[str, str, str], dict[Key, Change]] = field(default_factory=dict, repr=False, compare=False)
    _gaps: dict[str, tuple[Gap, ...]] = field(default_factory=dict, repr=False, compare=False)
    _foreign: dict[str, dict[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def load(releases_dir: Path) -> "Results":
        """Every release of a folder; a damaged one is kept out and told in `problems`."""
        from monitor.disclosure.release_file import read_release
        from monitor.durable import TEMPORARY

        folders = sorted(releases_dir.iterdir()) if releases_dir.is_dir() else []
        whole = (one for one in folders if one.is_dir() and one.suffix != TEMPORARY)
        found, problems = read_each((folder.name, partial(read_release, folder)) for folder in whole)
        texts, refused = read_each(
            (f"{wave}{ENDING}", partial(read_of_release, releases_dir, wave)) for wave in waves_in(releases_dir)
        )
        return replace(Results.of(found, [*problems, *refused]), open_answers=tuple(texts))

    @staticmethod
    def of(releases: Iterable[Release], problems: Iterable[Problem] = ()) -> "Results":
        """The results of these releases; the second of the same wave is kept out and told in `problems`."""
        waves, told = dict[tuple[str, str], Release](), list(problems)
        for release in sorted(releases, key=lambda one: (one.manifest.survey.id, one.manifest.year)):
            manifest = release.manifest
            if (manifest.survey.id, manifest.year) in waves:
                told.append(Problem(manifest.wave, two_of_one))
            waves.setdefault((manifest.survey.id, manifest.year), release)
        return Results(tuple(waves.values()), tuple(told))

    @cached_property
    def _waves(self) -> dict[tuple[str, str], Release]:
        return {(one.manifest.survey.id, one.manifest.year): one for one in self.releases}

    def release(self, survey: str, year: str) -> Release:
        """The release of a wave.

        Raises:
            WorkspaceRefused: there is none.
        """
        try:
            return self._waves[survey, year]
        except KeyError:
            message = _("There are no released numbers of {survey} in {year}.").format(survey=survey, year=year)
            raise WorkspaceRefused(message, remedy=_("Choose one of the waves that are closed.")) from None

    @cached_property
    def _latest(self) -> Release | None:
        return max(self._whole.values(), key=lambda one: one.manifest.year, default=None)

    @cached_property
    def _whole(self) -> dict[tuple[str, str], Release]:
        """The waves that are no pulse; where there are only pulses, those."""
        whole = {wave: one for wave, one in self._waves.items() if one.manifest.survey.pulse is None}
        return whole or self._waves

    @property
    def school(self) -> str:
        """The name of the school, as its latest release has it; else that of the network, if there is one."""
        if self._latest:
            return self._latest.manifest.school
        return self.network.name if self.network else ""

    @property
    def locale(self) -> str:
        """The region of the school: `nl-BE` or `nl-NL`; without releases that of its network."""
        return self._latest.manifest.locale if self._latest else self.network.locale if self.network else "nl-BE"

    def surveys(self) -> tuple[SurveyInfo, ...]:
        """The surveys with releases: parents, pupils, staff, then others by name."""
        order = ["ouders", "leerlingen", "personeel"]
        found = map(self._info, dict.fromkeys(survey for survey, _year in self._waves))
        return tuple(sorted(found, key=lambda one: (*(one.audience != known for known in order), one.id)))

    def _info(self, survey: str) -> SurveyInfo:
        years = self.years(survey)
        asked = self.release(survey, years[-1]).manifest.survey
        return SurveyInfo(
            survey, asked.audience, asked.as_read(asked.title, self.locale), years, asked.pulse is not None
        )

    def years(self, survey: str | None = None) -> tuple[str, ...]:
        """The school years with a release of the survey (of any that is no pulse), oldest first."""
        return tuple(sorted({year for one, year in (self._waves if survey else self._whole) if survey in (None, one)}))

    def year_before(self, survey: str, year: str) -> str | None:
        """The last school year before this one with a release of the survey: what a change is held against."""
        return max((each for each in self.years(survey) if each < year), default=None)

    def latest_year(self) -> str | None:
        """The last school year with a release; None without releases."""
        return self._latest.manifest.year if self._latest else None

    def nodes(self, survey: str, year: str) -> tuple[Node, ...]:
        """The groups of a wave, the school first."""
        return self.release(survey, year).manifest.nodes

    def items(self, survey: str, year: str) -> tuple[Item, ...]:
        """The items of a wave that have shares, in the order of the questionnaire."""
        return tuple(self.estimates(survey, year).items.values())

    def measures(self, survey: str, year: str, item: str) -> tuple[Measure, ...]:
        """The measures of an item, its headline measure first."""
        return measures_of(self.estimates(survey, year).asked(item))

    def indicators(self, survey: str) -> tuple[Indicator, ...]:
        """The indicators of a survey, in the order of the first screen."""
        return tuple(one for one in indicators() if survey in one.surveys)

    def text(self, survey: str, year: str, item: str) -> str:
        """The question as it was put in that year: in the words of the region, or in English if read and put so."""
        asked = self.release(survey, year).manifest.survey
        return asked.as_read(self.estimates(survey, year).asked(item).text, self.locale)

    def label(self, survey: str, year: str, item: str, option: str) -> str:
        """An answer as it could be chosen in that year, in the same language as a question."""
        asked = self.release(survey, year).manifest.survey
        return asked.as_read(self.estimates(survey, year).asked(item).option(option).label, self.locale)

    def foreign_words(self) -> dict[str, str]:
        """What was asked in another language than the reader's, with that language."""
        if language() not in self._foreign:
            asked = (one.manifest.survey for one in self.releases)
            self._foreign[language()] = foreign_words(asked, self.locale)
        return self._foreign[language()]

    def comments(self, survey: str, year: str) -> dict[str, tuple[str, ...]]:
        """The released open answers of a wave by item, of the school as a whole; nothing where none were released."""
        return texts_in(self.open_answers, survey, year)

    @cached_property
    def goal_statuses(self) -> tuple[GoalStatus, ...]:
        """What may be said of each goal, by number."""
        return statuses(self.goals, self, partial(interims, waves=self)) if self.judged is None else self.judged

    def estimates(self, survey: str, year: str) -> Estimates:
        """All shares of a wave."""
        if (survey, year) not in self._estimates:
            self._estimates[survey, year] = estimate(self.release(survey, year))
        return self._estimates[survey, year]

    def share(self, survey: str, year: str, item: str, measure: str, base: Base = "A", node: str = SCHOOL) -> Share:
        """A share of a wave; what was not asked or not published is hidden with its reason."""
        estimates = self.estimates(survey, year)
        found = estimates.shares.get((item, measure, base, node))
        return found or Share(survey, year, node, item, measure, base, reason=estimates.missing(item, node))

    def distribution(self, survey: str, year: str, item: str, node: str = SCHOOL) -> Distribution:
        """How a group's answers to an item are spread over its options."""
        return distribution(self.estimates(survey, year), item, node)

    def scales(self, survey: str, year: str) -> tuple[ScaleFigures, ...]:
        """The derived scales of a wave: share, mean step, and how well their questions hang together."""
        return scale_figures(self.estimates(survey, year))

    def mean_change(self, survey: str, scale: str, from_year: str, to_year: str) -> MeanChange:
        """What became of the mean step of a scale between two years; where it cannot be said, the reasons."""
        return mean_change(self.estimates(survey, from_year), self.estimates(survey, to_year), scale)

    def change(
        self, survey: str, item: str, measure: str, from_year: str, to_year: str,
        base: Base = "A", node: str = SCHOOL,
    ) -> Change:  # fmt: skip
        """What became of a share between two years; where it cannot be said, the reasons."""
        found = self.changes(survey, from_year, to_year).get((item, measure, base, node))
        if found:
            return found
        reasons = (self.estimates(survey, to_year).missing(item, node),)
        return Change(survey, item, measure, base, node, from_year, to_year, None, None, reasons=reasons)

    def changes(self, survey: str, from_year: str, to_year: str) -> dict[Key, Change]:
        """All changes of a survey between two years."""
        if (survey, from_year, to_year) not in self._changes:
            pair = (self.estimates(survey, from_year), self.estimates(survey, to_year))
            self._changes[survey, from_year, to_year] = compare(*pair)
        return self._changes[survey, from_year, to_year]

    def whole_scale(self, survey: str, item: str, from_year: str, to_year: str, node: str = SCHOOL) -> WholeScale:
        """What became of all answers to an item between two years; where it cannot be said, the reasons."""
        return whole_scale(self.estimates(survey, from_year), self.estimates(survey, to_year), item, node)

    def split(self, survey: str, item: str, from_year: str, to_year: str, node: str = SCHOOL) -> Split:
        """The two parts of a change in the favourable answers: more people know, and those who know are happier."""
        knows = self.change(survey, item, "known", from_year, to_year, node=node)
        return split(knows, self.change(survey, item, "favourable", from_year, to_year, "B", node))

    def course(self, survey: str, item: str, measure: str, base: Base = "A", node: str = SCHOOL) -> Course:
        """The course of a share over all years that can be held side by side, three or more."""
        return course([self.estimates(survey, year) for year in self.years(survey)], (item, measure, base, node))

    def asked_otherwise(self, survey: str, item: str, from_year: str, to_year: str) -> tuple[Reason, ...]:
        """Why the answers to an item cannot be compared between two years, whatever they were; else nothing."""
        return differences(self.release(survey, from_year).manifest, self.release(survey, to_year).manifest, item)

    def breaks(self, survey: str, from_year: str, to_year: str) -> tuple[Reason, ...]:
        """What changed in the waves as a whole between two years, beside what makes single items incomparable."""
        return wave_breaks(from_year, to_year, (r.manifest for r in self.releases if r.manifest.survey.id == survey))

    def response(self, survey: str, year: str) -> Response:
        """How many forms came in, and of how many people."""
        return response(self.release(survey, year).manifest)

    def responses_by_group(self, survey: str, year: str) -> tuple[tuple[Node, Response], ...]:
        """The same for each group of which it is known how many could answer."""
        return responses_by_group(self.release(survey, year).manifest)

    def second_lines(self, share: Share) -> SecondLines:
        """What a share says of all who could answer, and how many left its question open."""
        return second_lines(self.estimates(share.survey, share.year), share)

    def funnels(self, survey: str, year: str) -> tuple[Funnel, ...]:
        """The awareness funnels of a wave: asked, knows, satisfied among those who know."""
        return funnels(self.estimates(survey, year))

    def gaps(self, year: str) -> tuple[Gap, ...]:
        """What every two groups of the school say of the same subject in a year; pulses are left out."""
        if year not in self._gaps:
            self._gaps[year] = gaps(year, (self.estimates(*wave) for wave in self._whole))
        return self._gaps[year]

    def worth_a_look(self, from_year: str, to_year: str) -> tuple[Notable, ...]:
        """The changes of the whole school that stand out among all that were tested, the clearest first.

        Benjamini-Hochberg, q = .10, within each family: the questions of one audience and one measure.
        """
        pairs = [s for s in self.surveys() if not s.pulse and {from_year, to_year} <= set(s.years)]
        school = {s.id: tested(self.changes(s.id, from_year, to_year), self.estimates(s.id, to_year)) for s in pairs}
        return notable([(s.audience, change) for s in pairs for change in school[s.id]])

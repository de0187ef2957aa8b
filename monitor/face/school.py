"""A school in a notebook: its released numbers as tables and charts, and the way from an export to them."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from monitor import declaring, pipeline
from monitor.durable import write_durably
from monitor.errors import CallError
from monitor.face import drawing, tables
from monitor.face.charts import Chart
from monitor.goals import Goal
from monitor.legal import given
from monitor.report.import_words import row_lines
from monitor.report.year_file import NAMES, Year, made, write
from monitor.results import SCHOOL, Results
from monitor.texts import _, use_region
from monitor.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Imported:
    """What became of an export: of every row, of every column, and what there is to know.

    `report` is that of `import --json`; of a trial it holds exact counts, which are stored nowhere.
    """

    report: dict[str, Any]
    withdrawn: int = 0

    def __repr__(self) -> str:
        rows = self.report["rows"]
        return f"Imported({self.report['file']!r}, read={rows['read']}, stored={rows['stored']})"

    @property
    def rows(self) -> "pd.DataFrame":
        """How many rows were read, stored, or left out and why; read is the sum of the others."""
        lines = row_lines(self.report["rows"], self.withdrawn, would="items" in self.report)
        return tables.frame(({"rows": number, "what": told} for number, told in lines), ("rows", "what"))

    @property
    def columns(self) -> "pd.DataFrame":
        """A column of the export per row: its heading, what it is, and the question that it answers."""
        return tables.frame(self.report["columns"], ("heading", "role", "item", "certainty"))

    @property
    def findings(self) -> "pd.DataFrame":
        """What there is to know about the file, a sentence per row."""
        return tables.frame(self.report["findings"], ("severity", "row", "column", "message"))


class School:
    """A school: its workspace as `schoolklimaat init`, `demo` or `new_school` made it.

    Tables and charts are made of releases; no answer of a person can be reached. `import_export` and `close` do what
    the commands `import` and `close` do, with the same checks.

    >>> school = School("schoolklimaat-werkmap")
    >>> school
    School('Basisschool De Wilgentak (voorbeeld)', years=['2023-2024', '2024-2025', '2025-2026'])

    Args:
        folder: the workspace.

    Raises:
        WorkspaceRefused: there is no workspace in the folder.
    """

    def __init__(self, folder: Path | str) -> None:
        self._workspace: Workspace = open_workspace(Path(folder))
        self._read: tuple[list[str], Results] | None = None

    def __repr__(self) -> str:
        return f"School({self.name!r}, years={list(self.years)})"

    @property
    def name(self) -> str:
        """The name of the school."""
        return self._workspace.settings.name

    @property
    def folder(self) -> Path:
        """The workspace."""
        return self._workspace.root

    @property
    def years(self) -> tuple[str, ...]:
        """The school years with released numbers, oldest first."""
        return self.results.years()

    @property
    def results(self) -> Results:
        """Everything that may be shown, with the goals as they are now.

        What was computed is kept until a wave is closed: a release never changes, another one is another folder.
        """
        use_region(self._workspace.settings.locale)  # each time: two schools of one notebook speak their own Dutch
        there = sorted(one.name for one in self._workspace.releases_folder.glob("*"))
        if self._read is None or self._read[0] != there:
            self._read = there, pipeline.results(self._workspace)
        return replace(self._read[1], goals=declaring.declared(self._workspace))

    # -- tables

    def responses(self) -> "pd.DataFrame":
        """A closed wave per row: survey, year, forms that came in, people who could answer, and the response.

        >>> School("schoolklimaat-werkmap").responses().shape
        (9, 7)
        """
        return tables.waves(self.results)

    def groups(self, survey: str, year: str) -> "pd.DataFrame":
        """A group of a wave per row: the id that other tables take, its name, and the forms that came in.

        Raises:
            WorkspaceRefused: the wave is not closed.
        """
        return tables.groups(self.results, survey, year)

    def shares(self, survey: str | None = None, year: str | None = None, *, group: str = SCHOOL) -> "pd.DataFrame":
        """A share per row: of which question and answers, with its 95% interval (0 to 1) and the answers `n`.

        Where `shown` is false there is no number, and `reason` says why.

        >>> table = School("schoolklimaat-werkmap").shares("personeel", "2025-2026")
        >>> bool(table[~table.shown].share.isna().all())
        True

        Args:
            survey: only of this one, such as `ouders`.
            year: only of this school year.
            group: `school`, or the id of a group.

        Raises:
            CallError: no released wave is of this survey, or has this group.
            WorkspaceRefused: that wave is not closed.
        """
        return tables.shares(self.results, survey, year, group)

    def changes(self, survey: str | None = None, *, group: str = SCHOOL) -> "pd.DataFrame":
        """What became of a share between two waves per row, with its 95% interval in shares, and a verdict.

        The verdict is `stijging`, `daling`, `niet-vast-te-stellen` or `niet-vergelijkbaar`.

        Raises:
            CallError: no released wave is of this survey, or has this group.
        """
        return tables.changes(self.results, survey, group)

    def gaps(self, year: str) -> "pd.DataFrame":
        """What two groups of the school say of the same subject per row; where there are two of something, a list."""
        return tables.gaps(self.results, year)

    def goals(self) -> "pd.DataFrame":
        """A goal per row, with its verdict: `bereikt`, `niet-bereikt` or `nog-niet-te-zeggen`.

        >>> School("schoolklimaat-werkmap").goals().verdict.tolist()
        ['bereikt', 'niet-bereikt', 'nog-niet-te-zeggen']
        """
        return tables.goals(self.results)

    # -- charts

    def chart_of_response(self, year: str) -> Chart:
        """Who answered: the response of every survey of the year."""
        return drawing.of_response(self.results, year)

    def chart_of_numbers(self, survey: str, year: str) -> Chart:
        """The first numbers of a survey, each with the range where it probably lies."""
        return drawing.of_numbers(self.results, survey, year)

    def chart_of_changes(self, survey: str, year: str) -> Chart:
        """Where the first numbers of a survey stood the wave before, and where they stand now."""
        return drawing.of_changes(self.results, survey, year)

    def chart_of_question(self, survey: str, year: str, item: str) -> Chart:
        """All answers to one question."""
        return drawing.of_question(self.results, survey, year, item)

    def charts_of_knowing(self, survey: str, year: str) -> list[Chart]:
        """Who knows enough to judge, and how those judge: a chart per subject."""
        return drawing.of_knowing(self.results, survey, year)

    def charts_side_by_side(self, year: str) -> list[Chart]:
        """Parents, pupils and staff two by two: a chart per pair."""
        return drawing.side_by_side(self.results, year)

    def chart_of_goal(self, number: int) -> Chart:
        """The course of a goal beside the line from which it is reached."""
        return drawing.of_goal(self.results, number)

    # -- from an export to a release

    def import_export(
        self, file: Path | str, survey: Path | str, year: str, *, group_column: str | None = None,
        enrolled: int | Path | None = None, dry_run: bool = False,
    ) -> Imported:  # fmt: skip
        """Take in an export, or (`dry_run`) only look at what would become of it.

        Args:
            file: the export, as it came from the tool.
            survey: the id of a questionnaire, or its definition file.
            year: such as `2025-2026`.
            group_column: heading of the column with the class.
            enrolled: how many could answer, or a list of classes that says so.
            dry_run: store nothing.

        Raises:
            FileRefused: the file cannot be read, or is not of this survey.
            DefinitionRefused: there is no such questionnaire.
        """
        use_region(self._workspace.settings.locale)
        options = pipeline.ImportOptions(group_column=group_column, enrolled=enrolled, dry_run=dry_run)
        done = pipeline.import_file(Path(file), survey=survey, year=year, workspace=self._workspace, options=options)
        return Imported(done.report, sum(why == "withdrawn" for _row, why in done.dropped))

    def close(self, survey: str, year: str, *, legal_basis: str, notice: str) -> int:
        """Close a wave for good: protect its numbers, attack them, and freeze them; how many there are.

        Raises:
            WorkspaceRefused: there are no answers, or the wave is closed already.
            PrivacyRefused: too few answers, or no numbers that stand the attack.
        """
        use_region(self._workspace.settings.locale)
        return len(pipeline.close_wave(self._workspace, survey, year, given=given(legal_basis, notice)).facts)

    # -- goals and evaluation

    def draft_goal(
        self, survey: str, item: str, target: int, deadline: str, *, start: str, measure: str = "favourable",
        direction: Literal["up", "down"] = "up", base: Literal["A", "B"] = "A", group: str = SCHOOL, margin: int = 0,
        why: str = "",
    ) -> int:  # fmt: skip
        """Write a goal down that may still change, in whole percents and points; its number.

        Raises:
            CallError: it names what is not there, or a target that cannot be.
            WorkspaceRefused: there are three active goals already, or the answers that decide are in.
        """
        use_region(self._workspace.settings.locale)
        goal = Goal.model_construct(
            survey=survey, item=item, measure=measure, base=base, node=group, direction=direction, target=target,
            margin=margin, start=start, deadline=deadline, why=why,
        )  # fmt: skip
        return declaring.draft(self._workspace, goal).number

    def freeze_goal(self, number: int) -> str:
        """Freeze a draft: from now on it can only be added to; the hash to note in the minutes."""
        return declaring.freeze(self._workspace, number).deeds[-1].sha256

    def withdraw_goal(self, number: int, reason: str) -> None:
        """Withdraw a goal; it stays to be seen."""
        declaring.withdraw(self._workspace, number, reason)

    def write_evaluation(self, year: str, folder: Path | str, *, only: tuple[str, ...] = NAMES) -> list[Path]:
        """Write the year file into a folder, or some of its files; what was written.

        Args:
            year: a school year with released numbers.
            folder: where; it is made.
            only: names of files, such as `("evaluatie.pdf",)`; without it all of them and their list.

        Raises:
            CallError: there is no file of that name in a year file.
            WorkspaceRefused: nothing was released of that year.
        """
        told, place = Year(self.results, year, *self._workspace.own_words()), Path(folder)
        unknown = [name for name in only if name not in NAMES]
        if unknown:
            raise CallError(
                _("A year file has no {file}.").format(file=", ".join(unknown)),
                remedy=_("Name one of these: {files}.").format(files=", ".join(NAMES)),
            )
        place.mkdir(parents=True, exist_ok=True)
        if only == NAMES:
            return list(write(told, place))
        for name in only:
            (place / name).parent.mkdir(exist_ok=True)
            write_durably(place / name, made(told, name), private=False)
        return [place / name for name in only]

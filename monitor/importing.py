"""The recipe of an import: an export goes in, the answers of nobody in particular come out.

read -> map -> validate -> compare with the wave before -> anonymise -> vault
"""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from monitor import trend, waves
from monitor.brought import Brought, Kept, no_texts
from monitor.comments.danger import dangers
from monitor.definition import library
from monitor.definition.differences import Observed, TrendBreak
from monitor.definition.model import Survey
from monitor.desk_terms import SeenColumn, SeenScale
from monitor.disclosure.policy import load_policy
from monitor.errors import SchoolklimaatError, WorkspaceRefused, once_kept
from monitor.import_terms import ImportOptions, ImportOutcome, Steps
from monitor.intake.anonymise import Anonymised, anonymise
from monitor.intake.answers import Checked
from monitor.intake.asked import as_asked
from monitor.intake.class_findings import beside_answers
from monitor.intake.enrolment import Enrolled, as_spelt, enrolment_of, otherwise
from monitor.intake.export import Finding
from monitor.intake.joining import Joining, joined
from monitor.intake.mapping_file import require_mapping_place
from monitor.intake.mapping_in_use import MappingInUse, mapped
from monitor.intake.observed import break_findings, label_findings, observed
from monitor.intake.open_answers import texts_of, told_of_open_answers
from monitor.intake.read import read_export
from monitor.intake.report import about_earlier, import_report, more_than_enrolled, told_of_enrolment, with_finding
from monitor.intake.rows import Outcome, outcome_of
from monitor.intake.seen import seen_columns
from monitor.intake.seen_answers import seen_scales
from monitor.intake.strangers import Labels, labels_of
from monitor.intake.validate import other_year, refuse_several_rows, validate
from monitor.progress import Progress
from monitor.standing import register
from monitor.texts import _
from monitor.workspace import Workspace, school_year

_PLAIN = ImportOptions()


@dataclass(frozen=True)
class Trial:
    """A trial import, with what somebody must see to decide about the columns and answers of a file.

    `groups` are the labels of the classes, `small` those with fewer forms than `least`, which no number is shown of;
    `in_all` is how many forms the wave would have, those of earlier files included. `overruled` is where the settings
    of the school say otherwise how many could answer: of which class (empty: of the school), they, and what was given.
    `other_year` is the school year of the answers, where it is not the one that they would be taken in for.
    """

    outcome: ImportOutcome
    survey: Survey
    columns: tuple[SeenColumn, ...]
    scales: tuple[SeenScale, ...]
    groups: tuple[str, ...]
    small: tuple[str, ...]
    least: int
    in_all: int
    refused: WorkspaceRefused | None = None
    overruled: tuple[tuple[str, int, int], ...] = ()
    other_year: str | None = None


@dataclass(frozen=True)
class _Understood:
    """An export that was read, linked and checked: the questionnaire as it was asked, and the labels in the file."""

    checked: Checked
    asked: Survey
    year: str
    mapping: MappingInUse
    labels: tuple[Labels, ...]


def import_file(
    path: Path, *, survey: str | Path, year: str, workspace: Workspace | None, options: ImportOptions = _PLAIN,
    progress: Progress | None = None,
) -> ImportOutcome:  # fmt: skip
    """Take the answers of an export file into the wave of a survey and a school year.

    A dry run needs no workspace and stores nothing. `progress` hears of five steps (read, linked, checked, anonymised,
    stored), and during the first of how much of the file is read.

    Raises:
        CallError: the year is no school year.
        FileRefused: the file cannot be read, or holds no answers to this survey of this year.
        WorkspaceRefused: the wave is closed, or was begun with another version of the questionnaire.
    """
    return _taken(path, survey, year, workspace, options, progress)[0]


def try_file(
    path: Path, *, survey: str | Path, year: str, workspace: Workspace | None, options: ImportOptions = _PLAIN
) -> Trial:
    """Look at an export file as `import_file` would take it in, without storing anything.

    Raises:
        CallError: the year is no school year.
        FileRefused: as for `import_file`.
    """
    outcome, understood, whole, kept = _taken(path, survey, year, workspace, replace(options, dry_run=True), None)
    given = Enrolled(outcome.enrolled, dict(outcome.enrolled_by_class))
    answers, mapping = understood.checked.answers, understood.mapping
    settings = workspace.settings if workspace is not None else None
    declared = settings.enrolled(understood.asked.id, understood.year) if settings else None
    policy = load_policy(audit=settings.audit, **settings.thresholds) if settings else load_policy()
    large = whole.answers.groups_from(policy.k)
    return Trial(
        outcome,
        understood.asked,
        seen_columns(answers, mapping.groups_before),
        seen_scales(answers, understood.labels, mapping.choices, settings.locale if settings else "nl-BE"),
        groups=whole.answers.groups,
        small=tuple(label for label in whole.answers.groups if label not in large),
        least=policy.k,
        in_all=kept.stored,
        refused=kept.refused,
        overruled=tuple(otherwise(given, declared.total, declared.classes)) if declared else (),
        other_year=other_year(answers.export, understood.year, options.dates),
    )


def _taken(
    path: Path, survey: str | Path, year: str, workspace: Workspace | None, options: ImportOptions,
    progress: Progress | None,
) -> tuple[ImportOutcome, _Understood, Anonymised, Kept[Joining]]:  # fmt: skip
    """What became of a file, and what was seen on the way."""
    steps = Steps(progress)
    meant, year = candidates(survey), school_year(year)
    enrolled = enrolment_of(
        options.enrolled, options.enrolled_by_class
    )  # before the work: a wrong list is told at once
    understood = _understood(path, meant, year, workspace, options, steps)
    outcome = outcome_of(
        understood.checked.answers,
        include_incomplete=options.include_incomplete,
        group_column=options.group_column,
    )
    whole = _anonymised(understood, outcome, workspace, options, frozenset())
    enrolled = beside_answers(enrolled, whole.answers.groups, are_used=options.group_column is not None)
    seen = observed(understood.checked.answers, understood.labels)
    if workspace is not None:
        seen = trend.sealed(workspace, seen, kept=not options.dry_run)
    breaks = _breaks(workspace, understood, enrolled, seen, whole)
    steps.done()
    kept = _kept(understood, outcome, whole, workspace, options, enrolled, breaks)
    with stored_as(kept.import_id):
        steps.done()
        return _told(understood, kept, workspace, options, enrolled, breaks), understood, whole, kept


def stored_as(import_id: int | None) -> AbstractContextManager[None]:
    """What comes after an import: a fault of ours in it is told with the import, if there is one."""
    if import_id is None:
        return nullcontext()
    said = _("The answers are stored as import {number}; `schoolklimaat undo {number}` takes it back.")
    return once_kept(said.format(number=import_id))


def candidates(survey: str | Path) -> tuple[Survey, ...]:
    """The questionnaires that may be meant: one, or the age variants of a name."""
    return library.candidates(str(survey)) or (library.survey(survey),)


def _understood(
    path: Path, meant: tuple[Survey, ...], year: str, workspace: Workspace | None, options: ImportOptions,
    steps: Steps,
) -> _Understood:  # fmt: skip
    if workspace and not options.dry_run and len(meant) == 1:
        waves.require_open(workspace, meant[0].id, year)  # before the work; `waves.bring` asks again
    export = read_export(path, sheet=options.sheet, mend_letters=options.mend_letters, progress=steps.reading)
    refuse_several_rows(export)
    steps.done()
    answers, mapping = mapped(
        export, meant, workspace.mappings_folder if workspace else None, options.mapping, options.decisions
    )
    if options.mapping_out:
        require_mapping_place(options.mapping_out, answers.survey)
    steps.done()
    checked = validate(
        answers,
        year=year,
        refuse_other_year=not options.dry_run,
        keep_year=options.keep_year,
        candidates=library.surveys(),
        dates=options.dates,
    )
    asked, reworded = as_asked(answers)
    labels = labels_of(answers)
    findings = (*mapping.findings, *checked.findings, *reworded, *label_findings(answers, labels))
    steps.done()
    return _Understood(replace(checked, findings=findings), asked, year, mapping, labels)


def _anonymised(
    understood: _Understood, outcome: Outcome, workspace: Workspace | None, options: ImportOptions,
    stored_before: frozenset[int],
) -> Anonymised:  # fmt: skip
    return anonymise(
        understood.checked,
        group_column=options.group_column,
        known_groups=workspace.settings.classes if workspace else (),
        outcome=outcome,
        stored_before=stored_before,
    )


def _breaks(
    workspace: Workspace | None, understood: _Understood, enrolled: Enrolled, seen: Observed, whole: Anonymised
) -> tuple[TrendBreak, ...]:
    """What the register of trend breaks gains by this file; nothing is known without a workspace."""
    if workspace is None:
        return ()
    asked, year = understood.asked, understood.year
    policy = load_policy(audit=workspace.settings.audit, **workspace.settings.thresholds)
    shown = whole.answers.groups_from(policy.k)
    now = trend.standing_of(workspace, asked, year, seen, enrolled=enrolled.total, classes=shown)
    return register(trend.wave_before(workspace, asked.id, year), now, seen)


def _kept(
    understood: _Understood, outcome: Outcome, whole: Anonymised, workspace: Workspace | None, options: ImportOptions,
    enrolled: Enrolled, breaks: tuple[TrendBreak, ...],
) -> Kept[Joining]:  # fmt: skip
    """What is new of these answers goes into its wave, without the people (or would, in a dry run)."""

    def anonymised(stored_before: frozenset[int]) -> Anonymised:
        return _anonymised(understood, outcome, workspace, options, stored_before) if stored_before else whole

    answers = understood.checked.answers
    join = partial(joined, answers, outcome, anonymised)
    texts = partial(texts_of, answers) if _keeps_texts(workspace) else no_texts
    brought = Brought(
        understood.asked, understood.year, answers.export.tool, join, enrolled.total, enrolled.classes, breaks, texts
    )
    if workspace is None or options.dry_run:
        return waves.look(workspace, brought)
    return waves.bring(workspace, brought)


def _told(
    understood: _Understood, kept: Kept[Joining], workspace: Workspace | None, options: ImportOptions,
    enrolled: Enrolled, breaks: tuple[TrendBreak, ...],
) -> ImportOutcome:  # fmt: skip
    """The report of what was done; the school's mapping file is written with it."""
    checked, answers = understood.checked, understood.checked.answers
    checked = replace(checked, findings=(*checked.findings, *break_findings(answers, breaks)))
    report = import_report(checked, kept.joining.anonymised, dry_run=options.dry_run)
    report = about_earlier(told_of_enrolment(report, enrolled), kept.joining, kept.beside)
    declared = workspace.settings.enrolled(understood.asked.id, understood.year).total if workspace else None
    report = more_than_enrolled(report, kept.stored, declared or kept.enrolled)
    groups = kept.joining.anonymised.group_column
    if _keeps_texts(workspace):
        texts = [text for _item, text in texts_of(answers, kept.joining)]
        urgent = sum(bool(dangers(text)) for text in texts)
        report = told_of_open_answers(report, answers, understood.year, taken=len(texts), urgent=urgent)
    if kept.refused is not None:
        message = _("As it is, this import would be refused: {message} {remedy}")
        said = message.format(message=kept.refused.message, remedy=kept.refused.remedy).strip()
        report = with_finding(report, Finding("warning", "W-WOULD-BE-REFUSED", said))
    if options.mapping_out:
        report = _with_mapping(understood, report, options.mapping_out, groups)
    if workspace is not None and not options.dry_run:
        report = _with_mapping(understood, report, workspace.mappings_folder / f"{understood.asked.id}.yaml", groups)
    by_class = as_spelt(enrolled.classes, kept.joining.anonymised.answers.groups)
    return ImportOutcome(report, kept.joining.anonymised.dropped, kept.import_id, enrolled.total, by_class)


def _keeps_texts(workspace: Workspace | None) -> bool:
    """Whether the school asked to have open answers kept, for people to read."""
    return workspace is not None and workspace.settings.open_answers.on


def _with_mapping(
    understood: _Understood, report: dict[str, Any], file: Path, group_column: int | None
) -> dict[str, Any]:
    """The report, with the mapping file written; the answers are stored by now, so a full disk refuses nothing."""
    try:
        return understood.mapping.written(understood.checked.answers, understood.labels, report, file, group_column)
    except (OSError, SchoolklimaatError):
        message = _(
            "The mapping file {file} could not be written. See whether the disk is full or locked, and import the "
            "file again: nothing is stored twice."
        )
        return with_finding(report, Finding("warning", "W-MAPPING-NOT-WRITTEN", message.format(file=file.name)))

"""The mapping file that a school keeps: read before a file is linked, and written after it.

`mappings/<survey>.yaml` in the workspace is used by itself; a file given with --mapping goes before it. What was linked
is added to the workspace's file, so that next year's export goes in without work.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from monitor.definition import library
from monitor.definition.model import Survey
from monitor.desk_terms import Decisions
from monitor.disk import told_by_the_disk
from monitor.durable import write_durably
from monitor.intake.answers import Answers
from monitor.intake.choices import GROUP, Choices, read_choices
from monitor.intake.export import Export, Finding
from monitor.intake.mapping import map_export
from monitor.intake.mapping_decided import with_decisions
from monitor.intake.mapping_file import read_kept_mapping, read_mapping_file, read_yaml_mapping
from monitor.intake.mapping_written import written_mapping
from monitor.intake.normalise import key
from monitor.intake.report import with_finding
from monitor.intake.strangers import Labels
from monitor.texts import _, n_


@dataclass(frozen=True)
class MappingInUse:
    """What was decided about a survey's exports before, and which files say so.

    `decided` is what somebody decided about this very file; it is among the choices, and changes what the file says.
    `groups_before` are the keys of the headings that were used as the class.
    """

    choices: Choices
    findings: tuple[Finding, ...] = ()
    decided: Decisions | None = None
    groups_before: frozenset[str] = frozenset()

    def written(
        self, answers: Answers, labels: Sequence[Labels], report: dict[str, Any], path: Path,
        group_column: int | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        """The report, after the mapping file was written or added to; nothing happens if all stands in it already.

        Raises:
            FileRefused: there is a file that is no mapping file.
        """
        is_there = path.is_file()
        if is_there:
            read_kept_mapping(path, answers.survey)
        text = path.read_text(encoding="utf-8-sig") if is_there else ""
        known = read_yaml_mapping(path).data if is_there else {}
        new = written_mapping(answers, labels, self.choices, text, known, group_column)
        if self.decided is not None:
            new = with_decisions(new, self.decided)
        if new == text:
            return report
        with told_by_the_disk():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(path, new.encode("utf-8"), private=False)
        message = _("Which column is which question stands in the mapping file {file}; look it through.")
        return with_finding(report, Finding("info", "I-MAPPING", message.format(file=_named(path))))


def mapped(
    export: Export, candidates: Sequence[Survey], folder: Path | None, given: Path | None,
    decided: Decisions | None = None,
) -> tuple[Answers, MappingInUse]:  # fmt: skip
    """The export under the candidate that explains most of its columns, and the mapping that was used.

    Args:
        export: the file.
        candidates: the surveys that may be meant.
        folder: where the school keeps its mapping files; nothing without a workspace.
        given: the file after --mapping.
        decided: what somebody decided about this very file; it goes before every mapping file.

    Raises:
        FileRefused: a mapping file cannot be read, or names what the survey does not have.
    """
    return max(
        (_mapped_to(export, survey, folder, given, decided) for survey in candidates),
        key=lambda pair: sum(link.item is not None for link in pair[0].links),
    )


def _mapped_to(
    export: Export, survey: Survey, folder: Path | None, given: Path | None, decided: Decisions | None
) -> tuple[Answers, MappingInUse]:
    kept = folder / f"{survey.id}.yaml" if folder else None
    mapping = replace(mapping_in_use(survey, kept, given), groups_before=_groups_before(kept))
    if decided is not None:
        content = {"columns": dict(decided.columns), "answers": {i: dict(a) for i, a in decided.answers.items()}}
        choices = read_choices(content, survey).over(mapping.choices)
        mapping = replace(mapping, choices=choices, decided=decided)
    answers = map_export(export, survey, mapping=mapping.choices, crosswalk=library.crosswalk(survey.id))
    return answers, mapping


def mapping_in_use(survey: Survey, kept: Path | None, given: Path | None) -> MappingInUse:
    """The choices about a survey: those of the file that was given, then those of the file that the school keeps.

    Raises:
        FileRefused: one of the files cannot be read, or the one that was given names what the survey does not have.
    """
    choices, findings = Choices(), []
    if kept is not None and kept.exists():  # a folder in its place is refused now, not when it is to be written
        choices, useless = read_kept_mapping(kept, survey)
        findings += [_used(kept), *_left_out(useless)]
    if given is not None:
        choices = read_mapping_file(given, survey).over(choices)
        findings.append(_used(given))
    return MappingInUse(choices, tuple(findings))


def _groups_before(kept: Path | None) -> frozenset[str]:
    """The headings (by key) that the file of the school says were used as the class."""
    left = (read_yaml_mapping(kept).data.get("left") if kept is not None and kept.is_file() else None) or {}
    return frozenset(key(str(heading)) for heading, kind in left.items() if kind == GROUP)


def _used(path: Path) -> Finding:
    return Finding("info", "I-MAPPING", _("The mapping file {file} was used.").format(file=_named(path)))


def _left_out(useless: Sequence[str]) -> Iterator[Finding]:
    """Lines about what the survey does not have any more: not followed, and told once."""
    if useless:
        message = n_(
            "One line of the mapping file was not followed: {first}",
            "{n} lines of the mapping file were not followed. The first: {first}",
            len(useless),
        ).format(n=len(useless), first=useless[0])
        yield Finding("warning", "W-MAPPING", message)


def _named(path: Path) -> str:
    """The file by its name and folder, not by where it lies on this computer."""
    return f"{path.parent.name}/{path.name}" if path.parent.name == "mappings" else path.name

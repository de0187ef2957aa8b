"""What the import desk tells a screen of what was found: in the words of the region, without anybody's answer."""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from monitor.definition.model import Survey
from monitor.desk_terms import Asked, Looked, Named, SeenFinding
from monitor.errors import Place
from monitor.report.sentences import survey_called
from monitor.texts import _
from monitor.wave_terms import SeenImport, SeenWave
from monitor.workspace import Workspace

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import ImportRecord, Wave
    from monitor.importing import Trial


def looked(asked: Asked, trial: "Trial", workspace: Workspace) -> Looked:
    """What a trial import found, for the eyes of the one who brought the file."""
    from monitor.waves import wave_name

    report, survey = trial.outcome.report, trial.survey
    locale = workspace.settings.locale
    dialect: Mapping[str, Any] = report["dialect"]
    declared = None if asked.is_sample else workspace.settings.enrolled(survey.id, asked.year).total
    refused = trial.refused
    unread = [item["unrecognised"] for item in report["items"] if item["unrecognised"]]
    return Looked(
        asked=asked,
        title=survey.say(survey.title, locale),
        wave=wave_name(survey.id, asked.year),
        tool=report["tool"],
        sheet=dialect["sheet"],
        heading_rows=dialect["heading_rows"],
        encoding=dialect["encoding"],
        separator=dialect["separator"],
        language=dialect["language"],
        questions=tuple(Named(item.id, survey.say(item.text, locale)) for item in survey.items),
        columns=trial.columns,
        scales=trial.scales,
        findings=tuple(finding(one, survey) for one in report["findings"]),
        rows=report["rows"],
        dropped=trial.outcome.dropped,
        enrolled=declared or trial.outcome.enrolled,
        is_declared=declared is not None,
        groups=trial.groups,
        small=trial.small,
        least=trial.least,
        in_all=trial.in_all,
        refused=_in_words(f"{refused.message} {refused.remedy}".strip(), survey, asked.year, locale) if refused else "",
        enrolled_by_class=trial.outcome.enrolled_by_class,
        overruled=tuple(_overruled(*one) for one in trial.overruled),
        other_year=trial.other_year or "",
        unread=sum(unread),
        unread_questions=len(unread),
    )


def _in_words(refusal: str, survey: Survey, year: str, locale: str) -> str:
    """A refusal that calls the wave as a director does, and not by the name that commands know it by."""
    from monitor.waves import wave_name

    called = f"{survey_called(survey.id, survey.say(survey.title, locale))}, {year},"
    return refusal.replace(wave_name(survey.id, year), called)


def finding(told: Mapping[str, Any], survey: Survey) -> SeenFinding:
    """Something to know of a file; a question is called by its words alone, without the id that commands know it by."""
    where = Place(row=told["row"], column=told["column"]).words()
    ids = "|".join(re.escape(item.id) for item in survey.items)
    message = re.sub(rf'\b(?:{ids}) \("([^"]*)"\)', r"“\1”", told["message"])
    return SeenFinding(told["severity"], told["code"], where, message, told["column"] or "")


def seen_wave(wave: "Wave", records: "tuple[ImportRecord, ...]", locale: str, due: Collection[str] = ()) -> SeenWave:
    """A wave with the imports that count; `due` are the waves of which the answers may not be kept any longer."""
    imports = tuple(
        SeenImport(record.id or 0, record.tool, record.rows["stored"], str(record.imported_on or ""))
        for record in records
    )
    title, has_answers = wave.survey.say(wave.survey.title, locale), wave.wrapped_key is not None
    return SeenWave(wave.name, title, wave.year, wave.status, imports, has_answers, is_due=wave.name in due)


def title_of(survey: Survey, workspace: Workspace) -> str:
    """What a questionnaire is called in the words of the region."""
    return survey.say(survey.title, workspace.settings.locale)


def _overruled(label: str, declared: int, given: int) -> str:
    told = _("{who}: the settings of the school say {declared}; that counts, not {given}.")
    return told.format(who=label or _("The whole school"), declared=declared, given=given)

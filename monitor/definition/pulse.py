"""A pulse: three to six questions of a survey, put again in between, word for word.

It is a survey of its own, with a wave, an import, a closing and a release like any other; `pulse` tells of which survey
its questions are. So nothing of it comes into the yearly numbers of that survey.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from monitor.definition.draft import to_yaml
from monitor.definition.faults import allowed_instead
from monitor.definition.load import load_common
from monitor.definition.model import Item, ItemType, Pulse, Survey
from monitor.definition.pulse_rule import LEAST, MOST
from monitor.errors import CallError, DefinitionRefused
from monitor.texts import _

_TITLES: Final = {"nl-BE": "Korte bevraging {month} ({of})", "nl-NL": "Korte vragenlijst {month} ({of})"}


def pulse_of(survey: Survey, items: Sequence[str], month: str, survey_id: str = "") -> Survey:
    """A survey of these questions of another one: the same codes, words and answers, in the order of that survey.

    Args:
        survey: the survey whose questions are put again.
        items: the codes of three to six of its questions.
        month: when it is held, such as `2025-05`.
        survey_id: what it is called; else that of the survey with `-puls` behind it.

    Raises:
        CallError: too few or too many questions, one that is not there, one that cannot be put again by itself, or no
            month.
        DefinitionRefused: the survey is a pulse itself.
    """
    if survey.pulse is not None:
        raise DefinitionRefused(
            _("{survey} is a pulse itself.").format(survey=survey.id),
            remedy=_("Name the survey of which it is a pulse: {survey}.").format(survey=survey.pulse.of),
        )
    day = _first_day(month)
    chosen = _chosen(survey, items)
    sections = {item.section for item in chosen}
    kept = {name: getattr(survey, name) for name in Survey.model_fields}
    own = {
        "id": survey_id or f"{survey.id}-puls",
        "title": {region: _title(title, region, day, survey.id) for region, title in _TITLES.items()},
        "sections": tuple(one for one in survey.sections if one.id in sections),
        "items": chosen,
        "pulse": Pulse(of=survey.id, month=month),
    }
    return Survey(**kept | own)  # made anew: a copy would keep the hash of the other one


def written(pulse: Survey) -> str:
    """A pulse as a definition file; the terms that come with the program are left out."""
    shared = load_common().terms
    own = {name: text for name, text in pulse.terms.items() if text != shared.get(name)}
    return to_yaml(
        pulse.model_copy(update={"terms": own}),
        (
            _("A pulse: these questions stand in another survey, and are put again word for word."),
            _("Change neither the questions nor the answers: then it can no longer be compared."),
        ),
    )


def cannot_be_put_again(item: Item) -> str:
    """Why a question cannot stand in a pulse; empty where it can."""
    if item.type is ItemType.OPEN:
        return _("Question {item} is answered in own words; a pulse has no such questions.").format(item=item.id)
    if item.routing:
        return _("Question {item} goes only to some, by an earlier answer; a pulse asks everybody the same.").format(
            item=item.id
        )
    return ""


def _chosen(survey: Survey, items: Sequence[str]) -> tuple[Item, ...]:
    """The questions that are meant, in the order of the survey."""
    wanted = dict.fromkeys(items)
    known = {item.id: item for item in survey.items}
    for name in wanted:
        if name not in known:
            raise CallError(
                _("Question {item} does not stand in {survey}.").format(item=name, survey=survey.id)
                + " "
                + allowed_instead(name, known),
                remedy=_("`schoolklimaat survey items {survey}` shows the codes.").format(survey=survey.id),
            )
        if why := cannot_be_put_again(known[name]):
            raise CallError(why, remedy=_("Leave it out, or take another question."))
    if not LEAST <= len(wanted) <= MOST:
        raise CallError(
            _("A pulse has {least} to {most} questions; these are {n}.").format(least=LEAST, most=MOST, n=len(wanted)),
            remedy=_("Take the questions of your goals, and one or two beside them."),
        )
    return tuple(item for item in survey.items if item.id in wanted)


def _first_day(month: str) -> dt.date:
    try:
        return dt.datetime.strptime(month, "%Y-%m").date()
    except ValueError:
        raise CallError(
            _('"{month}" is no month.').format(month=month), remedy=_("Write the year and the month: 2025-05.")
        ) from None


def _title(title: str, region: str, day: dt.date, of: str) -> str:
    from babel.dates import format_date

    return title.format(month=format_date(day, "MMMM y", region.replace("-", "_")), of=of)

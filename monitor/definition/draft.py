"""Draft: a survey written down as `docs/definitions.md` says, for a person to go through and complete."""

from typing import Any

from monitor.definition.dump import dump_yaml
from monitor.definition.model import Item, LocalText, Option, Survey
from monitor.texts import _

_FLAGS = ("dont_know", "counts_as_unknown", "prefer_not", "not_applicable", "exclusive", "other")
_HEADER = "# yaml-language-server: $schema=schema/survey.schema.json\n"


def to_yaml(survey: Survey) -> str:
    """The survey as a definition file that the loader reads back as the same survey; shared terms aside."""
    data: dict[str, Any] = {
        "schema": "schoolklimaat/survey@1",
        "survey": {
            "id": survey.id,
            "version": survey.version,
            "status": survey.status,
            "audience": survey.audience,
            "title": _text(survey.title),
            "one_response_per": survey.one_response_per,
        },
    }
    if survey.terms:
        data["terms"] = {name: _text(text) for name, text in survey.terms.items()}
    return _HEADER + _comment() + dump_yaml({**data, "items": [_item(item) for item in survey.items]})


def _comment() -> str:
    """What a person fills in, as comment lines above the draft."""
    lines = (
        _("A draft, made from an export file. Read it through and fill in what a file cannot tell:"),
        _("- title: the name of the questionnaire, as people know it."),
        _("- audience: ouders, leerlingen, personeel or overig."),
        _("- text and label: the question and its answers, in the words that people saw."),
        _("- options: their order, and answers that nobody gave and that are missing here."),
        _('- value: the place of an answer on its scale; dont_know: true for an answer such as "don\'t know".'),
        _("- favourable: the codes of the answers that are good news, such as [eens, helemaal_eens]."),
        _("- sensitive: 1 at a delicate question, 2 at an own experience, such as being bullied."),
        _("Then check it: schoolklimaat survey check FILE. docs/definitions.md explains every key."),
    )
    return "".join(f"# {line}\n" for line in lines)


def _item(item: Item) -> dict[str, Any]:
    data: dict[str, Any] = {"id": item.id, "type": item.type.value, "text": _text(item.text)}
    if item.options:
        data["options"] = [_option(option) for option in item.options]
    if item.favourable:
        data["favourable"] = list(item.favourable)
    return data


def _option(option: Option) -> dict[str, Any]:
    data: dict[str, Any] = {"code": option.code, "label": _text(option.label)}
    if option.value is not None:
        data["value"] = option.value
    return data | {flag: True for flag in _FLAGS if getattr(option, flag)}


def _text(text: LocalText) -> str | dict[str, str]:
    return text["nl"] if set(text) == {"nl"} else dict(text)

"""Draft: a survey written down as `docs/definitions.md` says, for a person to go through and complete."""

from collections.abc import Iterable, Mapping
from typing import Any

from monitor.definition.dump import dump_yaml
from monitor.definition.model import Condition, Item, ItemType, LocalText, Option, Section, Survey
from monitor.texts import _

_FLAGS = ("dont_know", "counts_as_unknown", "prefer_not", "not_applicable", "exclusive", "other")
_PLAIN = (
    "version", "section", "concept", "tier", "favourable", "cutoffs", "reverse", "sensitive", "common",
    "comparability", "benchmarks", "max_chars",
)  # fmt: skip
"""What is written as it stands; a scale is not named, as its options are written out."""
_NAMES = {"concept": "construct"}
_HEADER = "# yaml-language-server: $schema=schema/survey.schema.json\n"


def to_yaml(survey: Survey, told: Iterable[str] | None = None) -> str:
    """The survey as a definition file that the loader reads back as the same survey; shared terms aside.

    `told` stands above it as a comment, a line each; without it what a person must fill in.
    """
    data: dict[str, Any] = {"schema": "schoolklimaat/survey@1", "survey": _head(survey)}
    if survey.terms:
        data["terms"] = {name: _text(text) for name, text in survey.terms.items()}
    if survey.sections:
        data["sections"] = [_section(section) for section in survey.sections]
    types = {item.id: item.type for item in survey.items}
    lines = _to_fill_in() if told is None else told
    return (
        _HEADER
        + "".join(f"# {line}\n" for line in lines)
        + dump_yaml({**data, "items": [_item(item, types) for item in survey.items]})
    )


def _head(survey: Survey) -> dict[str, Any]:
    head = {
        "id": survey.id,
        "version": survey.version,
        "status": survey.status,
        "audience": survey.audience,
        "title": _text(survey.title),
        "intro": _text(survey.intro) if survey.intro else None,
        "outro": _text(survey.outro) if survey.outro else None,
        "one_response_per": survey.one_response_per,
        "pulse": survey.pulse.model_dump() if survey.pulse else None,
    }
    return {key: value for key, value in head.items() if value is not None}


def _section(section: Section) -> dict[str, Any]:
    data: dict[str, Any] = {"id": section.id, "title": _text(section.title)}
    if section.intro:
        data["intro"] = _text(section.intro)
    return data | ({"sensitive": True} if section.sensitive else {})


def _to_fill_in() -> tuple[str, ...]:
    """What a person fills in, as lines above the draft."""
    return (
        _("A draft, made from a file of a survey tool. Read it through and fill in what a file cannot tell:"),
        _("- title: the name of the questionnaire, as people know it."),
        _("- audience: ouders, leerlingen, personeel or overig."),
        _("- text and label: the question and its answers, in the words that people saw."),
        _("- options: their order, and answers that nobody gave and that an export does not show."),
        _('- value: the place of an answer on its scale; dont_know: true for an answer such as "don\'t know".'),
        _("- favourable: the codes of the answers that are good news, such as [eens, helemaal_eens]."),
        _("- sensitive: 1 at a delicate question, 2 at an own experience, such as being bullied."),
        _("Then check it: schoolklimaat survey check FILE. docs/definitions.md explains every key."),
    )


def _item(item: Item, types: Mapping[str, ItemType]) -> dict[str, Any]:
    """An item with all that differs from what a definition takes for granted."""
    data: dict[str, Any] = {"id": item.id, "type": item.type.value, "text": _text(item.text)}
    if item.help:
        data["help"] = _text(item.help)
    if item.options:
        data["options"] = [_option(option) for option in item.options]
    told = {_NAMES.get(name, name): _plain(getattr(item, name)) for name in _PLAIN if _tells(item, name)}
    if item.routing:
        told["show_if"] = {"any": [_condition(condition, types) for condition in item.routing]}
    return data | told


def _tells(item: Item, name: str) -> bool:
    return bool(getattr(item, name) != Item.model_fields[name].get_default(call_default_factory=True))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _condition(condition: Condition, types: Mapping[str, ItemType]) -> dict[str, Any]:
    key = "includes_any" if types.get(condition.item) is ItemType.MULTIPLE else "in"
    return {"item": condition.item, key: list(condition.options)}


def _option(option: Option) -> dict[str, Any]:
    data: dict[str, Any] = {"code": option.code, "label": _text(option.label)}
    if option.value is not None:
        data["value"] = option.value
    data |= {flag: True for flag in _FLAGS if getattr(option, flag)}
    return data | ({"maps_to": option.maps_to} if option.maps_to is not None else {})


def _text(text: LocalText) -> str | dict[str, str]:
    return text["nl"] if set(text) == {"nl"} else dict(text)

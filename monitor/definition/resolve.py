"""Turns a checked survey file into surveys: scales filled in, variants apart, hidden options gone."""

from collections.abc import Mapping

from monitor.definition.model import Condition, Item, LocalText, Option, Pulse, Section, Survey
from monitor.definition.source import (
    Answers,
    Asked,
    ItemSource,
    OptionSource,
    ScaleSource,
    SectionSource,
    Shared,
    ShowIf,
    SurveyFile,
    VariantSource,
)


def resolve(file: SurveyFile, common: Shared) -> tuple[Survey, ...]:
    """The survey of a file, or the survey of each of its variants; the file has passed the checks."""
    parts = together(file, common)
    if not file.survey.variants:
        return (_survey(file, parts, None, VariantSource()),)
    return tuple(_survey(file, parts, name, variant) for name, variant in file.survey.variants.items())


def together(file: Shared, common: Shared) -> Shared:
    """The terms, scales and option sets that a file may use: the shared ones and its own."""
    return Shared(
        terms={**common.terms, **file.terms},
        scales={**common.scales, **file.scales},
        option_sets={**common.option_sets, **file.option_sets},
    )


def belongs(variants: tuple[str, ...] | None, variant: str | None) -> bool:
    """Whether something marked with these variants is in this one."""
    return variants is None or variant is None or variant in variants


def face(item: ItemSource, variant: str | None) -> ItemSource:
    """The item as this variant asks it."""
    override = item.overrides.get(variant or "")
    if override is None:
        return item
    changes = {name: getattr(override, name) for name in override.model_fields_set}
    if {"scale", "options", "options_from"} & changes.keys():
        changes = {"scale": None, "options": None, "options_from": None, **changes}
    return item.model_copy(update=changes)


def options_of(asked: Asked, parts: Shared, variant: str | None) -> tuple[OptionSource, ...]:
    """The options that were shown; none if the scale or the set does not exist."""
    scale = parts.scales.get(asked.scale or "")
    listed = asked.options or (scale.options if scale else parts.option_sets.get(asked.options_from or "", ()))
    return tuple(o for o in listed if o.code not in asked.hide_options and belongs(o.variants, variant))


def meaning_of(asked: Asked, parts: Shared) -> Answers:
    """Which options are favourable and where the cut-offs are: the item's own word, else its scale's."""
    scale: ScaleSource | None = parts.scales.get(asked.scale or "")
    return scale if scale is not None else asked


def _survey(file: SurveyFile, parts: Shared, variant: str | None, about: VariantSource) -> Survey:
    head = file.survey
    return Survey(
        id=head.id if variant is None else f"{head.id}-{variant}",
        audience=head.audience,
        version=head.version,
        status=head.status,
        title=about.title or head.title,
        intro=_text(head.intro),
        outro=_text(head.outro),
        one_response_per=head.one_response_per,
        terms=dict(parts.terms),
        sections=tuple(_section(section) for section in file.sections),
        items=tuple(
            _item(face(item, variant), parts, variant) for item in file.items if belongs(item.variants, variant)
        ),
        pulse=Pulse(of=head.pulse.of, month=head.pulse.month) if head.pulse else None,
    )


def _item(item: ItemSource, parts: Shared, variant: str | None) -> Item:
    meaning, options = meaning_of(item, parts), options_of(item, parts, variant)
    shown = {option.code for option in options}
    return Item(
        id=item.id,
        version=item.version,
        type=item.type,
        section=item.section or "",
        concept=item.concept,
        tier=item.tier,
        scale=item.scale,
        text=item.text,
        help=_text(item.help),
        options=tuple(_option(option) for option in options),
        favourable=tuple(code for code in meaning.favourable if code in shown),
        cutoffs={name: code for name, code in meaning.cutoffs.items() if code in shown},
        reverse=meaning.reverse,
        sensitive=item.sensitive,
        common=item.common,
        comparability=item.comparability,
        routing=_routing(item.show_if),
        benchmarks=item.benchmarks,
        max_chars=item.max_chars,
    )


def _option(option: OptionSource) -> Option:
    return Option(**{name: getattr(option, name) for name in Option.model_fields})


def _section(section: SectionSource) -> Section:
    return Section(id=section.id, title=section.title, intro=_text(section.intro), sensitive=section.sensitive)


def _routing(show_if: ShowIf | None) -> tuple[Condition, ...]:
    if show_if is None:
        return ()
    return tuple(Condition(item=c.item, options=c.in_ or c.includes_any or ()) for c in show_if.any)


def _text(text: Mapping[str, str] | None) -> LocalText:
    return dict(text or {})

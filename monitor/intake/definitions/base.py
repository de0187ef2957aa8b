"""What every kind of definition file has in common."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from monitor.definition.model import Condition, Item, ItemType, LocalText, Option, Section, Survey
from monitor.definition.source import MAX_OPTIONS
from monitor.intake.codes import Names, as_code
from monitor.intake.linking import slug
from monitor.intake.sandbox import Contents
from monitor.intake.tool_options import Told, favourable, options_in_order, type_of

_TERM = re.compile(r"\{\{(\w+)\}\}")
_LONGEST_ID = 60


class Kind(Protocol):
    """One kind of definition file."""

    def recognises(self, contents: Contents) -> bool:
        """Whether the file is of this kind."""
        ...

    def read(self, contents: Contents) -> "Questionnaire":
        """The questions in the file."""
        ...


@dataclass(frozen=True)
class Asked:
    """One question as a tool tells it.

    `type` without options: `OPEN`, `NUMBER`; with options `SINGLE` stands for one answer on whatever scale.
    `ordered`: the tool says that the options are steps. `shown_if`: question and answer codes of which any shows
    this one.
    """

    code: str
    text: LocalText
    type: ItemType
    options: tuple[Told, ...] = ()
    ordered: bool = False
    section: str = ""
    shown_if: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Questionnaire:
    """All questions of a file, in order, with the pages that they stand on (code and title)."""

    title: LocalText
    questions: tuple[Asked, ...]
    sections: tuple[tuple[str, LocalText], ...] = ()
    language: str = field(default="nl")
    """The language of a text that is missing in all others: that of the file."""


def survey_of(told: Questionnaire, survey_id: str) -> Survey:
    """The questionnaire as a definition: every name once, every condition on an earlier question and its options."""
    told = _for_both_regions(told)
    names, ids = Names(), dict[str, Item]()
    pages = {code: as_code(code) or f"p{place}" for place, (code, _title) in enumerate(told.sections, start=1)}
    items: list[Item] = []
    for place, asked in enumerate(told.questions, start=1):
        item_id = names.new(slug(as_code(asked.code))[:_LONGEST_ID] or f"v{place:02}")
        text = asked.text or {told.language: asked.code}
        item = _item(item_id, text, asked, pages.get(asked.section, ""), told.language)
        items.append(item.model_copy(update={"routing": tuple(_routing(asked, ids, item))}))
        ids.setdefault(asked.code.casefold(), items[-1])
    used = {item.section for item in items}
    sections = tuple(Section(id=pages[c], title=title) for c, title in told.sections if pages[c] in used and title)
    return Survey(
        id=survey_id,
        audience="overig",
        version="0.1.0",
        title=told.title or {"nl": survey_id},
        terms=_terms(items, sections),
        sections=sections,
        items=tuple(_on_a_page(items, {section.id for section in sections})),
    )


def _for_both_regions(told: Questionnaire) -> Questionnaire:
    """The questionnaire with Dutch words for one region as words for both, where there are no others."""
    return replace(
        told,
        title=_both(told.title),
        questions=tuple(
            replace(
                asked,
                text=_both(asked.text),
                options=tuple(replace(option, label=_both(option.label)) for option in asked.options),
            )
            for asked in told.questions
        ),
        sections=tuple((code, _both(title)) for code, title in told.sections),
    )


def _both(text: LocalText) -> LocalText:
    regions = [language for language in text if language in ("nl-BE", "nl-NL")]
    if "nl" in text or len(regions) != 1:
        return text
    return {"nl" if language in regions else language: words for language, words in text.items()}


def _item(item_id: str, text: LocalText, asked: Asked, section: str, language: str) -> Item:
    several = asked.type in (ItemType.MULTIPLE, ItemType.RANKING)
    told = [one if one.label else Told(one.code, {language: one.code or "-"}, one.missing) for one in asked.options]
    options = options_in_order(told, ordered=asked.ordered, several=asked.type is ItemType.MULTIPLE)
    if asked.type in (ItemType.OPEN, ItemType.NUMBER):
        return Item(id=item_id, type=asked.type, section=section, text=text)
    if not 0 < len(options) <= MAX_OPTIONS:  # a list of all municipalities is no question that can be counted
        return Item(id=item_id, type=ItemType.OPEN, section=section, text=text)
    kind = asked.type if several else type_of(options)
    return Item(
        id=item_id,
        type=kind,
        section=section,
        text=text,
        options=tuple(option.model_copy(update={"value": None}) for option in options) if several else options,
        favourable=() if several else favourable(options),
    )


def _routing(asked: Asked, earlier: dict[str, Item], item: Item) -> Iterator[Condition]:
    """The conditions, if every one of them stands on an earlier question and an option that it has; else none."""
    wanted: dict[str, list[str]] = {}
    for code, answer in asked.shown_if:
        source = earlier.get(code.casefold())
        option = _option_called(source, answer) if source is not None else None
        if source is None or option is None:
            return
        wanted.setdefault(source.id, []).append(option.code)
    yield from (Condition(item=source, options=tuple(dict.fromkeys(codes))) for source, codes in wanted.items())


def _option_called(item: Item, code: str) -> Option | None:
    return next((option for option in item.options if option.code.casefold() == as_code(code).casefold()), None)


def _on_a_page(items: Sequence[Item], pages: set[str]) -> Iterator[Item]:
    for item in items:
        yield item if item.section in pages else item.model_copy(update={"section": ""})


def _terms(items: Sequence[Item], sections: Sequence[Section]) -> dict[str, LocalText]:
    """What looks like a term of ours in a tool's text says itself."""
    texts = [*(item.text for item in items), *(option.label for item in items for option in item.options)]
    wordings = [wording for text in (*texts, *(one.title for one in sections)) for wording in text.values()]
    return {name: {"nl": f"{{{{{name}}}}}"} for wording in wordings for name in _TERM.findall(wording)}

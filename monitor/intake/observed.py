"""Observed: what a file shows of the questionnaire that its definition does not say.

Questions without a column, columns of questions that the definition lacks, the order of the questions, answers that
many gave and that are no option, a scale numbered from the other end. Kept beside the wave, so that a later year is
compared with what was asked. No answer is kept: of labels a fingerprint, of columns their heading.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from monitor.definition.called import called
from monitor.definition.differences import Observed, TrendBreak
from monitor.definition.model import Item, ItemType
from monitor.intake.answers import Answers, Link, found
from monitor.intake.export import Finding
from monitor.intake.normalise import key
from monitor.intake.strangers import Labels
from monitor.texts import _, n_

_LISTS = (ItemType.MULTIPLE, ItemType.RANKING)
_LONGEST_HEADING = 200
_SHORT = 40
"""Signs of a question where many are named in one message."""


def observed(answers: Answers, labels: Sequence[Labels]) -> Observed:
    """What this file shows beyond the questionnaire; `labels` are those of `monitor.intake.strangers.labels_of`."""
    linked = [link for link in answers.links if link.item and link.role != "identifier"]
    order = tuple(dict.fromkeys(link.item for link in linked if link.item))
    missing = (item.id for item in answers.survey.items if item.id not in order)
    grids = {link.column.question for link in linked}
    new = dict.fromkeys(_question(link, grids) for link in answers.links if _is_question(link))
    return (
        TrendBreak(kind="question-order", names=order),
        *(TrendBreak(kind="not-asked", item=item) for item in missing),
        *(TrendBreak(kind="new-question", heading=heading) for heading in new),
        *(one for item in labels for one in _of_labels(item)),
    )


def _is_question(link: Link) -> bool:
    """A column without an item that may be a question: not the tool's own, nor about a person."""
    return link.item is None and link.role in ("ignored", "free_text") and bool(key(link.column.heading))


def _question(link: Link, grids: Collection[str]) -> str:
    """The question of a column: one for all columns of a grid or a list, but for a new row of a known grid."""
    column = link.column
    known = column.part is not None and column.question in grids
    text = " ".join((column.heading if known else column.question or column.part or column.heading).split())
    return text if len(text) <= _LONGEST_HEADING else text[: _LONGEST_HEADING - 3] + "..."


def _of_labels(labels: Labels) -> Iterator[TrendBreak]:
    item, strange = labels.item, labels.strange
    if strange:
        longer = item.type not in _LISTS and len(labels.given) + len(strange) > len(item.options)
        sign = hashlib.sha256("\x1f".join(sorted(strange)).encode()).hexdigest()[:16]
        length = len(labels.given) + len(strange) if longer else len(item.options)
        yield TrendBreak(kind="scale-length" if longer else "options", item=item.id, sign=sign, after=length)
    if labels.turned:
        yield TrendBreak(kind="order", item=item.id)


def label_findings(answers: Answers, labels: Sequence[Labels]) -> tuple[Finding, ...]:
    """What a person should know of answers that many gave and that are no option, and of a turned scale."""
    return tuple(one for item in labels for one in _label_findings(answers, item))


def _label_findings(answers: Answers, labels: Labels) -> Iterator[Finding]:
    link = next(one for one in answers.links if one.item == labels.item.id)
    if labels.turned:
        message = _(
            "The answers to item {item} are numbered or ordered the other way round. They were read by their words; "
            "check that the first answer means the same."
        ).format(item=called(answers.survey, labels.item))
        yield found(answers.export, "warning", "W-TURNED", message, link.column)
    if labels.strange:
        message = n_(
            "One answer that is no option of item {item} was given by five people or more. Was it offered?",
            "{n} answers that are no option of item {item} were given by five people or more. Were they offered?",
            len(labels.strange),
        ).format(n=len(labels.strange), item=called(answers.survey, labels.item))
        yield found(answers.export, "warning", "W-NEW-OPTIONS", f"{message}{_likely(labels)}", link.column)


def _likely(labels: Labels) -> str:
    """Whether the options look merged into one, or one of them split, by the words that they share."""
    gone = {key(text): option for option, text in _spoken(labels.item) if option not in labels.given}
    if any(_within(new, gone) for new in labels.strange):
        return " " + _("It looks as if options were put together.")
    if any(_within(old, labels.strange) for old in gone):
        return " " + _("It looks as if an option was split.")
    return ""


def _spoken(item: Item) -> Iterator[tuple[str, str]]:
    for option in item.options:
        yield from ((option.code, text) for text in option.label.values())


def _within(part: str, wholes: Mapping[str, object]) -> bool:
    """True if at least two labels hold all words of this one."""
    words = set(part.split())
    return sum(words < set(whole.split()) for whole in wholes) > 1


def break_findings(answers: Answers, breaks: Sequence[TrendBreak]) -> tuple[Finding, ...]:
    """What the register of trend breaks gained, in words: one finding per item, one per thing that is of the wave."""
    columns = {link.item: link.column for link in reversed(answers.links) if link.item}
    since = [one for one in breaks if one.since is not None]
    alone = [one for one in since if one.kind not in ("new-question", "not-asked")]
    items = (
        found(answers.export, "warning", _code(one), _item_words(answers, one), columns.get(one.item))
        for one in alone
        if one.item
    )
    waves = (found(answers.export, "warning", _code(one), _wave_words(one)) for one in alone if not one.item)
    return (*items, *waves, *_counted(answers, since))


def _code(one: TrendBreak) -> str:
    return f"W-BREAK-{one.kind.upper()}"


def _counted(answers: Answers, breaks: Sequence[TrendBreak]) -> Iterator[Finding]:
    new = sum(one.kind == "new-question" for one in breaks)
    if new:
        message = n_(
            "One question in this file was not asked before, and is not in the survey.",
            "{n} questions in this file were not asked before, and are not in the survey.",
            new,
        ).format(n=new)
        yield found(answers.export, "warning", "W-BREAK-NEW-QUESTION", message)
    for year, items in sorted(_not_asked(breaks).items()):
        message = n_(
            "One question was not asked in {year}, and is not compared: {items}.",
            "{n} questions were not asked in {year}, and are not compared: {items}.",
            len(items),
        ).format(n=len(items), year=year, items=", ".join(called(answers.survey, item, _SHORT) for item in items))
        yield found(answers.export, "warning", "W-BREAK-NOT-ASKED", message)


def _not_asked(breaks: Sequence[TrendBreak]) -> dict[str, list[str]]:
    """The items that one of the two years lacks, by that year."""
    years: dict[str, list[str]] = {}
    for one in breaks:
        if one.kind == "not-asked":
            years.setdefault(one.heading, []).append(one.item)
    return years


def _item_words(answers: Answers, one: TrendBreak) -> str:
    message = {
        "type": _("Item {item} is answered in another way than in {since}; the two years are not compared."),
        "wording": _("Item {item} was put in other words in {since}; the two years are not compared."),
        "scale-length": _(
            "Item {item} has {after} answers to choose from, and {before} in {since}; the two years are not compared."
        ),
        "options": _("Item {item} had other answers to choose from in {since}; the two years are not compared."),
        "order": _("The answers to item {item} stood in another order in {since}; the two years are not compared."),
        "labels": _("The answers to item {item} had other words in {since}; the two years are not compared."),
        "version": _("Item {item} is another version than in {since}; the two years are not compared."),
    }[one.kind]
    return message.format(item=called(answers.survey, one.item), since=one.since, before=one.before, after=one.after)


def _wave_words(one: TrendBreak) -> str:
    message = {
        "question-order": _("The questions stood in another order in {since}. Answers may differ by that alone."),
        "audience": _("The questions were put to other people in {since}."),
        "one-response-per": _("A form stood for something else in {since} (a family, a child, a person)."),
        "enrolment": _("In {since} {before} people could answer, and now {after}: compare with care."),
        "classes": _(
            "These classes answered in {since}, and in this file nobody or too few people to show: {classes}."
        ),
    }[one.kind]
    return message.format(since=one.since, before=one.before, after=one.after, classes=", ".join(one.names))

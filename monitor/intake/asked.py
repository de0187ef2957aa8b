"""As asked: the questionnaire in the words that this export shows, where they are others than ours.

An item that an older heading was linked to (by the crosswalk, or by a mapping file) was put to people in other
words. The wave keeps those words, so that no later comparison takes it for the same question.
"""

from collections.abc import Iterator

from monitor.definition.model import Item, ItemType, Survey
from monitor.intake.answers import Answers, Link, found
from monitor.intake.export import Finding
from monitor.intake.linking import beside_code
from monitor.intake.normalise import beginning, fold, key, without_marks, without_suffix
from monitor.texts import _


def as_asked(answers: Answers) -> tuple[Survey, tuple[Finding, ...]]:
    """The survey with the item texts that people saw, and a finding for each that is not the survey's own."""
    reworded = {link.item: link for link in reversed(answers.links) if _other_words(link, answers.survey)}
    if not reworded:
        return answers.survey, ()
    items = tuple(_in_words_of(item, reworded.get(item.id)) for item in answers.survey.items)
    survey = Survey.model_validate({**answers.survey.model_dump(), "items": items})
    message = _(
        "This question was put in other words than in the survey. It is kept in the words of the file, and not "
        "compared with years in which it was put otherwise."
    )
    columns = (reworded[item].column for item in reworded)
    return survey, tuple(found(answers.export, "warning", "W-OTHER-WORDING", message, one) for one in columns)


def _other_words(link: Link, survey: Survey) -> bool:
    if link.item is None or link.role == "identifier":
        return False
    column = link.column
    words = beside_code(column, survey.item(link.item))
    if column.code and all(fold(text).endswith("..") for text in words):
        return False  # the tool's own code says which item it is; beside it stands nothing, or something cut off
    ours = {key(wording) for wording in survey.wordings(survey.item(link.item).text)}
    return not any(_same(text, ours) for text in _texts(link)) and not _is_code(link)


def _texts(link: Link) -> Iterator[str]:
    column = link.column
    yield from filter(None, (column.heading, column.question, column.part, f"{column.question} [{column.part}]"))


def _same(text: str, ours: set[str]) -> bool:
    start = beginning(text)
    return (
        key(text) in ours
        or without_suffix(text) in ours
        or without_marks(text) in ours
        or (start is not None and any(wording.startswith(start) for wording in ours))
    )


def _is_code(link: Link) -> bool:
    """A heading that is a variable's name and no sentence says nothing of the words."""
    return " " not in link.column.heading.strip()


def _in_words_of(item: Item, link: Link | None) -> Item:
    if link is None:
        return item
    column = link.column
    row = column.part if item.type not in (ItemType.MULTIPLE, ItemType.RANKING) else None
    whole = f"{column.question} [{row}]" if row and column.question else row or column.question or column.heading
    text = " ".join(whole.split())
    return Item.model_validate({**item.model_dump(), "text": {"nl": text}})

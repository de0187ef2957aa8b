"""The words of questionnaires that are in another language than the reader's: they stay as they were put."""

from collections.abc import Iterable, Iterator

from monitor.definition.model import LocalText, Survey, language_of
from monitor.texts import language


def foreign_words(surveys: Iterable[Survey], locale: str) -> dict[str, str]:
    """Every title, question and answer that a reader gets in another language than theirs, with that language.

    A question is what was put to people; where nobody put it in the language of the reader, there is no such text.
    """
    return {
        survey.as_read(text, locale): spoken
        for survey in surveys
        for text in _texts(survey)
        if (spoken := language_of(text, locale)) not in ("", language())
    }


def _texts(survey: Survey) -> Iterator[LocalText]:
    yield survey.title
    yield from (section.title for section in survey.sections)
    for item in survey.items:
        yield item.text
        yield from (option.label for option in item.options)

"""What the definition of a pulse must be like, whoever wrote it."""

from collections.abc import Iterator
from typing import Final

from monitor.definition.faults import Problem
from monitor.definition.model import ItemType
from monitor.definition.subject import Subject
from monitor.texts import _

LEAST: Final = 3
MOST: Final = 6
"""Questions of a pulse: with fewer it is no survey, with more it is a long one again."""


def a_pulse_is_short(subject: Subject) -> Iterator[Problem]:
    """A pulse has three to six questions that everybody gets and nobody answers in own words, and no variants."""
    if subject.file.survey.pulse is None:
        return
    n = len(subject.file.items)
    if not LEAST <= n <= MOST:
        message = _("A pulse has {least} to {most} questions; these are {n}.")
        yield Problem(("items",), message.format(least=LEAST, most=MOST, n=n))
    for place, item in enumerate(subject.file.items):
        if item.type is ItemType.OPEN or item.show_if is not None:
            yield Problem(("items", place), _("A pulse puts the same questions to all, and none in own words."))
    if subject.file.survey.variants:
        yield Problem(("survey", "variants"), _("A pulse has no variants: make one of each form."))

"""Why a number is not shown, or two years not compared: a code for programs, a sentence for people."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.texts import _


@dataclass(frozen=True)
class Reason:
    """A code that stays the same in every language, and what its sentence needs to be filled in."""

    code: str
    details: tuple[tuple[str, str | int], ...] = ()

    @property
    def text(self) -> str:
        """The sentence in the language of the reader."""
        return _SENTENCES[self.code]().format(**dict(self.details))


def because(code: str, **details: str | int) -> Reason:
    """The reason with this code.

    Raises:
        KeyError: there is no sentence for the code.
    """
    if code not in _SENTENCES:
        raise KeyError(code)
    return Reason(code, tuple(sorted(details.items())))


_SENTENCES: dict[str, Callable[[], str]] = {
    # why a number is not shown
    "few-answers": lambda: _("Fewer than {least} answers: not shown."),
    "few-schools": lambda: _("Fewer than {least} schools: not shown together."),
    "no-region": lambda: _("In the network this school belongs to no region, so it is not compared within one."),
    "not-published": lambda: _(
        "Not published for this group: too few answers (or none at all), or too personal a question."
    ),
    "no-group": lambda: _("This group is not in the numbers of {year}."),
    "no-item": lambda: _("This question was not asked in {year}, or no column was linked to it."),
    "no-measure": lambda: _("This figure does not exist for this question in {year}."),
    "no-enrolment": lambda: _("It is not known how many people were invited."),
    "more-forms-than-people": lambda: _("More forms came in ({forms}) than people were invited ({enrolled})."),
    "few-categories": lambda: _("Too few answers to show every step of the scale."),
    "no-alpha": lambda: _("This release does not say how well the questions of the scale hang together."),
    "few-complete": lambda: _(
        "The counts do not prove that 50 people answered every question of the scale; for fewer this is not told."
    ),
    "few-items": lambda: _("A scale of one question has nothing that could hang together."),
    "no-variance": lambda: _("Nearly everybody gave the same answers: there is nothing that could hang together."),
    "one-person": lambda: _("So few people answered differently that one of them could decide this figure."),
    # why there is no weighted figure, or why it is not the headline
    "few-to-weigh": lambda: _("Too few answers to weigh: fewer than {least}."),
    "no-groups-to-weigh": lambda: _(
        "No figures of groups were released for this question, so there is nothing to weigh."
    ),
    "groups-not-seen": lambda: _("The weighted figure rests on groups that you do not see."),
    "one-group-to-weigh": lambda: _("After merging small groups one is left, so there is nothing to weigh."),
    "no-enrolment-of-group": lambda: _("It is not known how many people belong to {group}."),
    "more-forms-in-group": lambda: _(
        "More forms came in from {group} ({forms}) than people belong to it ({enrolled}): check the number."
    ),
    "groups-cover-part": lambda: _(
        "The groups together are less than nine tenths of the school: too little to weigh by."
    ),
    "headline-not-recorded": lambda: _(
        "The weighted figure was not recorded as the headline when {year} was closed, so both years are unweighted."
    ),
    "no-weighted-figure": lambda: _("There is no weighted figure of {year}, so both years are unweighted. {why}"),
    "few-to-plan": lambda: _("With fewer than {least} answers years are not compared: they are shown as counts."),
    "benchmark-base": lambda: _("The figure from elsewhere is counted over other people than this one."),
    # why nothing is said of a goal
    "goal-changed": lambda: _("What was declared was changed afterwards: it no longer fits its hash."),
    # why two years cannot be compared
    "hidden": lambda: _("The figure of {year} is not shown."),
    "few-to-compare": lambda: _("Too few answers to compare: fewer than {least} in {year}."),
    "wording": lambda: _("The question was put in other words."),
    "type": lambda: _("The question was answered in another way (one answer, several answers)."),
    "scale-length": lambda: _("The number of answers to choose from went from {before} to {after}."),
    "options": lambda: _("There were other answers to choose from."),
    "order": lambda: _("The answers stood in another order."),
    "labels": lambda: _("The answers were put in other words."),
    "no-steps": lambda: _("The answers to this question are not steps of one scale."),
    "few-options": lambda: _("Not all answers were published one by one in {year}: too few people answered."),
    "few-waves": lambda: _("A course takes {least} years or more that can be compared."),
    "numerator": lambda: _("Other answers count towards this figure."),
    "version": lambda: _("It is another version of the question."),
    "no-scale": lambda: _("This scale was not worked out in {year}."),
    "scale-made": lambda: _("The scale was made in another way: of other questions, or with other limits."),
    "scale-asked": lambda: _("Not every question of the scale was asked in the same way."),
    # why two groups cannot be compared
    "no-wave": lambda: _("There are no released numbers of {survey} in {year}."),
    "not-asked-of": lambda: _("{survey} did not get this question in {year}."),
    "orientation": lambda: _("Only the subject is the same: the figures stand side by side, without a difference."),
    "asked-of-some": lambda: _("Of {survey} only those whose earlier answers led to it got this question."),
    "words-differ": lambda: _("The two groups got the question in other words that year."),
    "no-such-answer": lambda: _(
        "{survey} could not choose this answer, or chose between several that come down to it."
    ),
    "answers-differ": lambda: _("The two groups had other answers to choose from."),
    "hidden-of": lambda: _("The figure of {survey} is not shown."),
    # what changed in the waves as a whole
    "new-questions": lambda: _("New questions were put: {n}."),
    "question-order": lambda: _("The questions stood in another order."),
    "audience": lambda: _("The questions were put to other people."),
    "one-response-per": lambda: _("A form stood for somebody else (a family, a child, a person)."),
    "enrolment": lambda: _("The number of people invited went from {before} to {after}."),
    "classes": lambda: _("Classes that answered in {since}, and after it nobody or too few people to show: {classes}."),
}

"""How the numbers were made and how people are protected, in plain words."""

from monitor.disclosure.release import Policy
from monitor.report.evaluation.document import Block, Points, Section, Text
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.method_words import (
    attack_words,
    reading_words,
    rules_words,
    traces_words,
    unsaid_words,
)
from monitor.texts import _

NAME = "over-de-cijfers"


def section(view: SchoolYear) -> Section:
    """How to read a number, what was done so that nobody can be recognised, and what the numbers do not say."""
    counted = _(
        "A share is counted over everyone who answered the question, “do not know” included, unless it says otherwise."
    )
    blocks: tuple[Block, ...] = (
        Text(_("How to read a number"), "heading"),
        Points((counted, *reading_words())),
        Text(_("How people are protected"), "heading"),
        Points((traces_words(), *_rules(view), attack_words())),
        Text(_("What the numbers do not say"), "heading"),
        Points(unsaid_words()),
    )
    return Section(NAME, _("About the numbers"), blocks)


def _rules(view: SchoolYear) -> list[str]:
    """The rules of protection; where they differ between the surveys, with those for which they hold."""
    by_policy: dict[Policy, list[str]] = {}
    for survey in view.surveys():
        by_policy.setdefault(view.results.release(survey.id, view.year).manifest.policy, []).append(
            view.called(survey.id)
        )
    if len(by_policy) == 1:
        return list(rules_words(*by_policy))
    return [f"{', '.join(called)}: {' '.join(rules_words(policy))}" for policy, called in by_policy.items()]

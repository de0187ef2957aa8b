"""How the numbers were made, how people are protected and what the numbers do not say, in plain words.

The dashboard and the evaluation say the same.
"""

from monitor.disclosure.release import Policy
from monitor.texts import _


def reading_words() -> tuple[str, str, str, str]:
    """How far chance goes, when a change is told, what does not compare, and the names of the methods."""
    return (
        _("“Between about 55% and 69%” says how far chance alone can move a number. The fewer answers, the wider."),
        _(
            "“Rise” or “fall” is said only when the change is larger than chance makes likely. "
            "“Cannot be determined” does not mean that nothing changed: there are too few answers to tell."
        ),
        _(
            "“Not comparable” means that the question, its answers or their order changed between the years, "
            "or that too few people answered. Below 30 answers the counts are shown and nothing is compared."
        ),
        _(
            "For who wants to check it: the intervals are Wilson's, those of changes Newcombe's, both of 95% and "
            "widened for the rounding of the counts."
        ),
    )


def unsaid_words() -> tuple[str, str, str]:
    """What nobody can read from the numbers."""
    return (
        _("What those who did not answer think. The lower the response, the more careful you should be."),
        _("Why something changed. A number shows that, not whether an action was the reason."),
        _("How this school compares with another one: schools and pupils differ."),
    )


def traces_words() -> str:
    """What is taken out of a file."""
    return _("Names, e-mail addresses, times and other traces are removed when a file comes in.")


def rules_words(policy: Policy) -> tuple[str, str]:
    """How small a group may be, and how counts are rounded."""
    return (
        _("A group is shown only if at least {k} people answered.").format(k=policy.k),
        _(
            "Every count was rounded at random to a multiple of {base}, and of {sensitive} for sensitive "
            "questions. So totals may differ a little from their parts, and a number of answers may be a little "
            "higher than the number of forms."
        ).format(base=policy.base, sensitive=policy.base_sensitive),
    )


def attack_words() -> str:
    """What is tried before numbers are released."""
    return _(
        "Before numbers are released, a program tries to work back the true counts, as a curious reader "
        "would. They are released only if every count could still have several values, and then never "
        "change."
    )


def questionnaire_words(version: str, status: str) -> str:
    """The version of a questionnaire, and whether it was validated."""
    told = _("concept") if status == "concept" else status
    return _("version {version}, {status}").format(version=version, status=told)

"""How the figures of a network were made and what they do not say, in plain words (decisions 64 and 65)."""

from monitor.texts import _


def made_words() -> tuple[str, ...]:
    """How the figure of a network comes from those of its schools."""
    return (
        _(
            "The answers of each school are counted and protected by themselves: groups that are too small are not "
            "shown, and every count is rounded. Only after that are they added up. So a number of the network tells "
            "nothing of anybody that the numbers of a school do not tell."
        ),
        _("The number of the network counts everybody who answered alike: a large school counts for more."),
        _(
            "A change is counted over the schools that took part in both years. Else it could look as if answers "
            "changed, while only other schools took part."
        ),
    )


def range_words() -> str:
    """What the range of a network's figure says."""
    return _(
        "“Probably between” says how far the number can lie off for schools such as these. Schools differ from each "
        "other, so a network with few schools has a wide range, however many people answered."
    )


def unlike_words() -> tuple[str, ...]:
    """When a school is said to differ from the others."""
    return (
        _(
            "Schools always differ a little. “Higher” or “lower” is said only if a school differs by more than chance "
            "and by more than what is usual between these schools."
        ),
        _(
            "“Cannot be said” does not mean that a school is like the others. "
            "A real difference can be too small to see."
        ),
        _(
            "Dots of small schools lie far apart by chance alone. So the lines in the chart are wide where few people "
            "answered."
        ),
    )


def few_schools_words(least: int) -> str:
    """Of how many schools figures are shown together."""
    return _(
        "Of fewer than {least} schools nothing is shown together: a school could take its own number off, and would "
        "know that of another one."
    ).format(least=least)


def network_unsaid_words() -> tuple[str, ...]:
    """What nobody can read from the figures of a network."""
    return (
        _(
            "Which school does its work best. Schools are not put in order: by chance alone small schools would be the "
            "first and the last."
        ),
        _("Why schools differ. Their families differ too, and the numbers were not adjusted for that."),
        _("What schools that did not take part would have answered, or people who did not answer."),
    )


def formulas_words() -> str:
    """Where who wants to check it finds the formulas."""
    return _(
        "For who wants to check it: the formulas are on the pages {pages} in the folder {folder}. "
        "With each is an example that can be worked out by hand."
    ).format(pages="network-share, network-change, unlike-others, funnel-plot, shrunken", folder="docs/methods")

"""The sentences below a table of numbers: what its columns mean, for somebody who sees them for the first time."""

from monitor.cli.output import say
from monitor.texts import _


def say_rounded() -> None:
    """Say that counts are rounded and forms are not."""
    told = _(
        "Every count was rounded at random, to protect people: n is one of them, and a share may differ a little by "
        "it. n may even be above the number of forms. Numbers of forms are exact."
    )
    say(told)


def say_bases() -> None:
    """Say of whom a share is a part."""
    told = _(
        "Base A: of everyone who answered the question, “I do not know” included. Base B: of those with an opinion."
    )
    say(told)


def say_verdicts() -> None:
    """Say what the limits of a change are, and what undecided does not mean."""
    told = _(
        "At least and at most: every change between them fits the answers. Where no change at all is among them, the "
        "answers cannot tell whether anything changed. That is not the same as: nothing changed."
    )
    say(told)


def say_scale_columns() -> None:
    """Say what the columns of a scale are."""
    told = _(
        "A scale puts several questions together: each person stands on a step, from 1 (low). The share is that of the "
        "favourable steps, so it cannot be held against the share of a single question. Alpha, from 0 to 1, tells how "
        "well the questions hang together; it is not about the school."
    )
    say(told)


def no_shares() -> str:
    """What stands in the place of a table of shares without rows."""
    return _("None of these surveys has a question of which a percentage can be given.")

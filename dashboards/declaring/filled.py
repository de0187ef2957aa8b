"""What somebody typed in a form about a goal: what is meant by it, and what is wrong, field by field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from monitor.errors import SchoolklimaatError
from monitor.goals import Goal
from monitor.texts import _

NUMBER, GROUP, WAY, TARGET, MARGIN = "getal", "groep", "richting", "doel", "marge"
DEADLINE, WHY, REASON, SURE = "beslist", "waarom", "reden", "zeker"
GIVEN_UP = "opgegeven"
"""Why a goal is withdrawn."""
WHICH, SEEN = "nummer", "stand"
"""The fields of the forms; these two are sent along: which goal, and the hash of what was looked at."""
WHOLE: Final = ""
"""The place of a fault that is about no field of its own."""
_FIELDS: Final = {
    "item": NUMBER, "node": NUMBER, "target": TARGET, "deadline": DEADLINE, "why": WHY,
}  # fmt: skip
"""The field of each part that a refusal can be about (`SchoolklimaatError.about`)."""
_WHOLE_NUMBER: Final = re.compile(r"-?\d{1,4}")


@dataclass(frozen=True)
class Fault:
    """What is wrong, and what to do."""

    message: str
    remedy: str = ""


Faults = Mapping[str, Fault]


@dataclass(frozen=True)
class Filled:
    """What stands in the fields, and what is wrong by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    faults: Faults = field(default_factory=dict)

    def value(self, name: str, usual: object = "") -> str:
        """What was typed, or else what stands there at first."""
        return self.values.get(name, str(usual))


def refused(error: SchoolklimaatError, values: Mapping[str, str], *, reason: str = REASON) -> Filled:
    """The same form with a refusal at its field; one that no field of this form can mend stands above it.

    `reason` is the field where the reason of a deed stands.
    """
    place = {**_FIELDS, "reason": reason}.get(error.about, error.about)
    fault = Fault(error.message, _remedies().get(error.about, lambda: error.remedy)())
    return Filled(values, {place if place in values else WHOLE: fault})


def _remedies() -> dict[str, Callable[[], str]]:
    """What to do on a screen, where the commands advise an option."""
    return {
        "item": lambda: _("Choose another number above."),
        "deadline": lambda: _("Choose a later school year."),
        "reason": lambda: _("Write it here in a sentence. It stays to be seen, so write no name."),
        "room": lambda: _("Withdraw one first, or wait until one is judged."),
        "state": lambda: _("Look at the goal as it is now."),
        "number": lambda: _("Choose one on the page Goals."),
    }


def read_goal(said: Mapping[str, str], offered: list[str]) -> tuple[dict[str, Any], dict[str, Fault]]:
    """Target, margin, deadline and why as they are meant, and what cannot be read; `offered` are the deadlines."""
    given: dict[str, Any] = {"why": " ".join(said.get(WHY, "").split())}
    faults = {}
    for name, key in ((TARGET, "target"), (MARGIN, "margin")):
        typed = said.get(name, "").strip().removesuffix("%").strip()
        if _WHOLE_NUMBER.fullmatch(typed):
            given[key] = int(typed)
        else:
            faults[name] = Fault(_("Here belongs a whole number, such as 60."))
    given["deadline"] = said.get(DEADLINE, "")
    if given["deadline"] not in offered:
        faults[DEADLINE] = Fault(_("Choose the school year whose answers decide."))
    return given, faults


def changed(goal: Goal, given: Mapping[str, Any]) -> dict[str, Any]:
    """What of this differs from the goal as it is."""
    return {name: value for name, value in given.items() if getattr(goal, name) != value}

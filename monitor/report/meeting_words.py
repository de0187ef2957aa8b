"""What each of the seven meetings is about: its agenda, and what to prepare, to decide and to write down.

A line says what is to be done: it stands in a calendar before the meeting, with a box to tick.

`fact` names what the program can tell by itself (`monitor.report.known_done`); such a line needs no tick by hand. The
number of a line is its place: `werkgroep.yaml` ticks by it.
"""

from dataclasses import dataclass
from typing import Literal

from monitor.texts import _

Kind = Literal["prepare", "decide", "write"]


@dataclass(frozen=True)
class Said:
    """The subject of a meeting, what is talked about, and its checklist: (kind, words, fact)."""

    subject: str
    agenda: tuple[str, ...]
    lines: tuple[tuple[Kind, str, str], ...]


def said() -> tuple[Said, ...]:
    """The meetings in their order, in the language of the reader."""
    return _listening() + _thinking() + _doing()


def kind_name(kind: Kind) -> str:
    """What a line of a checklist is for."""
    return {"prepare": _("prepare"), "decide": _("decide"), "write": _("write down")}[kind]


def _listening() -> tuple[Said, ...]:
    return (
        Said(
            _("Start: where do we stand?"),
            (_("The starting picture: what do the numbers say?"), _("What do we want to be otherwise in a year?")),
            (
                ("prepare", _("Find parents, pupils and staff for the group, for one year."), ""),
                ("prepare", _("Look at the starting picture together."), ""),
                ("decide", _("Agree who asks parents, pupils and staff, and when."), ""),
                (
                    "write",
                    _("Add to the starting picture: background, vision, cooperation, what we want."),
                    "start",
                ),
            ),
        ),
        Said(
            _("Listen: how do we ask people?"),
            (_("Practise: listen without judging."), _("With whom do we talk, and who sends the surveys?")),
            (
                ("prepare", _("Practise how to listen without judging."), ""),
                ("prepare", _("Send the surveys, and say until when."), ""),
                ("decide", _("Agree with whom we talk, and that nobody's name is written down."), ""),
                ("write", _("Close a survey of this year, so that its numbers can be shown."), "closed"),
            ),
        ),
    )


def _thinking() -> tuple[Said, ...]:
    return (
        Said(
            _("Think: what do we hear?"),
            (_("The numbers and what people said, side by side."), _("What comes back, and what surprises us?")),
            (
                ("prepare", _("Look at the numbers and at what people said."), ""),
                ("decide", _("Look for what comes back, and for what surprises us."), ""),
                ("write", _("Tell parents, pupils and staff which themes there are."), ""),
            ),
        ),
        Said(
            _("Think: what do we choose?"),
            (_("Which themes matter most?"), _("Which goal could we reach, and how would we see it?")),
            (
                ("prepare", _("Check whether each goal can be shown with so many answers: the program says so."), ""),
                ("decide", _("Choose at most three goals."), "frozen"),
                ("write", _("Give each goal a number, a group and a year, and freeze it."), "frozen"),
            ),
        ),
    )


def _doing() -> tuple[Said, ...]:
    return (
        Said(
            _("Do: what do we try first?"),
            (_("What could help, and who could help?"), _("Which one to three actions do we try?")),
            (
                ("prepare", _("Ask parents, pupils and staff what could help."), ""),
                ("decide", _("Choose one to three actions, each for a goal."), "actions"),
                ("write", _("Give each action somebody who looks after it, and an end."), "cared"),
                ("write", _("Tell parents what we do, by which way and when."), "told"),
            ),
        ),
        Said(
            _("Do: does it work?"),
            (_("What do we see of the actions so far?"), _("What do we stop, and what do we go on with?")),
            (
                ("prepare", _("Ask a few questions in between, and look at the numbers."), ""),
                ("decide", _("Stop what does not work, and go on with what does."), ""),
                ("write", _("Add to each action how many hours it took and what we learned."), "learned"),
            ),
        ),
        Said(
            _("Evaluate: what did we reach?"),
            (_("Each goal: reached, not reached, or not to be told yet?"), _("What do we take along to next year?")),
            (
                ("prepare", _("Look at each goal: reached, not reached, or not to be told yet."), "judged"),
                ("decide", _("Agree what we do next year, and put it in the evaluation."), "next"),
                ("write", _("Send the evaluation to the council, and the letter to parents."), ""),
            ),
        ),
    )

"""What may not be kept any longer, in a sentence beside something else, and what to do about it."""

import datetime as dt
from typing import TYPE_CHECKING

from monitor.texts import _, n_
from monitor.workspace import Workspace, workspace_path

if TYPE_CHECKING:
    from monitor.retention import KeptData


def reminders(workspace: Workspace) -> tuple[str, ...]:
    """What is due, the oldest in words and the others counted; nothing where nothing is. Nothing is destroyed."""
    found = due(workspace)
    return (reminder(found[0], len(found) - 1, _where(workspace)),) if found else ()


def due(workspace: Workspace) -> "tuple[KeptData, ...]":
    """What may not be kept any longer; the answers of the made-up sample school are nobody's, and may."""
    from monitor import retention

    found = retention.due_at_a_glance(workspace, dt.date.today())
    if not found:
        return ()
    from monitor.sample import made_up_waves

    made_up = made_up_waves(workspace)
    return tuple(one for one in found if one.wave not in made_up)


def what_to_do(one: "KeptData") -> str:
    """The command that ends the keeping; none for what may stay."""
    command = {"marks": "close", "releases": "", "comments": "comments destroy"}.get(one.data, "forget")
    return f"schoolklimaat {command} --survey {one.survey} --year {one.year}" if command else ""


def _where(workspace: Workspace) -> str:
    """What a command needs to find the workspace; nothing where it finds it by itself."""
    return "" if workspace.root.absolute() == workspace_path(None).absolute() else f' --workspace "{workspace.root}"'


def reminder(one: "KeptData", others: int, where: str) -> str:
    """What may not be kept any longer, and how many `others` there are; `where` is added to every command."""
    from monitor.report.numerals import date

    sentences = {
        "marks": _("{wave} is open since {since}; that is long. Close it: {command}. Or destroy its answers: forget."),
        "codes": _("Of {wave} only used withdrawal codes are left, since {since}. Destroy them: {command}."),
        "comments": _("The open answers of {wave}, taken in on {since}, may not be kept any longer: {command}."),
        "answers": _("The answers of {wave}, taken in on {since}, may not be kept any longer: {command}."),
    }
    later = _("There are numbers of a later year. So the answers of {wave}, taken in on {since}, must go: {command}.")
    sentence = later if one.by_event else sentences[one.data]
    told = sentence.format(wave=one.wave, since=date(one.since), command=what_to_do(one) + where)
    if not others:
        return told
    more = n_("One thing more is due: {command}.", "{n} more are due: {command}.", others)
    return f"{told} {more.format(n=others, command=f'schoolklimaat retention{where}')}"

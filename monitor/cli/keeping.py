"""Commands about what is kept and what was destroyed: retention, log."""

import datetime as dt
from typing import TYPE_CHECKING

import typer

from monitor.cli.opening import opened
from monitor.cli.options import JsonOption, WorkspaceOption
from monitor.cli.output import print_json, print_table, say
from monitor.reminders import what_to_do
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.retention import KeptData


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("retention", help="How long what is kept may be kept, and what is due.")(retention)
    app.command("log", help="What was done and destroyed: day, kind of data, hash; no content.")(log)


def retention(json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List per wave what is kept, since when and until when; nothing is destroyed."""
    from monitor import retention as terms

    found = terms.kept_data(opened(workspace), dt.date.today())
    if json_:
        print_json([_as_json(one) for one in found])
    elif not found:
        say(_("Nothing is kept yet."))
    else:
        headings = (_("wave"), _("data"), _("since"), _("until"), _("ends when"), _("due"), _("what to do"))
        print_table(headings, [_line(one) for one in found])
        say(_("Nothing is destroyed by itself. Backups of the workspace fall under the same terms."))


def _as_json(one: "KeptData") -> dict[str, object]:
    return {
        "wave": one.wave,
        "data": one.data,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "ends": one.ends,
        "due": one.is_due,
        "action": what_to_do(one) if one.is_due else "",
    }


def _line(one: "KeptData") -> tuple[str, ...]:
    from monitor.report.numerals import date

    until = date(one.until) if one.until else ""
    due, action = (_("yes"), what_to_do(one)) if one.is_due else (_("no"), "")
    return one.wave, _data()[one.data], date(one.since), until, _ends()[one.ends], due, action


def _data() -> dict[str, str]:
    return {
        "answers": _("answers"),
        "marks": _("marks and withdrawal codes"),
        "families": _("which forms are of one family"),
        "codes": _("used withdrawal codes"),
        "comments": _("open answers"),
        "key": _("key"),
        "release": _("released numbers"),
        "releases": _("released numbers"),
    }


def _ends() -> dict[str, str]:
    return {
        "close": _("the wave is closed"),
        "publication": _("the open answers are published"),
        "next-release": _("the next wave of this survey is closed"),
        "never": _("never"),
    }


def log(json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List what was done and destroyed, first to last."""
    from monitor import retention as terms

    entries = terms.log(opened(workspace))
    if json_:
        names = ("day", "done", "wave", "data", "sha256")
        print_json([{name: _plain(getattr(entry, name)) for name in names} for entry in entries])
    elif not entries:
        say(_("Nothing was done in this workspace yet."))
    else:
        headings = (_("day"), _("wave"), _("what was done"), _("data"), "SHA-256")
        done = _done()
        print_table(
            headings,
            [(_plain(e.day) or "", e.wave, done[e.done], _data()[e.data], e.sha256 or "") for e in entries],
        )


def _plain(value: str | dt.date | None) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _done() -> dict[str, str]:
    return {
        "import": _("imported"),
        "undo": _("import taken back"),
        "withdraw": _("withdrawn by a respondent"),
        "contribute": _("contributed to a network"),
        "close": _("closed"),
        "forget": _("decided to destroy"),
        "destroy": _("destroyed"),
        "read": _("read for danger to a child"),
        "review": _("read by a reader"),
        "review-first": _("read by the first reader"),
        "review-second": _("read by the second reader"),
        "publish": _("released, once"),
    }

"""Work: something is being stored or closed; how far it is, and how it ended."""

from collections.abc import Sequence

from dashboards.importing.jobs import Job, Refusal
from dashboards.importing.shell import PATH, Screen
from dashboards.importing.steps.check import plain
from dashboards.importing.steps.here import Here, address, told
from dashboards.importing.steps.trial import account
from dashboards.importing.words import survey_and_year
from dashboards.markup import Part, tag
from dashboards.sheet_parts import alert, more, notice, section
from monitor.desk_terms import TakenIn
from monitor.texts import _, n_
from monitor.wave_terms import Closed


def said(job: Job) -> str:
    """How far a job is, in words."""
    if job.is_over:
        return _("Done.")
    far = min(max(job.done / max(job.total, 1), 0.0), 1.0)
    if job.kind == "close":
        words = (_("Rounding the numbers, and attacking them"), _("Proving that every number could be several"))
        return _("Busy: {what} ({n} of {of}).").format(what=words[far >= 0.5], n=1 + (far >= 0.5), of=2)
    parts = (
        _("reading the file"),
        _("linking the columns"),
        _("checking the answers"),
        _("leaving out names and moments"),
        _("storing"),
    )
    number = min(int(far * len(parts)), len(parts) - 1)
    return _("Busy: {what} ({n} of {of}).").format(what=parts[number], n=number + 1, of=len(parts))


def far(job: Job) -> int:
    """How far a job is, from 0 to 100."""
    return 100 if job.is_over else round(100 * min(max(job.done / max(job.total, 1), 0.0), 1.0))


def busy(job: Job, here: Here) -> Screen:
    """While it runs."""
    importing = job.kind == "import"
    return Screen(
        question=_("The answers are being imported") if importing else _("The survey is being closed"),
        lead=_("This page goes on by itself. Closing it does no harm: what was begun is finished."),
        body=told(
            here,
            tag(
                "div",
                tag("p", said(job), role="status", class_="status"),
                tag("progress", max=100, value=far(job), aria_label=_("How far it is"), class_="far"),
                class_="panel",
            ),
        ),
        step="inlezen" if importing else "",
        waits=f"{PATH}/stand?taak={job.id}",
    )


def over(job: Job, here: Here) -> Screen:
    """How it ended."""
    if isinstance(job.result, TakenIn):
        return _taken_in(job.result, here)
    if isinstance(job.result, Closed):
        return _closed(job.result, here)
    return _refused(job, job.refusal or Refusal(""), here)


def _taken_in(done: TakenIn, here: Here) -> Screen:
    name = survey_and_year(done.wave, done.year, done.title)
    warnings = plain(done.findings)
    good = more(_("Good to know"), warnings) if warnings else None
    rows = section(_("The rows of the file"), tag("div", account(done.rows, done.dropped, would=False), class_="panel"))
    if done.number is None:
        return Screen(
            question=_("Nothing was added"),
            lead=_("Everybody in this file was stored before; nobody counts twice."),
            body=told(here, rows, good, _reminded(done.reminders), tag("div", _again(), class_="actions")),
            step="inlezen",
        )
    stored = n_("{n} row of {name} is stored.", "{n} rows of {name} are stored.", done.rows["stored"])
    return Screen(
        question=_("The answers are imported"),
        lead=stored.format(n=done.rows["stored"], name=name),
        body=told(
            here,
            rows,
            good,
            _reminded(done.reminders),
            section(_("And now?"), tag("p", _next()), tag("div", _choices(done), class_="actions")),
        ),
        step="inlezen",
    )


def _reminded(reminders: Sequence[str]) -> Part:
    """What may not be kept any longer."""
    return [notice(_("This may not be kept any longer."), sentence, warm=True) for sentence in reminders]


def _next() -> str:
    return _(
        "What you decided about columns and answers is kept, and proposed next year. Are more answers coming? Import "
        "again later. Is everything in? Close the survey: then its protected numbers are made."
    )


def _choices(done: TakenIn) -> Part:
    return (
        tag("a", _("Close this survey"), href=address("afsluiten", golf=done.wave), class_="button button-primary"),
        _again(),
        tag(
            "a",
            _("Take this import back"),
            href=address("terugdraaien", **{"import": str(done.number)}),
            class_="button button-quiet",
        ),
    )


def _again() -> Part:
    return tag("a", _("To the list of imports"), href=PATH, class_="button button-second")


def _closed(done: Closed, here: Here) -> Screen:
    audit = _(
        "{facts} numbers may be shown. A program tried to work back {targets} true counts behind them, as a curious "
        "reader would: every one can still have at least {values} values."
    )
    return Screen(
        question=_("The survey is closed"),
        lead=_("{name} is frozen: the numbers never change, and no answers can be added any more.").format(
            name=survey_and_year(done.wave, done.year, done.title)
        ),
        body=told(
            here,
            section(
                _("How the numbers were tested"),
                notice(
                    _("Test passed.") if done.passed else _("Test not passed."),
                    audit.format(facts=done.facts, targets=done.targets, values=done.min_values),
                    warm=not done.passed,
                ),
            ),
            section(
                _("Recorded for good"),
                tag(
                    "dl",
                    tag("div", tag("dt", _("Legal basis")), tag("dd", done.legal_basis)),
                    tag("div", tag("dt", _("Notice that people got")), tag("dd", done.notice)),
                    class_="found",
                ),
            ),
            [notice(sentence) for sentence in done.overruled],
            _reminded(done.reminders),
            tag(
                "div",
                tag("a", _("To the numbers"), href="/", class_="button button-primary"),
                _again(),
                class_="actions",
            ),
        ),
    )


def _refused(job: Job, refusal: Refusal, here: Here) -> Screen:
    importing = job.kind == "import"
    back = address("proef", id=job.about) if importing else address("afsluiten", golf=job.about)
    details = more(_("What is kept"), tag("p", refusal.kept)) if refusal.kept else None
    return Screen(
        question=_("The answers were not imported") if importing else _("The survey was not closed"),
        lead="",
        body=told(
            here,
            alert(refusal.message, refusal.remedy),
            details,
            tag("div", tag("a", _("Back"), href=back, class_="button button-primary"), _again(), class_="actions"),
        ),
        step="inlezen" if importing else "",
        arrive=False,
    )

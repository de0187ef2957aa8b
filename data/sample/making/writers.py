"""Which tool writes a wave's export, and what of a person then stands in it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from making import forms, google, limesurvey
from making.people import Form
from making.table import Returned
from making.workbook import serial

Said = Iterator[tuple[str, str]]
"""Kind of trace (`names`, `times`, ...) and the text as it stands in the file."""


@dataclass(frozen=True)
class Writer:
    """How a file is written, and the traces of a person that it holds beside the answers."""

    write: Callable[[Returned], bytes]
    traces: Callable[[Returned, Form], Said]


def _workbook_traces(returned: Returned, form: Form) -> Said:
    yield from _forms_traces(returned, form)
    for moment in (form.started, form.finished):
        yield "times", serial(moment)
        yield "times", f"{moment:%Y-%m-%d %H:%M:%S}"


def _saved_traces(returned: Returned, form: Form) -> Said:
    yield from _forms_traces(returned, form)
    yield from (("times", forms.saved_time(moment)) for moment in (form.started, form.finished))


def _forms_traces(returned: Returned, form: Form) -> Said:
    yield "emails", form.email
    yield "names", form.name
    yield "phones", forms.phone(returned, form) or ""


def _google(time: Callable[[dt.datetime], str]) -> Callable[[Returned, Form], Said]:
    def traces(returned: Returned, form: Form) -> Said:
        yield "times", time(form.finished)
        yield "emails", form.email if returned.wave.named else ""
        yield "names", form.name if returned.wave.signed else ""

    return traces


def _limesurvey_traces(returned: Returned, form: Form) -> Said:
    yield "ips", form.ip
    yield "urls", limesurvey.referrer(returned, form)
    yield from (("times", limesurvey.timestamp(moment)) for moment in (form.started, form.finished))


WRITERS = {
    "forms-workbook": Writer(forms.workbook, _workbook_traces),
    "forms-csv": Writer(forms.dutch_csv, _saved_traces),
    "google-sheet": Writer(google.sheet_csv, _google(google.sheet_time)),
    "google-tab": Writer(google.tab_separated, _google(google.sheet_time)),
    "google-download": Writer(google.download, _google(google.download_time)),
    "limesurvey-full": Writer(limesurvey.full_csv, _limesurvey_traces),
    "limesurvey-code": Writer(limesurvey.code_csv, _limesurvey_traces),
    "limesurvey-workbook": Writer(limesurvey.workbook, _limesurvey_traces),
}

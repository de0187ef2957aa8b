"""Google Forms: its three dialects, in Dutch."""

import datetime as dt

from making.table import Returned, as_csv


def sheet_csv(returned: Returned) -> bytes:
    """The tab of the sheet, downloaded as csv: choices joined by comma and blank, the sheet's own times."""
    return as_csv(_rows(returned, ", "), separator=",", newline="\r\n").encode()


def tab_separated(returned: Returned) -> bytes:
    """The same with tabs, though its name ends in .csv."""
    return as_csv(_rows(returned, ", "), separator="\t", newline="\n").encode()


def download(returned: Returned) -> bytes:
    """The download of the form itself: all quoted, choices joined by semicolons, times with a zone."""
    return as_csv(_rows(returned, ";"), separator=",", newline="\n", all_quoted=True).encode()


def sheet_time(moment: dt.datetime) -> str:
    """A time as a Dutch sheet shows it."""
    return f"{moment.day}-{moment.month}-{moment.year} {moment.hour}:{moment:%M:%S}"


def download_time(moment: dt.datetime) -> str:
    """A time as the download shows it."""
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment:%Y/%m/%d} {moment.hour % 12 or 12}:{moment:%M:%S} {half} GMT+1"


def _rows(returned: Returned, joiner: str) -> list[list[str]]:
    asked, named, asks_name = returned.questions, returned.wave.named, returned.wave.signed > 0
    headings = ["Tijdstempel", *(["E-mailadres"] if named else []), asked["group_question"]]
    headings += [returned.asked.heading(item.id) for item in returned.items]
    rows = [headings + ([asked["name_question"]] if asks_name else [])]
    for form in returned.forms:
        time = download_time(form.finished) if joiner == ";" else sheet_time(form.finished)
        row = [time, *([form.email] if named else []), form.group]
        row += [returned.plain(item, form.replies[item.id], joiner) or "" for item in returned.items]
        rows.append(row + ([form.name] if asks_name else []))
    return rows

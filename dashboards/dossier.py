"""The documents of a school year as files: the evaluation, the letter to parents, the year plan.

They are made of the same results as the pages, for the role that looks: what a page does not show is not in them. What
the werkgroep wrote itself is read anew for every file, so that a mended word is there at once.
"""

import re
from collections.abc import Callable
from mimetypes import guess_type
from typing import Final

from flask import Flask, Response, abort

from dashboards.address import DOSSIER, EVALUATION, WORKING_YEAR
from dashboards.downloads import plain
from dashboards.kept import Kept
from monitor.definition.workgroup import Workgroup
from monitor.errors import SchoolklimaatError
from monitor.report.known_done import years_on_offer
from monitor.results import Results

Own = Callable[[], tuple[Workgroup, bytes | None]]
"""Asked what the werkgroep wrote, and for the logo."""
CALENDAR: Final = "text/calendar; charset=utf-8"
_YEAR: Final = re.compile(r"\d{4}-\d{4}")


def register(
    server: Flask, current: Callable[[], Results], own: Own, kept: Kept, opened: Callable[[str], None]
) -> None:
    """Serve the documents; `current` is asked for the results, `opened` is told which page they belong to."""

    @server.route(DOSSIER, defaults={"year": "", "name": ""})
    @server.route(f"{DOSSIER}<year>/<path:name>")
    def document(year: str, name: str) -> Response:
        # here, for it reads in every format of a document
        from monitor.report.year_file import AHEAD, NAMES, TEMPLATES, Year, made

        results = current()
        if name not in NAMES or not _YEAR.fullmatch(year) or not results.releases:
            abort(404)
        try:
            words, logo = own()
        except SchoolklimaatError as fault:
            return _refused(fault)
        ahead = years_on_offer(results, words) if name in AHEAD else results.years()
        if year not in ahead:
            abort(404)
        opened(WORKING_YEAR if name in TEMPLATES else EVALUATION)
        told = Year(results, year, words, logo)
        content = kept.get(results, (DOSSIER, year, name, repr(words), logo), lambda: made(told, name))
        return _file(content, f"{plain(results.school)}_{year}_{name.rpartition('/')[2]}")


def _refused(fault: SchoolklimaatError) -> Response:
    """What is wrong in the words of the werkgroep, as plain text: the file is not made without them."""
    return Response(f"{fault.message}\n{fault.remedy}", 409, content_type="text/plain; charset=utf-8")


def _file(content: bytes, name: str) -> Response:
    kind = CALENDAR if name.endswith(".ics") else guess_type(name)[0]
    response = Response(content, content_type=kind or "application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response

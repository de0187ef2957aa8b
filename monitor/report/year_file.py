"""The year file: every document of a school year in one folder, with a list of what is in it.

The same releases, goals and `werkgroep.yaml` give the same content; files of which the format allows it, the same
bytes. The list has the hash of each file, and of the releases that its numbers come from.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from monitor.definition.workgroup import Workgroup
from monitor.durable import write_durably
from monitor.progress import Progress
from monitor.report.documents.docx import as_docx
from monitor.report.documents.ics import as_ics
from monitor.report.documents.pdf import as_pdf
from monitor.report.documents.poster import as_poster
from monitor.report.documents.pptx import as_pptx
from monitor.report.documents.xlsx import as_xlsx
from monitor.report.evaluation.document import Document
from monitor.report.evaluation.evaluation import evaluation, letter, starting_picture, year_plan
from monitor.report.meetings import meetings
from monitor.results import Results

LIST: Final = "lijst.json"
"""The name of the list of the files."""


@dataclass(frozen=True)
class Year:
    """What a year file is made of."""

    results: Results
    year: str
    own: Workgroup = field(default_factory=Workgroup)
    logo: bytes | None = None

    def made(self, kind: Callable[..., Document]) -> Document:
        """A document of this year."""
        return kind(self.results, self.year, self.own, self.logo)


def files(year: Year) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The name of each file, and what makes it."""
    whole, brief = year.made(evaluation), year.made(letter)
    first, plan = year.made(starting_picture), year.made(year_plan)
    yield "evaluatie.pdf", lambda: as_pdf(whole)
    yield "evaluatie.docx", lambda: as_docx(whole)
    yield "evaluatie.pptx", lambda: as_pptx(whole)
    yield "evaluatie.xlsx", lambda: as_xlsx(whole)
    yield "brief-aan-ouders.pdf", lambda: as_pdf(brief)
    yield "brief-aan-ouders.docx", lambda: as_docx(brief)
    yield "infographic-a4.png", lambda: as_poster(whole, "a4")
    yield "infographic-vierkant.png", lambda: as_poster(whole, "square")
    yield "startfoto.pdf", lambda: as_pdf(first)
    yield "jaarplan.docx", lambda: as_docx(plan)
    yield "jaarplan.xlsx", lambda: as_xlsx(plan)
    planned = meetings(year.year, year.own)
    yield "overleggen.ics", lambda: as_ics(year.results.school, year.year, planned)


def write(year: Year, folder: Path, *, progress: Progress | None = None) -> tuple[Path, ...]:
    """Write every file into a folder, the list last: a folder with a list is complete.

    Raises:
        WorkspaceRefused: nothing was released of that year.
        OSError: a file cannot be written; those before it stay, and there is no list.
    """
    found, written = list(files(year)), []
    (folder / LIST).unlink(missing_ok=True)
    for place, (name, make) in enumerate(found):
        content = make()
        write_durably(folder / name, content, private=False)
        written.append({"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()})
        if progress is not None:
            progress(place + 1, len(found))
    told = {"school": year.results.school, "year": year.year, "releases": _releases(year), "files": written}
    write_durably(folder / LIST, json.dumps(told, ensure_ascii=False, indent=1).encode(), private=False)
    return (*(folder / name for name, _make in found), folder / LIST)


def _releases(year: Year) -> list[dict[str, str]]:
    """The releases of the year, each with the hash of its facts."""
    return [
        {"wave": release.manifest.wave, "facts_sha256": release.manifest.facts_sha256}
        for release in year.results.releases
        if release.manifest.year == year.year
    ]

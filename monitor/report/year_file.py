"""The year file: every document of a school year in one folder, with a list of what is in it.

The same releases, goals and `werkgroep.yaml` give the same content; files of which the format allows it, the same
bytes. The list has the hash of each file, and of the releases that its numbers come from.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
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
from monitor.report.evaluation.meeting import template
from monitor.report.known_done import meetings_of
from monitor.report.meetings import KINDS_OF_MEETING, template_name
from monitor.results import Results

MEETINGS: Final = "overleggen.ics"
TEMPLATES: Final = {template_name(number): number for number in range(1, len(KINDS_OF_MEETING) + 1)}
"""Every template by its name: the number of its meeting. They need no numbers of the year."""
FILES: Final[Mapping[str, tuple[Callable[..., Document], Callable[[Document], bytes]]]] = {
    "evaluatie.pdf": (evaluation, as_pdf),
    "evaluatie.docx": (evaluation, as_docx),
    "evaluatie.pptx": (evaluation, as_pptx),
    "evaluatie.xlsx": (evaluation, as_xlsx),
    "brief-aan-ouders.pdf": (letter, as_pdf),
    "brief-aan-ouders.docx": (letter, as_docx),
    "infographic-staand.png": (evaluation, partial(as_poster, shape="a4")),
    "infographic-vierkant.png": (evaluation, partial(as_poster, shape="square")),
    "startfoto.pdf": (starting_picture, as_pdf),
    "jaarplan.docx": (year_plan, as_docx),
    "jaarplan.xlsx": (year_plan, as_xlsx),
    **{name: (partial(template, number), as_docx) for name, number in TEMPLATES.items()},
}
"""Every file by its name: the document, and what writes it."""
NAMES: Final = (*FILES, MEETINGS)
AHEAD: Final = frozenset((*TEMPLATES, MEETINGS))
"""What can be had of a year before any of its surveys is closed."""
LIST: Final = "lijst.json"
"""The name of the list of the files."""


@dataclass(frozen=True)
class Year:
    """What a year file is made of."""

    results: Results
    year: str
    own: Workgroup = field(default_factory=Workgroup)
    logo: bytes | None = None

    def document(self, of: Callable[..., Document]) -> Document:
        """A document of this year."""
        return of(self.results, self.year, self.own, self.logo)


def made(year: Year, name: str) -> bytes:
    """The bytes of one of the files.

    Raises:
        KeyError: there is no such file.
        WorkspaceRefused: nothing was released of that year.
    """
    if name == MEETINGS:
        return as_ics(year.results.school, year.year, meetings_of(year.results, year.year, year.own))
    of, write_as = FILES[name]
    return write_as(year.document(of))


def write(year: Year, folder: Path, *, progress: Progress | None = None) -> tuple[Path, ...]:
    """Write every file into a folder, the list last: a folder with a list is complete.

    Raises:
        WorkspaceRefused: nothing was released of that year.
        OSError: a file cannot be written; those before it stay, and there is no list.
    """
    written = []
    (folder / LIST).unlink(missing_ok=True)
    for place, name in enumerate(NAMES):
        content = made(year, name)
        (folder / name).parent.mkdir(exist_ok=True)
        write_durably(folder / name, content, private=False)
        written.append({"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()})
        if progress is not None:
            progress(place + 1, len(NAMES))
    told = {"school": year.results.school, "year": year.year, "releases": _releases(year), "files": written}
    write_durably(folder / LIST, json.dumps(told, ensure_ascii=False, indent=1).encode(), private=False)
    return tuple(folder / name for name in (*NAMES, LIST))


def _releases(year: Year) -> list[dict[str, str]]:
    """The releases of the year, each with the hash of its facts."""
    return [
        {"wave": release.manifest.wave, "facts_sha256": release.manifest.facts_sha256}
        for release in year.results.releases
        if release.manifest.year == year.year
    ]

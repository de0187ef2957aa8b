"""The recipe: an export goes in, a release comes out, results are read from releases.

    import_file   read -> map -> validate -> anonymise -> vault
    close_wave    vault -> tally -> protect (round, audit, redraw) -> release
    results       releases -> Results
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor import waves
from monitor.anonymous import AnonymousAnswers
from monitor.catalogue.catalogue import Wave
from monitor.definition import library
from monitor.definition.model import Survey
from monitor.disclosure.policy import load_policy
from monitor.disclosure.release import Manifest, Release
from monitor.errors import PrivacyRefused
from monitor.results import Results
from monitor.texts import _
from monitor.workspace import Workspace, school_year

Progress = Callable[[int, int], None]
"""Called with how many steps are done, and how many there are."""


@dataclass(frozen=True)
class ImportOutcome:
    """What became of a file: the report of contract 5.1, and the rows that were not stored, by row number.

    `import_id` is what `undo` takes; `None` for a dry run and for a file that was there already.
    """

    report: dict[str, Any]
    dropped: tuple[tuple[int, str], ...]
    import_id: int | None = None

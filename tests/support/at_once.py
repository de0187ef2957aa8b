"""Reading without a process of its own: for tests that read hundreds of files that they made themselves."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from monitor import pipeline
from monitor.definition import library
from monitor.intake import sandbox
from monitor.intake.sandbox_child import answer
from monitor.intake.sandbox_terms import Limits
from tests.support.dialects import SURVEY


def _read_here(path: Path, limits: Limits) -> bytes:
    out = io.BytesIO()
    answer(path.read_bytes(), limits, out)
    return out.getvalue()


@contextmanager
def reading_here() -> Iterator[None]:
    """The child's own code, run here; and the small questionnaire of `dialects` as the only one there is."""
    with (
        mock.patch.object(sandbox, "_run_child", _read_here),
        mock.patch.object(pipeline, "_candidates", return_value=(SURVEY,)),
        mock.patch.object(library, "surveys", return_value=(SURVEY,)),
    ):
        yield

"""Reading without a process of its own: for tests that read hundreds of files that they made themselves."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from unittest import mock

from monitor import importing, pipeline
from monitor.definition import library
from monitor.intake import sandbox
from monitor.intake.sandbox_child import answer
from monitor.intake.sandbox_terms import Limits
from tests.support.dialects import SURVEY


@contextmanager
def _read_here(stream: IO[bytes], _size: int, limits: Limits, _file: str) -> Iterator[IO[bytes]]:
    out = io.BytesIO()
    answer(stream.read(), limits, out)
    out.seek(0)
    yield out


@contextmanager
def in_this_process() -> Iterator[None]:
    """The child's own code, run here."""
    with mock.patch.object(sandbox, "_child", _read_here):
        yield


@contextmanager
def reading_here() -> Iterator[None]:
    """The child's own code, run here; and the small questionnaire of `dialects` as the only one there is."""
    with (
        in_this_process(),
        mock.patch.object(importing, "candidates", return_value=(SURVEY,)),
        mock.patch.object(pipeline, "candidates", return_value=(SURVEY,)),
        mock.patch.object(library, "surveys", return_value=(SURVEY,)),
    ):
        yield

"""The count of one school's own wave, by whatever engine: from memory, and never by way of a file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from monitor.anonymous import AnonymousAnswers
from monitor.counting.answers_file import answers_bytes
from monitor.counting.choice import EngineChoice
from monitor.counting.engines import Engine, Part
from monitor.counting.tally import Tally, tally
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey
from monitor.errors import FileRefused

Count = Callable[[AnonymousAnswers, Survey, Sequence[DerivedScale]], Tally]
"""The exact counts of a wave; `tally` is one."""


@contextmanager
def counted_by(choice: EngineChoice) -> Iterator[Count]:
    """What counts a school's wave: this process itself, or another engine from its start to its end.

    Raises:
        CallError: no address that we know.
        EngineRefused: the engine is not installed, or nobody answers at its address.
    """
    if choice.name == "local":
        yield tally
        return
    with choice.begun() as engine:
        yield partial(_counted, engine)


def _counted(engine: Engine, answers: AnonymousAnswers, survey: Survey, scales: Sequence[DerivedScale]) -> Tally:
    """The counts of a wave as `tally` gives them, its classes without any form included."""
    import numpy as np

    whole = Part(survey.id, answers_bytes(answers, survey), len(answers))
    [(_school, counted)] = engine.tallies([whole], survey, scales)
    if isinstance(counted, FileRefused):
        raise counted
    return tally(answers.at(np.zeros(0, np.intp)), survey, scales) + counted

"""The tally of a million answers to forty items, against bare numpy and against pandas."""

import numpy as np

from benchmarks.measure import Measurement, interleaved
from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import tally
from monitor.definition.model import Item, ItemType, Option, Survey

_ITEMS, _OPTIONS, _GROUPS = 40, 6, 12


def measurements(*, smoke: bool) -> list[Measurement]:
    """The tally benchmarks; `smoke` counts ten thousand respondents."""
    people = 10_000 if smoke else 1_000_000
    survey, answers = _wave(people)
    return [
        interleaved("tally-1m-numpy", lambda: tally(answers, survey), "bare numpy bincount",
                    lambda: _bare(answers), rounds=1 if smoke else 7),
        interleaved("tally-1m-pandas", lambda: tally(answers, survey), "pandas crosstab per item",
                    lambda: _crosstab(answers), rounds=1 if smoke else 2),
    ]  # fmt: skip


def _wave(people: int) -> tuple[Survey, AnonymousAnswers]:
    random = np.random.default_rng(2026)
    options = tuple(Option(code=f"o{number}", label={"nl": str(number)}) for number in range(_OPTIONS))
    items = tuple(
        Item(id=f"i{number}", type=ItemType.LIKERT, text={"nl": f"Vraag {number}"}, options=options)
        for number in range(_ITEMS)
    )
    survey = Survey(id="big", audience="ouders", version="1", title={"nl": "Groot"}, items=items)
    codes = {item.id: random.integers(0, _OPTIONS + 1, people, dtype=np.int8) for item in items}
    group = random.integers(1, _GROUPS + 1, people).astype(np.int16)
    return survey, AnonymousAnswers("big", tuple(f"{n}A" for n in range(_GROUPS)), group, codes)


def _bare(answers: AnonymousAnswers) -> None:
    start = answers.group.astype(np.intp) * (_OPTIONS + 2)
    for codes in answers.codes.values():
        np.bincount(start + codes, minlength=(_GROUPS + 1) * (_OPTIONS + 2))


def _crosstab(answers: AnonymousAnswers) -> None:
    import pandas as pd

    for codes in answers.codes.values():
        pd.crosstab(answers.group, codes)

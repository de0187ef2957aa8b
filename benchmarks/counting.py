"""The tally of a million forms with forty items: against bare numpy, pandas, and SQL that is written by hand."""

import numpy as np

from benchmarks.measure import Measurement, interleaved
from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import tally
from monitor.definition.model import Item, ItemType, Option, Survey

ITEMS, OPTIONS, GROUPS = 40, 6, 12


def measurements(*, smoke: bool) -> list[Measurement]:
    """The tally benchmarks; `smoke` counts ten thousand respondents."""
    people = 10_000 if smoke else 1_000_000
    survey, answers = wave(people)
    return [
        interleaved("tally-1m-numpy", lambda: tally(answers, survey), "bare numpy bincount",
                    lambda: _bare(answers), rounds=1 if smoke else 7),
        interleaved("tally-1m-pandas", lambda: tally(answers, survey), "pandas crosstab per item",
                    lambda: _crosstab(answers), rounds=1 if smoke else 2),
        _against_sql(survey, answers, rounds=1 if smoke else 5),
    ]  # fmt: skip


def wave(people: int) -> tuple[Survey, AnonymousAnswers]:
    """So many people who answered forty items, each at random."""
    random = np.random.default_rng(2026)
    options = tuple(Option(code=f"o{number}", label={"nl": str(number)}) for number in range(OPTIONS))
    items = tuple(
        Item(id=f"i{number}", type=ItemType.LIKERT, text={"nl": f"Vraag {number}"}, options=options)
        for number in range(ITEMS)
    )
    survey = Survey(id="big", audience="ouders", version="1", title={"nl": "Groot"}, items=items)
    codes = {item.id: random.integers(0, OPTIONS + 1, people, dtype=np.int8) for item in items}
    group = random.integers(1, GROUPS + 1, people).astype(np.int16)
    return survey, AnonymousAnswers("big", tuple(f"{n}A" for n in range(GROUPS)), group, codes)


def _bare(answers: AnonymousAnswers) -> None:
    start = answers.group.astype(np.intp) * (OPTIONS + 2)
    for codes in answers.codes.values():
        np.bincount(start + codes, minlength=(GROUPS + 1) * (OPTIONS + 2))


def _crosstab(answers: AnonymousAnswers) -> None:
    import pandas as pd

    for codes in answers.codes.values():
        pd.crosstab(answers.group, codes)


def _against_sql(survey: Survey, answers: AnonymousAnswers, *, rounds: int) -> Measurement:
    """DuckDB has the answers in a table of its own, and as many threads as it likes."""
    import duckdb
    import pyarrow as pa

    counts = ", ".join(f"count_if({name} = {code})" for name in answers.codes for code in range(OPTIONS + 2))
    with duckdb.connect() as base:
        base.register("given", pa.table({"class": answers.group, **answers.codes}))
        base.execute("create table answers as from given")
        return interleaved(
            "tally-1m-duckdb",
            lambda: tally(answers, survey),
            "DuckDB count_if",
            lambda: base.execute(f"select class, {counts} from answers group by class").fetchall(),
            rounds=rounds,
        )

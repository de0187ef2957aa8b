"""The count by others: DuckDB in SQL over the file, and a pandas crosstab of every question, give the same numbers."""

from pathlib import Path

import pandas as pd
import pytest

from monitor.counting.answers_file import answers_bytes
from monitor.counting.engines import Part
from monitor.counting.local import LocalEngine
from monitor.counting.tally import Tally
from monitor.definition.codebook import codebook
from tests.support.counted_in_sql import Counted, counted
from tests.support.random_waves import ASKED, SCALES, random_answers

UNROUTED = ("sfeer", "veilig", "graag", "gepest", "rangorde:a", "rangorde:b", "rangorde:c")


def flat(found: Tally) -> Counted:
    return {
        (name, label, code): int(forms)
        for name, counts in found.counts.items()
        for label, row in zip(found.groups, counts, strict=True)
        for code, forms in enumerate(row)
        if forms
    }


def crosstabs(file: Path) -> Counted:
    """What pandas counts of the questions that everybody was shown."""
    table = pd.read_parquet(file)
    tabs = {name: pd.crosstab(table[":class"], table[name]) for name in UNROUTED if name in table}
    return {
        (name, str(label), int(code)): int(forms)
        for name, tab in tabs.items()
        for (label, code), forms in tab.stack().items()
        if forms
    }


def check(file: Path, seed: int, forms: int) -> None:
    answers = random_answers(seed, forms)
    file.write_bytes(answers_bytes(answers, ASKED))
    ((_school, found),) = LocalEngine().tallies([Part("linde", str(file), forms)], ASKED, SCALES)
    assert isinstance(found, Tally)
    ours = flat(found)
    assert ours == counted(file, ASKED, SCALES)
    crossed = crosstabs(file)
    shown = {name for name in UNROUTED if name in answers.codes}
    assert {key: forms for key, forms in ours.items() if key[0] in shown} == crossed
    assert {one.name for one in codebook(ASKED)} <= {name for name, _label, _code in ours}


@pytest.mark.parametrize("seed", range(4))
def test_a_wave_is_counted_the_same_in_sql_and_by_pandas(tmp_path: Path, seed: int) -> None:
    check(tmp_path / "answers.parquet", seed, 1500)


@pytest.mark.slow
def test_a_million_forms_too(tmp_path: Path) -> None:
    check(tmp_path / "answers.parquet", 11, 1_000_000)

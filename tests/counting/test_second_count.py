"""The count by others: DuckDB in SQL over the file, and a pandas crosstab of every question, give the same numbers."""

from pathlib import Path

import pytest

from monitor.counting.answers_file import answers_bytes
from monitor.counting.engines import Part
from monitor.counting.local import LocalEngine
from monitor.counting.tally import Tally
from monitor.definition.codebook import codebook
from tests.support.counted_in_sql import counted
from tests.support.crossed import UNROUTED, crosstabs, flat
from tests.support.random_waves import ASKED, SCALES, random_answers


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

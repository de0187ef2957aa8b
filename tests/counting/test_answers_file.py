"""Files of answers: counted in pieces as they are counted whole, and refused where they are not what they must be."""

import io
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.counting.adding import Total
from monitor.counting.answers_file import CLASS, FAMILY, answers_bytes, count_part, tally_of_rows
from monitor.counting.engines import Part
from monitor.counting.local import LocalEngine
from monitor.counting.tally import Tally, tally
from monitor.errors import FileRefused
from tests.support.protection import survey
from tests.support.random_waves import ASKED, SCALES, random_answers

COLUMN = "gepest"


def same(found: Tally, expected: Tally) -> bool:
    """Whether two tallies are of the same forms; a class of which nobody answered counts for nothing."""
    labels = {*found.groups, *expected.groups}
    if any(found.forms_by_group().get(one, 0) != expected.forms_by_group().get(one, 0) for one in labels):
        return False
    here, there = (
        {
            (name, label): counts[place].tolist()
            for name, counts in one.counts.items()
            for place, label in enumerate(one.groups)
            if counts[place].any()
        }
        for one in (found, expected)
    )
    names = {*found.people, *expected.people}
    people = all(found.people_of(name).families == expected.people_of(name).families for name in names)
    return here == there and people  # of families alone; who sent one form is in the counts


def cut(content: bytes, rows: int) -> bytes:
    """The same file in row groups of so many rows."""
    sink = io.BytesIO()
    pq.write_table(pq.read_table(io.BytesIO(content)), sink, row_group_size=rows)
    return sink.getvalue()


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), forms=st.integers(0, 120), rows=st.integers(1, 50), files=st.integers(1, 3))
def test_a_wave_cut_in_files_and_row_groups_is_counted_as_the_whole(
    seed: int, forms: int, rows: int, files: int
) -> None:
    whole = random_answers(seed, forms)
    place = np.array([Random(seed + row).randrange(files) for row in range(forms)], dtype=int)
    parts = []
    for number in range(files):
        few = whole.at(place == number)
        content = cut(answers_bytes(few, ASKED), rows)
        pieces = range(pq.ParquetFile(io.BytesIO(content)).num_row_groups)
        split = Random(seed).randrange(len(pieces) + 1)
        parts += [Part("linde", content, len(few), tuple(some)) for some in (pieces[:split], pieces[split:])]
    ((school, found),) = LocalEngine().tallies(parts, ASKED, SCALES)
    assert isinstance(found, Tally)
    assert (school, same(found, tally(whole, ASKED, SCALES))) == ("linde", True)


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), forms=st.integers(1, 80), rows=st.integers(1, 50))
def test_families_stay_together_whatever_the_row_groups(seed: int, forms: int, rows: int) -> None:
    whole = random_answers(seed, forms, families=True)
    part = Part("linde", cut(answers_bytes(whole, ASKED), rows), forms)
    found, expected = count_part(part, ASKED, SCALES), tally(whole, ASKED, SCALES)
    assert same(found, expected)
    for labels in (whole.groups, whole.groups[:1], ("",)):
        for name in ("*", "sfeer", "waar"):
            assert found.contributors(labels, name) == expected.contributors(labels, name)


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), parts=st.integers(1, 6), families=st.booleans())
def test_a_total_is_the_sum(seed: int, parts: int, families: bool) -> None:
    tallies = [
        tally(random_answers(seed + one, 12, families=families and one % 2 == 0), ASKED, SCALES) for one in range(parts)
    ]
    total = Total()
    for one in tallies:
        total.add(one)
    expected = tallies[0]
    for one in tallies[1:]:
        expected += one
    assert same(total.tally(), expected)
    assert total.tally().groups == (expected if parts > 1 else total.tally()).groups
    assert [total.tally().contributors(("1A", "")), total.tally().contributors(("Zon",), "sfeer")] == [
        expected.contributors(("1A", "")),
        expected.contributors(("Zon",), "sfeer"),
    ]


def test_nothing_has_no_total() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Total().tally()


TWELVE = random_answers(3, 12)


def table(answers: bytes | None = None) -> pa.Table:
    return pq.read_table(io.BytesIO(answers or answers_bytes(TWELVE, ASKED)))


def written(content: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(content, sink)
    return sink.getvalue()


def put(name: str, values: pa.Array) -> pa.Table:
    """The table with another column in the place of this one."""
    whole = table()
    return whole.set_column(whole.schema.names.index(name), name, values)


ELEVEN = [1] * 11


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        (COLUMN, pa.array([*ELEVEN, None], pa.int8()), "NULL"),
        (COLUMN, pa.array([*ELEVEN, 5], pa.int8()), "0 (geen antwoord) tot 4"),
        (COLUMN, pa.array([*ELEVEN, -1], pa.int8()), "0 (geen antwoord) tot 4"),
        (COLUMN, pa.array([*ELEVEN, 1], pa.int32()), "gehele getallen"),
        (COLUMN, pa.array(["x"] * 12), "gehele getallen"),
        (CLASS, pa.array([None, *["1A"] * 11]), "NULL"),
        (CLASS, pa.array([None, *["1A"] * 11]).dictionary_encode(), "NULL"),
        (CLASS, pa.array([1] * 12), "teksten"),
    ],
)
def test_what_is_no_answer_is_refused_by_file_and_column(name: str, values: pa.Array, said: str) -> None:
    with pytest.raises(FileRefused) as refused:
        count_part(Part("linde", written(put(name, values)), 12), ASKED)
    assert said in refused.value.message
    assert refused.value.place.column == name
    assert refused.value.place.file == "linde"


def test_a_null_as_a_label_is_refused() -> None:
    labels = pa.DictionaryArray.from_arrays(pa.array([0] * 12, pa.int8()), pa.array([None, "1A"], pa.string()))
    with pytest.raises(FileRefused, match="NULL"):
        tally_of_rows(put(CLASS, labels), ASKED)


def test_a_family_must_be_a_number() -> None:
    with pytest.raises(FileRefused):
        tally_of_rows(table().append_column(FAMILY, pa.array(["x"] * 12)), ASKED)


def test_a_column_that_the_questionnaire_lacks_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        tally_of_rows(table().append_column("naam", pa.array(["An"] * 12)), ASKED, file="answers.parquet")
    assert refused.value.place.words() == 'answers.parquet, kolom "naam"'


def test_a_column_that_is_missing_is_no_answer_for_everybody() -> None:
    counted = tally_of_rows(table().drop_columns(["sfeer", CLASS]), ASKED)
    assert counted.counts["sfeer"].tolist() == [[12] + [0] * 7]
    assert counted.forms_by_group() == {"": 12}


def test_labels_may_come_as_plain_texts_or_in_several_dictionaries() -> None:
    plain = put(CLASS, table().column(CLASS).cast(pa.string()))
    pieces = pa.concat_tables([plain.slice(0, 5), plain.slice(5)])
    expected = tally(TWELVE, ASKED)
    assert same(tally_of_rows(pieces, ASKED), expected)
    encoded = [one.set_column(0, CLASS, one.column(CLASS).dictionary_encode()) for one in (plain[:5], plain[5:])]
    assert same(tally_of_rows(pa.concat_tables(encoded), ASKED), expected)


def test_another_questionnaire_is_refused_with_both_hashes() -> None:
    other = survey(*ASKED.items[:4])
    with pytest.raises(FileRefused) as refused:
        count_part(Part("linde", answers_bytes(TWELVE, other), 12), ASKED)
    assert other.hash in refused.value.message
    assert ASKED.hash in refused.value.message


@pytest.mark.parametrize("keep", [0, 3, 100, 1000])
def test_a_torn_file_is_refused_and_the_others_are_counted(tmp_path: Path, keep: int) -> None:
    whole = answers_bytes(random_answers(1, 2000), ASKED)
    torn, good = tmp_path / "torn.parquet", tmp_path / "good.parquet"
    torn.write_bytes(whole[:keep])
    good.write_bytes(whole)
    parts = [Part("eik", str(torn), 2000), Part("linde", str(good), 2000), Part("es", str(tmp_path / "none"), 1)]
    found = dict(LocalEngine().tallies(parts, ASKED))
    assert isinstance(found["linde"], Tally)
    for school in ("eik", "es"):
        refused = found[school]
        assert isinstance(refused, FileRefused)
        assert school in refused.message
        assert str(tmp_path) in refused.place.words()


def test_a_page_that_was_changed_is_refused(tmp_path: Path) -> None:
    whole = bytearray(answers_bytes(random_answers(1, 2000), ASKED))
    whole[200:400] = bytes(200)
    with pytest.raises(FileRefused):
        count_part(Part("linde", bytes(whole), 2000), ASKED)


def test_progress_is_told_in_forms_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    parts = [Part(school, cut(answers_bytes(TWELVE, ASKED), 5), 12) for school in ("eik", "linde")]
    dict(LocalEngine().tallies(parts, ASKED, progress=lambda done, whole: told.append((done, whole))))
    assert told == sorted(told)
    assert told[-1] == (24, 24)


def test_several_processes_count_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schools = {f"school-{n}": random_answers(n, 300, families=n == 2) for n in range(3)}
    parts: Sequence[Part] = [Part(school, cut(answers_bytes(few, ASKED), 100), 300) for school, few in schools.items()]
    monkeypatch.setattr("monitor.counting.local._AT_ONCE", 150)
    found = dict(LocalEngine(2).tallies([*parts, Part("es", b"", 1)], ASKED, SCALES))
    assert [*found] == [*schools, "es"]
    for school, few in schools.items():
        counted = found[school]
        assert isinstance(counted, Tally)
        assert same(counted, tally(few, ASKED, SCALES))
    assert isinstance(found["es"], FileRefused)
    assert "beschadigd" in found["es"].message, "the process speaks the language of the one that asked"

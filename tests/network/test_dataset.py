"""The dataset of a network: what lies where, what may not be used, and what a kill leaves."""

from pathlib import Path
from uuid import uuid4

import pytest

from monitor.counting.local import LocalEngine
from monitor.counting.tally import Tally, tally
from monitor.errors import InputRefused
from monitor.network.contribution import ANSWERS, school_code
from monitor.network.dataset import Dataset
from monitor.stores import Store
from tests.support.contributed import YEAR, codes_of, contribute_codes
from tests.support.protection import answers, satisfaction, survey

ASKED = survey(satisfaction("sfeer"), satisfaction("veilig"))
OTHER = survey(satisfaction("sfeer"), satisfaction("veiliger"))
PEOPLE = answers(ASKED, [("1A", {"sfeer": "tevreden"}), ("", {"sfeer": "neutraal", "veilig": "tevreden"})])
MORE = answers(ASKED, [("1A", {"sfeer": "tevreden"})] * 3)


@pytest.fixture(params=["folder", "elsewhere"])
def dataset(request: pytest.FixtureRequest, tmp_path: Path) -> Dataset:
    return Dataset.open(tmp_path / "net" if request.param == "folder" else f"memory://{uuid4().hex}")


def test_what_schools_contributed_is_found_by_wave_and_counted(dataset: Dataset) -> None:
    contribute_codes(dataset, "linde", ASKED, PEOPLE)
    contribute_codes(dataset, "eik", ASKED, MORE)
    assert dataset.waves() == (("proef", YEAR),)
    found = dataset.contributions("proef", YEAR)
    assert [one.school for one in found.usable] == ["eik", "linde"]
    assert (found.survey, found.refused) == (ASKED, {})
    counted = dict(LocalEngine().tallies(dataset.parts("proef", YEAR), ASKED))
    linde, eik = counted["linde"], counted["eik"]
    assert isinstance(linde, Tally)
    assert isinstance(eik, Tally)
    assert linde.forms_by_group() == {"": 1, "1A": 1}
    assert eik.counts["sfeer"].tolist() == tally(MORE, ASKED).counts["sfeer"].tolist()


def test_the_layout_is_the_one_that_is_written_down(tmp_path: Path) -> None:
    content = contribute_codes(Dataset.open(tmp_path), "linde", ASKED, PEOPLE)
    answers_file = tmp_path / f"codes/survey=proef/year={YEAR}/school=linde" / ANSWERS
    record = tmp_path / f"contributions/survey=proef/year={YEAR}/school=linde.json"
    assert answers_file.read_bytes() == content
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {answers_file, record}


def test_the_same_again_writes_nothing_and_something_else_is_refused(dataset: Dataset) -> None:
    content = contribute_codes(dataset, "linde", ASKED, PEOPLE)
    record = codes_of("linde", ASKED, content, len(PEOPLE))
    assert not dataset.add(record, {ANSWERS: content})
    with pytest.raises(InputRefused, match=r"linde.*proef_2025-2026") as refused:
        contribute_codes(dataset, "linde", ASKED, MORE)
    assert "school=linde.json" in refused.value.place.words()
    assert dict(dataset.files(record)) == {ANSWERS: content}


def test_files_whose_record_was_never_written_are_not_read_and_do_not_stand_in_the_way(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    contribute_codes(dataset, "eik", ASKED, MORE)
    write = Store.write

    def killed(store: Store, name: str, content: bytes) -> None:
        if name.endswith(".json"):
            raise KeyboardInterrupt
        write(store, name, content)

    monkeypatch.setattr(Store, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        contribute_codes(dataset, "linde", ASKED, PEOPLE)
    monkeypatch.undo()
    assert [one.school for one in dataset.contributions("proef", YEAR).usable] == ["eik"]
    contribute_codes(dataset, "linde", ASKED, PEOPLE)
    assert [one.school for one in dataset.contributions("proef", YEAR).usable] == ["eik", "linde"]


def test_a_school_with_another_version_of_the_questionnaire_is_left_out_with_both_hashes(dataset: Dataset) -> None:
    contribute_codes(dataset, "beuk", OTHER, answers(OTHER, [("1A", {"sfeer": "tevreden"})]))
    contribute_codes(dataset, "eik", ASKED, MORE)
    contribute_codes(dataset, "linde", ASKED, PEOPLE)
    found = dataset.contributions("proef", YEAR)
    assert [one.school for one in found.usable] == ["eik", "linde"]
    assert ASKED.hash in found.refused["beuk"].message
    assert OTHER.hash in found.refused["beuk"].message
    assert [part.school for part in dataset.parts("proef", YEAR, definition=OTHER)] == ["beuk"]


@pytest.mark.parametrize("damage", [b"", b"PAR1", None])
def test_a_school_whose_file_is_torn_is_left_out_by_name(dataset: Dataset, damage: bytes | None) -> None:
    content = contribute_codes(dataset, "eik", ASKED, MORE)
    contribute_codes(dataset, "linde", ASKED, PEOPLE)
    name = f"codes/survey=proef/year={YEAR}/school=eik/{ANSWERS}"
    dataset.store.write(name, content[:-40] if damage is None else damage)
    found = dataset.contributions("proef", YEAR)
    assert [one.school for one in found.usable] == ["linde"]
    assert "eik" in found.refused["eik"].message
    assert ANSWERS in found.refused["eik"].place.words()
    with pytest.raises(InputRefused, match="eik"):
        dict(dataset.files(codes_of("eik", ASKED, content, len(MORE))))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"{", b"["),
        (b'"format": 1', b'"format": 2'),
        (b'"school": "eik"', b'"school": "es"'),
        (b'"signed_on": "2026', b'"signed": "2026'),
        (b'"kind": "codes"', b'"kind": "facts"'),
        (b"answers.parquet", b"../../else.parquet"),
    ],
)
def test_a_record_that_cannot_be_trusted_is_refused_and_the_others_stay(
    dataset: Dataset, before: bytes, after: bytes
) -> None:
    contribute_codes(dataset, "eik", ASKED, MORE)
    contribute_codes(dataset, "linde", ASKED, PEOPLE)
    name = f"contributions/survey=proef/year={YEAR}/school=eik.json"
    written = dataset.store.read(name) or b""
    assert before in written
    dataset.store.write(name, written.replace(before, after, 1))
    found = dataset.contributions("proef", YEAR)
    assert ([one.school for one in found.usable], [*found.refused]) == (["linde"], ["eik"])
    with pytest.raises(InputRefused):
        contribute_codes(dataset, "eik", ASKED, MORE)


def test_the_same_files_under_two_schools_are_counted_for_neither(dataset: Dataset) -> None:
    for school in ("eik", "eike"):
        contribute_codes(dataset, school, ASKED, MORE)
    contribute_codes(dataset, "linde", ASKED, PEOPLE)
    found = dataset.contributions("proef", YEAR)
    assert [one.school for one in found.usable] == ["linde"]
    assert "eik, eike" in found.refused["eik"].message


def test_a_wrong_code_is_set_right_by_who_keeps_the_dataset(dataset: Dataset) -> None:
    """Its record and its folder get the right name: answers arrive once, so the school does not give them again."""
    content = contribute_codes(dataset, "eik", ASKED, MORE)
    name = f"contributions/survey=proef/year={YEAR}/school="
    record = dataset.store.read(f"{name}eik.json") or b""
    dataset.store.write(f"{name}es.json", record.replace(b'"school": "eik"', b'"school": "es"'))
    dataset.store.write(f"codes/survey=proef/year={YEAR}/school=es/{ANSWERS}", content)
    dataset.store.write(f"{name}eik.json", b"")
    found = dataset.contributions("proef", YEAR)
    assert ([one.school for one in found.usable], [*found.refused]) == (["es"], ["eik"])


def test_nothing_lies_in_a_new_dataset(dataset: Dataset) -> None:
    assert dataset.waves() == ()
    found = dataset.contributions("proef", YEAR)
    assert (found.survey, found.usable, found.refused) == (None, (), {})


@pytest.mark.parametrize("code", ["", "School 1", "../x", "a" * 41, "-a", "x\n"])
def test_a_code_that_is_no_name_of_a_folder_is_refused(code: str) -> None:
    with pytest.raises(InputRefused.__bases__[0]):
        school_code(code)

"""What a school hands over arrives once, with one receiver; and what served to deliver it only is destroyed."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from monitor import retention, trend, waves
from monitor.anonymous import AnonymousAnswers
from monitor.comments import store as comments
from monitor.definition.model import Survey
from monitor.errors import FileRefused, InputRefused, WorkspaceRefused
from monitor.mending import in_hand
from monitor.network.contributing import Given, give, planned
from monitor.network.contribution import ANSWERS, Agreement
from monitor.network.dataset import Dataset
from monitor.stores import Store
from tests.support.at_once import reading_here
from tests.support.contributed import AGREEMENT, codes_of
from tests.support.people import WAVE, YEAR
from tests.support.schools import School, copy_of, make_school


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", "")
        school = make_school(tmp_path_factory.mktemp("school") / "begonnen", begun=False)
        school.bring("meer.xlsx")
        school.bring("anderen.xlsx")
        yield school


@pytest.fixture
def school(made: School, tmp_path: Path) -> School:
    """An open wave with two imports."""
    copied = copy_of(made, tmp_path / "school")
    copied.use_its_key()
    return copied


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset.open(tmp_path / "net")


def contribute(school: School, dataset: Dataset, code: str = "linde") -> Given:
    return give(school.workspace, planned(school.workspace, WAVE, dataset, code, AGREEMENT))


def broken_off(school: School, dataset: Dataset, *, at: str, by: BaseException) -> None:
    """The school contributes, and it ends where the file of this name is written."""
    write = Store.write

    def ends(store: Store, name: str, content: bytes) -> None:
        if name.endswith(at):
            raise by
        write(store, name, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", ends)
        with pytest.raises(type(by)):
            contribute(school, dataset)


def kept(school: School) -> dict[int, AnonymousAnswers]:
    """The answers as they lie in the workspace."""
    with in_hand(school.workspace, WAVE) as change:
        wave = change.wave(WAVE)
        assert wave is not None
        return waves._vault(school.workspace, change, wave).read(wave.vault_sha256)


def imports_of_texts(school: School) -> set[int]:
    """From which imports the open answers are said to come."""
    with in_hand(school.workspace, WAVE) as change:
        wave = change.wave(WAVE)
        assert wave is not None
        return {one.brought for one in comments.opened(school.workspace, change, wave).read()}


def with_open_answers(school: School) -> None:
    """From here on both imports of the open wave brought an open answer."""
    with in_hand(school.workspace, WAVE) as change:
        wave = change.wave(WAVE)
        assert wave is not None
        comments.opened(school.workspace, change, wave).add(1, [("wens", "een groener plein")])
    with in_hand(school.workspace, WAVE) as change:
        comments.opened(school.workspace, change, wave).add(2, [("wens", "meer banken")])


def of_families(school: School) -> None:
    """From here on every two forms of the open wave are of one family."""
    with in_hand(school.workspace, WAVE) as change:
        wave = change.wave(WAVE)
        assert wave is not None
        vault = waves._vault(school.workspace, change, wave)
        stored = {
            number: replace(part, contributor=np.arange(2, len(part) + 2, dtype=np.int32) // 2)
            for number, part in vault.read(wave.vault_sha256).items()
        }
        change.save_wave(replace(wave, vault_sha256=vault.propose(stored, vault.read_marks(wave.vault_sha256))))


def destroyed(school: School) -> list[str]:
    return [one.data for one in retention.log(school.workspace) if one.done == "destroy"]


def somebody_else(school: School, dataset: Dataset) -> None:
    """Another school contributes, as eik."""
    asked: Survey = next(one.survey for one in waves.waves(school.workspace) if one.name == WAVE)
    dataset.add(codes_of("eik", asked, b"of another school", 20), {ANSWERS: b"of another school"})


def test_what_arrived_goes_to_nobody_else_though_it_lies_there_no_more(
    school: School, dataset: Dataset, tmp_path: Path
) -> None:
    first = contribute(school, dataset)
    shutil.rmtree(tmp_path / "net")
    with pytest.raises(WorkspaceRefused, match=r"staan in .*net, als die van de school linde"):
        contribute(school, Dataset.open(tmp_path / "elsewhere"))
    with pytest.raises(WorkspaceRefused, match="staan in"):
        contribute(school, dataset, "eik")
    assert not (tmp_path / "elsewhere").exists()
    again = contribute(school, dataset)  # the network lost it: the very same goes there anew
    assert (again.contribution, again.written) == (first.contribution, True)


def test_one_address_may_be_written_in_two_ways(school: School) -> None:
    place = f"memory://{uuid4().hex}"
    assert contribute(school, Dataset.open(place)).written
    assert not contribute(school, Dataset.open(f"{place}/")).written


def test_answers_are_noted_before_anybody_can_read_them(school: School, dataset: Dataset, tmp_path: Path) -> None:
    broken_off(school, dataset, at=".json", by=KeyboardInterrupt())
    assert dataset.parts("proef", YEAR) == ()
    shutil.rmtree(tmp_path / "net")
    with pytest.raises(WorkspaceRefused, match="staan in"):
        contribute(school, Dataset.open(tmp_path / "elsewhere"))
    assert contribute(school, dataset).written


def test_the_code_of_another_school_after_a_broken_delivery_does_not_block_the_wave(
    school: School, dataset: Dataset
) -> None:
    broken_off(school, dataset, at=ANSWERS, by=InputRefused("vol"))
    late = planned(school.workspace, WAVE, dataset, "eik", AGREEMENT)
    somebody_else(school, dataset)
    with pytest.raises(InputRefused, match="eik") as refused:
        planned(school.workspace, WAVE, dataset, "eik", AGREEMENT)
    assert "onderweg als die van de school linde" in refused.value.remedy
    with pytest.raises(InputRefused, match="eik"):
        give(school.workspace, late)
    assert contribute(school, dataset).written
    assert not contribute(school, dataset).written


def test_a_wrong_code_is_set_right_as_long_as_nothing_arrived(school: School, dataset: Dataset) -> None:
    broken_off(school, dataset, at=ANSWERS, by=InputRefused("vol"))
    assert contribute(school, dataset, "es").contribution.school == "es"
    with pytest.raises(WorkspaceRefused, match="als die van de school es"):
        contribute(school, dataset)


def test_what_is_noted_is_the_agreement_under_which_they_arrived(school: School, dataset: Dataset) -> None:
    broken_off(school, dataset, at=ANSWERS, by=InputRefused("vol"))
    later = Agreement(reference="overeenkomst 13", signed_on=dt.date(2026, 2, 1))
    plan = planned(school.workspace, WAVE, dataset, "linde", later)
    assert give(school.workspace, plan).contribution.agreement == later
    with in_hand(school.workspace, WAVE) as change:
        (known,) = change.contributions.of(WAVE)[-1:]
    assert (known.kind, known.reference, known.signed_on) == ("codes", later.reference, later.signed_on)


def test_of_two_deliveries_at_once_one_arrives(school: School, dataset: Dataset, tmp_path: Path) -> None:
    """The wave goes elsewhere while the first command writes: that one stops before its answers count."""
    broken_off(school, dataset, at=ANSWERS, by=InputRefused("vol"))
    slow, write = planned(school.workspace, WAVE, dataset, "linde", AGREEMENT), Store.write

    def meanwhile(store: Store, name: str, content: bytes) -> None:
        patch.undo()
        contribute(school, Dataset.open(tmp_path / "elsewhere"))
        write(store, name, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", meanwhile)
        with pytest.raises(WorkspaceRefused, match=r"staan in .*elsewhere"):
            give(school.workspace, slow)
    assert dataset.parts("proef", YEAR) == ()
    assert len(Dataset.open(tmp_path / "elsewhere").parts("proef", YEAR)) == 1


def test_what_is_destroyed_while_it_is_delivered_never_counts(school: School, dataset: Dataset) -> None:
    write = Store.write

    def meanwhile(store: Store, name: str, content: bytes) -> None:
        if name.endswith(ANSWERS):
            school.forget()
        write(store, name, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", meanwhile)
        with pytest.raises(WorkspaceRefused, match="vernietigd"):
            contribute(school, dataset)
    assert dataset.parts("proef", YEAR) == ()


def test_which_import_brought_an_open_answer_ends_at_handing_over(school: School, dataset: Dataset) -> None:
    with_open_answers(school)
    assert imports_of_texts(school) == {1, 2}
    broken_off(school, dataset, at=ANSWERS, by=InputRefused("vol"))
    assert imports_of_texts(school) == {0}
    school.forget()
    assert destroyed(school) == ["marks", "answers", "comments", "key"]


def test_whose_forms_are_of_one_family_ends_when_they_lie_there(
    school: School, dataset: Dataset, tmp_path: Path
) -> None:
    of_families(school)
    broken_off(school, dataset, at=".json", by=KeyboardInterrupt())
    assert all(part.contributor is not None for part in kept(school).values())  # else it could not be written again
    assert contribute(school, dataset).written
    assert all(part.contributor is None for part in kept(school).values())
    assert not contribute(school, dataset).written
    assert destroyed(school) == ["marks", "families"]
    shutil.rmtree(tmp_path / "net")
    with pytest.raises(WorkspaceRefused, match="staan er niet meer") as refused:
        planned(school.workspace, WAVE, dataset, "linde", AGREEMENT)
    assert "reservekopie" in refused.value.remedy
    school.forget()
    assert destroyed(school) == ["marks", "families", "answers", "key"]


def test_what_its_files_showed_goes_along_with_the_answers(school: School, dataset: Dataset) -> None:
    seen = trend.seen_so_far(school.workspace, WAVE)
    assert [one.kind for one in seen if one.kind == "question-order"]
    given = contribute(school, dataset)
    (read,) = dataset.contributions("proef", YEAR).usable
    assert read.breaks == given.contribution.breaks == seen
    assert contribute(school, dataset).contribution.breaks == seen


def test_families_are_kept_as_long_as_what_lies_there_is_damaged(
    school: School, dataset: Dataset, tmp_path: Path
) -> None:
    of_families(school)
    write = Store.write

    def torn(store: Store, name: str, content: bytes) -> None:
        write(store, name, content[:-9] if name.endswith(ANSWERS) else content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", torn)
        with pytest.raises(FileRefused, match="linde"):
            contribute(school, dataset)
    assert all(part.contributor is not None for part in kept(school).values())
    (tmp_path / f"net/contributions/survey=proef/year={YEAR}/school=linde.json").unlink()
    assert contribute(school, dataset).written
    assert all(part.contributor is None for part in kept(school).values())

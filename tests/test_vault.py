"""Answers come back from the vault as they went in, and from nowhere else."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.anonymous import COUNTED_BEFORE, AnonymousAnswers
from monitor.errors import WorkspaceRefused
from monitor.keys import new_wave_key
from monitor.vault import VaultFile, in_order_of, together


def answers(groups: tuple[str, ...], rows: list[tuple[int, int, int]]) -> AnonymousAnswers:
    group = np.array([row[0] for row in rows], np.int16)
    codes = {name: np.array([row[at] for row in rows], np.int8) for name, at in (("kl_graag", 1), ("hulp:school", 2))}
    return AnonymousAnswers("ouders", groups, group, codes)


def as_sorted(part: AnonymousAnswers) -> list[tuple[object, ...]]:
    labels = [None, *part.groups]
    names = sorted(part.codes)
    return sorted(
        ((labels[g], *(int(part.codes[name][i]) for name in names)) for i, g in enumerate(part.group)), key=str
    )


rows = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 7), st.integers(0, 3)), min_size=1, max_size=20)


@given(first=rows, second=rows)
def test_what_two_imports_brought_comes_back_whole_but_shuffled(
    first: list[tuple[int, int, int]], second: list[tuple[int, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = VaultFile(tmp_path_factory.mktemp("vault"), "ouders_2025-2026", new_wave_key())
    brought = {1: answers(("1A", "1B"), first), 2: answers(("1B", "2A"), second)}
    named = file.propose(brought)
    file.settle(named)
    back = file.read(named)
    assert {number: as_sorted(part) for number, part in back.items()} == {
        number: as_sorted(part) for number, part in brought.items()
    }
    assert as_sorted(together(back, "ouders")) == sorted(as_sorted(brought[1]) + as_sorted(brought[2]), key=str)


@pytest.fixture
def stored(tmp_path: Path) -> VaultFile:
    file = VaultFile(tmp_path / "vault", "ouders_2025-2026", new_wave_key())
    file.settle(file.propose({1: answers(("Zonnebloemklas",), [(1, 2, 2)] * 12)}))
    return file


def test_the_file_shows_neither_class_nor_item(stored: VaultFile) -> None:
    content = stored.path.read_bytes()
    assert all(word not in content for word in (b"Zonnebloemklas", b"kl_graag", b"hulp:school"))


@pytest.mark.parametrize("spoil", ["other key", "other wave", "one byte"])
def test_a_spoilt_file_is_refused_with_a_remedy(stored: VaultFile, spoil: str) -> None:
    key, wave, named = stored.key, stored.wave, sha256(stored.path.read_bytes()).hexdigest()
    if spoil == "other key":
        key = new_wave_key()
    elif spoil == "other wave":
        wave = "ouders_2024-2025"
        stored.path.rename(stored.path.with_name(f"{wave}.parquet.enc"))
    else:
        content = bytearray(stored.path.read_bytes())
        content[-1] ^= 1
        stored.path.write_bytes(content)
    with pytest.raises(WorkspaceRefused) as refused:
        VaultFile(stored.folder, wave, key).read(named)
    assert refused.value.remedy


def test_a_proposal_that_the_catalogue_never_named_is_dropped(stored: VaultFile) -> None:
    before = stored.path.read_bytes()
    stored.propose({1: answers(("1A",), [(1, 3, 1)] * 12)})
    stored.settle("the hash of something else")
    assert stored.path.read_bytes() == before
    assert not stored.proposed.exists()


def test_a_kill_between_commit_and_rename_loses_nothing(stored: VaultFile) -> None:
    named = stored.propose({1: answers(("1A",), [(1, 3, 1)] * 15)})
    VaultFile(stored.folder, stored.wave, b"").settle(named)  # the next command, after the kill
    assert len(stored.read(named)[1]) == 15


def test_answers_that_are_gone_or_older_are_not_taken_for_none(stored: VaultFile) -> None:
    named = stored.propose({1: answers(("1A",), [(1, 3, 1)] * 15)})
    older = stored.path.read_bytes()
    stored.settle(named)
    stored.path.write_bytes(older)
    with pytest.raises(WorkspaceRefused, match="niet de laatst bewaarde"):
        stored.read(named)
    stored.path.unlink()
    with pytest.raises(WorkspaceRefused, match="niet de laatst bewaarde"):
        stored.read(named)


def test_no_answers_named_means_no_file(stored: VaultFile) -> None:
    stored.settle(None)
    assert stored.read(None) == {}
    assert list(stored.folder.iterdir()) == []


def test_families_and_codes_come_back_and_two_imports_share_no_family(stored: VaultFile) -> None:
    family = replace(answers(("1A",), [(1, 1, 1), (1, 2, 2), (1, 3, 3)]), contributor=np.array([5, 5, 9], np.int32))
    before = replace(family, contributor=np.array([5, 0, 0], np.int32))
    codes = replace(family, contributor=None, withdrawal=np.arange(12, dtype=np.uint64).reshape(3, 4))
    named = stored.propose({1: family, 2: before, 3: codes}, {}, [b"\x07" * 32])
    stored.settle(named)
    back = stored.read(named)
    numbers = {number: dict(zip(*_by_answer(part), strict=True)) for number, part in back.items()}
    assert numbers[1][1] == numbers[1][2] != numbers[1][3]
    assert numbers[2][2] == numbers[2][3] == 0
    assert len(set(numbers[3].values())) == 3
    assert not set(numbers[1].values()) & (set(numbers[2].values()) | set(numbers[3].values()))
    assert all(part.contributor.dtype == np.int32 for part in back.values())
    (rows,) = (zip(back[3].codes["kl_graag"].tolist(), back[3].withdrawal.tolist(), strict=True) for _once in "1")
    assert sorted(rows) == [(1, [0, 1, 2, 3]), (2, [4, 5, 6, 7]), (3, [8, 9, 10, 11])]
    assert not back[1].withdrawal.any()
    assert stored.read_withdrawn(named) == {b"\x07" * 32}
    whole = together(back, "ouders")
    assert (whole.withdrawal, len(set(whole.contributor.tolist()) - {0})) == (None, 6)
    named = stored.propose({number: part.as_closed() for number, part in back.items()})
    stored.settle(named)
    assert {(part.contributor, part.withdrawal) for part in stored.read(named).values()} == {(None, None)}
    assert stored.read_withdrawn(named) == stored.read_withdrawn(None) == frozenset()


def _by_answer(part: AnonymousAnswers) -> tuple[list[int], list[int]]:
    return part.codes["kl_graag"].tolist(), part.contributor.tolist()


def test_an_order_that_only_a_key_gives_is_the_same_again_and_tells_nothing_without_it() -> None:
    brought = {1: answers(("1A",), [(1, n % 8, n % 4) for n in range(60)]), 2: answers(("2A",), [(1, 7, 3)] * 20)}
    first, again, other = (in_order_of(key, brought, "ouders") for key in (b"a" * 32, b"a" * 32, b"b" * 32))
    assert first.codes["kl_graag"].tolist() == again.codes["kl_graag"].tolist()
    assert first.codes["kl_graag"].tolist() != other.codes["kl_graag"].tolist()
    assert as_sorted(first) == as_sorted(other) == as_sorted(together(brought, "ouders"))


def test_families_are_numbered_as_they_come_in_the_order_of_the_key() -> None:
    brought = {1: answers(("1A",), [(1, n, 0) for n in range(8)])}
    family = np.array([900, 5, 900, COUNTED_BEFORE, 5, 77, COUNTED_BEFORE, 900], dtype=np.int32)
    brought[1] = replace(brought[1], contributor=family, withdrawal=np.ones((8, 4), dtype=np.uint64))
    found = in_order_of(b"k" * 32, brought, "ouders")
    assert found.contributor is not None
    of = dict(zip(found.codes["kl_graag"].tolist(), found.contributor.tolist(), strict=True))
    assert (of[3], of[6], of[0] == of[2] == of[7], of[1] == of[4]) == (0, 0, True, True)
    assert list(dict.fromkeys(n for n in found.contributor.tolist() if n)) == [1, 2, 3]
    assert found.withdrawal is None


def test_where_every_form_is_of_somebody_else_no_family_is_told_of() -> None:
    brought = {1: replace(answers(("1A",), [(1, 1, 1)] * 3), contributor=np.array([4, 9, 2], dtype=np.int32))}
    assert in_order_of(b"k" * 32, brought, "ouders").contributor is None

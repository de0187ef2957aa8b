"""The SPSS side of the sandbox: what it hands over, and what it refuses, seen from within."""

from pathlib import Path

import pytest

from monitor.intake.sandbox_child import read_bytes
from monitor.intake.sandbox_terms import Limits, Refused
from tests.intake.sav_files import sav


@pytest.mark.parametrize("limits", [Limits(columns=1), Limits(rows=2), Limits(cells=5)])
def test_a_large_file_is_refused(limits: Limits, tmp_path: Path) -> None:
    data = sav(tmp_path / "a.sav", {"v1": [1.0, 2.0, 3.0], "v2": [1.0, 2.0, 3.0]}).read_bytes()
    with pytest.raises(Refused, match="too-large"):
        list(read_bytes(data, limits))


def test_the_child_hands_over_tables_and_nothing_else(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"k1": [1.0, None, 2.5], "k2": ["a", "", "b "]},
        column_labels={"k1": "Mail"},
        variable_value_labels={"k1": {1.0: "ja"}},
        missing_ranges={"k1": [{"lo": float("-inf"), "hi": -1}]},
        sets="$s=C 4 Soms k1 k1\n$d=D1 1 5 Wie? k1 k1\n",
    )
    assert [piece for piece in read_bytes(file.read_bytes(), Limits()) if isinstance(piece, list)] == [
        ["k1", "Mail", "double", "unknown"],
        ["k2", None, "string", "unknown"],
        ["k1", 1, "ja"],
        ["k1", None, -1],
        ["d", "Wie?", 1, "k1"],
        ["d", "Wie?", 1, "k1"],
        ["k1", "k2"],
        [1, "a"],
        [None, None],
        [2.5, "b"],
    ]


@pytest.mark.parametrize("bytes_", [b"$FL2", b"$FL3" + b"\0" * 300])
def test_the_child_refuses_damage_by_rule(bytes_: bytes) -> None:
    with pytest.raises(Refused, match="damaged"):
        read_bytes(bytes_, Limits())


def test_the_child_leaves_late_dates_as_numbers(tmp_path: Path) -> None:
    file = sav(tmp_path / "a.sav", {"d": [1.0e13]}, variable_format={"d": "DATETIME20"})
    assert list(read_bytes(file.read_bytes(), Limits()))[-1] == [10**13]

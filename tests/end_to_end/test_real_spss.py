"""Real SPSS files: counts equal to those of pyreadstat itself, labels and user-missing codes included."""

import importlib.util
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from monitor import pipeline
from monitor.errors import FileRefused
from monitor.intake.refusals import refusal
from monitor.pipeline import ImportOptions

FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_EXPORTS", "../shared/exports")) / "spss"
IS_READ = importlib.util.find_spec("monitor.intake.formats.spss") is not None
LABELLED = {
    "Roche__pyreadstat__ordered_category.sav": ("Col1",),
    "Roche__pyreadstat__sample.sav": ("mylabl", "myord"),
    "Roche__pyreadstat__sample.zsav": ("mylabl", "myord"),
    "Roche__pyreadstat__sample_missing.sav": ("mylabl", "myord"),
    "Roche__pyreadstat__missing_test.sav": (),
}

pytestmark = [
    pytest.mark.real_exports,
    pytest.mark.skipif(not FOLDER.is_dir() and not os.environ.get("CI"), reason=f"no real exports in {FOLDER}"),
]


def counted(path: Path, variable: str) -> tuple[Counter[str], int, int]:
    """Label to count of the answers, how many have a code that counts as missing, and how many nothing at all."""
    import pyreadstat

    table, meta = pyreadstat.read_sav(str(path), user_missing=True)
    labels = meta.variable_value_labels[variable]
    missing = [(one["lo"], one["hi"]) for one in meta.missing_ranges.get(variable, ())]
    values = [float(value) for value in table[variable].dropna()]
    aside = [value for value in values if any(low <= value <= high for low, high in missing)]
    given = Counter(labels[value] for value in values if value not in aside)
    return given, len(aside), len(table) - len(values)


def dry_run(path: Path, draft: Path) -> dict[str, Any]:
    pipeline.draft(path, draft, "proef")
    options = ImportOptions(dry_run=True, include_incomplete=True)
    return pipeline.import_file(path, survey=draft, year="2025-2026", workspace=None, options=options).report


def test_all_files_are_described() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(LABELLED)


@pytest.mark.parametrize("name", LABELLED)
def test_counts_of_labelled_variables_equal_those_of_pyreadstat(name: str, tmp_path: Path) -> None:
    if not IS_READ:
        with pytest.raises(FileRefused) as refused:
            pipeline.draft(FOLDER / name, tmp_path / "proef.yaml", "proef")
        assert refused.value.message == refusal("spss", "x").message
        return
    report = dry_run(FOLDER / name, tmp_path / "proef.yaml")
    rows = report["rows"]
    assert (report["tool"], rows["read"]) == ("spss", rows["stored"] + rows["rejected"])
    item_of = {(column["heading"] or "").casefold(): column["item"] for column in report["columns"]}
    by_id = {item["item"]: item for item in report["items"]}
    assert sum(item["unrecognised"] for item in by_id.values()) == 0
    for variable in LABELLED[name]:
        given, aside, empty = counted(FOLDER / name, variable)
        item = by_id.get(variable.casefold()) or by_id[item_of[variable.casefold()]]
        ours = {item["labels"][code]: count for code, count in item["counts"].items() if count}
        assert {label: ours.get(label, 0) for label in given} == given
        rest = sum(count for label, count in ours.items() if label not in given) + item["empty"] + item["not_shown"]
        assert rest + rows["rejected"] == aside + empty

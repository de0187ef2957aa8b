"""Real exports of other people: each drafts, and its dry run accounts for every row and cell."""

import os
from pathlib import Path

import pytest

from monitor.definition.draft import to_yaml
from monitor.definition.load import load_survey_file
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export
from monitor.intake.read import read_export
from tests.intake.export_tables import dry_run

FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_EXPORTS", "../shared/exports"))
DASK = "googleforms/dask__dask-examples__{year}-user-survey-results.csv"
FILES = sorted(
    str(file.relative_to(FOLDER))
    for tool in ("googleforms", "limesurvey")
    for file in (FOLDER / tool).glob("*")
    if file.suffix in (".csv", ".xlsx")
)

pytestmark = [
    pytest.mark.real_exports,
    pytest.mark.skipif(not FILES and not os.environ.get("CI"), reason=f"no real exports in {FOLDER}"),
]


def read(name: str) -> Export:
    return read_export(FOLDER / name)


@pytest.mark.parametrize("name", FILES)
def test_a_real_export_drafts_and_every_cell_is_accounted_for(name: str, tmp_path: Path) -> None:
    export = read(name)
    file = tmp_path / "proef.yaml"
    file.write_text(to_yaml(draft_survey(export, "proef")), encoding="utf-8")
    (survey,) = load_survey_file(file)
    report = dry_run(export, survey)
    rows, items = report["rows"], report["items"]
    assert rows["read"] == len(export.rows) == sum(n for fate, n in rows.items() if fate != "read")
    assert {item["item"] for item in items} == {item.id for item in survey.items}
    for item in items:
        rest = item["empty"] + item["not_shown"] + item["unrecognised"]
        if item["type"] not in ("multiple", "ranking"):
            assert sum(item["counts"].values()) + rest == rows["stored"], item["item"]
        if item["type"] in ("single", "likert", "multiple"):
            assert item["unrecognised"] == 0, item["item"]


def ticks(year: int, heading: str) -> dict[str, int]:
    export = read(DASK.format(year=year))
    items = dry_run(export, draft_survey(export, "dask"))["items"]
    item = next(one for one in items if one["heading"] == heading)
    return {item["labels"][code]: count for code, count in item["counts"].items()}


@pytest.mark.parametrize(
    ("year", "laptops"), [(2019, "Personal laptop;"), (2020, "Personal laptop;"), (2021, "Personal laptop,")]
)
def test_one_survey_in_three_dialects_has_one_list_of_options(year: int, laptops: str) -> None:
    counted = ticks(year, "Local machine or Cluster?")
    assert set(counted) == {
        "Personal laptop",
        "Large workstation",
        "Cluster of 2-10 machines",
        "Cluster with 10-100 machines",
        "Cluster with 100+ machines",
    }
    text = (FOLDER / DASK.format(year=year)).read_text(encoding="utf-8")
    assert laptops in text
    assert counted["Personal laptop"] == text.count("Personal laptop")


def test_sizes_split_in_three() -> None:
    counted = ticks(2021, "How large are your datasets typically?")
    assert set(counted) == {"MBs", "GBs", "TBs", "PBs"}
    assert counted["GBs"] == 186


def test_options_with_commas_and_brackets_stay_whole() -> None:
    counted = ticks(2021, "If you use a cluster, how do you launch Dask?")
    assert "HPC resource manager (SLURM, PBS, SGE, LSF or similar)" in counted
    assert "Kubernetes" in counted

"""Five real exports as waves of two surveys: what really changed between them is in the register, and nothing else.

What changed was read from the files by hand (a spreadsheet's view of their headings and answers), not by our readers.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor import pipeline
from monitor.catalogue.catalogue import opened
from monitor.definition.differences import TrendBreak
from monitor.definition.load import load_yaml
from monitor.rows import compare_rows
from monitor.workspace import Workspace

FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_EXPORTS", "../shared/exports"))
DASK = {
    # each file's own timestamps: June-July 2019, June-August 2020, May-August 2021
    "2018-2019": "googleforms/dask__dask-examples__2019-user-survey-results.csv",
    "2019-2020": "googleforms/dask__dask-examples__2020-user-survey-results.csv",
    "2020-2021": "googleforms/dask__dask-examples__2021-user-survey-results.csv",
}
RSE = {  # no times in these files: the years in which they were held
    "2015-2016": "limesurvey/softwaresaved__international-survey__2016_uk_public_data.csv",
    "2016-2017": "limesurvey/softwaresaved__international-survey__2017_nl_public_data.csv",
}
APIS, SUPPORT, PYTHON = "v01_dask_apis", "v05_what_dask_resources_have", "v18_python_2_or_3"
DASK_2021_NEW = {
    "How long have you used Dask?",
    "How large are your datasets typically?",
    "What file formats do you typically work with?",
    "If you use a cluster, do you have a need for multiple worker / machine types (e.g. GPU / no GPU, low / high "
    "memory) in the same cluster?",
    "Where are your datasets typically stored?",
    "What industry do you work in?",
    "On a scale of 1 - 5 (1 being hardest, 5 being easiest) how easy is Dask to use?",
    "Is Dask's API stable enough for you?",
    "Is Dask resilient enough for you? (e.g. computations complete).",
    "If Dask had Long-term support (LTS) releases, would you pin your code to use them?",
    "Do you use Dask's Performance reports?",
    "Do you use Dask's Prometheus Metrics?",
    "Which Diagnostic plots are most useful?",
    "What common feature requests do you care about most? [Improve Resiliency]",
    "How is Dask's release frequency?",
    "How satisfied are you with maintainer responsiveness on GitHub?",
    "How is Dask's documentation?",
    "How else can Dask improve?",
}
RSE_REWORDED = {
    "edu2",  # What was your academic subject? > In which subject is your highest academic qualification?
    "currentemp11",  # What is the duration of your current contract? > ... (in years)
    "currentemp12",  # ... full time or part time? > ... full time (36 hours or more) or part time?
    "paper1",  # Has your software ever contributed ... > Has your software contributed ...
    "paper2",  # Were you acknowledged in the paper? > In general, when your software contributes ...
    "paper4",  # Were you named as a co-author > Are you generally named as a co-author
    "stability1",  # ... > ... (the bus factor is the number of team members who ...)
    "ukrse1",  # Are you a member of the UK RSE Association? > ... of the NL-RSE Association?
}
RSE_OTHER_ANSWERS = {
    "socio1",  # United Kingdom > Netherlands
    "edu1",  # Doctorate, Masters degree, ... > PhD, WO (Wetenschappelijk onderwijs) Master, ...
    "edu2",  # Physical Sciences, Computer Sciences, ... > Computer Science, Physics and Astronomy, ...
    "stability1",  # 1 to 5 > 1 to 5+
}
RSE_ANOTHER_QUESTION = {
    "currentemp1",  # Do you work for a university? > What type of organisation do you work for?
    "paper5",  # Were you named as the lead author > Are you generally acknowledged in the main text
}
RSE_GONE = {
    "edu3", "rse16a", "rse16b", "rse16c", "rse16d", "currentemp16a", "currentemp16b", "prevemp16a", "prevemp16b",
    "prevemp16d", "currentemp5", "currentwork2", "currentwork16a", "turnover1", "turnover3", "turnover5", "turnover6",
    "affrec2", "affrec4", "affrec5", "affsat3", "affsat4", "skill2", "v57_skill2_1_in_your_opinion",
    "v58_skill2_2_in_your_opinion", "tool1", "tool16a", "tool16b", "socio2", "socio3", "socio4", "tool2",
}  # fmt: skip
RSE_THE_SAME = {
    "currentemp10", "stability2", "perfcheck1", "perfcheck2", "perfcheck4", "perfcheck5", "perfcheck6", "perfcheck7",
    "turnover2", "affrec1", "affrec3", "percemp1", "percemp2", "percemp3", "affsat1", "affsat2", "progrse1", "progrse2",
    "progrse3", "progrse4", "progrse5",
}  # fmt: skip

pytestmark = [
    pytest.mark.real_exports,
    pytest.mark.skipif(not FOLDER.is_dir() and not os.environ.get("CI"), reason=f"no real exports in {FOLDER}"),
]

Waves = tuple[Workspace, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path_factory.mktemp("sleutel") / "key"))
        yield


def waves(folder: Path, survey: str, files: dict[str, str]) -> Waves:
    """The files as waves of the survey drafted from the first of them, each closed; the reports by year."""
    workspace = pipeline.new_workspace(folder / "werkmap", "Proef")
    definition = folder / f"{survey}.yaml"
    pipeline.draft(FOLDER / next(iter(files.values())), definition, survey)
    reports = {}
    for year, name in files.items():
        outcome = pipeline.import_file(FOLDER / name, survey=definition, year=year, workspace=workspace)
        reports[year] = outcome.report
        pipeline.close_wave(workspace, definition, year)
    return workspace, reports


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory, keys: None) -> Waves:
    return waves(tmp_path_factory.mktemp("dask"), "dask", DASK)


@pytest.fixture(scope="module")
def rse(tmp_path_factory: pytest.TempPathFactory, keys: None) -> Waves:
    return waves(tmp_path_factory.mktemp("rse"), "rse", RSE)


def register(workspace: Workspace, wave: str) -> list[TrendBreak]:
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        return [one for part in change.breaks(wave) for one in part if one.since]


def items(breaks: list[TrendBreak], *kinds: str) -> set[str]:
    return {one.item for one in breaks if one.kind in kinds}


def headings(breaks: list[TrendBreak]) -> set[str]:
    return {one.heading for one in breaks if one.kind == "new-question"}


def linked(report: dict[str, Any]) -> dict[str, str]:
    return {" ".join(one["heading"].split()): one["item"] for one in report["columns"] if one["item"]}


def proposed(report: dict[str, Any]) -> set[str]:
    return {one["heading"] for one in report["columns"] if not one["item"] and one["certainty"]}


def test_dask_2019_to_2020(dask: Waves) -> None:
    breaks = register(dask[0], "dask_2019-2020")
    assert {one.since for one in breaks} == {"2018-2019"}
    assert items(breaks, "options") == {APIS, SUPPORT}  # RAPIDS, XGBoost, Prefect; YouTube, Gitter, Tutorial at ...
    assert items(breaks, "not-asked") == {PYTHON}
    assert headings(breaks) == {"Do you use Dask projects to deploy?", "How do you view Dask's dashboard?"}
    assert [one.names[0] for one in breaks if one.kind == "question-order"] == ["v04_how_often_do_you_use"]
    assert items(breaks, "wording", "type", "scale-length", "order", "labels", "version") == set()


def test_dask_2020_to_2021(dask: Waves) -> None:
    breaks = register(dask[0], "dask_2020-2021")
    assert {one.since for one in breaks} == {"2019-2020"}
    assert items(breaks, "options") == {APIS, SUPPORT}  # SQL, LightGBM, Image; GitHub Discussions, Dask Slack
    assert headings(breaks) == DASK_2021_NEW
    assert items(breaks, "not-asked", "wording", "type", "scale-length", "order", "labels", "version") == set()
    assert [one for one in breaks if one.kind == "question-order"] == []


def test_the_dask_columns_went_to_the_question_of_the_same_words(dask: Waves) -> None:
    first = linked(dask[1]["2018-2019"])
    for year in ("2019-2020", "2020-2021"):
        links = linked(dask[1][year])
        assert links == {heading: item for heading, item in first.items() if item != PYTHON}
        assert proposed(dask[1][year]) == set()


def test_compare_of_the_dask_years(dask: Waves) -> None:
    rows = compare_rows(pipeline.results(dask[0]))
    told = {(row["item"], *row["reason_codes"]) for row in rows if not row["comparable"]}
    assert told == {(APIS, "options"), (SUPPORT, "options"), (PYTHON, "no-item")}
    assert {row["from"] for row in rows if row["comparable"]} == {"2018-2019", "2019-2020"}
    last = next(row for row in rows if (row["from"], row["to"]) == ("2018-2019", "2020-2021"))
    assert {one["code"] for one in last["breaks"]} == {"question-order", "new-questions"}


def test_rse_2016_to_2017(rse: Waves) -> None:
    breaks = register(rse[0], "rse_2016-2017")
    assert {one.since for one in breaks} == {"2015-2016"}
    assert items(breaks, "wording") == RSE_REWORDED
    assert items(breaks, "options", "scale-length") == RSE_OTHER_ANSWERS
    assert items(breaks, "not-asked") == RSE_GONE | RSE_ANOTHER_QUESTION | {"turnover4"}  # turnover4 is proposed
    assert items(breaks, "type", "order", "labels", "version") == set()
    assert [one.item for one in breaks if one.kind == "question-order"] == [""]
    new = headings(breaks)
    assert "rse1. Do you write code as part of your job?" in new or "Do you write code as part of your job?" in new
    assert sum("In which disciplines do you work" in heading for heading in new) == 1  # one question, 65 columns


def test_the_rse_columns_that_hold_another_question_are_not_linked(rse: Waves) -> None:
    report = rse[1]["2016-2017"]
    assert set(linked(report).values()) == RSE_THE_SAME | RSE_REWORDED | RSE_OTHER_ANSWERS
    assert {heading.partition(".")[0] for heading in proposed(report)} == {"paper5", "likert3[turnOver4]"}
    for heading, item in linked(report).items():
        assert item in heading.partition(". ")[0].casefold()


def test_compare_of_the_rse_years(rse: Waves) -> None:
    rows = compare_rows(pipeline.results(rse[0]))
    refused = {row["item"]: set(row["reason_codes"]) for row in rows if not row["comparable"]}
    shown = {row["item"] for row in rows if row["comparable"]}
    assert shown == RSE_THE_SAME
    assert {item for item, why in refused.items() if "wording" in why} == RSE_REWORDED & refused.keys()
    assert refused["edu1"] == {"options"}
    assert refused["edu2"] == {"options", "wording"}
    assert refused["currentemp1"] == {"no-item"}
    assert {one["code"] for one in rows[0]["breaks"]} == {"question-order", "new-questions"}


def test_the_mapping_files_hold_no_answer_of_a_person(rse: Waves, dask: Waves) -> None:
    kept = load_yaml(rse[0].mappings_folder / "rse.yaml").data
    assert set(kept["proposed"]) == proposed(rse[1]["2016-2017"])
    assert kept["answers"] == {
        "socio1": {"Netherlands": None},
        "edu1": {"PhD": None, "WO (Wetenschappelijk onderwijs) Master": None},
        "stability1": {"5+": None},
    }
    assert load_yaml(dask[0].mappings_folder / "dask.yaml").data["answers"] == {}  # "other" was offered: own words


def test_the_report_says_what_was_linked_proposed_and_left(rse: Waves) -> None:
    told: dict[str, int] = {}
    for finding in rse[1]["2016-2017"]["findings"]:
        told[finding["code"]] = told.get(finding["code"], 0) + 1
    assert told["W-PROPOSAL"] == 2
    assert told["W-OTHER-WORDING"] == told["W-BREAK-WORDING"] == len(RSE_REWORDED)
    assert told["W-BREAK-NEW-QUESTION"] == told["W-BREAK-NOT-ASKED"] == told["W-BREAK-QUESTION-ORDER"] == 1

"""Real exports, made by others: how many responses each holds, as their makers say."""

import os
from pathlib import Path

import pytest

from monitor.errors import FileRefused
from monitor.intake.read import read_export

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = Path(os.environ.get("SCHOOLKLIMAAT_EXPORTS", ROOT / "../shared/exports"))

pytestmark = [
    pytest.mark.real_exports,
    pytest.mark.skipif(
        not EXPORTS.is_dir() and os.environ.get("CI") != "true",
        reason="the folder of real exports is not beside the project; set SCHOOLKLIMAAT_EXPORTS",
    ),
]

# folder, part of the name, tool, rows, columns
READ = """
googleforms   2019-user-survey                google-forms  259  24
googleforms   2020-user-survey                google-forms  239  25
googleforms   2021-user-survey                google-forms  247  43
googleforms   Formulierreacties               google-forms   57  10
limesurvey    results_english                 limesurvey     96 317
limesurvey    results_german                  limesurvey     96 317
limesurvey    2016_uk                         limesurvey    273  67
limesurvey    2017_nl                         limesurvey     77 131
limesurvey    results-survey.xlsx             limesurvey     45  38
surveymonkey  maintainers_2019H1              surveymonkey   64  97
surveymonkey  maintainers_2019H2              surveymonkey   70  69
surveymonkey  maintainers_2020H1              surveymonkey   79  71
surveymonkey  flying-etiquette                generic      1040  27
qualtrics     Better_Sample_Survey            qualtrics      10  59
qualtrics     Matrix_Single_Answer            qualtrics       5  35
qualtrics     Multiple_Answer_MC              qualtrics       5  36
qualtrics     Multiple_Answer_Matrix          qualtrics       5  75
qualtrics     No_Basis_for_Evaluation_(Ins    qualtrics      15  49
qualtrics     No_Basis_for_Evaluation_(Leg    qualtrics      15  48
qualtrics     Sample_Survey_(Insights)        qualtrics       5 190
qualtrics     Tools__Sample_Survey.csv        qualtrics       5 189
qualtrics     qualtRics__sample               qualtrics       1  20
kobo          raw_data                        kobo       632 348
redcap        checkboxes-1_data               redcap         4  13
redcap        decimal-comma-and-dot_data      redcap         4   9
spss          missing_test                    spss           2   1
spss          ordered_category                spss           4   1
spss          sample.sav                      spss           5   7
spss          sample.zsav                     spss           5   7
spss          sample_missing                  spss           7   7
"""
REFUSED = """
surveymonkey  Cloud_Native_Survey_2021  samenvatting
limesurvey    222232.lss                structuurbestand
kobo          _survey_                  XLSForm
kobo          _choices_                 XLSForm
redcap        checkboxes-1_dictionary   REDCap
redcap        dot_dictionary            REDCap
"""


def lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def the_file(folder: str, part: str) -> Path:
    found = [path for path in (EXPORTS / folder).iterdir() if part.replace("_(", " (") in path.name]
    assert len(found) == 1, (folder, part)
    return found[0]


@pytest.mark.parametrize(("folder", "part", "tool", "rows", "columns"), lines(READ))
def test_every_response_is_read(folder: str, part: str, tool: str, rows: str, columns: str) -> None:
    export = read_export(the_file(folder, part))
    assert (export.tool, len(export.rows), len(export.columns)) == (tool, int(rows), int(columns))
    assert len(export.row_numbers) == len(export.completed) == len(export.preview) == int(rows)
    assert {len(row) for row in export.rows} == {int(columns)}
    assert [column.index for column in export.columns] == list(range(int(columns)))
    assert not any(finding.severity == "error" for finding in export.findings)


@pytest.mark.parametrize(("folder", "part", "reason"), lines(REFUSED))
def test_what_holds_no_answers_is_refused(folder: str, part: str, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        read_export(the_file(folder, part))


def test_no_file_is_forgotten() -> None:
    named = {the_file(line[0], line[1]) for line in [*lines(READ), *lines(REFUSED)]}
    assert {path for path in EXPORTS.glob("*/*") if path.is_file()} == named


def test_google_forms_joins_choices_in_three_ways() -> None:
    joiners = [read_export(the_file("googleforms", f"{year}-user")).joiners for year in (2019, 2020, 2021)]
    assert joiners == [(";",), (";",), (", ",)]


def test_two_languages_of_one_survey_agree() -> None:
    english, german = (read_export(the_file("limesurvey", f"results_{name}")) for name in ("english", "german"))
    assert [column.part is None for column in english.columns] == [column.part is None for column in german.columns]
    for one, other in ((english, german), (german, english)):
        assert sum(cell == "N/A" for row in one.rows for cell in row) == 17066
        assert [len(row) for row in one.rows] == [len(row) for row in other.rows]

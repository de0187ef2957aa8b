"""What a draft makes of questions that stand in several columns, of scales with gaps, of dates and of codes."""

from pathlib import Path

import pytest

from monitor.intake.draft import draft_survey
from monitor.intake.export import Export
from tests.intake.drafts import drafted, read, told
from tests.intake.export_tables import export

RATED = """
Respondent ID | Collector ID | Start Date | Hoe tevreden bent u? |  |  |  |  |  | Komt u terug? |  | Waarom?
 | | | - 1 | - 2 | - 3 | - 4 | - 5 | Other (please specify) | Yes | No | Open-Ended Response
118000001 | 225985182 | 03/24/2020 9:08:27 PM |  | 2 |  |  |   |     | Yes |    | omdat het leuk is
118000002 | 225985182 | 03/24/2020 9:09:27 PM |  |   |  | 4 |  | soms |    | No | geen tijd meer
118000003 | 225985182 | 03/24/2020 9:10:27 PM |  |   |  | 4 |  |     | Yes |    |
118000004 | 225985182 | 03/24/2020 9:11:27 PM |  |   |  |  |   |     |     |    | geen idee
"""


def test_one_answer_in_a_column_per_step_is_one_question(tmp_path: Path) -> None:
    report = drafted(read(tmp_path, RATED), tmp_path)
    assert told(report)[0].replace("- ", "") == "likert 1=0 2=1 3=0 4=2 5=0 e1"
    assert told(report)[2] == "single No=1 Yes=2 e1"
    assert "W-DOUBLE-COLUMN" not in [finding["code"] for finding in report["findings"]]


def test_steps_may_be_written_with_their_dash_in_the_cells_too(tmp_path: Path) -> None:
    table = RATED.replace("|  | 2 |", "|  | - 2 |").replace("|  | 4 |", "|  | - 4 |")
    line = told(drafted(read(tmp_path, table), tmp_path))[0]
    assert line.replace("- ", "") == "likert 1=0 2=1 3=0 4=2 5=0 e1"


def test_ticks_that_happen_to_exclude_each_other_stay_ticks(tmp_path: Path) -> None:
    table = RATED.replace("Yes", "Mail").replace("No", "Brief")
    assert told(drafted(read(tmp_path, table), tmp_path))[2] == "multiple Mail=2 Brief=1 e1"


def test_two_steps_in_one_row_are_ticks(tmp_path: Path) -> None:
    lines = RATED.strip().splitlines()
    lines[2] = lines[2].replace("| Yes |    |", "| Yes | No |")
    assert told(drafted(read(tmp_path, "\n".join(lines)), tmp_path))[2] == "multiple Yes=2 No=2 e1"


RANKED = """
Wat eerst? [Rust] | Wat eerst? [Spel] | Wat eerst? [Hulp] | Klas
1 | 2 | 3 | A
3 | 1 | 2 | B
2 | 3 | 1 | A
  |   |   | B
{last}
"""


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("1 | 3 | 2 | A", "ranking"),
        ("1 | 2 |  | A", "ranking"),
        ("  | 2 | 3 | A", "ranking"),
        ("3 |   |   | A", "ranking"),
        ("1 | 1 | 2 | A", "likert"),
        ("2 |   | 2 | A", "likert"),
        ("1 | 2 | 4 | A", "likert"),
    ],
)
def test_places_behind_every_option_are_a_ranking(tmp_path: Path, last: str, kind: str) -> None:
    lines = told(drafted(read(tmp_path, RANKED.format(last=last)), tmp_path))
    assert lines[0].split()[0] == kind
    assert len(lines) == (2 if kind == "ranking" else 4)


GRID = """
Hoe goed gaat .. [rekenen] | Hoe goed gaat .. [taal] | Aantal [boeken] | Aantal [schriften] | Zou u ons aanbevelen?
4 | 2 | 3 | 12 | 10
5 | 1 | 2 | 25 | 7
4 | 2 | 1 | 40 | 9
5 | 2 | 2 | 31 | 6
5 | 1 | 3 | 18 | 8
"""


def test_the_rows_of_a_grid_have_one_scale_and_nps_begins_at_nought(tmp_path: Path) -> None:
    assert told(drafted(read(tmp_path, GRID), tmp_path)) == [
        "likert 1=0 2=0 3=0 4=2 5=3",
        "likert 1=2 2=3 3=0 4=0 5=0",
        "number ingevuld=5",
        "number ingevuld=5",
        "likert 0=0 1=0 2=0 3=0 4=0 5=0 6=1 7=1 8=1 9=1 10=1",
    ]


ONE_COLUMN = [
    (["2021-07-05", "2021-07-05", "2021-07-06", "2021-07-06"], "open ingevuld=4"),
    (["5-7-2021", "5-7-2021", "06/07/2021", "06/07/2021"], "open ingevuld=4"),
    (["1", "3", "2", "-1"], "likert 1=1 2=1 3=1 -1=1"),
    (["8", "10", "N/A", "7", "3"], "likert 1=0 2=0 3=1 4=0 5=0 6=0 7=1 8=1 9=0 10=1 N/A=1"),
    (["1", "2", "weet niet", "2"], "single 1=1 2=2 weet niet=1"),
    (["34", "51", "n.v.t.", "12"], "open ingevuld=4"),
    (["1", "2", "-1", "1"], "single 1=2 2=1 -1=1"),
    (["-2", "0", "-1", "1"], "number ingevuld=4"),
    (["1", "2", "9", "1"], "number ingevuld=4"),
    (["8", "6", "7", "6"], "likert 6=2 7=1 8=1"),
    (["0 - slecht", "2", "4", "5 - goed"] * 2, "likert 0 - slecht=2 1=0 2=2 3=0 4=2 5 - goed=2"),
    (["0 - slecht", "2", "4", "anders", "4", "2", "0 - slecht", "anders"], "single 0 - slecht=2 2=2 4=2 anders=2"),
    (["10 jaar", "9 jaar", "10 jaar", "9 jaar", "10 jaar"], "single 9 jaar=2 10 jaar=3"),
    (["Groep 2", "groep 1", "Groep 2", "groep 1", "Groep 2"], "single groep 1=2 Groep 2=3"),
    (["1A", "klas 2", "klas 2", "1A", "klas 2"], "single klas 2=3 1A=2"),
    (["thuis;op de bus; of de tram;", "thuis;"] * 5, "multiple thuis=10 op de bus; of de tram=5"),
    (["thuis;op de bus;of de tram;", "thuis;"] * 5, "multiple thuis=10 op de bus;of de tram=5"),
    (["thuis;op de bus;of de tram;", "thuis;"] * 4, "multiple thuis=8 of de tram=4 op de bus=4"),
    (["very_often", "never", "sometimes", "never", "very_often", "sometimes"],
     "likert never=2 sometimes=2 very_often=2"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "line"), ONE_COLUMN)
def test_kinds_of_one_column(tmp_path: Path, answers: list[str], line: str) -> None:
    table = "\n".join(["Vraag? | Klas", *(f"{answer} | A" for answer in answers)])
    assert told(drafted(export_of(table), tmp_path))[0] == line


def export_of(table: str) -> Export:
    return export(table, joiners=(";",))


def test_a_code_beside_a_scale_fits_nobody(tmp_path: Path) -> None:
    given = export_of("\n".join(["Vraag? | Klas", *(f"{answer} | A" for answer in (1, 2, 3, -1))]))
    options = draft_survey(given, "proef").items[0].options
    assert [(option.value, option.not_applicable) for option in options] == [
        (1, False),
        (2, False),
        (3, False),
        (None, True),
    ]


TWICE = """
ResponseID | StartDate | EndDate | Finished | Status | Q5_1 | Q5_2 | Q6_1 | Q6_2 | Q6_-1 | Q7_1 | Q7_2 | Q7_2_TEXT
ResponseID | StartDate | EndDate | Finished | Status | {five} | {six} | Kies-Een | Kies-Twee | Kies-Twee
{{'ImportId': 'responseId'}} | {{'ImportId': 'startDate'}} | {{'ImportId': 'endDate'}} | {{'ImportId': 'finished'}} | \
{{'ImportId': 'status'}} | {ids}
R_1 | 2025-10-06 10:00:00 | 2025-10-06 10:01:00 | 1 | 0 | 1 |   | 1 |   | 1 | 1 |   |
R_2 | 2025-10-06 10:01:00 | 2025-10-06 10:02:00 | 1 | 0 |   | 1 | 1 | 1 |   |   | 1 | iets eigens
R_3 | 2025-10-06 10:02:00 | 2025-10-06 10:03:00 | 1 | 0 | 1 | 1 |   |   | 1 |   | 1 | nog iets
""".format(
    five="Waar?-Thuis | Waar?-Buiten",
    six="Waar?-Thuis | Waar?-Buiten | Waar?-Zeg ik niet",
    ids=" | ".join(f"{{'ImportId': 'QID{n}'}}" for n in range(8)),
)


def test_lists_with_one_text_keep_their_own_options_and_their_text_apart(tmp_path: Path) -> None:
    report = drafted(read(tmp_path, TWICE), tmp_path)
    assert told(report) == [
        "multiple Thuis=2 Buiten=2",
        "multiple Thuis=2 Buiten=1 Zeg ik niet=2",
        "multiple Een=1 Twee=2",
        "open ingevuld=2 e1",
    ]
    assert [item["item"] for item in report["items"]] == ["q5", "q6", "q7", "q7_2_text"]
    assert [column["item"] for column in report["columns"][-3:]] == ["q7", "q7", "q7_2_text"]


UNSEEN = """
id | submitdate | lastpage | startlanguage | Waar? [Thuis] | Waar? [Buiten] | Waar? [Anders] | Hoe? [a] | Hoe? [b]
1 | 2025-10-06 10:00:00 | 3 | nl | Ja  | Nee | op zee | N/A  | N/A
2 | 2025-10-06 10:01:00 | 3 | nl | N/A | N/A |        | Vaak | N/A
3 | 2025-10-06 10:02:00 | 3 | nl | N/A | N/A |        | Nooit | N/A
4 | 2025-10-06 10:02:30 | 3 | nl | Nee | Nee |        | Nooit | N/A
"""


def test_a_list_that_was_not_shown_has_an_empty_column_for_own_words(tmp_path: Path) -> None:
    assert told(drafted(read(tmp_path, UNSEEN), tmp_path))[0] == "multiple Thuis=1 Buiten=0 Anders=1 e1 n2"


FEW = "\n".join(
    [
        "Belang? [rekenen] | Belang? [taal] | En dan? [sport] | En dan? [spel]",
        *["Not important | Very important | | "] * 8,
        *["Rather important | Rather unimportant | | "] * 8,
        *["Rather unimportant | Rather important | Very important | Rather important"] * 2,
        "Very important | Not important | Rather important | Rather important",
    ]
)


def test_a_row_that_few_answered_has_the_scale_that_the_file_shows_elsewhere(tmp_path: Path) -> None:
    lines = told(drafted(read(tmp_path, FEW), tmp_path))
    assert lines[2] == "likert Not important=0 Rather unimportant=0 Rather important=1 Very important=2 e16"
    assert lines[3] == "likert Not important=0 Rather unimportant=0 Rather important=3 Very important=0 e16"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Heeft u nog opmerkingen?", "open"),
        ("Wat kan er beter op school?", "open"),
        ("Licht uw antwoord toe.", "open"),
        ("Waar? [Other (please specify)]", "open"),
        ("Andere, namelijk:", "open"),
        ("Las u de opmerkingen op het rapport?", "single"),
        ("Met welke anderen speelt uw kind?", "single"),
    ],
)
def test_what_is_asked_in_own_words_is_open(heading: str, kind: str) -> None:
    table = "\n".join([f"{heading} | Klas", *["het plein | 1A", "de gang | 1A"] * 4])
    assert draft_survey(export_of(table), "proef").items[0].type == kind


def test_yes_and_no_are_no_own_words() -> None:
    table = "\n".join(["Heeft u nog opmerkingen? | Klas", *["Ja | 1A", "Nee | 1A"] * 4])
    assert draft_survey(export_of(table), "proef").items[0].type == "single"

"""A survey drafted from a file knows every question of that file as its own, whatever tool wrote it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.intake.answers import State
from monitor.intake.asked import as_asked
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export
from monitor.intake.mapping import map_export
from tests.intake.drafts import drafted, read
from tests.intake.export_tables import export

FILES = {
    "microsoft-forms": """
ID|Begintijd|Tijd van voltooien|E-mail|Naam|Voelt uw kind zich veilig?*|Kanalen?|Contact.Vader|Vader2
1  | 2025-10-06 10:00 | 2025-10-06 10:02 | anonymous |  | Ja  | Mail;Brief; | Vaak  | Ja
2  | 2025-10-06 10:01 | 2025-10-06 10:03 | anonymous |  | Nee | Mail;       | Nooit | Nee
3  | 2025-10-06 10:02 | 2025-10-06 10:04 | anonymous |  | Ja  | Brief;      | Vaak  | Nee
""",
    "google-forms": """
Tijdstempel|1. Voelt uw kind zich veilig?|Hoe vaak? [op de trap]|Hoe vaak? [in de klas]|Kanalen (meer mag)...
2025-10-06 10:00:00 | Ja  | Vaak  | Nooit | Mail, Brief
2025-10-06 10:01:00 | Nee | Nooit | Vaak  | Mail
2025-10-06 10:02:00 | Ja  | Vaak  | Vaak  | Brief
""",
    "limesurvey": """
id|submitdate|lastpage|startlanguage|[op school]|[op de bus]|Waar? [de klas]|Waar? [de trap]|A [b] [c]
1|2025-10-06 10:00:00|3|nl|Ja|Nee|Ja|Nee|Vaak
2|2025-10-06 10:01:00|3|nl|Nee|Nee|Nee|Ja|Nooit
3|2025-10-06 10:02:00|3|nl|Ja|Ja|Nee|Nee|Vaak
""",
    "limesurvey, with codes": """
id. ID|submitdate. Datum ingediend|lik[a]. [School, ja]|lik[b]. [De bus]|r[1]. Eerst? [Rang 1]|r[2]. Eerst? [Rang 2]
1 | 2025-10-06 10:00:00 | Vaak  | Nooit | Rust | Spel
2 | 2025-10-06 10:01:00 | Nooit | Vaak  | Spel | Rust
3 | 2025-10-06 10:02:00 | Vaak  | Soms  | Rust | Spel
""",
    "limesurvey, ticks without a question": """
id. Antwoord-ID | submitdate. Datum ingediend | k[a]. [Met de fiets] | k[b]. [Met de bus] | k[other]. [Anders]
1 | 2025-10-06 10:00:00 | Ja  | Nee |
2 | 2025-10-06 10:01:00 | Nee | Ja  | te voet
3 | 2025-10-06 10:02:00 | Ja  | Ja  |
""",
    "kobo": """
start | g/rol  | g/kanaal   | g/kanaal/mail | g/kanaal/brief | _id | _uuid | _submission_time    | _index
x     | moeder | mail brief | 1             | 1              | 1   | a-1   | 2025-10-06T10:00:00 | 1
x     | vader  | mail       | 1             | 0              | 2   | a-2   | 2025-10-06T10:01:00 | 2
x     | moeder |            |               |                | 3   | a-3   | 2025-10-06T10:02:00 | 3
""",
    "redcap": """
Record ID | Survey Timestamp    | Tevreden? | Kanaal? (choice=Mail) | Kanaal? (choice=Brief) | Complete?
1         | 2025-10-06 10:00:00 | 1         | Checked               | Unchecked              | Complete
2         | 2025-10-06 10:01:00 | 2         | Unchecked             | Unchecked              | Complete
3         | 2025-10-06 10:02:00 | 3         | Checked               | Checked                | Complete
""",
    "alchemer": """
Response ID | Time Started        | Date Submitted      | Status   | IP Address | Mail:Kanalen | Brief:Kanalen
1           | 2025-10-06 10:00:00 | 2025-10-06 10:01:00 | Complete | 1.2.3.4    | Mail         |
2           | 2025-10-06 10:01:00 | 2025-10-06 10:02:00 | Complete | 1.2.3.4    | Mail         | Brief
3           | 2025-10-06 10:02:00 | 2025-10-06 10:03:00 | Complete | 1.2.3.4    |              | Brief
""",
    "qualtrics": """
StartDate           | EndDate             | Status     | Q1                  | Q2_1
Start Date          | End Date            | Response   | Is het hier veilig? | Waar? - op de trap
{"ImportId":"startDate"}|{"ImportId":"endDate"}|{"ImportId":"status"}|{"ImportId":"QID1"}|{"ImportId":"QID2_1"}
2025-10-06 10:00:00 | 2025-10-06 10:01:00 | IP Address | Ja                  | Vaak
2025-10-06 10:01:00 | 2025-10-06 10:02:00 | IP Address | Nee                 | Nooit
2025-10-06 10:02:00 | 2025-10-06 10:03:00 | IP Address | Ja                  | Vaak
""",
    "generic": """
Vraag 1: hoe gaat het? | [a] | [b] | Hoe vaak.. | wat [x] [x] | wat [y] [x]
Goed                   | Ja  | Nee | Vaak       | Eens        | Oneens
Slecht                 | Nee | Nee | Nooit      | Oneens      | Oneens
Goed                   | Ja  | Ja  | Vaak       | Eens        | Eens
""",
}  # fmt: skip


@pytest.mark.parametrize("table", FILES.values(), ids=FILES)
def test_a_draft_knows_its_own_file(table: str, tmp_path: Path) -> None:
    file = read(tmp_path, table, times=4)
    report = drafted(file, tmp_path)
    assert len(report["items"]) > 0
    assert {finding["code"] for finding in report["findings"]} & {"W-OTHER-WORDING", "W-PROPOSAL"} == set()
    assert reworded(file) == []


def reworded(export: Export) -> list[str]:
    """The questions of a file that its own draft calls otherwise put, or whose answers it does not know."""
    survey = draft_survey(export, "proef")
    answers = map_export(export, survey)
    asked, findings = as_asked(answers)
    assert asked == survey
    strange = [item.item.id for item in answers.items if {State.UNRECOGNISED, State.PARTLY} & set(item.states)]
    return [*(str(finding.column) for finding in findings), *strange]


HEADING = st.text(alphabet="ab 1?.:-[]()&;'\"…", min_size=1, max_size=12).filter(lambda text: text.strip(" .?:-[]"))
ANSWERS = ("Ja", "Nee", "Soms", "Ja", "Vaak", "Nooit")


@settings(max_examples=25, deadline=None)
@given(headings=st.lists(HEADING, min_size=2, max_size=6, unique=True))
def test_whatever_the_headings_are(headings: list[str]) -> None:
    rows = [ANSWERS[: len(headings)], ANSWERS[len(headings) - 1 :: -1]] * 4
    table = "\n".join(" | ".join(row) for row in (headings, *rows))
    assert reworded(export(table)) == []

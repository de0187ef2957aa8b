"""An export finds every question and answer of the definition file of its own survey, with codes and with texts."""

from pathlib import Path

import pytest

from monitor.intake.read import read_export
from tests.intake.definition_tables import DICTIONARY, columns_file, drafted, form, text_file
from tests.intake.export_tables import dry_run
from tests.intake.lime_files import lss


def test_an_export_of_kobo_knows_its_form(tmp_path: Path) -> None:
    survey = drafted(form(tmp_path))
    table = """
start ¦ x ¦ x ¦ x
gezin/rol ¦ moeder ¦ vader ¦ Mother
gezin/kinderen ¦ 2 ¦ 1 ¦ 1
kanaal ¦ mail brief ¦ brief ¦ mail
kanaal/mail ¦ 1 ¦ 0 ¦ 1
kanaal/brief ¦ 1 ¦ 1 ¦ 0
apart/eens ¦ -99 ¦ ~ ¦ 3
_id ¦ 1 ¦ 2 ¦ 3
_uuid ¦ a-1 ¦ a-2 ¦ a-3
_submission_time ¦ 2025-10-06T10:00:00 ¦ 2025-10-06T10:01:00 ¦ 2025-10-06T10:02:00
_index ¦ 1 ¦ 2 ¦ 3
"""
    export = read_export(columns_file(tmp_path / "antwoorden.csv", table))
    report = dry_run(export, survey)
    counts = {item["item"]: item["counts"] for item in report["items"]}
    assert counts["rol"] == {"moeder": 2, "vader": 1}
    assert counts["kanaal"] == {"mail": 2, "brief": 2}
    assert counts["eens"] == {"1": 0, "2": 0, "3": 1, "min99": 1}
    assert [item["unrecognised"] for item in report["items"]] == [0] * len(report["items"])


REDCAP = {
    "codes": """
record_id ¦ 1 ¦ 2 ¦ 3
rol ¦ 1 ¦ -9 ¦ 2
kanaal___mail ¦ 1 ¦ 0 ¦ 1
kanaal___brief ¦ 0 ¦ 1 ¦ 1
gaf ¦ 1 ¦ ~ ¦ 0
eens1 ¦ 2 ¦ 0 ¦ 2
ouders_complete ¦ 2 ¦ 2 ¦ 2
""",
    "labels": """
Record ID ¦ 1 ¦ 2 ¦ 3
Wie bent u van het kind? ¦ Moeder ¦ Weet niet ¦ Vader
Welke kanalen? (choice=E-mail) ¦ Checked ¦ Unchecked ¦ Checked
Welke kanalen? (choice=Brief, of briefje) ¦ Unchecked ¦ Checked ¦ Checked
Gaf u een reactie? ¦ Yes ¦ ~ ¦ No
Fijn hier. ¦ Helemaal ¦ Nooit ¦ Helemaal
Complete? ¦ Complete ¦ Complete ¦ Complete
""",
}


@pytest.mark.parametrize("mode", REDCAP)
def test_an_export_of_redcap_knows_its_dictionary(mode: str, tmp_path: Path) -> None:
    survey = drafted(text_file(tmp_path / "a.csv", DICTIONARY))
    export = read_export(columns_file(tmp_path / "antwoorden.csv", REDCAP[mode]))
    items = {item["item"]: item for item in dry_run(export, survey)["items"]}
    assert items["rol"]["counts"] == {"1": 1, "2": 1, "min9": 1}
    assert items["kanaal"]["counts"] == {"mail": 2, "brief": 2}
    assert (items["gaf"]["counts"], items["gaf"]["not_shown"]) == ({"1": 1, "0": 1}, 1)
    assert items["eens1"]["counts"] == {"0": 1, "1": 0, "2": 2}
    assert not any(item["unrecognised"] for item in items.values())


LIME = {
    "codes": """
id ¦ 1 ¦ 2
submitdate ¦ 2025-10-06 10:00 ¦ 2025-10-06 10:01
lastpage ¦ 3 ¦ 3
startlanguage ¦ nl ¦ nl
veilig ¦ A1 ¦ -oth-
veilig[other] ¦ ~ ¦ soms
waar[1] ¦ Y ¦ ~
waar[41] ¦ ~ ¦ Y
waar[other] ¦ ~ ¦ ~
stel[SQ001] ¦ B1 ¦ B3
gevolg ¦ Y ¦ ~
eerst[1] ¦ C1 ¦ C2
eerst[2] ¦ C2 ¦ C1
twee[S1][1] ¦ D1 ¦ D1
twee[S1][2] ¦ E1 ¦ E1
""",
    "texts": """
Response ID ¦ 1 ¦ 2
Date submitted ¦ 2025-10-06 10:00 ¦ 2025-10-06 10:01
Last page ¦ 3 ¦ 3
Start language ¦ nl ¦ nl
Voelt uw kind zich veilig? ¦ Ja, altijd ¦ Andere
Voelt uw kind zich veilig? [Andere] ¦ ~ ¦ soms
Waar speelt uw kind? [Op het plein] ¦ Ja ¦ Nee
Waar speelt uw kind? [In de klas] ¦ Nee ¦ Ja
Waar speelt uw kind? [Andere] ¦ ~ ¦ ~
Hoe vaak? [op de trap] ¦ Nooit ¦ Voortdurend
Wat was het gevolg? ¦ Ja ¦ N/A
Wat is het belangrijkst? [Rang 1] ¦ Rust ¦ Spel
Wat is het belangrijkst? [Rang 2] ¦ Spel ¦ Rust
Belang en oordeel [Rust][Schaal 1] ¦ Klein ¦ Klein
Belang en oordeel [Rust][Schaal 2] ¦ Goed ¦ Goed
""",
    "English": """
Response ID ¦ 1 ¦ 2
Date submitted ¦ 2025-10-06 10:00 ¦ 2025-10-06 10:01
Last page ¦ 3 ¦ 3
Start language ¦ en ¦ en
Is your child safe? ¦ Yes, always ¦ Other
Is your child safe? [Other] ¦ ~ ¦ soms
Where does your child play? [In the yard] ¦ Yes ¦ No
Where does your child play? [In class] ¦ No ¦ Yes
Where does your child play? [Other] ¦ ~ ¦ ~
How often? [on the stairs] ¦ Never ¦ All the time
What came of it? ¦ Yes ¦ N/A
What matters most? [Rank 1] ¦ Quiet ¦ Play
What matters most? [Rank 2] ¦ Play ¦ Quiet
Weight and verdict [Quiet][Scale 1] ¦ Small ¦ Small
Weight and verdict [Quiet][Scale 2] ¦ Good ¦ Good
""",
}


@pytest.mark.parametrize("mode", LIME)
def test_an_export_of_limesurvey_knows_its_structure(mode: str, tmp_path: Path) -> None:
    file = tmp_path / "a.lss"
    file.write_bytes(lss())
    survey = drafted(file)
    export = read_export(columns_file(tmp_path / "antwoorden.csv", LIME[mode]))
    report = dry_run(export, survey)
    items = {item["item"]: item for item in report["items"]}
    assert items["veilig"]["counts"] == {"A1": 1, "A2": 0, "A9": 0, "other": 1}
    assert items["waar"]["counts"] == {"1": 1, "41": 1, "other": 0}
    assert items["stel_sq001"]["counts"] == {"B1": 1, "B2": 0, "B3": 1}
    assert (items["gevolg"]["counts"], items["gevolg"]["not_shown"]) == ({"Y": 1, "N": 0}, 1)
    assert items["eerst"]["counts"] == {"C1": 2, "C2": 2}
    assert (items["twee_s1_1"]["counts"], items["twee_s1_2"]["counts"]) == ({"D1": 2}, {"E1": 2})
    assert not any(item["unrecognised"] for item in items.values())
    assert {"W-PROPOSAL", "W-OTHER-WORDING"} & {finding["code"] for finding in report["findings"]} == set()

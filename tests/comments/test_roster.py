"""The roster comes from whatever list the office has, stays in memory, and shows nothing of itself."""

import logging
import pickle
from pathlib import Path

import pytest

from monitor.comments.roster import NO_ROSTER, Roster, read_roster
from monitor.errors import FileRefused
from tests.support.files import write_xlsx


def listed(tmp_path: Path, text: str) -> Roster:
    path = tmp_path / "leerlingen.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


@pytest.mark.parametrize(
    "text",
    [
        "Voornaam;Naam;Klas\nZeynep;El Haddaoui;4B\nDaan;Peeters;4B\n",
        "Klas,Leerling,E-mail ouder\n4B,Zeynep El Haddaoui,x@y.be\n4B,Daan Peeters,z@y.be\n",
        "Zeynep El Haddaoui;4B\nDaan Peeters;4B\n",
        "Daan Peeters\nZeynep El Haddaoui\n",
        "Nr;Schoolnaam;Achternaam;Roepnaam;Straat\n1;De Boom;El Haddaoui;Zeynep;Laan\n2;De Boom;Peeters;Daan;Laan\n",
    ],
)
def test_any_list(tmp_path: Path, text: str) -> None:
    roster = listed(tmp_path, text)
    assert roster.names == {"zeynep", "el", "haddaoui", "daan", "peeters"}
    assert roster.spellings == {"zeynep", "haddaoui", "daan", "peeters"}


def test_a_workbook_with_two_sheets(tmp_path: Path) -> None:
    pupils, staff = [["Naam", "Klas"], ["O\u011fuzhan Kaya", "1A"]], [["Leerkracht"], ["Ann-Sofie D'Hondt"]]
    roster = read_roster(write_xlsx(tmp_path / "lijst.xlsx", {"Leerlingen": pupils, "Personeel": staff}))
    assert roster.names == {"o\u011fuzhan", "kaya", "ann-sofie", "ann", "sofie", "d'hondt", "hondt"}
    assert "oguzhan" in roster.spellings


@pytest.mark.parametrize("text", ["4B;24\n5A;23\n", "Klas;Aantal\n4B;24\n", "Naam;Klas\n;4B\n"])
def test_a_list_without_names_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileRefused) as refused:
        listed(tmp_path, text)
    assert "namen" in refused.value.message
    assert "Naam;Klas" in refused.value.remedy
    assert refused.value.place.file == "leerlingen.csv"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        read_roster(tmp_path / "weg.csv")
    assert "Naam;Klas" in refused.value.remedy


def test_nothing_of_it_is_printed_logged_or_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    roster = listed(tmp_path, "Naam;Klas\nZeynep;4B\n")
    assert "zeynep" in roster.names
    assert "zeynep" not in f"{roster!r} {roster} {[roster]}".lower()
    assert "zeynep" not in (caplog.text + "".join(capsys.readouterr())).lower()
    with pytest.raises(TypeError, match="memory"):
        pickle.dumps(roster)
    assert [path.name for path in tmp_path.iterdir()] == ["leerlingen.csv"]


def test_no_roster_has_nobody() -> None:
    assert NO_ROSTER.names == frozenset()
    assert not NO_ROSTER.spellings

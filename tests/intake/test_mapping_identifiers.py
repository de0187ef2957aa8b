"""Columns that tell who somebody is: by heading, by content, and never told by value."""

import datetime as dt

import pytest

from monitor.intake.export import Cell, encoded
from monitor.intake.identifiers import Kind, kind_by_content, kind_by_heading
from tests.intake.export_tables import dry_run, export, finding_codes


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("E-mail", Kind.EMAIL),
        ("E-mailadres", Kind.EMAIL),
        ("Adresse e-mail", Kind.EMAIL),
        ("Gebruikersnaam", Kind.EMAIL),
        ("Naam", Kind.NAME),
        ("Naam van je kind", Kind.NAME),
        ("First name", Kind.NAME),
        ("Prénom", Kind.NAME),
        ("Nachname", Kind.NAME),
        ("Telefoonnummer", Kind.PHONE),
        ("GSM-nummer", Kind.PHONE),
        ("Téléphone", Kind.PHONE),
        ("IP-adres", Kind.IP),
        ("ipaddr", Kind.IP),
        ("Adresse IP", Kind.IP),
        ("Geboortedatum", Kind.BIRTH_DATE),
        ("Date de naissance", Kind.BIRTH_DATE),
        ("Leerlingnummer", Kind.NUMBER),
        ("Respondent ID", Kind.NUMBER),
        ("Postcode", Kind.ADDRESS),
        ("Token", Kind.TOKEN),
        ("User agent", Kind.DEVICE),
        ("Voel je je veilig?", None),
        ("Naam van de school", None),
        ("Ken je de naam van de vertrouwenspersoon op onze school?", None),
        ("Namiddag", None),
        ("", None),
    ],
)
def test_by_heading(heading: str, kind: Kind | None) -> None:
    assert kind_by_heading(heading) == kind


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["a.b@example.org"], Kind.EMAIL),
        (["a.b@example.org", "anoniem"], Kind.EMAIL),
        (["0470 12 34 56", "+32 470 65 43 21", "09/123.45.67"], Kind.PHONE),
        (["06-12345678", "0031 6 87654321", "0612345679"], Kind.PHONE),
        (["192.0.2.1", "198.51.100.7"], Kind.IP),
        (["2001:db8:0:0:0:0:0:1"], Kind.IP),
        (["Aaron Bruynseels", "Fatima El Idrissi", "Jan de Wit", "Lotte", "Noor van den Berg"], Kind.NAME),
        (["Rather important", "Very important", "Not important", "Important", "Rather unimportant"], None),
        (["Aaron", "Aaron", "Lotte", "Lotte", "Aaron"], None),
        (
            ['[{"name":"tekening.jpg","link":"https://school.sharepoint.com/x/a%20b.jpg","id":"01A","size":1}]'],
            Kind.DEVICE,
        ),
        (["https://drive.google.com/open?id=1a, https://drive.google.com/open?id=2b"], Kind.DEVICE),
        (['{"FileId": "F_1", "url":"HTTPS://x.eu.qualtrics.com/File.php?F=F_1"}', None], Kind.DEVICE),
        (["zie https://school.be", "geen", "goed zo", "niets", "niets"], None),
        (["Via de website (https://school.be)"] * 30 + ["Met een brief"] * 2, None),
        ([101, 102, 104, 107, 110], Kind.NUMBER),
        (["12345678", "22345679", "12345670", "99345671", "12345677"], Kind.NUMBER),
        ([3, 1, 2, 4, 5], None),
        ([1, 2, 3], None),
        (["a1b2c3d4e5f6", "b1c2d3e4f5a6", "c1d2e3f4a5b6"], Kind.TOKEN),
        (["22-11-2024 10:36:59", "22-11-2024 10:37:01", "23-11-2024 8:01:00"], Kind.TIME),
        ([dt.datetime(2024, 11, d, 9, 30) for d in (1, 2, 3)], Kind.TIME),
        ([dt.datetime(2024, 11, d) for d in (1, 2, 3)], None),
        (["Ja", "Nee", "Ja"], None),
        (["3 keer", None, "nooit"], None),
        ([None, None], None),
    ],
)
def test_by_content(cells: list[Cell], kind: Kind | None) -> None:
    assert kind_by_content(encoded(cells).counts) == kind


def test_every_column_has_a_role() -> None:
    given = export(
        """
        | ID | Tijdstempel | E-mail | veilig   | beter  | Contact | Klas | Extra                       | Leeg |
        | 1  | 1-9-2024    | a@b.be | Mee eens | Meer   | x@b.be  | 3A   | een lang verhaal van iemand |      |
        | 2  | 1-9-2024    | c@b.be | Mee eens | Minder | y@b.be  | 3A   | nog een lang verhaal daarbij |     |
        """
    )
    roles = {column["heading"]: (column["role"], column["item"]) for column in dry_run(given)["columns"]}
    assert roles == {
        "ID": ("metadata", None),
        "Tijdstempel": ("metadata", None),
        "E-mail": ("identifier", None),
        "veilig": ("item", "veilig"),
        "beter": ("free_text", "beter"),
        "Contact": ("identifier", None),
        "Klas": ("ignored", None),
        "Extra": ("free_text", None),
        "Leeg": ("ignored", None),
    }
    assert {"I-IDENTIFIER", "I-FREE-TEXT", "I-NO-ITEM"} <= set(finding_codes(given))


def test_a_column_that_few_were_shown_is_judged_by_what_they_wrote() -> None:
    rows = "\n".join("| Mee eens | [niet getoond] |" for _ in range(8))
    given = export(
        f"| veilig | Wie? |\n| Mee eens | an@b.be |\n| Mee eens | bo@b.be |\n{rows}", not_shown=("[niet getoond]",)
    )
    assert [column["role"] for column in dry_run(given)["columns"]] == ["item", "identifier"]


def test_an_item_full_of_addresses_is_dropped_and_told() -> None:
    given = export("| veilig | contact |\n| a@b.be | Ja |\n| c@d.be | Nee |")
    report = dry_run(given)
    assert report["columns"][0]["role"] == "identifier"
    assert [item["item"] for item in report["items"]] == ["contact"]
    assert "W-PERSONAL-ITEM" in finding_codes(given)
    assert "a@b.be" not in str(report)

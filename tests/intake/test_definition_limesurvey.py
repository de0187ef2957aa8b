"""LimeSurvey's structure as a definition: three shapes of XML, a text file, every type letter, several languages."""

from pathlib import Path

import pytest

from monitor.definition.model import Condition
from tests.intake.definition_tables import STRUCTURE, drafted, text_file, told
from tests.intake.lime_files import lss


@pytest.mark.parametrize("version", [178, 365, 415])
def test_limesurvey(version: int, tmp_path: Path) -> None:
    file = tmp_path / "a.lss"
    file.write_bytes(lss(version=version))
    survey = drafted(file)
    assert told(survey) == [
        "veilig | single | Voelt uw kind zich veilig? | A1=Ja, altijd | A2=Soms | A9=Weet niet? | other=Andere+",
        "waar | multiple | Waar speelt uw kind? | 1=Op het plein | 41=In de klas! | other=Andere+",
        "stel_sq001 | likert | Hoe vaak? [op de trap] | B1=Nooit:1 | B2=Af en toe:2 | B3=Voortdurend:3",
        "stel_sq002 | likert | Hoe vaak? [in de gang] | B1=Nooit:1 | B2=Af en toe:2 | B3=Voortdurend:3",
        "gevolg | single | Wat was het gevolg? | Y=Ja | N=Nee",
        "eerst | ranking | Wat is het belangrijkst? | C1=Rust | C2=Spel",
        "aantal | number | Hoeveel kinderen?",
        "beter | open | Wat kan beter?",
        "twee_s1_1 | single | Belang en oordeel [Rust [Schaal 1]] | D1=Klein",
        "twee_s1_2 | single | Belang en oordeel [Rust [Schaal 2]] | E1=Goed",
    ]
    assert survey.item("gevolg").routing == (Condition(item="veilig", options=("A1", "A2")),)
    assert survey.item("aantal").routing == (
        Condition(item="waar", options=("1",)),
        Condition(item="stel_sq001", options=("B3",)),
        Condition(item="veilig", options=("other",)),
    )
    assert survey.item("twee_s1_1").routing == (), "what was not ticked cannot be written down"
    assert survey.item("beter").routing == (), "a comparison of numbers cannot be written down"
    assert survey.title == {"nl": "Proef nl", "en": "Proef en"}
    assert survey.item("veilig").text["en"] == "Is your child safe?"
    assert [section.title["nl"] for section in survey.sections] == ["Veiligheid", "De rest"]
    assert survey.item("stel_sq001").section == survey.sections[1].id


def test_limesurvey_in_english_only_keeps_its_language(tmp_path: Path) -> None:
    file = tmp_path / "a.lss"
    file.write_bytes(lss(("en",)))
    survey = drafted(file)
    assert survey.title == {"en": "Proef en"}
    assert survey.item("gevolg").options[0].label == {"en": "Yes"}
    assert survey.say(survey.item("aantal").text, "nl-NL") == "How many children?"


def test_limesurvey_with_languages_of_its_own_kind(tmp_path: Path) -> None:
    file = tmp_path / "a.lss"
    file.write_bytes(lss(("nl-informal", "pt-BR", "zh-Hans")))
    survey = drafted(file)
    assert set(survey.item("waar").text) == {"nl", "pt-BR"}


def test_limesurvey_structure_as_text(tmp_path: Path) -> None:
    survey = drafted(text_file(tmp_path / "a.txt", STRUCTURE, "\t"))
    assert told(survey) == [
        "rol | single | Wie bent u? | A1=Moeder | A2=Vader | other=Andere+",
        "mening_sq1 | likert | Wat vindt u? [van de sfeer] | 1=Oneens:1 | 2=Neutraal:2 | 3=Eens:3",
        "waar | multiple | Waar? | plein=Plein | geen=Nergens!",
        "tijd_r1_k1 | number | Hoe lang? [Thuis [Week]]",
    ]
    assert survey.title == {"nl": "Sfeer", "en": "Mood"}
    assert survey.item("rol").option("A2").label == {"nl": "Vader", "en": "Father"}
    assert survey.item("mening_sq1").text["en"] == "What do you think? [of the mood]"
    assert [section.title for section in survey.sections] == [
        {"nl": "Begin", "en": "Start"},
        {"nl": "Slot", "en": "End"},
    ]
    assert survey.item("mening_sq1").routing == (Condition(item="rol", options=("A1",)),)
    assert survey.item("waar").routing == (Condition(item="rol", options=("A2",)),), "as its page is"


KINDS = """
class ¦ type/scale ¦ name ¦ relevance ¦ text ¦ language ¦ other
G ¦ ~ ¦ Alles ¦ 1 ¦ ~ ¦ nl
Q ¦ 5 ¦ vijf ¦ 1 ¦ Vijf? ¦ nl
Q ¦ A ¦ a ¦ 1 ¦ A? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ rij ¦ nl
Q ¦ B ¦ b ¦ 1 ¦ B? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ rij ¦ nl
Q ¦ C ¦ c ¦ 1 ¦ C? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ rij ¦ nl
Q ¦ E ¦ e ¦ 1 ¦ E? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ rij ¦ nl
Q ¦ G ¦ g ¦ 1 ¦ G? ¦ nl
Q ¦ K ¦ k ¦ 1 ¦ K? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ rij ¦ nl
Q ¦ Q ¦ q ¦ 1 ¦ Q? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ rij ¦ nl
Q ¦ ; ¦ tekst ¦ 1 ¦ ; ? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ rij ¦ nl
SQ ¦ 1 ¦ K1 ¦ ~ ¦ kolom ¦ nl
Q ¦ P ¦ p ¦ 1 ¦ P? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ keuze ¦ nl
SQ ¦ 0 ¦ S2 ¦ ~ ¦ Weet ik niet ¦ nl
Q ¦ R ¦ r ¦ 1 ¦ R? ¦ nl
SQ ¦ 0 ¦ S1 ¦ ~ ¦ eerst ¦ nl
SQ ¦ 0 ¦ S2 ¦ ~ ¦ dan ¦ nl
Q ¦ O ¦ o ¦ 1 ¦ O? ¦ nl
A ¦ 0 ¦ -9 ¦ ~ ¦ Weet niet ¦ nl
A ¦ 0 ¦ 1 ¦ ~ ¦ ~ ¦ nl
Q ¦ D ¦ d ¦ 1 ¦ D? ¦ nl
Q ¦ * ¦ som ¦ 1 ¦ {1+1} ¦ nl
Q ¦ X ¦ x ¦ 1 ¦ Dag! ¦ nl
Q ¦ S ¦ leeg ¦ 1 ¦ ~ ¦ nl
Q ¦ L ¦ niets ¦ 1 ¦ {{geen}} antwoorden ¦ nl
"""


def test_every_letter_of_limesurvey(tmp_path: Path) -> None:
    points = [f"{n}={n}:{n}" for n in range(1, 11)]
    assert told(drafted(text_file(tmp_path / "a.tsv", KINDS, "\t"))) == [
        " | ".join(["vijf", "likert", "Vijf?", *points[:5]]),
        " | ".join(["a_s1", "likert", "A? [rij]", *points[:5]]),
        " | ".join(["b_s1", "likert", "B? [rij]", *points]),
        "c_s1 | single | C? [rij] | Y=Ja | U=Onzeker | N=Nee",
        "e_s1 | likert | E? [rij] | I=Toenemen:1 | S=Hetzelfde:2 | D=Afnemen:3",
        "g | single | G? | F=Vrouw | M=Man",
        "k_s1 | number | K? [rij]",
        "q_s1 | open | Q? [rij]",
        "tekst_s1_k1 | open | ; ? [rij [kolom]]",
        "p | multiple | P? | S1=keuze | S2=Weet ik niet?!",
        "r | ranking | R? | S1=eerst | S2=dan",
        "o | single | O? | min9=Weet niet? | 1=1",
        "d | open | D?",
        "som | open | {1+1}",
        "leeg | open | leeg",
        "niets | open | {{geen}} antwoorden",
    ]

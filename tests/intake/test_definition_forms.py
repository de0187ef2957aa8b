"""XLSForms and REDCap's data dictionaries as definitions, and what an import says of every definition file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.definition.load import load_survey_file
from monitor.definition.model import Condition, ItemType
from monitor.errors import FileRefused
from monitor.intake.definitions.read import read_definition
from monitor.intake.read import read_export
from tests.intake.definition_tables import DICTIONARY, STRUCTURE, drafted, form, text_file, told

RAW = {"Variable / Field Name": "field_name", "Form Name": "form_name", "Field Type": "field_type",
       "Field Label": "field_label", "Choices, Calculations, OR Slider Labels": "select_choices_or_calculations",
       "Branching Logic (Show field only if...)": "branching_logic", "Matrix Group Name": "matrix_group_name",
       "Identifier?": "identifier",
       "Text Validation Type OR Show Slider Number": "text_validation_type_or_show_slider_number"}  # fmt: skip


def test_words_for_one_region_count_for_both(tmp_path: Path) -> None:
    sheets = {
        "survey": "type ¦ name ¦ label::Vlaams (nl-BE)\nselect_one a ¦ v1 ¦ Is de school fijn?",
        "choices": "list_name ¦ name ¦ label::Vlaams (nl-BE) ¦ label::Nederlands (nl-NL)\na ¦ j ¦ Ja ¦ Jazeker",
    }
    (item,) = drafted(form(tmp_path, sheets)).items
    assert item.text == {"nl": "Is de school fijn?"}
    assert item.options[0].label == {"nl-BE": "Ja", "nl-NL": "Jazeker"}


def test_xlsform(tmp_path: Path) -> None:
    survey = drafted(form(tmp_path))
    assert told(survey) == [
        "rol | single | Wie bent u? | moeder=Moeder | vader=Vader",
        "rol2 | single | En uw partner? | moeder=Moeder | vader=Vader | other=Andere+",
        "kinderen | number | Hoeveel kinderen?",
        "kanaal | multiple | Welke kanalen? | mail=E-mail | brief=Brief",
        "eens | likert | Mail is goed. | 1=Oneens:1 | 2=Neutraal:2 | 3=Eens:3 | min99=Weet niet?",
        "dubbel | likert | Is het zo? | 1=Oneens:1 | 2=Neutraal:2 | 3=Eens:3 | min99=Weet niet?",
        "eerst | ranking | Wat eerst? | mail=E-mail | brief=Brief",
        "som | open | som",
        "beter | open | Wat kan beter?",
        "cijfer | number | Welk cijfer?",
    ]
    assert {item.id: item.routing for item in survey.items if item.routing} == {
        "rol2": (Condition(item="rol", options=("moeder", "vader")),),
        "eens": (Condition(item="kanaal", options=("mail",)),),
    }
    assert survey.title == {"nl": "Ouders"}
    assert survey.item("rol").text == {"nl": "Wie bent u?", "en": "Who are you?"}
    assert [(section.id, section.title["en"]) for section in survey.sections] == [("gezin", "Your family")]


def test_an_xlsform_without_languages(tmp_path: Path) -> None:
    sheets = {
        "survey": "type ¦ name ¦ label\nselect_one a ¦ v1 ¦ Is the school safe for you?\ntext ¦ v2 ¦ ~",
        "choices": "list name ¦ name ¦ label\na ¦ y ¦ Yes\na ¦ n ¦ ~",
    }
    survey = drafted(form(tmp_path, sheets))
    assert survey.items[0].text == {"en": "Is the school safe for you?"}
    assert [option.label for option in survey.items[0].options] == [{"en": "Yes"}, {"en": "n"}]
    assert survey.items[1].text == {"en": "v2"}


@pytest.mark.parametrize("names", [{}, RAW], ids=["as downloaded", "as its API gives it"])
def test_redcap(names: dict[str, str], tmp_path: Path) -> None:
    table = DICTIONARY
    for long, short in names.items():
        table = table.replace(long, short, 1)
    survey = drafted(text_file(tmp_path / "a.csv", table))
    assert told(survey) == [
        "rol | single | Wie bent u van het kind? | 1=Moeder | 2=Vader | min9=Weet niet?",
        "kanaal | multiple | Welke kanalen? | mail=E-mail | brief=Brief, of briefje",
        "gaf | single | Gaf u een reactie? | 1=Ja | 0=Nee",
        "waar | single | Is het waar? | 1=Waar | 0=Onwaar",
        "lengte | number | Hoe lang?",
        "jaar | number | Welk jaar?",
        "som | number | Som",
        "lijn | number | Hoeveel?",
        "eens1 | likert | Fijn hier. | 0=Nooit:0 | 1=Bijna altijd wel:1 | 2=Helemaal:2",
        "beter | open | Wat kan beter?",
        "soort | single | soort | a=A",
    ]
    assert {item.id: item.routing for item in survey.items if item.routing} == {
        "gaf": (Condition(item="rol", options=("1", "2")),),
        "waar": (Condition(item="kanaal", options=("mail",)),),
    }
    assert [section.title for section in survey.sections] == [{"nl": "Ouders"}, {"nl": "Slot"}]


def test_survey_draft_takes_definition_files_and_exports(tmp_path: Path) -> None:
    out = tmp_path / "vragenlijst.yaml"
    survey = pipeline.draft(form(tmp_path), out, "eigen")
    (loaded,) = load_survey_file(out)
    assert loaded.items == survey.items
    answers = text_file(
        tmp_path / "antwoorden.csv", "Veilig? ¦ Waar?\nJa ¦ plein\nNee ¦ gang\nJa ¦ plein\nJa ¦ gang", ";"
    )
    assert read_definition(answers, "eigen") is None
    assert [item.type for item in pipeline.draft(answers, tmp_path / "b.yaml", "eigen").items] == [ItemType.SINGLE] * 2


@pytest.mark.parametrize("kind", ["form", "dictionary", "structure"])
def test_an_import_of_them_says_what_they_are_for(kind: str, tmp_path: Path) -> None:
    files = {
        "form": lambda: form(tmp_path),
        "dictionary": lambda: text_file(tmp_path / "a.csv", DICTIONARY),
        "structure": lambda: text_file(tmp_path / "a.txt", STRUCTURE, "\t"),
    }
    with pytest.raises(FileRefused, match="geen antwoorden") as refused:
        read_export(files[kind]())
    assert "schoolklimaat survey draft" in refused.value.remedy


def test_a_definition_without_a_question_is_refused(tmp_path: Path) -> None:
    file = text_file(tmp_path / "a.csv", "\n".join(DICTIONARY.strip().splitlines()[:2]))
    with pytest.raises(FileRefused, match="geen vraag"):
        read_definition(file, "proef")


def drafted_of(sheet: Path) -> None:
    pipeline.draft(sheet, sheet.with_suffix(".yaml"), "eigen")


@pytest.mark.parametrize("command", [drafted_of, read_export])
def test_one_sheet_of_a_form_as_text_is_told_how_to_become_a_form(
    tmp_path: Path, command: Callable[[Path], object]
) -> None:
    """The command that was just given would not help: it is told what to save, and as what."""
    sheet = tmp_path / "survey.csv"
    sheet.write_text("type,name,label::Nederlands (nl)\nselect_one a,v1,Is de school fijn?\n", encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        command(sheet)
    assert "één blad van een XLSForm" in refused.value.message
    assert ".xlsx" in refused.value.remedy
    assert "BESTAND" not in refused.value.remedy

"""Definition files as text tables, and what their draft tells."""

import csv
import io
from pathlib import Path

from monitor.definition.draft import to_yaml
from monitor.definition.load import load_survey_file
from monitor.definition.model import Survey
from monitor.intake.definitions.read import read_definition
from tests.intake.workbook_files import sheet_xml, workbook


def drafted(file: Path) -> Survey:
    """The survey of a file after a trip through YAML, which must not change it."""
    survey = read_definition(file, "proef")
    assert survey is not None
    written = file.with_suffix(".yaml")
    written.write_text(to_yaml(survey), encoding="utf-8")
    (loaded,) = load_survey_file(written)
    assert loaded.model_copy(update={"terms": {}}) == survey.model_copy(update={"terms": {}})
    return loaded


def text_file(path: Path, table: str, separator: str = ",") -> Path:
    """A csv of a text table of which the cells stand between bars."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(line.strip().split(" ¦ ") for line in table.strip().splitlines())
    path.write_text(text.getvalue().replace("~", ""), encoding="utf-8")
    return path


def columns_file(path: Path, table: str) -> Path:
    """A csv of a text table that has a column of the file on every line: its heading, and then its cells."""
    rows = zip(*(line.strip().split(" ¦ ") for line in table.strip().splitlines()), strict=True)
    return text_file(path, "\n".join(" ¦ ".join(row) for row in rows), ";")


def told(survey: Survey) -> list[str]:
    """One line per item: id, type, text and options, with a mark at what an option means."""
    marks = {"dont_know": "?", "prefer_not": "-", "not_applicable": "/", "other": "+", "exclusive": "!"}
    lines = []
    for item in survey.items:
        options = [
            f"{o.code}={next(iter(o.label.values()))}{'' if o.value is None else f':{o.value}'}"
            + "".join(mark for flag, mark in marks.items() if getattr(o, flag))
            for o in item.options
        ]
        lines.append(" | ".join([item.id, item.type.value, next(iter(item.text.values())), *options]))
    return lines


STRUCTURE = """
class ¦ type/scale ¦ name ¦ relevance ¦ text ¦ help ¦ language ¦ other ¦ exclude_all_others
S ¦ ~ ¦ sid ¦ ~ ¦ 12345
S ¦ ~ ¦ language ¦ ~ ¦ nl
S ¦ ~ ¦ additional_languages ¦ ~ ¦ en
SL ¦ ~ ¦ surveyls_title ¦ ~ ¦ Sfeer ¦ ~ ¦ nl
SL ¦ ~ ¦ surveyls_title ¦ ~ ¦ Mood ¦ ~ ¦ en
G ¦ ~ ¦ Begin ¦ 1 ¦ Welkom ¦ ~ ¦ nl
Q ¦ L ¦ rol ¦ 1 ¦ Wie bent u? ¦ ~ ¦ nl ¦ Y
A ¦ 0 ¦ A1 ¦ ~ ¦ Moeder ¦ ~ ¦ nl
A ¦ 0 ¦ A2 ¦ ~ ¦ Vader ¦ ~ ¦ nl
Q ¦ F ¦ mening ¦ rol.NAOK == "A1" ¦ Wat vindt u? ¦ ~ ¦ nl ¦ N
SQ ¦ 0 ¦ SQ1 ¦ ~ ¦ van de sfeer ¦ ~ ¦ nl
A ¦ 0 ¦ 1 ¦ ~ ¦ Oneens ¦ ~ ¦ nl
A ¦ 0 ¦ 2 ¦ ~ ¦ Neutraal ¦ ~ ¦ nl
A ¦ 0 ¦ 3 ¦ ~ ¦ Eens ¦ ~ ¦ nl
G ¦ ~ ¦ Slot ¦ rol == "A2" ¦ ~ ¦ ~ ¦ nl
Q ¦ M ¦ waar ¦ 1 ¦ Waar? ¦ ~ ¦ nl ¦ N ¦ geen
SQ ¦ 0 ¦ plein ¦ ~ ¦ Plein ¦ ~ ¦ nl
SQ ¦ 0 ¦ geen ¦ ~ ¦ Nergens ¦ ~ ¦ nl
Q ¦ : ¦ tijd ¦ 1 ¦ Hoe lang? ¦ ~ ¦ nl ¦ N
SQ ¦ 0 ¦ R1 ¦ ~ ¦ Thuis ¦ ~ ¦ nl
SQ ¦ 1 ¦ K1 ¦ ~ ¦ Week ¦ ~ ¦ nl
G ¦ ~ ¦ Start ¦ 1 ¦ ~ ¦ ~ ¦ en
Q ¦ L ¦ rol ¦ 1 ¦ Who are you? ¦ ~ ¦ en ¦ Y
A ¦ 0 ¦ A1 ¦ ~ ¦ Mother ¦ ~ ¦ en
A ¦ 0 ¦ A2 ¦ ~ ¦ Father ¦ ~ ¦ en
Q ¦ F ¦ mening ¦ 1 ¦ What do you think? ¦ ~ ¦ en ¦ N
SQ ¦ 0 ¦ SQ1 ¦ ~ ¦ of the mood ¦ ~ ¦ en
G ¦ ~ ¦ End ¦ 1 ¦ ~ ¦ ~ ¦ en
Q ¦ M ¦ waar ¦ 1 ¦ Where? ¦ ~ ¦ en ¦ N
"""


FORM = {
    "survey": """
type ¦ name ¦ label::Nederlands (nl) ¦ label::English (en) ¦ relevant ¦ appearance
start ¦ start ¦ ~
begin_group ¦ gezin ¦ Uw gezin ¦ Your family
select_one rollen ¦ rol ¦ Wie bent u? ¦ Who are you?
select_one rollen or_other ¦ rol2 ¦ En uw partner? ¦ And your partner? ¦ ${rol} = 'moeder' or selected(${rol}, "vader")
integer ¦ kinderen ¦ Hoeveel kinderen? ¦ How many?
end_group ¦ ~ ¦ ~
note ¦ tekst ¦ Dank u
select_multiple kanalen ¦ kanaal ¦ Welke kanalen? ¦ Which channels? ¦ ${kinderen} > 1
begin group ¦ apart ¦ ~ ¦ ~ ¦ selected(${kanaal}, 'mail')
select_one eens ¦ eens ¦ Mail is goed. ¦ Mail is fine. ¦ ~ ¦ likert
select_one eens ¦ dubbel ¦ Is het zo? ¦ ~ ¦ ${rol} = 'vader'
end group ¦ ~ ¦ ~
rank kanalen ¦ eerst ¦ Wat eerst? ¦ What first? ¦ ${kanaal} = 'mail'
begin_repeat ¦ kind ¦ Kind
text ¦ bijnaam ¦ Bijnaam
end_repeat ¦ ~ ¦ ~
calculate ¦ som ¦ ~
text ¦ beter ¦ Wat kan beter? ¦ ~ ¦ ${rol} = 'oma'
decimal ¦ cijfer ¦ Welk cijfer?
geopoint ¦ plek ¦ Waar?
select_one_from_file scholen.csv ¦ school ¦ Welke school?
""",
    "choices": """
list_name ¦ name ¦ label::Nederlands (nl) ¦ label::English (en)
rollen ¦ moeder ¦ Moeder ¦ Mother
rollen ¦ vader ¦ Vader ¦ Father
~ ¦ ~ ¦ ~ ¦ ~
kanalen ¦ mail ¦ E-mail ¦ Mail
kanalen ¦ brief ¦ Brief ¦ Letter
kanalen ¦ mail ¦ E-mail ¦ Mail
eens ¦ 1 ¦ Oneens ¦ Disagree
eens ¦ 2 ¦ Neutraal ¦ Neutral
eens ¦ 3 ¦ Eens ¦ Agree
eens ¦ -99 ¦ Weet niet ¦ Don't know
""",
    "settings": """
form_title ¦ default_language
Ouders ¦ Nederlands (nl)
""",
}


def form(tmp_path: Path, sheets: dict[str, str] = FORM) -> Path:
    rows = {
        name: [
            [cell.replace("~", "") or None for cell in line.strip().split(" ¦ ")] for line in text.strip().splitlines()
        ]
        for name, text in sheets.items()
    }
    return workbook(tmp_path / "a.xlsx", {name: sheet_xml(cells) for name, cells in rows.items()})


DICTIONARY = """
Variable / Field Name ¦ Form Name ¦ Section Header ¦ Field Type ¦ Field Label ¦ Choices, Calculations, OR Slider Labels ¦ Field Note ¦ Text Validation Type OR Show Slider Number ¦ Text Validation Min ¦ Text Validation Max ¦ Identifier? ¦ Branching Logic (Show field only if...) ¦ Required Field? ¦ Custom Alignment ¦ Question Number (surveys only) ¦ Matrix Group Name ¦ Matrix Ranking? ¦ Field Annotation
record_id ¦ ouders ¦ ~ ¦ text ¦ Nummer
rol ¦ ouders ¦ ~ ¦ radio ¦ <b>Wie</b> bent u van het kind? ¦ 1, Moeder | 2, Vader | -9, Weet niet
kanaal ¦ ouders ¦ ~ ¦ checkbox ¦ Welke kanalen? ¦ mail, E-mail | brief, Brief, of briefje
gaf ¦ ouders ¦ ~ ¦ yesno ¦ Gaf u een reactie? ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ [rol] = '1' or [rol]="2"
waar ¦ ouders ¦ ~ ¦ truefalse ¦ Is het waar? ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ [kanaal(mail)] = '1'
naam ¦ ouders ¦ ~ ¦ text ¦ Uw naam ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ y
lengte ¦ ouders ¦ ~ ¦ text ¦ Hoe lang? ¦ ~ ¦ ~ ¦ number_comma_decimal ¦ ~ ¦ ~ ¦ ~ ¦ [kanaal(mail)] = '0'
jaar ¦ ouders ¦ ~ ¦ text ¦ Welk jaar? ¦ ~ ¦ ~ ¦ integer ¦ ~ ¦ ~ ¦ ~ ¦ [lengte] > 3
som ¦ slot ¦ ~ ¦ calc ¦ Som ¦ [a]+[b] ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ [gaf] = ''
lijn ¦ slot ¦ ~ ¦ slider ¦ Hoeveel? ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ [lengte] = '3'
eens1 ¦ slot ¦ ~ ¦ radio ¦ Fijn hier. ¦ 0, Nooit | 1, Bijna altijd wel | 2, Helemaal ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ ~ ¦ groep1 ¦ ~
uitleg ¦ slot ¦ ~ ¦ descriptive ¦ Dank u
beter ¦ slot ¦ ~ ¦ notes ¦ Wat kan beter?
soort ¦ slot ¦ ~ ¦ dropdown ¦ ~ ¦ a, A | b
"""  # noqa: E501 - the eighteen columns of REDCap in one line, as REDCap writes them

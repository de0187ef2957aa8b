"""The mapping file as an import writes it: read back it gives the same links, and a person's lines stay."""

from pathlib import Path

import pytest

from monitor.definition.load import load_yaml
from monitor.errors import FileRefused
from monitor.intake.answers import Answers
from monitor.intake.choices import Choices
from monitor.intake.export import Export
from monitor.intake.mapping import map_export
from monitor.intake.mapping_file import read_mapping_file
from monitor.intake.mapping_in_use import MappingInUse, mapped, mapping_in_use
from monitor.intake.strangers import labels_of
from tests.intake.export_tables import SURVEY, export

NEARLY = "Mijn kind voelde zich veilig op de speelplaats"
LONG = "Een vraag met heel veel woorden, " * 8 + "ja?"
WHERE = "Waar is het niet veilig? [Op het plein] | Waar is het niet veilig? [Anders]"
TABLE = f"""
| ID | Naam | {NEARLY} | {WHERE} | {LONG} | contact |
""" + "\n".join(
    f"| {n} | Jan Janssens{n} | Mee eens | Y | bij de poort | woorden van {n} | Soms |" for n in range(1, 8)
)


def written(folder: Path, given: Export, mapping: Path | None = None) -> tuple[Answers, str]:
    """The answers and the text of the file after one more import with the file that stands in the folder."""
    answers, used = mapped(given, [SURVEY], folder, mapping)
    used.written(answers, labels_of(answers), {"findings": []}, folder / "proef.yaml")
    return answers, (folder / "proef.yaml").read_text(encoding="utf-8")


def content(folder: Path) -> dict[str, dict[str, object]]:
    data: dict[str, dict[str, object]] = load_yaml(folder / "proef.yaml").data
    return data


def test_a_new_file_says_what_was_linked_proposed_and_left(tmp_path: Path) -> None:
    _answers, text = written(tmp_path, export(TABLE))
    assert content(tmp_path) == {
        "schema": "schoolklimaat/mapping@1",
        "survey": "proef",
        "columns": {
            "Waar is het niet veilig? [Op het plein]": "waar",
            "Waar is het niet veilig? [Anders]": "waar",
            "contact": "contact",
        },
        "proposed": {NEARLY: {"item": "veilig", "certainty": pytest.approx(0.76, abs=0.03), "link": "nee"}},
        "answers": {"contact": {"Soms": None}},
        "left": {" ".join(LONG.split()): "free-text"},
    }
    assert text.startswith("# Koppelbestand van de vragenlijst proef")
    assert "Maak van `link: nee` dan `link: ja`" in text
    assert all(len(line.split('": ')) == 2 for line in text.splitlines() if line.startswith('  "'))


def test_nothing_of_what_people_wrote_stands_in_it(tmp_path: Path) -> None:
    _answers, text = written(tmp_path, export(TABLE))
    assert not [word for word in ("Janssens", "poort", "woorden van", "Naam", "Mee eens") if word in text]


def test_the_same_file_again_changes_nothing_and_links_the_same(tmp_path: Path) -> None:
    first, before = written(tmp_path, export(TABLE))
    again, after = written(tmp_path, export(TABLE))
    assert again.links == first.links
    assert after == before


@pytest.mark.parametrize("word", ["ja", "yes", "JA", "oui", "y"])
def test_yes_beside_a_proposal_links_it(tmp_path: Path, word: str) -> None:
    _first, text = written(tmp_path, export(TABLE))
    (tmp_path / "proef.yaml").write_text(text.replace("link: nee", f"link: {word}"), encoding="utf-8")
    answers, after = written(tmp_path, export(TABLE))
    (link,) = (one for one in answers.links if one.column.heading == NEARLY)
    assert (link.item, link.certainty) == ("veilig", 1.0)
    assert answers.proposals == ()
    assert after == text.replace("link: nee", f"link: {word}")


def test_a_line_moved_to_columns_links_too(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(f'columns:\n  "{NEARLY}": {{item: veilig, certainty: 0.8, link: nee}}\n')
    answers, _used = mapped(export(TABLE), [SURVEY], tmp_path, None)
    assert "veilig" in [link.item for link in answers.links]


def test_what_a_person_wrote_stays_and_new_lines_come_behind(tmp_path: Path) -> None:
    mine = """\
# van de secretaris
columns:
  contact: drop   # vragen we niet meer
  'Oude kop': free-text
answers:
  contact:
    Nooit: nee  # zo stond het in 2023
"""
    (tmp_path / "proef.yaml").write_text(mine, encoding="utf-8")
    answers, text = written(tmp_path, export(TABLE))
    assert [link.role for link in answers.links if link.column.heading == "contact"] == ["ignored"]
    lines = text.splitlines()
    assert [line for line in mine.splitlines() if line not in lines] == []
    assert lines.index("  'Oude kop': free-text") < lines.index('  "Waar is het niet veilig? [Anders]": waar')
    assert "contact: contact" not in text


def test_free_text_is_a_decision_too(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text("columns: {contact: free-text}\n", encoding="utf-8")
    answers, _used = mapped(export(TABLE), [SURVEY], tmp_path, None)
    assert [link.role for link in answers.links if link.column.heading == "contact"] == ["free_text"]
    assert next(one.message for one in answers.findings if one.column == "contact").startswith("In de kolom staat")


def test_a_column_that_was_left_and_is_linked_now_moves(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text("left: {contact: drop, Iets: drop}\n", encoding="utf-8")
    written(tmp_path, export(TABLE))
    assert content(tmp_path)["columns"]["contact"] == "contact"
    assert list(content(tmp_path)["left"]) == ["Iets", " ".join(LONG.split())]


def test_a_label_decided_by_a_person_is_counted_and_not_asked_again(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text("answers: {contact: {Soms: ja}}\n", encoding="utf-8")
    answers, _text = written(tmp_path, export(TABLE))
    (contact,) = (one for one in answers.items if one.item.id == "contact")
    assert set(contact.codes["contact"]) == {1}
    assert content(tmp_path)["answers"] == {"contact": {"Soms": "ja"}}


def test_a_file_that_was_given_goes_before_the_school_s_and_is_kept(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text("columns: {contact: drop}\nanswers: {contact: {Soms: nee}}\n")
    given = tmp_path / "eigen.csv"
    given.write_text("heading;item;label;code\ncontact;contact;;\n;contact;Soms;ja\n;contact;Ooit;nee\n")
    answers, text = written(tmp_path, export(TABLE), given)
    (contact,) = (one for one in answers.items if one.item.id == "contact")
    assert set(contact.codes["contact"]) == {1}
    assert content(tmp_path)["columns"]["contact"] == "drop"  # what a person wrote there is never overwritten
    assert content(tmp_path)["answers"]["contact"] == {"Soms": "nee", "ooit": "nee"}
    assert "contact: drop" in text


def test_a_decision_of_another_file_is_kept(tmp_path: Path) -> None:
    given = tmp_path / "eigen.yaml"
    given.write_text(f'columns: {{"{NEARLY}": drop, contact: free-text}}\n', encoding="utf-8")
    written(tmp_path, export(TABLE), given)
    assert content(tmp_path)["columns"] == {
        NEARLY: "drop",
        "contact": "free-text",
        "Waar is het niet veilig? [Op het plein]": "waar",
        "Waar is het niet veilig? [Anders]": "waar",
    }


CLASSES = "| veilig | In welke klas? | Hoe kom je? |\n" + "| Mee eens | 1A | te voet |\n" * 6


def with_class(folder: Path, group_column: int | None) -> str:
    """The text of the file after an import of a file with a column of the class."""
    answers, used = mapped(export(CLASSES), [SURVEY], folder, None)
    used.written(answers, labels_of(answers), {"findings": []}, folder / "proef.yaml", group_column)
    return (folder / "proef.yaml").read_text(encoding="utf-8")


def test_the_column_of_the_class_is_not_called_dropped(tmp_path: Path) -> None:
    text = with_class(tmp_path, 1)
    assert content(tmp_path)["left"] == {"In welke klas?": "group", "Hoe kom je?": "drop"}
    assert with_class(tmp_path, 1) == text
    assert with_class(tmp_path, None) == text
    answers, _used = mapped(export(CLASSES), [SURVEY], tmp_path, None)
    assert [link.item for link in answers.links] == ["veilig", None, None]


def test_a_column_that_is_used_as_the_class_from_now_on_is_called_so(tmp_path: Path) -> None:
    before = with_class(tmp_path, None)
    assert content(tmp_path)["left"] == {"In welke klas?": "drop", "Hoe kom je?": "drop"}
    assert with_class(tmp_path, 1) == before.replace('"In welke klas?": drop', '"In welke klas?": group')


def test_what_the_school_decided_about_the_column_of_the_class_stays(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text("columns: {In welke klas?: drop}\n", encoding="utf-8")
    with_class(tmp_path, 1)
    assert content(tmp_path)["columns"] == {"In welke klas?": "drop", "veilig": "veilig"}
    assert list(content(tmp_path)["left"]) == ["Hoe kom je?"]


def test_a_heading_that_stands_twice_is_not_written(tmp_path: Path) -> None:
    given = export("| contact | contact | veilig |\n" + "| Ja | Nee | Mee eens |\n" * 6)
    written(tmp_path, given)
    assert content(tmp_path)["columns"] == {"veilig": "veilig"}


def test_own_words_of_a_question_with_an_other_option_are_never_written(tmp_path: Path) -> None:
    given = export("| waar |\n" + "| bij de poort |\n" * 9)
    written(tmp_path, given)
    assert content(tmp_path)["answers"] == {}


def test_which_file_was_used_and_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "mappings"
    answers = map_export(export(TABLE), SURVEY)
    report = MappingInUse(Choices()).written(answers, labels_of(answers), {"findings": []}, folder / "proef.yaml")
    assert [(one["code"], "mappings/proef.yaml" in one["message"]) for one in report["findings"]] == [
        ("I-MAPPING", True)
    ]
    used = mapping_in_use(SURVEY, folder / "proef.yaml", None)
    assert [one.code for one in used.findings] == ["I-MAPPING"]
    assert mapping_in_use(SURVEY, None, None) == MappingInUse(Choices())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("columns:\n  Kop: bestaat_niet\n", 2, "bestaat_niet"),
        ("columns:\n  Kop: [veilig]\n", 2, "anders uit"),
        ("schema: iets@2\n", 1, "schoolklimaat/mapping@1"),
        ("columns: {}\nkolommen: {}\n", 2, "kolommen"),
        ("columns: {}\nproposed: veilig\n", 2, "anders uit"),
        ("proposed:\n  Kop: {item: bestaat_niet, link: ja}\n", 2, "bestaat_niet"),
        ("answers:\n  veilig:\n    Prima: prima\n", 3, "prima"),
        ("answers:\n  veilig: Prima\n", 2, "anders uit"),
        ("answers:\n  bestaat_niet: {}\n", 2, "bestaat_niet"),
        ("columns:\n  Kop: veilig\n  Kop: waar\n", 3, "twee"),
        ("columns:\n\t- x", 2, "YAML"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused, match=said) as caught:
        read_mapping_file(file, SURVEY)
    assert f"m.yaml, regel {line}" in caught.value.message
    if said in ("anders uit", "twee", "YAML"):
        with pytest.raises(FileRefused):
            MappingInUse(Choices()).written(map_export(export(TABLE), SURVEY), (), {"findings": []}, file)


def test_lines_about_what_the_survey_lost_are_told_and_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "proef.yaml"
    text = """\
columns: {contact: contact, Weg: weg}
proposed:
  "Ook weg": {item: weg, certainty: 0.7, link: ja}
answers:
  veilig: {Prima: prima, Goed: eens}
  weg: {Ja: ja}
  waar:
"""
    kept.write_text(text, encoding="utf-8")
    used = mapping_in_use(SURVEY, kept, None)
    assert used.choices == Choices({"contact": "contact"}, {"veilig": {"goed": "eens"}, "waar": {}})
    (told,) = (one.message for one in used.findings if one.code == "W-MAPPING")
    assert told.startswith("4 regels")
    assert "proef.yaml, regel 1" in told
    _answers, after = written(tmp_path, export(TABLE))
    assert [line for line in text.splitlines()[1:] if line not in after.splitlines()] == []


def test_a_folder_where_the_school_s_file_should_be_is_refused_before_anything_is_stored(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        mapping_in_use(SURVEY, tmp_path, None)

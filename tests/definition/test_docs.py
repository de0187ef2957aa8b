"""The pages about definitions say what is true."""

import re
from pathlib import Path

from monitor.definition.load import check_survey_file, load_survey_file
from monitor.definition.source import ItemSource, OptionSource, ScaleSource

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "definitions.md").read_text(encoding="utf-8")


def first_yaml_block() -> str:
    found = re.search(r"```yaml\n(.*?)```", PAGE, re.S)
    assert found
    return found[1]


def test_the_example_of_the_page_loads(tmp_path: Path) -> None:
    path = tmp_path / "voorbeeld.yaml"
    path.write_text(first_yaml_block(), encoding="utf-8")
    assert [survey.id for survey in load_survey_file(path)] == ["ouders-9-12", "ouders-12-18"]


def test_the_fault_of_the_page_is_what_the_loader_says(tmp_path: Path) -> None:
    path = tmp_path / "voorbeeld.yaml"
    path.write_text(first_yaml_block().replace("scale: eens5 ", "scale: eens6 "), encoding="utf-8")
    (fault,) = check_survey_file(path)
    assert fault.where == "items > kl_graag > scale"
    assert "items > kl_graag > scale: " in PAGE


def test_every_key_stands_on_the_page() -> None:
    for model in (ItemSource, OptionSource, ScaleSource):
        for name, field in model.model_fields.items():
            assert f"`{field.alias or name}" in PAGE or f"{field.alias or name}:" in PAGE


def test_every_term_has_one_dutch_word_and_one_sentence() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]
    terms = [row for row in rows if row[0] != "English"]
    assert all(len(row) == 3 and all(row) and row[2].endswith(".") for row in terms)
    assert len({row[0] for row in terms}) == len(terms) > 70
    needed = {"wave", "item", "response option", "base A", "base B", "top-two box", "item non-response", "release"}
    needed |= {"suppression", "fact", "verdict", "smallest detectable change"}
    assert needed <= {row[0] for row in terms}

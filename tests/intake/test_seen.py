"""What is shown of a file to whoever brought it: columns with examples that tell of nobody, and slips in answers."""

from dataclasses import replace
from pathlib import Path

import pytest

from monitor.desk_terms import Decisions, Repair, SeenColumn
from monitor.intake.answers import Answers
from monitor.intake.choices import Choices, read_choices
from monitor.intake.mapping import map_export
from monitor.intake.mapping_in_use import mapped
from monitor.intake.seen import seen_columns
from monitor.intake.seen_answers import seen_scales
from monitor.intake.strangers import labels_of
from tests.intake.export_tables import SURVEY, export

PEOPLE = "\n".join(
    f"| {n} | jan{n}@example.org | Jan Janssens{n} | {'1A' if n % 2 else '1B'} | Ja | eigen woorden van {n} en meer |"
    for n in range(1, 9)
)
HEADINGS = "| ID | E-mail | Naam | Klas | contact | Wat wilt u nog kwijt over de school van uw kind? |"


def answers_of(table: str, chosen: Choices | None = None, **more: object) -> Answers:
    return map_export(export(table, **more), SURVEY, mapping=chosen)  # type: ignore[arg-type]  # options of the fixture


def columns(table: str) -> dict[str, SeenColumn]:
    return {one.heading: one for one in seen_columns(answers_of(table))}


def repairs(cells: list[str], chosen: Choices | None = None, heading: str = "veilig") -> tuple[Repair, ...]:
    answers = answers_of("\n".join(f"| {cell} |" for cell in (heading, *cells)), chosen)
    scales = seen_scales(answers, labels_of(answers), chosen or Choices())
    return tuple(one for scale in scales for one in scale.repairs)


def test_of_what_can_tell_of_a_person_no_value_is_shown_and_the_reason_is() -> None:
    seen = columns(f"{HEADINGS}\n{PEOPLE}")
    silent = {name for name, one in seen.items() if not one.examples}
    assert silent == {"ID", "E-mail", "Naam", "Wat wilt u nog kwijt over de school van uw kind?"}
    assert {name for name in silent if seen[name].personal} == silent - {"ID"}
    assert seen["E-mail"].personal == "mailadressen"
    assert seen["Naam"].personal == "namen"
    assert "woorden van 3" not in repr(seen)
    assert "Janssens" not in repr(seen)


def test_a_name_or_a_moment_that_returns_is_not_shown_either() -> None:
    seen = columns("| Naam | Begintijd | Klas |\n" + "| Jan Peeters | 2025-10-06 09:00 | 1A |\n" * 4)
    assert (seen["Naam"].examples, seen["Begintijd"].examples) == ((), ())
    assert seen["Begintijd"].personal
    assert "Peeters" not in repr(seen)


def test_examples_are_the_commonest_values_that_returned() -> None:
    seen = columns(f"{HEADINGS}\n{PEOPLE}")
    assert seen["Klas"].examples == ("1A", "1B")
    assert seen["contact"].examples == ("Ja",)
    alone = columns("| kleur |\n" + "| rood |\n" * 4 + "| blauw |")
    assert alone["kleur"].examples == ("rood",)  # what one person wrote is nobody's business


def test_a_long_example_is_cut_and_an_address_is_none() -> None:
    long = "een heel lang antwoord " * 5
    seen = columns("| veilig |\n" + f"| {long} |\n" * 4 + "| Antwoord van an@example.org |\n" * 3)
    assert [len(one) for one in seen["veilig"].examples] == [len(long[:60].rstrip()) + 4]


def test_the_class_and_headings_that_stand_twice_are_marked() -> None:
    seen = seen_columns(answers_of("| Klas | kleur | kleur |\n" + "| 1A | a | b |\n| 1B | a | b |\n" * 3))
    assert (seen[0].may_be_group, seen[0].is_called_group) == (True, True)
    assert [one.is_twice for one in seen] == [False, True, True]


def test_what_the_tool_wrote_itself_is_no_class_unless_it_is_called_so() -> None:
    """LimeSurvey writes down the last page that somebody saw: two or three numbers that return."""
    answers = answers_of("| Begintijd | kleur |\n" + "| 7 | rood |\n| 9 | blauw |\n" * 4)
    assert [one.may_be_group for one in seen_columns(answers)] == [False, True]
    (last_page, *rest) = answers.export.columns
    called = replace(answers.export, columns=(replace(last_page, heading="Klas"), *rest))
    assert seen_columns(map_export(called, SURVEY))[0].may_be_group


def test_a_slip_is_shown_with_what_is_probably_meant_however_rare() -> None:
    (slip,) = repairs(["Mee eens"] * 6 + ["Mee eens!s"])
    assert (slip.text, slip.count, slip.items, slip.suggested, slip.code) == (
        "Mee eens!s",
        1,
        ("veilig",),
        "eens",
        None,
    )


@pytest.mark.parametrize("text", ["Eens", "Niet mee eens", "iets heel anders", "0470 12 34 56"])
def test_what_is_no_slip_is_shown_only_if_five_people_gave_it(text: str) -> None:
    assert repairs(["Mee eens"] * 6 + [text] * 4) == ()


def test_what_five_people_gave_is_shown_without_a_guess() -> None:
    (found,) = repairs(["Mee eens"] * 6 + ["Soms wel"] * 5)
    assert (found.text, found.count, found.suggested) == ("Soms wel", 5, None)


def test_what_is_not_shown_is_counted() -> None:
    answers = answers_of(
        "\n".join(f"| {cell} |" for cell in ("veilig", *["Mee eens"] * 6, "eigen woorden", "nog iets"))
    )
    (scale,) = seen_scales(answers, labels_of(answers), Choices())
    assert (scale.repairs, scale.unread) == ((), 2)
    assert "eigen woorden" not in repr(scale)


def test_where_a_question_offers_other_nothing_of_it_is_shown() -> None:
    assert repairs(["Op het plein"] * 5 + ["Op het pleinn"] * 5, heading="Waar is het niet veilig?") == ()


def test_what_was_decided_is_shown_as_decided() -> None:
    chosen = read_choices({"answers": {"veilig": {"mee eenss": "eens"}}}, SURVEY)
    (slip,) = repairs(["Mee eens"] * 6 + ["Mee eenss"] * 2, chosen)
    assert (slip.suggested, slip.code) == ("eens", "eens")


def test_a_decision_goes_before_the_file_of_the_school_and_stays_in_it(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(
        "# van de school\nschema: schoolklimaat/mapping@1\nsurvey: proef\ncolumns:\n  kleur: veilig\nproposed: {}\n"
        'answers:\n  veilig:\n    "Mee eenss":\nleft:\n  klas: group\n',
        encoding="utf-8",
    )
    table = export("| kleur | klas | veilig |\n" + "| rood | 1A | Mee eenss |\n| rood | 1B | Mee eens |\n" * 4)
    decided = Decisions({"kleur": "drop"}, {"veilig": {"Mee eenss": "eens"}})
    answers, used = mapped(table, [SURVEY], tmp_path, None, decided)
    assert [one.was_group for one in seen_columns(answers, used.groups_before)] == [False, True, False]
    assert [link.item for link in answers.links] == [None, None, "veilig"]
    used.written(answers, labels_of(answers), {"findings": []}, tmp_path / "proef.yaml")
    after = (tmp_path / "proef.yaml").read_text(encoding="utf-8")
    assert after.startswith("# van de school")
    assert '"Mee eenss": eens' in after
    assert "kleur: drop" in after
    answers, used = mapped(table, [SURVEY], tmp_path, None)  # the next year nobody decides
    assert [link.item for link in answers.links] == [None, None, "veilig"]
    assert not [one for one in answers.findings if one.code == "W-UNKNOWN-ANSWERS"]
    used.written(answers, labels_of(answers), {"findings": []}, tmp_path / "proef.yaml")
    assert (tmp_path / "proef.yaml").read_text(encoding="utf-8") == after


def test_a_decision_that_stands_there_already_changes_nothing(tmp_path: Path) -> None:
    table = export("| kleur | veilig |\n" + "| rood | Mee eenss |\n| rood | Mee eens |\n" * 4)
    decided = Decisions({"kleur": "drop"}, {"veilig": {"Mee eenss": "eens"}})
    written = []
    for _again in range(2):
        answers, used = mapped(table, [SURVEY], tmp_path, None, decided)
        used.written(answers, labels_of(answers), {"findings": []}, tmp_path / "proef.yaml")
        written.append((tmp_path / "proef.yaml").read_text(encoding="utf-8"))
    assert written[0] == written[1]


def fits(heading: str, *cells: str) -> tuple[str, ...]:
    """The questions that a column may be by its answers; `contact` has a column of its own."""
    lines = "".join(f"| {cell} | Ja |\n" for cell in cells)
    return columns(f"| {heading} | contact |\n{lines}")[heading].fits


def test_a_column_of_no_use_may_be_a_question_without_one_by_its_answers() -> None:
    told = ("Mee eens", "Tussenin", "Mee oneens", "Mee eens", "Weet ik niet") * 2
    assert fits("V7", *told) == ("veilig",)
    assert fits("V7", *told, "heel iets anders") == ("veilig",)  # ten of eleven
    assert fits("V7", *told, "heel iets anders", "en nog iets") == ()  # ten of twelve
    assert fits("V7", *("Mee eens",) * 4) == ()  # too few to say
    assert fits("Klas", *told) == ()
    assert fits("Begintijd", *told) == ()
    assert fits("contact", *told) == ()  # it is a question already
    assert fits("V7", *("Ja", "Nee") * 4) == ()  # that question has its column
    assert fits("V7", *("Op het plein",) * 8) == ()  # several answers to one question are no single column

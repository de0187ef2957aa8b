"""Answers that many gave and that are no option: what is told of them, and what never is."""

from dataclasses import replace

import pytest

from monitor.intake.answers import Answers
from monitor.intake.export import ToolOption
from monitor.intake.mapping import map_export
from monitor.intake.observed import break_findings, label_findings, observed
from monitor.intake.strangers import labels_of
from tests.intake.export_tables import SURVEY, export


def column(heading: str, cells: list[str], **more: object) -> Answers:
    table = "\n".join(f"| {cell} |" for cell in (heading, *cells))
    return map_export(export(table, **more), SURVEY)  # type: ignore[arg-type]  # options of the fixture


def strange(answers: Answers, item: str) -> dict[str, str]:
    return next((dict(one.strange) for one in labels_of(answers) if one.item.id == item), {})


def test_five_people_make_a_label_and_four_do_not() -> None:
    answers = column("contact", ["Ja"] * 8 + ["Soms"] * 5 + ["Ooit"] * 3)
    assert strange(answers, "contact") == {"soms": "Soms"}
    assert strange(column("contact", ["Ja"] * 8 + ["Soms"] * 4), "contact") == {}


def test_one_person_who_says_it_five_times_is_one_person() -> None:
    answers = column(
        "waar", ["op zolder, op zolder, op zolder, op zolder, op zolder"] + ["Nergens"] * 4, joiners=(", ",)
    )
    assert strange(answers, "waar") == {}
    double = column("contact | contact", ["Soms | Soms"] * 4 + ["Ja | "] * 4)
    assert strange(double, "contact") == {}


def test_where_everybody_writes_something_else_nothing_is_told() -> None:
    own = [f"eigen woorden {n}" for n in range(9)]
    assert strange(column("contact", ["Soms"] * 5 + own), "contact") == {}


@pytest.mark.parametrize("text", ["an@example.org", "0470 12 34 56", "x" * 151])
def test_what_may_be_of_a_person_is_not_told(text: str) -> None:
    assert strange(column("contact", [text] * 6 + ["Ja"] * 20), "contact") == {}


def test_of_several_choices_each_is_looked_at() -> None:
    cells = ["Op het plein, In de fietsenstalling"] * 6 + ["Nergens"] * 4
    assert strange(column("waar", cells, joiners=(", ",)), "waar") == {"in de fietsenstalling": "in de fietsenstalling"}


def test_not_shown_and_values_of_the_scale_are_no_labels() -> None:
    assert strange(column("veilig", ["N/A"] * 6 + ["3"] * 6, not_shown=("N/A",)), "veilig") == {}


def test_what_the_tool_itself_offers_needs_no_five_people() -> None:
    given = export("| contact |\n| Ja |")
    offered = (
        ToolOption("1", "Ja"),
        ToolOption("2", "Nee"),
        ToolOption("3", "Soms"),
        ToolOption("9", "?", missing=True),
    )
    given = replace(given, columns=(replace(given.columns[0], options=offered),))
    assert strange(map_export(given, SURVEY), "contact") == {"soms": "Soms"}


@pytest.mark.parametrize(
    ("labels", "turned"),
    [
        (("1 = Mee oneens", "2 = Tussenin", "3 = Mee eens"), False),
        (("3 = Mee oneens", "2 = Tussenin", "1 = Mee eens"), True),
        (("Mee oneens (3)", "Tussenin (2)", "Mee eens (1)"), True),
        (("2 = Mee oneens", "1 = Tussenin"), False),
    ],
)
def test_a_scale_numbered_from_the_other_end(labels: tuple[str, ...], turned: bool) -> None:
    answers = column("veilig", [*labels] * 3)
    assert [one.turned for one in labels_of(answers)] == [turned]
    assert ("W-TURNED" in {one.code for one in label_findings(answers, labels_of(answers))}) == turned
    assert ("order" in {one.kind for one in observed(answers, labels_of(answers))}) == turned


def test_numbers_in_our_own_labels_are_compared_with_those_of_the_file() -> None:
    steps = ("1 = nooit", "2 = soms", "3 = vaak")
    options = tuple(o.model_copy(update={"label": {"nl": steps[n]}}) for n, o in enumerate(SURVEY.items[0].options[:3]))
    item = SURVEY.items[0].model_copy(update={"options": options})
    asked = SURVEY.model_copy(update={"items": (item,)})
    cells = "\n".join(f"| {label} |" for label in ("1 = vaak", "2 = soms", "3 = nooit") * 2)
    (found,) = labels_of(map_export(export(f"| veilig |\n{cells}"), asked))
    assert found.turned


def test_the_order_in_the_tools_own_file() -> None:
    given = export("| contact |\n| Ja |")
    turned = (ToolOption("nee", "Nee"), ToolOption("ja", "Ja"))
    given = replace(given, columns=(replace(given.columns[0], options=turned),))
    assert [one.turned for one in labels_of(map_export(given, SURVEY))] == [True]


@pytest.mark.parametrize(
    ("cells", "kind", "after"),
    [
        (["Ja"] * 5 + ["Nee"] * 5 + ["Soms"] * 5, "scale-length", 3),
        (["Ja"] * 5 + ["Nooit"] * 5, "options", 2),
    ],
)
def test_more_answers_than_there_were_is_a_longer_scale(cells: list[str], kind: str, after: int) -> None:
    answers = column("contact", cells)
    (one,) = (o for o in observed(answers, labels_of(answers)) if o.item == "contact" and o.kind != "not-asked")
    assert (one.kind, one.after) == (kind, after)
    assert len(one.sign) == 16
    assert "oms" not in one.model_dump_json()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["Het is gestopt"] * 5 + ["Het duurt nog even"] * 5 + ["Het duurt nog lang"] * 5, "gesplitst"),
        (["Voorbij"] * 5 + ["Loopt"] * 5, "vijf of meer"),
    ],
)
def test_split_options_are_told(cells: list[str], said: str) -> None:
    contact = "Had je contact met de school?"
    table = "\n".join(f"| Ja | {cell} |" for cell in cells)
    answers = map_export(export(f"| {contact} | gevolg |\n{table}"), SURVEY)
    (told,) = (one.message for one in label_findings(answers, labels_of(answers)) if one.code == "W-NEW-OPTIONS")
    assert said in told
    assert not any(cell in told for cell in cells)


def test_merged_options_are_told() -> None:
    answers = column("veilig", ["Mee"] * 6 + ["Tussenin"] * 6)
    (told,) = (one.message for one in label_findings(answers, labels_of(answers)))
    assert "samengevoegd" in told


def test_a_new_row_of_a_known_grid_has_its_own_heading_and_a_new_list_one_for_all() -> None:
    answers = column(
        "Waar is het niet veilig? [Op het plein] | Waar is het niet veilig? [Op de maan] | Eten? [A] | Eten? [B]",
        ["Y | x | y | z"] * 3,
    )
    new = [one.heading for one in observed(answers, labels_of(answers)) if one.kind == "new-question"]
    assert new == ["Waar is het niet veilig? [Op de maan]", "Eten?"]


def test_a_long_heading_is_cut() -> None:
    answers = column("veilig | " + "woord " * 60, ["Mee eens | x"] * 2)
    assert [len(one.heading) for one in observed(answers, labels_of(answers)) if one.kind == "new-question"] == [200]


def test_only_what_changed_since_a_year_is_told() -> None:
    answers = column("veilig", ["Mee eens"] * 3)
    assert break_findings(answers, observed(answers, labels_of(answers))) == ()

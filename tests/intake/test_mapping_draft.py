"""A draft of an export: kinds of questions and options from the cells, and nobody's own words."""

from itertools import cycle, islice
from pathlib import Path

import pytest

from monitor.definition.draft import to_yaml
from monitor.definition.load import load_survey_file
from monitor.definition.model import Item, Survey
from monitor.errors import FileRefused
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export, Tool
from tests.intake.export_tables import dry_run, export


def of(heading: str, answers: list[str | None], tool: Tool = "google-forms", **more: object) -> Export:
    lines = [f"| {heading} | Klas |", *(f"| {answer or ''} | 3A |" for answer in answers)]
    return export("\n".join(lines), tool=tool, **more)


def drafted(given: Export) -> str:
    """Kind and options of the first item, the options in their order."""
    return told(draft_survey(given, "proef").items[0])


def told(item: Item) -> str:
    return f"{item.type}: " + " / ".join(option.label["nl"] + ("*" if option.other else "") for option in item.options)


def many(*answers: str | None, times: int = 20) -> list[str | None]:
    return list(islice(cycle(answers), times))


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        (many("Ja", "Nee", "Weet ik niet"), "single: Nee / Ja / Weet ik niet"),
        (many("Mee eens", "Helemaal mee oneens", "Mee oneens"), "likert: Helemaal mee oneens / Mee oneens / Mee eens"),
        (many("often", "Never", "sometimes"), "likert: Never / sometimes / often"),
        (many("sehr zufrieden", "unzufrieden", "zufrieden"), "likert: unzufrieden / zufrieden / sehr zufrieden"),
        (many("jamais", "souvent", "parfois"), "likert: jamais / parfois / souvent"),
        (many("3 = vaak", "1 = nooit", "2 = soms"), "likert: 1 = nooit / 2 = soms / 3 = vaak"),
        (many("Eens (3)", "Oneens (1)", "Neutraal (2)"), "likert: Oneens (1) / Neutraal (2) / Eens (3)"),
        (many("2", "4", "5"), "likert: 1 / 2 / 3 / 4 / 5"),
        (many("34", "51", "12"), "number: "),
        ([None, None], "open: "),
        (many("Array;Bag", "Array", "Bag;Delayed", "Delayed"), "multiple: Array / Bag / Delayed"),
        (many("MBs, GBs, TBs", "GBs", "MBs, TBs", "TBs"), "multiple: TBs / GBs / MBs"),
        (many("Ja, soms", "Ja, vaak", "Nee"), "single: Ja, soms / Ja, vaak / Nee"),
        ([*many("1A", "2A", "1A", "2B", "2A"), "3A"], "single: 1A / 2A / 2B / 3A"),
        ([*many("25-34 jaar", "35-44 jaar"), "55-64 jaar"], "single: 25-34 jaar / 35-44 jaar / 55-64 jaar"),
        (
            [*many("Not at all seen", "Quite seen", "Extremely seen"), "Somewhat seen"],
            "likert: Not at all seen / Somewhat seen / Quite seen / Extremely seen",
        ),
        ([*many("fiets", "bus"), "step"], "single: bus / fiets / Andere*"),
        (
            many("Instagram, Threads", "TikTok", "Instagram, Threads, TikTok", times=30),
            "multiple: Instagram, Threads / TikTok",
        ),
        (many("Rust, Sfeer", "Zorg", "Rust, Sfeer, Zorg", times=12), "multiple: Rust / Sfeer / Zorg"),
        (many("SSH, HPC (SLURM, PBS)", "SSH", "HPC (SLURM, PBS)"), "multiple: SSH / HPC (SLURM, PBS)"),
        (
            many(
                "Thuis, bij mijn ouders, Op school",
                "Op school",
                "Thuis, bij mijn ouders",
                "Op straat, Op school",
                "Op straat",
            ),
            "multiple: Op school / Op straat / Thuis, bij mijn ouders",
        ),
        (many("A;B;C;", "C;A;B;"), "ranking: A / B / C"),
        (many("A, B, C", "C, A, B"), "ranking: A / B / C"),
        (many("A;B;", "B;", "A;C;"), "multiple: B / A / C"),
        ([*many("Rood", "Blauw"), "Turquoise"], "single: Blauw / Rood / Andere*"),
        ([*many("Anders", "Blauw"), "Turquoise"], "single: Anders* / Blauw"),
        ([f"Een eigen verhaal van leerling {n}, soms, vaak" for n in range(9)], "open: "),
    ],
)
def test_kinds_from_cells(answers: list[str | None], kind: str) -> None:
    assert drafted(of("Vraag?", answers)) == kind


def test_commas_and_semicolons_of_people_make_no_options() -> None:
    words = ["brood, melk", "melk; kaas", "wijn, appels, peer", "noten", "ei, ham", "soep", "rijst, vis"]
    assert drafted(of("Vraag?", list(words))) == "open: "


def test_a_rare_label_is_an_option_only_where_free_text_has_its_own_column() -> None:
    answers = [*many("Rood", "Blauw"), "Groen"]
    assert "Groen" not in drafted(of("Vraag?", answers))
    assert "Groen" in drafted(of("Vraag?", answers, tool="limesurvey"))


def test_rows_of_a_grid_share_their_answers() -> None:
    rows = [
        ("Goed", "Slecht"),
        ("Goed", "Goed"),
        ("Slecht", "Matig"),
        ("Matig", "Goed"),
        ("Goed", "Matig"),
        ("Goed", "Goed"),
    ]
    table = "| Hoe was het? [Eten] | Hoe was het? [Drinken] |\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
    items = draft_survey(export(table), "proef").items
    assert [told(item) for item in items] == ["likert: Slecht / Matig / Goed"] * 2
    assert [item.text["nl"] for item in items] == ["Hoe was het? [Eten]", "Hoe was het? [Drinken]"]


def test_a_row_that_few_answered_is_like_the_other_rows() -> None:
    rows = [("Fijn", ""), ("Naar", ""), ("Fijn", ""), ("Naar", "Fijn")]
    table = "| Hoe? [A] | Hoe? [B] |\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
    assert [told(item) for item in draft_survey(export(table), "proef").items] == ["single: Fijn / Naar"] * 2


TICKS = """
| Waar? [Plein] | Waar? [Gang] | Waar? [Other]      | Waar? [Comment]          |
| Y             |              |                    | dat was een lang verhaal |
|               | Y            | achter de fietsen  |                          |
| N/A           | N/A          | N/A                |                          |
"""


def test_a_column_per_option() -> None:
    given = export(
        TICKS, tool="limesurvey", codes=("G1Q1[a]", "G1Q1[b]", "G1Q1[other]"), not_shown=("N/A",), ticked=("Y",)
    )
    survey = draft_survey(given, "proef")
    assert [(item.id, told(item)) for item in survey.items][:1] == [("g1q1", "multiple: Plein / Gang / Other*")]
    (first, *_others) = dry_run(given, survey)["items"]
    assert first["counts"] == {"a": 1, "b": 1, "other": 1}
    assert (first["empty"], first["not_shown"], first["unrecognised"]) == (0, 0, 0)


def test_columns_of_ranks() -> None:
    table = "| Wat eerst? [Rank 1] | Wat eerst? [Rank 2] |\n| Rust | Hulp |\n| Hulp | Rust |\n| Rust | |"
    given = export(table, tool="limesurvey")
    survey = draft_survey(given, "proef")
    assert told(survey.items[0]) == "ranking: Hulp / Rust"
    assert dry_run(given, survey)["items"][0]["counts"] == {"hulp": 2, "rust": 3}


def test_columns_of_ranks_with_one_label_are_questions_of_their_own() -> None:
    table = "| Wat eerst? [Rank 1] | Wat eerst? [Rank 2] |\n| Rust | |\n| Rust | |"
    assert [told(item) for item in draft_survey(export(table), "proef").items] == ["single: Rust", "open: "]


def test_agreement_and_satisfaction_know_what_is_favourable() -> None:
    steps = many("Helemaal mee oneens", "Mee oneens", "Mee eens", "Helemaal mee eens", "Weet ik niet")
    item = draft_survey(of("Vraag?", steps), "proef").items[0]
    assert item.favourable == ("mee_eens", "helemaal_mee_eens")
    assert item.unknown == ("weet_ik_niet",)
    assert draft_survey(of("Vraag?", many("Rood", "Blauw")), "proef").items[0].favourable == ()


def test_people_and_times_are_left_out() -> None:
    given = export(
        """
        | ID | Tijdstempel   | E-mail | Wie?      | Kleur |      |
        | 1  | 1-9-2024 8:00 | a@b.be | Ann Smet  | Rood  | iets |
        | 2  | 1-9-2024 8:01 | c@b.be | Bert Maes | Rood  | iets |
        | 3  | 1-9-2024 8:02 | d@b.be | Cis Dael  | Blauw | iets |
        | 4  | 1-9-2024 8:02 | e@b.be | Dora Bos  | Blauw | iets |
        """
    )
    assert [item.text["nl"] for item in draft_survey(given, "proef").items] == ["Kleur"]


def test_nothing_but_people_is_no_questionnaire() -> None:
    with pytest.raises(FileRefused, match="geen kolom met antwoorden") as caught:
        draft_survey(export("| ID | E-mail |\n| 1 | a@b.be |"), "proef")
    assert caught.value.place.file == "proef.csv"


def test_the_draft_reads_back_as_the_same_survey(tmp_path: Path) -> None:
    given = export(
        """
        | Wat is {{mooi}}: "dit" of 'dat'? | Hoe vaak? | Waar # precies? | Wat - dan: |
        | Ja                               | Nooit     | A;B;            | 3          |
        | Nee                              | Altijd    | B;              | 5          |
        | Ja                               | Soms      | A;              | 5          |
        | Nee                              | Altijd    | A;B;            | 1          |
        """,
        tool="microsoft-forms",
    )
    survey = draft_survey(given, "proef-1")
    file = tmp_path / "proef.yaml"
    file.write_text(to_yaml(survey), encoding="utf-8")
    (read,) = load_survey_file(file)
    assert read.items == survey.items
    assert read.say(read.items[0].text) == "Wat is {{mooi}}: \"dit\" of 'dat'?"
    assert [item["unrecognised"] for item in dry_run(given, read)["items"]] == [0, 0, 0, 0]


def test_wordings_of_several_languages_are_written_out() -> None:
    survey = Survey(
        id="x",
        audience="overig",
        version="1",
        title={"nl": "x", "en": "y"},
        items=draft_survey(of("V?", ["a", "a"]), "x").items,
    )
    assert "en: 'y'" in to_yaml(survey)

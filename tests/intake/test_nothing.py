"""No answer in four kinds: recognised in four languages, never mixed up, never thrown away."""

import pytest

from monitor.definition.model import Item, ItemType, Option, Survey
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export
from monitor.intake.nothing import KIND_OF, nothing
from monitor.intake.words import SCALES, STEPS
from tests.intake.export_tables import SURVEY, counted, dry_run, export, options

SPELT = """
dont_know      | Weet ik niet
dont_know      | WEET NIET.
dont_know      | 9 = weet niet
dont_know      | 9. Weet niet
dont_know      | (9) weet niet
dont_know      | Weet niet (9)
dont_know      | Weet niet = 9
dont_know      | (weet niet)
dont_know      | - weet niet -
dont_know      | w.n.
dont_know      | Kan ik niet beoordelen
dont_know      | don\u2019t know
dont_know      | Dont know
dont_know      | Je ne sais pas
dont_know      | NSP
dont_know      | weiß nicht
dont_know      | weiss nicht
dont_know      | Kann ich nicht beurteilen
no_opinion     | Geen mening
no_opinion     | g.m.
no_opinion     | No opinion
no_opinion     | Sans avis
no_opinion     | keine Meinung
prefer_not     | Dat wil ik liever niet zeggen
prefer_not     | Wil niet zeggen
prefer_not     | Prefer not to say
prefer_not     | I'd rather not say
prefer_not     | Je ne souhaite pas répondre
prefer_not     | Sans réponse
prefer_not     | NRP
prefer_not     | keine Angabe
prefer_not     | k.A.
prefer_not     | k. A.
not_applicable | Niet van toepassing
not_applicable | n.v.t
not_applicable | NVT
not_applicable | n. v. t.
not_applicable | N/A
not_applicable | Does not apply to me
not_applicable | Sans objet
not_applicable | s.o.
not_applicable | Ne me concerne pas
not_applicable | entfällt
not_applicable | Niet van toepassing (ik heb geen broer of zus)
not_applicable | N.v.t., mijn kind eet thuis
dont_know      | Geen mening/weet niet/n.v.t.
dont_know      | Weet niet of n.v.t.
dont_know      | n.v.t. / weet niet
dont_know      | DK/NA
dont_know      | NSP/NRP
dont_know      | weiß nicht / keine Angabe
no_opinion     | geen mening, n.v.t.
prefer_not     | zeg ik liever niet / niet van toepassing
"""
ANSWERS = (
    "nee", "Nee, dat weet ik niet", "Ja / weet niet", "niet goed", "geen", "DK", "so so", "So, so", "liever niet",
    "trifft nicht zu", "Niet eens en niet oneens", "n", "9", "", "weet niet, maar ik denk van wel", "x" * 200,
)  # fmt: skip


@pytest.mark.parametrize("line", SPELT.strip().splitlines())
def test_every_spelling_has_its_kind(line: str) -> None:
    kind, text = (part.strip() for part in line.split(" | "))
    assert nothing(text) == kind


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_not_nothing(text: str) -> None:
    assert nothing(text) is None


def test_no_spelling_has_two_kinds_and_none_is_a_step_of_a_scale() -> None:
    from importlib import resources

    blocks = (resources.files("monitor.intake") / "nothing.txt").read_text(encoding="utf-8").split("\n\n")
    words = [word for block in blocks for line in block.strip().split("\n")[1:] for word in line.split("|")]
    assert len(words) == len(set(words))
    assert len(set(KIND_OF.values())) == 4
    assert not STEPS & KIND_OF.keys()
    assert not [step for scale in SCALES for step in scale if nothing(step)]


ALL_KINDS = options(
    "ja=Ja", "nee=Nee", "wn=Weet ik niet", "gm=Geen mening", "lv=Dat zeg ik liever niet", "nvt=N.v.t.",
)  # fmt: skip
ALL = tuple(
    option.model_copy(
        update={
            "dont_know": option.code in ("wn", "gm"),
            "prefer_not": option.code == "lv",
            "not_applicable": option.code == "nvt",
        }
    )
    for option in ALL_KINDS
)
NONE = options("ja=Ja", "nee=Nee")
OTHER = options("ja=Ja", "nee=Nee", "anders=Anders", other="anders")
FEW = options("ja=Ja", "nee=Nee", "wn=Weet ik niet", dont_know="wn")
CELLS = "Ja\n9 = weet niet\nGeen mening\nGeen mening/weet niet\nWil ik niet zeggen\nkeine Angabe\nN.V.T.\nNee"


STORED = Item(id="tweede", type=ItemType.OPEN, text={"nl": "Tweede"})
"""A row with a recognised answer is stored, whatever stands in the other column."""


def survey(offered: tuple[Option, ...], kind: ItemType = ItemType.SINGLE) -> Survey:
    item = Item(id="vraag", type=kind, text={"nl": "De vraag"}, options=offered)
    return Survey(id="proef", audience="ouders", version="1", title={"nl": "Proef"}, items=(item, STORED))


def given(cells: str = CELLS) -> Export:
    return export("De vraag | Tweede\n" + "\n".join(f"{cell} | x" for cell in cells.splitlines()))


def said(offered: tuple[Option, ...], kind: ItemType = ItemType.SINGLE, cells: str = CELLS) -> list[tuple[str, str]]:
    findings = dry_run(given(cells), survey(offered, kind))["findings"]
    wanted = ("W-NO-SUCH-OPTION", "I-SAME-KIND", "W-UNKNOWN-ANSWERS", "W-OTHER-OPTIONS")
    return [(one["code"], one["message"]) for one in findings if one["code"] in wanted]


def test_an_item_with_all_kinds_keeps_them_apart() -> None:
    assert counted(given(), "vraag", survey(ALL)) == (
        "ja 1, nee 1, wn 2, gm 1, lv 2, nvt 1; 0 empty, 0 not shown, 0 unrecognised"
    )
    assert said(ALL) == []


@pytest.mark.parametrize("offered", [NONE, OTHER])
def test_an_item_without_any_counts_them_by_kind_and_never_as_other(offered: tuple[Option, ...]) -> None:
    assert counted(given(), "vraag", survey(offered)) == ("ja 1, nee 1; 0 empty, 0 not shown, 6 unrecognised")
    messages = [message for code, message in said(offered) if code == "W-NO-SUCH-OPTION"]
    assert [message.split(",")[0] for message in messages] == [
        '2 antwoorden zijn "weet niet"',
        'Eén antwoord is "geen mening"',
        '2 antwoorden zijn "zeg ik liever niet"',
        'Eén antwoord is "niet van toepassing"',
    ]
    assert "W-UNKNOWN-ANSWERS" not in dict(said(offered))


def test_what_means_as_much_is_counted_there_and_that_is_told() -> None:
    cells = "Ja\nNee\nGeen mening\nGeen mening"
    assert counted(given(cells), "vraag", survey(FEW)) == "ja 1, nee 1, wn 2; 0 empty, 0 not shown, 0 unrecognised"
    ((code, message),) = said(FEW, cells=cells)
    assert code == "I-SAME-KIND"
    assert message.startswith('2 antwoorden zijn "geen mening"')


def test_strange_answers_stay_strange_beside_them() -> None:
    found = dict(said(NONE, cells="Ja\nNee\nNee\nNee\nMisschien\nWeet niet"))
    assert found["W-UNKNOWN-ANSWERS"].startswith("Eén antwoord")
    assert found["W-NO-SUCH-OPTION"].startswith('Eén antwoord is "weet niet"')


def test_in_a_list_no_answer_is_neither_a_tick_nor_other() -> None:
    cells = "Ja;Nee;\nWeet niet;\nJa;weet niet;\nJa;kers;"
    assert counted(given(cells), "vraag", survey(OTHER, ItemType.MULTIPLE)) == (
        "ja 3, nee 1, anders 1; 0 empty, 0 not shown, 2 unrecognised"
    )
    assert [code for code, _message in said(OTHER, ItemType.MULTIPLE, cells)] == ["W-NO-SUCH-OPTION"]


def test_in_a_list_a_variant_of_an_option_is_that_option() -> None:
    few = tuple(option.model_copy(update={"exclusive": option.dont_know}) for option in FEW)
    assert counted(given("Ja;Nee;\n9 = weet niet;"), "vraag", survey(few, ItemType.MULTIPLE)) == (
        "ja 1, nee 1, wn 1; 0 empty, 0 not shown, 0 unrecognised"
    )


def test_a_number_that_nobody_knew_is_counted_by_kind() -> None:
    cells = "3\n2\nWeet ik niet\nveel"
    assert counted(given(cells), "vraag", survey((), ItemType.NUMBER)) == (
        "answered 2; 0 empty, 0 not shown, 2 unrecognised"
    )
    codes = [code for code, _message in said((), ItemType.NUMBER, cells)]
    assert codes == ["W-NO-SUCH-OPTION", "W-UNKNOWN-ANSWERS"], "a number has no options, so they are not others"


def test_a_label_may_have_its_number_beside_it() -> None:
    steps = options("nooit=Nooit:1", "soms=Soms:2", "vaak=Vaak:3")
    assert counted(given("1 = nooit\n2. Soms\nVaak (3)\n3"), "vraag", survey(steps, ItemType.LIKERT)) == (
        "nooit 1, soms 1, vaak 1; 0 empty, 0 not shown, 1 unrecognised"
    )


UNTOLD = """
Had je contact met de school? | Wat was het gevolg van dat contact?
Nee                           | |
Ja                            | Het is gestopt
"""


def test_that_not_shown_looks_like_not_answered_is_said_where_it_matters() -> None:
    (finding,) = [f for f in dry_run(export(UNTOLD))["findings"] if f["code"] == "I-NOT-SHOWN"]
    assert finding["severity"] == "info"
    assert "niet getoond" in finding["message"]
    assert counted(export(UNTOLD), "gevolg", SURVEY) == "gestopt 1; 0 empty, 1 not shown, 0 unrecognised"


def test_a_question_that_most_left_empty_is_named() -> None:
    cells = "Tweede | De vraag\nx | Ja\nx | |\nx | |\n"
    (finding,) = [f for f in dry_run(export(cells), survey(NONE))["findings"] if f["code"] == "I-NOT-SHOWN"]
    assert 'Vraag vraag ("De vraag") is bij meer dan de helft leeg' in finding["message"]


def test_of_many_such_questions_a_few_are_named() -> None:
    items = tuple(Item(id=f"v{n}", type=ItemType.SINGLE, text={"nl": f"Vraag {n}"}, options=NONE) for n in range(7))
    many = Survey(id="proef", audience="ouders", version="1", title={"nl": "Proef"}, items=(*items, STORED))
    heading = " | ".join([*(f"Vraag {n}" for n in range(7)), "Tweede"])
    rows = [" | ".join(["Ja"] * 7 + ["x"]), *(["| " * 7 + "| x"] * 2)]
    found = dry_run(export("\n".join([heading, *rows])), many)["findings"]
    (message,) = [finding["message"] for finding in found if finding["code"] == "I-NOT-SHOWN"]
    assert 'v3 ("Vraag 3"), v4 ("Vraag 4") en nog 2 zijn' in message
    assert "v5" not in message


@pytest.mark.parametrize(
    "told",
    [export("De vraag | Tweede\nJa | x\nNee | x"), export("De vraag | b\nJa|x\nN/A|x\nN/A|x", not_shown=("N/A",))],
)
def test_nothing_is_said_where_it_does_not_matter(told: Export) -> None:
    from dataclasses import replace

    told = replace(told, tells_not_shown=bool(told.not_shown))
    assert "I-NOT-SHOWN" not in [finding["code"] for finding in dry_run(told, survey(NONE))["findings"]]


DRAFTED = """
ID | Eens? | Waar?
1  | Mee eens | Plein;Gang;
2  | Mee oneens | Gang;
3  | Weet niet | Weet ik niet;
4  | Geen mening | Geen van deze;
5  | Wil ik niet zeggen | Plein;
6  | Niet van toepassing (geen kind) | Plein;Gang;
7  | Mee eens | Geen van deze;
8  | Mee oneens | Weet ik niet;
9  | Niet van toepassing (geen kind) | Weet ik niet;
"""


def flags(item: Item) -> dict[str, list[str]]:
    names = ("dont_know", "prefer_not", "not_applicable", "exclusive")
    return {option.label["nl"]: [n for n in names if getattr(option, n)] for option in item.options}


def test_a_draft_has_the_flags_of_all_kinds() -> None:
    eens, waar = draft_survey(export(DRAFTED, joiners=(";",)), "proef").items
    assert flags(eens) == {
        "Mee oneens": [],
        "Mee eens": [],
        "Weet niet": ["dont_know"],
        "Geen mening": ["dont_know"],
        "Wil ik niet zeggen": ["prefer_not"],
        "Niet van toepassing (geen kind)": ["not_applicable"],
    }
    assert flags(waar) == {
        "Gang": [],
        "Plein": [],
        "Geen van deze": ["exclusive"],
        "Weet ik niet": ["dont_know", "exclusive"],
    }


def test_what_people_ticked_beside_others_excludes_nothing() -> None:
    together = DRAFTED.replace("7  | Mee eens | Geen van deze;", "7  | Mee eens | Geen van deze;Plein;")
    _eens, waar = draft_survey(export(together, joiners=(";",)), "proef").items
    assert flags(waar)["Geen van deze"] == []

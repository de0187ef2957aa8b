"""Whatever happens to a file on its way: every row and cell is accounted for, and nobody leaves with it."""

import io
import json
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitor.definition.draft import to_yaml
from monitor.intake.anonymise import Anonymised, anonymise
from monitor.intake.draft import draft_survey
from monitor.intake.export import Cell, Dialect, Export
from monitor.intake.mapping import map_export
from monitor.intake.report import import_report
from monitor.intake.splitting import choices, parts
from monitor.intake.validate import validate
from tests.intake.export_tables import SURVEY, column

HEADINGS = (
    "Tijdstempel",
    "E-mail",
    "Naam",
    "Mijn kind voelt zich veilig op de speelplaats.",
    "Waar is het niet veilig?",
    "Had je contact met de school?",
    "Wat was het gevolg van dat contact?",
    "Hoeveel kinderen heb je hier?",
    "Wat kan beter?",
)
CANARIES = ("kanarie.geel@vogels.example", "Kanarie Geelvink", "0470 99 88 77 kanarie", "31-12-2024 23:59:58")

damage = st.sampled_from(["{}", "{} ", "\u00a0{}", "{}\u200b", "{}.", "  {}"])
closed = {
    3: ["Mee eens", "Mee oneens", "Tussenin", "Weet ik niet", "iets anders"],
    4: ["Op het plein;", "Nergens;Op het plein;", "In de gang, of op de trap;", "bij de fietsen;", ";"],
    5: ["Ja", "Nee", "misschien"],
    6: ["Het is gestopt", "Het duurt nog", "weet niet"],
    7: ["1", "2", "drie"],
}


@st.composite
def rows(draw: st.DrawFn) -> tuple[Cell, ...]:
    answers = [
        draw(st.one_of(st.none(), st.builds(lambda text, mark: mark.format(text), st.sampled_from(labels), damage)))
        for labels in closed.values()
    ]
    text = draw(st.sampled_from([None, "test", CANARIES[2]]))
    identity = draw(st.sampled_from([None, "anonymous", CANARIES[0], "a@b.example"]))
    return (CANARIES[3], identity, draw(st.sampled_from([None, CANARIES[1]])), *answers, text)


@st.composite
def exports(draw: st.DrawFn) -> Export:
    """An export with damage: columns in any order, double, empty and unfinished rows, blanks of every kind."""
    body = draw(st.lists(rows(), min_size=1, max_size=12))
    body += body[: draw(st.integers(0, len(body)))]
    body += [(None,) * len(HEADINGS)] * draw(st.integers(0, 2))
    order = draw(st.permutations(range(len(HEADINGS))))
    numbers = tuple(range(2, len(body) + 2))
    states = st.lists(st.booleans(), min_size=len(body), max_size=len(body)).map(tuple)
    return replace(
        EMPTY,
        columns=tuple(column(place, HEADINGS[index]) for place, index in enumerate(order)),
        rows=tuple(tuple(row[index] for index in order) for row in body),
        row_numbers=numbers,
        completed=draw(st.one_of(st.just((True,) * len(body)), states)),
        preview=(False,) * len(body),
    )


EMPTY = Export(
    file="proef.csv",
    tool="microsoft-forms",
    dialect=Dialect(),
    columns=(),
    rows=(),
    row_numbers=(),
    completed=(),
    preview=(),
    joiners=(";",),
)


def accounted(report: dict[str, object], result: Anonymised) -> None:
    rows = report["rows"]
    assert rows["read"] == sum(n for fate, n in rows.items() if fate != "read")
    assert len(result.dropped) == rows["read"] - rows["stored"]
    for item in report["items"]:
        rest = item["empty"] + item["not_shown"] + item["unrecognised"]
        if item["type"] in ("multiple", "ranking"):
            assert max(item["counts"].values()) <= rows["stored"] - item["empty"] - item["not_shown"]
        else:
            assert sum(item["counts"].values()) + rest == rows["stored"]


def everything(report: dict[str, object], result: Anonymised) -> str:
    """All that leaves the intake, as bytes would show it."""
    kept = io.StringIO()
    for name, codes in result.answers.codes.items():
        kept.write(name + np.array2string(codes))
    return json.dumps(report, ensure_ascii=False) + str(result.findings) + str(result.answers.groups) + kept.getvalue()


@given(exports())
def test_rows_and_cells_are_accounted_for_and_nobody_leaves(export: Export) -> None:
    checked = validate(map_export(export, SURVEY))
    result = anonymise(checked)
    report = import_report(checked, result, dry_run=True)
    accounted(report, result)
    assert not any(canary in everything(report, result) for canary in CANARIES)


@given(exports())
def test_a_draft_of_the_file_accounts_for_it_too(export: Export) -> None:
    survey = draft_survey(export, "proef")
    checked = validate(map_export(export, survey))
    result = anonymise(checked)
    report = import_report(checked, result, dry_run=True)
    accounted(report, result)
    assert {item["item"] for item in report["items"]} == {item.id for item in survey.items}
    assert all(not item["unrecognised"] for item in report["items"] if item["type"] not in ("number", "ranking"))
    assert not any(canary in to_yaml(survey) for canary in CANARIES)


@given(exports(), st.randoms())
def test_the_order_of_columns_changes_nothing(export: Export, random: object) -> None:
    order = list(range(len(export.columns)))
    random.shuffle(order)
    turned = replace(
        export,
        columns=tuple(replace(export.columns[index], index=place) for place, index in enumerate(order)),
        rows=tuple(tuple(row[index] for index in order) for row in export.rows),
    )

    def counts(one: Export) -> dict[str, object]:
        checked = validate(map_export(one, SURVEY))
        return {item["item"]: item for item in import_report(checked, anonymise(checked), dry_run=True)["items"]}

    assert counts(export) == counts(turned)


labels = st.lists(
    st.text("abc ,()", min_size=1, max_size=8).map(str.strip).filter(lambda text: text.strip(" ,") != ""),
    min_size=1,
    max_size=5,
    unique=True,
)


@given(labels)
def test_joined_options_come_apart_again(chosen: list[str]) -> None:
    known = sorted(((" ".join(label.split()), label) for label in chosen), key=lambda pair: -len(pair[0]))
    codes, strange = choices(";".join(chosen) + ";", known, (";",))
    assert (sorted(codes), strange) == (sorted(chosen), [])


@given(st.text("ab;()[] ", max_size=30))
def test_parts_keep_every_letter(cell: str) -> None:
    assert "".join(parts(cell, (";",))).replace(";", "").replace(" ", "") == cell.replace(";", "").replace(" ", "")

"""`werkgroep.yaml`: what the werkgroep writes itself, and what is said of a slip in it."""

import datetime as dt
from pathlib import Path

import pytest

from monitor.definition.workgroup import Workgroup, put_example, workgroup
from monitor.errors import DefinitionRefused

WRITTEN = """
startfoto:
  achtergrond: Er waren ruzies op de speelplaats.
acties:
  - {wat: Rubriek in de nieuwsbrief, doel: 1, van: 2025-10-01, tot: 2026-05-31, wie: werkgroep, uren: 10, waardering: 4}
  - {wat: Infoavond, van: 2025-11-10}
overleggen:
  - {nummer: 1, datum: 2025-09-16, gedaan: [1, 3]}
communicatie:
  - {onderwerp: aanpak, kanaal: nieuwsbrief, gepland: 2025-10-01}
opmerkingen:
  ouders-com_tevreden-favourable: We stuurden vijf berichten.
vervolg: [We gaan door.]
"""


def read(folder: Path, text: str) -> Workgroup:
    file = folder / "werkgroep.yaml"
    file.write_text(text, encoding="utf-8")
    return workgroup(file)


def test_everything_that_is_written_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, WRITTEN)
    assert found.start.background == "Er waren ruzies op de speelplaats."
    assert [(one.what, one.goal, one.begin, one.end, one.hours, one.grade) for one in found.actions] == [
        ("Rubriek in de nieuwsbrief", 1, dt.date(2025, 10, 1), dt.date(2026, 5, 31), 10, 4),
        ("Infoavond", None, dt.date(2025, 11, 10), None, None, None),
    ]
    assert (found.meetings[0].number, found.meetings[0].done) == (1, (1, 3))
    assert (found.told[0].topic, found.told[0].channel, found.told[0].sent) == ("aanpak", "nieuwsbrief", None)
    assert found.remarks == {"ouders-com_tevreden-favourable": "We stuurden vijf berichten."}
    assert found.next_steps == ("We gaan door.",)


@pytest.mark.parametrize("text", [None, "", "\n\n", "# alles is nog een opmerking\n"])
def test_nothing_written_is_nothing_said(tmp_path: Path, text: str | None) -> None:
    assert (read(tmp_path, text) if text is not None else workgroup(tmp_path / "geen.yaml")) == Workgroup()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("acties:\n  - {wat: Iets, van: morgen}\n", 2, '"morgen". Toegestaan: een datum zoals 2025-10-21.'),
        ("acties:\n  - {wat: Iets, van: 2025-10-02, tot: 2025-10-01}\n", 2, "Een actie eindigt nadat ze begint."),
        ("acties:\n  - {wat: Iets, van: 2025-10-02, waardering: 6}\n", 2, "waardering"),
        ("acties:\n  - {wat: Iets, van: 2025-10-02, kosten: 6}\n", 2, "kosten"),
        ("opmerkingen:\n  ouders-com_tevreden: Iets.\n", 2, "ouders-com_tevreden"),
        ("opmerkingen:\n  Meedenken: Iets.\n", 2, "Bedoelt u ouders-par_inspraak-favourable (Meedenken)"),
        ("opmerkingen:\n  Qwxz: Iets.\n", 2, "leerlingen-erv_gepest-ever"),
        ("communicatie:\n  - {onderwerp: aanpakken, kanaal: nieuwsbrief}\n", 2, "aanpak"),
        ("communicatie:\n  - {onderwerp: aanpak, kanaal: duif}\n", 2, "duif"),
        ("overleggen:\n  - {nummer: 1}\n  - {nummer: 1}\n", 3, "Dit overleg staat er al."),
        ("overleggen:\n  - {nummer: 8}\n", 2, "7"),
        ("overleggen:\n  - {nummer: 1, gedaan: [1, 5]}\n", 2, "heeft geen regel 5: de regels zijn 1 tot 4."),
        ("overleggen:\n  - nummer: 3\n    gedaan: {4: 2026-01-13}\n", 3, "heeft geen regel 4: de regels zijn 1 tot 3."),
        ("overleggen:\n  - {nummer: 3, gedaan: [0]}\n", 2, "heeft geen regel 0"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        read(tmp_path, text)
    assert f"werkgroep.yaml, regel {line}" in str(refused.value)
    assert said in str(refused.value)
    assert "docs/handleiding/jaardossier.md" in (refused.value.remedy or "")


def test_the_example_can_be_used_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "werkgroep.yaml"
    assert put_example(file)
    assert workgroup(file) == Workgroup()
    text = file.read_text(encoding="utf-8")
    lines = [line[2:] for line in text.splitlines() if line.startswith("# ") and not line[2:3].isupper()]
    used = read(tmp_path, "\n".join(lines))
    assert all(getattr(used, name) for name in Workgroup.model_fields)
    assert not put_example(file), "what is written is never written over"
    assert workgroup(file) == used


def action(begin: str, end: str | None) -> dict[str, object]:
    return {"wat": "Iets", "van": dt.date.fromisoformat(begin), "tot": dt.date.fromisoformat(end) if end else None}


@pytest.mark.parametrize(
    ("actions", "day"),
    [
        ([("2025-10-01", None)] * 3, None),
        ([("2025-10-01", None)] * 4, dt.date(2025, 10, 1)),
        ([("2025-10-01", "2025-10-31"), *[("2025-11-01", None)] * 3], None),
        ([("2025-10-01", "2025-11-01"), *[("2025-11-01", None)] * 3], dt.date(2025, 11, 1)),
    ],
)
def test_more_than_three_at_once_are_too_many(actions: list[tuple[str, str | None]], day: dt.date | None) -> None:
    assert Workgroup.model_validate({"acties": tuple(action(*one) for one in actions)}).crowded() == day

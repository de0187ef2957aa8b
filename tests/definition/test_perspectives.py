"""The subjects that groups share: how far they compare, what the file of subjects must say, and every fault of it."""

from pathlib import Path

import pytest

from monitor.definition.library import survey
from monitor.definition.load import fit_file
from monitor.definition.perspectives import PerspectivesFile, check_subjects, level_between, subjects
from monitor.errors import DefinitionRefused
from monitor.shipped import surveys_folder

SHIPPED = (surveys_folder() / "perspectives.yaml").read_text(encoding="utf-8")
FIRST = '      - {level: 2, reason: {nl: "Het personeel zegt wat de school vertelde'


def test_the_22_common_subjects_of_the_blueprint_have_a_title_in_two_languages() -> None:
    assert len(subjects()) == 22
    assert all({"nl", "en"} <= set(one.title) for one in subjects().values())
    assert all({"nl", "en"} <= set(why) for one in subjects().values() for why in one.why.values())


@pytest.mark.parametrize(
    ("key", "one", "other", "level"),
    [
        ("kl_goed_voelen", "ouders", "personeel", 1),
        ("kl_goed_voelen", "ouders", "leerlingen-12-18", 1),
        ("kl_goed_voelen", "ouders", "leerlingen-9-12", 3),
        ("kl_graag", "ouders", "personeel", 2),
        ("kl_erbij", "ouders", "personeel", 3),
        ("bk_online", "ouders", "personeel", 1),
        ("bk_online", "ouders", "leerlingen-12-18", 2),
        ("com_duidelijk", "ouders", "personeel", 1),
        ("com_duidelijk", "personeel", "leerlingen-12-18", 3),
        ("erv_gepest", "ouders", "leerlingen-9-12", 2),
    ],
)
def test_the_level_between_two_groups_is_that_of_the_registry(key: str, one: str, other: str, level: int) -> None:
    """Section 3c of the blueprint: the weaker of what the two questions say."""
    first, second = survey(one).item(key), survey(other).item(key)
    assert level_between(first, second) == level_between(second, first) == level


def test_questions_about_different_subjects_have_no_level() -> None:
    asked = survey("ouders")
    for other in ("kl_graag", "com_meer"):
        with pytest.raises(ValueError, match="same subject"):
            level_between(asked.item("com_tevreden"), asked.item(other))


def checked(text: str, folder: Path) -> None:
    path = folder / "perspectives.yaml"
    path.write_text(text, encoding="utf-8")
    check_subjects(fit_file(path, PerspectivesFile))


def test_the_shipped_file_passes(tmp_path: Path) -> None:
    checked(SHIPPED, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("key: com_kanalen", "key: com_kanaln", 12, 'Bedoelt u "com_kanalen"?'),
        ("key: com_kanalen", "key: com_onderwerpen", 12, '"com_onderwerpen" is al in gebruik'),
        ("key: com_kanalen", "key: com_onderwerpen", 7, "Twee groepen krijgen een vraag over com_kanalen"),
        (FIRST, FIRST.replace("2", "3"), 8, "vergelijkbaar op niveau 2. Zeg waarom"),
        (FIRST, FIRST.replace("2", "3"), 11, "Geen twee groepen zijn hier vergelijkbaar op niveau 3"),
        (FIRST, f'      - {{level: 2, reason: "nog eens"}}\n{FIRST}', 12, "of het staat er twee keer"),
        ("{level: 2,", "{level: 1,", 11, "1 is te laag"),
    ],
)
def test_every_fault_is_told_with_its_line(old: str, new: str, line: int, message: str, tmp_path: Path) -> None:
    assert old in SHIPPED
    with pytest.raises(DefinitionRefused) as refusal:
        checked(SHIPPED.replace(old, new, 1), tmp_path)
    told = [one for one in refusal.value.message.splitlines() if f"regel {line}," in one]
    assert any(message in one for one in told), refusal.value.message

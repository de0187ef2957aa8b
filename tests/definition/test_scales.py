"""Derived scales as they are written down: every fault with its line, and which surveys have which scale."""

from pathlib import Path

import pytest

from monitor.definition.derived import derived_item
from monitor.definition.library import survey, surveys
from monitor.definition.load import fit_file
from monitor.definition.scales import check_scales, fits, scales_of
from monitor.definition.source import DerivedScalesFile
from monitor.errors import DefinitionRefused

GOOD = """\
schema: schoolklimaat/scales@1
scales:
  - id: schaal
    title: Titel
    reason: reden
    source: bron
    categories: [{code: laag, label: Laag}, {code: hoog, label: Hoog}]
    favourable: [hoog]
    made_of:
      - survey: ouders
        items: [kl_graag, kl_veilig, kl_erbij]
        reversed: []
        cuts: ["3.5"]
"""
PARENTS = "survey: ouders\n        items: [kl_graag, "
WRONG = [
    # what is changed, into what, line, message
    ("survey: ouders", "survey: oders", 10, 'Bedoelt u "ouders"?'),
    ("kl_erbij]", "kl_erbj]", 11, 'Bedoelt u "kl_erbij"?'),
    ("kl_erbij]", "bk_online]", 11, "bk_online heeft geen antwoorden met een waarde"),
    ("kl_erbij]", "erv_gepest]", 11, "erv_gepest is er niet voor iedereen, of beslist"),
    ("kl_erbij]", "erv_samenwerking]", 11, "erv_samenwerking is er niet voor iedereen"),
    ("kl_erbij]", "kl_veilig]", 11, "kl_veilig zit al in een schaal"),
    (PARENTS, "survey: leerlingen-12-18\n        items: [kl_alleen, ", 11, "heeft de waarden"),
    (PARENTS, "survey: leerlingen-9-12\n        items: [kl_alleen, ", 11, "hoort bij reversed"),
    ("reversed: []", "reversed: [kl_graag]", 11, "hoort bij reversed"),
    ("reversed: []", "reversed: [bk_online]", 12, "bk_online"),
    ('cuts: ["3.5"]', 'cuts: ["1"]', 13, "meer dan 1, en ten hoogste 5"),
    ('cuts: ["3.5"]', 'cuts: ["5.5"]', 13, "meer dan 1, en ten hoogste 5"),
    ('cuts: ["3.5"]', 'cuts: ["2", "3"]', 13, "dus er moeten 1 grenzen zijn"),
    ("favourable: [hoog]", "favourable: [hog]", 8, 'Bedoelt u "hoog"?'),
    ("code: hoog", "code: laag", 7, '"laag" is al in gebruik'),
    ("id: schaal", "id: kl_graag", 10, '"kl_graag" is al in gebruik'),
]  # fmt: skip


def checked(text: str, folder: Path) -> None:
    path = folder / "scales.yaml"
    path.write_text(text, encoding="utf-8")
    check_scales(fit_file(path, DerivedScalesFile))


def test_a_good_file_passes(tmp_path: Path) -> None:
    checked(GOOD, tmp_path)


@pytest.mark.parametrize(("old", "new", "line", "message"), WRONG)
def test_a_scale_that_cannot_be_made_is_refused_with_its_line(
    old: str, new: str, line: int, message: str, tmp_path: Path
) -> None:
    assert old in GOOD
    with pytest.raises(DefinitionRefused) as refusal:
        checked(GOOD.replace(old, new, 1), tmp_path)
    assert f"scales.yaml, regel {line}," in refusal.value.message
    assert message in refusal.value.message


def test_the_same_scale_twice_is_refused(tmp_path: Path) -> None:
    again = GOOD[GOOD.index("  - id") :]
    with pytest.raises(DefinitionRefused, match=r"regel 14.*in gebruik"):
        checked(GOOD + again, tmp_path)


def test_own_experience_and_other_items_do_not_mix(tmp_path: Path) -> None:
    text = GOOD.replace("survey: ouders", "survey: personeel").replace(
        "[kl_graag, kl_veilig, kl_erbij]", "[erv_gezien, erv_zelf_gepest, erv_gezien]"
    )
    with pytest.raises(DefinitionRefused, match="eigen ervaring of geen enkele"):
        checked(text, tmp_path)


def test_every_survey_has_its_scales() -> None:
    found = {one.id: [scale.id for scale in scales_of(one)] for one in surveys()}
    assert found == {
        "ouders": ["schaal_klimaat"],
        "leerlingen-9-12": ["schaal_klimaat"],
        "leerlingen-12-18": ["schaal_klimaat"],
        "personeel": ["schaal_klimaat", "schaal_zelfvertrouwen", "schaal_stappenplan"],
    }


def test_a_survey_that_lacks_an_item_lacks_the_scale() -> None:
    asked = survey("ouders")
    (scale,) = scales_of(asked)
    fewer = asked.model_copy(update={"items": tuple(i for i in asked.items if i.id != scale.items[0])})
    assert fits(scale, asked)
    assert scales_of(fewer) == ()


def test_a_scale_as_an_item_is_as_sensitive_as_its_most_sensitive_item() -> None:
    asked = survey("ouders")
    (scale,) = scales_of(asked)
    items = tuple(i.model_copy(update={"sensitive": 1}) if i.id == scale.items[1] else i for i in asked.items)
    derived = derived_item(scale, asked.model_copy(update={"items": items}))
    assert derived.sensitive == 1
    assert derived.codes() == ("laag", "midden", "hoog")
    assert derived.favourable == ("hoog",)
    assert derived.number_tells

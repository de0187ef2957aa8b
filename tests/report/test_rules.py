"""What is said in which situation: docs/rules.md is printed from here, of real releases, in both languages.

`SCHOOLKLIMAAT_PRINT=1` writes the page anew. Read the difference aloud, as a worried parent would.
"""

from pathlib import Path

import pytest

from monitor import texts
from tests.support.evidence import check_section
from tests.support.situations import changes, situations

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
LANGUAGES = {"nl": "Nederlands", "en": "English"}


def test_the_page_says_what_the_program_says() -> None:
    said = []
    for number, one in enumerate(situations(), start=1):
        lines = [f"### {number}. {one.title}", "", one.numbers, ""]
        for code, language in LANGUAGES.items():
            texts.use(code)
            lines.append(f"- {language}: {one.say()}")
        said.append("\n".join(lines))
    assert len(said) >= 20
    check_section("rules", "\n\n".join(said), PAGE)


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_left_to_fill_in(code: str) -> None:
    texts.use(code)
    for one in situations():
        assert not any(sign in one.say() for sign in ("{", "}", "None", "  ")), one.title
        assert one.say().endswith("."), one.title


def test_the_same_rise_is_better_or_worse_as_its_measure_says() -> None:
    told_of = {one.title: one.say() for one in changes()}
    assert told_of["A rise in bullying is worse"].endswith("Het gaat de verkeerde kant op.")
    assert told_of["A rise in awareness is better"].endswith("Het gaat de goede kant op.")
    assert told_of["A clear fall"].endswith("Het gaat de verkeerde kant op.")
    assert "kant op" not in told_of["An unclear change"]

"""The lists of words: they hold words, and no list lets a first or family name pass at the start of a sentence."""

from pathlib import Path

import pytest

from monitor.comments import vocabulary
from monitor.comments.dutch import is_common, looks_dutch
from monitor.comments.masking import mask
from monitor.comments.plain import bare
from tests.comments.marked import HERE

NAMES = (HERE / "names.txt").read_text(encoding="utf-8").split("\n", maxsplit=1)[1].split()
ALSO_WORDS = {"Ben", "Groen", "Lieve", "Toon", "Anders"}
"""Only with a roster, or inside a sentence: at its start they are the word."""


def test_no_name_passes_at_the_start_of_a_sentence() -> None:
    passing = {name for name in NAMES if name not in mask(f"{name} speelt graag.").text}
    assert len(NAMES) > 450
    assert set(NAMES) - passing == ALSO_WORDS


def test_no_name_passes_inside_a_sentence() -> None:
    assert [name for name in NAMES if name in mask(f"Vandaag speelt {name} alleen.").text] == []


@pytest.mark.parametrize(
    "word", ["schoolfeesten", "klasreglement", "uitgelegde", "aanpassing", "vriendelijkheid", "gymles"]
)
def test_dutch_makes_words_of_words(word: str) -> None:
    assert looks_dutch(word)
    assert word == bare(word)


@pytest.mark.parametrize("word", ["zeynep", "chukwuemeka", "wojciech", "kateryna", "haddaoui", "wout"])
def test_a_name_does_not_look_dutch(word: str) -> None:
    assert not looks_dutch(word)


def test_the_lists_are_clean() -> None:
    folder = Path(vocabulary.__file__).parent
    for name in ("common_words", "small_words", "allowed_capitals", "names_that_are_words", "particles"):
        lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# ")
        words = " ".join(lines[1:]).split()
        assert [word for word in words if word != word.lower() or any(letter.isdigit() for letter in word[:1])] == [], (
            name
        )
    assert len(vocabulary.COMMON) > 2000
    assert is_common("school")
    assert {"van", "den", "el"} <= vocabulary.PARTICLES
    assert set(vocabulary.CONTEXTS) == {"before", "relations", "formal", "by", "after", "letters"}

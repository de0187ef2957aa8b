"""Words that promise more than numbers can: none of them in any sentence of the program (statistics.md 2.11).

Read are all messages of the code and all Dutch ones of the catalogues, and the page of rules. What only a sentence
about numbers must not say ("nothing changed", of what could not be determined) is looked for in the sentences about
numbers.
"""

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import monitor

ROOT = Path(monitor.__file__).parent.parent
ABOUT_NUMBERS = ("monitor/report", "monitor/statistics", "dashboards")
"""Where sentences about numbers are made; the command line says of a workspace that nothing changed, and may."""

OF_FORMS = ("auth", "declaring", "importing")
"""Where the dashboard takes something in: it says of a form that nothing changed, and may."""

NEVER = {
    "significant": r"signific",
    "proven": r"statisti\w+ (?:bewe|bewij|prove)|wetenschappelijk bewezen|statistically prove|scientifically prove",
    "representative": r"representati",
    "margin of error": r"foutenmarge|foutmarge|margins? of error",
    "p-value": r"\bp[- ]?(?:waarde|value)|\bp ?[<=>] ?[0.,]",
    "the chance of the true value": (
        r"95 ?(?:%|procent|percent) (?:kans|zeker|waarschijnlijk|chance|certain|sure|probab|likel)"
        r"|(?:kans|waarschijnlijkheid) dat (?:het|de) (?:echte|ware|werkelijke)"
        r"|(?:chance|probability) that the (?:true|real)"
    ),
    "confidence interval": r"betrouwbaarheids|confidence interval|confidence level",
    "hypothesis": r"nulhypothese|null hypothesis|hypothesetoets|hypothesis test",
    "ranking of classes": (
        r"ranglijst|rangorde|ranking|(?:beste|slechtste|zwakste|sterkste) (?:klas|groep|school)"
        r"|(?:best|worst|weakest|strongest) (?:class|group|school)"
    ),
}
NEVER_OF_NUMBERS = {
    "undecided is not unchanged": (
        r"(?<!betekent niet dat er )niets veranderd|geen verandering\b|gelijk gebleven|stabiel"
        r"|(?:is|zijn|bleef|bleven) (?:niet veranderd|onveranderd)"
        r"|(?<!not mean that )nothing (?:has )?changed|\bno change\b(?! since)|unchanged|stayed the same|stable"
    ),
}
SAID = {
    "significant": ["Een significante stijging.", "The rise is significant."],
    "proven": ["Dit is statistisch bewezen.", "Statistisch bewijs.", "This is statistically proven."],
    "representative": ["De groep is representatief.", "A representative sample."],
    "margin of error": ["De foutenmarge is 5 punten.", "The margin of error is 5 points."],
    "p-value": ["De p-waarde is klein.", "A small p-value.", "p < .05", "p = 0,03"],
    "the chance of the true value": [
        "Met 95 % kans ligt het hier.", "De kans dat de echte waarde hier ligt is 95%.", "We zijn 95% zeker.",
        "The probability that the true value lies here.",
    ],
    "confidence interval": ["Het betrouwbaarheidsinterval.", "The confidence interval."],
    "hypothesis": ["De nulhypothese.", "The null hypothesis."],
    "ranking of classes": ["Klas 3A is de beste klas.", "De ranglijst.", "The worst class."],
    "undecided is not unchanged": [
        "Er is niets veranderd.", "Geen verandering sinds vorig jaar.", "Het cijfer is gelijk gebleven.",
        "Het cijfer is niet veranderd.", "Nothing changed.", "There is no change.", "It stayed the same.",
    ],
}  # fmt: skip
"""For each what would be caught: a pattern that catches nothing guards nothing."""
ALLOWED = (
    "Het is niet vast te stellen of er iets veranderd is.",
    "It cannot be determined whether anything changed.",
    "Dat is meer dan toeval.",
    "Dit betekent niet dat er niets veranderde: er zijn te weinig antwoorden om het te zeggen.",
    "Het is een interval van 95% (Wilson), iets breder gemaakt.",
    "No change since the year before stands out from what chance does.",
)


@cache
def messages(folder: str) -> frozenset[str]:
    """Every English message that the code under a folder is marked with, also within an f-string."""
    found: set[str] = set()
    for file in (one for one in (ROOT / folder).rglob("*.py") if not set(one.parts) & set(OF_FORMS)):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "n_", "N_"):
                found |= {
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return frozenset(found)


def _each(message: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


@cache
def dutch() -> dict[str, tuple[str, ...]]:
    """The Dutch of every message of the catalogues."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((ROOT / "monitor/texts/nl").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id:
                    for text in _each(message.id):
                        found[text] = _each(message.string)
    return found


@cache
def everything() -> frozenset[str]:
    """All that the program may say in either language, and what the page of rules shows of it."""
    translated = dutch()
    page = set((ROOT / "docs/rules.md").read_text(encoding="utf-8").partition("<!-- rules -->")[2].splitlines())
    return (
        messages("monitor")
        | messages("dashboards")
        | set(translated)
        | {s for t in translated.values() for s in t}
        | page
    )


@cache
def of_numbers() -> frozenset[str]:
    """All sentences about numbers in either language."""
    translated = dutch()
    english = frozenset(text for folder in ABOUT_NUMBERS for text in messages(folder))
    return english | {text for one in english for text in translated.get(one, ())}


def caught(sentences: Iterable[str], pattern: str) -> list[str]:
    return sorted(one for one in sentences if re.search(pattern, one, re.IGNORECASE))


@pytest.mark.parametrize("name", NEVER)
def test_no_sentence_says_it(name: str) -> None:
    assert caught(everything(), NEVER[name]) == []


@pytest.mark.parametrize("name", NEVER_OF_NUMBERS)
def test_no_sentence_about_numbers_says_it(name: str) -> None:
    assert caught(of_numbers(), NEVER_OF_NUMBERS[name]) == []


@pytest.mark.parametrize("name", NEVER | NEVER_OF_NUMBERS)
def test_each_would_be_caught(name: str) -> None:
    pattern = (NEVER | NEVER_OF_NUMBERS)[name]
    assert SAID[name]
    assert caught(set(SAID[name]), pattern) == sorted(SAID[name])


@pytest.mark.parametrize("pattern", (NEVER | NEVER_OF_NUMBERS).values(), ids=NEVER | NEVER_OF_NUMBERS)
def test_what_may_be_said_is_not_caught(pattern: str) -> None:
    assert caught(set(ALLOWED), pattern) == []


def test_many_sentences_were_read() -> None:
    assert len(everything()) > 1000
    assert len(of_numbers()) > 200
    assert "It cannot be determined whether anything changed." in of_numbers()
    assert "Het is niet vast te stellen of er iets veranderd is." in of_numbers()

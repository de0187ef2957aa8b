"""Patterns: what gives a person away by its form: addresses, numbers, dates, classes; Belgian and Dutch.

Every repetition has an upper bound, so that the time grows with the length of the comment and no faster
(tests/comments/test_masking_hostile.py).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Test = Callable[[str], bool]

_ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|laatste(?=\skleuterklas)|[1-8](?:ste|de|e|ste|ᵉ)?)"
)
_LEVEL = r"(?:leerjaar|kleuterklas(?:je)?|kleuter|klas(?:je)?|middelbaar|humaniora|jaars)"
_LETTER = r"(?:[ -]?[A-Za-z]\d?(?![\w'-]))"
_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)"
)
_STREET = r"(?:straat|straatje|laan|dreef|steenweg|gracht|singel|plantsoen|kade|kaai)"
_SMALL_STREET = (
    r"(?:weg|plein|baan|lei|dijk|hof|park|pad|ring|markt|steeg|veld|heide|wijk|laar|berg|akker|hoek|erf|plaats)"
)
_HOUSE = (
    r"(?:\s{0,3},?\s{0,3}(?:nr\.?|nummer)?\s{0,3}\d{1,4}(?!\d)(?:\s?[a-zA-Z](?!\w))?"
    r"(?:[-/]\d{1,3}|\s?(?:bus|b)\s?\d{1,3})?)"
)
_DOMAIN = r"(?:be|nl|com|org|net|eu|vlaanderen|brussels|io|tv|me|gg|fr|de|pl|tr)"


def _is_phone(found: str) -> bool:
    digits = sum(letter.isdigit() for letter in found)
    return 8 <= digits <= 15 and found.lstrip("( ")[:1] in "+0"


def _is_long(found: str) -> bool:
    return sum(letter.isdigit() for letter in found) >= 6


def _is_iban(found: str) -> bool:
    return sum(letter.isdigit() for letter in found) >= 10


@dataclass(frozen=True)
class Pattern:
    """What one kind looks like; `fits` looks at the found text again, for what a pattern says badly."""

    kind: str
    expression: re.Pattern[str]
    fits: Test = bool


def _pattern(kind: str, expression: str, fits: Test = bool, *, exact: bool = False) -> Pattern:
    return Pattern(kind, re.compile(expression, 0 if exact else re.IGNORECASE), fits)


PATTERNS: tuple[Pattern, ...] = (
    _pattern("link", r"https?://\S{1,500}|(?<!\w)www\.\S{1,300}"),
    _pattern(
        "email",
        r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\s(?:at|apenstaartje)\s)\s?"
        r"[\w-]{1,63}(?:\s?(?:\.|\(dot\)|\s(?:punt|dot)\s)\s?[\w-]{2,63}){1,4}",
    ),
    _pattern("handle", r"(?<![\w.])@\s?[\w.]{2,40}"),
    _pattern("link", rf"(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,4}}{_DOMAIN}(?![\w-])(?:/\S{{0,300}})?"),
    _pattern(
        "handle", r"(?<=insta )\S{3,40}|(?<=snap )[\w.]{0,40}[\d_.][\w.]{0,40}|(?<!\w)[a-z][a-z.]{0,30}_[\w.]{1,40}"
    ),
    _pattern("date", r"(?<![\w/])\d{1,2}\s{0,2}[-/.]\s{0,2}\d{1,2}\s{0,2}[-/.]\s{0,2}(?:19|20)?\d\d(?![\d.-])"),
    _pattern("date", r"(?<!\w)(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\w)"),
    _pattern("date", rf"(?<!\w)\d{{1,2}}(?:ste|de|e)?\s{{1,2}}{_MONTH}(?!\w)(?:\s{{1,2}}(?:19|20)\d\d(?!\d))?"),
    _pattern(
        "date",
        r"(?:(?<=\bop )|(?<=\bsinds )|(?<=\bvanaf )|(?<=geboren )|(?<=dag ))\d{1,2}[/.-]\d{1,2}(?![\d/.,-]*\d|\s?%)",
    ),
    _pattern("number", r"(?<!\w)[A-Z]{2}\s?\d{2}\s?(?:[\dA-Z]{4}\s?){2,7}[\dA-Z]{0,4}(?!\w)", _is_iban),
    _pattern("phone", r"(?<![\w.,])\(?(?:\+|00|0)[\d](?:[\s./()-]{0,3}\d){6,14}(?!\w)", _is_phone),
    _pattern("number", r"(?<!\w)\d(?:[\s./-]{0,2}\d){5,20}(?!\w)", _is_long),
    _pattern("number", r"(?<!\w)[1-9]-[A-Z]{3}-\d{3}(?!\w)|(?<!\w)(?:[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2})(?!\w)"),
    _pattern("street", r"(?<!\w)[1-9]\d{3}\s?[A-Z]{2}(?!\w)(?:\s[A-Z][\w'-]{2,40})?", exact=True),
    _pattern("street", r"(?<!\w)[1-9]\d{3}\s(?:[A-Z][\w'-]{2,40})(?:\s[A-Z][\w'-]{2,40})?", exact=True),
    _pattern("street", rf"(?<!\w)[^\W\d_][\w'-]{{1,40}}{_STREET}(?!\w){_HOUSE}?"),
    _pattern("street", rf"(?<!\w)[^\W\d_][\w'-]{{1,40}}(?:{_SMALL_STREET}|{_STREET})(?!\w){_HOUSE}"),
    _pattern("class", rf"(?<!\w){_ORDINAL}\s{{0,2}}{_LEVEL}(?!\w){_LETTER}?"),
    _pattern(
        "class",
        r"(?<!\w)(?:groep(?:en)?|klas(?:sen)?|leerjaar|kleuterklas(?:je)?|brugklas|unit)\s{1,2}[1-8]"
        r"(?:\s?[-/]\s?[1-8])?(?:[ -]?[a-z]\d?(?![\w'-]))?(?!\w)(?:\s(?:en|of)\s[1-8][a-z]?(?!\w))?",
    ),
    _pattern(
        "class",
        rf"(?:(?<=\buit het )|(?<=\bin het )|(?<=\bvan het )|(?<=\buit de )|(?<=\bvan de )|(?<=\bin de )){_ORDINAL}"
        r"(?=\s{0,2}(?:$|[.,;:!?)\n]|(?:en|zit|pest|pesten|zitten|plaagt|slaat|is|zijn|heeft|hebben|die|krijgt|krijgen)\b))",
    ),
    _pattern("class", r"(?<![\w.,])[1-8]\s?[A-Z](?:[A-Z]{0,5}\d?)(?![\w'-])", exact=True),
    _pattern(
        "class",
        r"(?<![\w.,/])[1-8](?:[a-df]\d?|[a-z]{2,5}\d?(?<!ste)(?<!de)(?<!x)(?<!min)(?<!km)(?<!cm)(?<!jarige)(?<!uur)(?<!tal)(?<!ers))(?![\w'-])",
    ),
    _pattern(
        "class",
        r"(?<!\w)(?:[HVM]|[hv](?=\d[a-z])|havo|vwo|mavo|vmbo|atheneum|gymnasium|tso|bso|aso)[ -]?[1-6]"
        r"(?:[ -]?[a-z])?(?!\w)",
    ),
    _pattern(
        "class",
        r"(?<!\w)(?:(?:eerste|tweede|derde|vierde|vijfde|zesde)(?:klassers?|[ -]?kleuters?|jaars)"
        r"|groep[1-8]ers?)(?!\w)",
    ),
)

_NO_CLASS = re.compile(
    r"(?:onze|kleuter|instap|peuter|open|brug|buiten|muziek|turn|bos|taal|zorg|plus|parallel|midden|zandbak|water|dans"
    r"|eerste|hele|ganse|wereld|top|les|vak|combinatie|graads?|meester|natuur|kook|schakel)?klas(?:je|sen)?"
)
_NO_STREET = frozenset(
    ("zijstraat", "hoofdstraat", "speelstraat", "schoolstraat", "fietsstraat", "winkelstraat", "oprijlaan")
)
_CLASS_NAME = re.compile(r"(?<!\w)(?:de|uit|van|in)\s([^\W\d_]{2,30}klas(?:je)?)(?!\w)", re.IGNORECASE)


def found_by_form(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of everything that a pattern finds; they may overlap."""
    for pattern in PATTERNS:
        for match in pattern.expression.finditer(text):
            if pattern.fits(match[0]) and match[0].casefold() not in _NO_STREET:
                yield match.start(), match.end(), pattern.kind
    for match in _CLASS_NAME.finditer(text):
        if not _NO_CLASS.fullmatch(match[1].casefold()):
            yield match.start(1), match.end(1), "class"

"""Words that mean the same answer everywhere: yes, no, other, none of these, and the steps of usual scales.

What gives no answer ("weet ik niet", "n.v.t.") stands in `monitor.intake.nothing`. Only for reading exports: a
label that the survey itself defines always goes first. Languages: nl, en, fr, de; yes and no also es, it, pt, pl.
"""

import re
from importlib import resources

from monitor.intake.normalise import key, without_numbering
from monitor.intake.nothing import KIND_OF


def _keys(text: str) -> frozenset[str]:
    return frozenset(key(word) for word in text.strip().split("\n"))


YES = _keys("ja\nyes\noui\nsí\nsim\ntak\ny\ntrue\nwaar\nvrai\nwahr")
NO = _keys("nee\nneen\nno\nnon\nnein\nnão\nnie\nn\nfalse\nonwaar\nfaux\nfalsch")
OTHER = _keys(
    """anders
andere
ander
overige
overig
anders, namelijk
andere, namelijk
anders namelijk
andere (specificeer)
other
other (please specify)
other - write in
overig (geef nadere toelichting)
anders (geef nadere toelichting)
anders (graag toelichten)
-oth-
other, please specify
autre
autres
autre (préciser)
sonstiges
sonstige
andere (bitte angeben)"""
)
_NONE_OF_THESE = re.compile(
    r"(?:(?:aan|bij|met|over|van|door|to|with|by|à|bei|mit) )?(?:geen (?:van|enkele?)\b.*|geen|niets(?: van .*)?"
    r"|nergens|niemand|none(?: of .*)?|nothing|nobody|no one|nowhere|aucune?s?(?: (?:de|des|d').*)?|rien(?: de .*)?"
    r"|personne|nulle part|keine[rs]?(?: (?:der|davon|von)\b.*)?|nichts(?: davon)?|niemanden?"
    r"|nirgends|nirgendwo)(?:, .*)?"
)
COMMENT = _keys("opmerking\nopmerkingen\ncommentaar\ncomment\ncomments\ncommentaire\nkommentar\ntoelichting")
TICKED = _keys("y\nyes\nja\noui\nsí\nsim\ntak\n1\ntrue\nwaar\nx\nchecked\nselected\nquoted\naangevinkt\ncoché\ngewählt")
UNTICKED = _keys(
    "n\nno\nnee\nneen\nnon\nnein\n0\nfalse\nonwaar\nunchecked\nnot selected\nnot quoted\nniet aangevinkt\n"
    "nicht gewählt\nnon coché"
)

_SCALES = (resources.files(__package__) / "scales.txt").read_text(encoding="utf-8")
SCALES: tuple[dict[str, int], ...] = tuple(
    {key(word): step for step, line in enumerate(block.strip().split("\n"), start=1) for word in line.split("|")}
    for block in _SCALES.strip().split("\n\n")
)
"""Each scale maps the key of a step to its place, lowest first; it is never alphabetical."""

_DEGREES = (
    "helemaal niet|not at all|pas du tout|gar nicht|überhaupt nicht",
    "niet|not|pas|nicht",
    "niet zo|niet erg|niet echt|not so|not very|not too|not that|pas très|nicht so|nicht sehr|nicht besonders",
    "een beetje|slightly|a little|a bit|un peu|ein wenig|ein bisschen",
    "enigszins|somewhat|quelque peu|etwas",
    "redelijk|tamelijk|vrij|moderately|fairly|reasonably|moyennement|assez|ziemlich|einigermaßen",
    "behoorlijk|quite|plutôt|recht",
    "",
    "heel|zeer|erg|very|really|très|sehr",
    "uiterst|extreem|extremely|extrêmement|äußerst|extrem",
)
"""Words of degree before the word that a scale is about, weakest first; the word alone stands between "quite" and
"very"."""
_DEGREE_OF = {word: step for step, words in enumerate(_DEGREES, start=1) for word in words.split("|")}
_DEGREE = re.compile(rf"(?:({'|'.join(sorted(filter(None, _DEGREE_OF), key=len, reverse=True))}) )?(\S.*)", re.DOTALL)

STEPS = frozenset().union(*SCALES) - YES - NO
"""The steps of every scale; yes and no are left out, as tools say so in columns of their own."""

KNOWN_ANSWERS = STEPS.union(YES, NO, KIND_OF)


def scale_order(keys: frozenset[str]) -> dict[str, int] | None:
    """The place of each of these labels on the one known scale that has them all, if there is one.

    A number beside a label (`1 = nooit`, `Oneens (2)`) does not count. Without such a scale the words of degree tell.
    """
    bare = {name: key(without_numbering(name)) for name in keys}
    for scale in SCALES:
        places = {name: scale.get(name) or scale.get(bare[name]) for name in keys}
        if len(keys) > 1 and None not in places.values() and len(set(places.values())) == len(keys):
            return {name: place for name, place in places.items() if place is not None}
    return _order_of_degrees(keys)


def degree(label: str) -> tuple[int, str]:
    """How strongly a label says something, and what: 5 and "well" for "Somewhat well"."""
    match = _DEGREE.fullmatch(key(without_numbering(label)))
    return (_DEGREE_OF[match[1] or ""], match[2]) if match else (0, "")


def _order_of_degrees(keys: frozenset[str]) -> dict[str, int] | None:
    """The places on a scale whose steps say one thing to different degrees ("not at all well", "quite well")."""
    said = {name: degree(name) for name in keys}
    places = {name: place for name, (place, _what) in said.items()}
    one_thing = len({what for _place, what in said.values()}) == 1
    return places if one_thing and len(keys) > 2 and len(set(places.values())) == len(keys) else None


def excludes_others(label: str) -> bool:
    """True for what stands at the end of a list of ticks and denies all of it ("geen van deze", "aan niemand")."""
    return _NONE_OF_THESE.fullmatch(key(label)) is not None


def is_comment(part: str) -> bool:
    """True for the column of remarks beside a list or beside one option of it (`Praten [Opmerking]`, `SQ1comment`)."""
    last = part.rsplit("[", 1)[-1].rstrip("] ")
    return key(last) in COMMENT or (" " not in part and len(part) > len("comment") and part.endswith("comment"))

"""Words that mean the same answer everywhere: yes, no, "weet ik niet", and the steps of usual scales.

Only for reading exports: a label that the survey itself defines always goes first. Languages: nl, en, fr, de;
yes and no also es, it, pt, pl.
"""

from importlib import resources

from monitor.intake.normalise import key


def _keys(text: str) -> frozenset[str]:
    return frozenset(key(word) for word in text.strip().split("\n"))


YES = _keys("ja\nyes\noui\nsí\nsim\ntak\ny\ntrue\nwaar\nvrai\nwahr")
NO = _keys("nee\nneen\nno\nnon\nnein\nnão\nnie\nn\nfalse\nonwaar\nfaux\nfalsch")
DONT_KNOW = _keys(
    """weet ik niet
weet niet
ik weet het niet
ik weet niet
geen idee
geen mening
weet niet / geen mening
weet niet/geen mening
geen mening/weet niet
ik heb geen mening
don't know
i don't know
i do not know
do not know
dont know
not sure
unsure
no opinion
don't know / no opinion
je ne sais pas
ne sais pas
sans opinion
sans avis
ne sait pas
weiß nicht
weiss nicht
weiß ich nicht
ich weiß nicht
ich weiss nicht
keine meinung
keine angabe möglich"""
)
PREFER_NOT = _keys(
    """zeg ik liever niet
dat zeg ik liever niet
liever niet zeggen
dat wil ik liever niet zeggen
wil ik niet zeggen
prefer not to say
prefer not to answer
i prefer not to say
rather not say
je préfère ne pas répondre
préfère ne pas répondre
keine angabe
möchte ich nicht sagen"""
)
NOT_APPLICABLE = _keys(
    """niet van toepassing
n.v.t
nvt
n.v.t. / weet niet
not applicable
n/a
na
n.a
sans objet
non applicable
ne s'applique pas
nicht zutreffend
trifft nicht zu (entfällt)
entfällt"""
)
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

STEPS = frozenset().union(*SCALES) - YES - NO
"""The steps of every scale; yes and no are left out, as tools say so in columns of their own."""

KNOWN_ANSWERS = STEPS.union(YES, NO, DONT_KNOW, PREFER_NOT, NOT_APPLICABLE)


def scale_order(keys: frozenset[str]) -> dict[str, int] | None:
    """The place of each of these labels on the one known scale that has them all, if there is one."""
    for scale in SCALES:
        if len(keys) > 1 and keys <= scale.keys() and len({scale[k] for k in keys}) == len(keys):
            return {k: scale[k] for k in keys}
    return None


def is_comment(part: str) -> bool:
    """True for the column of remarks beside a list or beside one option of it (`Praten [Opmerking]`, `SQ1comment`)."""
    last = part.rsplit("[", 1)[-1].rstrip("] ")
    return key(last) in COMMENT or (" " not in part and len(part) > len("comment") and part.endswith("comment"))

"""Words that mean the same answer in every school: yes, no, "weet ik niet", and the steps of the usual scales.

Only for reading exports: a label that the survey itself defines always goes first. Languages: nl, en, fr, de.
"""

from monitor.intake.normalise import key


def _keys(text: str) -> frozenset[str]:
    return frozenset(key(word) for word in text.strip().split("\n"))


YES = _keys("ja\nyes\noui\ny\ntrue\nwaar\nvrai\nwahr")
NO = _keys("nee\nneen\nno\nnon\nnein\nn\nfalse\nonwaar\nfaux\nfalsch")
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
other, please specify
autre
autres
autre (préciser)
sonstiges
sonstige
andere (bitte angeben)"""
)
COMMENT = _keys("opmerking\nopmerkingen\ncommentaar\ncomment\ncomments\ncommentaire\nkommentar\ntoelichting")
TICKED = _keys("y\nyes\nja\noui\n1\ntrue\nwaar\nx\nchecked\nselected\nquoted\naangevinkt\ncoché\ngewählt")
UNTICKED = _keys("n\nno\nnee\nneen\nnon\nnein\n0\nfalse\nonwaar\nunchecked\nnot selected\nnot quoted\nniet aangevinkt\nnicht gewählt\nnon coché")

_SCALES = """
helemaal niet akkoord|helemaal oneens|helemaal mee oneens|zeer mee oneens|volledig oneens|helemaal niet eens|strongly disagree|completely disagree|totally disagree|pas du tout d'accord|tout à fait en désaccord|stimme überhaupt nicht zu|stimme gar nicht zu|trifft überhaupt nicht zu|trifft gar nicht zu
niet akkoord|mee oneens|oneens|niet mee eens|disagree|pas d'accord|stimme nicht zu|trifft nicht zu
eerder niet akkoord|eerder oneens|eerder mee oneens|enigszins mee oneens|beetje oneens|somewhat disagree|slightly disagree|rather disagree|mostly disagree|plutôt pas d'accord|stimme eher nicht zu|trifft eher nicht zu
tussenin|neutraal|niet eens en niet oneens|niet eens/niet oneens|niet mee eens en niet mee oneens|noch eens noch oneens|niet eens, niet oneens|neutral|neither agree nor disagree|neither|undecided|ni d'accord ni pas d'accord|neutre|weder noch|teils teils|teils/teils
eerder akkoord|eerder eens|eerder mee eens|enigszins mee eens|beetje eens|somewhat agree|slightly agree|rather agree|mostly agree|plutôt d'accord|stimme eher zu|trifft eher zu
akkoord|mee eens|eens|agree|d'accord|stimme zu|trifft zu
helemaal akkoord|helemaal eens|helemaal mee eens|zeer mee eens|volledig eens|volledig akkoord|strongly agree|completely agree|totally agree|tout à fait d'accord|stimme voll zu|stimme völlig zu|stimme voll und ganz zu|trifft voll zu|trifft völlig zu|trifft voll und ganz zu

zeer ontevreden|heel ontevreden|helemaal niet tevreden|very dissatisfied|very unsatisfied|extremely dissatisfied|très insatisfait|pas du tout satisfait|sehr unzufrieden
ontevreden|niet tevreden|dissatisfied|unsatisfied|insatisfait|unzufrieden
eerder ontevreden|somewhat dissatisfied|plutôt insatisfait|eher unzufrieden
niet tevreden en niet ontevreden|niet tevreden, niet ontevreden|noch tevreden, noch ontevreden|noch tevreden noch ontevreden|neutraal|tussenin|neutral|neither satisfied nor dissatisfied|ni satisfait ni insatisfait|neutre|weder zufrieden noch unzufrieden
eerder tevreden|somewhat satisfied|plutôt satisfait|eher zufrieden
tevreden|satisfied|satisfait|zufrieden
zeer tevreden|heel tevreden|very satisfied|extremely satisfied|très satisfait|sehr zufrieden

nooit|never|jamais|nie|niemals
bijna nooit|hardly ever|almost never|presque jamais|fast nie
zelden|rarely|seldom|rarement|selten
soms|af en toe|sometimes|occasionally|parfois|manchmal|gelegentlich
regelmatig|regularly|régulièrement|regelmäßig
vaak|dikwijls|often|frequently|souvent|oft|häufig
meestal|usually|mostly|most of the time|la plupart du temps|meistens
zeer vaak|heel vaak|very often|très souvent|sehr oft|sehr häufig
bijna altijd|almost always|presque toujours|fast immer
altijd|always|toujours|immer

helemaal niet|not at all|pas du tout|überhaupt nicht|gar nicht
nauwelijks|hardly|à peine|kaum
een beetje|a little|slightly|un peu|ein wenig
enigszins|somewhat|moyennement|etwas
tamelijk|redelijk|moderately|fairly|assez|ziemlich
veel|heel erg|very much|very|extremely|beaucoup|sehr

zeer slecht|heel slecht|very bad|very poor|très mauvais|sehr schlecht
slecht|bad|poor|mauvais|schlecht
matig|fair|mediocre|moyen|mittelmäßig
voldoende|redelijk|ok|average|suffisant|befriedigend
goed|good|bon|gut
zeer goed|heel goed|very good|très bon|sehr gut
uitstekend|excellent|ausgezeichnet

helemaal niet zeker|not at all confident|pas du tout sûr
niet zo zeker|not so confident|pas très sûr
tamelijk zeker|somewhat confident|assez sûr
zeker|confident|sûr|sicher
heel zeker|zeer zeker|very confident|très sûr|sehr sicher

helemaal niet belangrijk|not at all important|not important|unimportant|not relevant for me|pas du tout important|unwichtig
niet belangrijk|weinig belangrijk|slightly important|somewhat important|somewhat useful|peu important|weniger wichtig
belangrijk|important|critical to me|wichtig
zeer belangrijk|heel belangrijk|very important|très important|sehr wichtig

helemaal niet waarschijnlijk|very unlikely|extremely unlikely|très improbable
onwaarschijnlijk|unlikely|improbable|unwahrscheinlich
waarschijnlijk|likely|probable|wahrscheinlich
zeer waarschijnlijk|very likely|extremely likely|très probable|sehr wahrscheinlich

nee|no|non|nein
meestal niet|usually not|plutôt non|eher nein
meestal wel|plutôt oui|eher ja
ja|yes|oui|ja
"""
SCALES: tuple[dict[str, int], ...] = tuple(
    {
        key(word): step
        for step, line in enumerate(block.strip().split("\n"), start=1)
        for word in line.split("|")
    }
    for block in _SCALES.strip().split("\n\n")
)
"""Each scale maps the key of a step to its place, lowest first; the order of a scale is never alphabetical."""

KNOWN_ANSWERS = frozenset().union(YES, NO, DONT_KNOW, PREFER_NOT, NOT_APPLICABLE, *SCALES)


def scale_order(keys: frozenset[str]) -> dict[str, int] | None:
    """The place of each of these labels on the one known scale that has them all, if there is one."""
    for scale in SCALES:
        if len(keys) > 1 and keys <= scale.keys() and len({scale[k] for k in keys}) == len(keys):
            return {k: scale[k] for k in keys}
    return None

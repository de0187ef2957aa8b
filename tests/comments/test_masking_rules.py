"""What masking does, one comment per rule; and what it leaves, so that a comment can still be read."""

import pytest

from monitor.comments.masking import SAID, Masked, Span, mask
from monitor.comments.roster import NO_ROSTER, Roster, words_of

PUPILS = (
    "Zeynep Y\u0131lmaz, Daan Van den Broeck, Storm Peeters, O\u011fuzhan Kaya, Ben De Groot, Wil Claes, "
    "Ann-Sofie Maes, Bo Li"
)
ROSTER = Roster(frozenset(words_of(PUPILS)))


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("zeynep zit naast mij", "[naam] zit naast mij"),
        ("ZEYNEP ZIT NAAST MIJ", "[naam] ZIT NAAST MIJ"),
        ("de pet van zeyneps broer", "de pet van [naam] broer"),
        ("zeynep's pet, Zeynep\u2019s pet", "[naam] pet, [naam] pet"),
        ("oguzhan en OĞUZHAN", "[naam] en [naam]"),
        ("daantje en stormke", "[naam] en [naam]"),
        ("het was storm", "het was [naam]"),
        ("daan/zeynep,storm(daan)", "[naam]/[naam],[naam]([naam])"),
        ("#zeynep en \u201edaan\u201d", "#[naam] en \u201e[naam]\u201d"),
        ("van den broeck is streng", "van den [naam] is streng"),
        ("daan van den broeck is streng", "[naam] is streng"),
        ("ann-sofie en sofie", "[naam] en [naam]"),
        ("ik ben blij en ik wil spelen", "ik ben blij en ik wil spelen"),
        ("Ik zag Ben en Wil.", "Ik zag [naam] en [naam]."),
        ("Ben plaagt mij. Ben je blij? Ben is lief.", "[naam] plaagt mij. Ben je blij? [naam] is lief."),
        ("een groot plein. Ben", "een groot plein. Ben"),
        ("Ben en Zeynep Smartschool, Daan van Kind van de", "[naam] en [naam] Smartschool, [naam] van de"),
        ("bo en li spelen", "[naam] en [naam] spelen"),
        ("z\u200beynep en d\u00adaan en \uff44\uff41\uff41\uff4e", "[naam] en [naam] en [naam]"),
        ("Og\u0306uzhan, og\u0306uzhan", "[naam], [naam]"),
        ("d.a.a.n en z e y n e p slaan", "[naam] en [naam] slaan"),
    ],
)
def test_with_a_roster(said: str, masked: str) -> None:
    assert mask(said, ROSTER).text == masked


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("Zeynep pest mij.", "[naam] pest mij."),
        ("Vandaag pest Zeynep mij.", "Vandaag pest [naam] mij."),
        ("Daar zat Roos. Roos lacht.", "Daar zat [naam]. [naam] lacht."),
        ("Daan Van den Broeck en Fatima El Haddaoui", "[naam] en [naam]"),
        ("Van den Broeck roept. El Haddaoui ook.", "[naam] roept. [naam] ook."),
        ("Sofie Nguyen-De Smet, Emma Kind", "[naam], [naam]"),
        ("juf lies en meester jan", "juf [naam] en meester [naam]"),
        ("mevr. de smet, dhr. De Wit, dokter chaoui", "mevr. [naam], dhr. [naam], dokter [naam]"),
        ("mijn zoon yusuf en mijn dochter Aya", "mijn zoon [naam] en mijn dochter [naam]"),
        ("de mama van yusuf en yusuf zijn broer", "de mama van [naam] en [naam] zijn broer"),
        ("ik word gepest door yusuf", "ik word gepest door [naam]"),
        ("yusuf slaat mij, yusuf uit 4b ook", "[naam] slaat mij, [naam] uit [klas] ook"),
        ("Aya en yusuf, Aya & imran", "[naam] en [naam], [naam] & [naam]"),
        ("Aya x@y.bex@y.be- Aya", "[naam] [e-mail][account]- [naam]"),
        ("\ufb01na zegt: \u00bc taart", "[naam] zegt: \u00bc taart"),
        ("O. uit 5C, K. en B. en ook M", "[naam]. uit [klas], [naam]. en [naam]. en ook [naam]"),
        ("groep A en vitamine C. N.v.t. U bent lief.", "groep A en vitamine C. N.v.t. U bent lief."),
        ("Олена та Іван, олена", "[naam], [naam]"),
        ("zeynep2014 zit in 4b2", "[naam] zit in [klas]"),
        ("de juf is lief en mijn broer speelt", "de juf is lief en mijn broer speelt"),
        ("De Directie en de Ouders van de School", "De Directie en de Ouders van de School"),
        ("HET IS HIER NIET LEUK", "HET IS HIER NIET LEUK"),
        ("Op Smartschool, in het Nederlands, met het CLB", "Op Smartschool, in het Nederlands, met het CLB"),
        ("Schoolfeesten en klasgesprekken zijn leuk", "Schoolfeesten en klasgesprekken zijn leuk"),
        ("om 8u30 en 20min, 3x, de 2de keer", "om 8u30 en 20min, 3x, de 2de keer"),
    ],
)
def test_without_a_roster(said: str, masked: str) -> None:
    assert mask(said).text == masked


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("in 4B, 3A en 5c", "in [klas], [klas] en [klas]"),
        ("groep 7 en groep 8b, klas 3 b, kleuterklas 2", "[klas] en [klas], [klas], [klas]"),
        ("vierde leerjaar B, 3de leerjaar, tweede kleuterklas", "[klas], [klas], [klas]"),
        ("die van het vijfde. in 5LAT en 1MOD", "die van het [klas]. in [klas] en [klas]"),
        ("h3b, havo 4, 2 B", "[klas], [klas], [klas]"),
        ("de olifantenklas, onze klas, de kleuterklas", "de [klas], onze klas, de kleuterklas"),
        ("voor het eerste rapport, de derde keer", "voor het eerste rapport, de derde keer"),
        ("0486/12.34.56, +32 486 12 34 56, 014 41 23 45", "[telefoon], [telefoon], [telefoon]"),
        ("06-12345678, +31 6 12 34 56 78, (030) 123 45 67", "[telefoon], [telefoon], [telefoon]"),
        ("jan.peeters@school.be of jan (at) school punt be", "[e-mail] of [e-mail]"),
        ("BE68 5390 0754 7034, NL91ABNA0417164300", "[nummer], [nummer]"),
        ("85.07.30-033.28 en 123456782", "[nummer] en [nummer]"),
        ("1-ABC-123 is de auto", "[nummer] is de auto"),
        ("Kerkstraat 12 bus 3, kerkstraat 12, Molenweg 4a", "[adres], [adres], [adres]"),
        ("de lindelaan. 2300 Turnhout, 1016 GV Amsterdam", "de [adres]. [adres], [adres]"),
        ("zijstraat, onderweg, het speelplein, een fietspad", "zijstraat, onderweg, het speelplein, een fietspad"),
        ("geboren op 3/10/2014, 12 maart, 2014-10-03, op 3/10", "geboren op [datum], [datum], [datum], op [datum]"),
        ("een 8/10 en 7,5 op 10", "een 8/10 en 7,5 op 10"),
        ("https://tiktok.com/@x?y=1 www.school.be/a school.nl", "[link] [link] [link]"),
        ("volg @zeynep_2013 en insta lotte.x1 of bilal_05", "volg [account] en insta [account] of [account]"),
        ("basisschool De Regenboog, Sint-Jozef, sint-jozef", "basisschool [school], [school], [school]"),
    ],
)
def test_by_form(said: str, masked: str) -> None:
    assert mask(said).text == masked


def test_the_school_as_the_settings_name_it() -> None:
    said = "op de regenboog, De-Regenboog of regenboogtrui; de boomhut"
    assert (
        mask(said, school=["Basisschool De Regenboog", "VBS"]).text
        == "op [school], [school] of regenboogtrui; de boomhut"
    )


def test_the_spans_are_those_of_the_comment() -> None:
    said = "Juf Lies \u200b uit 4B: bel 0486\u00a012 34 56"
    assert mask(said) == Masked(
        "Juf [naam] \u200b uit [klas]: bel [telefoon]",
        (Span(4, 8, "name"), Span(15, 17, "class"), Span(23, 36, "phone")),
    )


def test_a_masked_comment_stays_as_it_is() -> None:
    said = " ".join(f"[{word}]" for word in SAID.values())
    assert mask(said, Roster(frozenset(SAID.values()))) == Masked(said, ())
    assert mask("", NO_ROSTER) == Masked("", ())

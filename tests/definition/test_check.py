"""The rules between the parts of a survey file: each broken once, in a file of a few lines."""

from pathlib import Path
from textwrap import dedent

import pytest

from monitor.definition.check import RULES, texts_of
from monitor.definition.load import check_survey_file

HEAD = 'schema: schoolklimaat/survey@1\nsurvey: {id: proef, version: "1", audience: ouders, title: Proef}\n'
PUPILS = (
    'schema: schoolklimaat/survey@1\nsurvey: {id: proef, version: "1", audience: leerlingen, title: Proef, '
    'variants: {"9-12": {}, "12-18": {}}}\n'
)
MANY = ", ".join(f"{{code: c{n}, label: K{n}}}" for n in range(126))

BROKEN = {
    "an item id twice": (
        """\
        items:
          - {id: v1, type: open, text: Vraag}
          - {id: v1, type: open, text: Vraag}
        """,
        ['5 items > v1 > id: "v1" is al in gebruik. Kies een andere naam.'],
    ),
    "a section and an option code twice": (
        """\
        sections: [{id: a, title: A}, {id: a, title: A}]
        items:
          - {id: v1, type: single, text: Vraag, options: [{code: ja, label: Ja}, {code: ja, label: Jawel}]}
        """,
        [
            '3 sections > a > id: "a" is al in gebruik. Kies een andere naam.',
            '5 items > v1 > options > ja > code: "ja" is al in gebruik. Kies een andere naam.',
        ],
    ),
    "a shared scale with another content": (
        """\
        scales:
          eens5: {kind: likert, options: [{code: ja, label: Ja}]}
        items:
          - {id: v1, type: likert, text: Vraag, scale: eens5}
        """,
        ['4 scales > eens5: "eens5" staat al in common.yaml. Kies een andere naam.'],
    ),
    "a section, an option set and a benchmark that do not exist": (
        """\
        sections: [{id: sfeer, title: Sfeer}]
        items:
          - {id: v1, section: sfer, type: multiple, text: Vraag, options_from: rolen, benchmarks: [go23_omgevin]}
        """,
        [
            '5 items > v1 > section: "sfer" is niet bekend. Toegestaan: sfeer. Bedoelt u "sfeer"?',
            '5 items > v1 > options_from: "rolen" is niet bekend. Toegestaan: hulpbronnen, kanalen, '
            "onderwerpen, rollen. "
            'Bedoelt u "rollen"?',
            'Bedoelt u "go23_omgeving"?',
        ],
    ),
    "a variant that does not exist": (
        """\
        items:
          - {id: v1, type: open, text: Vraag, variants: ["9-12"]}
          - {id: v2, type: single, text: Vraag, options: [{code: ja, label: Ja, variants: [groot]}]}
          - {id: v3, type: open, text: Vraag, overrides: {klein: {text: Vraagje}}}
        """,
        [
            '4 items > v1 > variants > 1: "9-12" is niet bekend. Toegestaan: geen. Kies er een van, of voeg het toe.',
            '5 items > v2 > options > ja > variants > 1: "groot" is niet bekend. Toegestaan: geen. '
            "Kies er een van, of voeg het toe.",
            '6 items > v3 > overrides > klein: "klein" is niet bekend. Toegestaan: geen. '
            "Kies er een van, of voeg het toe.",
        ],
    ),
    "options of an open item, none of a closed one, two sources, a scale of ticks": (
        """\
        items:
          - {id: v1, type: open, text: Vraag, scale: eens5}
          - {id: v2, type: single, text: Vraag}
          - {id: v3, type: single, text: Vraag, scale: janee_wn, options_from: rollen}
          - {id: v4, type: multiple, text: Vraag, scale: eens5}
        """,
        [
            "4 items > v1 > scale: Een vraag van het type open heeft geen antwoordkeuzes. Haal weg: scale.",
            "5 items > v2: Precies één van scale, options en options_from moet hier staan; gevonden: geen. "
            "Houd er één of voeg er één toe.",
            "6 items > v3: Precies één van scale, options en options_from moet hier staan; gevonden: "
            "scale, options_from. "
            "Houd er één of voeg er één toe.",
            "7 items > v4 > scale: Een schaal is voor één antwoord; het type multiple heeft options "
            "of options_from nodig.",
        ],
    ),
    "hidden options": (
        """\
        items:
          - {id: v1, type: single, text: Vraag, scale: janee_wn, hide_options: [ja, nee, weet_nit]}
          - {id: v2, type: single, text: Vraag, scale: janee_wn, hide_options: [ja, nee, weet_niet]}
        """,
        [
            '4 items > v1 > hide_options > 3: "weet_nit" is niet bekend. Toegestaan: ja, nee, weet_niet. '
            'Bedoelt u "weet_niet"?',
            "5 items > v2: Er blijft geen antwoordkeuze over. Verberg er minder.",
        ],
    ),
    "more options than fit": (
        f"""\
        items:
          - {{id: v1, type: single, text: Vraag, options: [{MANY}]}}
        """,
        [
            "4 items > v1: Er zijn 126 antwoordkeuzes; hoogstens 125 zijn toegestaan. Voeg er samen, "
            "of maak de vraag open."
        ],
    ),
    "favourable and cut-offs at options that do not exist or have no value": (
        """\
        scales:
          vaak: {kind: frequency, cutoffs: {ooit: nooit}, options: [{code: nooit, label: Nooit}]}
        items:
          - {id: v1, type: single, text: Vraag, scale: vaak}
          - {id: v2, type: single, text: Vraag, favourable: [jaa], options: [{code: ja, label: Ja}]}
        """,
        [
            '4 scales > vaak > cutoffs > ooit: "nooit" is niet bekend. Toegestaan: geen. Kies er een '
            "van, of voeg het toe.",
            '7 items > v2 > favourable > 1: "jaa" is niet bekend. Toegestaan: ja. Bedoelt u "ja"?',
        ],
    ),
    "values": (
        """\
        option_sets:
          soms:
            - {code: a, value: 1, label: A}
            - {code: b, value: 1, label: B}
            - {code: c, value: 2, label: C, dont_know: true}
        items:
          - {id: v1, type: single, text: Vraag, options_from: soms}
        """,
        [
            "5 option_sets > soms > a > value: De waarde 1 staat er twee keer. Geef elke stap een eigen waarde.",
            "6 option_sets > soms > b > value: De waarde 1 staat er twee keer. Geef elke stap een eigen waarde.",
            "7 option_sets > soms > c > value: Dit antwoord is geen punt op de schaal en heeft dus "
            "geen waarde. "
            "Haal value weg.",
        ],
    ),
    "a don't know that can be ticked beside something else": (
        """\
        option_sets:
          soms: [{code: a, label: A}, {code: wn, label: Weet niet, dont_know: true}]
        items:
          - {id: v1, type: multiple, text: Vraag, options_from: soms}
          - {id: v2, type: multiple, text: Vraag, options: [{code: ln, label: Liever niet, prefer_not: true}]}
          - {id: v3, type: single, text: Vraag, options: [{code: wn, label: Weet niet, dont_know: true}]}
        """,
        [
            '4 option_sets > soms > wn: Bij meerkeuze sluit "wn" de andere keuzes uit. Voeg exclusive: true toe.',
            '7 items > v2 > options > ln: Bij meerkeuze sluit "ln" de andere keuzes uit. Voeg exclusive: true toe.',
        ],
    ),
    "routing to what is not there, comes later, or is answered otherwise": (
        """\
        items:
          - {id: v1, type: single, text: Vraag, scale: janee_wn, show_if: {any: [{item: v2, in: [ja]}]}}
          - {id: v2, type: multiple, text: Vraag, options_from: rollen, show_if: {any: [{item: v9, in: [ja]}]}}
          - {id: v3, type: open, text: Vraag, show_if: {any: [{item: v1, includes_any: [ja]}, {item: v1, in: [jaa]}]}}
          - {id: v4, type: open, text: Vraag, show_if: {any: [{item: v2, in: [acties]}]}}
        """,
        [
            '4 items > v1 > show_if > any > 1 > item: "v2" staat niet vóór deze vraag. Zet die vraag eerder.',
            '5 items > v2 > show_if > any > 1 > item: "v9" is niet bekend. Toegestaan: v1. Kies er '
            "een van, of voeg het toe.",
            '6 items > v3 > show_if > any > 1: Gebruik voor een vraag van het type single "in", niet "includes_any".',
            '6 items > v3 > show_if > any > 2 > in > 1: "jaa" is niet bekend. Toegestaan: ja, nee, '
            "weet_niet. "
            'Bedoelt u "ja"?',
            '7 items > v4 > show_if > any > 1: Gebruik voor een vraag van het type multiple "includes_any", niet "in".',
        ],
    ),
    "words for one region only": (
        """\
        items:
          - {id: v1, type: open, text: {nl-BE: Leerkracht}}
          - {id: v2, type: open, text: {nl-NL: Leraar, nl: Leerkracht}}
        """,
        ["4 items > v1 > text: Er is tekst voor nl-BE en niet voor nl-NL. Voeg nl-NL toe, of nl voor allebei."],
    ),
    "a term that does not exist": (
        """\
        terms: {klas: {nl-BE: klas, nl-NL: groep}, naam: "{{naam}}"}
        items:
          - {id: v1, type: open, text: "{{klas}}, {{naam}} en {{leerkracht}}"}
          - {id: v2, type: open, text: Vraag, help: "{{klassen}}"}
        """,
        ['"klassen" is niet bekend.'],
    ),
    "comparability without a key": (
        """\
        items:
          - {id: v1, type: open, text: Vraag, comparability: 1}
          - {id: v2, type: open, text: Vraag, common: v2}
        """,
        [
            "4 items > v1: common en comparability horen bij elkaar. Voeg toe wat ontbreekt.",
            "5 items > v2: common en comparability horen bij elkaar. Voeg toe wat ontbreekt.",
        ],
    ),
}


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "proef.yaml"
    path.write_text(text, encoding="utf-8")
    return [f"{fault.line} {fault.where}: {fault.message}" for fault in check_survey_file(path)]


@pytest.mark.parametrize(("body", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_told(body: str, expected: list[str], tmp_path: Path) -> None:
    found = faults(tmp_path, HEAD + dedent(body))
    assert len(found) == len(expected)
    for told, wanted in zip(found, expected, strict=True):
        assert told.startswith(wanted) if wanted[0].isdigit() else wanted in told


def test_pupils_have_no_routing(tmp_path: Path) -> None:
    items = """\
items:
  - {id: v1, type: single, text: Vraag, scale: janee_wn}
  - {id: v2, type: open, text: Vraag, show_if: {any: [{item: v1, in: [ja]}]}}
"""
    assert faults(tmp_path, HEAD + items) == []
    assert faults(tmp_path, PUPILS + items) == [
        "5 items > v2 > show_if: Leerlingen zien allemaal dezelfde vragen. Haal show_if weg en voeg "
        "een keuze "
        '"niet van toepassing" toe.'
    ]


def test_a_fault_in_an_override_stands_at_the_override(tmp_path: Path) -> None:
    items = """\
items:
  - id: v1
    type: likert
    text: Vraag
    scale: eens5
    overrides:
      "9-12": {scale: kind5}
      "12-18": {hide_options: [soms]}
"""
    assert [told.split(":")[0] for told in faults(tmp_path, PUPILS + items)] == [
        "9 items > v1 > overrides > 9-12 > scale",
        "10 items > v1 > overrides > 12-18 > hide_options > 1",
    ]


def test_a_shared_term_may_be_repeated_with_the_same_words(tmp_path: Path) -> None:
    """As a survey does that was loaded and written down again."""
    body = 'terms: {leerkracht: {nl-BE: "leerkracht", nl-NL: "%s"}}\nitems: [{id: v1, type: open, text: Vraag}]\n'
    assert faults(tmp_path, HEAD + body % "leraar") == []
    assert len(faults(tmp_path, HEAD + body % "docent")) == 1


def test_every_rule_says_what_it_is_for() -> None:
    assert all(rule.__doc__ for rule in RULES)


def test_texts_are_found_with_their_place() -> None:
    assert list(texts_of({"cutoffs": {"ooit": "ja"}, "title": {"nl": "Titel"}, "options": ({"nl": "Ja"},)})) == [
        (("title",), {"nl": "Titel"}),
        (("options", 0), {"nl": "Ja"}),
    ]

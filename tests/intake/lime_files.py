"""LimeSurvey's files written by hand: a small school survey in two languages, in the three shapes of its XML."""

import io
import zipfile
from collections.abc import Mapping, Sequence

Row = Mapping[str, str]
TEXTS = {
    "veilig": {"nl": "Voelt uw kind zich <b>veilig</b>?", "en": "Is your child safe?"},
    "waar": {"nl": "Waar speelt uw kind?", "en": "Where does your child play?"},
    "stel": {"nl": "Hoe vaak?<style>p {x: y}</style>", "en": "How often?"},
    "gevolg": {"nl": "Wat was het gevolg?", "en": "What came of it?"},
    "eerst": {"nl": "Wat is het belangrijkst?", "en": "What matters most?"},
    "aantal": {"nl": "Hoeveel kinderen?", "en": "How many children?"},
    "beter": {"nl": "Wat kan beter?", "en": "What can be better?"},
    "uitleg": {"nl": "Bedankt!", "en": "Thank you!"},
    "twee": {"nl": "Belang en oordeel", "en": "Weight and verdict"},
}
QUESTIONS = (  # qid, group, type, code, other, relevance
    ("84", "10", "L", "veilig", "Y", "1"),
    ("846", "10", "M", "waar", "Y", "1"),
    ("85", "11", "F", "stel", "N", "1"),
    ("86", "11", "Y", "gevolg", "N", '((12345X10X84.NAOK == "A1") or veilig == "A2")'),
    ("87", "11", "R", "eerst", "N", "1"),
    ("88", "11", "N", "aantal", "N", '12345X10X8461.NAOK == "Y" or stel_SQ001 == "B3" or veilig == "-oth-"'),
    ("89", "11", "T", "beter", "N", "aantal.NAOK > 1"),
    ("90", "11", "X", "uitleg", "N", "1"),
    ("91", "11", "1", "twee", "N", 'waar_1 == "N" or gibtsnicht == "A1"'),
)
PARTS = (  # parent, code, texts
    ("846", "1", {"nl": "Op het plein", "en": "In the yard"}),
    ("846", "41", {"nl": "In de klas", "en": "In class"}),
    ("85", "SQ001", {"nl": "op de trap", "en": "on the stairs"}),
    ("85", "SQ002", {"nl": "in de gang", "en": "in the corridor"}),
    ("91", "S1", {"nl": "Rust", "en": "Quiet"}),
)
ANSWERS = (  # question, code, texts, scale
    ("84", "A1", {"nl": "Ja, altijd", "en": "Yes, always"}, "0"),
    ("84", "A2", {"nl": "Soms", "en": "Sometimes"}, "0"),
    ("84", "A9", {"nl": "Weet niet", "en": "Don't know"}, "0"),
    ("85", "B1", {"nl": "Nooit", "en": "Never"}, "0"),
    ("85", "B2", {"nl": "Af en toe", "en": "Now and then"}, "0"),
    ("85", "B3", {"nl": "Voortdurend", "en": "All the time"}, "0"),
    ("87", "C1", {"nl": "Rust", "en": "Quiet"}, "0"),
    ("87", "C2", {"nl": "Spel", "en": "Play"}, "0"),
    ("91", "D1", {"nl": "Klein", "en": "Small"}, "0"),
    ("91", "E1", {"nl": "Goed", "en": "Good"}, "1"),
)
GROUPS = (("10", "Veiligheid", "Safety"), ("11", "De rest", "The rest"))


def section(name: str, rows: Sequence[Row]) -> str:
    body = "".join(
        "<row>" + "".join(f"<{field}><![CDATA[{value}]]></{field}>" for field, value in row.items()) + "</row>"
        for row in rows
    )
    return f"<{name}><fields/><rows>{body}</rows></{name}>"


def lss(languages: Sequence[str] = ("nl", "en"), *, version: int = 365, **sections: str) -> bytes:
    """A `.lss`: up to version 399 with the texts inside the rows, from 400 on in tables of their own."""
    apart = version >= 400
    parts = _texts_apart(languages) if apart else _texts_inside(languages)
    first, *others = languages
    parts["surveys"] = [
        {"sid": "12345", "admin": "Anja Proef", "adminemail": "anja@example.org", "language": first,
         "additional_languages": " ".join(others), "anonymized": "N"}
    ]  # fmt: skip
    parts["surveys_languagesettings"] = [
        {"surveyls_survey_id": "12345", "surveyls_language": one, "surveyls_title": f"Proef {one}"} for one in languages
    ]
    parts["question_attributes"] = [{"qid": "846", "attribute": "exclude_all_others", "value": "41", "language": ""}]
    written = {name: section(name, rows) for name, rows in parts.items()} | sections
    body = "".join(written.values())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<document>\n<LimeSurveyDocType>Survey</LimeSurveyDocType>'
        f"<DBVersion>{version}</DBVersion><languages/>{body}</document>"
    ).encode()


def _texts_inside(languages: Sequence[str]) -> dict[str, list[Row]]:
    return {
        "groups": [
            {"gid": gid, "group_name": {"nl": nl}.get(one[:2], en), "group_order": gid, "language": one,
             "grelevance": ""}
            for one in languages for gid, nl, en in GROUPS
        ],
        "questions": [
            {**question(place), "question": _in(TEXTS[code], one), "language": one}
            for one in languages for place, (_q, _g, _t, code, _o, _r) in enumerate(QUESTIONS)
        ],
        "subquestions": [
            {**part(place), "question": _in(PARTS[place][2], one), "language": one}
            for one in languages for place in range(len(PARTS))
        ],
        "answers": [
            {**answer(place), "answer": _in(ANSWERS[place][2], one), "language": one}
            for one in languages for place in reversed(range(len(ANSWERS)))
        ],
    }  # fmt: skip


def _texts_apart(languages: Sequence[str]) -> dict[str, list[Row]]:
    qids = {code: qid for qid, _group, _type, code, _other, _relevance in QUESTIONS}
    return {
        "groups": [{"gid": gid, "group_order": gid, "grelevance": ""} for gid, _nl, _en in GROUPS],
        "group_l10ns": [
            {"gid": gid, "group_name": {"nl": nl}.get(one[:2], en), "language": one}
            for one in languages for gid, nl, en in GROUPS
        ],
        "questions": [question(place) for place in range(len(QUESTIONS))],
        "subquestions": [part(place) for place in range(len(PARTS))],
        "question_l10ns": [
            {"qid": qids[code], "question": _in(text, one), "language": one}
            for one in languages for code, text in TEXTS.items()
        ] + [
            {"qid": f"9{place}0", "question": _in(PARTS[place][2], one), "language": one}
            for one in languages for place in range(len(PARTS))
        ],
        "answers": [{**answer(place), "aid": str(place)} for place in reversed(range(len(ANSWERS)))],
        "answer_l10ns": [
            {"aid": str(place), "answer": _in(ANSWERS[place][2], one), "language": one}
            for one in languages for place in range(len(ANSWERS))
        ],
    }  # fmt: skip


def _in(text: Mapping[str, str], language: str) -> str:
    return text.get(language[:2], text["en"])


def question(place: int) -> dict[str, str]:
    qid, group, kind, code, other, relevance = QUESTIONS[place]
    return {"qid": qid, "parent_qid": "0", "gid": group, "type": kind, "title": code, "other": other,
            "question_order": str(place), "scale_id": "0", "relevance": relevance}  # fmt: skip


def part(place: int) -> dict[str, str]:
    parent, code, _texts = PARTS[place]
    return {"qid": f"9{place}0", "parent_qid": parent, "gid": "10", "type": "T", "title": code,
            "question_order": str(place), "scale_id": "0"}  # fmt: skip


def answer(place: int) -> dict[str, str]:
    qid, code, _texts, scale = ANSWERS[place]
    return {"qid": qid, "code": code, "sortorder": str(place), "scale_id": scale}


COLUMNS = (
    "id", "submitdate", "lastpage", "startlanguage", "token", "12345X10X84", "12345X10X84other", "12345X10X8461",
    "12345X10X84641", "12345X10X846other", "12345X11X85SQ001", "12345X11X85SQ002", "12345X11X86", "12345X11X871",
    "12345X11X872", "12345X11X88", "12345X11X89", "12345X11X90", "12345X11X91S1#0", "12345X11X91S1#1", "12345X11X84999",
)  # fmt: skip
RESPONSES = """
1|2025-10-06 10:00:00|3|nl|geheim|A1   |   |Y|-|      |B1|B3|Y|C1|C2|2.0000000000|meer groen |-|D1|E1|x
2|2025-10-06 10:01:00|3|en|geheim|-oth-|mee|-|Y|zolder|B2|  |~|C2|C1|1.0000000000|~          |-|D1|E1|x
3|~                  |1|nl|geheim|A9   |   |-|-|      |~ |~ |~|~ |~ |~           |~          |~|~ |~ |~
4|2025-10-06 10:03:00|3|nl|geheim|A2   |   |Y|Y|      |B3|B1|N|C1|C2|3.0000000000|-          |-|D1|E1|x
"""
"""`~` is a field that is absent, `-` or nothing one that is empty."""


def lsr(table: str = RESPONSES) -> bytes:
    rows = []
    for line in table.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        masked = [(f"_{name}" if name[0].isdigit() else name).replace("#", "-") for name in COLUMNS]
        named = dict(zip(masked, cells, strict=True))
        rows.append({name: "" if cell == "-" else cell for name, cell in named.items() if cell != "~"})
    fields = "".join(f"<fieldname>{name}</fieldname>" for name in COLUMNS)
    body = section("responses", rows).replace("<fields/>", f"<fields>{fields}</fields>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<document><LimeSurveyDocType>Responses</LimeSurveyDocType>'
        f"<DBVersion>365</DBVersion><languages><language>nl</language></languages>{body}</document>"
    ).encode()


def lsa(structure: bytes | None = None, responses: bytes | None = None, **members: bytes) -> bytes:
    """An archive with what LimeSurvey puts in it, the participants and timings with words that must not be read."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("survey_12345.lss", structure or lss())
        archive.writestr("survey_12345_responses.lsr", responses or lsr())
        archive.writestr("survey_12345_tokens.lst", "<not xml anja@example.org")
        archive.writestr("survey_12345_timings.lsi", "<not xml")
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()

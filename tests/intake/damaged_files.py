"""Files and tables that are damaged in every way Hypothesis can think of, beginning with good ones of every kind."""

import datetime as dt
from collections.abc import Callable

from hypothesis import strategies as st

from monitor.intake.formats import own_columns
from monitor.intake.sandbox import Contents, Sheet
from tests.intake import hostile_files, spss_bytes
from tests.intake.workbook_files import packed, parts, sheet_xml

HEADINGS = (
    ("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Voelt u zich veilig?", "Wat kan beter?"),
    ("Tijdstempel", "Ik voel me veilig. [op school]", "Ik voel me veilig. [onderweg]", "In welke klas zit je?"),
    ("Antwoord-ID", "Datum ingediend", "Laatste pagina", "Starttaal", "G1Q1. Veilig?", "G1Q2[SQ001]", "G1Q2[other]"),
    ("Respondent ID", "Collector ID", "Start Date", "Voelt u zich veilig?", "", ""),
    ("StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId", "Q1", "Q2_1", "Q2_2_TEXT"),
    ("start", "end", "veilig", "waar/plein", "waar/gang", "_id", "_uuid", "_submission_time"),
    ("record_id", "redcap_survey_identifier", "veilig", "waar___1", "waar___2", "enquete_complete"),
)
ANSWERS = (
    ("1", "2025-10-06 08:01:02", "06/10/2025 08:03", "anonymous", "", "Ja", "Meer rust; é, ë en €."),
    ("2", "2025-10-06 08:11:02", "06/10/2025 08:13", "a@b.example", "N", "Weet niet", 'Hij zei "stop".\nPunt.'),
    ("3", "2025-10-07 09:00:00", "07/10/2025 09:03", "anonymous", "", "Nee", "n.v.t."),
)
TABLES = [[heading, *(line[: len(heading)] for line in ANSWERS)] for heading in HEADINGS]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman", "cp850")
WRITTEN = (
    *',;\t|"\r\n<>&', "\r\n", '""', "sep=;\n", "<!DOCTYPE x>", "<![CDATA[", "]]>", "&lt;", "&#0;", "</c>", "<c/>",
    "<row>", ' r="XFD1048576"', ' r="A0"', ' t="s"', ' t="e"', "1e308", "-1", "NaN", "99999999999999999999",
    "{'ImportId': 'x'}", "../", "=1+1", "31/12/9999", "0000-00-00",
)  # fmt: skip
NUMBERS = (
    b"\0",
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\0\0\0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc3",
    b"PK\1\2",
)
TOKENS = (*map(str.encode, WRITTEN), *NUMBERS)


def text(table: list[tuple[str, ...]], encoding: str, separator: str, line_end: str) -> bytes:
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]
    return (line_end.join(quoted) + line_end).encode(encoding, "replace")


texts = st.builds(
    text,
    st.sampled_from(TABLES),
    st.sampled_from(ENCODINGS),
    st.sampled_from([*",;\t|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
books = st.builds(lambda table: parts({"Antwoorden": sheet_xml(table)}), st.sampled_from(TABLES))
OTHERS: dict[str, Callable[[], bytes]] = {
    "sav": lambda: spss_bytes.PLAIN,
    "zsav": lambda: spss_bytes.PACKED,
    "lss": hostile_files.lss,
    "lsa": hostile_files.lsa,
    "date": lambda: hostile_files.dated("45000.5"),
    "signed": lambda: packed(hostile_files.book(**hostile_files.signed())),
}


@st.composite
def damage(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes after at most eight cuts, repetitions, exchanges and insertions."""
    for _number in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, len(data)))
        span = draw(st.one_of(st.integers(0, 8), st.integers(0, 2_000)))
        piece = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8)))
        changed = {
            "insert": data[:place] + piece + data[place:],
            "exchange": data[:place] + piece + data[place + len(piece) :],
            "cut": data[:place] + data[place + span :],
            "end": data[:place],
            "repeat": data[:place] + data[place : place + span] * 40 + data[place + span :],
            "turn": data[:place] + bytes([data[place] ^ (1 << span % 8)]) + data[place + 1 :] if data[place:] else data,
        }
        data = changed[draw(st.sampled_from(sorted(changed)))]
    return data


@st.composite
def damaged_book(draw: st.DrawFn) -> bytes:
    """A whole zip in which one or two parts are damaged: what a reader of XML gets to see."""
    content = draw(books)
    for name in draw(st.lists(st.sampled_from(sorted(content)), min_size=1, max_size=2)):
        part = content[name]
        content[name] = draw(damage(part.encode() if isinstance(part, str) else part))
    return packed(content)


damaged_files = st.one_of(
    texts.flatmap(damage),
    damaged_book(),
    books.map(packed).flatmap(damage),
    st.sampled_from(sorted(OTHERS)).flatmap(lambda name: damage(OTHERS[name]())),
    st.sampled_from(sorted(OTHERS)).flatmap(lambda name: damage(OTHERS[name]())),
    st.binary(max_size=300),
    st.text(max_size=300).map(lambda value: value.encode("utf-8", "replace")),
)

_WORDS = sorted(
    {word.strip() for names in own_columns.__dict__.values() if isinstance(names, dict)
     for listed in names.values() if isinstance(listed, str) for word in listed.split("|")}
    | {heading for headings in HEADINGS for heading in headings}
    | {"Vraag [rij]", "Vraag [a][b]", "[", "]", "[]", "V1", "Q1", "{'ImportId': 'QID1'}", "Response", "...", "1", "x/y"}
)  # fmt: skip
cells = st.one_of(
    st.none(),
    st.sampled_from(["ja", "nee", "Weet niet", "ja;nee;", "1", "3.0", "31/12/2025", "2025-10-06T08:00:00Z", "-oth-"]),
    st.sampled_from(_WORDS),
    st.text(max_size=20),
    st.integers(),
    st.integers(0, 60_000),
    st.floats(),
    st.booleans(),
    st.datetimes(dt.datetime(1899, 12, 31)),
    st.dates(),
    st.times(),
)
rows = st.lists(cells, max_size=8).map(tuple)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet as the sandbox may give it: headings that tools write, or none, above anything at all."""
    heading = draw(st.lists(st.sampled_from(_WORDS), max_size=8).map(tuple))
    known = draw(st.one_of(st.sampled_from(HEADINGS), st.just(heading)))
    body = draw(st.lists(rows, max_size=12))
    above = draw(st.lists(rows, max_size=2))
    areas = st.tuples(*[st.integers(0, 30)] * 4)
    return Sheet(
        rows=(*above, known, *body),
        name=draw(st.sampled_from([None, "Blad1", "Antwoorden"])),
        visible=draw(st.booleans()),
        merged=tuple(draw(st.lists(areas, max_size=2))),
        formulas=draw(st.integers(0, 50)),
        encoding=draw(st.sampled_from([None, "utf-8", "cp1252"])),
        separator=draw(st.sampled_from([None, ",", ";"])),
    )


tables = st.lists(sheets(), max_size=3).map(lambda made: Contents("proef.csv", tuple(made)))

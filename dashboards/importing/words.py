"""What the wizard says of what a desk found: how sure, which tool, which findings belong together."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.desk_terms import Looked, SeenColumn, SeenFinding
from monitor.report.sentences import survey_called
from monitor.texts import _, n_

SURE, NEARLY_SURE, LIKELY = 0.97, 0.8, 0.6
_DECIDED_ELSEWHERE: Final = frozenset(
    ("W-PROPOSAL", "I-GROUP-POSSIBLE", "W-WOULD-BE-REFUSED", "W-OTHER-YEAR", "I-ITEM-MISSING")
)
"""Findings that the wizard asks about in a step of its own, or tells in a place of their own."""
_OF_ANSWERS: Final = frozenset(("W-UNKNOWN-ANSWERS", "W-NEW-OPTIONS"))
_PER_COLUMN: Final = frozenset(("I-IDENTIFIER", "I-NO-ITEM", "I-FREE-TEXT"))
"""Findings that only say again what the step with the columns shows."""
_TOOLS: Final = {
    "microsoft-forms": "Microsoft Forms",
    "google-forms": "Google Formulieren",
    "limesurvey": "LimeSurvey",
    "surveymonkey": "SurveyMonkey",
    "qualtrics": "Qualtrics",
    "kobo": "KoboToolbox",
    "redcap": "REDCap",
    "spss": "SPSS",
}


@dataclass(frozen=True)
class Told:
    """One message and all the places for which it holds."""

    message: str
    places: tuple[str, ...]


def survey(wave: str, year: str, title: str) -> str:
    """How the survey of a wave is called."""
    return survey_called(wave.removesuffix(f"_{year}"), title)


def survey_and_year(wave: str, year: str, title: str) -> str:
    """How a wave is called: its survey and its school year."""
    return f"{survey(wave, year, title)}, {year}"


def certainty(column: SeenColumn) -> str:
    """How sure it is what a column means, in words."""
    if column.certainty >= SURE:
        return _("certain: the same words")
    if column.certainty >= NEARLY_SURE:
        return _("nearly certain: nearly the same words")
    if column.certainty >= LIKELY:
        return _("likely, not certain")
    return _("perhaps")


def tool(name: str) -> str:
    """What a survey tool is called."""
    return _TOOLS.get(name, _("a table of no tool that is known"))


def detected(looked: Looked) -> tuple[tuple[str, str], ...]:
    """What was found out of the file: pairs of a name and words."""
    rows = n_("one row with headings", "{n} rows with headings", looked.heading_rows).format(n=looked.heading_rows)
    known = (
        (_("Made with"), tool(looked.tool)),
        (_("Sheet"), looked.sheet or ""),
        (_("Headings"), rows),
        (_("Letters"), _letters(looked.encoding or "")),
        (_("Between the columns"), {";": _("semicolon"), ",": _("comma"), "\t": _("tab")}.get(looked.separator or "")),
        (_("Language"), {"nl": _("Dutch"), "en": _("English"), "fr": _("French"), "de": _("German")}.get(
            (looked.language or "")[:2], looked.language or ""
        )),
    )  # fmt: skip
    return tuple((name, words) for name, words in known if words)


def _letters(encoding: str) -> str:
    """How letters were written, where that had to be guessed: an accent may have come out wrongly then."""
    if encoding.startswith("utf"):
        return ""
    if encoding == "cp1252":
        return _("as older Windows programs write them: see whether é and ë are right")
    return _("in an older way: see whether é and ë are right") if encoding else ""


def findings(all_: Sequence[SeenFinding], severity: str, asked: Collection[str] = ()) -> tuple[Told, ...]:
    """The findings of one severity, those with one message together.

    `asked` are the headings of columns of which the strange answers are shown one by one, so that counting them is
    no news.
    """
    together: dict[str, list[str]] = {}
    for one in all_:
        if one.code in _OF_ANSWERS and one.column in asked:
            continue
        if one.severity == severity and one.code not in _DECIDED_ELSEWHERE | _PER_COLUMN:
            together.setdefault(one.message, []).extend([one.where] if one.where else [])
    return tuple(Told(message, tuple(places)) for message, places in together.items())


def in_the_way(looked: Looked) -> Iterator[str]:
    """Why this file cannot be taken in as it is."""
    if looked.refused:
        yield looked.refused
    if not looked.refused and not looked.rows["stored"]:
        yield _("No row of this file would be stored. What follows says why.")
    if looked.other_year and not looked.asked.keep_year:
        yield _("The answers in this file are of school year {found}, and you chose {year}.").format(
            found=looked.other_year, year=looked.asked.year
        )
